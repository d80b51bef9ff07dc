/**
 * How the responses of muscle and liver to insulin change over the years, as widgets/model/body/drift.py says it in
 * Python; and the course of the story, which every resistance of the book lies along.
 */

import { COURSE } from "./generated/book.js";

/** A course as plain data, with its closed form: from each change on, both responses move exponentially to a target. */
class Drift {
  #muscle;
  #liver;
  #changes;

  constructor({ muscle = 1, liver = 1, changes = [] }) {
    for (const [i, { day, muscle_days, liver_days }] of changes.entries()) {
      const earliest = i > 0 ? changes[i - 1].day : 0;
      if (!(day >= earliest)) throw new RangeError(`day of a change is ${day}; allowed: ${earliest} or later`);
      if (!(muscle_days > 0 && liver_days > 0))
        throw new RangeError(`muscle_days is ${muscle_days} and liver_days ${liver_days}; allowed: more than 0 days`);
    }
    this.#muscle = muscle;
    this.#liver = liver;
    this.#changes = changes;
  }

  get breaks() {
    return this.#changes.map(({ day }) => day);
  }

  at(day) {
    let muscle = this.#muscle;
    let liver = this.#liver;
    for (let i = 0; i < this.#changes.length; i++) {
      const change = this.#changes[i];
      if (day <= change.day) break;
      const passed = Math.min(day, this.#changes[i + 1]?.day ?? Infinity) - change.day;
      muscle = change.muscle + (muscle - change.muscle) * Math.exp(-passed / change.muscle_days);
      liver = change.liver + (liver - change.liver) * Math.exp(-passed / change.liver_days);
    }
    return { muscle, liver };
  }

  portion() {
    return 1;
  }
}

/** Response of the liver that goes with a response of muscle (`liver_beside` of widgets/model/thought/compensation.py). */
function liverBeside(muscle) {
  const [end] = COURSE.changes;
  return 1 - ((1 - end.liver) * (1 - muscle)) / (1 - end.muscle);
}

/** Muscle that needs so many times the insulin of health for the same uptake, and the liver beside it. */
export const resistant = (resistance) => ({ muscle: 1 / resistance, liver: liverBeside(1 / resistance) });

/** Resistance that grows from health on, at the pace of the story (`worsening` of widgets/model/thought/reserve.py). */
export function worsening(resistance) {
  const [{ day, muscle_days, liver_days }] = COURSE.changes;
  return { changes: [{ day, ...resistant(resistance), muscle_days, liver_days }] };
}

/** Anything with `at(day)` is a course already; plain data becomes one. */
export const courseOf = (course) => (typeof course.at === "function" ? course : new Drift(course));
