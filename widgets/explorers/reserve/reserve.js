/** Explorer of chapter 07: resistance against beta-cell reserve, and what fifteen years bring. */
import {
  COURSE_YEARS,
  CRITERIA,
  capacityGains,
  finished,
  healthyState,
  named,
  resistant,
  SCHEME,
  warmUp,
  worsening,
  yearsInPieces,
} from "../../model/browser/index.js";
import { total } from "../kit/curves.js";
import * as horseshoe from "../kit/horseshoe.js";
import { Kept } from "../kit/kept.js";
import { reserveOf } from "../kit/people.js";

/** @import { Context, Explorer, Part } from "../kit/types.js" */

/** Points of a drawn life a year. */
const POINTS = 8;
/** Tests of a drawn life a year, as people had them. */
const TESTED = 2;
/** The bowl: capacities that it is drawn over, times that of health, how high a healthy start lies, its highest wall, the
 *  radius of the marble, and how many are kept. */
const CAPACITIES = Float64Array.from({ length: 36 }, (_, step) => 2.8 * (0.04 / 2.8) ** (step / 35));
const START = 9.8;
const WALL = 18;
const RADIUS = 0.9;
const BOWLS = 4;
/** Heights of the bowl are small; these are its units. */
const HEIGHT = 1e3;
/** Years at which a life is marked. */
const MARKS = [0, 5, 10, 15];
/** Marks that differ by less than this share lie on each other. */
const NEAR_SHARE = 0.1;

/** @type {Explorer} */
const explorer = {
  solve,
  pieces,
  healthy: (values) => ({ ...values, resistance: 1 }),
  results: ({ now }) => now.results,
  sentence,
  rest,
  table: [
    ["glucose_fasting_mgdl", "glucose"],
    ["glucose_2h_mgdl", "glucose"],
    ["insulin_mean_uUml", "insulin"],
  ],
  details: { starling, hyperbola, bowl, horseshoe: testsOfLives },
  misses: ({ runs, units }) => ({ reaven_miller: horseshoe.misses(runs, testsOf(runs.now, runs.measured), units) }),
  warmUp,
};

export default explorer;

/** Fifteen years: resistance grows at the pace of the book's course, the liver beside it. */
function lifeOf({ resistance, reserve }) {
  return yearsInPieces({ reserve: reserveOf(reserve) }, worsening(resistance), { ogttEvery: SCHEME.test_every });
}

function solve(values) {
  return finished(pieces(values));
}

function* pieces(values) {
  const life = yield* lifeOf(values);
  const at = Float64Array.from({ length: COURSE_YEARS * POINTS + 1 }, (_, k) => k / POINTS);
  const { fasting_glucose_mgdl: fasting, two_hour_glucose_mgdl: twoHour, muscle } = life.series;
  const glucose = at.map((year) => life.value(fasting, year));
  const insulin = at.map((year) => mean(life.insulin_uUml.map((column) => life.value(column, year))));
  const up = 100 / values.reserve;
  const end = COURSE_YEARS;
  const first = { prediabetes: earliest(life, "prediabetes"), diabetes: earliest(life, "diabetes") };
  return {
    values,
    life,
    first,
    series: {
      years: at,
      glucose,
      insulin,
      fasting: glucose,
      sensitivity: at.map((year) => 100 * life.value(muscle, year)),
      own: [values.resistance],
      own_up: [up],
      path: [1, values.resistance],
      path_up: [up, up],
      onset_year: first.diabetes ? [first.diabetes.year] : [],
      onset: first.diabetes ? [life.value(fasting, first.diabetes.year)] : [],
    },
    results: {
      glucose_fasting_mgdl: life.value(fasting, end),
      glucose_2h_mgdl: life.value(twoHour, end),
      insulin_mean_uUml: insulin.at(-1),
      insulin_start_uUml: insulin[0],
      insulin_top_uUml: Math.max(...insulin),
      diabetes_year: first.diabetes?.year ?? null,
      years_without_diabetes: first.diabetes?.year ?? end,
      prediabetes_year: first.prediabetes?.year ?? null,
      stage: first.diabetes ? "diabetes" : first.prediabetes ? "prediabetes" : "normal",
    },
  };
}

/** The first year of a stage, and the criteria that reach it in the fifteen years, the first one first. */
function earliest(life, stage) {
  const reached = Object.keys(CRITERIA).map((criterion) => ({ criterion, ...life.onsets[criterion][stage] }));
  const dated = reached.filter(({ year }) => year !== null).sort((one, other) => one.year - other.year);
  if (dated.length === 0) return null;
  return { year: dated[0].year, criteria: dated.map(({ criterion }) => criterion) };
}

/**
 * The sentence, as names of its templates with their values.
 * @param {Context} context
 * @returns {Part[]}
 */
function sentence(context) {
  const { stage } = context.results;
  const values = gaps(context);
  return ["start", stage, course(stage)].map((name) => [name, values]);
}

/**
 * What the sentence leaves out: the test that comes first, and insulin.
 * @param {Context} context
 * @returns {Part[]}
 */
function rest(context) {
  const { stage } = context.results;
  const values = gaps(context);
  return [...(stage === "normal" ? [] : ["first"]), course(stage)].map((name) => [name, values]);
}

/** What insulin has done: where diabetes comes, it has fallen. */
const course = (stage) => (stage === "diabetes" ? "fell" : "held");

