/**
 * The model in the browser: a meal, a glucose drink, a day, and what muscle and liver do at each level of insulin.
 *
 * A person is a plain object {muscle, liver, reserve}, and {release, output} where these are not those of health: see body.js.
 * Glucose is in mg/dL, insulin in µU/mL, time in minutes. Python does the same (widgets/model/body/experiments.py).
 */

import { at, atRest, constantsOf, healthyState, holdInsulin, restingAt, run, within } from "./body.js";
import * as book from "./generated/book.js";

export { healthyState } from "./body.js";
export { courseOf, resistant, worsening } from "./course.js";
export {
  COMPENSATION,
  COURSE,
  COURSE_YEARS,
  CRITERIA,
  DAILY_MEALS,
  DAY,
  FROM_BLOOD,
  GRAM,
  GRAMS_AN_HOUR,
  HOUR,
  HYPERINSULINEMIA_RATIO,
  HYPOGLYCEMIA,
  MEAL_MINUTES,
  OGTT_GRAMS,
  RANGES,
  REPORTED,
  RESERVES,
  SCHEME,
  STAGES,
  THRESHOLDS,
  UNIT,
  UNITS,
  YEAR,
} from "./generated/book.js";
export { loop } from "./loop.js";
export { furthest, hyperinsulinemia, stageOf, stagesOf } from "./stages.js";
export { clamped, uptake } from "./uptake.js";
export { capacityGains, finished, warmUp, years, yearsInPieces } from "./years.js";

const quantityAt = Object.fromEntries(book.QUANTITIES.map((name, i) => [name, i]));
const flowAt = Object.fromEntries(book.FLOWS.map((name, i) => [name, i]));

/** State after a night's fast at this setting, this week: slow states are those of health with the same reserve. */
export function fastingState(person) {
  return atRest(constantsOf(person), healthyState(person.reserve));
}

/** Named quantities of the equations, such as S (insulin released, µU/min) or HGP, in a state. */
export function quantities(person, state) {
  const values = new Float64Array(book.QUANTITIES.length);
  book.quantities(state, constantsOf(person), values);
  return Object.fromEntries(book.QUANTITIES.map((name, i) => [name, values[i]]));
}

/** Every flow of glucose, mg/min, in a state. */
export function flows(person, state) {
  const values = new Float64Array(book.FLOWS.length);
  book.flows(state, constantsOf(person), values);
  return Object.fromEntries(book.FLOWS.map((name, i) => [name, values[i]]));
}

/** A state by the names of its parts. */
export const named = (state) => Object.fromEntries(book.STATES.map((name, i) => [name, state[i]]));

/** Fast states come before the slow ones. */
const fast = book.STATES.length - book.SIZES.carried;

/** A meal eaten evenly over some minutes, as mouthfuls; 0 is all at once (widgets/model/body/experiments.py). */
export function portions(grams, minutes) {
  const count = Math.max(1, Math.round(minutes / book.MOUTHFUL));
  return Array.from({ length: count }, (_, i) => ({ minute: book.MOUTHFUL * i, grams: grams / count }));
}

/** Follows states, named quantities and flows, such as q1, Ra or F_muscle, minute by minute. */
function follower(names, constants, minutes) {
  const curves = Object.fromEntries(names.map((name) => [name, new Float64Array(minutes + 1)]));
  const values = new Float64Array(book.QUANTITIES.length);
  const flows = new Float64Array(book.FLOWS.length);
  const here = new Float64Array(book.STATES.length);
  const valueAt = (name, state) => {
    if (name in at) return state[at[name]];
    return name in flowAt ? flows[flowAt[name]] : values[quantityAt[name]];
  };
  const take = (minute, state) => {
    book.quantities(state, constants, values);
    book.flows(state, constants, flows);
    for (const name of names) curves[name][minute] = valueAt(name, state);
  };
  const between = (minute, theta, before, after) => {
    for (let i = 0; i < here.length; i++) {
      here[i] = i < fast ? within(before, theta, i) : before[i] + theta * (after[i] - before[i]);
    }
    take(minute, here);
  };
  return { curves, take, between };
}

