/** What a further chart shows, for those who do not see it: a label that follows the curves, and a table of them. */
import { written } from "../../javascript/numbers.js";
import { element, fill } from "../../javascript/page.js";

/** Rest, in milliseconds, after which they are written: nobody reads them while a slider moves. */
const QUIET_MS = 300;

/** Rows of the table, over the whole length of the curves. */
const TABLE_ROWS = 9;

/** @import { Chart } from "./charts.js" */
/** @import { Mounted } from "./explorer.js" */

export class Numbers {
  #area;
  #label;
  #units;
  #words;
  #table;
  #timer;

  /**
   * @param {Mounted} explorer
   * @param {HTMLElement} area where the chart is
   * @param {string} label what the chart is about
   */
  constructor({ units, words }, area, label) {
    this.#area = area;
    this.#label = label;
    this.#units = units;
    this.#words = words.shared;
    this.#table = element("table");
    area.after(element("div", { class: "explorer-unseen" }, this.#table));
  }

  /**
   * Follow what a chart has drawn, once it rests.
   * @param {Chart} chart
   */
  show(chart) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#write(chart.drawn()), QUIET_MS);
  }

  #write({ across, title, x, curves }) {
    const now = curves.filter(({ meta }) => meta.run === "now");
    const told = now.map((curve) => this.#follow(curve));
    this.#area.setAttribute("aria-label", [this.#label, ...told].join(" "));
    const head = [title ?? this.#words.across[across], ...curves.map((curve) => this.#name(curve))].map((text) =>
      element("th", { scope: "col" }, text),
    );
    const rows = sampled(x.length).map((index) =>
      element(
        "tr",
        {},
        element("th", { scope: "row" }, short(x[index])),
        ...curves.map(({ y }) => element("td", {}, short(y[index]))),
      ),
    );
    this.#table.hidden = rows.length === 0; // a chart of measurements alone
    this.#table.replaceChildren(
      element("caption", {}, this.#words.numbers),
      element("thead", {}, element("tr", {}, ...head)),
      element("tbody", {}, ...rows),
    );
  }

  #follow(curve) {
    const { y } = curve;
    const most = y.reduce((highest, value) => Math.max(highest, value), -Infinity);
    const texts = { name: this.#name(curve), first: short(y[0]), last: short(y.at(-1)), most: short(most) };
    return fill(this.#words.followed, texts);
  }

  /** Its name, of which run it is, and its unit. */
  #name({ name, meta: { run, series, quantity } }) {
    const which = this.#words.runs[run];
    const unit = quantity && this.#units.of(quantity).unit;
    return [name ?? series, name !== which && run !== "now" && which, unit].filter(Boolean).join(", ");
  }

  remove() {
    clearTimeout(this.#timer);
  }
}

function sampled(length) {
  if (length <= TABLE_ROWS) return Array.from({ length }, (_, index) => index);
  return Array.from({ length: TABLE_ROWS }, (_, row) => Math.round((row * (length - 1)) / (TABLE_ROWS - 1)));
}

function short(value) {
  if (typeof value !== "number") return String(value);
  const rounded = Number(value.toPrecision(3));
  const [, decimals = ""] = String(rounded).split(".");
  return written(rounded, decimals.length);
}
