/** Explorer of chapter 03: where a drink of glucose goes, with insulin's help and without. */
import { clamped, doses, FROM_BLOOD, GRAM, HOUR, uptake } from "../../model/browser/index.js";
import { runningArea, total } from "../kit/curves.js";
import { ABOVE } from "../kit/stretches.js";

/** @import { Context, Explorer, Part } from "../kit/types.js" */

/** Labels beside the layers keep this distance, as a share of the drink; a layer below this has none, in grams. */
const APART = 0.14;
const LEAST_LABELED = 0.5;
/** From mg/min, in which the model states its flows, to g/h, in which they are shown. */
const HOURLY = HOUR / GRAM;

/** @type {Explorer} */
const explorer = {
  solve,
  healthy: (values) => ({ ...values, heard: 100 }),
  results: ({ now }) => now.results,
  sentence,
  rest,
  gauges,
  table: [
    ["muscle_g", "amount"],
    ["fat_g", "amount"],
    ["liver_g", "amount"],
    ["brain_g", "amount"],
    ["blood_g", "amount"],
    ["made_g", "amount"],
    ["glucose_peak_mgdl", "glucose"],
  ],
  details: { blood: (runs) => runs, clamp },
};

export default explorer;

function solve(values, facts) {
  const { heard, grams, time } = values;
  const course = uptake({ heard: heard / 100, grams }, { minutes: facts.minutes });
  const { minutes, glucose_mgdl: glucose, insulin_uUml: insulin, places } = course;
  const flows = Object.fromEntries(
    Object.entries(course.flows).map(([name, flow]) => [name, flow.map((rate) => HOURLY * rate)]),
  );
  const taken = minutes.map((minute) => total(FROM_BLOOD.map((name) => flows[name][minute])));
  const held = Object.fromEntries(facts.places.map((place) => [`${place}_held`, places[place]]));
  return {
    values,
    series: {
      minutes,
      ...Object.fromEntries(FROM_BLOOD.map((name) => [name, flows[name]])),
      taken,
      made: flows.made,
      ...held,
      drink: minutes.map(() => grams),
      glucose,
      insulin,
      cursor: [time, time],
      cursor_height: [0, ABOVE],
      label_at: [facts.minutes],
      ...labels(facts.places, places, grams),
    },
    results: {
      ...Object.fromEntries(facts.places.map((place) => [`${place}_g`, places[place][time]])),
      made_g: runningArea(flows.made)[time] / HOUR,
      glucose_peak_mgdl: Math.max(...glucose),
    },
  };
}

/** Heights of the labels: the middle of each layer at the end, moved apart where layers are thin. */
function labels(names, places, grams) {
  const shown = [];
  let top = 0;
  for (const name of names) {
    const amount = places[name].at(-1);
    if (amount >= LEAST_LABELED) shown.push({ name, at: top + amount / 2 });
    top += amount;
  }
  const gap = Math.min(APART, 1 / shown.length) * grams; // all of them stay beside the chart
  // Upwards from the bottom, then down again from the top of the chart, so that none leaves it.
  shown.forEach((label, k) => {
    if (k > 0) label.at = Math.max(label.at, shown[k - 1].at + gap);
  });
  shown.reverse().forEach((label, k) => {
    label.at = Math.min(label.at, k > 0 ? shown[k - 1].at - gap : grams);
  });
  const heights = Object.fromEntries(shown.map(({ name, at }) => [name, at]));
  return Object.fromEntries(names.map((name) => [`${name}_label`, [heights[name] ?? NaN]]));
}

/** Grams of the drink in each place at the cursor. */
function gauges({ runs: { now, health }, facts }) {
  const row = (name) => ({
    name,
    color: facts.colors[name],
    now: now.results[`${name}_g`],
    health: health.results[`${name}_g`],
  });
  return {
    values: { minutes: now.values.time, grams: now.values.grams },
    full: now.values.grams,
    reference: 0,
    rows: ["muscle", "fat", "liver", "brain", "other", "blood", "gut", "urine"].map(row),
  };
}

const kept = { key: "", run: null };

/** The same drink without any of insulin's help, solved again only when it changes. */
function helpless(values, facts) {
  const key = `${values.grams},${values.time}`;
  if (kept.key !== key) Object.assign(kept, { key, run: solve({ ...values, heard: 0 }, facts) });
  return kept.run;
}

/**
 * The sentence, as names of its templates with their values.
 * @param {Context} context
 * @returns {Part[]}
 */
function sentence(context) {
  const { heard } = context.runs.now.values;
  const values = gaps(context);
  const help = heard === 0 ? "none" : isWhole(context) ? "full" : "part";
  return [help, "muscle", isWhole(context) ? "without" : "instead"].map((name) => [name, values]);
}

/**
 * What the sentence leaves out: the other organs, and what the liver gives.
 * @param {Context} context
 * @returns {Part[]}
 */
function rest(context) {
  const values = gaps(context);
  return ["organs", "made", isWhole(context) ? "without" : "instead"].map((name) => [name, values]);
}

const isWhole = ({ runs }) => runs.now.values.heard === 100;

/** What the gaps of all texts hold, with what the opposite would be: no help beside full help, full help beside less. */
function gaps(context) {
  const { runs, results: now, units, facts } = context;
  const { values } = runs.now;
  const other = isWhole(context) ? helpless(values, facts).results : runs.health.results;
  const told = { heard: values.heard, minutes: values.time, grams: values.grams };
  for (const [name, value] of Object.entries(now)) {
    const write = name.endsWith("_g") ? (of) => units.number(of, "amount") : (of) => units.text(of, "glucose");
    told[name] = name.endsWith("_g") ? write(value) : { text: write(value), quantity: "glucose" };
    told[`${name}_other`] = write(other[name]);
  }
  return told;
}

/** What each organ takes while insulin and glucose are held, and this share of insulin is heard. */
function clamp({ now }) {
  const heard = doses.map((dose) => (dose * now.values.heard) / 100);
  return { now: { series: { dose: doses, ...clamped(heard) } }, health: null, pinned: null };
}
