/**
 * A Plotly figure that Python states without data: here it gets data, ranges, units and colors.
 * A move of a slider moves the curves and touches nothing else: a third of the work of `Plotly.restyle` (kit/plotly.js).
 * All else goes through `Plotly.react`.
 */
import { fill } from "../../javascript/page.js";
import { breather } from "../../javascript/pause.js";
import { total } from "./curves.js";
import Plotly from "./plotly.js";
import { HIDDEN } from "./stretches.js";
import { rem } from "./text.js";
import { pictureOf } from "./typeface.js";

const CONFIG = { displayModeBar: false, responsive: false, doubleClick: false, showTips: false };

/** The run that people are. */
const MEASURED = "measured";

/** A picture is this much finer than the screen. */
export const PICTURE_SCALE = 2;

/** An axis keeps its top until its curves are this far below the next lower one, and rest for so many milliseconds. */
const SHRINK = 0.9;
const REST = 800;

/** Numbers beside an axis need this many pixels each; labels of two lines need more. */
const TICK_ROOM = 15;
const MARK_ROOM = 10;
const LABEL_ROOM = 27;

/** Pixels that a letter of a name needs, with what keeps it from the next name. */
const LETTER = 7;

/** Pixels between two panels: a title, and the numbers of the axis above it where there is room. */
const GAP = { wide: 52, narrow: 30, close: 10 };

/** Pixels around the lines of a key that other words may share; and those below them, without a title and with one. */
const AROUND_KEY = 10;
const BELOW_KEY = { paper: 4, container: 24 };

/** Sizes of type in a narrow chart. */
const NARROW = { font: 12, tick: 11 };

/** A further chart narrower than this, in the reader's own size of type (rem), is drawn for a phone. */
const PHONE = 30;

/** Type and distances are stated for type of this size; a reader's larger type enlarges both, as far as there is room. */
const TYPE = 16;
const ROOMY = 480;
const LARGEST = 1.75;

/** What is left to see of a curve while another one stands out. */
const FAINT = 0.2;
/** How many times wider is the line that stands out. */
const BOLD = 1.8;

/**
 * @import { Axis, DrawnRuns, Figure, Plot } from "./types.js"
 * @import { Theme } from "./theme.js"
 * @import { Units } from "./units.js"
 */

export class Chart {
  #figure;
  #axes;
  #units;
  #theme;
  #narrow = false;
  #width = 0;
  #height = 0;
  /** @type {Object<string, number>} index of the top of each axis */
  #tops = {};
  /** @type {Object<string, number>} height of each panel, in pixels */
  #heights = {};
  /** @type {DrawnRuns} */
  #runs;
  #stale = true;
  /** The first draw is on its way. */
  #beginning = false;
  #removed = false;
  /** Height of the key as it was drawn last, in pixels. */
  #key = 0;
  #resting;
  /** @type {?string} the series or quantity that stands out */
  #lit = null;

  /**
   * @param {HTMLElement} element
   * @param {Figure} figure
   * @param {Object<string, Axis>} axes
   * @param {Units} units
   * @param {Theme} theme
   */
  constructor(element, figure, axes, units, theme) {
    this.element = element;
    this.#figure = figure;
    this.#axes = axes;
    this.#units = units;
    this.#theme = theme;
    /** How many times larger than stated the type is. */
    this.type = 1;
  }

  /** Have the next draw do everything anew. */
  invalidate() {
    this.#stale = true;
  }

  /**
   * Take the size of the element.
   * @param {boolean} narrow
   * @returns {boolean} whether it changed
   */
  resized(narrow) {
    const { clientWidth: width, clientHeight: height } = this.element;
    const type = Math.max(1, Math.min(rem() / TYPE, width / ROOMY, LARGEST));
    const changed = width !== this.#width || height !== this.#height || narrow !== this.#narrow || type !== this.type;
    this.#width = width;
    this.#height = height;
    this.#narrow = narrow;
    this.type = type;
    return changed;
  }

