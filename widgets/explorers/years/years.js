/** Explorer of chapter 08: fifteen years of growing resistance, with a cursor that tests any moment of them. */

import { fill } from "../../javascript/page.js";
import {
  COURSE_YEARS,
  CRITERIA,
  feed,
  finished,
  furthest,
  MEAL_MINUTES,
  OGTT_GRAMS,
  SCHEME,
  STAGES,
  stageOf,
  warmUp,
  YEAR,
  yearsInPieces,
} from "../../model/browser/index.js";
import { flowsIn } from "../kit/body/flows.js";
import { indexOfHighest } from "../kit/curves.js";
import * as horseshoe from "../kit/horseshoe.js";
import { Kept } from "../kit/kept.js";
import { reserveOf } from "../kit/people.js";
import { ABOVE, areas, level, longest, stretches } from "../kit/stretches.js";

/** @import { Context, Explorer, Part, Runs } from "../kit/types.js" */

/** Years between two points of a curve. */
const GRID = 0.1;
/** A change of fasting insulin of less than this share is none. */
const STEADY = 0.05;
/** Lives kept: now, the robust person and a pinned one, and those just before. */
const KEPT_LIVES = 6;

const [NORMAL, ...REACHED] = STAGES;

/** How the names of series end that count the years before diagnosis. */
const YEARS_BEFORE = "_before";
/** Curves of a life by the name that people's have. */
const SAMPLED = { fasting_glucose: "fasting_glucose_mgdl", two_hour_glucose: "two_hour_glucose_mgdl" };

/** @type {Explorer} */
const explorer = {
  solve: (values) => finished(pieces(values)),
  pieces,
  healthy: (values) => ({ ...values, reserve: 100 }),
  results: ({ now }) => now.results,
  sentence,
  rest,
  body,
  gauges,
  table: [
    ["diabetes_year", writeYear],
    ["insulin_peak_uUml", "insulin"],
    ["glucose_end_fasting_mgdl", "glucose"],
    ["glucose_end_2h_mgdl", "glucose"],
    ["insulin_end_fasting_uUml", "insulin"],
  ],
  panels: { moment },
  details: { horseshoe: testsOfLives },
  measured,
  misses,
  warmUp,
};

export default explorer;

/** Lives by the settings that make them; the cursor makes no new one. */
/** @type {Kept<any>} */
const lives = new Kept(solveLife, KEPT_LIVES);

/** A life with the curves of it that do not depend on the cursor. */
function* solveLife(muscle, liver, pace, reserve) {
  const days = (pace * YEAR) / Math.LN2;
  const change = { day: 0, muscle: muscle / 100, liver: liver / 100, muscle_days: days, liver_days: days };
  const person = { reserve: reserveOf(reserve) };
  const life = yield* yearsInPieces(person, { changes: [change] }, { ogttEvery: SCHEME.test_every });
  const grid = Float64Array.from({ length: Math.round(COURSE_YEARS / GRID) + 1 }, (_, step) =>
    Number((step * GRID).toFixed(6)),
  );
  const along = (name) => grid.map((year) => life.value(life.series[name], year));
  const curves = Object.fromEntries(Object.entries(CRITERIA).map(([criterion, name]) => [criterion, along(name)]));
  const series = {
    years: grid,
    fasting_glucose: curves.fasting,
    two_hour_glucose: curves.two_hour,
    fasting_insulin: along("fasting_insulin_uUml"),
  };
  yield;
  Object.assign(series, strip(life, curves, grid));
  return { life, series, results: outcome(life, series) };
}

/**
 * The years of each stage, by each criterion (the strip) and by whichever comes first (the bands). A stage that is
 * reported but never dated is only touched.
 */
