// Two curves as one picture: on one axis of years, over the stages as labelled ground. Readers draw on it as on any
// pad; with the answer come the stages, the lives behind, and the same in numbers.
import { element, fill, folded, svg } from "../../javascript/page.js";
import { Sizes } from "../../javascript/sizes.js";
import { number } from "./answer.js";
import { roundLines } from "./chart.js";
import { filled, moments, valueAt } from "./moments.js";
import { pairs } from "./sweep.js";

/** @import { Answers } from "./answer.js" */
/** @import { Look, chart } from "./chart.js" */
/** @import { Units } from "../../explorers/kit/units.js" */

/**
 * @typedef {ReturnType<typeof chart>} Drawing
 * @typedef {(number | null)[]} Values
 */

/** From this width on, in pixels, labels stand beside the curves. */
const WIDE = 620;
/** Room around the curves. */
const EDGES = {
  wide: { left: 48, right: 150, top: 30, bottom: 10 },
  narrow: { left: 42, right: 12, top: 10, bottom: 10 },
};
/** Height of a pad: of a wide one a share of its width or of the window, of a narrow one of the window; and its ends. */
const SHAPE = { width: 0.3, window: 0.26, narrow: 0.23, least: 90, most: 300 };
/** Heights of labels, in pixels: of a line, of a name with its number, and of a pad that has room for all. */
const LABEL = { line: 19, answer: 42, roomy: 170 };

/** The picture of a bet: what stands below its pads, and what comes on them with the answer. */
export class Scene {
  #answers;
  #units;
  #pads;
  #names; // of the pads, from the top on
  #first; // the pad that stands on the ground
  #criterion;
  #cutoffs;
  #words;
  #said; // those of the picture
  #x;
  #ink;
  #done = false;
  #edge = EDGES.wide;
  #width = WIDE;
  #stages = element("div", { class: "bet-stages" });
  #years = element("div", { class: "bet-years" });
  /** The stages again, where their names are longer than they are. */
  #legend = element("div", { class: "bet-legend", hidden: true });
  /** Names grow with a reader's own letters and the room between them. */
  #measured = new Sizes(() => this.#placeNames());
  #table = element("table");

