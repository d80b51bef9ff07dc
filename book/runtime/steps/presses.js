// A step names what is to be pressed or moved in italics. Where the explorer has it, those words do it.
import { steps as words } from "../../../widgets/generated/words.json";
import { button, fill } from "../../../widgets/javascript/page.js";
import { frame, show } from "../../../widgets/javascript/visit.js";

/** What may be named in an explorer: buttons, folds, further charts and sliders; and values of these. */
const PARTS = "button, summary, .explorer-panel-title, .widget-label";
const VALUES = ".explorer-mark-name";

/** What another press would undo. */
const DONE = "[aria-expanded=true], [data-tool][aria-pressed=true]";

/**
 * Make buttons of the words that name a part of the explorer.
 * @param {HTMLElement} step
 * @param {HTMLElement} root the explorer
 * @param {() => void} then what to do after one was pressed
 */
export function wake(step, root, then) {
  /** @type {Element} the slider that was named last: what is said then is said of it */
  let slider = null;
  for (const name of step.querySelectorAll("em")) {
    const said = plain(name.textContent);
    const of = slider;
    const part = named(root, said, of);
    if (!part) continue;
    slider = controlOf(part) ?? slider;
    const press = () => {
      const now = named(root, said, of);
      if (!now) return;
      act(root, now);
      then();
    };
    const label = fill(words.does, { name: name.textContent });
    const awake = button(name.textContent, press, { class: "steps-press", "aria-label": label });
    // The words stay in the step, as what is looked for; a reader meets the button.
    name.replaceChildren(awake);
  }
}

/**
 * What is called so; else a value of the slider, or of any, that is called so; else what begins so.
 * @param {HTMLElement} root
 * @param {string} said
 * @param {Element} slider
 * @returns {HTMLElement | undefined}
 */
function named(root, said, slider) {
  const parts = within(root, PARTS);
  const values = [slider, root].filter(Boolean).flatMap((place) => within(place, VALUES));
  const called = (part) => nameOf(part) === said;
  const begins = (part) => nameOf(part).startsWith(said) && !/\w/.test(nameOf(part)[said.length]);
  return parts.find(called) ?? values.find(called) ?? parts.find(begins);
}

function within(place, selector) {
  /** @type {NodeListOf<HTMLElement>} */
  const found = place.querySelectorAll(selector);
  return [...found];
}

const nameOf = (part) => plain(part.dataset.name ?? part.textContent);

const controlOf = (part) => part.closest(".explorer-control");

const plain = (text) => text.trim().toLowerCase();

/** Bring the focus to a slider, and set it if a value is named; open a fold, show a chart, or press a button. */
function act(root, part) {
  const control = controlOf(part);
  if (control) reach(control);
  if (part.matches(VALUES)) root.explorer.set({ [control.dataset.control]: Number(part.parentElement.dataset.value) });
  else if (part.matches("summary")) unfold(part.parentElement);
  else if (part.matches(".explorer-panel-title")) present(part.parentElement);
  else if (!control) press(root, part);
}

/** A slider may stand in a closed group. */
function reach(control) {
  control.closest("[data-group]")?.querySelector("[aria-expanded=false]")?.click();
  control.querySelector("[role=slider]").focus();
  frame(control);
}

function unfold(fold) {
  fold.open = true;
  present(fold);
}

function present(part) {
  part.scrollIntoView({ block: "nearest" });
  frame(part);
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
