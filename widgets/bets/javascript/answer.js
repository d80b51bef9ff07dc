// What answers a bet: the explorer's own run at the setting of the table, and the gap to what was drawn.
// In print and on the page of a class the model in Python answers (widgets/bets/answers.py).
import explorers from "../../generated/explorers.js";
import { written } from "../../javascript/numbers.js";
import { element, fill } from "../../javascript/page.js";
import { inSteps } from "../../javascript/pause.js";
import { filled, moments, valueAt } from "./moments.js";

/** @import { Units } from "../../explorers/kit/units.js" */

/** From here on a number has no decimals. */
const COARSE = 20;
const GAP = /\{(\w+)\}/;

/**
 * A curve as the explorer gives it, within the pad.
 * @typedef {{xs: number[], ys: number[]}} Course
 */

/**
 * What answers a bet; each run is solved when it is first asked for.
 * @typedef {object} Answers
 * @property {Record<string, Course>} now the curves, by pad
 * @property {Record<string, Course>} ghost those of the ghost
 * @property {{name: string, curves: Record<string, Course>}[]} behind those of the runs behind a scene
 * @property {(criterion: string, stage: string) => number | null} onset when a criterion first names a stage; null for
 *   never
 */

/**
 * Solve in steps what a bet shows before it is answered, where that takes long.
 * @param {any} bet
 * @returns {Promise<Map<object, any>>} series, by the setting that they are of
 */
export async function begun({ explorer: name, curves, ghost }) {
  const solved = new Map();
  const pieces = ghost && curves.length > 0 ? explorers[name].pieces : null;
  if (pieces) solved.set(ghost.values, (await inSteps(pieces(ghost.values, {}))).series);
  return solved;
}

/**
 * @param {any} bet
 * @param {Record<string, any>} pads
 * @param {Map<object, any>} [solved] series that are there already
 * @returns {Readonly<Answers>}
 */
export function answersOf({ explorer: name, values, curves, ghost, scene }, pads, solved = new Map()) {
  const seriesOf = (settings) => {
    if (!solved.has(settings)) solved.set(settings, explorers[name].solve(settings, {}).series);
    return solved.get(settings);
  };
  const courses = (settings) => {
    if (curves.length === 0 || !settings) return {};
    const series = seriesOf(settings);
    const course = ({ pad, series: wanted }) => within(pads[pad].x, series[pads[pad].x.series], series[wanted]);
    return Object.fromEntries(curves.map((curve) => [curve.pad, course(curve)]));
  };
  return {
    get now() {
      return courses(values);
    },
    get ghost() {
      return courses(ghost?.values);
    },
    get behind() {
      return scene.behind.map((run) => ({ name: run.name, curves: courses(run.values) }));
    },
    // A stage that is reached is a line from its first year on (years.js); of another there is none.
    onset: (criterion, stage) => seriesOf(values)[`${criterion}_${stage}`][0] ?? null,
  };
}

function within({ from, to }, xs, ys) {
  const kept = [...xs.keys()].filter((index) => xs[index] >= from && xs[index] <= to);
  return { xs: kept.map((index) => xs[index]), ys: kept.map((index) => ys[index]) };
}

/**
 * What is known of a gap: texts for the gaps of sentences, and numbers for their conditions.
 * @param {{pads: Record<string, any>, drawn: Record<string, (number | null)[]>, answers: ReturnType<typeof answersOf>,
 *   units: Units, words: any}} known
 * @returns {{texts: Record<string, string>, numbers: Record<string, number>, inks: Record<string, string>}} `inks` are
 *   the colors, by pad
 */
