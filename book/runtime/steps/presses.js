// A step names what is to be pressed or moved in italics. Where the explorer has it, those words do it.
import { steps as words } from "../../../widgets/generated/words.json";
import { button, fill } from "../../../widgets/javascript/page.js";
import { frame, show } from "../../../widgets/javascript/visit.js";

/** What may be named in an explorer: buttons, folds and the names of sliders. */
const PARTS = "button, summary, .widget-label";

/** What another press would undo. */
const DONE = "[aria-expanded=true], [data-tool][aria-pressed=true]";

/**
 * Make buttons of the words that name a part of the explorer.
 * @param {HTMLElement} step
 * @param {HTMLElement} root the explorer
 * @param {() => void} then what to do after one was pressed
 */
export function wake(step, root, then) {
  for (const name of step.querySelectorAll("em")) {
    if (name.firstElementChild || !named(root, name)) continue;
    const press = () => {
      const part = named(root, name);
      if (!part) return;
      act(root, part);
      then();
    };
    const label = fill(words.does, { name: name.textContent });
    const awake = button(name.textContent, press, { class: "steps-press", "aria-label": label });
    // The words stay in the step, as what is looked for; a reader meets the button.
    name.replaceChildren(awake);
  }
}

/** @returns {HTMLElement | undefined} */
function named(root, { textContent }) {
  const name = (part) => plain(part.dataset.name ?? part.textContent);
  return [...root.querySelectorAll(PARTS)].find((part) => name(part) === plain(textContent));
}

const plain = (text) => text.trim().toLowerCase();

/** Bring the focus to a slider, open a fold, or press a button. */
function act(root, part) {
  const control = part.closest(".explorer-control");
  if (control) reach(control);
  else if (part.matches("summary")) unfold(part.parentElement);
  else press(root, part);
}

/** A slider may stand in a closed group. */
function reach(control) {
  control.closest("[data-group]")?.querySelector("[aria-expanded=false]")?.click();
  control.querySelector("[role=slider]").focus();
  frame(control);
}

function unfold(fold) {
  fold.open = true;
  fold.scrollIntoView({ block: "nearest" });
  frame(fold);
}

function press(root, part) {
  if (part.dataset.tool === "pin") pin(root, part);
  else if (!part.matches(DONE)) part.click();
  show(root);
}

/** Hold the run of now, in place of one that is held: the button lets go of that first. */
function pin(root, part) {
  root.explorer.draw(); // what is set, and what the button says
  const held = part.textContent !== part.dataset.name;
  part.click();
  if (held) part.click();
}
