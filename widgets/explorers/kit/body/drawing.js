/**
 * The body of an explorer: its organs around the blood, in one moment. Every mark means the same everywhere.
 *
 * An arrow is as wide as what flows through it; a dashed outline in or around it is the flow in health. Dots in the
 * blood are glucose and insulin, in proportion, and the blood warms as glucose rises. A disk is as full as an organ
 * hears insulin, and muscle pales with it. The pancreas fills with granules as it works harder.
 *
 * An organ that has a slider can be held itself, and drawn to the left and to the right.
 */
import { element, svg } from "../../../javascript/page.js";
import { PICTURE_SCALE } from "../charts.js";
import { property } from "../theme.js";
import { pictureOf } from "../typeface.js";
import { arrow } from "./arrow.js";
import { circle, GRANULES, ORGANS, stadium } from "./organs.js";
import { NARROW, WIDE } from "./plans.js";
import { EMPTY, KEY, said } from "./texts.js";

/** Width of an arrow, in units of the drawing, for each mg of glucose a minute and each unit of insulin an hour. */
const SCALES = { glucose: 0.055, insulin: 1.2 };

/** A narrower arrow cannot be seen; one in health that differs by less is not drawn beside it. */
const HAIR = 0.1;
const APART = 1.5;

/** In the model, fat hears insulin as muscle does. */
const HEARS_AS = { fat: "muscle" };

/** The slider that an organ moves. */
export const HELD = { muscle: "muscle", liver: "liver", pancreas: "reserve" };

/** Narrower arrows have no room for a stream in them. */
const STREAM = 3.5;

/** One dot in the blood for so much glucose (mg/dL) and insulin (µU/mL), on two lanes each, and the most of a lane. */
const DOTS = { glucose: 3, insulin: 2.5 };
const LANES = { glucose: [0.2, 0.62], insulin: [0.41, 0.82] };
const MOST_DOTS = 60;
/** Length that each lane is said to have, and where on it its dots begin, as shares of the distance between two. */
const LAP = 1000;
const STARTS = [0, 0.25, 0.7, 0.95];

/** Glucose at which the blood is as warm as it gets, and at which it begins to warm, mg/dL; and how warm it can be. */
const WARM = { from: 60, to: 240, least: 0.06, most: 0.5 };

/** Granules of a pancreas at rest and for each unit of insulin an hour; how large they are, and grow. */
const GRANULE = { least: 3, each: 0.75, radius: 1.7, grows: 0.09, largest: 3.2 };

/** Release that fills the pancreas with its color, U/h. */
const FULL_WORK = 20;

/** Flows of the gut that fill it with dots, mg/min, and the distance between two then and when it is all but empty. */
const FULL_GUT = 500;
const GUT_DOTS = { near: 8, far: 34 };

/** A plan is wide from so many pixels on. Its type grows and shrinks with it, within limits. */
const ROOMY = 620;
const GROWS = { least: 0.8, most: 1.2 };
/** The smallest type, in pixels; and how small a drawing may be that has room for units. */
const SMALLEST = 12;
const UNITS = 0.75;
const WEIGHT = { name: 600, note: 400, flow: 600, level: 700, unit: 400 };

/**
 * @import { Mounted } from "../explorer.js"
 * @import { Moment } from "../types.js"
 * @import { Plan } from "./plans.js"
 */

export class Drawing {
  #explorer;
  #words;
  /** @type {Plan} */
  #plan;
  #key;
  /** @type {SVGElement} */
  #svg;
  #arrows = new Map();
  #texts = [];
  #parts = {};
  /** @type {?Moment} */
  #moment = null;
  #width = 0;
  /** Type of units, relative to that of their numbers. */
  #unit = 0;
  #seen;

