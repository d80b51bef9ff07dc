// A step names what is to be pressed or moved in italics. Where the explorer has it, those words do it.
import { steps as words } from "../../../widgets/generated/words.json";
import { button, fill } from "../../../widgets/javascript/page.js";
import { frame, show } from "../../../widgets/javascript/visit.js";

/** What may be named in an explorer: buttons, folds and the names of sliders. */
const PARTS = "button, summary, .widget-label";

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
      act(root, named(root, name));
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
  return [...root.querySelectorAll(PARTS)].find((part) => plain(part.textContent) === plain(textContent));
}

const plain = (text) => text.trim().toLowerCase();

/** Press a button, open a fold, or bring the focus to a slider. */
function act(root, part) {
  if (!part) return;
  const control = part.closest(".explorer-control");
  const fold = part.closest("summary")?.parentElement;
  if (control) {
    control.querySelector("[role=slider]").focus();
    frame(control);
  } else if (fold) {
    fold.open = true;
    fold.scrollIntoView({ block: "nearest" });
    frame(fold);
  } else {
    const done = part.matches("[aria-expanded=true], [data-tool][aria-pressed=true]");
    if (!done) part.click();
    show(root);
  }
}
