/** Charts that open on demand, and cost nothing while they are closed. */
import { Chart } from "./charts.js";
import { element, rem } from "./text.js";

/** A chart narrower than this, in the reader's own size of type (rem), is drawn for a phone. */
const NARROW = 30;

export class Details {
  /**
   * @param {object} explorer the mounted explorer
   * @param {HTMLElement} parent
   */
  constructor(explorer, parent) {
    this.parts = Object.entries(explorer.model.get("details")).map(
      ([name, stated]) => new Detail(explorer, name, stated, parent),
    );
  }

  draw(runs) {
    for (const part of this.parts) part.draw(runs);
  }

  invalidate() {
    for (const part of this.parts) part.chart.invalidate();
  }

  remove() {
    for (const part of this.parts) part.chart.remove();
  }
}

class Detail {
  constructor({ own, words, units, theme, spec }, name, { figure, axes }, parent) {
    Object.assign(this, { show: own.details[name], facts: spec.facts });
    const { summary, chart, note } = words.details[name];
    this.panel = element("details", "explorer-details", { "data-details": name });
    this.figure = element("div", "explorer-chart", { role: "img", "aria-label": chart });
    this.panel.append(element("summary", "", {}, summary), this.figure, element("p", "explorer-notes", {}, note));
    parent.append(this.panel);
    this.chart = new Chart(this.figure, figure, axes, units, theme);
    this.panel.addEventListener("toggle", () => this.draw(this.runs));
  }

  draw(runs) {
    this.runs = runs;
    if (!this.panel.open || !runs) return;
    if (this.chart.resized(this.figure.clientWidth < NARROW * rem())) this.chart.invalidate();
    this.chart.draw(this.show(runs, this.facts));
  }
}
