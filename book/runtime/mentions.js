// Numbers and words of the text that an explorer of the page answers to (book/extension/mentions.py): a number sets it,
// a word lights up its curve. They are text until that explorer lives.
import { visit } from "../../widgets/javascript/visit.js";

/** @import { Root } from "../../widgets/explorers/kit/types.js" */

const LIGHT = "light";

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
  if (mention.matches("[role]")) return; // a page that was saved from a browser
  const asked = new URLSearchParams(mention.dataset.mention.split("?")[1]);
  const curve = asked.get(LIGHT);
  const { told } = mention.dataset;
  mention.setAttribute("role", "button");
  mention.setAttribute("aria-label", `${mention.textContent}: ${told}`);
  mention.title = told.charAt(0).toUpperCase() + told.slice(1);
  mention.tabIndex = 0;
  if (curve) {
    lights(mention, curve);
    press(mention, () => visit(root, mention));
    return;
  }
  const values = Object.fromEntries([...asked].map(([name, value]) => [name, Number(value)]));
  press(mention, () => {
    root.explorer.open(values);
    visit(root, mention);
  });
}

/** A pointer or the focus on a word lets its curve stand out, on every chart that shows it. */
function lights(mention, curve) {
  mention.dataset.ink = curve;
  const light = (name) => {
    /** @type {NodeListOf<Root>} */
    const roots = document.querySelectorAll("[data-explorer]");
    for (const root of roots) root.explorer?.light(name);
  };
  // A finger that scrolls passes over words.
  mention.addEventListener("pointerenter", ({ pointerType }) => pointerType === "mouse" && light(curve));
  mention.addEventListener("pointerleave", () => document.activeElement !== mention && light(null));
  mention.addEventListener("focus", () => light(curve));
  mention.addEventListener("blur", () => light(null));
}

function press(mention, act) {
  mention.addEventListener("click", act);
  mention.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    act();
  });
}
