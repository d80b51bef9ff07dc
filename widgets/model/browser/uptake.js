/**
 * Where a drink of glucose goes, by organ and minute, while the cells hear only a share of insulin.
 *
 * The healthy body is lived once and makes the insulin; then glucose, and a tracer of the drink in it, are solved
 * beside that insulin's course. Flows are in mg/min, amounts in grams, glucose in mg/dL.
 */

import { at, atRest, constantsOf, healthyState, run, within } from "./body.js";
import * as book from "./generated/book.js";

const HEALTH = { muscle: 1, liver: 1, reserve: book.RANGES.reserve.reference };
const SPACE = book.GLUCOSE_VOLUME * book.BODY_WEIGHT;
const NAMES = book.FLOWS.map((name) => name.replace("F_", ""));
const flowAt = Object.fromEntries(NAMES.map((name, index) => [name, index]));
const TAKEN = book.FROM_BLOOD.map((name) => flowAt[name]);

/** Points of the healthy course a minute: a step of a minute looks at its middle as well. */
const FINE = 2;
/** Of a healthy course: what the flows depend on besides glucose, and what waits in the stomach. */
const KEPT = ["G", "X", "I", "q1", "q2"];

const constants = constantsOf(HEALTH);
const lived = { key: "" };

/** The healthy body that drinks; lived again only when the drink changes. */
function course(grams, minutes) {
  const key = `${grams},${minutes}`;
  if (lived.key === key) return lived;
  const y = atRest(constants, healthyState(HEALTH.reserve));
  const kept = Object.fromEntries(KEPT.map((name) => [name, new Float64Array(FINE * minutes + 1)]));
  y[at.q1] = 1000 * grams;
  for (const name of KEPT) kept[name][0] = y[at[name]];
  run(y, constants, 0, minutes, 1, (t, h, before) => {
    for (let point = Math.floor(FINE * t + 1e-9) + 1; point <= FINE * (t + h) + 1e-9; point++) {
      const theta = Math.min(1, (point / FINE - t) / h);
      for (const name of KEPT) kept[name][point] = within(before, theta, at[name]);
    }
  });
  return Object.assign(lived, { key, ...kept });
}

const state = new Float64Array(book.STATES.length);
const flows = new Float64Array(book.FLOWS.length);

/** All flows at a point of the healthy course, with this glucose and this share of insulin. */
function flowing(healthy, point, heard, glucose) {
  state[at.G] = glucose;
  state[at.X] = heard * healthy.X[point];
  state[at.I] = heard * healthy.I[point];
  state[at.q2] = healthy.q2[point];
  book.flows(state, constants, flows);
  return flows;
}

/** Rates of [glucose, its part from the drink, what each has taken of the drink (mg)…, what gut and liver kept (mg)]. */
function rates(healthy, point, heard, y, out) {
  const flow = flowing(healthy, point, heard, y[0]);
  const traced = y[1] / y[0];
  let taken = 0;
  TAKEN.forEach((index, k) => {
    taken += flow[index];
    out[2 + k] = traced * flow[index];
  });
  out[0] = (flow[flowAt.made] + flow[flowAt.in] - taken) / SPACE;
  out[1] = (flow[flowAt.in] - traced * taken) / SPACE;
  out[2 + TAKEN.length] = flow[flowAt.kept];
}

const SIZE = TAKEN.length + 3;
const slopes = Array.from({ length: 4 }, () => new Float64Array(SIZE));
const between = new Float64Array(SIZE);

/** One minute of the classical Runge-Kutta method. */
function step(healthy, minute, heard, y) {
  const point = FINE * minute;
  const [first, second, third, fourth] = slopes;
  const along = (slope, h) => {
    for (let i = 0; i < SIZE; i++) between[i] = y[i] + h * slope[i];
    return between;
  };
  rates(healthy, point, heard, y, first);
  rates(healthy, point + 1, heard, along(first, 0.5), second);
  rates(healthy, point + 1, heard, along(second, 0.5), third);
  rates(healthy, point + 2, heard, along(third, 1), fourth);
  for (let i = 0; i < SIZE; i++) y[i] += (first[i] + 2 * second[i] + 2 * third[i] + fourth[i]) / 6;
}

/**
 * Follow a drink of glucose through the healthy body, of whose insulin the cells hear a share.
 * @param {{heard: number, grams: number}} drink  share of insulin that is heard, 0 to 1; grams of glucose
 * @param {{minutes?: number}} [options]  length
 * @returns {{minutes: Float64Array, glucose_mgdl: Float64Array, insulin_uUml: Float64Array,
 *   flows: Object<string, Float64Array>, places: Object<string, Float64Array>}} insulin as the cells hear it; flows
 *   in mg/min, of the drink and the body together; grams of the drink by place, where `gut` waits to be absorbed
 */
export function uptake({ heard, grams }, { minutes = 240 } = {}) {
  const healthy = course(grams, minutes);
  const curve = () => new Float64Array(minutes + 1);
  const all = Object.fromEntries(NAMES.map((name) => [name, curve()]));
  const places = Object.fromEntries([...book.FROM_BLOOD, "blood", "gut"].map((name) => [name, curve()]));
  const told = { minutes: curve(), glucose_mgdl: curve(), insulin_uUml: curve(), flows: all, places };
  const y = new Float64Array(SIZE);
  y[0] = healthy.G[0];
  for (let minute = 0; minute <= minutes; minute++) {
    const point = FINE * minute;
    const flow = flowing(healthy, point, heard, y[0]);
    NAMES.forEach((name, index) => {
      all[name][minute] = flow[index];
    });
    book.FROM_BLOOD.forEach((name, k) => {
      places[name][minute] = y[2 + k] / 1000;
    });
    places.liver[minute] += y[SIZE - 1] / 1000;
    places.blood[minute] = (y[1] * SPACE) / 1000;
    places.gut[minute] = (healthy.q1[point] + healthy.q2[point]) / 1000;
    told.minutes[minute] = minute;
    told.glucose_mgdl[minute] = y[0];
    told.insulin_uUml[minute] = heard * healthy.I[point];
    if (minute < minutes) step(healthy, minute, heard, y);
  }
  return told;
}

/**
 * What each organ takes while insulin and glucose are held: a clamp, organ by organ, in mg/kg/min.
 * @param {Float64Array} insulin_uUml  levels of insulin
 * @returns {Object<string, Float64Array>} the flows from the blood, and `made` by the liver
 */
export function clamped(insulin_uUml) {
  const names = [...book.FROM_BLOOD, "made"];
  const all = Object.fromEntries(names.map((name) => [name, new Float64Array(insulin_uUml.length)]));
  insulin_uUml.forEach((level, i) => {
    // Infused: the liver's own vein brings no more than the rest of the blood.
    const flow = flowing({ X: [level], I: [0], q2: [0] }, 0, 1, book.CLAMPED_GLUCOSE);
    for (const name of names) all[name][i] = flow[flowAt[name]] / book.BODY_WEIGHT;
  });
  return all;
}
