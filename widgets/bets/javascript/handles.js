// The points of a pad for the keyboard and a screen reader: a slider for each moment.
import { element, fill } from "../../javascript/page.js";
import { number } from "./answer.js";
import { moments } from "./moments.js";

/** @import { Pad } from "./moments.js" */
/** @import { Units } from "../../explorers/kit/units.js" */

/** Steps of a page key. */
const PAGE = 4;

/** What a key does: so many moments aside, and so many steps up. */
export const MOVES = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  Home: [-Infinity, 0],
  End: [Infinity, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
  PageUp: [0, PAGE],
  PageDown: [0, -PAGE],
};

/**
 * Where a point stands: its moment, its value (null where nothing is drawn), and how high its handle waits until then.
 * @typedef {{at: number, value: number | null, waits: number}} Point
 */

/**
 * @param {string} name of pads.json
 * @param {Pad} pad
 * @param {{words: any, units: Units, help: string}} around
 * @returns {{root: HTMLElement, focus: (index: number) => void,
 *   show: (points: Point[], here: number | null, place: (x: number, value: number) => [number, number]) => void}}
 *   `show` takes the point that the keys move, null where they move none, and where a chart has a point, in pixels
 */
export function drawHandles(name, { x, y, ink }, { words, units, help }) {
  const handles = moments(x).map((at) =>
    element("span", {
      class: "bet-handle",
      role: "slider",
      tabindex: "-1",
      "aria-label": fill(words.at[x.unit], { x: at }),
      "aria-orientation": "vertical",
      "aria-describedby": help,
    }),
  );
  const group = { class: "bet-handles", role: "group", "aria-label": words.pads[name].name };

  function tell(handle, { value, waits }) {
    const { factor, unit } = units.of(ink);
    handle.setAttribute("aria-valuemin", String(y.from * factor));
    handle.setAttribute("aria-valuemax", String(y.to * factor));
    handle.setAttribute("aria-valuenow", String(units.value(value ?? waits, ink)));
    const told = value === null ? words.empty : fill(words.point, { y: number(value, ink, units), unit });
    handle.setAttribute("aria-valuetext", told);
  }

  return {
    root: element("div", group, ...handles),
    focus: (index) => handles[index].focus(),
    show(points, here, place) {
      for (const [index, point] of points.entries()) {
        const handle = handles[index];
        const [across, up] = place(point.at, point.value ?? point.waits);
        handle.style.transform = `translate(${across.toFixed(1)}px, ${up.toFixed(1)}px)`;
        handle.tabIndex = index === here ? 0 : -1;
        handle.classList.toggle("is-empty", point.value === null);
        handle.classList.toggle("is-here", index === here);
        tell(handle, point);
      }
    },
  };
}
