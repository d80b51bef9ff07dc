/**
 * The years: fifteen years of meals, solved by solving one day in every few months.
 *
 * Three time scales. Within a day the fast states follow the meals; over two days gamma follows the glucose; over
 * months and years capacity (sigma) and mass (b) of the beta cells drift. So a day is solved at a node, settled in
 * gamma, and what sigma and b gain in that day and the two before carries them to the next node (Adams-Bashforth of
 * order 3). Python runs the same scheme (widgets/model/body/years.py), with the same settings.
 */

import { at, constantsOf, healthyState, run, within } from "./body.js";
import { courseOf } from "./course.js";
import * as book from "./generated/book.js";
import { Life } from "./life.js";

const { SCHEME } = book;
const SLOW = [at.sigma, at.b];
const ROUNDING = 1e-6; // days
const release = new Float64Array(1); // where the generated function writes

/** A solved day: when it began, states at its start and end, integrals of glucose and insulin. */
class Day {
  constructor(begin, start, end, { glucose, insulin }) {
    this.noon = begin + 0.5;
    this.over = begin + 1;
    this.start = start;
    this.end = end;
    this.glucose = glucose;
    this.insulin = insulin;
  }

  /** What a state gains in this day. */
  gain(i) {
    return this.end[i] - this.start[i];
  }
}

/** Someone who lives: a beta-cell reserve, and a course of responses and meals. */
class Living {
  #constants = new Float64Array(book.SIZES.constants);

  constructor(reserve, course, strictness) {
    this.reserve = reserve;
    this.course = course;
    this.strictness = strictness;
  }

  #prepare(responses) {
    return constantsOf({ ...responses, reserve: this.reserve }, this.#constants);
  }

  /** The day that begins at `begin`, responses and meals those of its noon. */
  eat(start, begin) {
    const noon = begin + 0.5;
    const constants = this.#prepare(this.course.at(noon));
    const portion = this.course.portion(noon);
    const y = Float64Array.from(start);
    const integrals = { glucose: 0, insulin: 0 };
    const add = (_t, h, before, middle, after) => {
      integrals.glucose += (h / 6) * (before[at.G] + 4 * middle[at.G] + after[at.G]);
      integrals.insulin += (h / 6) * (before[at.I] + 4 * middle[at.I] + after[at.I]);
    };
    let minute = 0;
    for (const meal of book.DAILY_MEALS) {
      run(y, constants, minute, meal.minute, this.strictness, add);
      minute = meal.minute;
      y[at.q1] += book.GRAM * meal.grams * portion;
    }
    run(y, constants, minute, book.DAY, this.strictness, add);
    return new Day(begin, start, y, integrals);
  }

  /** Insulin made in a solved day, U. */
  secreted(day) {
    book.released(this.#prepare(this.course.at(day.noon)), day.insulin, day.gain(at.I), release);
    return release[0] / book.UNIT;
  }

  /** Glucose tolerance test of a morning: glucose and insulin at the samples. */
  drink(morning, day) {
    const constants = this.#prepare(this.course.at(day));
    const y = Float64Array.from(morning);
    const glucose = [y[at.G]];
    const insulin = [y[at.I]];
    y[at.q1] += book.GRAM * book.OGTT_GRAMS;
    const draw = (t, h, before) => {
      while (book.SAMPLES[glucose.length] <= t + h + 1e-9) {
        const theta = Math.min(1, (book.SAMPLES[glucose.length] - t) / h);
        glucose.push(within(before, theta, at.G));
        insulin.push(within(before, theta, at.I));
      }
    };
    run(y, constants, 0, book.SAMPLES.at(-1), this.strictness, draw);
    return { glucose, insulin };
  }
}

/** Value at x of the polynomial through all points (Neville). */
function polynomial(xs, ys, x) {
  const p = [...ys];
  for (let order = 1; order < p.length; order++)
    for (let i = 0; i < p.length - order; i++)
      p[i] = ((x - xs[i + order]) * p[i] + (xs[i] - x) * p[i + 1]) / (xs[i] - xs[i + order]);
  return p[0];
}

/**
 * Finds, at each node, the gamma that the day itself returns: a fixed point of a map of slope `slope` (0.2 to 0.6),
 * so that its defect, divided by 1 - slope, is the correction.
 */
class Settler {
  #living;
  #slope = 0.5;
  #sensitivity = new Float64Array(book.STATES.length); // of what a day gains to its gamma
  #known; // the last settled mornings: {day, state}