function strip(life, curves, grid) {
  const criteria = Object.keys(CRITERIA);
  const when = (holds) => stretches(grid, holds);
  let worst = new Array(grid.length).fill(NORMAL);
  const series = {};
  criteria.forEach((criterion, index) => {
    const stages = Array.from(curves[criterion], (value) => stageOf(criterion, value));
    const isDated = (stage) => stage === NORMAL || life.onsets[criterion][stage].year !== null;
    const touched = stages.map((stage) => !isDated(stage));
    const dated = stages.map((stage) => furthest(STAGES.slice(0, STAGES.indexOf(stage) + 1).filter(isDated)));
    worst = worst.map((stage, step) => furthest([stage, dated[step]]));
    const put = (name, parts) => {
      const { x, y } = level(parts, criteria.length - 1 - index);
      Object.assign(series, { [`${criterion}_${name}`]: x, [`${criterion}_${name}_row`]: y });
    };
    put("touched", when(touched));
    for (const stage of REACHED) put(stage, when(stages.map((other, step) => other === stage && !touched[step])));
  });
  for (const stage of STAGES) {
    const parts = when(worst.map((other) => other === stage));
    const { x, y } = areas(parts);
    series[`name_${stage}`] = longest(parts);
    Object.assign(series, { [`band_${stage}`]: x, [`band_${stage}_height`]: y });
  }
  series.name_height = [criteria.length, criteria.length];
  return series;
}

/** What a life comes to, whatever moment the cursor is at. */
function outcome(life, { fasting_glucose: fasting, two_hour_glucose: twoHour, fasting_insulin: insulin, years: grid }) {
  const peak = indexOfHighest(insulin);
  const [prediabetes, diabetes] = REACHED.map((stage) => earliest(life, stage));
  return {
    prediabetes_year: prediabetes,
    diabetes_year: diabetes,
    insulin_start_fasting_uUml: insulin[0],
    insulin_peak_uUml: insulin[peak],
    insulin_peak_year: grid[peak],
    insulin_peak_ratio: insulin[peak] / insulin[0],
    insulin_end_fasting_uUml: insulin.at(-1),
    glucose_end_fasting_mgdl: fasting.at(-1),
    glucose_end_2h_mgdl: twoHour.at(-1),
  };
}

/** Year in which the first criterion names a stage; null if none does, or if it only touches its line. */
function earliest(life, stage) {
  const dates = Object.keys(CRITERIA)
    .map((criterion) => life.onsets[criterion][stage].year)
    .filter((year) => year !== null);
  return dates.length > 0 ? Math.min(...dates) : null;
}

function* pieces(values) {
  const { life, series, results } = yield* lives.inPieces(values.muscle, values.liver, values.pace, values.reserve);
  const now = life.moment(values.year);
  return {
    values,
    life,
    now,
    series: {
      ...series,
      now: [values.year],
      cursor: [values.year, values.year],
      cursor_height: [-1, ABOVE],
      strip_height: [-1, Object.keys(CRITERIA).length - 0.4],
      fasting_glucose_now: Float64Array.of(now.fasting_glucose_mgdl),
      two_hour_glucose_now: Float64Array.of(now.two_hour_glucose_mgdl),
      fasting_insulin_now: Float64Array.of(now.fasting_insulin_uUml),
    },
    results: {
      ...results,
      glucose_fasting_mgdl: now.fasting_glucose_mgdl,
      glucose_2h_mgdl: now.two_hour_glucose_mgdl,
      a1c_percent: now.a1c_percent,
      insulin_fasting_uUml: now.fasting_insulin_uUml,
      insulin_ratio: now.fasting_insulin_uUml / results.insulin_start_fasting_uUml,
      stage: now.stage,
    },
  };
}

/** The glucose tolerance test of the moment that the cursor points at, in each run's person. */
function moment(runs) {
  const { year } = runs.now.values;
  const test = (run) => run && { series: drinkOf(run.life, run.values, year) };
  return { now: test(runs.now), health: test(runs.health), pinned: test(runs.pinned) };
}

function personAt(life, values, year) {
  const { muscle, liver } = life.moment(year);
  return { muscle, liver, reserve: reserveOf(values.reserve) };
}

function drinkOf(life, values, year) {
  const person = personAt(life, values, year);
  const drink = [{ minute: 0, grams: OGTT_GRAMS }];
  const course = feed(person, drink, { minutes: MEAL_MINUTES, start: life.morning(year) });
  return { minutes: course.minutes, glucose: course.glucose_mgdl, insulin: course.insulin_uUml };
}

