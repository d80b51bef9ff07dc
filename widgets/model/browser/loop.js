/**
 * The feedback loop of a meal, whole or with wires cut: see widgets/model/thought/loop.py, which says the same in Python.
 */

import { at, atRest, constantsOf, driversOf, healthyState } from "./body.js";
import * as book from "./generated/book.js";
import { solver } from "./rodas.js";

const wired = solver(
  { size: book.STATES.length, carried: book.SIZES.carried, step: book.stepWired, carriedRates: book.carriedWired },
  book.CONTROL,
  Object.values(book.TOLERANCES),
);
const place = Object.fromEntries(book.WIRED.quantities.map((name, i) => [name, i]));
const values = new Float64Array(book.WIRED.quantities.length);
const state = new Float64Array(book.STATES.length);
const fast = book.STATES.length - book.SIZES.carried;

/** Constants of a person with these wires. */
function prepared(person, wires) {
  const constants = new Float64Array(book.WIRED.constants);
  const drivers = [wires.release, wires.releaseHeld, wires.liver, wires.liverHeld, wires.life];
  book.prepareWired([...driversOf(person), ...drivers], constants);
  return constants;
}

/** The same wires, with `left` of the release's present signal, and `level` in place of the rest. */
function heldFromNow(wires, left, level) {
  const share = left * wires.release;
  const fixed = left * (1 - wires.release) * wires.releaseHeld + (1 - left) * level;
  return { ...wires, release: share, releaseHeld: share < 1 ? fixed / (1 - share) : 0 };
}

/** Write what a minute shows. */
function write(course, minute, y, constants) {
  book.quantitiesWired(y, constants, values);
  course.glucose_mgdl[minute] = y[at.G];
  course.insulin_uUml[minute] = y[at.I];
  course.release_uUmin[minute] = values[place.S_b];
  course.production_mgkgmin[minute] = values[place.HGP] * book.GLUCOSE_VOLUME;
}

/** Solve from one minute to another in place on y, and write every minute after the first. */
function advance(course, y, constants, from, to) {
  wired.run(y, constants, from, to, 1, (t, h, before) => {
    state.set(before);
    for (let minute = Math.floor(t + 1e-9) + 1; minute <= t + h + 1e-9; minute++) {
      const theta = Math.min(1, (minute - t) / h);
      for (let i = 0; i < fast; i++) state[i] = wired.within(before, theta, i);
      write(course, minute, state, constants);
    }
  });
}

/**
 * A meal after a night's fast, with the feedback whole (1) or cut (0), or with a part of a wire left.
 * @param {{muscle: number, liver: number, reserve: number}} person
 * @param {number} grams
 * @param {{answer?: number, off_switch?: number, liver?: number, life?: number}} [settings]  shares that are left, 0 to 1;
 *   how many times longer than in health insulin lasts
 * @returns {{minutes: Float64Array, glucose_mgdl: Float64Array, insulin_uUml: Float64Array,
 *   release_uUmin: Float64Array, production_mgkgmin: Float64Array}}
 */
export function loop(person, grams, { answer = 1, off_switch: offSwitch = 1, liver = 1, life = 1 } = {}) {
  const length = book.LOOP.minutes;
  const minutes = Float64Array.from({ length: length + 1 }, (_, i) => i);
  const course = {
    minutes,
    glucose_mgdl: new Float64Array(length + 1),
    insulin_uUml: new Float64Array(length + 1),
    release_uUmin: new Float64Array(length + 1),
    production_mgkgmin: new Float64Array(length + 1),
  };
  const start = atRest(constantsOf(person), healthyState(person.reserve));
  const whole = prepared(person, { release: 1, releaseHeld: 0, liver: 1, liverHeld: 0, life: 1 });
  book.quantitiesWired(start, whole, values);
  const wires = { release: answer, releaseHeld: values[place.S], liver, liverHeld: values[place.X_L], life };
  const constants = prepared(person, wires);
  write(course, 0, start, constants);
  const fed = Float64Array.from(start);
  fed[at.q1] += book.GRAM * grams;
  advance(course, Float64Array.from(fed), constants, 0, length);
  const peak = course.release_uUmin.indexOf(Math.max(...course.release_uUmin));
  if (offSwitch < 1 && peak < length) {
    const held = prepared(person, heldFromNow(wires, offSwitch, course.release_uUmin[peak]));
    if (peak > 0) wired.run(fed, constants, 0, peak);
    write(course, peak, fed, held);
    advance(course, fed, held, peak, length);
  }
  return course;
}
