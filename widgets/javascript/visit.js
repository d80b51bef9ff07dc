/** From the text to an explorer, and back. */
import { button } from "./page.js";

/** For so long (ms) what answers has a frame: who looks there sees which one it is, also where nothing else changed. */
const FRAMED = 1600;

/** What a reader presses who came from the text. */
let offered;

/**
 * Bring an explorer into view if it is not, and offer the way back; the focus stays in the text.
 * @param {HTMLElement} root the explorer
 * @param {HTMLElement} from where in the text the reader was
 * @param {string} back what the way back is called
 */
export function visit(root, from, back) {
  offered?.remove();
  if (!show(root)) return;
  offered = button(back, () => goBack(from), { class: "way-back" });
  from.after(offered);
  goWith(offered, from);
}

/**
 * Frame an explorer, and bring it into view if it is not.
 * @param {HTMLElement} root
 * @returns {boolean} whether the page had to go there
 */
export function show(root) {
  frame(root);
  if (seen(root)) return false;
  root.scrollIntoView({ block: "start" });
  return true;
}

function goBack(from) {
  offered.remove();
  from.scrollIntoView({ block: "center" });
  from.focus({ preventScroll: true });
}

/**
 * Put a frame around what has just answered, for a while.
 * @param {HTMLElement} root
 */
export function frame(root) {
  root.dataset.visited = "";
  setTimeout(() => delete root.dataset.visited, FRAMED);
}

/** Whether a reader sees what an explorer draws and says. */
function seen(root) {
  const roof = document.querySelector(".bd-header-article")?.getBoundingClientRect().bottom ?? 0;
  return [...root.querySelectorAll(".explorer-sentence, .explorer-stage > .explorer-chart")].every((part) => {
    const { top, bottom } = part.getBoundingClientRect();
    return top >= Math.max(0, roof) && bottom <= innerHeight;
  });
}

/** Who has gone back to the text by themselves needs no way back. */
function goWith(way, from) {
  let left = false;
  const watch = new IntersectionObserver(([{ isIntersecting }]) => {
    left ||= !isIntersecting;
    if (!(left && isIntersecting)) return;
    way.remove();
    watch.disconnect();
  });
  watch.observe(from);
}
