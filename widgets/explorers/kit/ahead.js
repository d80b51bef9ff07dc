/**
 * What a drag comes to next, solved before it is there: in pieces, while the browser has nothing else to do. What was
 * solved is kept for a while, since a hand that looks for a place goes back and forth.
 */

import { inSteps } from "../../javascript/pause.js";
import { finished } from "../../model/browser/index.js";
import { snapped } from "./controls.js";

/** @import { Control, Explorer, Run, Values } from "./types.js" */

/** Runs that are kept. */
const KEPT_RUNS = 12;

/** Milliseconds of work at once where a browser does not tell how long it is idle, and what must be left where it does. */
const SLICE = 6;
const IDLE_LEFT = 2;

export class Ahead {
  #explorer;
  #facts;
  /** @type {Map<string, Run>} the newest last */
  #runs = new Map();
  /** @type {{key: string, work: Generator<void, Run>} | null} */
  #begun = null;
  /** @type {Values[]} what comes after that */
  #expected = [];
  #planned = 0;

  /**
   * @param {Explorer} explorer that solves in pieces
   * @param {any} facts
   */
  constructor(explorer, facts) {
    this.#explorer = explorer;
    this.#facts = facts;
  }

  /**
   * The run of these values, whatever of it is there already.
   * @param {Values} values
   * @returns {Run}
   */
  solve(values) {
    const key = JSON.stringify(values);
    const run = this.#runs.get(key) ?? finished(this.#workOn(key, values));
    this.#keep(key, run);
    return run;
  }

  /**
   * Solve in steps, so that it is there when it is asked for.
   * @param {Values} values
   */
  async begin(values) {
    const key = JSON.stringify(values);
    if (this.#runs.has(key)) return;
    this.#keep(key, await inSteps(this.#workOn(key, values)));
  }

  /**
   * Begin with the runs of what may come next, one after the other.
   * @param {...Values} expected
   */
  expect(...expected) {
    this.#expected = expected;
    this.#next();
  }

  #next() {
    const values = this.#expected.shift();
    if (!values) return;
    const key = JSON.stringify(values);
    if (this.#runs.has(key)) {
      this.#next();
      return;
    }
    this.#begun = { key, work: this.#workOn(key, values) };
    this.#plan();
  }

  #workOn(key, values) {
    if (this.#begun?.key !== key) return this.#explorer.pieces(values, this.#facts);
    const { work } = this.#begun;
    this.#begun = null;
    return work;
  }

  #plan() {
    if (this.#planned) return;
    if (globalThis.requestIdleCallback) {
      this.#planned = requestIdleCallback((idle) => this.#slice(() => idle.timeRemaining() > IDLE_LEFT));
    } else {
      this.#planned = window.setTimeout(() => {
        const end = performance.now() + SLICE;
        this.#slice(() => performance.now() < end);
      });
    }
  }

  /** @param {() => boolean} more whether there is time */
  #slice(more) {
    this.#planned = 0;
    if (!this.#begun) return;
    const { key, work } = this.#begun;
    try {
      while (more()) {
        const piece = work.next();
        if (!piece.done) continue;
        this.#begun = null;
        this.#keep(key, piece.value);
        this.#next();
        return;
      }
      this.#plan();
    } catch {
      this.#begun = null; // whoever asks for it hears why
    }
  }

  #keep(key, run) {
    this.#runs.delete(key);
    this.#runs.set(key, run);
    const [oldest] = this.#runs.keys();
    if (this.#runs.size > KEPT_RUNS) this.#runs.delete(oldest);
  }
}

/**
 * Where a drag comes next if it goes on as it went: as far again. Null where more than one slider moved, or at the end
 * of its track.
 * @param {Values} before
 * @param {Values} now
 * @param {Control[]} controls
 * @returns {Values | null}
 */
export function further(before, now, controls) {
  const moved = controls.filter(({ name }) => before[name] !== now[name]);
  if (moved.length !== 1) return null;
  const [{ name }] = moved;
  const next = snapped(2 * now[name] - before[name], moved[0]);
  return next === now[name] ? null : { ...now, [name]: next };
}
