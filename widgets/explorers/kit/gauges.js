/** A small table of states, each with a bar: now, and beside it the ghost. */
import { element, fill } from "../../javascript/page.js";

/** @import { Gauge, GaugeTable } from "./types.js" */

export class Gauges {
  #words;
  #runs;
  #rows = [];
  #caption = element("caption");
  #body = element("tbody");

  /**
   * @param {any} words
   * @param {HTMLElement} parent
   */
  constructor(words, parent) {
    this.#words = words.gauges;
    this.#runs = words.shared.runs;
    parent.append(element("table", { class: "explorer-gauges" }, this.#caption, this.#head(), this.#body));
  }

  #head() {
    const cells = [this.#words.state, this.#runs.now, this.#runs.health];
    return element("thead", {}, element("tr", {}, ...cells.map((text) => element("th", { scope: "col" }, text))));
  }

  /** @param {GaugeTable} table */
  show({ values, full, reference, rows }) {
    this.#caption.textContent = fill(this.#words.caption, values);
    rows.forEach((gauge, index) => {
      this.#rows[index] ??= this.#row(gauge, reference / full);
      const { bar, now, health } = this.#rows[index];
      bar.style.setProperty("--value", String(Math.min(1, gauge.now / full)));
      bar.style.setProperty("--ghost", String(Math.min(1, gauge.health / full)));
      now.textContent = this.#number(gauge.now);
      health.textContent = this.#number(gauge.health);
    });
  }

  #number(value) {
    return fill(this.#words.value, { value: value.toFixed(0) });
  }

  /**
   * @param {Gauge} gauge
   * @param {number} reference as a share of the bar
   */
  #row({ name, color }, reference) {
    const bar = element("span", { class: "explorer-gauge", "aria-hidden": "true" });
    bar.style.setProperty("--explorer-control", `var(--explorer-${color})`);
    bar.style.setProperty("--reference", String(reference));
    const [now, health] = [element("td"), element("td")];
    const head = element("th", { scope: "row" }, this.#words.rows[name], bar);
    this.#body.append(element("tr", {}, head, now, health));
    return { bar, now, health };
  }
}
