/** A run held fast, to compare the next ones with: a third curve, and a small table. */
import { element } from "./text.js";

export class Pin {
  /**
   * @param {object} words
   * @param {Array<[string, string|Function]>} rows results that the table shows, each with its quantity; what has
   *   none, with what writes it: (value, words) => text
   * @param {HTMLElement} parent
   */
  constructor(words, rows, parent) {
    Object.assign(this, { words, rows, run: null });
    this.table = element("table", "explorer-comparison", { hidden: "" });
    parent.append(this.table);
  }

  /** @param {?import("./explorer.js").Run} run null lets go */
  hold(run) {
    this.run = run;
  }

  /** Write the table, while a run is pinned. */
  show(runs, units) {
    this.table.hidden = !this.run;
    if (!this.run) return;
    const { shared, table } = this.words;
    const columns = ["health", "pinned", "now"];
    const head = row("th", ["", ...columns.map((name) => shared.runs[name])], "col");
    const body = this.rows.map(([name, quantity]) => {
      const plain = typeof quantity === "function";
      const write = plain ? (value) => quantity(value, this.words) : (value) => units.number(value, quantity);
      const head = plain ? table[name] : `${table[name]}, ${units.of(quantity).unit}`;
      return row("td", [head, ...columns.map((column) => write(runs[column].results[name]))]);
    });
    const caption = element("caption", "", {}, shared.comparison);
    this.table.replaceChildren(caption, element("thead", "", {}, head), element("tbody", "", {}, ...body));
  }
}

function row(tag, [first, ...rest], scope) {
  const cells = rest.map((text) => element(tag, "", scope ? { scope } : {}, text));
  return element("tr", "", {}, scope ? element("td") : element("th", "", { scope: "row" }, first), ...cells);
}
