/** Explorer of chapter 09: live with the reasons for insulin resistance, for days, months or years. */

import { fill } from "../../javascript/page.js";
import { table } from "../../lifestyle/javascript/generated/table.js";
import { lifestyle } from "../../lifestyle/javascript/index.js";
import {
  feed,
  finished,
  furthest,
  MEAL_MINUTES,
  OGTT_GRAMS,
  stageOf,
  warmUp,
  YEAR,
  yearsInPieces,
} from "../../model/browser/index.js";
import { reserveOf } from "../kit/people.js";

/** @import { Context, Explorer, Part } from "../kit/types.js" */

/** Points of a curve, closer at the start, where most happens; and glucose tolerance tests over the time that is lived. */
const POINTS = 80;
const TESTS = 40;
/** The edges of the intervals, and the life between them. */
const EDGES = ["low", "central", "high"];
const CENTRAL = 1;
/** What the charts show of the three lives together, with the results that end on it. */
const CURVES = {
  fasting_glucose: "fasting_glucose_mgdl",
  two_hour_glucose: "two_hour_glucose_mgdl",
  fasting_insulin: "fasting_insulin_uUml",
};

/** @type {Explorer} */
const explorer = {
  solve: (values, facts) => finished(pieces(values, facts)),
  pieces,
  // Whoever sets no reason lives as in health.
  healthy: ({ length, reserve }) => ({ length, reserve }),
  results,
  sentence,
  rest,
  table: [
    ["muscle_percent", "response"],
    ["liver_percent", "response"],
    ["glucose_fasting_mgdl", "glucose"],
    ["glucose_2h_mgdl", "glucose"],
    ["insulin_fasting_uUml", "insulin"],
    ["weight_change_kg", "weight_change"],
  ],
  details: { drink: drinks, weight: (runs) => runs },
  warmUp,
};

export default explorer;

/** Settings of the reasons that are off their reference; `idle` are those without effect. */
function settingsOf(values, { factors }) {
  const off = table.factors.filter(
    ({ name, reference }) => factors.includes(name) && (values[name] ?? reference) !== reference,
  );
  return off.map(({ name, moves_nothing: idle }) => ({ factor: name, value: values[name], idle }));
}

function* pieces(values, facts) {
  const { days, across } = facts.lengths[values.length];
  const settings = settingsOf(values, facts);
  const moving = settings.filter(({ idle }) => !idle);
  const way = lifestyle(table, moving);
  const person = { reserve: reserveOf(values.reserve) };
  // Where nothing moves there is no interval.
  const edges = moving.length > 0 ? EDGES : ["central"];
  const lives = [];
  for (const edge of edges)
    lives.push(yield* yearsInPieces(person, way[edge], { length: days / YEAR, ogttEvery: days / TESTS }));
  const grid = Float64Array.from({ length: POINTS + 1 }, (_, point) => days * (point / POINTS) ** 2);
  const series = { days: grid, weight_change: grid.map((day) => way.weight_kg(day) - way.weight_kg(0)) };
  const responses = Array.from(grid, (day) => way.bands(day));
  for (const organ of ["muscle", "liver"]) {
    const along = EDGES.map((_, edge) => Float64Array.from(responses, (response) => 100 * response[organ][edge]));
    Object.assign(series, banded(organ, along));
  }
  for (const [name, source] of Object.entries(CURVES)) {
    const along = lives.map((life) => grid.map((day) => life.value(life.series[source], day / YEAR)));
    Object.assign(series, banded(name, along));
  }
  const ways = edges.map((edge) => way[edge]);
  const results = { ...outcome(series), ...alone(moving, days) };
  return { values, across, settings, series, results, end: { days, person, ways, lives } };
}

/** How well muscle would hear in the end with each of the reasons alone, percent of health, such as `steps_muscle_percent`. */
function alone(settings, days) {
  const hears = (setting) => 100 * lifestyle(table, [setting]).central.at(days).muscle;
  return Object.fromEntries(settings.map((setting) => [`${setting.factor}_muscle_percent`, hears(setting)]));
}

/** Curves of the lives as one curve with its interval: the lowest and the highest of them. */
function banded(name, curves) {
  const central = curves[Math.min(CENTRAL, curves.length - 1)];
  const edge = (pick) => central.map((_, point) => pick(...curves.map((curve) => curve[point])));
  return { [name]: central, [`${name}_low`]: edge(Math.min), [`${name}_high`]: edge(Math.max) };
}

