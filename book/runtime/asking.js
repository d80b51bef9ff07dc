// What a page asks of its browser that a frame may refuse without a word.
import { page as words } from "../../widgets/generated/words.json";
import { element } from "../../widgets/javascript/page.js";

/** Milliseconds in which a browser that prints begins to. */
const SOON = 1000;

const said = element("p", { class: "page-said", role: "alert" });

/** Print the page, or say why no printer was asked. */
export function print() {
  let begun = false;
  addEventListener("beforeprint", () => (begun = true), { once: true });
  window.print();
  setTimeout(() => begun || say(words.no_print), SOON);
}

/** Fill the screen with the page, or leave it again. */
export async function fillScreen() {
  try {
    await (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen());
  } catch {
    say(words.no_full_screen);
  }
}

/** Say a sentence at the foot of the window, until the reader goes on. */
function say(sentence) {
  said.textContent = sentence;
  document.body.append(said);
  for (const happened of ["pointerdown", "keydown"]) addEventListener(happened, () => said.remove(), { once: true });
}
