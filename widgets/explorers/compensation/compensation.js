/** Explorer of chapter 06: what the pancreas does about resistance, this week and later. */
import {
  COMPENSATION,
  day,
  fastingState,
  hyperinsulinemia,
  named,
  quantities,
  RESERVES,
  resistant,
  stageOf,
  UNIT,
  warmUp,
  YEAR,
  years,
} from "../../model/browser/index.js";
import { flowsIn } from "../kit/body/flows.js";
import { areaUnder } from "../kit/curves.js";
import * as people from "../kit/horseshoe.js";

/** @import { Context, Explorer, Part } from "../kit/types.js" */

/** A body is looked at once, on its last morning: no glucose tolerance tests on the way, in days between two. */
const SELDOM = 1e6;

/** @type {Explorer} */
const explorer = {
  solve,
  healthy: (values) => ({ ...values, resistance: 1, time: 0 }),
  results,
  sentence,
  rest,
  body,
  table: [
    ["glucose_fasting_mgdl", "glucose"],
    ["insulin_fasting_uUml", "insulin"],
    ["secretion_U", "secretion"],
  ],
  details: { day: dayOfMeals, horseshoe },
  misses: ({ runs, units, facts }) => ({ reaven_miller: people.misses(runs, tests(runs.now, runs, facts), units) }),
  warmUp,
};

export default explorer;

function personOf({ resistance, person }, { people }) {
  return { ...resistant(resistance), reserve: RESERVES[people[person]] };
}

/** The body of the morning, after it has lived for some days with its resistance. */
function morningOf(person, days) {
  if (days === 0) return fastingState(person);
  const course = { muscle: person.muscle, liver: person.liver, changes: [] };
  return years(person, course, { length: days / YEAR, ogttEvery: SELDOM }).morning(days / YEAR);
}

function solve(values, facts) {
  const person = personOf(values, facts);
  const morning = morningOf(person, COMPENSATION.days[facts.times[values.time]]);
  const { G: glucose, I: insulin } = named(morning);
  const meals = day(person, undefined, { start: morning });
  // At rest release and removal balance, so the fasting body tells how much release a level of insulin costs.
  const cost = quantities(person, morning).S / insulin;
  const healthy = healthyCost(person.reserve);
  const release = (cost * insulin) / (healthy.cost * healthy.insulin);
  return {
    values,
    series: { ...curves(values, facts, healthy.insulin), ...levels(values, facts, { glucose, insulin }) },
    flows: flowsIn(person, morning),
    meals: { minutes: meals.minutes, glucose: meals.glucose_mgdl, insulin: meals.insulin_uUml },
    results: {
      glucose_fasting_mgdl: glucose,
      insulin_fasting_uUml: insulin,
      glucose_peak_mgdl: Math.max(...meals.glucose_mgdl),
      secretion_U: (cost * areaUnder(meals.insulin_uUml)) / UNIT,
      release_ratio: release,
      removal_ratio: insulin / healthy.insulin / release,
    },
  };
}

/** Resistances at which the test is taken for a line, besides the reader's own. */
const STEPS = [1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6];

/** The test that people had, over all resistances, for one person and time. */
const lines = new Map();

function lineOf(values, { measured }, facts) {
  const key = `${values.person},${values.time}`;
  if (!lines.has(key))
    lines.set(
      key,
      STEPS.map((resistance) => testOf({ ...values, resistance }, measured, facts)),
    );
  return lines.get(key);
}

function testOf(values, { gaps }, facts) {
  const person = personOf(values, facts);
  return people.tested(person, morningOf(person, COMPENSATION.days[facts.times[values.time]]), gaps);
}

function tests(run, runs, facts) {
  return run && people.course(lineOf(run.values, runs, facts), testOf(run.values, runs.measured, facts));
}

/** People and the same test in this body, at all resistances; health is one point. */
function horseshoe(runs, facts) {
  const own = testOf(runs.health.values, runs.measured, facts);
  const drawn = (run) => tests(run, runs, facts);
  return {
    now: drawn(runs.now),
    health: people.course([own], own),
    pinned: drawn(runs.pinned),
    measured: runs.measured,
  };
}

