// A hand on a pad. A mouse or a pen draws at once. A finger that goes along draws, and one that taps sets a point; one
// that goes up or down scrolls the page and draws nothing, wherever it began.

import { SLOP } from "../../javascript/finger.js";

/** @typedef {{index: number, value: number}} Point */

/**
 * @typedef {object} Paper what is drawn on
 * @property {(event: PointerEvent) => Point} at
 * @property {() => boolean} locked
 * @property {() => (number | null)[]} values
 * @property {(values: (number | null)[]) => void} put sets back what stood there
 * @property {(strip: Point[], to: number) => void} draw takes the points that a stroke passed
 * @property {() => void} done
 */

/** @typedef {{id: number, x: number, y: number, before: (number | null)[], last: Point | null, waits: boolean}} Stroke */

export class Hand {
  #surface;
  #paper;
  /** @type {Stroke | null} */
  #stroke = null;
  /** @type {Point | null} where a finger was lifted that had not moved */
  #tap = null;
  /** @type {[string, (event: PointerEvent) => void][]} */
  #heard = [
    ["pointerdown", (event) => this.#down(event)],
    ["pointermove", (event) => this.#move(event)],
    ["pointerup", (event) => this.#up(event)],
    ["click", () => this.#click()],
    ["pointercancel", (event) => this.#cancel(event)],
  ];

  /**
   * @param {HTMLElement} surface
   * @param {Paper} paper
   */
  constructor(surface, paper) {
    this.#surface = surface;
    this.#paper = paper;
    for (const [name, act] of this.#heard) surface.addEventListener(name, act);
  }

  /** Let go. */
  stop() {
    for (const [name, act] of this.#heard) this.#surface.removeEventListener(name, act);
  }

  #down(event) {
    this.#tap = null;
    if (this.#paper.locked() || event.button !== 0 || !event.isPrimary) return;
    const waits = event.pointerType === "touch";
    const { pointerId: id, clientX: x, clientY: y } = event;
    this.#stroke = { id, x, y, before: this.#paper.values(), last: null, waits };
    if (waits) return;
    event.preventDefault();
    this.#begin(event);
  }

  #move(event) {
    if (!this.#draws(event)) return;
    if (!this.#stroke.waits) this.#follow(event);
    else this.#decide(event);
  }

  #up(event) {
    if (!this.#draws(event)) return;
    const { waits } = this.#stroke;
    this.#stroke = null;
    if (waits) this.#tap = this.#paper.at(event);
    else this.#paper.done();
  }

  /** A tap: one point. One that only stops a page on its way is none to the browser. */
  #click() {
    if (this.#tap && !this.#paper.locked()) {
      this.#paper.draw([this.#tap], this.#tap.index);
      this.#paper.done();
    }
    this.#tap = null;
  }

  /** The browser scrolls: nothing was drawn. */
  #cancel(event) {
    if (!this.#draws(event)) return;
    this.#paper.put(this.#stroke.before);
    this.#stroke = null;
  }

  /** Whether a pointer is the one that draws; on a pad that was locked meanwhile, by a key, none does. */
  #draws({ pointerId }) {
    if (this.#paper.locked()) this.#stroke = null;
    return this.#stroke?.id === pointerId;
  }

  /** A finger that has gone far enough draws, or lets the page scroll. */
  #decide(event) {
    const across = Math.abs(event.clientX - this.#stroke.x);
    const down = Math.abs(event.clientY - this.#stroke.y);
    if (Math.max(across, down) < SLOP) return;
    if (across > down) this.#begin(event);
    else this.#stroke = null;
  }

  #begin(event) {
    this.#stroke.waits = false;
    this.#surface.setPointerCapture(event.pointerId);
    this.#follow(event);
  }

  /** Draw from the last point to this one, so that a fast hand leaves no gap. */
  #follow(event) {
    const point = this.#paper.at(event);
    this.#paper.draw(way(this.#stroke.last ?? point, point), point.index);
    this.#stroke.last = point;
  }
}

/**
 * The points after one up to another, in a straight line.
 * @param {Point} from
 * @param {Point} to
 */
function way(from, to) {
  const steps = Math.abs(to.index - from.index);
  // The last point is where the hand is; one that it stays at has no way to it.
  if (steps === 0) return [to];
  const between = (start, end, step) => start + (step / steps) * (end - start);
  return Array.from({ length: steps }, (_, step) => ({
    index: Math.round(between(from.index, to.index, step + 1)),
    value: between(from.value, to.value, step + 1),
  }));
}
