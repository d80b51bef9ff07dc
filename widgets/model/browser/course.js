/** How the responses of muscle and liver to insulin change over the years (widgets/model/body/drift.py). */

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

/** Anything with `at(day)` is a course already; plain data becomes one. */
export const courseOf = (course) => (typeof course.at === "function" ? course : new Drift(course));
