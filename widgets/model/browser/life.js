/** What is read from a life: values between its nodes, stages, and the years in which cut-offs are reached. */

import * as book from "./generated/book.js";
import { stageOf, stagesOf } from "./stages.js";

const LAST = book.SAMPLES.length - 1;

/** Values by name, each made when it is first asked for: hardly a reader asks for all. */
function lazily(recipes) {
  const values = {};
  for (const [name, make] of Object.entries(recipes)) {
    const keep = () => {
      const value = make();
      Object.defineProperty(values, name, { value, enumerable: true });
      return value;
    };
    Object.defineProperty(values, name, { get: keep, enumerable: true, configurable: true });
  }
  return values;
}

/** A life in the model, at its nodes: each a morning before breakfast. */
export class Life {
  #states;
  #known = new WeakMap(); // of a series: the nodes at which it has a value

  /**
   * @param {object} columns  one value a node each
   * @param {Float64Array} columns.years
   * @param {number[]} columns.breaks  years
   * @param {Float64Array[]} columns.glucose  by sample
   * @param {Float64Array[]} columns.insulin  by sample
   * @param {Float64Array} columns.mean
   * @param {Float64Array} columns.secretion
   * @param {Object<string, Float64Array>} columns.states  by name
   * @param {Float64Array} columns.muscle
   * @param {Float64Array} columns.liver
   */
  constructor({ years, breaks, glucose, insulin, mean, secretion, states, muscle, liver }) {
    const { homa_ir, homa_b, matsuda, disposition_index, a1c } = book.measures;
    const along = (measure) => years.map((_, k) => measure(...samples(k)));
    const samples = (k) => [glucose.map((column) => column[k]), insulin.map((column) => column[k])];
    this.#states = states;
    /** Years of the nodes, and those at which the course bends. */
    this.years = years;
    this.breaks = breaks;
    /** Samples of the glucose tolerance tests: a column for each of `book.SAMPLES`. NaN where no test was made. */
    this.glucose_mgdl = glucose;
    this.insulin_uUml = insulin;
    /** One value a node each. */
    this.series = lazily({
      fasting_glucose_mgdl: () => states.G,
      two_hour_glucose_mgdl: () => glucose[LAST],
      fasting_insulin_uUml: () => states.I,
      two_hour_insulin_uUml: () => insulin[LAST],
      mean_glucose_mgdl: () => mean,
      a1c_percent: () => mean.map((value) => a1c(value)),
      homa_ir: () => states.G.map((value, k) => homa_ir(value, states.I[k])),
      homa_b: () => states.G.map((value, k) => homa_b(value, states.I[k])),
      matsuda: () => along(matsuda),
      disposition_index: () => along(disposition_index),
      secretion_units: () => secretion,
      beta_cell_mass: () => states.b,
      beta_cell_capacity: () => states.sigma,
      muscle: () => muscle,
      liver: () => liver,
    });
    const criteria = (make) =>
      Object.fromEntries(Object.entries(book.CRITERIA).map((entry) => [entry[0], () => make(entry)]));
    /** Stage by each criterion, one a node; "" where a criterion was not tested. */
    this.stages = lazily(
      criteria(([criterion, name]) =>
        Array.from(this.series[name], (value) => (Number.isNaN(value) ? "" : stageOf(criterion, value))),
      ),
    );
    /** First year of each stage by each criterion, see `onset`. */
    this.onsets = lazily(
      criteria(([criterion, name]) =>
        Object.fromEntries(
          Object.entries(book.THRESHOLDS[criterion]).map(([stage, limit]) => [
            stage,
            this.onset(this.series[name], limit),
          ]),
        ),
      ),
    );
  }

  /** A series between its nodes: the cubic through the four nearest of the same stretch of life. */
  value(series, year) {
    const nodes = this.#nodesOf(series);
    const [begin, end] = this.#stretch(nodes, year);
    let next = begin;
    while (next < end && this.years[nodes[next]] < year) next++;
    const low = Math.min(Math.max(next - 2, begin), Math.max(end - 4, begin));
    const high = Math.min(low + 4, end);
    let sum = 0;
    for (let i = low; i < high; i++) {
      let weight = 1; // Lagrange's
      for (let j = low; j < high; j++)
        if (j !== i) weight *= (year - this.years[nodes[j]]) / (this.years[nodes[i]] - this.years[nodes[j]]);
      sum += weight * series[nodes[i]];
    }
    return sum;
  }

  #nodesOf(series) {
    if (!this.#known.has(series)) {
      const nodes = [];
      for (let k = 0; k < series.length; k++) if (!Number.isNaN(series[k])) nodes.push(k);
      this.#known.set(series, nodes);
    }
    return this.#known.get(series);
  }

  /** Which of the nodes, from and up to, lie between the breaks around `year`. */
  #stretch(nodes, year) {
    const after = Math.min(...this.breaks.filter((edge) => edge >= year), Infinity);
    const before = Math.max(...this.breaks.filter((edge) => edge < year), -Infinity);
    let begin = 0;
    let end = nodes.length;
    while (this.years[nodes[begin]] < before) begin++;
    while (this.years[nodes[end - 1]] > after) end--;
    return [begin, end];
  }

  /** Year at which a series first reaches `limit` from below, null if it never does. */
  crossing(series, limit) {
    const nodes = this.#nodesOf(series);
    if (series[nodes[0]] >= limit) return this.years[0];
    const k = nodes.findIndex((node) => series[node] >= limit);
    if (k < 0) return null;
    let low = this.years[nodes[k - 1]];
    let high = this.years[nodes[k]];
    while (high - low > 1e-6) {
      const middle = (low + high) / 2;
      if (this.value(series, middle) < limit) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  }

  /**
   * When a series reaches a limit, said honestly: one that only grazes it has no date, but touches it.
   * @returns {{year: number | null, touches: boolean, from: number | null, to: number | null}}  `from` and `to`: years
   *   between which it does, whatever the error of the scheme; null where it need not
   */
  onset(series, limit) {
    const { accuracy, blurred_years } = book.ONSET;
    const from = this.crossing(series, limit * (1 - accuracy));
    const to = this.crossing(series, limit * (1 + accuracy));
    const touches = from !== null && (to === null || to - from > blurred_years);
    return { year: touches ? null : this.crossing(series, limit), touches, from, to };
  }

  /** State of the morning of a year, to start a meal or a glucose tolerance test from (see `feed`). */
  morning(year) {
    return Float64Array.from(book.STATES, (name) => this.value(this.#states[name], year));
  }

  /** Everything at one moment: each of `series`, the samples, the stage, and the criteria that name it. */
  moment(year) {
    const values = Object.fromEntries(
      Object.entries(this.series).map(([name, series]) => [name, this.value(series, year)]),
    );
    return {
      year,
      ...values,
      glucose_mgdl: this.glucose_mgdl.map((column) => this.value(column, year)),
      insulin_uUml: this.insulin_uUml.map((column) => this.value(column, year)),
      ...stagesOf(values),
    };
  }
}
