/** Explorer of chapter 05: the same meal, this week, while muscle and liver respond less. */
import {
  doseResponse,
  doses,
  fastingState,
  feed,
  furthest,
  hyperinsulinemia,
  MEAL_MINUTES,
  named,
  OGTT_GRAMS,
  quantities,
  stageOf,
  TWO_HOURS,
} from "../../model/browser/index.js";
import { FOLLOWED, flowsAt, flowsOf } from "../kit/body/flows.js";
import { indexOfHighest, total } from "../kit/curves.js";
import { against, gapsOf } from "../kit/measured.js";
import { reserveOf } from "../kit/people.js";

/** @import { Context, Explorer, Part } from "../kit/types.js" */

/** A rise of less than this, in mg/dL, is none. */
const RISE = 1;

/** Responses of muscle that fasting insulin is drawn over, percent of health. */
const RESPONSES = Float64Array.from({ length: 46 }, (_, step) => 100 - 2 * step);

/** Minute at which the body is shown. */
const BODY_MINUTE = 60;

/** @type {Explorer} */
const explorer = {
  solve,
  healthy: (values) => ({ ...values, muscle: 100, liver: 100 }),
  results,
  sentence,
  rest,
  misses,
  body,
  table: [
    ["glucose_fasting_mgdl", "glucose"],
    ["glucose_peak_mgdl", "glucose"],
    ["glucose_2h_mgdl", "glucose"],
    ["insulin_fasting_uUml", "insulin"],
    ["insulin_peak_uUml", "insulin"],
  ],
  details: { dose, breakfast },
};

export default explorer;

/** Sliders are in percent: of health for muscle and liver, of a robust person for reserve. */
function personOf({ muscle, liver, reserve }) {
  return { muscle: muscle / 100, liver: liver / 100, reserve: reserveOf(reserve) };
}

function solve(values) {
  const meal = [{ minute: 0, grams: values.grams }];
  const person = personOf(values);
  const course = feed(person, meal, { minutes: MEAL_MINUTES, follow: FOLLOWED });
  const { minutes, glucose_mgdl: glucose, insulin_uUml: insulin } = course;
  const peak = indexOfHighest(glucose);
  return {
    values,
    flows: flowsAt(flowsOf(course.followed), BODY_MINUTE),
    released: quantities(person, fastingState(person)).S,
    series: { minutes, glucose, insulin },
    results: {
      glucose_peak_mgdl: glucose[peak],
      glucose_peak_minute: minutes[peak],
      glucose_2h_mgdl: glucose[TWO_HOURS],
      glucose_fasting_mgdl: glucose[0],
      insulin_fasting_uUml: insulin[0],
      insulin_peak_uUml: insulin[indexOfHighest(insulin)],
    },
  };
}

/** What the run of now comes to, held against the healthy one and the cut-offs. */
function results({ now, health }) {
  return {
    ...now.results,
    fasting_insulin_ratio: now.results.insulin_fasting_uUml / health.results.insulin_fasting_uUml,
    insulin_needed_ratio: health.values.muscle / now.values.muscle, // by muscle, for the same uptake
    ...partsOfRise(now, health),
    insulin_area_ratio: total(now.series.insulin) / total(health.series.insulin),
    stage: furthest(Object.values(stages(now))),
  };
}

/** By how many times more release, and by how many slower removal, has raised fasting insulin: they multiply. */
function partsOfRise({ results: now, released }, { results: health, released: inHealth }) {
  const release = released / inHealth;
  return {
    release_ratio: release,
    removal_ratio: now.insulin_fasting_uUml / health.insulin_fasting_uUml / release,
  };
}

/** Stage by each criterion; two-hour glucose says something only of the standard test. */
function stages({ values, results: { glucose_fasting_mgdl: fasting, glucose_2h_mgdl: twoHour } }) {
  return {
    fasting: stageOf("fasting", fasting),
    two_hour: isTest(values) ? stageOf("two_hour", twoHour) : "normal",
  };
}

/** Whether the meal is the drink of the glucose tolerance test. */
const isTest = ({ grams }) => grams === OGTT_GRAMS;

/**
 * The sentence, as names of its templates with their values.
 * @param {Context} context
 * @returns {Part[]}
 */
function sentence(context) {
  const values = gaps(context);
  const { muscle, liver } = context.runs.now.values;
  if (muscle === 100 && liver === 100) return [["health", values], ...glucoseParts(context, values)];
  return [
    [rises(context) ? "peak" : "no_peak", values],
    [over(context) ? "hyperinsulinemia" : "insulin", values],
    ...glucoseParts(context, values),
  ];
}

/** Whether the meal raises glucose at all. */
const rises = ({ results: now }) => now.glucose_peak_mgdl - now.glucose_fasting_mgdl >= RISE;

/**
 * What the sentence leaves out: the minute of the peak, the two tests, and insulin itself.
 * @param {Context} context
 * @returns {Part[]}
 */
