/** Charts that open on demand, and cost nothing while they are closed. */

import { element } from "../../javascript/page.js";
import { Chart } from "./charts.js";
import { Numbers } from "./numbers.js";
import { rich } from "./text.js";

/**
 * @import { Mounted } from "./explorer.js"
 * @import { Runs } from "./types.js"
 */

export class Details {
  #parts;

  /**
   * @param {Mounted} explorer
   * @param {HTMLElement} parent
   */
  constructor(explorer, parent) {
    this.#parts = Object.entries(explorer.model.get("details")).map(
      ([name, stated]) => new Detail(explorer, name, stated, parent),
    );
  }

  /** @param {Runs} runs */
  draw(runs) {
    for (const part of this.#parts) part.draw(runs);
  }

  /** Charts that show only people are there while these are shown, and open with them. */
  show() {
    for (const part of this.#parts) part.follow();
  }

  /** Those that are open. */
  get charts() {
    return this.#parts.filter((part) => part.open).map((part) => part.chart);
  }

  invalidate() {
    for (const part of this.#parts) part.chart.invalidate();
  }

  remove() {
    for (const part of this.#parts) part.remove();
  }
}

class Detail {
  #show;
  #facts;
  #panel;
  #numbers;
  #runs;
  #measured;

  constructor(mounted, name, { figure, axes }, parent) {
    const { explorer, words, units, theme, spec, measured } = mounted;
    this.#show = explorer.details[name];
    this.#measured = spec.measured?.details.includes(name) && measured;
    this.#facts = spec.facts;
    const { summary, chart, note } = words.details[name];
    this.#panel = element("details", { class: "explorer-details", "data-details": name });
    const area = element("div", { class: "explorer-chart", role: "img", "aria-label": chart });
    this.#panel.append(element("summary", {}, summary), area, element("p", { class: "explorer-notes" }, ...rich(note)));
    parent.append(this.#panel);
    this.#numbers = new Numbers(mounted, area, chart);
    this.chart = new Chart(area, figure, axes, units, theme);
    this.follow();
    this.#panel.addEventListener("toggle", () => this.draw(this.#runs));
  }

  get open() {
    return this.#panel.open && !this.#panel.hidden;
  }

  follow() {
    if (!this.#measured) return;
    this.#panel.open = this.#measured.shown;
    this.#panel.hidden = !this.#measured.shown;
  }

  draw(runs) {
    this.#runs = runs;
    if (!this.open || !runs || (this.#measured && !runs.measured)) return;
    this.chart.drawInPlace(this.#show(runs, this.#facts));
    this.#numbers.show(this.chart);
  }

  remove() {
    this.chart.remove();
    this.#numbers.remove();
  }
}
