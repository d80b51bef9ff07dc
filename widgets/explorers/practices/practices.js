/** Explorer of chapter 10: begin with the practices in any year of a course, and watch the years that follow. */
import { fill } from "../../javascript/page.js";
import { beginning, table } from "../../lifestyle/javascript/generated/table.js";
import { lifestyle } from "../../lifestyle/javascript/index.js";
import {
  COURSE,
  COURSE_YEARS,
  courseOf,
  finished,
  RESERVES,
  SCHEME,
  STAGES,
  stageOf,
  stagesOf,
  warmUp,
  YEAR,
  yearsInPieces,
} from "../../model/browser/index.js";
import { flowsIn } from "../kit/body/flows.js";
import { ABOVE, areas, level, longest, stretches } from "../kit/stretches.js";

/** @import { Context, Explorer, Part } from "../kit/types.js" */

/** Years between two points of a curve. */
const GRID = 0.1;
/** Points of the chart of what comes back, and the days of its ends. */
const POINTS = 80;
const [FIRST_DAY, LAST_DAY] = [0.5, 5500];
/** Days after the beginning at which liver and muscle are told: each after about its own time. */
const [LIVER_DAY, MUSCLE_DAY] = [7, 84];
/** Smaller changes of a response are none. */
const NO_CHANGE = 1e-9;
const FASTING = { fasting_glucose: "fasting_glucose_mgdl", fasting_insulin: "fasting_insulin_uUml" };
/** What the stages are read from. */
const LABORATORY = {
  fasting_glucose: "fasting_glucose_mgdl",
  two_hour_glucose: "two_hour_glucose_mgdl",
  a1c: "a1c_percent",
};
const SHOWN = { ...FASTING, ...LABORATORY };
/** Whose course it is. */
const PERSON = { reserve: RESERVES[beginning.person] };

/** @type {Explorer} */
const explorer = {
  solve: (values) => finished(pieces(values)),
  pieces,
  // Without the practices: whatever is not told is as before.
  healthy: ({ start }) => ({ start }),
  results,
  sentence,
  rest,
  body,
  table: [
    ["glucose_1y_fasting_mgdl", "glucose"],
    ["glucose_end_fasting_mgdl", "glucose"],
    ["glucose_end_2h_mgdl", "glucose"],
    ["a1c_end_percent", (value) => value.toFixed(1)],
    ["insulin_end_fasting_uUml", "insulin"],
    ["function_end_percent", (value) => value.toFixed(0)],
  ],
  panels: { returning: (runs) => runs },
  details: { trials: (runs) => runs },
  warmUp,
};

export default explorer;

/** The whole course without the practices; it is the same whenever they begin. */
let course;

function* withoutInPieces() {
  course ??= yield* yearsInPieces(PERSON, COURSE, { ogttEvery: SCHEME.test_every });
  return course;
}

const without = () => finished(withoutInPieces());

function* pieces(values) {
  yield* withoutInPieces();
  const way = yield* wayOf(values);
  const lives = [];
  for (const edge of ["low", "central", "high"]) lives.push(yield* lifeOf(way, edge));
  const now = lives[1];
  const series = {
    ...curves(now),
    ...edges(lives),
    ...returning(way, now),
    ...marks(now, way.start),
  };
  Object.assign(series, strip(series));
  return { values, way, now, series, results: outcome(way, now, series) };
}

/**
 * The way of living that the sliders describe, and what of it changes nothing in this person.
 * @returns {Generator<void, {start: number, stage: string, chose: boolean, moves: boolean, idle: string[], practiced: object,
 *   base: object}>}
 */
function* wayOf(values) {
  const { start, ...set } = values;
  const settings = Object.entries(set)
    .filter(([name, value]) => value !== beginning.before[name])
    .map(([factor, value]) => ({ factor, value }));
  const { stage } = without().moment(start);
  const growing = courseOf(COURSE);
  const base = { breaks: [], at: (day) => growing.at(day + start * YEAR) };
  const { weight_kg, habits } = beginning;
  const from = (some) => lifestyle(table, some, { base, weight_kg, habits, diabetes: stage === "diabetes" });
  const idle = [];
  for (const one of settings) {
    if (still(from([one]), base)) idle.push(one.factor);
    yield;
  }
  const practiced = from(settings);
  return { start, stage, chose: settings.length > 0, moves: !still(practiced, base), idle, practiced, base };
}

/** Whether a way of living leaves responses, meals and their intervals as they are. */
function still({ bands, portion }, base) {
  return days().every((day) => {
    const before = { release: 1, output: 1, ...base.at(day) };
    const same = ([name, edges]) => edges.every((edge) => Math.abs(edge - before[name]) < NO_CHANGE);
    return portion(day) === 1 && Object.entries(bands(day)).every(same);
  });
}

/** Days after the beginning, more of them in the first weeks. */
function days() {
  const step = Math.log(LAST_DAY / FIRST_DAY) / (POINTS - 1);
  return Float64Array.from({ length: POINTS }, (_, i) => FIRST_DAY * Math.exp(i * step));
}

