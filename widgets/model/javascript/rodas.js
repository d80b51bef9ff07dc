/**
 * Rodas4: the L-stable, stiffly accurate Rosenbrock method of order 4 (six stages) with an embedded error estimate
 * of order 3 and dense output (Hairer & Wanner, Solving Ordinary Differential Equations II, 1996, section IV.7).
 *
 * The system is autonomous between meals; its rates, and the factorisation of c - J, are straight-line code that is
 * generated from the symbolic statement of the model.
 */

/**
 * A stepper for one system.
 * @param {{size: number, factors: number, rates: Function, factor: Function, solve: Function}} system
 * @param {{gamma: number, a: number[][], c: number[][], d2: number[], d3: number[]}} coefficients  of the method
 * @param {Object<string, number>} control  how the length of a step follows its error
 * @param {(before: Float64Array, after: Float64Array, error: Float64Array) => number} norm  1 means: just accurate enough
 */
export function stepper({ size, factors, rates, factor, solve }, coefficients, control, norm) {
  const { gamma, a, c, d2, d3 } = coefficients;
  const stages = Array.from({ length: 6 }, () => new Float64Array(size));
  const [k1, k2, k3, k4, k5, k6] = stages;
  const lu = new Float64Array(factors);
  const slope = new Float64Array(size);
  const right = new Float64Array(size);
  const inner = new Float64Array(size);
  const next = new Float64Array(size);
  const [[], [a21], [a31, a32], [a41, a42, a43], [a51, a52, a53, a54]] = a;
  const [[], [c21], [c31, c32], [c41, c42, c43], [c51, c52, c53, c54], [c61, c62, c63, c64, c65]] = c;

  /** One step of length h from y (whose rates are in `slope`): fills `next` and the stages, returns the error. */
  function attempt(y, constants, h) {
    const w = 1 / h;
    factor(y, constants, w / gamma, lu);
    solve(lu, slope, k1);
    for (let i = 0; i < size; i++) inner[i] = y[i] + a21 * k1[i];
    rates(inner, constants, right);
    for (let i = 0; i < size; i++) right[i] += w * c21 * k1[i];
    solve(lu, right, k2);
    for (let i = 0; i < size; i++) inner[i] = y[i] + a31 * k1[i] + a32 * k2[i];
    rates(inner, constants, right);
    for (let i = 0; i < size; i++) right[i] += w * (c31 * k1[i] + c32 * k2[i]);
    solve(lu, right, k3);
    for (let i = 0; i < size; i++) inner[i] = y[i] + a41 * k1[i] + a42 * k2[i] + a43 * k3[i];
    rates(inner, constants, right);
    for (let i = 0; i < size; i++) right[i] += w * (c41 * k1[i] + c42 * k2[i] + c43 * k3[i]);
    solve(lu, right, k4);
    for (let i = 0; i < size; i++) inner[i] = y[i] + a51 * k1[i] + a52 * k2[i] + a53 * k3[i] + a54 * k4[i];
    rates(inner, constants, right);
    for (let i = 0; i < size; i++) right[i] += w * (c51 * k1[i] + c52 * k2[i] + c53 * k3[i] + c54 * k4[i]);
    solve(lu, right, k5);
    for (let i = 0; i < size; i++) inner[i] += k5[i];
    rates(inner, constants, right);
    for (let i = 0; i < size; i++)
      right[i] += w * (c61 * k1[i] + c62 * k2[i] + c63 * k3[i] + c64 * k4[i] + c65 * k5[i]);
    solve(lu, right, k6);
    for (let i = 0; i < size; i++) next[i] = inner[i] + k6[i];
    return norm(y, next, k6);
  }

  /**
   * Solve from t0 to t1, in place on y.
   * @param {Float64Array} y
   * @param {Float64Array} constants  of the person
   * @param {number} t0
   * @param {number} t1
   * @param {(t: number, h: number, dense: Function) => void} [visit]  called for each accepted step; dense(theta, i) is
   *   state i at t + theta * h
   */
  function solveTo(y, constants, t0, t1, visit) {
    let t = t0;
    let h = control.first;
    let rejected = false;
    rates(y, constants, slope);
    while (t1 - t > 1e-9) {
      h = Math.min(h, control.longest, t1 - t);
      const error = attempt(y, constants, h);
      if (Number.isNaN(error)) throw new Error(`the model has no value at minute ${t}: its state is ${Array.from(y)}`);
      const growth = control.safety * error ** -0.25;
      if (error <= 1) {
        if (visit) visit(t, h, dense(y));
        y.set(next);
        rates(y, constants, slope);
        t += h;
        h *= Math.min(rejected ? 1 : control.largest_growth, Math.max(control.smallest_growth, growth));
        rejected = false;
      } else {
        h *= Math.max(control.smallest_growth, Math.min(growth, 1));
        rejected = true;
        if (h < control.shortest) throw new Error(`the model cannot be solved past minute ${t}`);
      }
    }
    return y;
  }

  const dense = (y) => (theta, i) => {
    let second = 0;
    let third = 0;
    for (let j = 0; j < 5; j++) {
      second += d2[j] * stages[j][i];
      third += d3[j] * stages[j][i];
    }
    return y[i] * (1 - theta) + theta * (next[i] + (1 - theta) * (second + theta * third));
  };

  return solveTo;
}
