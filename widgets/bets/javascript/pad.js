// A pad to draw a curve on: by finger, mouse or keys. What was drawn stays as a ghost when the answer sweeps over it.
import { element, fill, svg } from "../../javascript/page.js";
import { number } from "./answer.js";
import { chart } from "./chart.js";
import { strokes } from "./hand.js";
import { clamp, filled, moments } from "./moments.js";

/** @import { Course } from "./answer.js" */
/** @import { Pad } from "./moments.js" */
/** @import { Scene } from "./scene.js" */

/** Height of a chart: a share of its width, and of a low window; and its ends, in pixels. */
const SHAPE = { width: 0.46, window: 0.52, least: 170, most: 300, narrowest: 240 };
/** Steps of a page key. */
const PAGE = 4;

/**
 * @typedef {object} Drawn a pad on the page
 * @property {HTMLElement} root
 * @property {(number | null)[]} values drawn, a value (or null) for each moment
 * @property {(values: (number | null)[] | null) => void} put show a curve to draw on; null for none
 * @property {(answer: Course, sweeps: boolean) => void} reveal let the answer come, for good
 * @property {() => void} open take the answer away, to be drawn on
 * @property {() => void} redraw after another unit was chosen
 * @property {() => void} focus
 * @property {() => void} stop
 */

/**
 * @param {string} name of pads.json
 * @param {Pad} pad
 * @param {{words: any, units: import("../../explorers/kit/units.js").Units, ghost?: Course, ghostName?: string,
 *   scene: Scene | null, help: string, changed: () => void, bets: () => void}} around `scene` is the picture that the
 *   pad is a part of; `help` is the id of what tells the keys; `bets` is called for the key that commits
 * @returns {Drawn}
 */
