// A hand on a pad. A mouse or a pen draws at once. A finger that goes along draws; one that goes up or down scrolls the
// page and draws nothing, but for one that begins on the point that is chosen: it takes this point up or down.

import { SLOP } from "../../javascript/finger.js";

/** @typedef {{index: number, value: number}} Point */

/**
 * @param {HTMLElement} surface
 * @param {{at: (event: PointerEvent) => Point, here: () => number, locked: () => boolean,
 *   values: () => (number | null)[], put: (values: (number | null)[]) => void,
 *   draw: (strip: Point[], to: number) => void, done: () => void}} paper what is drawn on: `draw` takes the points that
 *   a stroke passed, `put` sets back what stood there
 * @returns {() => void} lets go
 */
export function strokes(surface, paper) {
  /** @type {{id: number, x: number, y: number, before: (number | null)[], last: Point | null, waits: boolean,
   *   only: number | null} | null} */
  let stroke = null;

  function down(event) {
    if (paper.locked() || event.button !== 0 || !event.isPrimary) return;
    const finger = event.pointerType === "touch";
    const own = finger && event.target.closest?.(".bet-handle.is-here");
    stroke = {
      id: event.pointerId,
      x: event.clientX,
      y: event.clientY,
      before: paper.values(),
      last: null,
      waits: finger,
      only: own ? paper.here() : null,
    };
    if (!finger) {
      surface.setPointerCapture(event.pointerId);
      event.preventDefault();
      follow(event);
    }
  }

  /** Whether a pointer is the one that draws; on a pad that was locked meanwhile, by a key, none does. */
  function draws({ pointerId }) {
    if (paper.locked()) stroke = null;
    return stroke?.id === pointerId;
  }

  function move(event) {
    if (!draws(event)) return;
    if (stroke.waits) {
      const [across, down] = [Math.abs(event.clientX - stroke.x), Math.abs(event.clientY - stroke.y)];
      if (Math.max(across, down) < SLOP) return;
      if (stroke.only === null && down >= across) {
        stroke = null; // the page scrolls
        return;
      }
      stroke.waits = false;
      surface.setPointerCapture(event.pointerId);
    }
    follow(event);
  }

  /** Draw from the last point to this one, so that a fast hand leaves no gap. */
  function follow(event) {
    const point = paper.at(event);
    const from = stroke.last ?? point;
    if (stroke.only !== null) point.index = stroke.only;
    const steps = Math.max(1, Math.abs(point.index - from.index));
    const strip = Array.from({ length: steps + 1 }, (_, step) => {
      const share = step / steps;
      return {
        index: Math.round(from.index + share * (point.index - from.index)),
        value: from.value + share * (point.value - from.value),
      };
    });
    // The last point is where the hand is; one that it stays at has no way to it.
    paper.draw(point.index === from.index ? [point] : strip.slice(1), point.index);
    stroke.last = point;
  }

  function up(event) {
    if (!draws(event)) return;
    if (stroke.waits) follow(event); // a tap: one point
    stroke = null;
    paper.done();
  }

  /** The browser scrolls: nothing was drawn. */
  function cancel(event) {
    if (!draws(event)) return;
    paper.put(stroke.before);
    stroke = null;
  }

  const heard = { pointerdown: down, pointermove: move, pointerup: up, pointercancel: cancel };
  for (const [name, act] of Object.entries(heard)) surface.addEventListener(name, act);
  return () => {
    for (const [name, act] of Object.entries(heard)) surface.removeEventListener(name, act);
  };
}
