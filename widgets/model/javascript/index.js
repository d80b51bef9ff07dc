/**
 * The model in the browser: a meal, a glucose drink, a day, and what muscle and liver do at each level of insulin.
 *
 * A person is a plain object {muscle, liver, reserve}: responses to insulin relative to health, and beta-cell reserve.
 * Glucose is in mg/dL, insulin in µU/mL, time in minutes.
 */

import * as book from "./generated/book.js";
import { stepper } from "./rodas.js";

export { RANGES as ranges, THRESHOLDS as thresholds, UNITS as units } from "./generated/book.js";

const SIZE = book.STATES.length;
const at = Object.fromEntries(book.STATES.map((name, i) => [name, i]));
const quantityAt = Object.fromEntries(book.QUANTITIES.map((name, i) => [name, i]));

const absolute = Float64Array.from(book.STATES, (name) => book.TOLERANCES[name][0]);
const relative = Float64Array.from(book.STATES, (name) => book.TOLERANCES[name][1]);

function norm(before, after, error) {
  let worst = 0;
  for (let i = 0; i < SIZE; i++) {
    const allowed = Math.max(absolute[i], relative[i] * Math.abs(before[i]));
    const size = Math.abs(error[i]) / allowed;
    if (!(size <= worst)) worst = size; // a NaN is kept, so that the solver can name it
  }
  return worst;
}

const solveTo = stepper(
  { size: SIZE, factors: book.SIZES.factors, rates: book.rates, factor: book.factor, solve: book.solve },
  book.RODAS,
  book.CONTROL,
  norm,
);

/** Constants of a person, for the generated functions. */
function constantsOf({ muscle, liver, reserve }) {
  const constants = new Float64Array(book.SIZES.constants);
  book.prepare([muscle * book.REFERENCE_SENSITIVITY, liver, reserve], constants);
  return constants;
}

/** State before breakfast of the healthy body with this beta-cell reserve (linear between the rows of the table). */
export function healthyState(reserve) {
  const reserves = book.HEALTH.reserve;
  let row = 1;
  while (row < reserves.length - 1 && reserves[row] < reserve) row++;
  const share = (reserve - reserves[row - 1]) / (reserves[row] - reserves[row - 1]);
  return Float64Array.from(book.STATES, (name) => {
    const column = book.HEALTH[name];
    return column[row - 1] + share * (column[row] - column[row - 1]);
  });
}

const resting = new Float64Array(5);

/** Fast states at rest for this person, slow states as in `slow`: glucose is the one root of the net flow. */
function atRest(constants, slow) {
  const y = Float64Array.from(slow);
  y[at.q1] = 0;
  y[at.q2] = 0;
  let low = 1;
  let high = 2000;
  const flow = (glucose) => {
    y[at.G] = glucose;
    book.rest(y, constants, resting);
    return resting[0];
  };
  // Illinois' rule of false position: glucose arrives faster than it leaves at `low`, and leaves faster at `high`.
  let flowLow = flow(low);
  let flowHigh = flow(high);
  let glucose = slow[at.G];
  for (let turn = 0, side = 0; turn < 200 && high - low > 1e-9; turn++) {
    const now = flow(glucose);
    if (now === 0) break;
    if (now > 0) {
      low = glucose;
      flowLow = now;
      if (side === 1) flowHigh /= 2;
      side = 1;
    } else {
      high = glucose;
      flowHigh = now;
      if (side === -1) flowLow /= 2;
      side = -1;
    }
    const guess = (low * flowHigh - high * flowLow) / (flowHigh - flowLow);
    if (Math.abs(guess - glucose) < 1e-10) break;
    glucose = guess;
  }
  flow(glucose);
  [, y[at.N5], y[at.N6], y[at.I], y[at.X]] = resting;
  return y;
}

/** State after a night's fast at this setting, this week: slow states are those of health with the same reserve. */
export function fastingState(person) {
  return atRest(constantsOf(person), healthyState(person.reserve));
}

/**
 * A body that eats, minute by minute.
 * @param {{muscle: number, liver: number, reserve: number}} person
 * @param {{minute: number, grams: number}[]} meals  in order of time
 * @param {{minutes: number, start?: Float64Array}} options  length; state to start from (default: the fasting body)
 * @returns {{minutes: Float64Array, glucose_mgdl: Float64Array, insulin_uUml: Float64Array, end: Float64Array}}
 */
export function feed(person, meals, { minutes, start }) {
  const constants = constantsOf(person);
  const y = start ? Float64Array.from(start) : atRest(constants, healthyState(person.reserve));
  const glucose = new Float64Array(minutes + 1);
  const insulin = new Float64Array(minutes + 1);
  glucose[0] = y[at.G];
  insulin[0] = y[at.I];
  const record = (t, h, dense) => {
    for (let minute = Math.floor(t + 1e-9) + 1; minute <= t + h + 1e-9; minute++) {
      const theta = Math.min(1, (minute - t) / h);
      glucose[minute] = dense(theta, at.G);
      insulin[minute] = dense(theta, at.I);
    }
  };
  let t = 0;
  for (const [i, { minute, grams }] of meals.entries()) {
    if (minute > t) solveTo(y, constants, t, minute, record);
    y[at.q1] += 1000 * grams;
    t = minute;
    const next = i + 1 < meals.length ? meals[i + 1].minute : minutes;
    solveTo(y, constants, t, next, record);
    t = next;
  }
  if (t < minutes) solveTo(y, constants, t, minutes, record);
  return { minutes: Float64Array.from({ length: minutes + 1 }, (_, i) => i), glucose_mgdl: glucose, insulin_uUml: insulin, end: y };
}

/** A meal of `grams` of carbohydrate after a night's fast. */
export const meal = (person, grams, { minutes = 240 } = {}) => feed(person, [{ minute: 0, grams }], { minutes });

/** The oral glucose tolerance test: 75 g. */
export const ogtt = (person, { minutes = 180 } = {}) => meal(person, 75, { minutes });

/** A day with three meals. */
export const day = (person, meals = THREE_MEALS) => feed(person, meals, { minutes: 1440 });

const THREE_MEALS = [0, 360, 720].map((minute) => ({ minute, grams: 60 }));

/**
 * What muscle takes up and what the liver makes at each level of insulin, glucose held where the healthy body rests.
 * @returns {{uptake_mgkgmin: Float64Array, production_mgkgmin: Float64Array}}
 */
export function doseResponse(person, insulin_uUml) {
  const constants = constantsOf(person);
  const y = healthyState(person.reserve);
  const values = new Float64Array(book.QUANTITIES.length);
  const uptake = new Float64Array(insulin_uUml.length);
  const production = new Float64Array(insulin_uUml.length);
  insulin_uUml.forEach((level, i) => {
    y[at.X] = level;
    book.quantities(y, constants, values);
    uptake[i] = values[quantityAt.U] * y[at.G] * book.GLUCOSE_VOLUME;
    production[i] = values[quantityAt.HGP] * book.GLUCOSE_VOLUME;
  });
  return { uptake_mgkgmin: uptake, production_mgkgmin: production };
}