  /**
   * Draw runs for the first time: in steps, since this takes long on a slow device. What is asked meanwhile follows.
   * @param {DrawnRuns} runs
   */
  async begin(runs) {
    const plot = this.#plot;
    this.#beginning = true;
    this.#runs = runs;
    plot.pause = breather();
    try {
      await this.#restate(runs);
    } finally {
      delete plot.pause;
      this.#beginning = false;
    }
    if (this.#removed) this.remove();
    else if (this.#stale) this.draw(this.#runs);
  }

  /**
   * Draw runs.
   * @param {DrawnRuns} runs
   */
  draw(runs) {
    if (this.#beginning) {
      this.#stale = true;
      this.#runs = runs;
      return;
    }
    const other = runs.now?.across !== this.#runs?.now?.across;
    if (this.#stale || other || this.#outgrown(runs) || !this.#moved(runs)) this.#restate(runs);
    this.#runs = runs;
    clearTimeout(this.#resting);
    // A hand that goes back and forth would have an axis follow it.
    this.#resting = setTimeout(() => this.#rest(), REST);
  }

  /** What has come down for good has a lower axis. */
  #rest() {
    if (this.#fitted(this.#runs)) this.#restate(this.#runs);
  }

  /**
   * Draw runs in the room that the element has now.
   * @param {DrawnRuns} runs
   */
  drawInPlace(runs) {
    if (this.#takeRoom()) this.invalidate();
    this.draw(runs);
  }

  /**
   * The same for the first time.
   * @param {DrawnRuns} runs
   */
  beginInPlace(runs) {
    this.#takeRoom();
    return this.begin(runs);
  }

  #takeRoom() {
    return this.resized(this.element.clientWidth < PHONE * rem());
  }

  /**
   * Let the curves of one series or quantity stand out; null: none. A chart that has none of them stays as it is.
   * @param {?string} name
   * @returns {boolean} whether it has one
   */
  light(name) {
    const lit = this.#figure.data.some(({ meta }) => shows(meta, name)) ? name : null;
    if (lit !== this.#lit) {
      this.#lit = lit;
      this.#stale = true;
      if (this.#runs) this.draw(this.#runs);
    }
    return lit !== null;
  }

  /** Only numbers changed. False where curves appear or disappear: then all is drawn anew. */
  #moved(runs) {
    const moved = [];
    // Those that move are painted last. Over layers that would hide what stays, so there all move.
    const layers = this.#figure.data.some(({ stackgroup }) => stackgroup);
    this.#figure.data.forEach(({ meta }, index) => {
      if (meta.run && (layers || runs[meta.run] !== this.#runs[meta.run])) moved.push(index);
    });
    const data = moved.map((index) => {
      const trace = this.#figure.data[index];
      // Plotly would look for paths within a typed array, element by element.
      const y = Array.from(this.#up(trace.meta, runs));
      // Time is the same in every run; another axis may move.
      return trace.meta.x ? { x: Array.from(this.#across(trace, runs)), y } : { y };
    });
    const shown = ({ y }) => y.length > 0;
    if (moved.some((index, place) => shown(this.#plot.data[index]) !== shown(data[place]))) return false;
    Plotly.move(this.element, data, moved);
    return true;
  }

  /** Anything may have changed. */
  #restate(runs) {
    this.#stale = false;
    const { data, layout } = this.#theme.recolor(this.#figure);
    const traces = data.map((trace) => this.#trace(trace, runs));
    return Plotly.react(this.element, traces, this.#layout(layout, runs), CONFIG).then(() => this.#giveKeyRoom());
  }

  /** How many lines a key needs is known when it is drawn: where they need more room above the panels, draw again. */
  #giveKeyRoom() {
    if (this.#removed) return;
    const { legend, margin } = this.#plot._fullLayout;
    const key = Math.max(0, (legend?._height ?? 0) - AROUND_KEY);
    const changed = key !== this.#key && Math.max(key, this.#key) + this.#belowKey() > margin.t;
    this.#key = key;
    if (changed) return this.#restate(this.#runs);
  }

  /** What needs room below the key and above the panels, in pixels. */
  #belowKey() {
    return BELOW_KEY[this.#figure.layout.legend?.yref ?? "paper"] * this.type;
  }

  #trace(trace, runs) {
    const { meta } = trace;
    const sized = {
      ...trace,
      ...(trace.textfont && this.#enlarged({ textfont: trace.textfont })),
      ...this.#lighting(trace),
    };
    if (!meta.run) return sized; // it came with its data
    const visible = Boolean(runs[meta.run]);
    return { ...sized, x: this.#across(trace, runs), y: this.#up(meta, runs), visible };
  }

  /** The curve that stands out is bolder, for where it is the only one, and the others are faint. */
  #lighting({ meta, line }) {
    if (!this.#lit || !meta.run) return {};
    if (!shows(meta, this.#lit)) return { opacity: FAINT };
    return meta.run === "now" && line?.width ? { line: { ...line, width: line.width * BOLD } } : {};
  }

  #across(trace, runs) {
    const { run, x = "minutes", x_quantity: quantity, at, between } = trace.meta;
    const places = at ?? this.#numbers(runs[run]?.series[x], quantity);
    return between && places.length > 0 ? this.#centered(trace, places, runs) : places;
  }

  /** Where texts stand: the first that fits in the middle between two places, the others out of sight. */
  #centered({ text, xaxis = "x" }, [from, to], runs) {
    const { layout } = this.#figure;
    const [first, last] = { ...layout[xaxis.replace("x", "xaxis")], ...runs.now?.across }.range;
    const { l, r } = this.#narrow ? layout.meta.narrow : layout.margin;
    const room = ((to - from) / (last - first)) * (this.#width - (l + r) * this.type);
    const fits = text.findIndex((name) => room >= name.length * LETTER * this.type);
    return text.map((_, index) => (index === fits ? (from + to) / 2 : HIDDEN));
  }

  #up({ run, series, quantity, at }, runs) {
    const curve = runs[run]?.series[series];
    return this.#numbers(at && curve ? Float64Array.from(at, (minute) => curve[minute]) : curve, quantity);
  }

  /** Numbers in the chosen unit. */
  #numbers(curve = [], quantity) {
    const factor = this.#factor(quantity);
    return factor === 1 ? curve : curve.map((value) => value && value * factor); // null parts a line
  }

  /** From the model's unit to the chosen one; 1 for what has only one unit. */
  #factor(quantity) {
    return quantity ? this.#units.of(quantity).factor : 1;
  }

  /** Whether the curves need a higher axis. */
  #outgrown(runs) {
    return this.#growing().some(([name, axis]) => this.#topOf(name, axis, runs) > this.#tops[name]);
  }

  /** Whether an axis needs another top for its curves; if so, it has it from now on. */
  #fitted(runs) {
    const before = JSON.stringify(this.#tops);
    for (const [name, axis] of this.#growing()) this.#tops[name] = this.#topOf(name, axis, runs);
    return JSON.stringify(this.#tops) !== before;
  }

  #topOf(name, axis, runs) {
    return fitting(this.#topsOf(axis), this.#highest(axis.quantity, runs), this.#tops[name]);
  }

  #growing() {
    return Object.entries(this.#axes).filter(([, { tops }]) => tops);
  }

  #topsOf({ quantity, tops }) {
    return tops[this.#units.of(quantity).unit];
  }

  #highest(quantity, runs) {
    let highest = 0;
    for (const { meta } of this.#figure.data) {
      if (meta.quantity !== quantity || meta.at) continue;
      const curve = runs[meta.run]?.series[meta.series] ?? [];
      for (let index = 0; index < curve.length; index += 1) if (curve[index] > highest) highest = curve[index];
    }
    return highest * this.#factor(quantity);
  }

  #layout(stated, runs) {
    const layout = this.#enlarged(structuredClone(stated));
    const font = { ...layout.font, family: getComputedStyle(this.element).fontFamily };
    Object.assign(layout, { width: this.#width, height: this.#height, font });
    if (this.#narrow) this.#tighten(layout);
    layout.margin.t = Math.max(layout.margin.t, this.#key && this.#key + this.#belowKey());
    this.#stack(layout);
    this.#fitted(runs);
    for (const [name, axis] of this.#growing()) Object.assign(layout[name], this.#scale(axis, this.#tops[name], name));
    for (const [name, { quantity, fixed }] of Object.entries(this.#axes)) {
      const { unit } = this.#units.of(quantity);
      Object.assign(layout[name], fixed?.[unit]);
      if (layout[name].title) layout[name].title.text = fill(layout[name].title.text, { unit });
    }
    for (const name of Object.keys(layout).filter((key) => /^[xy]axis/.test(key))) {
      // Each number has its room; Plotly would measure all of them, an eighth of a first draw.
      layout[name].ticklabeloverflow = "allow";
      if (name.startsWith("x")) Object.assign(layout[name], runs.now?.across);
    }
    for (const shape of layout.shapes ?? []) this.#scaleShape(shape);
    layout.annotations = [...(layout.annotations ?? []), ...this.#theme.recolor(this.#marks())];
    for (const annotation of layout.annotations) this.#write(annotation, layout.margin);
    return layout;
  }

  /** A part of a layout with its type and margins as large as the reader's type asks. */
  #enlarged(part, within = "") {
    if (this.type === 1 || part === null || typeof part !== "object") return part;
    if (Array.isArray(part)) return part.map((inner) => this.#enlarged(inner, within));
    const grows = (name) => (name === "size" ? within.endsWith("font") : ["margin", "narrow"].includes(within));
    const larger = ([name, inner]) =>
      typeof inner === "number" && grows(name) ? [name, inner * this.type] : [name, this.#enlarged(inner, name)];
    return Object.fromEntries(Object.entries(part).map(larger));
  }

  /** Panels one above the other, of equal height but for those of a stated one (in pixels), which stand close. */
  #stack(layout) {
    const panels = Object.keys(layout).filter((key) => /^yaxis/.test(key));
    const { heights: stated = {}, gaps: wanted = {} } = layout.meta;
    const gapAbove = (name) => wanted[name] ?? (name in stated ? { wide: GAP.close, narrow: GAP.close } : GAP);
    const gap = (name) => (this.#narrow ? gapAbove(name).narrow : gapAbove(name).wide) * this.type;
    const room = layout.height - layout.margin.t - layout.margin.b;
    const gaps = panels.slice(1).map(gap);
    // In a low chart none has more than its part.
    const part = (room - total(gaps)) / panels.length;
    const heights = Object.fromEntries(
      Object.entries(stated).map(([name, height]) => [name, Math.min(height * this.type, part)]),
    );
    const fixed = panels.filter((name) => name in heights);
    const taken = total(gaps) + total(fixed.map((name) => heights[name]));
    const shared = (room - taken) / (panels.length - fixed.length);
    this.#heights = Object.fromEntries(panels.map((name) => [name, heights[name] ?? shared]));
    let top = room;
    panels.forEach((name, index) => {
      const bottom = top - this.#heights[name];
      layout[name].domain = [Math.max(0, bottom / room), top / room];
      top = bottom - (gaps[index] ?? 0);
    });
  }

  /** Range and ticks for one top; a tick gives its number up to a mark that is too near. */
  #scale(axis, index, name) {
    const [top, distance] = this.#topsOf(axis)[index];
    const room = ((TICK_ROOM * this.type) / this.#heights[name]) * top;
    const marks = (axis.marks ?? []).map((value) => value * this.#factor(axis.quantity));
    const tickvals = [];
    for (let value = 0; value < top; value += distance) tickvals.push(value);
    const free = (value) => marks.every((mark) => Math.abs(mark - value) >= room);
    return { range: [0, top], tickvals, ticktext: tickvals.map((value) => (free(value) ? String(value) : "")) };
  }

  /** The marks of an axis that do not touch a higher one. */
  #apart(axis, index, name) {
    const room =
      (((MARK_ROOM * this.type) / this.#heights[name]) * this.#topsOf(axis)[index][0]) / this.#factor(axis.quantity);
    const kept = [];
    for (const mark of [...(axis.marks ?? [])].sort((a, b) => b - a)) {
      if (kept.every((other) => other - mark >= room)) kept.push(mark);
    }
    return kept;
  }

  /** Numbers of cut-offs among those of an axis, bold and without a line across the chart. */
  #marks() {
    const layout = this.#enlarged(this.#figure.layout);
    return this.#growing().flatMap(([name, axis]) =>
      this.#apart(axis, this.#tops[name], name).map((y) => ({
        y,
        text: `<b>{value}</b>`,
        yref: name.replace("axis", ""),
        xref: "paper",
        x: 0,
        xanchor: "right",
        xshift: -4,
        showarrow: false,
        font: { ...layout[name].tickfont, ...(this.#narrow && { size: NARROW.tick * this.type }) },
      })),
    );
  }

  /** Quantity of the axis that something stands on, by its reference such as "y2 domain". */
  #quantityAt(reference) {
    return this.#axes[reference.replace(" domain", "").replace(/^[xy]/, "$&axis")]?.quantity;
  }

  #scaleShape(shape) {
    const factor = this.#factor(this.#quantityAt(shape.yref));
    shape.y0 *= factor;
    shape.y1 *= factor;
  }

  /** Texts stand at the left edge, above a panel, or at the right one, or beside it at a height in its unit. */
  #write(annotation, margin) {
    const quantity = this.#quantityAt(annotation.yref);
    const above = annotation.yref.endsWith("domain");
    if (above) annotation.xshift = annotation.xanchor === "right" ? margin.r : -margin.l;
    if (!quantity) {
      if (!above && this.#narrow) annotation.font.size = NARROW.tick * this.type;
      return;
    }
    const { unit } = this.#units.of(quantity);
    annotation.text = fill(annotation.text, { unit, value: this.#units.number(annotation.y, quantity) });
    if (above) return;
    annotation.y *= this.#factor(quantity);
    if (this.#narrow && annotation.x === 1) this.#shorten(annotation, quantity);
  }

  /** Beside a narrow chart a label takes two lines; where they would touch the next, its number alone. */
  #shorten(annotation, quantity) {
    const up = Object.entries(this.#axes).filter(([axis]) => axis.startsWith("y"));
    const [name, axis] = up.find(([, { quantity: measured }]) => measured === quantity);
    const length = axis.tops
      ? this.#topsOf(axis)[this.#tops[name]][0]
      : lengthOf(axis.fixed[this.#units.of(quantity).unit]);
    const others = this.#figure.layout.annotations.filter(({ yref }) => yref === annotation.yref);
    const gaps = others.map(({ y }) => Math.abs(y * this.#factor(quantity) - annotation.y)).filter(Boolean);
    const fits = (Math.min(...gaps) / length) * this.#heights[name] >= LABEL_ROOM * this.type;
    const [number, ...rest] = annotation.text.split(" ");
    annotation.text = fits ? `${number}<br>${rest.join(" ")}` : number;
    annotation.font.size = NARROW.tick * this.type;
  }

  /** Smaller type, narrower margins, and the time axis only below the last panel. */
  #tighten(layout) {
    const tick = NARROW.tick * this.type;
    layout.font.size = NARROW.font * this.type;
    layout.legend.font = { size: tick };
    Object.assign(layout.margin, layout.meta.narrow);
    const axes = Object.keys(layout).filter((key) => /^[xy]axis/.test(key));
    for (const key of axes) layout[key].tickfont = { ...layout[key].tickfont, size: tick };
    for (const key of axes.filter((name) => layout[name].matches)) layout[key].showticklabels = false;
  }

  /** What is drawn: {across, title, x, curves: [{name, meta, y}]}, curves only; `title` is that of the axis, if it has one. */
  drawn() {
    const curves = this.#told().filter(({ meta }) => meta.run && meta.run !== MEASURED && !meta.at);
    const own = curves.find(({ meta }) => meta.run === "now");
    if (!own) return { across: "", title: "", x: [], curves: [] };
    // A run with places of its own, such as another length, has none in a table of one horizontal axis.
    const fits = ({ x }) => x.length === own.x.length && x.every((place, index) => place === own.x[index]);
    const title = this.#plot.layout[(own.xaxis ?? "x").replace("x", "xaxis")].title?.text;
    return { across: own.meta.x ?? "minutes", title, x: own.x, curves: curves.filter(fits) };
  }

  /** The people that are drawn: marks with their {meta, x, y}. */
  people() {
    return this.#told().filter(({ meta }) => meta.run === MEASURED);
  }

  /** What is drawn and stands in the table of numbers. */
  #told() {
    return (this.#plot.data ?? []).filter(({ meta, visible, y }) => visible && y.length > 0 && !meta.mark);
  }

  /**
   * The chart as a picture: a data address.
   * @param {string} fonts those of the page (kit/typeface.js); without them it is set in one that every reader has
   */
  async picture(fonts) {
    const { data, layout } = this.#plot;
    const { width, height } = layout;
    const set = fonts ? layout : { ...layout, font: { ...layout.font, family: "sans-serif" } };
    const asked = { format: "svg", width, height, scale: PICTURE_SCALE, imageDataOnly: true };
    return pictureOf(await Plotly.toImage({ data, layout: set }, asked), fonts);
  }

  /** What Plotly keeps with the element. */
  get #plot() {
    return /** @type {Plot} */ (this.element);
  }

  remove() {
    this.#removed = true;
    clearTimeout(this.#resting);
    Plotly.purge(this.element);
  }
}

const lengthOf = ({ range: [from, to] }) => to - from;

/** Whether a trace is of a series or a quantity. */
function shows({ series, quantity }, name) {
  return name !== null && (series === name || quantity === name);
}

/** Index of the lowest top above `highest`; a chart that has one keeps it until it is too high. */
function fitting(tops, highest, index) {
  const lowest = (limit) => {
    const found = tops.findIndex(([top]) => top >= limit);
    return found < 0 ? tops.length - 1 : found;
  };
  const needed = lowest(highest * 1.02);
  if (index === undefined || needed >= index) return needed;
  return Math.min(index, lowest(highest / SHRINK));
}