  /**
   * @param {Mounted} explorer whose `spec.body` says how the body is drawn
   * @param {HTMLElement} parent
   */
  constructor(explorer, parent) {
    this.#explorer = explorer;
    this.#words = explorer.words.shared.body;
    this.#key = explorer.spec.body.key;
    this.element = element("div", { class: "explorer-drawing", "data-place": explorer.spec.body.place });
    parent.append(this.element);
    this.#draft(NARROW);
    // What moves out of sight only costs.
    this.#seen = new IntersectionObserver((entries) =>
      this.element.toggleAttribute("data-moving", entries.at(-1).isIntersecting),
    );
    this.#seen.observe(this.element);
  }

  /** Take the width of its place. */
  resized() {
    const width = this.element.clientWidth;
    if (width === this.#width || width === 0) return;
    this.#width = width;
    const plan = width < ROOMY ? NARROW : WIDE;
    if (plan !== this.#plan) this.#draft(plan);
    this.#size();
    if (this.#moment) this.draw(this.#moment);
  }

  /** Type in units of the drawing, for its size in pixels. */
  #size() {
    const { width, type } = this.#plan;
    const scale = (this.#width || width) / width;
    const grown = Math.min(GROWS.most, Math.max(GROWS.least, scale));
    const size = (look) => Math.max(SMALLEST, type[look] * grown);
    for (const { node, look } of this.#texts) {
      node.style.fontSize = `${rounded(size(look) / scale)}px`;
      node.textContent = "";
    }
    this.#unit = scale < UNITS ? 0 : size("unit") / size("level");
  }

  /** Draw all that does not change, after a plan. @param {Plan} plan */
  #draft(plan) {
    this.#plan = plan;
    this.#arrows.clear();
    this.#texts = [];
    const height = plan.height + (this.#key ? plan.keyHeight : 0);
    this.#svg = svg("svg", { viewBox: `0 0 ${plan.width} ${height}`, role: "img" });
    for (const [name, curve] of Object.entries(plan.flows)) this.#svg.append(this.#arrow(name, curve));
    this.#svg.append(this.#blood(), ...Object.keys(plan.organs).map((name) => this.#organ(name)));
    this.#parts.gauges = Object.fromEntries(Object.entries(plan.gauges).map(([name, at]) => [name, this.#gauge(at)]));
    for (const label of plan.labels) this.#label(label);
    if (this.#key) this.#drawKey(plan.key);
    this.element.replaceChildren(this.#svg);
  }

  #arrow(name, curve) {
    const of = name === "insulin" ? "insulin" : "glucose";
    const parts = {
      now: svg("path", { "data-flow": name, style: `fill:${color(of)}` }),
      health: svg("path", { "data-flow-health": name, style: "fill:none;stroke-width:1.2" }),
      stream: svg("path", { class: "explorer-stream", style: stream("paper", 2, "0.01 11") }),
    };
    this.#arrows.set(name, { ...parts, curve, of });
    return svg("g", {}, parts.now, parts.stream, parts.health);
  }

  #blood() {
    const { blood } = this.#plan;
    const { band } = blood;
    const vessel = `${stadium(blood)}${stadium(shrunk(blood, band))}`;
    const edge = `stroke:${color("glucose")};stroke-opacity:.55;stroke-width:1.2`;
    this.#parts.warmth = svg("path", {
      "data-blood": "",
      d: vessel,
      style: `fill:${color("glucose")};fill-rule:evenodd;${edge}`,
    });
    const lanes = Object.entries(LANES).flatMap(([of, shares]) =>
      shares.map((share, index) => {
        const line = svg("path", {
          d: stadium(shrunk(blood, share * band)),
          pathLength: LAP,
          class: `explorer-lane explorer-lane-${of}-${index}`,
          style: stream(of, of === "glucose" ? 4.4 : 4, ""),
        });
        return { of, line };
      }),
    );
    this.#parts.lanes = lanes;
    const ground = svg("path", { d: vessel, style: `fill:${color("paper")};fill-rule:evenodd` });
    return svg("g", {}, ground, this.#parts.warmth, ...lanes.map(({ line }) => line));
  }

  #organ(name) {
    const { scale, organs } = this.#plan;
    const [x, y] = organs[name];
    const { color: own, outline, inside, tube } = ORGANS[name];
    const group = svg("g", { transform: `translate(${x} ${y}) scale(${scale})`, "data-organ": name });
    if (tube) return this.#tube(group, tube, own);
    if (this.#explorer.spec.controls.some((control) => control.name === HELD[name])) {
      group.setAttribute("data-held", "");
      this.element.setAttribute("data-holds", ""); // no browser asks a part of a drawing which way a finger may go
    }
    const body = svg("path", {
      d: outline,
      style: `fill:${color(own)};stroke:${color(own)};stroke-width:1.6;stroke-linejoin:round`,
    });
    group.append(svg("path", { d: outline, style: `fill:${color("paper")}` }), body);
    if (inside) group.append(svg("path", { d: inside, style: `${line(own, 1.1)};stroke-opacity:.75` }));
    body.style.fillOpacity = ".16";
    if (name === "pancreas")
      this.#parts.granules = GRANULES.map(({ x: across, y: down }) => granule(group, across, down));
    this.#parts[name] = { group, body };
    return group;
  }

  #tube(group, path, own) {
    this.#parts.food = svg("path", { d: path, class: "explorer-food", style: stream("glucose", 3.6, "") });
    const layer = (name, width, opacity = 1) =>
      svg("path", { d: path, style: `${line(name, width)};stroke-opacity:${opacity}` });
    group.append(layer(own, 14.5), layer("paper", 11.8), layer("glucose", 11.8, 0.12), this.#parts.food);
    return group;
  }

  /** A disk that is as full as an organ hears insulin. */
  #gauge([x, y]) {
    const full = svg("path", { style: `fill:${color("insulin")}` });
    const rim = svg("path", {
      d: circle(0, 0, GAUGE),
      style: `fill:${color("paper")};stroke:${color("insulin")};stroke-width:1.5`,
    });
    this.#svg.append(svg("g", { transform: `translate(${x} ${y})` }, rim, full));
    return full;
  }

  #label([name, x, y, anchor, look]) {
    const node = svg("text", { x, y, "text-anchor": anchor, "data-says": name });
    node.style.cssText = `fill:${color(INKS[name] ?? (look === "note" ? "quiet" : "ink"))};font-weight:${WEIGHT[look]}`;
    this.#texts.push({ node, name, look });
    this.#svg.append(node);
  }

  /** How much the arrows of the key stand for, and what the disks say. */
  #drawKey({ arrows, gauge, labels }) {
    for (const [of, curve] of Object.entries(arrows)) {
      const { outline } = arrow(curve, KEY[of] * SCALES[of]);
      this.#svg.append(svg("path", { d: outline, "data-flow": `key_${of}`, style: `fill:${color(of)}` }));
      this.#svg.lastElementChild.setAttribute("data-width", String(KEY[of] * SCALES[of]));
    }
    this.#gauge(gauge).setAttribute("d", disk(0.5));
    for (const label of labels) this.#label(label);
  }

  /** @param {Moment} moment */
  draw(moment) {
    this.#moment = moment;
    const { flows, health, glucose, insulin, hears } = moment;
    for (const [name, one] of this.#arrows) point(one, flows[name], (health ?? flows)[name]);
    const warmth = (glucose - WARM.from) / (WARM.to - WARM.from);
    this.#parts.warmth.style.fillOpacity = rounded(between(WARM.least, WARM.most, warmth));
    const levels = { glucose, insulin };
    for (const [index, { of, line: lane }] of this.#parts.lanes.entries())
      fillLane(lane, levels[of] / DOTS[of] / 2, STARTS[index]);
    this.#digest(flows.gut);
    this.#work(flows.insulin);
    for (const [name, gauge] of Object.entries(this.#parts.gauges))
      gauge.setAttribute("d", disk(hears[HEARS_AS[name] ?? name]));
    const { muscle } = this.#parts;
    muscle.body.style.fillOpacity = rounded(between(0.03, 0.24, hears.muscle));
    muscle.group.style.opacity = rounded(between(0.45, 1, hears.muscle));
    this.#tell(moment);
  }

  /** Glucose in the gut, the denser the more it gives. */
  #digest(flow) {
    const { food } = this.#parts;
    food.style.visibility = flow < EMPTY ? "hidden" : "visible";
    const distance = between(GUT_DOTS.far, GUT_DOTS.near, Math.sqrt(flow / FULL_GUT));
    food.style.setProperty("--explorer-step", rounded(distance));
    food.style.strokeDasharray = `0.01 ${rounded(distance)}`;
  }

  /** How hard the pancreas works. */
  #work(release) {
    const { granules, pancreas } = this.#parts;
    const count = Math.round(GRANULE.least + GRANULE.each * release);
    const radius = Math.min(GRANULE.largest, GRANULE.radius + GRANULE.grows * release);
    granules.forEach((one, index) => {
      one.setAttribute("r", rounded(radius));
      one.style.fillOpacity = index < count ? "1" : "0.12";
    });
    pancreas.body.style.fillOpacity = rounded(between(0.12, 0.5, release / FULL_WORK));
  }

  #tell(moment) {
    const { label, texts } = said(moment, this.#words, this.#explorer.units);
    for (const { node, name } of this.#texts) write(node, texts[name] ?? "", this.#unit);
    if (this.#svg.getAttribute("aria-label") !== label) this.#svg.setAttribute("aria-label", label);
  }

  /**
   * The drawing as a picture: a data address.
   * @param {string} fonts those of the page (kit/typeface.js)
   */
  address(fonts) {
    const { width, height } = this.#svg.getBoundingClientRect();
    const copy = /** @type {SVGElement} */ (this.#svg.cloneNode(true));
    // Outside of the page there is no style sheet, and no font but what it brings.
    for (const [name, value] of Object.entries(this.#explorer.theme.palette))
      copy.style.setProperty(property(name), value);
    copy.style.fontFamily = fonts ? getComputedStyle(this.#svg).fontFamily : "sans-serif";
    put(copy, { width: width * PICTURE_SCALE, height: height * PICTURE_SCALE });
    return pictureOf(new XMLSerializer().serializeToString(copy), fonts);
  }

  remove() {
    this.#seen.disconnect();
  }
}

/** Radius of a gauge. */
const GAUGE = 6;

/** Colors of single texts. */
const INKS = {
  level_glucose: "glucose-text",
  level_glucose_named: "glucose-text",
  level_insulin: "insulin-text",
  level_insulin_named: "insulin-text",
  insulin_does: "insulin-text",
  ratio: "insulin-text",
};

const color = (name) => `var(--explorer-${name})`;
const line = (name, width) =>
  `fill:none;stroke:${color(name)};stroke-width:${width};stroke-linecap:round;stroke-linejoin:round`;
/** Dots along a line. */
const stream = (name, width, dashes) => `${line(name, width)};stroke-dasharray:${dashes || "0.01 9"}`;
const rounded = (number) => String(Number(number.toFixed(2)));
const between = (from, to, share) => from + (to - from) * Math.min(1, Math.max(0, share));

function shrunk({ x, y, width, height }, by) {
  return { x: x + by, y: y + by, width: width - 2 * by, height: height - 2 * by };
}

function granule(group, cx, cy) {
  const dot = svg("circle", { cx, cy, style: `fill:${color("insulin")}` });
  group.append(dot);
  return dot;
}

/** The lower part of a gauge, as high as a share of it. */
function disk(share) {
  if (share >= 0.995) return circle(0, 0, GAUGE);
  const down = GAUGE - 2 * GAUGE * Math.max(0, share);
  const aside = Math.sqrt(GAUGE ** 2 - down ** 2);
  return `M${-aside} ${down}A${GAUGE} ${GAUGE} 0 ${share > 0.5 ? 1 : 0} 0 ${aside} ${down}Z`;
}

/** Lay an arrow out for what flows through it, and for the flow in health where that differs. */
function point({ now, health, stream: beads, curve, of }, flow, healthy) {
  const [width, before] = [flow, healthy].map((amount) => Math.max(0, amount * SCALES[of]));
  const seen = width > HAIR;
  const { outline, middle } = arrow(curve, width);
  put(now, { d: outline, "data-width": rounded(width), visibility: seen ? "visible" : "hidden" });
  const differs = Math.abs(width - before) > APART;
  // What is more than in health streams along the sides of what it is in health.
  const within = differs && before < width;
  put(beads, { d: middle, visibility: width > STREAM && !within ? "visible" : "hidden" });
  const usual = arrow(curve, before);
  put(health, { d: differs ? usual[within ? "sides" : "outline"] : "", "data-width": rounded(before) });
  health.classList.toggle("explorer-stream", within);
  health.style.stroke = color(within ? "paper" : of);
  health.style.strokeDasharray = within ? "6 5" : "3 2.5";
}

/** Dots along a lane, in pairs, so that they look strewn. */
function fillLane(lane, level, start) {
  const pairs = Math.max(1, Math.round(Math.min(MOST_DOTS, level) / 2));
  const distance = LAP / pairs;
  lane.style.strokeDasharray = `0.01 ${rounded(0.42 * distance)} 0.01 ${rounded(0.58 * distance)}`;
  lane.style.strokeDashoffset = rounded(-start * distance);
}

/** Write a text, or a number with its unit in type of a size relative to its own; of no size, it is left out. */
function write(node, text, size) {
  const [number, ...units] = [text].flat();
  const unit = size > 0 ? units.map((name) => ` ${name}`).join("") : "";
  if (node.textContent === number + unit) return;
  node.textContent = number;
  const style = `font-size:${rounded(size)}em;font-weight:${WEIGHT.unit}`;
  if (unit) node.append(svg("tspan", { style }, unit));
}

function put(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
}