  constructor(living, day, morning) {
    this.#living = living;
    this.#known = [{ day, state: morning }];
  }

  /** The day at `day`, which follows at once on the day before: nothing to settle. */
  follow(day) {
    const solved = this.#living.eat(this.#known.at(-1).state, day);
    this.#known = [...this.#known.slice(-1), { day: solved.over, state: solved.end }];
    return solved;
  }

  /** The settled day at `day`, capacity and mass at its start as in `slow`. */
  settle(day, slow) {
    const drift = this.#drift();
    let morning = this.#guess(day, slow);
    let solved;
    let correction;
    for (let turn = 0; turn < SCHEME.tries; turn++) {
      const previous = solved;
      if (previous) morning = this.#retry(previous, correction);
      solved = this.#living.eat(morning, day);
      if (previous) this.#learn(previous, solved);
      const defect = solved.gain(at.gamma) - drift;
      correction = defect / (1 - this.#slope);
      if (Math.abs(defect) <= SCHEME.settled) break;
    }
    this.#correct(solved.end, correction);
    this.#known = [...this.#known.slice(-2), { day: solved.over, state: solved.end }];
    return solved;
  }

  /** Slow change of gamma, per day. */
  #drift() {
    const [one, two] = this.#known.slice(-2);
    return (two.state[at.gamma] - one.state[at.gamma]) / (two.day - one.day);
  }

  /** Morning of a node: earlier ones extended, along a line, gamma along a parabola. */
  #guess(day, slow) {
    const [one, two] = this.#known.slice(-2);
    const share = (day - two.day) / (two.day - one.day);
    const morning = two.state.map((value, i) => Math.max(value + (value - one.state[i]) * share, 0.2 * value));
    const days = this.#known.map((known) => known.day);
    const gammas = this.#known.map((known) => known.state[at.gamma]);
    morning[at.gamma] = polynomial(days, gammas, day);
    for (const i of SLOW) morning[i] = slow[i];
    return morning;
  }

  /** Where the day ended, but with its own capacity and mass, and a better gamma. */
  #retry(day, correction) {
    const morning = Float64Array.from(day.end);
    for (const i of SLOW) morning[i] = day.start[i];
    morning[at.gamma] = day.start[at.gamma] + correction;
    return morning;
  }

  /** Slope of the map of gamma, and what a change of gamma does to the day, from two tries. */
  #learn(one, two) {
    const step = two.start[at.gamma] - one.start[at.gamma];
    if (Math.abs(step) <= 1e-7) return;
    this.#slope = Math.min(0.8, Math.max(0.05, (two.end[at.gamma] - one.end[at.gamma]) / step));
    for (const i of SLOW) this.#sensitivity[i] = (two.gain(i) - one.gain(i)) / step;
  }

  /** The end of a day as it would be had its gamma been settled exactly. */
  #correct(end, correction) {
    for (const i of SLOW) end[i] += this.#sensitivity[i] * correction;
    end[at.gamma] += this.#slope * correction;
  }
}

/** What state i gains from `day` on in `step` days: the parabola through what it gained in three solved days. */
function gained(i, solved, day, step) {
  const noons = solved.map((one) => one.noon);
  const gains = solved.map((one) => one.gain(i));
  const [begin, middle, end] = [0, 0.5, 1].map((share) => polynomial(noons, gains, day + share * step));
  return (step / 6) * (begin + 4 * middle + end); // Simpson's rule, exact for a parabola
}

