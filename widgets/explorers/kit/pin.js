/** A run held fast, to compare the next ones with: a third curve, and a small table. */
import { element } from "../../javascript/page.js";

/** @import { Explorer, Run } from "./types.js" */

export class Pin {
  #words;
  #rows;
  #table;

  /**
   * @param {any} words
   * @param {Explorer["table"]} rows results that the table shows
   * @param {HTMLElement} parent
   */
  constructor(words, rows, parent) {
    this.#words = words;
    this.#rows = rows;
    /** @type {?Run} */
    this.run = null;
    this.#table = element("table", { class: "explorer-comparison", hidden: "" });
    parent.append(this.#table);
  }

  /** @param {?Run} run null lets go */
  hold(run) {
    this.run = run;
  }

  /** Write the table, while a run is pinned. */
  show(runs, units) {
    this.#table.hidden = !this.run;
    if (!this.run) return;
    const { shared, table: names } = this.#words;
    const columns = ["health", "pinned", "now"];
    const head = row("th", ["", ...columns.map((name) => shared.runs[name])], "col");
    const body = this.#rows.map(([name, quantity]) => {
      const [head, write] =
        typeof quantity === "function"
          ? [names[name], (value) => quantity(value, this.#words)]
          : [`${names[name]}, ${units.of(quantity).unit}`, (value) => units.number(value, quantity)];
      return row("td", [head, ...columns.map((column) => write(runs[column].results[name]))]);
    });
    const caption = element("caption", {}, shared.comparison);
    this.#table.replaceChildren(caption, element("thead", {}, head), element("tbody", {}, ...body));
  }
}

/**
 * @param {"th" | "td"} tag
 * @param {string[]} cells the first is the name of the row
 * @param {string} [scope]
 */
function row(tag, [first, ...rest], scope) {
  const cells = rest.map((text) => element(tag, scope ? { scope } : {}, text));
  return element("tr", {}, scope ? element("td") : element("th", { scope: "row" }, first), ...cells);
}
