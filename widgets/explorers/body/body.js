/** Explorer of chapter 01: a body through a day of three meals, with what flows between its organs. */
import { DAILY_MEALS, DAY, feed, RESERVES, UNIT } from "../../model/browser/index.js";
import { FOLLOWED, flowsAt, flowsOf, GLUCOSE_FLOWS } from "../kit/body/flows.js";
import { areaUnder, total } from "../kit/curves.js";
import { Kept } from "../kit/kept.js";
import { ABOVE } from "../kit/stretches.js";
import { timeOfDay } from "../kit/text.js";

/** @import { Context, Explorer, Part } from "../kit/types.js" */

/** The gut counts as empty below this flow, mg/min. */
const EMPTY = 1;
/** Flows in and out of the blood that differ by less, in mg/min, balance. */
const BALANCED = 5;
/** Full bar of the table of flows, mg/min. */
const FULL_BAR = 600;
/** Days kept: now, the ordinary day, and a pinned one. */
const KEPT_DAYS = 4;
/** The person: in health. */
const HEALTHY = { muscle: 1, liver: 1, reserve: RESERVES.robust };
/** Carbohydrate of each meal of an ordinary day, g. */
const ORDINARY = DAILY_MEALS[0].grams;

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

/** @type {Explorer} */
const explorer = {
  solve,
  healthy: () => ({ time: 0, grams: ORDINARY }),
  results: ({ now }) => now.results,
  sentence,
  rest,
  body,
  gauges,
  misses,
  table: [
    ["glucose_peak_mgdl", "glucose"],
    ["insulin_peak_uUml", "insulin"],
    ["secretion_U", "secretion"],
  ],
};

export default explorer;

/** Days by their grams: the cursor solves none anew. */
/** @type {Kept<any>} */
const days = new Kept(solveDay, KEPT_DAYS);

function solveDay(grams) {
  const meals = DAILY_MEALS.map(({ minute }) => ({ minute, grams }));
  const {
    minutes,
    glucose_mgdl: glucose,
    insulin_uUml: insulin,
    followed,
  } = feed(HEALTHY, meals, { minutes: DAY, follow: FOLLOWED });
  return {
    series: { minutes, glucose, insulin },
    flows: flowsOf(followed),
    results: {
      glucose_peak_mgdl: Math.max(...glucose),
      insulin_peak_uUml: Math.max(...insulin),
      secretion_U: areaUnder(followed.S) / UNIT,
    },
  };
}

function solve(values) {
  const { time } = values;
  const { series, flows, results } = days.of(values.grams);
  const at = (curve) => Float64Array.of(curve[time]);
  const now = flowsAt(flows, time);
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
      ...Object.fromEntries(GLUCOSE_FLOWS.map((name) => [`${name}_mgmin`, now[name]])),
      released_Uh: now.insulin,
    },
  };
}

/** What the gaps of all texts of this moment hold. */
function gaps({ runs: { now }, units, words, facts }) {
  const flows = Object.fromEntries(Object.entries(now.now).map(([name, flow]) => [name, flow.toFixed(0)]));
  const shown = (quantity, value) => ({ text: units.text(value, quantity), quantity });
  return {
    ...flows,
    time: timeOfDay(facts.breakfast + now.values.time, words.shared.language),
    glucose: shown("glucose", now.results.glucose_mgdl),
    insulin: shown("insulin", now.results.insulin_uUml),
    released: now.now.insulin.toFixed(1),
  };
}

/**
 * The sentence, as names of its templates with their values.
 * @param {Context} context
 * @returns {Part[]}
 */
function sentence(context) {
  const { gut, made } = context.runs.now.now;
  const source = gut < EMPTY ? "empty" : gut > made ? "meal" : "tail";
  const values = gaps(context);
  return ["now", source, balance(context.runs.now.now)].map((name) => [name, values]);
}

/**
 * What the sentence leaves out: every flow.
 * @param {Context} context
 * @returns {Part[]}
 */
function rest(context) {
  const values = gaps(context);
  return ["given", "taken", "released"].map((name) => [name, values]);
}

/** Which way glucose goes. */
function balance(flows) {
  const net = flows.gut + flows.made - total(TAKEN.map((name) => flows[name]));
  if (Math.abs(net) < BALANCED) return "steady";
  return net > 0 ? "rises" : "falls";
}

/**
 * The shares of the day that people and the model spend in and above the range, and their means.
 * @param {Context} context
 * @returns {{sensor: Part[]}}
 */
function misses({ runs: { now, measured }, units }) {
  const { glucose } = now.series;
  const [low] = measured.series.range_low;
  const [high] = measured.series.range_high;
  // A day's last minute is the first of the next.
  const minutes = glucose.slice(0, DAY);
  const share = (holds) => ((100 * minutes.filter(holds).length) / DAY).toFixed(1);
  const mean = (level) => ({ text: units.text(level, "glucose"), quantity: "glucose" });
  const { in_range: inRange, in_range_lowest: lowest, in_range_highest: highest, above } = measured.gaps;
  const values = {
    own_mean: mean(total(minutes) / DAY),
    mean: mean(measured.gaps.mean[0]),
    own_in_range: share((level) => level >= low && level <= high),
    own_above: share((level) => level > high),
    high: mean(high),
    in_range: inRange,
    lowest,
    highest,
    above,
  };
  return { sensor: [["day", values]] };
}

/** The body in health, at this time of day. */
function body({ runs: { now }, words, facts }) {
  return {
    flows: now.now,
    health: null,
    glucose: now.results.glucose_mgdl,
    insulin: now.results.insulin_uUml,
    hears: { muscle: 1, liver: 1 },
    when: timeOfDay(facts.breakfast + now.values.time, words.shared.language),
  };
}

/** Every flow of glucose in numbers, beside that of an ordinary day at the same time. */
function gauges(context) {
  const { now, health } = context.runs;
  const row = ([name, color]) => ({ name, color, now: now.now[name], health: health.flows[name][now.values.time] });
  return { values: gaps(context), full: FULL_BAR, reference: 0, rows: ROWS.map(row) };
}
