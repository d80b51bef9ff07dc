// The moments of a pad, and the values of curves at them. Pure functions.

/**
 * An axis of a pad: its ends, the distance of its moments (or of what a key moves), and its unit.
 * @typedef {{from: number, to: number, step: number, label?: number, unit: string, series?: string}} PadAxis
 *
 * What readers draw on, of pads.json.
 * @typedef {{x: PadAxis, y: PadAxis, ink: string}} Pad
 */

/**
 * The moments at which a pad has a point.
 * @param {{from: number, to: number, step: number}} axis
 * @returns {number[]}
 */
export function moments({ from, to, step }) {
  return Array.from({ length: Math.round((to - from) / step) + 1 }, (_, index) => from + index * step);
}

/** Keep a value between two others. */
export function clamp(value, low, high) {
  return Math.min(high, Math.max(low, value));
}

/**
 * The value of a curve at a place on its axis, straight between two of its points; its end beyond them.
 * @param {ArrayLike<number>} xs rising
 * @param {ArrayLike<number>} ys
 * @param {number} x
 * @returns {number}
 */
export function valueAt(xs, ys, x) {
  let after = 0;
  while (after < xs.length - 1 && xs[after] < x) after += 1;
  const before = Math.max(0, after - 1);
  const share = after === before ? 0 : clamp((x - xs[before]) / (xs[after] - xs[before]), 0, 1);
  return ys[before] + share * (ys[after] - ys[before]);
}

/**
 * Fill what lies between two drawn points with the straight line between them, and hold the last one to the end.
 * @param {(number | null)[]} values
 */
export function filled(values) {
  const drawn = values.flatMap((value, index) => (value === null ? [] : [index]));
  if (drawn.length === 0) return values;
  const known = drawn.map((index) => values[index]);
  return values.map((value, index) => (value !== null || index < drawn[0] ? value : valueAt(drawn, known, index)));
}
