/** When an explorer draws: once it stands, and then once a frame, however often a slider moves. */

export class Frames {
  #draw;
  #frame = 0;
  /** It stands; what is asked before waits. */
  #begun = false;
  #asked = false;

  /** @param {() => void} draw */
  constructor(draw) {
    this.#draw = draw;
  }

  /** Whether it stands. */
  get begun() {
    return this.#begun;
  }

  /** It stands: what was asked meanwhile is drawn now. */
  begin() {
    this.#begun = true;
    if (this.#asked) this.ask();
  }

  /** Have it drawn in the next frame. */
  ask() {
    this.#asked = true;
    if (this.#begun) this.#frame ||= requestAnimationFrame(() => this.now());
  }

  /** Draw at once; what was asked is done with that. */
  now() {
    this.remove();
    this.#draw();
  }

  remove() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }
}