  /**
   * @param {any} spec
   * @param {Answers} answers
   * @param {Units} units
   */
  constructor({ bet, pads, ground: { pad: first, criterion, cutoffs }, words }, answers, units) {
    this.#answers = answers;
    this.#units = units;
    this.#pads = pads;
    this.#names = bet.curves.map(({ pad }) => pad);
    this.#first = first;
    this.#criterion = criterion;
    // From the lowest on: what was stored as JSON has no order.
    this.#cutoffs = Object.fromEntries(Object.entries(cutoffs).sort(([, one], [, other]) => one - other));
    this.#words = words;
    this.#said = words.scene;
    ({ x: this.#x, ink: this.#ink } = pads[first]);
    /** Stands below the pads. */
    this.ground = element(
      "div",
      { class: "bet-ground", "aria-hidden": "true" },
      this.#stages,
      this.#years,
      this.#legend,
    );
    /** Stands below the ground. */
    this.caption = element("p", { class: "bet-caption", hidden: true }, words.scene.caption);
    /** Stands below the sentence. */
    this.numbers = folded(words.scene.table, this.#table);
    this.numbers.classList.add("bet-numbers");
    this.numbers.hidden = true;
  }

  /**
   * The look of a pad.
   * @param {string} name
   * @param {number} width
   * @param {number} room height of the window
   * @returns {Partial<Look>}
   */
  look(name, width, room) {
    const wide = width >= WIDE;
    this.#edge = wide ? EDGES.wide : EDGES.narrow;
    this.#width = width;
    const share = wide ? Math.min(width * SHAPE.width, room * SHAPE.window) : room * SHAPE.narrow;
    const height = Math.round(Math.min(SHAPE.most, Math.max(SHAPE.least, share)));
    this.#layGround();
    const own = name === this.#first ? this.#edge : { ...this.#edge, bottom: 0 }; // it stands on the ground
    return { height, edge: own, lines: this.#linesOf(name, height - own.top - own.bottom), moment: null };
  }

  /**
   * What comes with the answer, under the curve of a pad and over it.
   * @param {string} name
   * @param {Drawing} drawing
   * @param {Values} drawn
   * @returns {{under: SVGElement[], over: SVGElement[]}}
   */
  around(name, drawing, drawn) {
    const now = this.#answers.now[name];
    const parts = name === this.#first ? this.#slope(drawing) : this.#mountain(name, now, drawing);
    const labels = this.#edge === EDGES.wide ? this.#labelsOf(name, now, drawing, drawn) : [];
    return { under: [...parts.under, ...this.#onsets(name, drawing)], over: [...parts.over, ...labels] };
  }

  /**
   * @param {boolean} done
   * @param {Record<string, Values>} drawn
   */
  show(done, drawn) {
    this.#done = done;
    this.#layGround();
    this.numbers.hidden = this.caption.hidden = !done;
    if (done) this.#tell(drawn);
  }

  stop() {
    this.#measured.disconnect();
  }

  /** The cut-offs, and round numbers where there is room; the ground has none. */
  #linesOf(name, height) {
    const { y } = this.#pads[name];
    /** @type {import("./chart.js").Line[]} */
    const lines =
      name === this.#first
        ? Object.entries(this.#cutoffs).map(([kind, at]) => ({ at, text: this.#units.number(at, this.#ink), kind }))
        : [];
    const apart = (one, other) => (Math.abs(one - other) / (y.to - y.from)) * height >= LABEL.line;
    for (const line of roundLines(this.#pads[name], this.#units.of(this.#pads[name].ink).factor))
      if (line.at > y.from && lines.every(({ at }) => apart(at, line.at))) lines.push(line);
    return lines;
  }

  /** Where a year stands on the axis, as a share of it. */
  #shareOf(year) {
    const { from, to } = this.#x;
    return (year - from) / (to - from);
  }

  /** Where a year stands in the picture, in percent of its width: as the curves do, however large they are shown. */
  #percentOf(year) {
    const { left, right } = this.#edge;
    return (100 * (left + this.#shareOf(year) * (this.#width - left - right))) / this.#width;
  }

  /** The stages that are reached, with the years in which they begin. */
  #reached() {
    return Object.keys(this.#cutoffs)
      .map((stage) => ({ stage, year: this.#answers.onset(this.#criterion, stage) }))
      .filter(({ year }) => year !== null);
  }

  #layGround() {
    const last = (year) => year === this.#x.to && this.#edge === EDGES.wide;
    const labels = moments({ ...this.#x, step: this.#x.label }).map((year) =>
      element(
        "span",
        { style: `left: ${this.#percentOf(year).toFixed(3)}%` },
        last(year) ? fill(this.#words.years, { years: year }) : String(year),
      ),
    );
    this.#years.replaceChildren(...labels);
    this.ground.closest(".bet")?.classList.toggle("is-wide", this.#edge === EDGES.wide);
    this.#stages.classList.toggle("is-covered", !this.#done);
    this.#measured.disconnect();
    this.#legend.replaceChildren();
    if (this.#done) this.#layStages();
    else this.#stages.replaceChildren(element("span", {}, this.#said.covered));
    this.#placeNames();
  }

  #layStages() {
    const stages = this.#allStages();
    this.#stages.replaceChildren(...this.#bands(stages));
    this.#legend.replaceChildren(...stages.map((stage) => element("span", {}, swatch(stage), ...this.#namesOf(stage))));
    for (const name of this.ground.querySelectorAll("strong")) this.#measured.observe(name);
  }

  /** A name that is longer than its stage stands in the legend, and so do the others then. */
  #placeNames() {
    this.#stages.classList.remove("is-listed");
    const names = [...this.#stages.querySelectorAll(".bet-stage > *")];
    const long = names.some((name) => widthOf(name) > name.parentElement.clientWidth);
    this.#stages.classList.toggle("is-listed", long);
    this.#legend.hidden = !long;
  }

  /** The stages of the answer, with their first years and what is told of their limits. */
  #allStages() {
    const limit = (stage) => `${this.#units.number(this.#cutoffs[stage], this.#ink)} ${this.#units.of(this.#ink).unit}`;
    const [lowest] = Object.keys(this.#cutoffs);
    return [
      { stage: "normal", year: this.#x.from, told: fill(this.#said.below, { value: limit(lowest) }) },
      ...this.#reached().map((one) => ({ ...one, told: fill(this.#said.from, { value: limit(one.stage) }) })),
    ];
  }

  #namesOf({ stage, told }) {
    return [element("strong", {}, this.#said.stages[stage]), " ", element("small", {}, told)];
  }

  /** The first band begins before the axis does, and the last one ends behind it. */
  #bands(stages) {
    const edges = [0, ...stages.slice(1).map(({ year }) => this.#percentOf(year)), 100];
    return stages.map((stage, index) => {
      const style = `width: ${(edges[index + 1] - edges[index]).toFixed(3)}%`;
      return element("span", { class: "bet-stage", "data-stage": stage.stage, style }, ...this.#namesOf(stage));
    });
  }

  /** A line down to the ground from where each stage begins. */
  #onsets(name, { place, height }) {
    return this.#reached().map(({ stage, year }) => {
      const [at, up] = place(year, this.#cutoffs[stage]);
      return svg("line", { class: "scene-onset", x1: at, x2: at, y1: name === this.#first ? up : 0, y2: height });
    });
  }

  #slope({ path, place }) {
    const behind = this.#answers.behind.map(({ curves }) =>
      svg("path", { class: "scene-behind", d: path(pairs(curves[this.#first])) }),
    );
    const dots = this.#reached().map(({ stage, year }) => {
      const [cx, cy] = place(year, this.#cutoffs[stage]);
      return svg("circle", { class: "scene-dot", cx, cy, r: 5 });
    });
    return { under: behind, over: dots };
  }

  #mountain(name, now, drawing) {
    const { place } = drawing;
    const behind = this.#answers.behind.map(({ curves }) =>
      svg("path", { class: "scene-range", d: this.#land(curves[name], drawing) }),
    );
    const high = Math.max(...now.ys);
    const year = now.xs[now.ys.indexOf(high)];
    const [cx, cy] = place(year, high);
    const at = fill(this.#words.at[this.#x.unit], { x: Math.round(year) });
    return {
      // The highest range lies farthest back.
      under: [...behind.reverse(), svg("path", { class: "scene-mountain", d: this.#land(now, drawing) })],
      over: [
        svg("circle", { class: "scene-dot", cx, cy, r: 5 }),
        svg(
          "text",
          { class: "scene-label is-top", x: cx, y: cy - 14, "text-anchor": "middle" },
          fill(this.#said.top, { at }),
        ),
      ],
    };
  }

  /** The ground under a curve, to both edges of the picture. */
  #land(course, { path, place, width, height }) {
    const left = place(course.xs[0], course.ys[0])[1];
    const right = place(course.xs.at(-1), course.ys.at(-1))[1];
    return `${path(pairs(course)).replace("M", `M0 ${left}L`)}H${width}V${right}V${height}H0Z`;
  }

  /** Names beside the ends of the curves, none over another. */
  #labelsOf(name, now, { place, width, height, edge: { right } }, drawn) {
    const at = width - right + 12;
    const end = (values) => place(this.#x.to, values.at(-1))[1];
    const { unit } = this.#units.of(this.#pads[name].ink);
    const line = (values, kind, text) => ({
      y: end(values),
      height: LABEL.line,
      nodes: (y) => [svg("text", { class: `scene-label is-${kind}`, x: at, y: y + 5 }, text)],
    });
    const labels = [
      {
        y: end(now.ys),
        height: LABEL.answer,
        nodes: (y) => [
          svg("text", { class: "scene-label is-answer", x: at, y: y - 3 }, this.#words.pads[name].short),
          svg(
            "text",
            { class: "scene-number", x: at, y: y + 17 },
            number(now.ys.at(-1), this.#pads[name].ink, this.#units),
            svg("tspan", {}, ` ${unit}`),
          ),
        ],
      },
      ...(drawn.some((value) => value !== null) ? [line(filled(drawn), "bet", this.#said.drew)] : []),
      ...(height >= LABEL.roomy
        ? this.#answers.behind.map((run) =>
            line(run.curves[name].ys, "behind", fill(this.#said.behind, { name: run.name })),
          )
        : []),
    ];
    return apart(labels, height).flatMap(({ y, nodes }) => nodes(y));
  }

  /** The same in numbers. */
  #tell(drawn) {
    const bet = this.#names.every((name) => drawn?.[name]?.some((value) => value !== null));
    const unit = (name) => this.#units.of(this.#pads[name].ink).unit;
    const head = this.#names.flatMap((name) => [
      fill(this.#said.own, { title: this.#words.pads[name].short, unit: unit(name) }),
      ...(bet ? [this.#said.yours] : []),
    ]);
    const rows = moments({ ...this.#x, step: this.#x.label }).map((year) => {
      const cells = this.#names.flatMap((name) => {
        const { xs, ys } = this.#answers.now[name];
        const written = (value) =>
          value === null ? this.#words.empty : number(value, this.#pads[name].ink, this.#units);
        const own = bet ? [written(filled(drawn[name])[moments(this.#x).indexOf(year)])] : [];
        return [written(valueAt(xs, ys, year)), ...own];
      });
      const stage = this.#reached().findLast((one) => one.year <= year)?.stage ?? "normal";
      const own = [...cells, this.#said.stages[stage]].map((text) => element("td", {}, text));
      return rowOf([element("th", { scope: "row" }, String(year)), ...own]);
    });
    this.#table.replaceChildren(
      element(
        "thead",
        {},
        rowOf([this.#said.year, ...head, this.#said.stage].map((text) => element("th", { scope: "col" }, text))),
      ),
      element("tbody", {}, ...rows),
    );
  }
}

/**
 * A call, which may be answered later: on the site the class comes in a script of its own (book/runtime/arrived_scene.js).
 * @param {any} spec
 * @param {Answers} answers
 * @param {Units} units
 */
export const drawScene = (spec, answers, units) => new Scene(spec, answers, units);

/** The look of a stage, beside its name in the legend. */
const swatch = ({ stage }) => element("span", { class: "bet-swatch", "data-stage": stage });

/** @param {Element} part */
const widthOf = (part) => part.getBoundingClientRect().width;

/** @param {HTMLElement[]} cells */
const rowOf = (cells) => element("tr", {}, ...cells);

/**
 * Move labels until none lies over another; those that fall out of the picture push the others up.
 * @template {{y: number, height: number}} Label
 * @param {Label[]} labels
 * @param {number} room
 * @returns {Label[]}
 */
function apart(labels, room) {
  const sorted = [...labels].sort((a, b) => a.y - b.y);
  let free = 0;
  for (const label of sorted) {
    label.y = Math.max(label.y, free + label.height / 2);
    free = label.y + label.height / 2;
  }
  let below = room;
  for (const label of sorted.reverse()) {
    label.y = Math.min(label.y, below - label.height / 2);
    below = label.y - label.height / 2;
  }
  return sorted;
}
