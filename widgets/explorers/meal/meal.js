/** Explorer of chapter 02: what a meal does, from the gut to blood glucose to insulin. */
import { feed, GRAM, GRAMS_AN_HOUR, HOUR, portions, RESERVES, UNIT } from "../../model/browser/index.js";
import { indexOfHighest, runningArea } from "../kit/curves.js";
import { against, gapsOf } from "../kit/measured.js";

/** @import { Context, Explorer, Part } from "../kit/types.js" */

/** @type {Explorer} */
const explorer = {
  solve,
  healthy: (_, facts) => facts.ghost,
  results: ({ now }) => now.results,
  sentence,
  rest,
  misses,
  table: [
    ["arrival_peak_gh", "flow"],
    ["arrived_percent", (value) => `${value.toFixed(0)}%`],
    ["glucose_peak_mgdl", "glucose"],
    ["glucose_peak_minute", wholeMinutes],
    ["insulin_peak_uUml", "insulin"],
    ["insulin_peak_minute", wholeMinutes],
    ["insulin_released_U", (value) => value.toFixed(1)],
  ],
  details: { place: (runs) => runs, release: (runs) => runs },
};

export default explorer;

function solve(values, facts) {
  const { grams, hours, person } = values;
  const bites = portions(grams, HOUR * hours);
  const course = feed({ muscle: 1, liver: 1, reserve: RESERVES[facts.people[person]] }, bites, {
    minutes: facts.minutes,
    follow: ["Ra", "HGP", "S", "q1", "q2"],
  });
  const { Ra, HGP, S, q1, q2 } = course.followed;
  const arrival = Ra.map((flow) => flow * GRAMS_AN_HOUR);
  const arrived = runningTotal(arrival);
  const release = S.map((rate) => (rate * HOUR) / UNIT);
  const stomach = q1.map((amount) => amount / GRAM);
  const gut = q2.map((amount) => amount / GRAM);
  const curves = { arrival, glucose: course.glucose_mgdl, insulin: course.insulin_uUml };
  return {
    values,
    series: {
      minutes: course.minutes,
      ...curves,
      liver: HGP.map((flow) => flow * GRAMS_AN_HOUR),
      stomach,
      gut,
      arrived,
      kept: arrived.map((blood, minute) => eaten(bites, minute) - stomach[minute] - gut[minute] - blood),
      release,
      eating: [0, HOUR * hours],
      eating_height: [0, 0],
      ...peaks(curves),
    },
    results: {
      ...summary(curves),
      glucose_fasting_mgdl: curves.glucose[0],
      insulin_fasting_uUml: curves.insulin[0],
      arrived_g: arrived[facts.arrival],
      arrived_percent: (100 * arrived[facts.arrival]) / grams,
      arrived_by_peak_percent: (100 * arrived[indexOfHighest(curves.glucose)]) / grams,
      insulin_released_U: runningTotal(release).at(-1),
    },
  };
}

/** What has been eaten before a minute; a mouthful of that very minute comes after what is recorded of it. */
function eaten(bites, minute) {
  return bites.reduce((sum, bite) => (bite.minute < minute ? sum + bite.grams : sum), 0);
}

function summary({ arrival, glucose, insulin }) {
  const [first, second, third] = [arrival, glucose, insulin].map(indexOfHighest);
  return {
    arrival_peak_gh: arrival[first],
    arrival_peak_minute: first,
    glucose_peak_mgdl: glucose[second],
    glucose_peak_minute: second,
    insulin_peak_uUml: insulin[third],
    insulin_peak_minute: third,
  };
}

/** Where the dots stand. */
function peaks(curves) {
  const points = Object.entries(curves).flatMap(([name, curve]) => {
    const minute = indexOfHighest(curve);
    return [
      [`${name}_peak`, Float64Array.of(curve[minute])],
      [`${name}_peak_minute`, Float64Array.of(minute)],
    ];
  });
  return Object.fromEntries(points);
}

/**
 * The sentence, as names of its templates with their values.
 * @param {Context} context
 * @returns {Part[]}
 */
function sentence(context) {
  const values = gaps(context);
  return [context.runs.now.values.hours ? "spread" : "at_once", "blood"].map((name) => [name, values]);
}

/**
 * What the sentence leaves out: how the meal arrives, and when insulin peaks.
 * @param {Context} context
 * @returns {Part[]}
 */
function rest(context) {
  const values = gaps(context);
  // Eaten slowly, glucose arrives at one rate for long, and the minute of its peak says little.
  const arrival = context.runs.now.values.hours ? "arrival_slow" : "arrival";
  return [arrival, "insulin", "arrived"].map((name) => [name, values]);
}

function gaps({ runs, results: now, units, facts }) {
  const { grams, hours } = runs.now.values;
  return {
    grams: grams.toFixed(0),
    hours: String(hours),
    flow: { text: units.text(now.arrival_peak_gh, "flow"), quantity: "glucose" },
    arrival_minute: now.arrival_peak_minute,
    glucose: { text: units.text(now.glucose_peak_mgdl, "glucose"), quantity: "glucose" },
    glucose_minute: now.glucose_peak_minute,
    insulin: { text: units.text(now.insulin_peak_uUml, "insulin"), quantity: "insulin" },
    insulin_minute: now.insulin_peak_minute,
    after: facts.arrival / HOUR,
    arrived: { text: units.text(now.arrived_g, "amount"), quantity: "glucose" },
    percent: now.arrived_percent.toFixed(0),
  };
}

/**
 * How far the test drink is from people who drank it: that of now, or else that which stays behind.
 * @param {Context} context
 * @returns {{stanford: Part[]}}
 */
function misses({ runs, units, facts }) {
  const { grams, hours } = runs.now.values;
  const drink = grams === facts.ghost.grams && hours === facts.ghost.hours;
  const found = against(runs[drink ? "now" : "health"].series.glucose, runs.measured.series, "normal");
  /** @type {Part} */
  const distance = [found.miss < 0 ? "below" : "above", gapsOf(found, units)];
  return { stanford: [[drink ? "now" : "behind", {}], distance] };
}

function wholeMinutes(value) {
  return value.toFixed(0);
}

/** The running total of an hourly rate, minute by minute. */
function runningTotal(rate) {
  return runningArea(rate).map((area) => area / HOUR);
}