/** What a life comes to, each with its interval. */
function outcome(series) {
  const last = (stem, name) => ({
    [name(stem)]: series[stem].at(-1),
    [`${name(stem)}_low`]: series[`${stem}_low`].at(-1),
    [`${name(stem)}_high`]: series[`${stem}_high`].at(-1),
  });
  return {
    ...last("muscle", () => "muscle_percent"),
    ...last("liver", () => "liver_percent"),
    ...last("fasting_glucose", () => "glucose_fasting_mgdl"),
    ...last("two_hour_glucose", () => "glucose_2h_mgdl"),
    ...last("fasting_insulin", () => "insulin_fasting_uUml"),
    weight_change_kg: series.weight_change.at(-1),
  };
}

function results({ now, health }) {
  const { glucose_fasting_mgdl: fasting, glucose_2h_mgdl: twoHour, insulin_fasting_uUml: insulin } = now.results;
  return {
    ...now.results,
    insulin_ratio: insulin / health.results.insulin_fasting_uUml,
    stage: furthest([stageOf("fasting", fasting), stageOf("two_hour", twoHour)]),
    without_effect: now.settings.filter(({ idle }) => idle).map(({ factor }) => factor),
  };
}

/** The glucose drink of the last morning, in each run's person. */
function drinks({ now, health, pinned }) {
  const test = (run) => {
    if (!run) return run;
    run.drink ??= drinkOf(run.end);
    return { series: run.drink };
  };
  return { now: test(now), health: test(health), pinned: test(pinned) };
}

function drinkOf({ days, person, ways, lives }) {
  const drink = [{ minute: 0, grams: OGTT_GRAMS }];
  const courses = lives.map((life, edge) => {
    return feed({ ...person, ...ways[edge].at(days) }, drink, {
      minutes: MEAL_MINUTES,
      start: life.morning(days / YEAR),
    });
  });
  const along = (name) => courses.map((course) => course[name]);
  return {
    minutes: courses[0].minutes,
    ...banded("glucose", along("glucose_mgdl")),
    ...banded("insulin", along("insulin_uUml")),
  };
}

/**
 * The sentence, as names of its templates with their values.
 * @param {Context} context
 * @returns {Part[]}
 */
function sentence(context) {
  const { runs, results: now, units, words } = context;
  const length = words.controls.length.marks[runs.now.values.length];
  if (runs.now.settings.length === 0) return [["health", { ...spans(context), length }]];
  if (now.without_effect.length === runs.now.settings.length) return [["idle", { length }], withoutEffect(context)];
  const share = (percent) => ({ text: units.text(percent, "response"), quantity: "response" });
  return [
    ["now", { length, muscle: share(now.muscle_percent), liver: share(now.liver_percent) }],
    glucose(context),
    ["insulin", { ratio: { text: now.insulin_ratio.toFixed(1), quantity: "insulin" } }],
  ];
}

/**
 * The range of glucose, with the test that has come furthest.
 * @returns {Part}
 */
function glucose({ results: now, units, words }) {
  const { glucose_fasting_mgdl: fasting, glucose_2h_mgdl: twoHour, stage } = now;
  const test = stageOf("fasting", fasting) === stage ? "fasting" : "two_hour";
  const value = { text: units.text(test === "fasting" ? fasting : twoHour, "glucose"), quantity: "glucose" };
  return [test, { stage: words.stage[stage], glucose: value }];
}

/**
 * @returns {Part}
 */
function withoutEffect({ results: now, words }) {
  const list = now.without_effect.map((name) => words.controls[name].label).join(words.phrases.between);
  return ["without_effect", { list }];
}

/**
 * What the sentence leaves out: each number with its interval, weight, and what moves nothing beside what does.
 * @param {Context} context
 * @returns {Part[]}
 */
function rest(context) {
  const { weight_change_kg: weight, without_effect: idle } = context.results;
  const values = spans(context);
  /** @type {Part[]} */
  const parts = ["responses", "glucose", "insulin"].map((name) => [name, values]);
  if (weight >= 0.05) parts.push(["weight", { weight: weight.toFixed(1) }]);
  if (idle.length > 0) parts.push(withoutEffect(context));
  return parts;
}

function spans({ results: now, units, words }) {
  const span = (name, quantity, of = "") => {
    const [value, low, high] = ["", "_low", "_high"].map((edge) => units.number(now[name + edge], quantity));
    return { text: fill(low === high ? words.phrases.exact : words.phrases.range, { value, low, high, of }), quantity };
  };
  const { unit: percent } = units.of("response");
  return {
    muscle: span("muscle_percent", "response", percent),
    liver: span("liver_percent", "response", percent),
    fasting: span("glucose_fasting_mgdl", "glucose"),
    two_hour: span("glucose_2h_mgdl", "glucose"),
    unit: units.of("glucose").unit,
    insulin: span("insulin_fasting_uUml", "insulin"),
    insulin_unit: units.of("insulin").unit,
  };
}