export function factsOf({ pads, drawn, answers, units, words }) {
  const texts = {};
  const numbers = {};
  for (const [name, pad] of Object.entries(pads)) {
    const quantity = pad.ink;
    const runs = { "": answers.now[name], ghost_: answers.ghost[name], drawn_: drawnCourse(pad, drawn[name]) };
    texts[`${name}_unit`] = units.of(quantity).unit;
    for (const [part, course] of Object.entries(runs)) {
      if (!course) continue;
      for (const [fact, value] of Object.entries(extremes(course, pad.x))) numbers[`${name}_${part}${fact}`] = value;
      for (const fact of ["high", "low", "start", "end"]) {
        texts[`${name}_${part}${fact}`] = number(numbers[`${name}_${part}${fact}`], quantity, units);
      }
      const at = Math.round(numbers[`${name}_${part}high_at`]);
      texts[`${name}_${part}high_at`] = fill(words.at[pad.x.unit], { x: at });
    }
    const high = numbers[`${name}_drawn_high`];
    numbers[`${name}_drawn_times`] = high / numbers[`${name}_ghost_high`];
    numbers[`${name}_drawn_share`] = high / numbers[`${name}_high`];
    numbers[`${name}_drawn_above`] = numbers[`${name}_drawn_end`] - numbers[`${name}_ghost_end`];
    numbers[`${name}_drawn_left`] = numbers[`${name}_drawn_end`] / high;
  }
  return { texts, numbers, inks: Object.fromEntries(Object.entries(pads).map(([name, { ink }]) => [name, ink])) };
}

/** A drawn curve as a course, as the pad shows it; undefined for none. */
function drawnCourse({ x }, values) {
  if (!values) return undefined;
  const xs = moments(x);
  const line = filled(values);
  const kept = [...line.keys()].filter((index) => line[index] !== null);
  return { xs: kept.map((index) => xs[index]), ys: kept.map((index) => line[index]) };
}

/** A curve that was drawn only from later on has no start, and meets no condition of one. */
function extremes({ xs, ys }, { from, step }) {
  const high = Math.max(...ys);
  const start = xs[0] <= from + step ? ys[0] : Number.NaN;
  return { high, high_at: xs[ys.indexOf(high)], low: Math.min(...ys), start, end: ys.at(-1) };
}

/** A value that a hand can draw: no decimals where there are two digits before them. */
export function number(value, quantity, units) {
  const shown = units.value(value, quantity);
  return Math.abs(shown) < COARSE ? units.number(value, quantity) : written(shown);
}

/**
 * The sentences whose conditions hold.
 * @param {{text: string, when: Record<string, (number | null)[]>}[]} sentences
 * @param {ReturnType<typeof factsOf>} facts
 * @returns {(Node | string)[]}
 */
export function gapNodes(sentences, facts) {
  const holds = ([name, [low, high]]) =>
    facts.numbers[name] >= (low ?? -Infinity) && facts.numbers[name] < (high ?? Infinity);
  return sentences
    .filter(({ when }) => Object.entries(when).every(holds))
    .flatMap(({ text }) => [...nodes(text, facts), " "]);
}

/**
 * A text with its gaps filled: what was drawn stands out, and what it was in the color of its curve.
 * @param {string} template
 * @param {ReturnType<typeof factsOf>} facts
 * @returns {(Node | string)[]}
 */
export function nodes(template, { texts, inks }) {
  return template.split(/(\{\w+\})/).map((part) => {
    const [, name] = GAP.exec(part) ?? [];
    if (!name || name.endsWith("_unit") || name.endsWith("_at")) return fill(part, texts);
    const kind = /_(drawn|ghost)_/.exec(name)?.[1] ?? "answer";
    return element("strong", { class: `bet-number is-${kind}`, "data-ink": inks[name.split("_")[0]] }, texts[name]);
  });
}

/**
 * The values of a shape at the moments of a pad.
 * @param {any} pad
 * @param {{times: number | null, points: number[][] | null}} shape
 * @param {Course} [ghost]
 * @returns {number[]}
 */
export function shapeOf({ x, y }, { times, points }, ghost) {
  const xs = moments(x);
  if (points) {
    const [along, up] = [points.map(([at]) => at), points.map(([, value]) => value)];
    return xs.map((at) => valueAt(along, up, at));
  }
  const [start] = ghost.ys;
  return xs.map((at) => Math.min(y.to, start + times * (valueAt(ghost.xs, ghost.ys, at) - start)));
}
