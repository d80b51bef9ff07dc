/** The button of a meeting: it sets the chapter's explorer to a person of the book, and says so while it shows them. */
import { keepKeys } from "../../javascript/keys.js";
import { button, element } from "../../javascript/page.js";
import { visit } from "../../javascript/visit.js";

/** @import { Root } from "../../explorers/kit/types.js" */

/** @param {{model: {get: (name: string) => any}, el: HTMLElement}} view what anywidget hands over */
function render({ model, el }) {
  const { explorer, values, portrait, words } = model.get("spec");
  const set = button(words.set, () => meet(), { class: "case-set", "aria-pressed": "false" });
  const said = element("span", { class: "case-said", "aria-live": "polite" });
  el.classList.add("case");
  el.innerHTML = portrait; // our own drawing, from the state of the page
  el.append(set, said, element("p", { class: "case-settings" }, words.settings));

  const meet = () => {
    const root = find(explorer);
    said.textContent = root ? "" : words.waiting;
    if (!root) return;
    root.explorer.open(values);
    root.explorer.draw();
    visit(root, set, words.back);
  };
  const now = find(explorer);
  if (now) press(set, now.explorer.values, values);
  const heard = ({ detail }) => {
    if (detail.explorer !== explorer) return;
    said.textContent = ""; // who waited need not wait any more
    press(set, detail.values, values);
  };
  document.addEventListener("explorer:change", heard);
  const release = keepKeys(el);
  return () => {
    document.removeEventListener("explorer:change", heard);
    release();
  };
}

/**
 * The explorer of the page, once it lives.
 * @returns {Root | undefined}
 */
function find(name) {
  /** @type {NodeListOf<Root>} */
  const roots = document.querySelectorAll(`.explorer[data-explorer="${CSS.escape(name)}"]`);
  return [...roots].find((root) => root.explorer);
}

/** It is pressed while the explorer shows this person. */
function press(set, shown, values) {
  const on = Object.entries(values).every(([name, value]) => shown[name] === value);
  set.setAttribute("aria-pressed", String(on));
}

export default { render };
