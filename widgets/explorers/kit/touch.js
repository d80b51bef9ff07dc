/**
 * A finger on a slider: along the track it moves the slider, up or down it scrolls the page and moves nothing.
 * The core slider takes every touch at once, and so a swipe over the page would set it; here a touch waits until it
 * has shown where it goes. A mouse goes to the core slider as it is. On a chart with a cursor, which has no core
 * slider, a mouse moves it too. What a slider is about can be held as well, such as an organ in the drawing of the body:
 * drawn along, it moves the slider as far.
 */

import { SLOP } from "../../javascript/finger.js";

export class Touch {
  #value;
  #at;
  #set;
  #track;
  #mouse;
  #part;
  #finger;
  /** @type {number | null} where a finger was lifted that had not moved */
  #tap = null;

  /**
   * @param {HTMLElement} container what is touched
   * @param {() => Element} track what the values lie along
   * @param {() => number} value where it stands now
   * @param {(along: number) => number} at the value at a place on its track, 0 to 1
   * @param {(value: number) => void} set
   * @param {{mouse?: boolean, part?: string}} [ways] whether a mouse moves it as a finger does, and the part of the
   *   container that is held instead of the slider
   */
  constructor(container, track, value, at, set, { mouse = false, part } = {}) {
    this.#track = track;
    this.#value = value;
    this.#at = at;
    this.#set = set;
    this.#mouse = mouse;
    this.#part = part;
    // On the way down, before the core slider hears of it.
    container.addEventListener("touchstart", (event) => event.stopPropagation(), { capture: true, passive: true });
    container.addEventListener("pointerdown", (event) => this.#down(event), true);
    container.addEventListener("pointermove", (event) => this.#move(event));
    container.addEventListener("pointerup", (event) => this.#up(event));
    container.addEventListener("click", () => this.#click());
    // The browser scrolls: what the finger had moved until then goes back.
    container.addEventListener("pointercancel", (event) => this.#cancel(event));
  }

  #down(event) {
    if (event.pointerType === "mouse" && !this.#mouse) return;
    const held = this.#part ? event.target.closest(this.#part) : event.currentTarget;
    if (!held) return;
    event.stopPropagation();
    this.#tap = null;
    if (!event.isPrimary || event.button !== 0) return;
    if (this.#mouse) held.setPointerCapture(event.pointerId);
    const handle = this.#part ? this.#handle : event.target.closest(".noUi-handle");
    this.#finger = { id: event.pointerId, x: event.clientX, y: event.clientY, before: this.#value(), dragging: false };
    this.#finger.grip = handle ? event.clientX - middle(handle) : 0;
  }

  /** @returns {HTMLElement} of the slider */
  get #handle() {
    return this.#track().querySelector(".noUi-handle");
  }

  #move(event) {
    const finger = this.#finger;
    if (finger?.id !== event.pointerId) return;
    const [across, down] = [Math.abs(event.clientX - finger.x), Math.abs(event.clientY - finger.y)];
    if (!finger.dragging && down > SLOP && down >= across) this.#finger = null;
    else if (finger.dragging || across > SLOP) this.#drag(event);
  }

  #drag(event) {
    this.#finger.dragging = true;
    this.#goTo(event.clientX - this.#finger.grip);
  }

  #goTo(x) {
    const { left, width } = this.#track().getBoundingClientRect();
    this.#set(this.#at(Math.min(1, Math.max(0, (x - left) / width))));
  }

  /** What was held lies elsewhere; its slider is ready for the keys. */
  #up(event) {
    if (this.#finger?.id !== event.pointerId) return;
    if (this.#part) this.#handle.focus({ preventScroll: true });
    else if (!this.#finger.dragging) this.#tap = event.clientX - this.#finger.grip;
    this.#finger = null;
  }

  /** A tap: the slider goes where the finger was. One that only stops a page on its way is none to the browser. */
  #click() {
    if (this.#tap !== null) this.#goTo(this.#tap);
    this.#tap = null;
  }

  #cancel(event) {
    if (this.#finger?.id !== event.pointerId) return;
    if (this.#finger.dragging) this.#set(this.#finger.before);
    this.#finger = null;
  }
}

/** @param {Element} element */
function middle(element) {
  const { left, width } = element.getBoundingClientRect();
  return left + width / 2;
}
