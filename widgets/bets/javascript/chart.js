// A small chart in SVG: its axes, and curves with a value (or null) for each moment of a pad, or
// for more moments between. Readers draw in it, and a class's curves are laid over each other in it.
import { svg } from "../../javascript/page.js";
import { clamp, moments } from "./moments.js";

/** @import { Pad } from "./moments.js" */

/** Room around the curves, in pixels. @type {Edge} */
const MARGINS = { left: 50, right: 22, top: 14, bottom: 30 };
/** Distances of the numbers at an axis, and the most of them. */
const DISTANCES = [0.5, 1, 2, 3, 5, 10, 20, 50, 100, 200, 500];
const MOST_NUMBERS = 6;

/** @typedef {{left: number, right: number, top: number, bottom: number}} Edge */

/**
 * A line across a chart, where it stands in the pad's unit, and the number beside it.
 * @typedef {{at: number, text: string, kind?: string}} Line
 */

/**
 * @typedef {object} Look how large a chart is and in what unit it speaks
 * @property {number} [width]
 * @property {number} [height]
 * @property {Edge} [edge]
 * @property {number} [factor] of the shown unit to the pad's
 * @property {Line[]} [lines] instead of round numbers
 * @property {((value: number) => string) | null} [moment] writes a moment at the axis below; null for no axis
 */

/**
 * Draw an empty chart.
 * @param {Pad} pad
 * @param {Look} [look]
 * @returns {{root: SVGElement, area: SVGElement, width: number, height: number, edge: Edge,
 *   line: (values: (number | null)[]) => string, path: (points: [number, number][]) => string,
 *   place: (x: number, value: number) => [number, number],
 *   at: (event: {clientX: number, clientY: number}) => {index: number, value: number}}} `line` is the path of a curve,
 *   evenly spaced over the axis, `path` that through points, `area` what curves are put into, `at` the nearest moment
 *   and value to a pointer
 */
export function chart(pad, look = {}) {
  const { x, y, ink } = pad;
  const { width = 400, height = 266, edge = MARGINS, factor = 1, moment = plain } = look;
  const { lines = roundLines(pad, factor) } = look;
  const across = (value) => scale(value, x, edge.left, width - edge.right);
  const up = (value) => scale(value, y, height - edge.bottom, edge.top);
  const area = svg("g");
  const root = svg(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, class: "curve-chart", "data-ink": ink },
    ...lines.map(({ at, text, kind }) =>
      svg(
        "g",
        { class: `curve-grid${kind ? ` is-${kind}` : ""}` },
        svg("line", { x1: edge.left, x2: width - edge.right, y1: up(at), y2: up(at) }),
        svg("text", { x: edge.left - 18, y: up(at) + 5, "text-anchor": "end" }, text),
      ),
    ),
    ...(moment ? moments({ ...x, step: x.label }) : []).map((value) => {
      const last = value === x.to; // its words end where the chart does
      const place = last ? { x: width, "text-anchor": "end" } : { x: across(value), "text-anchor": "middle" };
      return svg("text", { ...place, y: height - 8 }, moment(value));
    }),
    area,
  );

  /** @type {(at: number, value: number) => [number, number]} */
  const place = (at, value) => [across(at), up(value)];

  return {
    root,
    area,
    width,
    height,
    edge,
    place,
    path: (points) => smooth(points.map(([at, value]) => place(at, value))),
    line: (values) =>
      smooth(
        values.flatMap((value, index) => {
          const at = x.from + (index / (values.length - 1)) * (x.to - x.from);
          return value === null ? [] : [place(at, value)];
        }),
      ),
    at({ clientX, clientY }) {
      const box = root.getBoundingClientRect();
      const at = unscale(((clientX - box.left) / box.width) * width, x, edge.left, width - edge.right);
      const value = unscale(((clientY - box.top) / box.height) * height, y, height - edge.bottom, edge.top);
      const last = moments(x).length - 1;
      return { index: clamp(Math.round((at - x.from) / x.step), 0, last), value: clamp(value, y.from, y.to) };
    },
  };
}

/** A path through points that never leaves the heights of its neighbors: a peak stays the peak. */
function smooth(points) {
  const [first, ...rest] = points;
  if (!first) return "";
  const slopes = points.map((_, index) => slopeAt(points, index));
  const parts = rest.map(([x, y], index) => {
    const [x0, y0] = points[index];
    const third = (x - x0) / 3;
    const bends = [x0 + third, y0 + third * slopes[index], x - third, y - third * slopes[index + 1], x, y];
    return `C${bends.map(written).join(" ")}`;
  });
  return `M${first.map(written).join(" ")}${parts.join("")}`;
}

/** Slope of a curve at one of its points: none at a peak, else the harmonic mean of those beside it. */
function slopeAt(points, index) {
  const before = slope(points[index - 1], points[index]);
  const after = slope(points[index], points[index + 1]);
  if (before === null || after === null) return before ?? after ?? 0;
  return before * after <= 0 ? 0 : (2 * before * after) / (before + after);
}

function slope(from, to) {
  return from && to ? (to[1] - from[1]) / (to[0] - from[0]) : null;
}

/**
 * Lines at round numbers of the shown unit, not too many.
 * @param {Pad} pad
 * @param {number} factor of the shown unit to the pad's
 * @returns {Line[]}
 */
export function roundLines({ y }, factor) {
  const [from, to] = [y.from * factor, y.to * factor];
  const step = DISTANCES.find((distance) => (to - from) / distance < MOST_NUMBERS) ?? DISTANCES.at(-1);
  const first = Math.ceil(from / step);
  return Array.from({ length: Math.floor(to / step) - first + 1 }, (_, index) => {
    const value = (first + index) * step;
    return { at: value / factor, text: String(value) };
  });
}

const plain = (value) => String(value);
const written = (value) => value.toFixed(1);

function scale(value, { from, to }, start, end) {
  return start + ((value - from) / (to - from)) * (end - start);
}

function unscale(position, { from, to }, start, end) {
  return from + ((position - start) / (end - start)) * (to - from);
}
