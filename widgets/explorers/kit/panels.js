/** Charts that are always in view below the first, such as the test of the moment that a reader points at. */

import { element, fill } from "../../javascript/page.js";
import { Chart } from "./charts.js";
import { Numbers } from "./numbers.js";

/**
 * @import { Mounted } from "./explorer.js"
 * @import { Runs } from "./types.js"
 */

export class Panels {
  #parts;

  /**
   * @param {Mounted} explorer
   * @param {HTMLElement} parent
   */
  constructor(explorer, parent) {
    const stated = Object.entries(explorer.model.get("panels") ?? {});
    this.#parts = stated.map(([name, chart]) => new Panel(explorer, name, chart, parent));
  }

  /** Draw what was drawn last for the first time, in steps; before that, nothing stands here. */
  async begin() {
    for (const part of this.#parts) await part.begin();
  }

  /** @param {Runs} runs */
  draw(runs) {
    for (const part of this.#parts) part.draw(runs);
  }

  invalidate() {
    for (const part of this.#parts) part.invalidate();
  }

  /**
   * @param {?string} name of a series or quantity
   * @returns {boolean} whether one of the charts has it
   */
  light(name) {
    return this.#parts.map((part) => part.chart.light(name)).includes(true);
  }

  remove() {
    for (const part of this.#parts) part.remove();
  }
}

class Panel {
  #show;
  #facts;
  #words;
  #title;
  #numbers;
  /** @type {Runs} */
  #runs;
  #begun = false;
  /** It may have another size now; to measure it with each move would have the page laid out twice. */
  #measured = false;
  #sized = new ResizeObserver(() => {
    this.#measured = false;
  });

  constructor(mounted, name, { figure, axes }, parent) {
    const { explorer, words, units, theme, spec } = mounted;
    this.#show = explorer.panels[name];
    this.#facts = spec.facts;
    this.#words = words.panels[name];
    this.#title = element("p", { class: "explorer-panel-title" });
    const area = element("div", { class: "explorer-chart", role: "img", "aria-label": this.#words.chart });
    parent.append(element("div", { class: "explorer-panel", "data-panel": name }, this.#title, area));
    this.chart = new Chart(area, figure, axes, units, theme);
    this.#numbers = new Numbers(mounted, area, this.#words.chart);
    this.#sized.observe(area);
  }

  invalidate() {
    this.chart.invalidate();
    this.#measured = false;
  }

  async begin() {
    this.#begun = true;
    this.#title.textContent = fill(this.#words.title, this.#runs.now.values);
    await this.chart.beginInPlace(this.#show(this.#runs, this.#facts));
    this.#numbers.show(this.chart);
  }

  draw(runs) {
    this.#runs = runs;
    if (!this.#begun) return;
    const drawn = this.#show(runs, this.#facts);
    if (this.#measured) this.chart.draw(drawn);
    else this.chart.drawInPlace(drawn);
    this.#measured = true;
    this.#title.textContent = fill(this.#words.title, runs.now.values);
    this.#numbers.show(this.chart);
  }

  remove() {
    this.#sized.disconnect();
    this.chart.remove();
    this.#numbers.remove();
  }
}
