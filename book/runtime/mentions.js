// Numbers and words of the text that an explorer of the page answers to (book/extension/mentions.py): a number sets it,
// a word lights up its curve. They are text until that explorer lives.
import { mention as words } from "../../widgets/generated/words.json";
import { visit } from "../../widgets/javascript/visit.js";

/** @import { Root } from "../../widgets/explorers/kit/types.js" */

const LIGHT = "light";
/** In windows: what is farther from a word is not seen with it. */
const FAR_WINDOWS = 0.75;

/** Make the mentions of an explorer act as soon as it says that it lives. */
export function offerMentions() {
  const living = new Set();
  document.addEventListener("explorer:change", ({ target, detail: { explorer } }) => {
    if (living.has(explorer)) return;
    living.add(explorer);
    /** @type {NodeListOf<HTMLElement>} */
    const found = document.querySelectorAll(`[data-mention^="${explorer}?"]`);
    for (const mention of found) wake(mention, /** @type {Root} */ (target));
  });
}

function wake(mention, root) {
  const asked = new URLSearchParams(mention.dataset.mention.split("?")[1]);
  const curve = asked.get(LIGHT);
  const { told } = mention.dataset;
  mention.setAttribute("role", "button");
  mention.setAttribute("aria-label", `${mention.textContent}: ${told}`);
  mention.title = told.charAt(0).toUpperCase() + told.slice(1);
  mention.tabIndex = 0;
  if (curve) {
    lights(mention, curve);
    press(mention, () => visit(root, mention, words.back));
    return;
  }
  const values = Object.fromEntries([...asked].map(([name, value]) => [name, Number(value)]));
  press(mention, () => {
    const before = JSON.stringify(root.explorer.values);
    root.explorer.open(values);
    if (JSON.stringify(root.explorer.values) === before) sayAgain(root);
    visit(root, mention, words.back);
  });
}

/** Who presses what is set already hears it all the same: what is put into a live region is read. */
function sayAgain(root) {
  const status = root.querySelector("[role=status]");
  status.append(...status.childNodes);
}

/** A pointer or the focus on a word lets its curve stand out, on every chart that shows it. */
function lights(mention, curve) {
  mention.dataset.ink = curve;
  const light = (name) => {
    /** @type {NodeListOf<Root>} */
    const roots = document.querySelectorAll("[data-explorer]");
    const lit = [...roots].filter((root) => root.explorer?.light(name));
    pointAt(mention, name ? lit : []);
  };
  // A finger that scrolls passes over words.
  mention.addEventListener("pointerenter", ({ pointerType }) => pointerType === "mouse" && light(curve));
  mention.addEventListener("pointerleave", () => document.activeElement !== mention && light(null));
  mention.addEventListener("focus", () => light(curve));
  mention.addEventListener("blur", () => light(null));
}

/** Where every chart that lights up is too far to be seen with the word, the word says where one is. */
function pointAt(mention, lit) {
  const middle = (part) => part.getBoundingClientRect().top + part.offsetHeight / 2;
  const far = lit.map((root) => middle(root.querySelector(".explorer-chart")) - middle(mention));
  delete mention.dataset.where;
  if (far.length > 0 && far.every((distance) => Math.abs(distance) > FAR_WINDOWS * innerHeight)) {
    mention.dataset.where = far[0] < 0 ? words.above : words.below;
    const { left, right } = mention.parentElement.getBoundingClientRect();
    const late = mention.getBoundingClientRect().left > (left + right) / 2;
    mention.dataset.towards = late ? "left" : "right"; // where there is room for that
  }
}

function press(mention, act) {
  mention.addEventListener("click", act);
  mention.addEventListener("keydown", (event) => {
    if (event.key === "Escape") delete mention.dataset.where;
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    act();
  });
}