export function drawPad(name, pad, { words, units, ghost, ghostName, scene, help, changed, bets }) {
  const { x, y } = pad;
  const xs = moments(x);
  const quantity = pad.ink;
  let values = xs.map(() => null);
  let index = 0;
  /** @type {Course | null} */
  let answer = null;
  let sweeping = false;
  /** @type {ReturnType<typeof chart>} */
  let drawing;

  const title = element("p", { class: "bet-title" });
  const key = element("p", { class: "bet-key" });
  const paper = element("div", { class: "bet-paper" });
  const handles = xs.map((at) =>
    element("span", {
      class: "bet-handle",
      role: "slider",
      tabindex: "-1",
      "aria-label": fill(words.at[x.unit], { x: at }),
      "aria-orientation": "vertical",
      "aria-describedby": help,
    }),
  );
  const held = element("div", { class: "bet-handles", role: "group", "aria-label": words.pads[name].name }, ...handles);
  const surface = element("div", { class: "bet-surface" }, paper, held);
  const root = element("div", { class: "bet-pad", "data-pad": name }, title, surface, key);

  /** Where a curve begins that has no point beside it: at the ghost's start, or low. */
  function start(at) {
    const before = values.slice(0, at).findLast((value) => value !== null);
    return before ?? ghost?.ys[0] ?? y.from + (y.to - y.from) / 6;
  }

  const width = () => Math.max(SHAPE.narrowest, surface.clientWidth);

  function size() {
    const height = Math.min(SHAPE.most, width() * SHAPE.width + 60, innerHeight * SHAPE.window);
    return { height: Math.round(Math.max(SHAPE.least, height)) };
  }

  function redraw() {
    const { unit, factor } = units.of(quantity);
    const hours = (value) => (value === 0 ? "0" : fill(words.hours, { hours: value / x.label }));
    const years = (value) => (value === x.to ? fill(words.years, { years: value }) : String(value));
    const look = scene?.look(name, width()) ?? size();
    drawing = chart(pad, { width: width(), factor, moment: x.unit === "min" ? hours : years, ...look });
    title.replaceChildren(element("strong", {}, words.pads[name].title), `, ${unit}`);
    root.dataset.ink = pad.ink;
    paper.replaceChildren(drawing.root);
    show();
  }

  function show() {
    const { area, path } = drawing;
    const drawn = path(points(values));
    const curves = [...(ghost ? [svg("path", { class: "curve-ghost", d: path(pairs(ghost)) })] : [])];
    if (answer) curves.push(...answerIn(), svg("path", { class: "curve-bet", d: drawn }));
    else curves.push(svg("path", { class: "curve-drawn", d: drawn }));
    area.replaceChildren(...curves);
    drawing.root.setAttribute("aria-hidden", "true");
    held.hidden = answer !== null;
    surface.classList.toggle("is-answered", answer !== null);
    handles.forEach(place);
    key.replaceChildren(...keys());
  }

  function points(drawn) {
    return /** @type {[number, number][]} */ (drawn.flatMap((value, at) => (value === null ? [] : [[xs[at], value]])));
  }

  /** The answer, and the ground between it and what was drawn; both come in from the left. */
  function answerIn() {
    count += 1;
    const id = `bet-sweep-${count}`;
    const { width, height, path } = drawing;
    const curtain = svg(
      "clipPath",
      { id },
      svg("rect", { ...(sweeping && { class: "curve-sweep" }), width, height, x: 0, y: 0 }),
    );
    const there = path(pairs(answer));
    const back = points(filled(values)).reverse();
    const ground = back.length > 1 ? `${path(between(answer, back))}L${path(back).slice(1)}Z` : "";
    const around = scene?.around(name, drawing, values) ?? { under: [], over: [] };
    return [
      curtain,
      svg(
        "g",
        { "clip-path": `url(#${id})` },
        ...around.under,
        svg("path", { class: "curve-gap", d: ground }),
        svg("path", { class: "curve-answer", d: there }),
        ...around.over,
      ),
    ];
  }

  function keys() {
    const entry = (kind, text) =>
      element("span", {}, element("span", { class: `bet-line is-${kind}`, "aria-hidden": "true" }), text);
    const drawn = values.some((value) => value !== null);
    return [
      ...(answer && drawn ? [entry("bet", words.key.drawn)] : []),
      ...(answer ? [entry("answer", words.key.answer)] : []),
      ...(ghost ? [entry("ghost", ghostName)] : []),
    ].flatMap((one) => [one, " "]);
  }

  function place(handle, at) {
    const value = values[at];
    const [px, py] = drawing.place(xs[at], value ?? start(at));
    handle.style.transform = `translate(${px.toFixed(1)}px, ${py.toFixed(1)}px)`;
    handle.tabIndex = at === index && answer === null ? 0 : -1;
    handle.classList.toggle("is-empty", value === null);
    handle.classList.toggle("is-here", at === index);
    const { factor } = units.of(quantity);
    handle.setAttribute("aria-valuemin", String(y.from * factor));
    handle.setAttribute("aria-valuemax", String(y.to * factor));
    handle.setAttribute("aria-valuenow", String(units.value(value ?? start(at), quantity)));
    const told = { y: number(value ?? 0, quantity, units), unit: units.of(quantity).unit };
    handle.setAttribute("aria-valuetext", value === null ? words.empty : fill(words.point, told));
  }

  function set(at, value) {
    values[at] = clamp(Math.round(value * 10) / 10, y.from, y.to);
  }

  const release = strokes(surface, {
    at: (event) => drawing.at(event),
    here: () => index,
    locked: () => answer !== null,
    values: () => [...values],
    put(before) {
      values = before;
      show();
    },
    draw(strip, to) {
      for (const { index: at, value } of strip) set(at, value);
      index = to;
      show();
    },
    done: changed,
  });

  const moves = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    Home: [-xs.length, 0],
    End: [xs.length, 0],
    ArrowUp: [0, y.step],
    ArrowDown: [0, -y.step],
    PageUp: [0, PAGE * y.step],
    PageDown: [0, -PAGE * y.step],
  };
  held.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || answer !== null) return;
    if (event.key === "Enter") {
      event.preventDefault();
      bets();
      return;
    }
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    const [aside, up] = move;
    index = clamp(index + aside, 0, xs.length - 1);
    if (up) set(index, (values[index] ?? start(index)) + up);
    show();
    handles[index].focus();
    if (up) changed();
  });

  const measured = new ResizeObserver(() => {
    if (drawing && drawing.width !== width()) redraw();
  });
  measured.observe(surface);
  redraw();

  return {
    root,
    get values() {
      return values;
    },
    put(drawn) {
      values = drawn ? [...drawn] : xs.map(() => null);
      if (!drawn) index = 0;
      show();
    },
    reveal(course, sweeps) {
      values = filled(values);
      answer = course;
      sweeping = sweeps;
      show();
    },
    open() {
      answer = null;
      show();
    },
    redraw,
    focus: () => handles[index].focus(),
    stop() {
      measured.disconnect();
      release();
    },
  };
}

let count = 0; // of clips: their names must differ

const pairs = ({ xs, ys }) => /** @type {[number, number][]} */ (xs.map((at, index) => [at, ys[index]]));

/** The part of a course that lies over what was drawn. */
function between(course, back) {
  const [from, to] = [back.at(-1)[0], back[0][0]];
  return pairs(course).filter(([at]) => at >= from && at <= to);
}