function gaps({ runs, results: now, units, words }) {
  const glucose = (value) => ({ text: units.text(value, "glucose"), quantity: "glucose" });
  const insulin = (value) => ({ text: units.number(value, "insulin"), quantity: "insulin" });
  const { prediabetes, diabetes } = runs.now.first;
  const values = {
    resistance: runs.now.values.resistance.toFixed(1),
    reserve: String(runs.now.values.reserve),
    fasting: glucose(now.glucose_fasting_mgdl),
    insulin_start: insulin(now.insulin_start_uUml),
    insulin_top: insulin(now.insulin_top_uUml),
    insulin_end: { text: units.text(now.insulin_mean_uUml, "insulin"), quantity: "insulin" },
  };
  const stage = diabetes ?? prediabetes;
  if (stage) {
    values.year = stage.year.toFixed(1);
    values.criterion = words.criterion[stage.criteria[0]];
  }
  return values;
}

/** Insulin of the glucose drink over fasting glucose; a robust person with the same resistance stays behind. */
function starling({ now }) {
  const robust = { ...now.values, reserve: 100 };
  return { now: marked(now, "fasting"), health: solveOnce(robust), pinned: null };
}

/** Insulin of the glucose drink over sensitivity; the hyperbola through the start stays behind. */
function hyperbola({ now }) {
  const { sensitivity, insulin } = now.series;
  const product = sensitivity[0] * insulin[0];
  const across = Float64Array.from({ length: 85 }, (_, k) => 100 - k);
  const health = { series: { sensitivity: across, insulin: across.map((x) => product / x) } };
  return { now: marked(now, "sensitivity"), health, pinned: null };
}

/** A life with its years; where one that comes later would lie on a year, that year has no mark. */
function marked({ series }, across) {
  const places = MARKS.map((year) => year * POINTS);
  const near = (one, other) =>
    [across, "insulin"].every((name) => Math.abs(series[name][one] / series[name][other] - 1) < NEAR_SHARE);
  const free = places.map((place, at) => !places.slice(at + 1).some((later) => near(place, later)));
  const marks = (name) => places.map((place, at) => (free[at] ? series[name][place] : null));
  return {
    series: { [across]: series[across], insulin: series.insulin, marks_at: marks(across), marks: marks("insulin") },
  };
}

/** The bowl of now, with the marble where it comes to rest; that of health stays behind. */
function bowl({ now, health }) {
  const [here, healthy] = [now, health].map(({ values: { resistance, reserve } }) => bowls.of(resistance, reserve));
  return { now: { series: here }, health: { series: healthy }, pinned: null };
}

const bowls = new Kept(solveBowl, BOWLS);

/** What each beta cell can release moves as a marble on a slope: the steeper, the larger the share gained in a day. */
function solveBowl(resistance, percent) {
  const reserve = reserveOf(percent);
  const { sigma: start } = named(healthyState(reserve));
  const capacities = CAPACITIES.map((share) => share * start);
  const shares = capacityGains({ ...resistant(resistance), reserve }, capacities).map(
    (gain, step) => HEIGHT * (gain / capacities[step]),
  );
  const stride = Math.log(CAPACITIES[0] / CAPACITIES[1]);
  const heights = new Float64Array(shares.length);
  for (let step = 1; step < heights.length; step++)
    heights[step] = heights[step - 1] + (stride * (shares[step - 1] + shares[step])) / 2;
  const origin = CAPACITIES.findIndex((share) => share <= 1);
  const ground = heights.map((height) => START + height - heights[origin]);
  const rest = restOf(ground, origin);
  const within = (_, step) => ground[step] <= WALL;
  return {
    capacity: CAPACITIES.map((share) => 100 * share).filter(within),
    bowl: ground.filter(within),
    rest: [100 * CAPACITIES[rest]],
    marble: [ground[rest] + RADIUS],
  };
}

/** Where a marble stops that is let go at `origin`. */
function restOf(ground, origin) {
  const way = ground[origin + 1] < ground[origin] ? 1 : -1;
  let rest = origin;
  while (ground[rest + way] < ground[rest]) rest += way;
  return rest;
}

/** People, and the test that they had along each life; the last one stands out. */
function testsOfLives({ now, health, pinned, measured }) {
  const drawn = (run) => run && testsOf(run, measured);
  return { now: drawn(now), health: drawn(health), pinned: drawn(pinned), measured };
}

/** Courses of tests by the run that they belong to. */
const courses = new WeakMap();

function testsOf(run, { gaps }) {
  if (!courses.has(run)) courses.set(run, courseOf(run, gaps));
  return courses.get(run);
}

function courseOf({ life, values }, gaps) {
  const years = Array.from({ length: TESTED * COURSE_YEARS + 1 }, (_, k) => k / TESTED);
  const tests = years.map((year) => {
    const { muscle, liver } = life.moment(year);
    return horseshoe.tested({ muscle, liver, reserve: reserveOf(values.reserve) }, life.morning(year), gaps);
  });
  return horseshoe.course(tests, tests.at(-1));
}

const kept = { key: "", run: null };

/** A life beside that of now, solved again only when it changes. */
function solveOnce(values) {
  const key = JSON.stringify(values);
  if (kept.key !== key) Object.assign(kept, { key, run: solve(values) });
  return kept.run;
}

function mean(values) {
  return total(values) / values.length;
}