function healthyCost(reserve) {
  const person = { muscle: 1, liver: 1, reserve };
  const state = fastingState(person);
  const { I: insulin } = named(state);
  return { insulin, cost: quantities(person, state).S / insulin };
}

/** Fasting values over all resistances, for this person and time; and where their labels stand. */
function curves({ person, time }, { people, times, curves: ofAll, resistances }, healthyInsulin) {
  const ofPerson = ofAll[people[person]];
  const { glucose_mgdl: glucose, insulin_uUml: insulin, release } = ofPerson[times[time]];
  const released = release.map((ratio, index) => share(healthyInsulin, insulin[index], ratio));
  return {
    resistance: resistances,
    glucose,
    insulin,
    released,
    week: time === 0 ? [] : ofPerson[times[0]].glucose_mgdl,
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
function results({ now, health }) {
  const { glucose_fasting_mgdl: glucose, insulin_fasting_uUml: insulin, secretion_U: secretion } = now.results;
  return {
    ...now.results,
    fasting_insulin_ratio: insulin / health.results.insulin_fasting_uUml,
    secretion_ratio: secretion / health.results.secretion_U,
    stage: stageOf("fasting", glucose),
  };
}

/**
 * The sentence, as names of its templates with their values.
 * @param {Context} context
 * @returns {Part[]}
 */
function sentence(context) {
  const { runs, results: now, words, facts } = context;
  const values = { ...gaps(context), stage: words.stage[now.stage] };
  if (runs.now.values.resistance === 1) return [["health", values]];
  const insulin = hyperinsulinemia(now.fasting_insulin_ratio) ? "hyperinsulinemia" : "insulin";
  const names = [
    facts.times[runs.now.values.time],
    now.stage === "normal" ? "kept" : "stage",
    outrun(context) ? "outrun" : insulin,
  ];
  return names.map((name) => [name, values]);
}

/** Whether the beta cells release less than in health where more is called for. */
const outrun = ({ results: now }) => now.release_ratio < 1 && now.stage === "diabetes";

/**
 * What the sentence leaves out: what health has, and what insulin's rise is made of.
 * @param {Context} context
 * @returns {Part[]}
 */
function rest(context) {
  const values = gaps(context);
  return ["glucose", outrun(context) ? "outrun" : "parts", "secretion"].map((name) => [name, values]);
}

function gaps({ runs, results: now, units }) {
  const insulin = (text) => ({ text, quantity: "insulin" });
  const times = (value) => value.toFixed(1);
  return {
    resistance: times(runs.now.values.resistance),
    glucose: { text: units.text(now.glucose_fasting_mgdl, "glucose"), quantity: "glucose" },
    glucose_health: units.number(runs.health.results.glucose_fasting_mgdl, "glucose"),
    insulin: insulin(units.text(now.insulin_fasting_uUml, "insulin")),
    insulin_health: units.number(runs.health.results.insulin_fasting_uUml, "insulin"),
    ratio: insulin(times(now.fasting_insulin_ratio)),
    release: times(now.release_ratio),
    removal: times(now.removal_ratio),
    secretion: insulin(units.text(now.secretion_U, "secretion")),
    secretion_health: units.number(runs.health.results.secretion_U, "secretion"),
  };
}

/** The body before breakfast. */
function body({ runs: { now, health }, words, facts }) {
  const { muscle, liver } = personOf(now.values, facts);
  return {
    flows: now.flows,
    health: health.flows,
    glucose: now.results.glucose_fasting_mgdl,
    insulin: now.results.insulin_fasting_uUml,
    hears: { muscle, liver },
    when: words.phrases.shown,
  };
}

/** The day of meals of each run. */
function dayOfMeals({ now, health, pinned }) {
  const drawn = (run) => run && { series: run.meals };
  return { now: drawn(now), health: drawn(health), pinned: drawn(pinned) };
}