/** Any series of the years: the course up to the beginning, and one edge of the way of living from then on. */
function* lifeOf({ start, moves, practiced }, edge) {
  const before = without();
  const read = (life, name, year) => life.value(life.series[name], year);
  if (!moves) return { read: (name, year) => read(before, name, year), morning: (year) => before.morning(year) };
  const options = {
    length: COURSE_YEARS - start,
    ogttEvery: edge === "central" ? SCHEME.test_every : null, // of the edges fasting values are shown
    start: before.morning(start),
  };
  const after = yield* yearsInPieces(PERSON, practiced[edge], options);
  return {
    read: (name, year) => (year <= start ? read(before, name, year) : read(after, name, year - start)),
    morning: (year) => (year <= start ? before.morning(year) : after.morning(year - start)),
  };
}

const grid = Float64Array.from({ length: Math.round(COURSE_YEARS / GRID) + 1 }, (_, step) =>
  Number((step * GRID).toFixed(6)),
);

function curves({ read }) {
  const along = ([name, series]) => [name, grid.map((year) => read(series, year))];
  return { years: grid, ...Object.fromEntries(Object.entries(SHOWN).map(along)) };
}

/** Edges of the interval of the fasting values: whatever comes lowest and highest of the three lives. */
function edges(lives) {
  const series = {};
  for (const [name, source] of Object.entries(FASTING)) {
    const three = lives.map(({ read }) => grid.map((year) => read(source, year)));
    series[`${name}_low`] = grid.map((_, step) => Math.min(...three.map((curve) => curve[step])));
    series[`${name}_high`] = grid.map((_, step) => Math.max(...three.map((curve) => curve[step])));
  }
  return series;
}

/** Liver, muscle and beta-cell function from the first day on, in percent of health (function: of this person's start). */
function returning(way, now) {
  const { start } = way;
  const passed = days().filter((day) => start + day / YEAR <= COURSE_YEARS);
  const at = (day) => responses(way, day);
  const whole = now.read("beta_cell_capacity", 0);
  return {
    days: passed,
    liver: passed.map((day) => 100 * at(day).liver),
    muscle: passed.map((day) => 100 * at(day).muscle),
    function: passed.map((day) => (100 * now.read("beta_cell_capacity", start + day / YEAR)) / whole),
  };
}

/** The years of each stage, by whichever criterion is worst: a strip for each run, bands behind the charts, names. */
function strip(series) {
  const stages = Array.from(grid, (_, step) => stagesOf(laboratory(series, step)).stage);
  const stretchesOf = (stage) =>
    stretches(
      grid,
      stages.map((other) => other === stage),
    );
  const strips = { name_height: [2, 2] };
  for (const stage of STAGES) {
    const parts = stretchesOf(stage);
    const area = areas(parts);
    const rows = [0, 1].map((height) => level(parts, height));
    Object.assign(strips, {
      [`band_${stage}`]: area.x,
      [`band_${stage}_height`]: area.y,
      [`strip_${stage}`]: rows[0].x,
      [`strip_${stage}_0`]: rows[0].y,
      [`strip_${stage}_1`]: rows[1].y,
      [`name_${stage}`]: longest(parts),
    });
  }
  return strips;
}

/** What a laboratory finds at a step of the curves, by the names of the series that the criteria read. */
function laboratory(series, step) {
  return Object.fromEntries(Object.entries(LABORATORY).map(([curve, name]) => [name, series[curve][step]]));
}

/** The line and the dots of the beginning. */
function marks({ read }, start) {
  const dots = Object.entries(FASTING).map(([name, series]) => [`${name}_start`, Float64Array.of(read(series, start))]);
  return {
    start: [start],
    line: [start, start],
    line_height: [-1, ABOVE],
    strip_height: [-1, 1.6],
    ...Object.fromEntries(dots),
  };
}

function outcome(way, now, series) {
  const { start } = way;
  const end = grid.length - 1;
  const later = Math.min(start + 1, COURSE_YEARS);
  const share = (year) => (100 * now.read("beta_cell_capacity", year)) / now.read("beta_cell_capacity", 0);
  const last = laboratory(series, end);
  return {
    stage: way.stage,
    glucose_fasting_mgdl: now.read("fasting_glucose_mgdl", start),
    glucose_2h_mgdl: now.read("two_hour_glucose_mgdl", start),
    glucose_1y_fasting_mgdl: now.read("fasting_glucose_mgdl", later),
    glucose_end_fasting_mgdl: last.fasting_glucose_mgdl,
    glucose_end_low_mgdl: series.fasting_glucose_low[end],
    glucose_end_high_mgdl: series.fasting_glucose_high[end],
    glucose_end_2h_mgdl: last.two_hour_glucose_mgdl,
    a1c_end_percent: last.a1c_percent,
    insulin_end_fasting_uUml: series.fasting_insulin[end],
    stage_end: stagesOf(last).stage,
    liver_ratio: ratio(way, "liver", LIVER_DAY),
    muscle_ratio: ratio(way, "muscle", MUSCLE_DAY),
    function_start_percent: share(start),
    function_end_percent: share(COURSE_YEARS),
  };
}

