/** When an explorer draws: once it stands, and then once a frame, however often a slider moves. */
import { breather, inSteps } from "../../javascript/pause.js";
import { finished } from "../../model/browser/index.js";

/** Milliseconds of work in a frame before the browser has its turn: solving takes longer on a slow device alone. */
const AT_ONCE = 20;

export class Frames {
  #work;
  #frame = 0;
  /** It stands; what is asked before waits. */
  #begun = false;
  #asked = false;
  /** @type {?object} the drawing that is under way */
  #turn = null;

  /** @param {() => Generator<void, void>} work that draws, in steps between which the browser may have its turn */
  constructor(work) {
    this.#work = work;
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

  /** Have it drawn in the next frame; after the drawing that is under way. */
  ask() {
    this.#asked = true;
    if (this.#begun && !this.#turn) this.#frame ||= requestAnimationFrame(() => this.#take());
  }

  async #take() {
    this.remove();
    const turn = {};
    this.#turn = turn;
    const gone = () => this.#turn !== turn;
    try {
      await inSteps(this.#work(), { rest: breather(AT_ONCE), gone });
    } finally {
      if (!gone()) this.#turn = null;
      if (this.#asked) this.ask();
    }
  }

  /** Draw at once; what was asked is done with that. */
  now() {
    this.remove();
    finished(this.#work());
  }

  remove() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#turn = null;
    this.#asked = false;
  }
}
