// Small parts of the page: counted words, a bar in a table, a table.
import { element, fill } from "../../../widgets/javascript/page.js";

/**
 * Words for a count: {one, many}.
 * @param {{one: string, many: string}} forms
 * @param {number} n
 * @param {object} [values]
 * @returns {string}
 */
export function counted(forms, n, values = {}) {
  return fill(n === 1 ? forms.one : forms.many, { n, ...values });
}

/**
 * A table; its first cells are the names of the rows.
 * @param {string[]} head
 * @param {(string | Node)[][]} rows
 * @param {string} caption
 * @returns {HTMLElement}
 */
export function table(head, rows, caption) {
  const heads = head.map((text) => element("th", { scope: "col" }, text));
  const lines = rows.map(([name, ...cells]) =>
    element("tr", {}, element("th", { scope: "row" }, name), ...cells.map((cell) => element("td", {}, cell))),
  );
  return element(
    "table",
    { class: "class-table" },
    element("caption", {}, caption),
    element("thead", {}, element("tr", {}, ...heads)),
    element("tbody", {}, ...lines),
  );
}

/**
 * A count with its bar.
 * @param {number} n
 * @param {number} of
 * @returns {HTMLElement}
 */
export function bar(n, of) {
  const length = of ? (100 * n) / of : 0;
  return element(
    "span",
    { class: "class-bar" },
    element("span", { class: "class-track", "aria-hidden": "true" }, element("span", { style: `width: ${length}%` })),
    element("span", { class: "class-count" }, String(n)),
  );
}