/**
 * A body that eats, minute by minute.
 * @param {{muscle: number, liver: number, reserve: number}} person
 * @param {{minute: number, grams: number}[]} meals  in order of time
 * @param {{minutes: number, start?: Float64Array, follow?: string[]}} options  length; state to start from (default:
 *   the fasting body); states, named quantities and flows to give as well, in the model's units
 * @returns {{minutes: Float64Array, glucose_mgdl: Float64Array, insulin_uUml: Float64Array, end: Float64Array,
 *   followed: Object<string, Float64Array>}}
 */
export function feed(person, meals, { minutes, start, follow = [] }) {
  const constants = constantsOf(person);
  const y = start ? Float64Array.from(start) : atRest(constants, healthyState(person.reserve));
  const glucose = new Float64Array(minutes + 1);
  const insulin = new Float64Array(minutes + 1);
  const followed = follow.length > 0 ? follower(follow, constants, minutes) : null;
  glucose[0] = y[at.G];
  insulin[0] = y[at.I];
  followed?.take(0, y);
  const record = (t, h, before, _middle, after) => {
    for (let minute = Math.floor(t + 1e-9) + 1; minute <= t + h + 1e-9; minute++) {
      const theta = Math.min(1, (minute - t) / h);
      glucose[minute] = within(before, theta, at.G);
      insulin[minute] = within(before, theta, at.I);
      followed?.between(minute, theta, before, after);
    }
  };
  let t = 0;
  for (const [i, { minute, grams }] of meals.entries()) {
    if (minute > t) run(y, constants, t, minute, 1, record);
    y[at.q1] += book.GRAM * grams;
    t = minute;
    const next = i + 1 < meals.length ? meals[i + 1].minute : minutes;
    run(y, constants, t, next, 1, record);
    t = next;
  }
  if (t < minutes) run(y, constants, t, minutes, 1, record);
  return {
    minutes: Float64Array.from({ length: minutes + 1 }, (_, i) => i),
    glucose_mgdl: glucose,
    insulin_uUml: insulin,
    end: y,
    followed: followed?.curves ?? {},
  };
}

/** A meal of `grams` of carbohydrate after a night's fast. */
export const meal = (person, grams, { minutes = book.MEAL_MINUTES } = {}) =>
  feed(person, [{ minute: 0, grams }], { minutes });

/**
 * A day of meals, from a morning or from the fasting body.
 * @param {{muscle: number, liver: number, reserve: number}} person
 * @param {{minute: number, grams: number}[]} [meals]
 * @param {{start?: Float64Array}} [options]
 */
export const day = (person, meals = book.DAILY_MEALS, { start } = {}) =>
  feed(person, meals, { minutes: book.DAY, start });

/** Insulin of a dose-response curve, µU/mL. */
export const doses = Float64Array.from({ length: book.DOSES.points }, (_, i) => 10 ** (i / book.DOSES.per_decade));

/** Minute at which a glucose tolerance test ends, and is read. */
export const TWO_HOURS = book.SAMPLES.at(-1);

/**
 * What muscle takes up and what the liver makes at each level of insulin, glucose held where the healthy body rests.
 * @returns {{uptake_mgkgmin: Float64Array, production_mgkgmin: Float64Array}}
 */
export function doseResponse(person, insulin_uUml) {
  const constants = constantsOf(person);
  const health = healthyState(person.reserve);
  const y = restingAt(health[at.G], constants, health);
  const own = y[at.I];
  const values = new Float64Array(book.QUANTITIES.length);
  const uptake = new Float64Array(insulin_uUml.length);
  const production = new Float64Array(insulin_uUml.length);
  insulin_uUml.forEach((level, i) => {
    holdInsulin(level, own, y);
    book.quantities(y, constants, values);
    uptake[i] = values[quantityAt.U] * y[at.G] * book.GLUCOSE_VOLUME;
    production[i] = values[quantityAt.HGP] * book.GLUCOSE_VOLUME;
  });
  return { uptake_mgkgmin: uptake, production_mgkgmin: production };
}
