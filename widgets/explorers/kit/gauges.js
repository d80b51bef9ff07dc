/**
 * A small table of states, each with a bar: now, and beside it the ghost.
 *
 * @typedef {object} Gauge
 * @property {string} name of its words
 * @property {string} color name of a color of the palette
 * @property {number} now
 * @property {number} health of the ghost
 *
 * @typedef {object} Gauges
 * @property {object} values for the gaps of the caption
 * @property {number} full value of a full bar
 * @property {number} reference value that is marked on each bar
 * @property {Gauge[]} rows
 */
import { element, fill } from "./text.js";

export class Gauges {
  /**
   * @param {object} words
   * @param {HTMLElement} parent
   */
  constructor(words, parent) {
    Object.assign(this, { words: words.gauges, runs: words.shared.runs, rows: [] });
    this.caption = element("caption");
    this.body = element("tbody");
    this.table = element("table", "explorer-gauges", {}, this.caption, this.head(), this.body);
    parent.append(this.table);
  }

  head() {
    const cells = [this.words.state, this.runs.now, this.runs.health];
    return element(
      "thead",
      "",
      {},
      element("tr", "", {}, ...cells.map((text) => element("th", "", { scope: "col" }, text))),
    );
  }

  /** @param {Gauges} gauges */
  show({ values, full, reference, rows }) {
    this.caption.textContent = fill(this.words.caption, values);
    rows.forEach((gauge, index) => {
      this.rows[index] ??= this.row(gauge, reference / full);
      const { bar, now, health } = this.rows[index];
      bar.style.setProperty("--value", Math.min(1, gauge.now / full));
      bar.style.setProperty("--ghost", Math.min(1, gauge.health / full));
      now.textContent = this.number(gauge.now);
      health.textContent = this.number(gauge.health);
    });
  }

  number(value) {
    return fill(this.words.value, { value: value.toFixed(0) });
  }

  row({ name, color }, reference) {
    const bar = element("span", "explorer-gauge", { "aria-hidden": "true" });
    bar.style.setProperty("--explorer-control", `var(--explorer-${color})`);
    bar.style.setProperty("--reference", reference);
    const [now, health] = [element("td"), element("td")];
    const head = element("th", "", { scope: "row" }, this.words.rows[name], bar);
    this.body.append(element("tr", "", {}, head, now, health));
    return { bar, now, health };
  }
}
