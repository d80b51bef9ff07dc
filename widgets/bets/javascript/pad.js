// A pad to draw a curve on: by finger, mouse or keys. What was drawn stays as a ghost when the answer sweeps over it.
import { element, fill, svg } from "../../javascript/page.js";
import { Sizes } from "../../javascript/sizes.js";
import { chart } from "./chart.js";
import { Hand } from "./hand.js";
import { drawHandles, MOVES } from "./handles.js";
import { clamp, filled, moments } from "./moments.js";
import { pairs, sweep } from "./sweep.js";

/** @import { Course } from "./answer.js" */
/** @import { Pad } from "./moments.js" */
/** @import { Scene } from "./scene.js" */
/** @import { Points } from "./sweep.js" */

/** Height of a chart: a share of its width, and of a low window; and its ends, in pixels. */
const SHAPE = { width: 0.46, window: 0.52, least: 170, most: 300, narrowest: 240 };
/** How high a curve begins that has nothing to begin at: a share of the pad. */
const LOW = 1 / 6;

/**
 * @typedef {object} Around what a pad stands in
 * @property {any} words
 * @property {import("../../explorers/kit/units.js").Units} units
 * @property {Course} [ghost]
 * @property {string} [ghostName]
 * @property {Scene | null} scene the picture that the pad is a part of
 * @property {string} help the id of what tells the keys
 * @property {() => void} changed is called after something was drawn
 * @property {() => void} bets is called for the key that commits
 */

/** A pad on the page. */
export class DrawnPad {
  /** Drawn: a value (or null) for each moment. @type {(number | null)[]} */
  values;
  #name;
  #pad;
  #around;
  #xs;
  /** The point that the keys move. */
  #index = 0;
  /** @type {Course | null} */
  #answer = null;
  #sweeping = false;
  #printing = false;
  /** @type {ReturnType<typeof chart>} */
  #drawing;
  #title = element("p", { class: "bet-title" });
  #paper = element("div", { class: "bet-paper" });
  #key = element("p", { class: "bet-key" });
  #handles;
  #surface;
  #measured;
  #hand;

  /**
   * @param {string} name of pads.json
   * @param {Pad} pad
   * @param {Around} around
   */
  constructor(name, pad, around) {
    this.#name = name;
    this.#pad = pad;
    this.#around = around;
    this.#xs = moments(pad.x);
    this.values = this.#nothing();
    this.#handles = drawHandles(name, pad, around);
    this.#surface = element("div", { class: "bet-surface" }, this.#paper, this.#handles.root);
    this.root = element("div", { class: "bet-pad", "data-pad": name }, this.#title, this.#surface, this.#key);
    this.#hand = this.#listenToHand();
    this.#handles.root.addEventListener("keydown", (event) => this.#press(event));
    this.#measured = new Sizes(() => {
      if (this.#drawing.width !== this.#width) this.redraw();
    });
    this.#measured.observe(this.#surface);
    this.redraw();
  }

  /**
   * Show a curve to draw on; null for none.
   * @param {(number | null)[] | null} drawn
   */
  put(drawn) {
    this.values = drawn ? [...drawn] : this.#nothing();
    if (!drawn) this.#index = 0;
    this.#show();
  }

  /**
   * Let the answer come, for good.
   * @param {Course} answer
   * @param {boolean} sweeps
   */
  reveal(answer, sweeps) {
    this.values = filled(this.values);
    this.#answer = answer;
    this.#sweeping = sweeps;
    this.#show();
  }

  /** Take the answer away, to be drawn on. */
  open() {
    this.#answer = null;
    this.#show();
  }

  /** Draw all of it, as after another unit was chosen. */
  redraw() {
    const { words, units, scene } = this.#around;
    const { unit, factor } = units.of(this.#pad.ink);
    const width = this.#width;
    const room = this.#printing ? Infinity : innerHeight; // a sheet has enough
    const look = scene?.look(this.#name, width, room) ?? { height: heightOf(width, room) };
    const moment = (value) => this.#moment(value);
    this.#drawing = chart(this.#pad, { width, factor, moment, ...look });
    this.#drawing.root.setAttribute("aria-hidden", "true");
    this.#title.replaceChildren(element("strong", {}, words.pads[this.#name].title), `, ${unit}`);
    this.root.dataset.ink = this.#pad.ink;
    this.#paper.replaceChildren(this.#drawing.root);
    this.#show();
  }

  /** Draw for paper, where nothing moves, or for the screen again. */
  print(on) {
    this.#printing = on;
    this.#sweeping = false;
    this.redraw();
  }

  focus() {
    this.#handles.focus(this.#index);
  }

  stop() {
    this.#measured.disconnect();
    this.#hand.stop();
  }

  get #width() {
    return Math.max(SHAPE.narrowest, this.#surface.clientWidth);
  }

  #nothing() {
    return this.#xs.map(() => null);
  }

  /** A moment at the axis. */
  #moment(value) {
    const { words } = this.#around;
    const { unit, label, to } = this.#pad.x;
    if (unit === "min") return value === 0 ? "0" : fill(words.hours, { hours: value / label });
    return value === to ? fill(words.years, { years: value }) : String(value);
  }

