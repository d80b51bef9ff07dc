// A small chart in SVG: its axes, and curves with a value (or null) for each moment of a pad, or
// for more moments between. Readers draw in it, and a class's curves are laid over each other in it.
import { svg } from "../../../widgets/javascript/page.js";
import { moments } from "./shape.js";

/**
 * An axis of a pad: its ends, the distance of its moments (or of what a key moves), and of its numbers.
 * @typedef {{from: number, to: number, step: number, label: number, unit: string}} PadAxis
 *
 * What readers draw on, of pads.json.
 * @typedef {{x: PadAxis, y: PadAxis, ink: string}} Pad
 */

const WIDTH = 400;
const HEIGHT = 266;
const EDGE = { left: 46, right: 22, top: 24, bottom: 42 };

/**
 * Draw an empty chart.
 * @param {Pad} pad
 * @returns {{root: SVGElement, area: SVGElement, line: (values: (number | null)[]) => string,
 *   place: (index: number, value: number) => [number, number],
 *   at: (event: PointerEvent) => {index: number, value: number}}} `line` is the path of a curve,
 *   evenly spaced over the axis, `area` what curves are put into, `at` the nearest moment and value
 *   to a pointer
 */
export function chart({ x, y, ink }) {
  const xs = moments(x);
  const across = (value) => scale(value, x, EDGE.left, WIDTH - EDGE.right);
  const up = (value) => scale(value, y, HEIGHT - EDGE.bottom, EDGE.top);
  const area = svg("g");
  const root = svg(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "curve-chart", "data-ink": ink },
    ...labels(y).map((value) =>
      svg(
        "g",
        { class: "curve-grid" },
        svg("line", { x1: EDGE.left, x2: WIDTH - EDGE.right, y1: up(value), y2: up(value) }),
        svg("text", { x: EDGE.left - 6, y: up(value) + 5, "text-anchor": "end" }, String(value)),
      ),
    ),
    ...labels(x).map((value) =>
      svg("text", { x: across(value), y: HEIGHT - EDGE.bottom + 17, "text-anchor": "middle" }, String(value)),
    ),
    svg("text", { x: EDGE.left, y: EDGE.top - 8, class: "curve-unit" }, y.unit),
    svg("text", { x: WIDTH - EDGE.right, y: HEIGHT - 7, "text-anchor": "end", class: "curve-unit" }, x.unit),
    area,
  );

  /** @type {(index: number, value: number, last?: number) => [number, number]} */
  const place = (index, value, last = xs.length - 1) => [across(x.from + (index / last) * (x.to - x.from)), up(value)];

  return {
    root,
    area,
    place,
    line: (values) =>
      values
        .flatMap((value, index) => (value === null ? [] : [place(index, value, values.length - 1)]))
        .map(([px, py], order) => `${order ? "L" : "M"}${px.toFixed(1)} ${py.toFixed(1)}`)
        .join(""),
    at({ clientX, clientY }) {
      const box = root.getBoundingClientRect();
      const px = ((clientX - box.left) / box.width) * WIDTH;
      const py = ((clientY - box.top) / box.height) * HEIGHT;
      const index = Math.round(unscale(px, x, EDGE.left, WIDTH - EDGE.right) / x.step - x.from / x.step);
      const value = unscale(py, y, HEIGHT - EDGE.bottom, EDGE.top);
      return { index: clamp(index, 0, xs.length - 1), value: clamp(Math.round(value), y.from, y.to) };
    },
  };
}

/**
 * The value of an evenly spaced curve at a moment of a pad.
 * @param {number[]} values
 * @param {number} index of the moment
 * @param {{from: number, to: number, step: number}} axis
 * @returns {number}
 */
export function valueAt(values, index, axis) {
  return values[Math.round((index / (moments(axis).length - 1)) * (values.length - 1))];
}

/** Keep a value between two others. */
export function clamp(value, low, high) {
  return Math.min(high, Math.max(low, value));
}

/** @param {PadAxis} axis */
function labels(axis) {
  return moments({ ...axis, step: axis.label });
}

function scale(value, { from, to }, start, end) {
  return start + ((value - from) / (to - from)) * (end - start);
}

function unscale(position, { from, to }, start, end) {
  return from + ((position - start) / (end - start)) * (to - from);
}