/** Solved days from one change of the course to the next, each a piece; the last ends exactly there. */
function* stretch(living, morning, begin, stop, longest) {
  const settler = new Settler(living, begin, morning);
  const solved = [];
  const slow = Float64Array.from(morning);
  let stride = SCHEME.shortest;
  let step = 1;
  for (let day = begin; ; day += step) {
    // In the first days, while gamma follows the change, none is left out.
    const now = step === 1 ? settler.follow(day) : settler.settle(day, slow);
    solved.push(now);
    yield;
    if (Math.abs(now.over - stop) < ROUNDING) now.over = stop;
    if (now.over >= stop) return solved;
    const left = stop - now.over; // the last day begins one day before the stop
    if (solved.length < SCHEME.march || longest === 1) {
      step = Math.min(1, left);
    } else {
      step = left / Math.ceil(left / Math.min(stride, longest));
      stride *= SCHEME.growth;
    }
    for (const i of SLOW) slow[i] = now.start[i] + gained(i, solved.slice(-3), day, step);
  }
}

/** Days on which a course bends within a life of so many days, each at least a day after the one before. */
function breaksOf(course, end) {
  const breaks = [];
  for (const day of [...course.breaks].sort((a, b) => a - b))
    if (day >= (breaks.at(-1) ?? 0) + 1 && day <= end - 1) breaks.push(day);
  return breaks;
}

function checked({ reserve }, { length, longest }) {
  const { lowest, highest } = book.RANGES.reserve;
  if (!(reserve >= lowest && reserve <= highest))
    throw new RangeError(`reserve is ${reserve}; allowed: ${lowest} to ${highest}`);
  if (!(length > 0 && length <= 60))
    throw new RangeError(`length is ${length} years; allowed: more than 0, up to 60 years`);
  if (longest !== 1 && !(longest >= SCHEME.shortest && longest <= SCHEME.longest))
    throw new RangeError(`longest is ${longest} days; allowed: 1, or ${SCHEME.shortest} to ${SCHEME.longest} days`);
}

/**
 * Live for years, a solved day at a time: so that it can be done while nothing else is to do.
 * @param {{reserve: number}} person  whose responses to insulin are those of the course
 * @param {object} course  {muscle, liver, changes: [{day, muscle, liver, muscle_days, liver_days}]}, or anything with
 *   `at(day)`, which answers {muscle, liver} and, where they are not 1, {release, output}; `portion(day)`, the size of that day's
 *   meals relative to the model's own day; and `breaks`, the days on which it bends
 * @param {object} [options]
 * @param {number} [options.length]  years
 * @param {number} [options.longest]  longest stride between solved days; 1 solves every day
 * @param {number} [options.ogttEvery]  fewest days between two glucose tolerance tests; 0 makes one at every node,
 *   Infinity those at the start, the breaks and the end, null none at all
 * @param {Float64Array} [options.start]  state of the first morning; default: the healthy body with this reserve
 * @param {number} [options.strictness]  of the day solver, see `run`
 * @returns {Generator<void, Life>}
 */
export function* yearsInPieces(person, course, options = {}) {
  const {
    length = book.COURSE_YEARS,
    longest = SCHEME.longest,
    ogttEvery = 0,
    strictness = SCHEME.strictness,
  } = options;
  checked(person, { length, longest });
  const living = new Living(person.reserve, courseOf(course), strictness);
  const end = length * book.YEAR;
  const breaks = breaksOf(living.course, end);
  const start = Float64Array.from(options.start ?? healthyState(person.reserve));
  const solved = [];
  for (const stop of [...breaks, end]) {
    const { over, end: morning } = solved.at(-1) ?? { over: 0, end: start };
    solved.push(...(yield* stretch(living, morning, over, stop, longest)));
  }
  const mornings = solved.map((day) => ({ day: day.over, state: day.end, solved: day }));
  // What a day adds up to is told on the morning after; on the first morning, for the day that follows.
  const nodes = [{ day: 0, state: start, solved: solved[0] }, ...mornings];
  if (ogttEvery !== null) test(living, nodes, new Set([0, ...breaks, end]), ogttEvery);
  return lifeOf(living, nodes, breaks);
}

