/** Charts that open on demand, and cost nothing while they are closed. */

import { element } from "../../javascript/page.js";
import { Chart } from "./charts.js";
import { Numbers } from "./numbers.js";

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

  constructor(mounted, name, { figure, axes }, parent) {
    const { explorer, words, units, theme, spec } = mounted;
    this.#show = explorer.details[name];
    this.#facts = spec.facts;
    const { summary, chart, note } = words.details[name];
    this.#panel = element("details", { class: "explorer-details", "data-details": name });
    const area = element("div", { class: "explorer-chart", role: "img", "aria-label": chart });
    this.#panel.append(element("summary", {}, summary), area, element("p", { class: "explorer-notes" }, note));
    parent.append(this.#panel);
    this.#numbers = new Numbers(mounted, area, chart);
    this.chart = new Chart(area, figure, axes, units, theme);
    this.#panel.addEventListener("toggle", () => this.draw(this.#runs));
  }

  draw(runs) {
    this.#runs = runs;
    if (!this.#panel.open || !runs) return;
    this.chart.drawInPlace(this.#show(runs, this.#facts));
    this.#numbers.show(this.chart);
  }

  remove() {
    this.chart.remove();
    this.#numbers.remove();
  }
}
