/**
 * Where a drink of glucose goes, by organ and minute, while the cells hear only a share of insulin: the `traced` system
 * of the statement, as widgets/model/thought/uptake.py solves it in Python.
 *
 * Flows are in mg/min, amounts in grams, glucose in mg/dL.
 */

import { at, atRest, constantsOf, driversOf, healthyState, holdInsulin, restingAt } from "./body.js";
import * as book from "./generated/book.js";
import { solver } from "./rodas.js";

const HEALTH = { muscle: 1, liver: 1, reserve: book.RANGES.reserve.reference };
const STATES = book.TRACED.states;
const NAMES = book.FLOWS.map((name) => name.replace("F_", ""));

const traced = solver(
  { size: STATES.length, carried: book.TRACED.carried, step: book.stepTraced, carriedRates: book.carriedTraced },
  book.CONTROL,
  Object.values(book.TRACED.tolerances),
);

const place = Object.fromEntries(STATES.map((name, i) => [name, i]));
const constants = new Float64Array(book.TRACED.constants);
const state = new Float64Array(STATES.length);
const flows = new Float64Array(book.FLOWS.length);

/** The healthy body after a night's fast, with the drink in its stomach. */
function start(grams) {
  const fasting = atRest(constantsOf(HEALTH), healthyState(HEALTH.reserve));
  const y = Float64Array.from(STATES, (name) => fasting[at[name]] ?? 0);
  y[place.q1] = book.GRAM * grams;
  y[place.G_e] = fasting[at.G];
  return y;
}

/**
 * Follow a drink of glucose through the healthy body, of whose insulin the cells hear a share.
 * @param {{heard: number, grams: number}} drink  share of insulin that is heard, 0 to 1; grams of glucose
 * @param {{minutes?: number}} [options]  length
 * @returns {{minutes: Float64Array, glucose_mgdl: Float64Array, insulin_uUml: Float64Array,
 *   flows: Object<string, Float64Array>, places: Object<string, Float64Array>}} insulin as the cells hear it; flows
 *   in mg/min, of the drink and the body together; grams of the drink by place, where `gut` waits to be absorbed
 */
export function uptake({ heard, grams }, { minutes = book.MEAL_MINUTES } = {}) {
  const curve = () => new Float64Array(minutes + 1);
  const curves = (names) => Object.fromEntries(names.map((name) => [name, curve()]));
  const followed = {
    minutes: Float64Array.from(curve(), (_, minute) => minute),
    glucose_mgdl: curve(),
    insulin_uUml: curve(),
    flows: curves(NAMES),
    places: curves([...book.FROM_BLOOD, "blood", "gut"]),
  };
  book.prepareTraced([...driversOf(HEALTH), heard], constants);
  const y = start(grams);
  write(followed, 0, y, heard);
  traced.run(y, constants, 0, minutes, 1, (t, h, before) => {
    for (let minute = Math.floor(t + 1e-9) + 1; minute <= t + h + 1e-9; minute++) {
      const theta = Math.min(1, (minute - t) / h);
      for (let i = 0; i < state.length; i++) state[i] = traced.within(before, theta, i);
      write(followed, minute, state, heard);
    }
  });
  return followed;
}

/** Write what a minute shows. */
function write({ glucose_mgdl, insulin_uUml, flows: byOrgan, places }, minute, y, heard) {
  glucose_mgdl[minute] = y[place.G_e];
  insulin_uUml[minute] = heard * y[place.I];
  book.flowsTraced(y, constants, flows);
  for (let i = 0; i < NAMES.length; i++) byOrgan[NAMES[i]][minute] = flows[i];
  for (const name of book.FROM_BLOOD) places[name][minute] = y[place[`T_${name}`]] / 1000;
  places.liver[minute] += y[place.T_kept] / 1000;
  places.blood[minute] = (y[place.D] * book.GLUCOSE_VOLUME * book.BODY_WEIGHT) / 1000;
  places.gut[minute] = (y[place.q1] + y[place.q2]) / 1000;
}

/**
 * What each organ takes while insulin and glucose are held: a clamp, organ by organ, in mg/kg/min.
 * @param {Float64Array} insulin_uUml  levels of insulin
 * @returns {Object<string, Float64Array>} the flows from the blood, and `made` by the liver
 */
export function clamped(insulin_uUml) {
  const names = [...book.FROM_BLOOD, "made"];
  const all = Object.fromEntries(names.map((name) => [name, new Float64Array(insulin_uUml.length)]));
  const healthy = constantsOf(HEALTH);
  const y = restingAt(book.CLAMPED_GLUCOSE, healthy, healthyState(HEALTH.reserve));
  const own = y[at.I];
  insulin_uUml.forEach((level, i) => {
    holdInsulin(level, own, y);
    book.flows(y, healthy, flows);
    for (const name of names) all[name][i] = flows[NAMES.indexOf(name)] / book.BODY_WEIGHT;
  });
  return all;
}
