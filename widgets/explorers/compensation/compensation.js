/** Explorer of chapter 06: what the pancreas does about resistance, this week and later. */
import { day, fastingState, named, quantities, warmUp, years } from "../../model/browser/index.js";
import { STAGES, stageAt } from "../kit/stages.js";

const YEAR = 365;
/** A body is looked at once, on its last morning: no glucose tolerance tests on the way, in days between two. */
const SELDOM = 1e6;

/** @type {import("../kit/explorer.js").Explorer} */
export const compensation = {
  solve,
  healthy: (values) => ({ ...values, resistance: 1, time: 0 }),
  results,
  sentence,
  table: [
    ["glucose_fasting_mgdl", "glucose"],
    ["insulin_fasting_uUml", "insulin"],
    ["secretion_U", "secretion"],
  ],
  details: { day: (runs) => mapped(runs, ({ day: eaten }) => ({ series: eaten })) },
  warmUp,
};

/** Muscle needs `resistance` times the insulin; the liver follows along the book's course. */
function person({ resistance, person: place }, { people, liver: [least, gain] }) {
  const muscle = 1 / resistance;
  return { muscle, liver: least + gain * muscle, reserve: people[place].reserve };
}

/** The body of the morning, after it has lived for some days with its resistance. */
function morningOf(body, days) {
  if (days === 0) return fastingState(body);
  const course = { muscle: body.muscle, liver: body.liver, changes: [] };
  return years(body, course, { length: days / YEAR, ogttEvery: SELDOM }).morning(days / YEAR);
}

function solve(values, facts) {
  const body = person(values, facts);
  const morning = morningOf(body, facts.times[values.time].days);
  const { G: glucose, I: insulin } = named(morning);
  const eaten = day(body, undefined, { start: morning });
  // At rest release and removal balance, so the fasting body tells how much release a level of insulin costs.
  const cost = quantities(body, morning).S / insulin;
  const healthy = healthyCost(body.reserve);
  const release = (cost * insulin) / (healthy.cost * healthy.insulin);
  return {
    values,
    series: { ...curves(values, facts, healthy.insulin), ...levels(values, facts, { glucose, insulin }) },
    day: { minutes: eaten.minutes, glucose: eaten.glucose_mgdl, insulin: eaten.insulin_uUml },
    results: {
      glucose_fasting_mgdl: glucose,
      insulin_fasting_uUml: insulin,
      glucose_peak_mgdl: Math.max(...eaten.glucose_mgdl),
      secretion_U: (cost * area(eaten.insulin_uUml)) / 1e6,
      release_ratio: release,
      removal_ratio: insulin / healthy.insulin / release,
    },
  };
}

function healthyCost(reserve) {
  const body = { muscle: 1, liver: 1, reserve };
  const state = fastingState(body);
  const { I: insulin } = named(state);
  return { insulin, cost: quantities(body, state).S / insulin };
}

/** Fasting values over all resistances, for this person and time; and where their labels stand. */
function curves({ person: place, time }, { people, times, curves: all, resistances }, healthyInsulin) {
  const own = all[people[place].name];
  const { glucose_mgdl: glucose, insulin_uUml: insulin, release } = own[times[time].name];
  const released = release.map((ratio, index) => share(healthyInsulin, insulin[index], ratio));
  return {
    resistance: resistances,
    glucose,
    insulin,
    released,
    week: time === 0 ? [] : own[times[0].name].glucose_mgdl,
    end: resistances.slice(-1),
    release_label: released.at(-1) > healthyInsulin ? [(released.at(-1) + healthyInsulin) / 2] : [],
    removal_label: [(released.at(-1) + insulin.at(-1)) / 2],
  };
}

/**
 * Where the part of a rise that is due to one of its factors ends. Factors multiply, so a rise is shared by their
 * logarithms: then it does not matter which of them counts first.
 */
function share(from, to, factor) {
  const mean = Math.abs(to - from) < 1e-9 ? from : (to - from) / Math.log(to / from);
  return from + mean * Math.log(factor);
}

/** The person's own point; and its height as a level, which is how the run in health is drawn. */
function levels({ resistance }, { resistances }, { glucose, insulin }) {
  const level = (value) => resistances.map(() => value);
  return {
    own: [resistance],
    own_glucose: [glucose],
    own_insulin: [insulin],
    level_glucose: level(glucose),
    level_insulin: level(insulin),
  };
}

/** What the run of now comes to, held against the healthy one and the cut-offs. */
function results({ now, health }, facts) {
  const { glucose_fasting_mgdl: glucose, insulin_fasting_uUml: insulin, secretion_U: secretion } = now.results;
  return {
    ...now.results,
    fasting_insulin_ratio: insulin / health.results.insulin_fasting_uUml,
    secretion_ratio: secretion / health.results.secretion_U,
    // A laboratory reports whole mg/dL, and those are held against the cut-off.
    stage: STAGES[stageAt(Math.round(glucose), facts.cutoffs.fasting)],
  };
}

/**
 * The sentence, as names of its templates with their values.
 * @param {object} told {runs, results, units, words, facts}
 */
function sentence(told) {
  const { runs, results: now, words, facts } = told;
  const values = gaps(told);
  if (runs.now.values.resistance === 1) return [["health", values]];
  const time = facts.times[runs.now.values.time].name;
  const place = STAGES.indexOf(now.stage);
  const outrun = now.release_ratio < 1 && place === 2;
  const parts = [
    [time, values],
    [over(told) ? "hyperinsulinemia" : "insulin", values],
  ];
  if (outrun)
    return [
      [time, values],
      ["outrun", { ...values, stage: words.stage.diabetes }],
    ];
  parts.push(["parts", values]);
  parts.push(place ? ["stage", { ...values, stage: words.stage[now.stage] }] : ["kept", values]);
  return parts;
}

function gaps({ runs, results: now, units }) {
  const insulin = (text) => ({ text, quantity: "insulin" });
  const times = (value) => value.toFixed(1);
  return {
    resistance: times(runs.now.values.resistance),
    glucose: { text: units.text(now.glucose_fasting_mgdl, "glucose"), quantity: "glucose" },
    glucose_health: units.number(runs.health.results.glucose_fasting_mgdl, "glucose"),
    insulin: insulin(units.text(now.insulin_fasting_uUml, "insulin")),
    ratio: insulin(times(now.fasting_insulin_ratio)),
    release: times(now.release_ratio),
    removal: times(now.removal_ratio),
    secretion: insulin(units.text(now.secretion_U, "secretion")),
    secretion_health: units.number(runs.health.results.secretion_U, "secretion"),
  };
}

/** Hyperinsulinemia, judged by the ratio as the sentence shows it. */
function over({ results: now, facts }) {
  return Number(now.fasting_insulin_ratio.toFixed(1)) >= facts.hyperinsulinemia_ratio;
}

function mapped(runs, change) {
  return Object.fromEntries(Object.entries(runs).map(([name, run]) => [name, run && change(run)]));
}

/** Area under a curve of one value a minute. */
function area(curve) {
  return curve.reduce((total, value) => total + value, 0) - (curve[0] + curve.at(-1)) / 2;
}
