/** Explorer of chapter 05: the same meal, this week, while muscle and liver respond less. */
import { doseResponse, meal } from "../../model/browser/index.js";
import { STAGES, stageAt } from "../kit/stages.js";

const TWO_HOURS = 120;
/** A rise of less than this, in mg/dL, is none. */
const RISE = 1;
/** Insulin of the dose-response curves, in µU/mL: evenly on a logarithmic axis. */
const DOSES = Float64Array.from({ length: 81 }, (_, index) => 10 ** (index / 30));

/** @type {import("../kit/explorer.js").Explorer} */
export const resistance = {
  solve,
  healthy: (values) => ({ ...values, muscle: 100, liver: 100 }),
  results,
  sentence,
  table: [
    ["glucose_fasting_mgdl", "glucose"],
    ["glucose_peak_mgdl", "glucose"],
    ["glucose_2h_mgdl", "glucose"],
    ["insulin_fasting_uUml", "insulin"],
    ["insulin_peak_uUml", "insulin"],
  ],
  details: { dose },
};

/** Sliders are in percent: of health for muscle and liver, of a robust person for reserve. */
function person({ muscle, liver, reserve }, facts) {
  return { muscle: muscle / 100, liver: liver / 100, reserve: (reserve / 100) * facts.robust_reserve };
}

function solve(values, facts) {
  const { minutes, glucose_mgdl: glucose, insulin_uUml: insulin } = meal(person(values, facts), values.grams);
  const peak = indexOfHighest(glucose);
  return {
    values,
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
function results({ now, health }, facts) {
  return {
    ...now.results,
    fasting_insulin_ratio: now.results.insulin_fasting_uUml / health.results.insulin_fasting_uUml,
    insulin_area_ratio: sum(now.series.insulin) / sum(health.series.insulin),
    stage: STAGES[Math.max(...Object.values(stages(now, facts)))],
  };
}

/** Stage by each criterion, as an index; two-hour glucose says something only of the standard test. */
function stages({ values, results: { glucose_fasting_mgdl: fasting, glucose_2h_mgdl: twoHour } }, facts) {
  const { cutoffs } = facts;
  const standard = values.grams === facts.test_grams;
  return { fasting: stage(fasting, cutoffs.fasting), two_hour: standard ? stage(twoHour, cutoffs.two_hour) : 0 };
}

/** A laboratory reports whole mg/dL, and those are held against the cut-off. */
function stage(value, limits) {
  return stageAt(Math.round(value), limits);
}

/**
 * The sentence, as names of its templates with their values.
 * @param {object} told {runs, results, units, words, facts}
 */
function sentence(told) {
  const values = gaps(told);
  const { muscle, liver } = told.runs.now.values;
  if (muscle === 100 && liver === 100) return [["health", values], ...glucoseParts(told, values)];
  const rises = told.results.glucose_peak_mgdl - told.results.glucose_fasting_mgdl >= RISE;
  return [
    [rises ? "peak" : "no_peak", values],
    [over(told) ? "hyperinsulinemia" : "insulin", values],
    ...glucoseParts(told, values),
  ];
}

function gaps({ runs, results: now, units }) {
  const health = runs.health.results;
  const glucose = (value) => ({ text: units.text(value, "glucose"), quantity: "glucose" });
  const number = (value) => ({ text: units.number(value, "glucose"), quantity: "glucose" });
  return {
    peak: glucose(now.glucose_peak_mgdl),
    peak_health: units.number(health.glucose_peak_mgdl, "glucose"),
    peak_minute: now.glucose_peak_minute,
    two_hour: number(now.glucose_2h_mgdl),
    two_hour_health: units.number(health.glucose_2h_mgdl, "glucose"),
    fasting: number(now.glucose_fasting_mgdl),
    fasting_insulin: { text: units.text(now.insulin_fasting_uUml, "insulin"), quantity: "insulin" },
    ratio: { text: `${now.fasting_insulin_ratio.toFixed(1)}`, quantity: "insulin" },
    area_ratio: { text: now.insulin_area_ratio.toFixed(1), quantity: "insulin" },
  };
}

/** Hyperinsulinemia, judged by the ratio as the sentence shows it. */
function over({ results: now, facts }) {
  return Number(now.fasting_insulin_ratio.toFixed(1)) >= facts.hyperinsulinemia_ratio;
}

/** What is said of the range that glucose is in. */
function glucoseParts(told, values) {
  const { runs, results: now, words, facts } = told;
  const { fasting, two_hour: twoHour } = stages(runs.now, facts);
  const part = (name, index) => [name, { ...values, stage: words.stage[STAGES[index]] }];
  const parts = [];
  if (fasting && fasting === twoHour) parts.push(part("both_stage", fasting));
  else {
    if (fasting) parts.push(part("fasting_stage", fasting));
    if (twoHour) parts.push(part("two_hour_stage", twoHour));
  }
  if (parts.length === 0 && over(told)) parts.push(["kept", values]);
  const standard = runs.now.values.grams === facts.test_grams;
  if (!standard && stage(now.glucose_2h_mgdl, facts.cutoffs.two_hour)) parts.push(["not_standard", values]);
  return parts;
}

/** Uptake by muscle and output of the liver at each level of insulin, with the person's own point. */
function dose(runs, facts) {
  return { now: doses(runs.now, facts), health: doses(runs.health, facts), pinned: null };
}

function doses({ values, results: { insulin_fasting_uUml: fasting } }, facts) {
  const body = person(values, facts);
  const curve = doseResponse(body, DOSES);
  const point = doseResponse(body, Float64Array.of(fasting));
  return {
    series: {
      dose: DOSES,
      uptake: curve.uptake_mgkgmin,
      production: curve.production_mgkgmin,
      own_dose: Float64Array.of(fasting),
      own_uptake: point.uptake_mgkgmin,
      own_production: point.production_mgkgmin,
    },
  };
}

function indexOfHighest(curve) {
  let highest = 0;
  for (let index = 1; index < curve.length; index += 1) if (curve[index] > curve[highest]) highest = index;
  return highest;
}

function sum(curve) {
  return curve.reduce((total, value) => total + value, 0);
}
