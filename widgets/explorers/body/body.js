/** Explorer of chapter 01: a body through a day of three meals, with what flows between its organs. */
import { feed } from "../../model/browser/index.js";
import { timeOfDay } from "../kit/text.js";

/** Height of the cursor: above every top that an axis may have. */
const ABOVE = 1e5;
/** The gut counts as empty below this flow, mg/min. */
const EMPTY = 1;
/** Flows in and out of the blood that differ by less, in mg/min, balance. */
const BALANCED = 5;
/** Full bar of the table of flows, mg/min. */
const FULL = 600;
/** Days kept: now, the ordinary day, and a pinned one. */
const KEPT = 4;

/** Minutes of an hour, and µU of a unit of insulin. */
const HOUR = 60;
const UNIT = 1e6;

/** Flows of the model by the arrow that shows them. */
const FLOWS = {
  gut: ["F_in"],
  made: ["F_made"],
  muscle: ["F_muscle"],
  fat: ["F_fat"],
  brain: ["F_brain", "F_other"],
  liver: ["F_liver"],
  kept: ["F_kept"],
};
/** What leaves the blood. */
const TAKEN = ["muscle", "fat", "brain", "liver"];

/** Rows of the table of flows, with their colors. */
const ROWS = [
  ["gut", "glucose"],
  ["made", "liver"],
  ["muscle", "muscle"],
  ["fat", "fat"],
  ["brain", "brain"],
  ["liver", "liver"],
  ["kept", "liver"],
];

/** @type {import("../kit/explorer.js").Explorer} */
export const body = {
  solve,
  healthy: (_, { ordinary }) => ({ time: 0, grams: ordinary }),
  results: ({ now }) => now.results,
  sentence,
  picture,
  gauges,
  table: [
    ["glucose_peak_mgdl", "glucose"],
    ["insulin_peak_uUml", "insulin"],
    ["secretion_U", "secretion"],
  ],
};

/** Days by their grams: the cursor solves none anew. */
const days = new Map();

function lived(grams, facts) {
  const found = days.get(grams) ?? outlined(grams, facts);
  days.delete(grams);
  days.set(grams, found);
  if (days.size > KEPT) days.delete(days.keys().next().value);
  return found;
}

function outlined(grams, { reserve, meals, day }) {
  const person = { muscle: 1, liver: 1, reserve };
  const eaten = meals.map((minute) => ({ minute, grams }));
  const follow = ["S", ...Object.values(FLOWS).flat()];
  const {
    minutes,
    glucose_mgdl: glucose,
    insulin_uUml: insulin,
    followed,
  } = feed(person, eaten, { minutes: day, follow });
  const sum = (names) => minutes.map((minute) => names.reduce((all, name) => all + followed[name][minute], 0));
  const flows = Object.fromEntries(Object.entries(FLOWS).map(([name, parts]) => [name, sum(parts)]));
  return {
    series: { minutes, glucose, insulin },
    flows: { ...flows, insulin: followed.S.map((released) => (released * HOUR) / UNIT) },
    results: {
      glucose_peak_mgdl: Math.max(...glucose),
      insulin_peak_uUml: Math.max(...insulin),
      secretion_U: total(followed.S) / UNIT,
    },
  };
}

function solve(values, facts) {
  const { time } = values;
  const { series, flows, results } = lived(values.grams, facts);
  const at = (curve) => Float64Array.of(curve[time]);
  const now = Object.fromEntries(Object.entries(flows).map(([name, curve]) => [name, curve[time]]));
  return {
    values,
    flows,
    now,
    series: {
      ...series,
      now: [time],
      cursor: [time, time],
      cursor_height: [-1, ABOVE],
      glucose_now: at(series.glucose),
      insulin_now: at(series.insulin),
    },
    results: {
      ...results,
      glucose_mgdl: series.glucose[time],
      insulin_uUml: series.insulin[time],
      ...Object.fromEntries(Object.keys(FLOWS).map((name) => [`${name}_mgmin`, now[name]])),
      released_Uh: now.insulin,
    },
  };
}

/** What the gaps of all texts of this moment hold. */
function gaps({ runs: { now }, units, words, facts }) {
  const flows = Object.fromEntries(Object.entries(now.now).map(([name, flow]) => [name, flow.toFixed(0)]));
  const told = (quantity, value) => ({ text: units.text(value, quantity), quantity });
  return {
    ...flows,
    time: timeOfDay(facts.breakfast + now.values.time, words.shared.language),
    glucose: told("glucose", now.results.glucose_mgdl),
    insulin: told("insulin", now.results.insulin_uUml),
    released: now.now.insulin.toFixed(1),
  };
}

/**
 * The sentence, as names of its templates with their values.
 * @param {object} told {runs, results, units, words, facts}
 */
function sentence(told) {
  const { gut, made } = told.runs.now.now;
  const source = gut < EMPTY ? "empty" : gut > made ? "meal" : "tail";
  const values = gaps(told);
  return [source, "taken", balance(told.runs.now.now), "released"].map((name) => [name, values]);
}

/** Which way glucose goes. */
function balance(flows) {
  const net = flows.gut + flows.made - TAKEN.reduce((all, name) => all + flows[name], 0);
  if (Math.abs(net) < BALANCED) return "steady";
  return net > 0 ? "rises" : "falls";
}

function picture(told) {
  return { flows: told.runs.now.now, texts: gaps(told) };
}

/** Every flow of glucose in numbers, beside that of an ordinary day at the same time. */
function gauges(told) {
  const { now, health } = told.runs;
  const row = ([name, color]) => ({ name, color, now: now.now[name], health: health.flows[name][now.values.time] });
  return { values: gaps(told), full: FULL, reference: 0, rows: ROWS.map(row) };
}

/** Integral of a curve of one value a minute. */
function total(curve) {
  return curve.reduce((sum, value) => sum + value, 0) - (curve[0] + curve.at(-1)) / 2;
}