  /** Where a curve begins that has no point before it: at the ghost's start, or low. */
  #start(at) {
    const { from, to } = this.#pad.y;
    const before = this.values.slice(0, at).findLast((value) => value !== null);
    return before ?? this.#around.ghost?.ys[0] ?? from + (to - from) * LOW;
  }

  #set(at, value) {
    const { from, to } = this.#pad.y;
    this.values[at] = clamp(Math.round(value * 10) / 10, from, to);
  }

  // --- what is to see ---

  #show() {
    const answered = this.#answer !== null;
    this.#drawing.area.replaceChildren(...this.#curves());
    this.#surface.classList.toggle("is-answered", answered);
    this.#key.replaceChildren(...this.#entries());
    this.#handles.root.hidden = answered;
    const points = this.#xs.map((at, index) => ({ at, value: this.values[index], waits: this.#start(index) }));
    this.#handles.show(points, answered ? null : this.#index, this.#drawing.place);
  }

  #curves() {
    const { ghost } = this.#around;
    const { path } = this.#drawing;
    const drawn = path(this.#points(this.values));
    return [
      ...(ghost ? [svg("path", { class: "curve-ghost", d: path(pairs(ghost)) })] : []),
      ...(this.#answer ? this.#answerIn() : []),
      svg("path", { class: this.#answer ? "curve-bet" : "curve-drawn", d: drawn }),
    ];
  }

  #answerIn() {
    const beside = this.#around.scene?.around(this.#name, this.#drawing, this.values) ?? { under: [], over: [] };
    return sweep(this.#answer, this.#points(filled(this.values)), this.#drawing, beside, this.#sweeping);
  }

  /** @returns {Points} of what was drawn */
  #points(values) {
    return values.flatMap((value, at) => (value === null ? [] : [[this.#xs[at], value]]));
  }

  /** What the key below says of the curves. */
  #entries() {
    const { words, ghost, ghostName } = this.#around;
    const drawn = this.values.some((value) => value !== null);
    return [
      ...(this.#answer && drawn ? [entry("bet", words.key.drawn)] : []),
      ...(this.#answer ? [entry("answer", words.key.answer)] : []),
      ...(ghost ? [entry("ghost", ghostName)] : []),
    ].flatMap((one) => [one, " "]);
  }

  // --- what moves it ---

  #listenToHand() {
    return new Hand(this.#surface, {
      at: (event) => this.#drawing.at(event),
      locked: () => this.#answer !== null,
      values: () => [...this.values],
      put: (before) => {
        this.values = before;
        this.#show();
      },
      draw: (strip, to) => {
        for (const { index, value } of strip) this.#set(index, value);
        this.#index = to;
        this.#show();
      },
      done: this.#around.changed,
    });
  }

  #press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || this.#answer) return;
    const move = MOVES[event.key];
    if (!move && event.key !== "Enter") return;
    event.preventDefault();
    if (move) this.#move(...move);
    else this.#around.bets();
  }

  #move(aside, up) {
    this.#index = clamp(this.#index + aside, 0, this.#xs.length - 1);
    const at = this.#index;
    if (up) this.#set(at, (this.values[at] ?? this.#start(at)) + up * this.#pad.y.step);
    this.#show();
    this.focus();
    if (up) this.#around.changed();
  }
}

function heightOf(width, room) {
  const height = Math.min(SHAPE.most, width * SHAPE.width + 60, room * SHAPE.window);
  return Math.round(Math.max(SHAPE.least, height));
}

function entry(kind, text) {
  return element("span", {}, element("span", { class: `bet-line is-${kind}`, "aria-hidden": "true" }), text);
}