/** Courses of the test that people had, by the life that they belong to. */
const courses = new WeakMap();

function testsOf({ values, life }, { gaps }) {
  const test = (year) => horseshoe.tested(personAt(life, values, year), life.morning(year), gaps);
  if (!courses.has(life))
    courses.set(
      life,
      Array.from({ length: COURSE_YEARS + 1 }, (_, year) => test(year)),
    );
  return horseshoe.course(courses.get(life), test(values.year));
}

/** People, and the test that they had in each life, year by year; that of the cursor stands out. */
function testsOfLives({ now, health, pinned, measured }) {
  const { year } = now.values;
  const drawn = (run) => run && testsOf({ ...run, values: { ...run.values, year } }, measured);
  return { now: drawn(now), health: drawn(health), pinned: drawn(pinned), measured };
}

/** Diagnosis of people stands at the diagnosis of this life; where there is none, they have no place. */
function measured({ now }, spec) {
  const { diabetes_year: onset } = now.results;
  const placed = ([name, years]) => {
    const height = name.replace(YEARS_BEFORE, "");
    const place = `${height}_years`;
    return onset === null ? { [height]: [], [place]: [] } : { [place]: years.map((year) => onset + year) };
  };
  const before = Object.entries(spec.series).filter(([name]) => name.endsWith(YEARS_BEFORE));
  return { ...spec, series: Object.assign({}, spec.series, ...before.map(placed)) };
}

/**
 * How far this life is from people in the years before its diagnosis, and from those who had one test each.
 * @param {Context} context
 * @returns {Object<string, Part[]>}
 */
function misses({ runs, units }) {
  return {
    whitehall: before(runs, units),
    reaven_miller: horseshoe.misses(runs, testsOf(runs.now, runs.measured), units),
  };
}

/**
 * @param {Runs} runs
 * @returns {Part[]}
 */
function before({ now, measured }, units) {
  const { series } = measured;
  const { diabetes_year: onset } = now.results;
  const [first] = series.homa_b_before;
  if (onset === null) return [["no_diagnosis", {}]];
  if (onset + first < 0) return [["too_early", { years: -first }]];
  const { life } = now;
  const glucose = (value) => ({ text: units.text(value, "glucose"), quantity: "glucose" });
  const ofLife = (name, year) => life.value(life.series[name], onset + year);
  const [early, late] = series.fasting_glucose_before;
  const values = { years: late - early, early: -first, late: -series.homa_b_before[1] };
  for (const [name, own] of Object.entries(SAMPLED)) {
    const [from, to] = series[name];
    Object.assign(values, { [`${name}_from`]: glucose(from), [`${name}_to`]: glucose(to) });
    Object.assign(values, {
      [`own_${name}_from`]: glucose(ofLife(own, early)),
      [`own_${name}_to`]: glucose(ofLife(own, late)),
    });
  }
  const change = (levels) => levels.map((level) => ((100 * level) / levels[0]).toFixed(0));
  [, values.homa_peak, values.homa_end] = change(series.homa_b);
  [, values.own_homa_peak, values.own_homa_end] = change(series.homa_b_before.map((year) => ofLife("homa_b", year)));
  return ["glucose", "homa"].map((name) => [name, values]);
}

/** The body before breakfast at the cursor, held against its own first morning, in health. */
function body({ runs: { now }, words }) {
  const { muscle, liver } = now.now;
  return {
    flows: morningFlows(now, now.values.year),
    health: morningFlows(now, 0),
    glucose: now.results.glucose_fasting_mgdl,
    insulin: now.results.insulin_fasting_uUml,
    hears: { muscle, liver },
    when: fill(words.phrases.shown, { year: yearText(now.values.year) }),
  };
}

function morningFlows({ life, values }, year) {
  return flowsIn(personAt(life, values, year), life.morning(year));
}

