/**
 * Rodas4: the L-stable, stiffly accurate Rosenbrock method of order 4 (six stages) with an embedded error estimate
 * of order 3 and dense output (Hairer & Wanner, Solving Ordinary Differential Equations II, 1996, section IV.7).
 *
 * One step of it, on the model's own equations, is generated as straight-line code. Here stand what surrounds it: how
 * long a step may be, and the carried states (those that take days to years, and amounts that no rate depends on).
 * Within a step these follow a straight line; at its end Simpson's rule, with the rates at its start, middle and end,
 * says where they have come. Python does the same (widgets/model/solver/rodas.py).
 */

/**
 * A solver for one system.
 * @param {{size: number, carried: number, step: Function, carriedRates: Function}} system  its states, the last carried
 * @param {Object<string, number>} control  how the length of a step follows its error
 * @param {number[][]} tolerances  of each solved state: an absolute part, and a part of its size
 */
export function solver({ size, carried, step, carriedRates }, control, tolerances) {
  const solved = size - carried;
  const absolute = Float64Array.from(tolerances, ([part]) => part);
  const relative = Float64Array.from(tolerances, ([, part]) => part);
  const result = new Float64Array(4 * solved); // what a step writes: end, error, second and third term of the dense output
  const pace = new Float64Array(carried); // rates of the carried states where the next step starts
  const paceBefore = new Float64Array(carried); // and where the one that is being visited did
  const paceMiddle = new Float64Array(carried);
  const paceAfter = new Float64Array(carried);
  let length = 0; // of that step
  const middle = new Float64Array(size);
  const after = new Float64Array(size);
  const { first, lengths, longest, shortest, safety } = control;
  const least = control.smallest_growth;
  const most = control.largest_growth;

  /**
   * The nearest shorter length that a step may have. Few lengths, so that errors of rounding, which differ from one
   * language and machine to another, do not choose other steps: the same life gives the same numbers everywhere.
   */
  function even(h) {
    const part = 2 ** Math.floor(Math.log2(h)) / lengths;
    return part * Math.floor(h / part);
  }

  /** Largest error of the step, of what is allowed. */
  function errorOf(y) {
    let worst = 0;
    for (let i = 0; i < solved; i++) {
      const size = Math.abs(result[solved + i]) / Math.max(absolute[i], relative[i] * Math.abs(y[i]));
      if (!(size <= worst)) worst = size; // a NaN is kept, so that the solver can name it
    }
    return worst;
  }

  /** Fills `middle` and `after` from what the step wrote. */
  function complete(y, constants, h) {
    for (let i = 0; i < solved; i++) {
      after[i] = result[i];
      middle[i] = 0.5 * (y[i] + result[i] + 0.5 * (result[2 * solved + i] + 0.5 * result[3 * solved + i]));
    }
    for (let j = 0, i = solved; i < size; i++, j++) {
      middle[i] = y[i] + 0.5 * h * pace[j];
      after[i] = y[i] + h * pace[j];
    }
    carriedRates(middle, constants, paceMiddle);
    carriedRates(after, constants, paceAfter);
    paceBefore.set(pace);
    length = h;
    for (let j = 0, i = solved; i < size; i++, j++) {
      after[i] = y[i] + (h / 6) * (pace[j] + 4 * paceMiddle[j] + paceAfter[j]);
      pace[j] = paceAfter[j];
    }
  }

  /**
   * Solve from t0 to t1, in place on y.
   * @param {Float64Array} y
   * @param {Float64Array} constants  of the person
   * @param {number} t0
   * @param {number} t1
   * @param {number} strictness  tolerances are divided by this
   * @param {(t: number, h: number, before: Float64Array, middle: Float64Array, after: Float64Array) => void} [visit]
   *   called for each accepted step with the states at its start, middle and end
   */
  function run(y, constants, t0, t1, strictness = 1, visit = undefined) {
    let t = t0;
    let h = first;
    let largest = most;
    carriedRates(y, constants, pace);
    while (t1 - t > 1e-9) {
      h = Math.min(even(h), longest, t1 - t);
      step(y, pace, constants, h, result);
      const error = strictness * errorOf(y);
      if (Number.isNaN(error)) throw new Error(`the model has no value at minute ${t}: its state is ${Array.from(y)}`);
      const growth = Math.max(least, safety / Math.sqrt(Math.sqrt(error)));
      if (error <= 1) {
        complete(y, constants, h);
        if (visit !== undefined) visit(t, h, y, middle, after);
        for (let i = 0; i < size; i++) y[i] = after[i];
        t += h;
        h *= Math.min(largest, growth);
        largest = most;
      } else {
        h *= Math.min(1, growth);
        largest = 1; // no growth right after a rejection
        if (h < shortest) throw new Error(`the model cannot be solved past minute ${t}`);
      }
    }
    return y;
  }

  /** A state within the step that is being visited, at the share `theta` of its length; `y` is its start. */
  function within(y, theta, i) {
    if (i >= solved) return y[i] + length * passed(i - solved, theta);
    const bend = result[2 * solved + i] + theta * result[3 * solved + i];
    return y[i] * (1 - theta) + theta * (result[i] + (1 - theta) * bend);
  }

  /** Integral, from 0 to `theta`, of the parabola through a carried state's three rates. */
  function passed(j, theta) {
    const slope = 4 * paceMiddle[j] - 3 * paceBefore[j] - paceAfter[j];
    const curve = 2 * (paceBefore[j] - 2 * paceMiddle[j] + paceAfter[j]);
    return theta * (paceBefore[j] + theta * (slope / 2 + (theta * curve) / 3));
  }

  return { run, within };
}