function rest(context) {
  const values = gaps(context);
  const names = rises(context) ? ["peak", "two_hour", "insulin"] : ["two_hour", "insulin"];
  return names.map((name) => [name, values]);
}

function gaps({ runs, results: now, units }) {
  const health = runs.health.results;
  const glucose = (value) => ({ text: units.text(value, "glucose"), quantity: "glucose" });
  const number = (value) => ({ text: units.number(value, "glucose"), quantity: "glucose" });
  return {
    peak: glucose(now.glucose_peak_mgdl),
    peak_health: units.number(health.glucose_peak_mgdl, "glucose"),
    peak_minute_health: health.glucose_peak_minute,
    peak_minute: now.glucose_peak_minute,
    two_hour: number(now.glucose_2h_mgdl),
    two_hour_health: units.number(health.glucose_2h_mgdl, "glucose"),
    fasting_health: units.number(health.glucose_fasting_mgdl, "glucose"),
    fasting: number(now.glucose_fasting_mgdl),
    fasting_insulin: { text: units.text(now.insulin_fasting_uUml, "insulin"), quantity: "insulin" },
    ratio: { text: `${now.fasting_insulin_ratio.toFixed(1)}`, quantity: "insulin" },
    area_ratio: { text: now.insulin_area_ratio.toFixed(1), quantity: "insulin" },
  };
}

const over = ({ results: now }) => hyperinsulinemia(now.fasting_insulin_ratio);

/**
 * What is said of the range that glucose is in.
 * @returns {Part[]}
 */
function glucoseParts(context, values) {
  const { runs, results: now, words } = context;
  const { fasting, two_hour: twoHour } = stages(runs.now);
  const part = (name, stage) => [name, { ...values, stage: words.stage[stage] }];
  const parts = [];
  if (fasting !== "normal" && fasting === twoHour) parts.push(part("both_stage", fasting));
  else {
    if (fasting !== "normal") parts.push(part("fasting_stage", fasting));
    if (twoHour !== "normal") parts.push(part("two_hour_stage", twoHour));
  }
  if (parts.length === 0 && over(context)) parts.push(["kept", values]);
  const high = stageOf("two_hour", now.glucose_2h_mgdl) !== "normal";
  if (high && !isTest(runs.now.values)) parts.push(["not_standard", values]);
  return parts;
}

/**
 * Which of the people the curve of now comes nearest to, and how far it is from them.
 * @param {Context} context
 * @returns {{stanford: Part[]}}
 */
function misses({ runs: { now, measured }, units, words }) {
  if (!isTest(now.values)) return { stanford: [["other_meal", { grams: OGTT_GRAMS }]] };
  const groups = Object.entries(words.phrases.groups).map(([group, name]) => {
    return { name, ...against(now.series.glucose, measured.series, group) };
  });
  const nearest = groups.reduce((best, one) => (one.mean < best.mean ? one : best));
  const gaps = { ...gapsOf(nearest, units), group: nearest.name };
  return { stanford: [[nearest.miss < 0 ? "below" : "above", gaps]] };
}

/** The body an hour after the meal. */
function body({ runs: { now, health }, words }) {
  return {
    flows: now.flows,
    health: health.flows,
    glucose: now.series.glucose[BODY_MINUTE],
    insulin: now.series.insulin[BODY_MINUTE],
    hears: { muscle: now.values.muscle / 100, liver: now.values.liver / 100 },
    when: words.phrases.shown,
  };
}

/** Uptake by muscle and output of the liver at each level of insulin, with the person's own point. */
function dose({ now, health }) {
  return { now: responses(now), health: responses(health), pinned: null };
}

function responses({ values, results: { insulin_fasting_uUml: fasting } }) {
  const person = personOf(values);
  const curve = doseResponse(person, doses);
  const point = doseResponse(person, Float64Array.of(fasting));
  return {
    series: {
      dose: doses,
      uptake: curve.uptake_mgkgmin,
      production: curve.production_mgkgmin,
      own_dose: Float64Array.of(fasting),
      own_uptake: point.uptake_mgkgmin,
      own_production: point.production_mgkgmin,
    },
  };
}

/** Fasting insulin at each response of muscle, with the person's own point; in health it is one level. */
function breakfast({ now, health }) {
  const level = health.results.insulin_fasting_uUml;
  return {
    now: {
      series: {
        responses: RESPONSES,
        fasting_insulin: RESPONSES.map((muscle) => fastingInsulin({ ...now.values, muscle })),
        own: Float64Array.of(now.values.muscle),
        own_insulin: Float64Array.of(now.results.insulin_fasting_uUml),
      },
    },
    health: { series: { responses: RESPONSES, fasting_insulin: RESPONSES.map(() => level) } },
    pinned: null,
  };
}

const fastingInsulin = (values) => named(fastingState(personOf(values))).I;
