/** What people measured, laid over the charts while a reader wants it, and in words: who they are and what differs. */
import { element } from "../../javascript/page.js";
import { indexOfHighest, total } from "./curves.js";
import { renew, rich } from "./text.js";

/**
 * @import { Mounted } from "./explorer.js"
 * @import { Context, MeasuredSpec, Runs } from "./types.js"
 */

export class Measured {
  #explorer;
  #note = element("div", { class: "explorer-people", hidden: "" });
  /** @type {{told: HTMLElement, missed: HTMLElement, name: string}[]} */
  #studies;
  #unit;

  /**
   * @param {Mounted} explorer
   * @param {HTMLElement} parent
   */
  constructor(explorer, parent) {
    this.#explorer = explorer;
    this.shown = false;
    this.#studies = explorer.spec.measured.studies.map(({ study: name }) => {
      // Who they are is spoken once, when it appears; how far the model is from them changes with every move.
      const told = element("p", { "aria-live": "polite" });
      const missed = element("p", { class: "explorer-misses" });
      this.#note.append(told, missed);
      return { told, missed, name };
    });
    parent.append(this.#note);
  }

  /** @param {boolean} shown */
  show(shown) {
    this.shown = shown;
    this.#note.hidden = !shown;
    this.#unit = undefined;
    if (!shown) for (const { told } of this.#studies) told.replaceChildren();
  }

  /**
   * The people as a run of their own; null while they are not shown.
   * @param {Runs} runs
   * @returns {?MeasuredSpec}
   */
  run(runs) {
    const { explorer, spec } = this.#explorer;
    if (!this.shown) return null;
    return explorer.measured?.(runs, spec.measured) ?? spec.measured;
  }

  /**
   * Say who they are, in the chosen units, and what the model misses of each.
   * @param {Context} context
   */
  say(context) {
    if (!this.shown) return;
    const { explorer, units, words } = this.#explorer;
    const unit = `${units.of("glucose").unit} ${units.of("insulin").unit}`;
    const missed = explorer.misses(context);
    for (const study of this.#studies) {
      if (unit !== this.#unit) study.told.replaceChildren(...this.#tell(study.name));
      const parts = missed[study.name].flatMap(([name, values]) => [...rich(words.measured.misses[name], values), " "]);
      renew(study.missed, parts.slice(0, -1));
    }
    this.#unit = unit;
  }

  /** The people in plain words, for who does not see their marks. */
  get text() {
    return this.#studies.map(({ told }) => told.textContent).join(" ");
  }

  /** @returns {(Node | string)[]} */
  #tell(study) {
    const { words, spec, units } = this.#explorer;
    const { doi, n } = spec.measured.studies.find((one) => one.study === study);
    const { source, who, differs } = words.measured.sources[study];
    const gaps = Object.entries(spec.measured.gaps).map(([name, value]) => [
      name,
      Array.isArray(value) ? units.text(value[0], value[1]) : value,
    ]);
    const text = `${words.measured.studies?.[study] ?? who} ${differs} `;
    const link = element("a", { href: `https://doi.org/${doi}` }, source);
    return [...rich(text, { n, ...Object.fromEntries(gaps) }), link, "."];
  }
}

/**
 * How far a curve, minute by minute, is from what a group of people had on average.
 * @param {ArrayLike<number>} curve
 * @param {Object<string, any[]>} series of the people
 * @param {string} group
 * @returns {{mean: number, miss: number, minute: number, inside: number, count: number}} mean distance; the largest, with
 *   its sign and minute; and at how many of the minutes whose spread is known the curve is within it
 */
export function against(curve, series, group) {
  const minutes = series[`${group}_minutes`];
  const misses = series[`${group}_glucose`].map((level, index) => curve[minutes[index]] - level);
  const far = misses.map(Math.abs);
  const worst = indexOfHighest(far);
  // Each upright line is its lower end, its upper end and a gap.
  const spread = series[`${group}_spread`];
  const at = series[`${group}_spread_minutes`];
  let inside = 0;
  for (let end = 0; end < spread.length; end += 3)
    if (curve[at[end]] >= spread[end] && curve[at[end]] <= spread[end + 1]) inside += 1;
  const mean = total(far) / far.length;
  return { mean, miss: misses[worst], minute: minutes[worst], inside, count: spread.length / 3 };
}

/** The gaps of a sentence about such a distance. */
export function gapsOf({ mean, miss, minute, inside, count }, units) {
  const text = (value) => ({ text: units.text(Math.abs(value), "glucose"), quantity: "glucose" });
  return { mean: text(mean), miss: text(miss), minute, inside, count };
}
