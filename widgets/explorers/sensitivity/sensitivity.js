/** Explorer of the landing page: a body after a glucose drink, while muscle listens less to insulin. */
import { fill } from "../../javascript/page.js";
import { feed, HOUR, MEAL_MINUTES, OGTT_GRAMS, RESERVES } from "../../model/browser/index.js";
import { FOLLOWED, flowsAt, flowsOf, GLUCOSE_FLOWS } from "../kit/body/flows.js";
import { indexOfHighest } from "../kit/curves.js";
import { Kept } from "../kit/kept.js";
import { ABOVE } from "../kit/stretches.js";

/** @import { Context, Explorer, Part } from "../kit/types.js" */

/** Drinks kept: now, in health, a pinned one, and some of those just before. */
const KEPT_DRINKS = 6;

/** @type {Explorer} */
const explorer = {
  solve,
  healthy: (values) => ({ ...values, muscle: 100 }),
  results,
  sentence,
  body,
  table: [
    ["glucose_peak_mgdl", "glucose"],
    ["insulin_peak_uUml", "insulin"],
  ],
};

export default explorer;

/** @type {Kept<any>} */
const drinks = new Kept(solveDrink, KEPT_DRINKS);

/** The drink at a response of muscle in percent of health. */
function solveDrink(muscle) {
  const person = { muscle: muscle / 100, liver: 1, reserve: RESERVES.robust };
  const drink = [{ minute: 0, grams: OGTT_GRAMS }];
  const course = feed(person, drink, { minutes: MEAL_MINUTES, follow: FOLLOWED });
  const { minutes, glucose_mgdl: glucose, insulin_uUml: insulin } = course;
  return {
    series: { minutes, glucose, insulin },
    flows: flowsOf(course.followed),
    results: {
      glucose_peak_mgdl: glucose[indexOfHighest(glucose)],
      insulin_peak_uUml: insulin[indexOfHighest(insulin)],
    },
  };
}

function solve(values) {
  const { time } = values;
  const { series, flows, results: whole } = drinks.of(values.muscle);
  const [glucose, insulin] = [series.glucose[time], series.insulin[time]];
  const now = flowsAt(flows, time);
  return {
    values,
    now,
    series: {
      ...series,
      now: [time],
      cursor: [time, time],
      cursor_height: [-1, ABOVE],
      glucose_now: Float64Array.of(glucose),
      insulin_now: Float64Array.of(insulin),
    },
    results: {
      ...whole,
      glucose_mgdl: glucose,
      insulin_uUml: insulin,
      ...Object.fromEntries(GLUCOSE_FLOWS.map((name) => [`${name}_mgmin`, now[name]])),
      released_Uh: now.insulin,
    },
  };
}

/** What the run of now comes to, held against the healthy one. */
function results({ now, health }) {
  return {
    ...now.results,
    insulin_peak_ratio: now.results.insulin_peak_uUml / health.results.insulin_peak_uUml,
    release_ratio: now.now.insulin / health.now.insulin,
  };
}

/**
 * The sentence, as names of its templates with their values.
 * @param {Context} context
 * @returns {Part[]}
 */
function sentence(context) {
  const { runs, results: now, units } = context;
  const { muscle } = runs.now.values;
  const shown = (value, quantity) => ({ text: units.text(value, quantity), quantity });
  const { glucose_peak_mgdl: glucose } = runs.health.results;
  const values = {
    muscle,
    glucose: shown(now.glucose_peak_mgdl, "glucose"),
    glucose_health: units.number(glucose, "glucose"),
    insulin: shown(now.insulin_peak_uUml, "insulin"),
    ratio: { text: now.insulin_peak_ratio.toFixed(1), quantity: "insulin" },
  };
  return muscle === 100
    ? [["health", values]]
    : [
        ["glucose", values],
        ["insulin", values],
      ];
}

/** The body at the moment of the cursor. */
function body({ runs: { now, health }, words }) {
  return {
    flows: now.now,
    health: health.now,
    glucose: now.results.glucose_mgdl,
    insulin: now.results.insulin_uUml,
    hears: { muscle: now.values.muscle / 100, liver: 1 },
    when: momentOf(now.values.time, words.phrases),
  };
}

/** Some minutes after the drink, in words. */
function momentOf(minutes, { before, after }) {
  if (minutes === 0) return before;
  const [hours, rest] = [Math.floor(minutes / HOUR), minutes % HOUR];
  const parts = [hours > 0 && `${hours} h`, rest > 0 && `${rest} min`].filter(Boolean);
  return fill(after, { time: parts.join(" ") });
}