/**
 * Live for years, at once.
 * @param {Parameters<typeof yearsInPieces>} life
 * @returns {Life}
 */
export const years = (...life) => finished(yearsInPieces(...life));

/**
 * What comes of work in pieces, once all are done.
 * @template Result
 * @param {Generator<void, Result>} work
 * @returns {Result}
 */
export function finished(work) {
  let piece = work.next();
  while (!piece.done) piece = work.next();
  return /** @type {Result} */ (piece.value);
}

/** Glucose tolerance tests: at the start, the breaks and the end, and in between as often as wanted. */
function test(living, nodes, always, every) {
  let last = -Infinity;
  for (const node of nodes) {
    if (node.day - last < every && !always.has(node.day)) continue;
    node.test = living.drink(node.state, node.day);
    last = node.day;
  }
}

function lifeOf(living, nodes, breaks) {
  const column = (pick) => Float64Array.from(nodes, pick);
  const samples = (kind) => book.SAMPLES.map((_, i) => column(({ test }) => (test ? test[kind][i] : NaN)));
  const responses = nodes.map(({ day }) => living.course.at(day));
  return new Life({
    years: column(({ day }) => day / book.YEAR),
    breaks: breaks.map((day) => day / book.YEAR),
    glucose: samples("glucose"),
    insulin: samples("insulin"),
    mean: column(({ solved }) => solved.glucose / book.DAY),
    secretion: column(({ solved }) => living.secreted(solved)),
    states: Object.fromEntries(book.STATES.map((name, i) => [name, column(({ state }) => state[i])])),
    muscle: Float64Array.from(responses, ({ muscle }) => muscle),
    liver: Float64Array.from(responses, ({ liver }) => liver),
  });
}

/** Most days that are solved to find the gamma of a settled one, and the change of gamma that is none. */
const TURNS = 12;
const SETTLED_CHANGE = 1e-4;

/**
 * What beta cells of each capacity gain of it in a day, with all else held as in health: negative where they tire.
 * Where it is zero they rest.
 * @param {{muscle: number, liver: number, reserve: number}} person
 * @param {Float64Array} capacities
 * @returns {Float64Array}  per day
 */
export function capacityGains({ muscle, liver, reserve }, capacities) {
  const held = { at: () => ({ muscle, liver }), portion: () => 1, breaks: [] };
  const living = new Living(reserve, courseOf(held), SCHEME.strictness);
  const { [at.b]: mass } = healthyState(reserve);
  let morning = healthyState(reserve);
  return capacities.map((capacity) => {
    let day;
    for (let turn = 0, change = Infinity; turn < TURNS && Math.abs(change) > SETTLED_CHANGE; turn++) {
      morning[at.sigma] = capacity;
      morning[at.b] = mass;
      day = living.eat(morning, 0);
      change = day.gain(at.gamma);
      morning = Float64Array.from(day.end);
      morning[at.gamma] += change; // about half of what is left to settle comes in a day
    }
    return day.gain(at.sigma);
  });
}

/** A few weeks that go through all there is: days one after the other, strides, and a change. */
const REHEARSAL = {
  changes: [
    { day: 0, muscle: 0.2, liver: 0.6, muscle_days: 50, liver_days: 50 },
    { day: 9, muscle: 1, liver: 1.2, muscle_days: 50, liver_days: 50 },
  ],
};

/**
 * Make the browser compile what the years need, in pieces of idle time, so that the first move of a slider is quick.
 * @param {number} rounds  pieces
 */
export async function warmUp(rounds = 30) {
  const idle = globalThis.requestIdleCallback ?? ((work) => setTimeout(work));
  for (let round = 0; round < rounds; round++) {
    await new Promise((done) => idle(done));
    for (const reserve of [book.RESERVES.susceptible, book.RESERVES.robust])
      years({ reserve }, REHEARSAL, { length: 0.05 });
  }
}
