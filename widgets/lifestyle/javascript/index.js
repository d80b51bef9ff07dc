/**
 * A way of living in the browser: the same computation as widgets/lifestyle/lifestyle.py, from the same table. All of it
 * is in closed form: no step, no error.
 */
import { DIRECTIONS, EDGES, edgeOf, TARGETS } from "./edges.js";
import { Effects } from "./effects.js";
import { Settings } from "./settings.js";
import { Weight } from "./weight.js";

/**
 * Responses on a day, relative to health, and the days on which they bend.
 * @typedef {{breaks: number[], at: (day: number) => {muscle: number, liver: number, release?: number, output?: number}}} Base
 */

/** @type {Base} */
const HEALTHY = { breaks: [], at: () => ({ muscle: 1, liver: 1 }) };

/**
 * A way of living. What comes back offers what the years need (`breaks`, `at`, `portion`) and what a chart shows.
 * @param {{weight_rule: any, organ_fat: any, limits: any, parts: any, factors: any[]}} table  that of
 *   generated/table.js, or what `widgets.lifestyle.table()` answers in Python
 * @param {{factor: string, value: number, start?: number, end?: number}[]} settings  days, `start` 0 and `end` never
 *   unless stated; a later one covers an earlier one
 * @param {{base?: Base, weight_kg?: number, diabetes?: boolean, habits?: Object<string, number>}} options  responses
 *   without this way of living; weight at the start; type 2 diabetes; how this person has lived so far, which is in
 *   `base` already
 * @throws {RangeError}  naming factor, value, unit and what is allowed
 */
export function lifestyle(table, settings, { base = HEALTHY, weight_kg, diabetes = false, habits = {} } = {}) {
  const lived = new Settings(table, settings, habits);
  const weight = new Weight(table, lived, weight_kg ?? table.weight_rule.start_kg);
  const effects = new Effects(table.factors, lived, weight, diabetes);
  const breaks = sorted([...lived.days, ...weight.days, ...base.breaks]);

  /** Responses of muscle and liver, release of insulin and the liver's output on a day, by their x. */
  function responses(day, x) {
    const before = { release: 1, output: 1, ...base.at(day) };
    const within = (value, [lowest, highest]) => Math.min(Math.max(value, lowest), highest);
    const response = (name, i) => within(before[name] * Math.exp(DIRECTIONS[i] * x[i]), table.limits[name]);
    return Object.fromEntries(TARGETS.map((name, i) => [name, response(name, i)]));
  }

  function bands(day) {
    const x = effects.at(day);
    const edges = EDGES.map((_, edge) => responses(day, edgeOf(x, edge)));
    return Object.fromEntries(TARGETS.map((name) => [name, edges.map((edge) => edge[name])]));
  }

  const carbohydrate_g = (day) => (lived.on(table.parts.fasted, day) ? 0 : lived.value(table.parts.eaten, day));
  const portion = (day) => carbohydrate_g(day) / lived.row(table.parts.eaten).reference;
  const edgeOfBand = (edge) => (day) => responses(day, edgeOf(effects.at(day), EDGES.indexOf(edge)));

  return {
    /** Lives to hand to the years; `central` is the one to draw, `low` and `high` its band. */
    low: { breaks, portion, at: edgeOfBand("low") },
    central: { breaks, portion, at: (day) => responses(day, effects.centralAt(day)) },
    high: { breaks, portion, at: edgeOfBand("high") },
    breaks,
    portion,
    /** Responses of muscle and liver, release of insulin and the liver's output on a day, each [low, central, high]. */
    bands,
    carbohydrate_g,
    weight_kg: (day) => weight.kilograms(day),
    balance_kcal: (day) => weight.balance(day),
  };
}

/** Days after the start, each once. */
function sorted(days) {
  return [...new Set(days)].filter((day) => day > 0 && day < Infinity).sort((a, b) => a - b);
}
