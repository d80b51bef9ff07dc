/** An arrow along a curve, as wide as what flows through it: its outline, its head, and the lines within. */

/** @import { Point } from "./plans.js" */

/** The head: how far it stands out beside the shaft, and its length for a shaft of no width. */
const BARB = 3.5;
const HEAD = 7;
/** What the head grows by with the width of the shaft. */
const LONGER = 0.4;
/** The longest head, as a share of the arrow. */
const LONGEST = 0.6;

/** Parts that a curve is drawn in. */
const PARTS = 24;

/**
 * @param {Point[]} curve start, two handles and tip
 * @param {number} width
 * @returns {{outline: string, head: string, sides: string, middle: string}} as paths; `sides` and `middle` are those of
 *   the shaft alone
 */
export function arrow(curve, width) {
  const places = Array.from({ length: PARTS + 1 }, (_, part) => along(curve, part / PARTS));
  const lengths = places.map(({ at }, part) => (part ? distance(at, places[part - 1].at) : 0));
  const whole = lengths.reduce((sum, length) => sum + length, 0);
  const shaft = whole - Math.min(HEAD + LONGER * width, LONGEST * whole);
  const kept = upTo(places, lengths, shaft);
  const neck = kept.at(-1);
  const side = (aside) => kept.map((place) => beside(place, aside));
  const half = width / 2;
  const [tip] = curve.slice(-1);
  const head = [beside(neck, half + BARB), tip, beside(neck, -half - BARB)];
  const around = [...side(half), ...head, ...side(-half).reverse()];
  const open = (points) => `M${points.map(text).join("L")}`;
  return {
    outline: `${open(around)}Z`,
    head: `${open(head)}Z`,
    sides: open(side(half)) + open(side(-half)),
    middle: open(kept.map(({ at }) => at)),
  };
}

/** Place and direction on a cubic curve. @param {Point[]} curve @param {number} share */
function along(curve, share) {
  const [a, b, c, d] = curve;
  const rest = 1 - share;
  const of = (axis) =>
    rest ** 3 * a[axis] + 3 * rest ** 2 * share * b[axis] + 3 * rest * share ** 2 * c[axis] + share ** 3 * d[axis];
  const slope = (axis) =>
    rest ** 2 * (b[axis] - a[axis]) + 2 * rest * share * (c[axis] - b[axis]) + share ** 2 * (d[axis] - c[axis]);
  const [across, down] = [slope(0), slope(1)];
  const length = Math.hypot(across, down) || 1;
  return { at: [of(0), of(1)], way: [across / length, down / length] };
}

/** The places of a curve up to some length of it. */
function upTo(places, lengths, length) {
  let passed = 0;
  const kept = [places[0]];
  for (let part = 1; part < places.length; part += 1) {
    if (passed + lengths[part] >= length) {
      const share = (length - passed) / lengths[part];
      const [from, to] = [places[part - 1], places[part]];
      const between = (name) => from[name].map((value, axis) => value + share * (to[name][axis] - value));
      return [...kept, { at: between("at"), way: between("way") }];
    }
    passed += lengths[part];
    kept.push(places[part]);
  }
  return kept;
}

/** A point beside a place, to the left of its way. */
function beside({ at: [x, y], way: [across, down] }, aside) {
  return [x - down * aside, y + across * aside];
}

const distance = (one, other) => Math.hypot(one[0] - other[0], one[1] - other[1]);
const text = ([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`;