/** The organs at the cursor: responses in percent of health, beta cells in percent of their own start. */
function gauges({ runs: { now, health } }) {
  const share = ({ life, now: at }, name) => (100 * at[name]) / life.series[name][0];
  const row = (name, color) => ({ name, color, now: share(now, name), health: share(health, name) });
  return {
    values: { year: now.values.year },
    full: 250,
    reference: 100,
    rows: [
      row("muscle", "muscle"),
      row("liver", "liver"),
      row("beta_cell_mass", "pancreas"),
      row("beta_cell_capacity", "pancreas"),
      row("secretion_units", "insulin"),
    ],
  };
}

/**
 * The sentence, as names of its templates with their values.
 * @param {Context} context
 * @returns {Part[]}
 */
function sentence(context) {
  return [...here(context), ...mountain(context)];
}

/**
 * What the sentence leaves out: the other tests, insulin itself, when each line is met, and the robust person.
 * @param {Context} context
 * @returns {Part[]}
 */
function rest(context) {
  return [...laboratory(context), ...onsets(context), ...fate(context)];
}

/**
 * @returns {Part[]}
 */
function here({ runs, results: now, units, words }) {
  const fasting = { text: units.text(now.glucose_fasting_mgdl, "glucose"), quantity: "glucose" };
  return [["now", { year: runs.now.values.year, fasting, stage: words.stage[now.stage] }]];
}

/**
 * Fasting insulin at the cursor beside that of the start, and where its top is.
 * @returns {Part[]}
 */
function mountain({ runs, results: now }) {
  if (now.insulin_peak_ratio < 1 + STEADY) return [["insulin_steady", {}]];
  const behind = runs.now.values.year - now.insulin_peak_year;
  const ratio = now.insulin_ratio.toFixed(1);
  const share = (100 * now.insulin_ratio).toFixed(0);
  const height = ratio === "1.0" ? "same" : now.insulin_ratio > 1 ? "more" : "less";
  const place = Math.abs(behind) < GRID / 2 ? "at" : behind > 0 ? "past" : "before";
  return [
    [`insulin_${height}`, { ratio, share }],
    [`${place}_the_top`, {}],
  ];
}

/**
 * @returns {Part[]}
 */
function laboratory({ results: now, units }) {
  const level = (value, quantity) => ({ text: units.text(value, quantity), quantity });
  const insulin = level(now.insulin_fasting_uUml, "insulin");
  const peak = level(now.insulin_peak_uUml, "insulin");
  return [
    ["tests", { two_hour: level(now.glucose_2h_mgdl, "glucose"), a1c: now.a1c_percent.toFixed(1) }],
    ["insulin", { insulin, peak, peak_year: yearText(now.insulin_peak_year) }],
  ];
}

/**
 * When each criterion of each stage is met.
 * @returns {Part[]}
 */
function onsets({ runs, words }) {
  const lists = REACHED.map((stage) => ({ stage, list: dates(runs.now.life, stage, words) }));
  /** @type {Part[]} */
  const parts = lists.filter(({ list }) => list).map(({ stage, list }) => [stage, { list }]);
  return parts.length > 0 ? parts : [["no_onset", { years: COURSE_YEARS }]];
}

function dates({ onsets: found }, stage, words) {
  const met = Object.keys(CRITERIA).map((criterion) => ({ criterion, ...found[criterion][stage] }));
  const dated = met.filter(({ year }) => year !== null).sort((a, b) => a.year - b.year);
  const write = (template, { criterion, year }) => {
    return fill(words.phrases[template], {
      criterion: words.criterion[criterion],
      year: year === null ? "" : yearText(year),
    });
  };
  const texts = [
    ...dated.map((one, index) => write(index === 0 ? "from" : "then", one)),
    ...met.filter(({ touches }) => touches).map((one) => write("touches", one)),
  ];
  return texts.join(words.phrases.between);
}

/**
 * The robust person at the same moment.
 * @returns {Part[]}
 */
function fate({ runs: { now, health }, units }) {
  if (now.values.reserve === 100) return [];
  const glucose = units.text(health.results.glucose_fasting_mgdl, "glucose");
  return [["fate", { glucose: { text: glucose, quantity: "glucose" } }]];
}

function writeYear(year, { phrases }) {
  return year === null ? phrases.never : yearText(year);
}

function yearText(year) {
  return year.toFixed(1);
}
