/** Explorer of chapter 04: one meal, while a wire of the feedback between glucose and insulin is cut. */
import { HYPOGLYCEMIA, loop, RESERVES } from "../../model/browser/index.js";

/** @import { Context, Explorer, Part } from "../kit/types.js" */

/** The person in whom the wires are cut: in health. */
const HEALTHY = { muscle: 1, liver: 1, reserve: RESERVES.robust };
const WHOLE = { answer: 100, off_switch: 100, liver: 100, life: 1 };

/** The loop, clockwise: glucose calls insulin, which holds the liver back and has glucose taken up. */
const CIRCUIT = {
  size: [240, 204],
  parts: [
    { name: "glucose", color: "glucose", at: [120, 16] },
    { name: "pancreas", color: "pancreas", at: [198, 102] },
    { name: "insulin", color: "insulin", at: [120, 188] },
    { name: "liver", color: "liver", at: [42, 102] },
  ],
  wires: [
    {
      curve: [
        [158, 12],
        [206, 12],
        [222, 50],
        [220, 89],
      ],
      color: "glucose",
      control: "answer",
      at: [206, 34],
    },
    {
      curve: [
        [146, 29],
        [150, 62],
        [170, 66],
        [180, 89],
      ],
      color: "glucose",
      control: "off_switch",
      at: [146, 64],
    },
    {
      curve: [
        [198, 115],
        [198, 156],
        [184, 186],
        [158, 188],
      ],
      color: "insulin",
    },
    {
      curve: [
        [82, 188],
        [56, 186],
        [42, 156],
        [42, 115],
      ],
      color: "insulin",
      control: "liver",
      at: [58, 158],
    },
    {
      curve: [
        [42, 89],
        [42, 48],
        [56, 18],
        [82, 16],
      ],
      color: "glucose",
    },
    {
      curve: [
        [96, 175],
        [96, 140],
        [96, 64],
        [96, 29],
      ],
      color: "insulin",
    },
  ],
};

/** @type {Explorer} */
const explorer = {
  solve,
  healthy: (values) => ({ ...values, ...WHOLE }),
  results: ({ now }) => now.results,
  sentence,
  rest,
  circuit: CIRCUIT,
  table: [
    ["glucose_peak_mgdl", "glucose"],
    ["low_minute", (minute, words) => (minute === null ? words.phrases.never : String(minute))],
    ["insulin_peak_uUml", "insulin"],
    ["production_lowest_mgkgmin", "production"],
  ],
};

export default explorer;

/** Wires are in percent of their whole. */
function solve(values) {
  const { answer, off_switch, liver, life, grams } = values;
  const wires = { answer: answer / 100, off_switch: off_switch / 100, liver: liver / 100 };
  const run = loop(HEALTHY, grams, { ...wires, life });
  const { minutes, glucose_mgdl: glucose, insulin_uUml: insulin, production_mgkgmin: production } = run;
  const peak = glucose.indexOf(Math.max(...glucose));
  return {
    values,
    series: { minutes, glucose, insulin, production },
    results: {
      glucose_fasting_mgdl: glucose[0],
      glucose_peak_mgdl: glucose[peak],
      glucose_peak_minute: minutes[peak],
      glucose_lowest_mgdl: Math.min(...glucose),
      glucose_end_mgdl: glucose.at(-1),
      insulin_fasting_uUml: insulin[0],
      insulin_peak_uUml: Math.max(...insulin),
      insulin_lowest_uUml: Math.min(...insulin),
      production_fasting_mgkgmin: production[0],
      production_lowest_mgkgmin: Math.min(...production),
      low_minute: firstBelow(glucose, HYPOGLYCEMIA.level_1),
      very_low_minute: firstBelow(glucose, HYPOGLYCEMIA.level_2),
    },
  };
}

/** First minute at which glucose is below a level; null if it never is. */
function firstBelow(glucose, level) {
  const minute = glucose.findIndex((value) => value < level);
  return minute < 0 ? null : minute;
}

/**
 * The sentence, as names of its templates with their values: what is cut, what it does, and how low glucose falls.
 * @param {Context} context
 * @returns {Part[]}
 */
function sentence(context) {
  const values = gaps(context);
  const changed = Object.keys(WHOLE).filter((name) => context.runs.now.values[name] !== WHOLE[name]);
  if (changed.length === 0) return [["whole", values]];
  return [lead(changed, context.runs.now.values, values), [fall(context.results, changed), values]];
}

/** How far glucose falls below its range; where it does not, how high it has been. */
function fall({ low_minute: low, very_low_minute: veryLow }, changed) {
  if (veryLow !== null) return "very_low";
  if (low !== null) return "low";
  return changed.length === 1 && changed[0] === "answer" ? "end" : "peaks";
}

/**
 * What the sentence leaves out: when glucose peaks, and the lowest that it falls to.
 * @param {Context} context
 * @returns {Part[]}
 */
function rest(context) {
  const values = gaps(context);
  return ["glucose", "insulin", "lowest"].map((name) => [name, values]);
}

/**
 * What is cut, and how much of it is left.
 * @returns {Part}
 */
function lead(changed, settings, values) {
  const [name] = changed;
  if (changed.length > 1) return ["several", values];
  if (name === "life") return ["life", values];
  return [settings[name] === 0 ? `${name}_cut` : `${name}_part`, { ...values, left: String(settings[name]) }];
}

function gaps({ runs, results: now, units }) {
  const whole = runs.health.results;
  const glucose = (value) => ({ text: units.text(value, "glucose"), quantity: "glucose" });
  const insulin = (value) => ({ text: units.text(value, "insulin"), quantity: "insulin" });
  return {
    peak: glucose(now.glucose_peak_mgdl),
    peak_minute: String(now.glucose_peak_minute),
    peak_minute_whole: String(whole.glucose_peak_minute),
    peak_whole: units.number(whole.glucose_peak_mgdl, "glucose"),
    insulin: insulin(now.insulin_peak_uUml),
    insulin_whole: units.number(whole.insulin_peak_uUml, "insulin"),
    insulin_lowest: insulin(now.insulin_lowest_uUml),
    lowest: glucose(now.glucose_lowest_mgdl),
    end: glucose(now.glucose_end_mgdl),
    fasting: units.number(now.glucose_fasting_mgdl, "glucose"),
    production: units.text(now.production_fasting_mgkgmin, "production"),
    life: runs.now.values.life.toFixed(1),
    level_1: units.text(HYPOGLYCEMIA.level_1, "glucose"),
    level_2: units.number(HYPOGLYCEMIA.level_2, "glucose"),
    low_minute: String(now.low_minute),
    very_low_minute: String(now.very_low_minute),
  };
}