/** How well an organ listens some days after the beginning, of how well it would listen without. */
const ratio = ({ moves, practiced, base }, organ, day) =>
  moves ? practiced.central.at(day)[organ] / base.at(day)[organ] : 1;

/** The body before breakfast a year after the beginning, held against its own first morning, in health. */
function body({ runs: { now }, words }) {
  const { way, now: life } = now;
  const year = Math.min(way.start + 1, COURSE_YEARS);
  const lived = responses(way, (year - way.start) * YEAR);
  const read = (name) => life.read(FASTING[name], year);
  return {
    flows: flowsIn({ ...PERSON, ...lived }, life.morning(year)),
    health: flowsIn({ ...PERSON, muscle: 1, liver: 1 }, without().morning(0)),
    glucose: read("fasting_glucose"),
    insulin: read("fasting_insulin"),
    hears: { muscle: lived.muscle, liver: lived.liver },
    when: fill(words.phrases.shown, { year: year.toFixed(1) }),
  };
}

/** How well muscle and liver listen some days after the beginning, release of insulin and the liver's output where these have changed. */
const responses = ({ moves, practiced, base }, day) => (moves ? practiced.central.at(day) : base.at(day));

/** What is asked of a quiz is asked of the run of now; beside it stands what comes without the practices. */
function results({ now, health }) {
  const without = health.results;
  return {
    ...now.results,
    glucose_1y_without_mgdl: without.glucose_1y_fasting_mgdl,
    glucose_end_without_mgdl: without.glucose_end_fasting_mgdl,
    a1c_end_without_percent: without.a1c_end_percent,
    function_without_percent: without.function_end_percent,
  };
}

/**
 * The sentence, as names of its templates with their values.
 * @param {Context} context
 * @returns {Part[]}
 */
function sentence(context) {
  const { moves, chose } = context.runs.now.way;
  const values = gaps(context);
  if (!chose) return [["nothing", values]];
  if (!moves) return [["nothing_moves", values]];
  return [
    ["glucose", values],
    [twoFates(context) ? "two_fates" : "end", values],
  ];
}

/**
 * What the sentence leaves out: where it begins, what comes back, how sure that is, and what has no effect.
 * @param {Context} context
 * @returns {Part[]}
 */
function rest(context) {
  const { moves, idle } = context.runs.now.way;
  const values = gaps(context);
  /** @type {Part[]} */
  const parts = [["here", values]];
  if (moves)
    parts.push(
      [whoListens(context.results), values],
      [values.function_after === values.function_without ? "function_as_without" : "function", values],
      ["one", values],
      ["open", values],
    );
  const labels = idle.map((name) => context.words.controls[name].label).join(context.words.phrases.between);
  if (idle.length > 0) parts.push(["idle", { labels }]);
  return parts;
}

function gaps({ runs, results: now, units, words }) {
  const glucose = (value) => ({ text: units.number(value, "glucose"), quantity: "glucose" });
  const unit = (value) => ({ text: units.text(value, "glucose"), quantity: "glucose" });
  return {
    year: Number(runs.now.values.start.toFixed(1)),
    stage: words.stage[now.stage],
    fasting: glucose(now.glucose_fasting_mgdl),
    two_hour: unit(now.glucose_2h_mgdl),
    liver: times(now.liver_ratio),
    muscle: times(now.muscle_ratio),
    function_after: now.function_end_percent.toFixed(0),
    function_without: now.function_without_percent.toFixed(0),
    one: glucose(now.glucose_1y_fasting_mgdl),
    one_without: unit(now.glucose_1y_without_mgdl),
    end: unit(now.glucose_end_fasting_mgdl),
    low: glucose(now.glucose_end_low_mgdl),
    high: unit(now.glucose_end_high_mgdl),
    end_without: unit(now.glucose_end_without_mgdl),
    last: COURSE_YEARS,
    stage_end: words.stage[now.stage_end],
  };
}

const times = (value) => value.toFixed(value < 1.95 ? 2 : 1);
const changes = (ratio) => Math.abs(ratio - 1) >= 0.005;

function whoListens({ liver_ratio, muscle_ratio }) {
  if (changes(liver_ratio)) return changes(muscle_ratio) ? "both" : "liver";
  return changes(muscle_ratio) ? "muscle" : "neither";
}

/** Whether the interval holds diabetes and its absence: so it is near the cliff. */
function twoFates({ results: now }) {
  const [best, worst] = ["low", "high"].map((edge) => stageOf("fasting", now[`glucose_end_${edge}_mgdl`]));
  return worst === "diabetes" && best !== "diabetes";
}
