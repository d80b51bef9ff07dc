/** What is written in the drawing of the body, and what it is called for who cannot see it. */
import { fill } from "../../../javascript/page.js";

/** What the two arrows of the key stand for: glucose in mg/min, insulin in U/h. */
export const KEY = { glucose: 200, insulin: 5 };

/** Ratios of release that are as good as one. */
const SAME = 0.05;

/** Less from the gut than this, in mg/min, is nothing. */
export const EMPTY = 1;

/**
 * @import { Units } from "../units.js"
 * @import { Moment } from "../types.js"
 */

/**
 * @param {Moment} moment
 * @param {any} words of the body (kit/words.yaml)
 * @param {Units} units
 * @returns {{label: string, texts: Object<string, string | string[]>}} the name of the drawing, and the text of each of
 *   its labels; a number with its unit stands apart from it
 */
export function said(moment, words, units) {
  const { health, when } = moment;
  const values = gaps(moment, units);
  const note = (name) => fill(words.notes[name], values);
  const texts = {
    ...words.names,
    ...notes(moment, note),
    ...(health ? beside(moment, values, note) : {}),
    moment: when,
    ...levels(moment, words, units),
  };
  const label = [words.label, ...(health ? [words.beside] : [])];
  return { label: fill(label.join(" "), values), texts };
}

/** Glucose and insulin of the blood: a number, and its unit, with or without the name of what is measured. */
function levels(moment, { measured }, units) {
  const level = (name) => {
    const number = units.number(moment[name], name);
    const { unit } = units.of(name);
    return [
      [`level_${name}`, [number, unit]],
      [`level_${name}_named`, [number, fill(measured[name], { unit })]],
    ];
  };
  return Object.fromEntries([...level("glucose"), ...level("insulin")]);
}

/** What every moment has to say. */
function notes({ flows }, note) {
  return {
    gut_does: note(flows.gut < EMPTY ? "empty" : "gut"),
    liver_does: note("made"),
    liver_takes: note("liver"),
    insulin_does: note("insulin"),
    muscle_does: note("muscle"),
    fat_does: note("fat"),
    brain_does: note("brain"),
    key_glucose: note("key_glucose"),
    key_insulin: note("key_insulin"),
    key_hears: note("key_hears"),
  };
}

/** What is said of a moment beside the same one in health. */
function beside({ flows, health }, values, note) {
  const ratio = flows.insulin / health.insulin;
  const same = Math.abs(ratio - 1) < SAME;
  return {
    pancreas_does: note(same ? "works" : ratio > 1 ? "works_harder" : "works_less"),
    ratio: same ? "" : note("ratio"),
    insulin_health: same ? "" : note("insulin_health"),
    muscle_health: values.muscle === values.muscle_health ? "" : note("muscle_health"),
  };
}

function gaps({ flows, health, glucose, insulin, hears, when }, units) {
  const before = health ?? flows;
  const written = (of, ending) =>
    Object.entries(of).map(([name, flow]) => [`${name}${ending}`, flow.toFixed(name === "insulin" ? 1 : 0)]);
  return {
    ...Object.fromEntries([...written(flows, ""), ...written(before, "_health")]),
    when,
    ratio: (flows.insulin / before.insulin).toFixed(1),
    glucose: units.text(glucose, "glucose"),
    level: units.text(insulin, "insulin"),
    hears: (100 * hears.muscle).toFixed(0),
    key_glucose: KEY.glucose,
    key_insulin: KEY.insulin,
  };
}
