/**
 * A body: its constants, its states, and how it is solved through time (in Python: widgets/model/solver/solve.py).
 *
 * A person is a plain object {muscle, liver, reserve, release, output}: responses to insulin relative to health,
 * beta-cell reserve, and, relative to health and 1 unless stated, release of insulin at the same glucose and what the
 * liver gives out at the same insulin.
 */

import * as book from "./generated/book.js";
import { solver } from "./rodas.js";

/** Place of each state in the array of states. */
export const at = Object.fromEntries(book.STATES.map((name, i) => [name, i]));

const { run, within } = solver(
  { size: book.STATES.length, carried: book.SIZES.carried, step: book.step, carriedRates: book.carried },
  book.CONTROL,
  Object.values(book.TOLERANCES),
);

export { run, within };

/** Constants of a person, for the generated functions; written to `constants` where given. */
export function constantsOf(person, constants = new Float64Array(book.SIZES.constants)) {
  book.prepare(driversOf(person), constants);
  return constants;
}

/** What the equations ask of a person, in their order. */
export function driversOf({ muscle, liver, reserve, release = 1, output = 1 }) {
  return [muscle * book.REFERENCE_SENSITIVITY, liver, reserve, release, output];
}

/** State before breakfast of the healthy body with this beta-cell reserve (linear between the rows of the table). */
export function healthyState(reserve) {
  const reserves = book.HEALTH.reserve;
  let row = 1;
  while (row < reserves.length - 1 && reserves[row] < reserve) row++;
  const share = (reserve - reserves[row - 1]) / (reserves[row] - reserves[row - 1]);
  return Float64Array.from(book.STATES, (name) => {
    const column = book.HEALTH[name];
    return column[row - 1] + share * (column[row] - column[row - 1]);
  });
}

const resting = new Float64Array(5);

/** Fast states at rest with these constants, slow states as in `slow`: glucose is the one root of the net flow. */
export function atRest(constants, slow) {
  const y = Float64Array.from(slow);
  y[at.q1] = 0;
  y[at.q2] = 0;
  let low = 1;
  let high = 2000;
  const flow = (glucose) => {
    y[at.G] = glucose;
    book.rest(y, constants, resting);
    return resting[0];
  };
  // Illinois' rule of false position: glucose arrives faster than it leaves at `low`, and leaves faster at `high`.
  let flowLow = flow(low);
  let flowHigh = flow(high);
  let glucose = slow[at.G];
  for (let turn = 0, side = 0; turn < 200 && high - low > 1e-9; turn++) {
    const now = flow(glucose);
    if (now === 0) break;
    if (now > 0) {
      low = glucose;
      flowLow = now;
      if (side === 1) flowHigh /= 2;
      side = 1;
    } else {
      high = glucose;
      flowHigh = now;
      if (side === -1) flowLow /= 2;
      side = -1;
    }
    const guess = (low * flowHigh - high * flowLow) / (flowHigh - flowLow);
    if (Math.abs(guess - glucose) < 1e-10) break;
    glucose = guess;
  }
  return restingAt(glucose, constants, y);
}

/** The same state, with glucose at a level and all that follows from it at rest there: in place on y. */
export function restingAt(glucose, constants, y) {
  y[at.G] = glucose;
  book.rest(y, constants, resting);
  [, y[at.N5], y[at.N6], y[at.I], y[at.X]] = resting;
  return y;
}

/**
 * Insulin held at a level, in place on y: of it at most `own` is the body's, which the liver's own vein brings first;
 * the rest is infused, and reaches the liver with the rest of the blood.
 */
export function holdInsulin(level, own, y) {
  y[at.X] = level;
  y[at.I] = Math.min(level, own);
}
