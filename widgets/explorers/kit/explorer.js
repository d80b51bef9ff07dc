/** One explorer on the page: the parts that all explorers share, put together. */
import { keepKeys } from "../../javascript/keys.js";
import { amount, written } from "../../javascript/numbers.js";
import { element, fill, save } from "../../javascript/page.js";
import { inSteps, leisure, pause } from "../../javascript/pause.js";
import { Sizes } from "../../javascript/sizes.js";
import { finished, HYPOGLYCEMIA, REPORTED, THRESHOLDS } from "../../model/browser/index.js";
import { Ahead, further } from "./ahead.js";
import { Drawing, HELD } from "./body/drawing.js";
import { Chart } from "./charts.js";
import { Circuit } from "./circuit.js";
import { Controls, snapped } from "./controls.js";
import { Details } from "./details.js";
import { captioned, csv, framed } from "./download.js";
import { Frames } from "./frames.js";
import { Gauges } from "./gauges.js";
import { Groups } from "./groups.js";
import { Measured } from "./measured.js";
import { Panels } from "./panels.js";
import { Pin } from "./pin.js";
import { Player } from "./player.js";
import { Rest } from "./rest.js";
import { Sentence } from "./sentence.js";
import { SmallExplorer } from "./small.js";
import { rem, rich } from "./text.js";
import { Theme } from "./theme.js";
import { Tools } from "./tools.js";
import { embedded } from "./typeface.js";
import { Units } from "./units.js";
import { Address } from "./url.js";

/** @import { Explorer, Handle, Model, Root, Run, Runs, Spec, Values } from "./types.js" */

/**
 * All in the reader's own size of type (rem). An explorer narrower than this shows its charts first and keeps them in
 * view; in a window too low for that, such as that of a phone on its side, only a narrower one does.
 */
const NARROW = 56;
const NARROW_AND_LOW = 36;

/** Room that a slider needs below what stays in view, with its name and its marks. */
const SLIDER = 7;

/** A window lower than this has no room for sentence and chart above each other beside the sliders. */
const LOW = 28;

/** What a sheet of paper leaves it, whatever the window's height. */
const SHEET = 50;

/** The least height of a chart that says something, and room around what stays. */
const CHART = 9;
const EDGE = 3;

/** What a low window has in one column beside the chart, in this order: what one touches, then what one reads. */
const BESIDE = [
  ".explorer-control, .explorer-group",
  ".explorer-player",
  ".explorer-tools",
  ".explorer-gauges",
  ".explorer-circuit",
];

/** What the words of an explorer may name of the cut-offs of glucose. */
const CUTOFFS = { fasting: THRESHOLDS.fasting, two_hour: THRESHOLDS.two_hour, low: HYPOGLYCEMIA };

/** And of those of A1c, which has one unit. */
const A1C = Object.fromEntries(
  Object.entries(THRESHOLDS.a1c).map(([stage, value]) => [`a1c_${stage}`, amount(written(value, REPORTED.a1c), "%")]),
);

/**
 * Mount an explorer in the element of its view.
 * @param {Explorer} explorer its own module
 * @param {Model} model
 * @param {HTMLElement} el
 * @returns {() => void} what takes it away again
 */
export function mount(explorer, model, el) {
  let mounted;
  let waiting;
  let gone = false;
  // A view is rendered before it is attached, and only then is there a box around it.
  const start = () => {
    /** @type {Root} */
    const root = el.closest(".explorer");
    if (!root) {
      waiting = requestAnimationFrame(start);
      return;
    }
    const Kind = model.get("spec").explorer ? SmallExplorer : Mounted;
    try {
      mounted = new Kind(explorer, model, el, root);
    } catch (error) {
      fail(error, model, el, root);
      return;
    }
    // A slow device has time for its reader before building, solving, drawing and saying.
    pause()
      .then(() => inSteps(mounted.begin(), { rest: pause, gone: () => gone }))
      .then(
        () => root.dispatchEvent(new CustomEvent("explorer:whole", { bubbles: true })),
        (error) => gone || fail(error, model, el, root),
      );
  };
  start();
  return () => {
    gone = true;
    cancelAnimationFrame(waiting);
    mounted?.remove();
  };
}

/** What cannot be drawn says so in its place, and to the page as `explorer:failed`. */
function fail(error, model, el, root) {
  console.error(error);
  const { failed } = model.get("spec").words.shared;
  el.textContent = ""; // in words that the oldest of browsers knows
  el.append(element("p", { role: "alert" }, fill(failed, { error: error.message })));
  root.dispatchEvent(new CustomEvent("explorer:failed", { bubbles: true, detail: error }));
}

/** An explorer that stands on the page. */
export class Mounted {
  #names;
  #heard;
  #release;
  #sized;
  #spoken;
  #refit;
  #focused;
  #frames = new Frames(() => this.#drawing());
  /** @type {{key: string, run: ?Run}} */
  #ghost = { key: "", run: null };
  /** @type {Runs} */
  #runs;
  /** @type {?Ahead} of an explorer that solves in pieces */
  #ahead;
  /** @type {?Values} what was drawn last */
  #drawn = null;
  #results;
  /** The highest that the sentence was at its width, in rem. */
  #said = { width: 0, height: 0 };

  /**
   * @param {Explorer} explorer
   * @param {Model} model
   * @param {HTMLElement} el
   * @param {Root} root
   */
  constructor(explorer, model, el, root) {
    /** @type {Spec} */
    const spec = model.get("spec");
    this.explorer = explorer;
    this.model = model;
    this.root = root;
    // Before anything is built: each look at a size after a change has the browser lay out the page again.
    const frame = frameOf(root);
    this.spec = spec;
    this.words = spec.words;
    this.#names = spec.controls.map((control) => control.name);
    this.#ahead = explorer.pieces ? new Ahead(explorer, spec.facts) : null;
    root.dataset.explorer = spec.name;
    this.theme = new Theme(
      root,
      () => this.#restate(),
      (on) => this.#print(on),
    );
    this.units = new Units(spec.quantities, () => this.#restate());
    this.address = new Address(root, spec);
    this.#build(el);
    this.#adopt(this.address.read());
    this.#listen();
    this.#fit(frame);
  }

  /** Draw for the first time, in steps. What stands below the first chart waits until its sliders answer. */
  *begin() {
    yield this.#ahead?.begin(this.values);
    yield this.#ahead?.begin(this.#ghostly(this.values));
    yield* this.#solving();
    yield this.chart.begin(this.#runs);
    yield* this.#telling();
    this.#announce();
    this.root.explorer = this.#handle();
    const parts = this.address.refused.join(", ");
    if (parts) this.tools.say(fill(this.words.shared.address, { parts }));
    this.#frames.begin();
    yield leisure();
    yield this.panels.begin();
    this.explorer.warmUp?.();
  }

  /** Lay out the parts. The tools stand after the sliders, so that Tab meets them in that order. */
  #build(el) {
    const { root, words, spec, units, theme } = this;
    for (let wrapper = el; wrapper !== root; wrapper = wrapper.parentElement) wrapper.classList.add("explorer-pass");
    root.style.setProperty("--explorer-rows", String(rows(spec) + 2));
    root.toggleAttribute("data-grouped", spec.groups?.length > 0);
    this.tools = new Tools(this, el);
    this.stage = element("div", { class: "explorer-stage" });
    const figure = element("div", { class: "explorer-chart", role: "img", "aria-label": words.chart });
    this.sentence = new Sentence(words.sentence, this.stage);
    // Below many sliders a small body would be out of sight: there it goes with the charts.
    const apart = spec.body?.place === "beside" && !spec.groups?.length;
    this.drawing = spec.body && new Drawing(this, apart ? el : this.stage);
    this.stage.append(figure);
    // Of an explorer with groups, whose sliders take much room, the charts make a column of their own.
    el.append(element("div", { class: "explorer-pass explorer-charts" }, this.stage));
    this.chart = new Chart(figure, this.model.get("figure"), spec.axes, units, theme);
    this.panels = new Panels(this, el);
    this.player = spec.player && new Player(this, el);
    this.gauges = this.explorer.gauges && new Gauges(words, el);
    this.controls = new Controls(root, spec, words, (values) => this.set(values));
    const cursor = spec.controls.find(({ axis }) => axis);
    if (cursor) this.controls.follow(figure, () => figure.querySelector(".nsewdrag"), cursor, { mouse: true });
    root.toggleAttribute("data-cursor", Boolean(cursor));
    for (const [organ, name] of this.drawing ? Object.entries(HELD) : [])
      this.controls.hold(this.drawing.element, `[data-organ=${organ}]`, name);
    const { circuit } = this.explorer;
    const cut = (values) => this.set(values);
    this.circuit = circuit && new Circuit(circuit, words.circuit, spec.controls, cut, this.tools.after);
    this.groups = new Groups(root, spec, words);
    this.measured = spec.measured && new Measured(this, this.tools.after);
    this.pin = new Pin(words, this.explorer.table, this.tools.after);
    this.cutoffs = element("p");
    const notes = element("div", { class: "explorer-notes" }, element("p", {}, ...rich(words.time)), this.cutoffs);
    // Without a glossary they would be words alone.
    if (document.documentElement.dataset.glossary) notes.append(element("p", {}, ...rich(termsOf(words))));
    this.tools.after.append(notes);
    this.rest = this.explorer.rest && new Rest(words, this.tools.after);
    this.details = new Details(this, this.tools.after);
    this.#number();
  }

  /** Give what stands beside the chart its place, since cells of a grid that are taken are left out otherwise. */
  #number() {
    const { root } = this;
    const alone = (part) => part.parentElement.closest(".explorer-group") === null;
    const parts = BESIDE.flatMap((kind) => [...root.querySelectorAll(kind)]).filter(alone);
    for (const [place, part] of parts.entries()) {
      const { style } = /** @type {HTMLElement} */ (part);
      style.setProperty("--explorer-place", String(place));
    }
    root.style.setProperty("--explorer-beside", String(parts.length));
  }

  /** Take over a state from outside: the address of the page. */
  #adopt({ values, chosen, pinned, people }) {
    this.units.adopt(chosen);
    this.#showPeople(people);
    if (pinned) this.pin.hold(this.#run(pinned));
    this.set(values);
  }

  #listen() {
    this.#heard = this.#names.map((name) => [`change:${name}`, () => this.schedule()]);
    for (const [event, listener] of this.#heard) this.model.on(event, listener);
    this.#release = keepKeys(this.root);
    this.#sized = new Sizes(() => this.#fit());
    this.#sized.observe(this.root);
    this.#spoken = new Sizes(() => this.#yieldRoom());
    this.#spoken.observe(this.sentence.region);
    this.#refit = () => this.#fit();
    this.#focused = ({ target }) => this.#accompany(target);
    this.root.addEventListener("focusin", this.#focused);
    addEventListener("resize", this.#refit);
  }

  /** A slider that takes the focus from the keyboard brings the charts beside it into view. */
  #accompany(target) {
    const { root, stage } = this;
    const { width, stage: held } = root.dataset;
    if (width === "narrow" || !["whole", "chart"].includes(held) || !target.matches("[role=slider]:focus-visible"))
      return;
    const [above, whole] = [roof(root), held === "whole"];
    const charts = this.chart.element.getBoundingClientRect();
    const top = whole ? Math.min(charts.top, stage.firstElementChild.getBoundingClientRect().top) : charts.top;
    const seen = top >= above && charts.bottom <= innerHeight;
    const off = (whole ? root : this.chart.element).getBoundingClientRect().top - above;
    const slider = target.getBoundingClientRect();
    const near = slider.top - off >= above && slider.bottom - off <= innerHeight;
    if (!seen && near) scrollBy({ top: off, behavior: "instant" });
  }

  /** @returns {Values} */
  get values() {
    // A slider's floating point may be off its steps by a hair.
    const setting = (control) => [control.name, snapped(this.model.get(control.name), control)];
    return Object.fromEntries(this.spec.controls.map(setting));
  }

  /** Set some parameters; the sliders follow, because they are tied to the model. */
  set(values) {
    for (const [name, value] of Object.entries(values)) this.model.set(name, value);
    if (Object.keys(values).length > 0) this.model.save_changes?.();
  }

  /** Set what a preset or Reset says, and show the groups of sliders that it is about. */
  choose(values) {
    this.set(values);
    this.groups.tidy(this.values);
  }

  reset() {
    this.open({});
  }

  /** Set what something else on the page asks for, within the sliders' ranges, and all else as the page opened. */
  open(asked) {
    const setting = (control) => [control.name, snapped(asked[control.name] ?? control.initial, control)];
    this.choose(Object.fromEntries(this.spec.controls.map(setting)));
  }

  /** Let a curve stand out, where there is one. */
  light(name) {
    return [this.chart, this.panels].map((part) => part.light(name)).includes(true);
  }

  togglePin() {
    this.pin.hold(this.pin.run ? null : this.#runs.now);
    this.#restate();
  }

  togglePeople() {
    this.#showPeople(!this.measured.shown);
    this.#restate();
  }

  #showPeople(shown) {
    this.measured?.show(shown);
    this.details.show();
  }

  /** However often a slider moves, solve and draw once a frame. */
  schedule() {
    this.#frames.ask();
  }

  /** More than numbers changed: units, colors, size or the pinned run. */
  #restate() {
    this.#invalidate();
    if (this.#runs) this.schedule();
  }

  #invalidate() {
    this.chart?.invalidate();
    this.details?.invalidate();
    this.panels?.invalidate();
  }

  /** For paper, and for the screen again. A printer waits for no frame. */
  #print(on) {
    this.root.toggleAttribute("data-printing", on);
    this.#fit();
    if (this.#frames.begun) this.#drawNow();
  }

  /** Draw anew and at once: an axis that may come down does so now. */
  #drawNow() {
    this.#invalidate();
    this.#frames.now();
  }

  /** Solve, a run a step. */
  *#solving() {
    const { values } = this;
    const now = this.#run(values);
    yield;
    const modeled = { now, health: this.#healthy(values), pinned: this.pin.run };
    yield;
    this.#runs = { ...modeled, measured: this.measured?.run(modeled) ?? null };
    this.#results = this.explorer.results(this.#runs, this.spec.facts);
  }

  /** @param {Values} values */
  #run(values) {
    return this.#ahead?.solve(values) ?? this.explorer.solve(values, this.spec.facts);
  }

  /** Solve, then draw and say. */
  *#drawing() {
    finished(this.#solving());
    yield;
    this.chart.draw(this.#runs);
    finished(this.#telling());
    this.#announce();
  }

  /** Say to the page what is drawn. */
  #announce() {
    const { spec } = this;
    const { values } = this.#runs.now;
    const detail = { explorer: spec.name, values, results: this.#results, units: this.units.chosen };
    this.root.dispatchEvent(new CustomEvent("explorer:change", { bubbles: true, detail }));
    const next = this.#drawn && further(this.#drawn, values, spec.controls);
    if (next) this.#ahead?.expect(next, this.#ghostly(next));
    this.#drawn = values;
  }

  /** The ghost, solved again only when it changes. */
  #healthy(values) {
    const settings = this.#ghostly(values);
    const key = JSON.stringify(settings);
    if (this.#ghost.key !== key) this.#ghost = { key, run: this.#run(settings) };
    return this.#ghost.run;
  }

  #ghostly(values) {
    return this.explorer.healthy(values, this.spec.facts);
  }

  /** Say what is drawn, a part a step. */
  *#telling() {
    const { units, words, spec, pin } = this;
    const runs = this.#runs;
    const { values } = runs.now;
    const context = { runs, results: this.#results, units, words, facts: spec.facts };
    this.sentence.say(this.explorer.sentence(context), this.player?.playing);
    this.rest?.say(() => this.explorer.rest(context));
    yield;
    this.drawing?.draw(this.explorer.body(context));
    yield;
    this.gauges?.show(this.explorer.gauges(context));
    // Where they are by now: a key or a press may have moved one since the run was solved, and the next one starts there.
    this.controls.show(this.values);
    this.circuit?.show(this.values);
    yield;
    this.groups.show(values);
    this.tools.show(values);
    pin.show(runs, units);
    this.measured?.say(context);
    this.#describe();
    yield;
    this.details.draw(runs);
    this.panels.draw(runs);
    this.#sayCutoffs();
    const people = Boolean(this.measured?.shown);
    this.address.write({ values, chosen: units.chosen, pinned: pin.run?.values, people });
  }

  /** What the chart is, for who cannot see it; with the people who are laid over it. */
  #describe() {
    const { words, measured, chart } = this;
    const label = measured?.shown ? `${words.chart} ${measured.text}` : words.chart;
    if (chart.element.getAttribute("aria-label") !== label) chart.element.setAttribute("aria-label", label);
  }

  /** The cut-offs in words, where an explorer has some. */
  #sayCutoffs() {
    if (!this.words.cutoffs) return;
    const { unit } = this.units.of("glucose");
    if (this.cutoffs.dataset.unit === unit) return;
    this.cutoffs.dataset.unit = unit;
    const texts = { unit, ...A1C };
    for (const [criterion, limits] of Object.entries(CUTOFFS)) {
      for (const [stage, value] of Object.entries(limits)) {
        texts[`${criterion}_${stage}`] = this.units.number(value, "glucose");
      }
    }
    this.cutoffs.replaceChildren(...rich(this.words.cutoffs, texts));
  }

  /** Take the size of the box and of the window. */
  #fit({ type, below, room, width } = frameOf(this.root)) {
    const { root, chart } = this;
    const low = room < LOW * type;
    const narrow = width < (low ? NARROW_AND_LOW : NARROW) * type;
    root.dataset.width = narrow ? "narrow" : "wide";
    root.style.setProperty("--explorer-room", `${room}px`);
    root.style.setProperty("--explorer-roof", `${below}px`);
    this.drawing?.resized();
    const said = this.#hold(room / type, type, low);
    // All that is asked of the parts, and then all that they are told.
    const changed = chart.resized(narrow || low);
    const tall = chart.element.offsetHeight / type;
    this.#yieldRoom();
    root.style.setProperty("--explorer-tall", `${tall}rem`);
    root.style.setProperty("--explorer-stage", `${root.dataset.stage === "none" ? 0 : said + tall}rem`);
    root.style.setProperty("--explorer-type", String(chart.type));
    if (changed) this.#restate();
  }

  /**
   * Say what stays in view while a reader moves the sliders, and how high the main chart may be so that all of it has
   * room.
   * @param {number} room in the reader's size of type
   * @param {number} type
   * @param {boolean} low
   * @returns {number} height of what stays in view with the chart, in the reader's size of type
   */
  #hold(room, type, low) {
    const { root, sentence, drawing } = this;
    const narrow = root.dataset.width === "narrow";
    const high = (parts) => parts.reduce((sum, part) => sum + part.offsetHeight, 0) / type;
    const texts = high([sentence.region]);
    const stacked = drawing && this.stage.contains(drawing.element) && (narrow || this.spec.body.place !== "column");
    const above = stacked ? high([drawing.element]) : 0;
    const sliders = narrow ? SLIDER : high(this.#around());
    const fits = (part) => !(low && !narrow) && room >= part + sliders + CHART + EDGE;
    const alone = room >= CHART + (narrow ? SLIDER : 1);
    const held = fits(texts + above) ? "whole" : fits(texts) ? "parts" : alone ? "chart" : "none";
    root.dataset.stage = held;
    const said = { whole: texts + above, parts: texts }[held] ?? 0;
    const beside = said + (said > 0 || narrow ? sliders : 0);
    root.style.setProperty("--explorer-left", `${room - (said > 0 ? EDGE : 2) - beside}rem`);
    return said;
  }

  /** In a low window the sliders begin below the sentence; where it gets shorter, they stay where the hand has them. */
  #yieldRoom() {
    const { offsetHeight, offsetWidth } = this.sentence.region;
    const height = offsetHeight / rem();
    const same = this.#said.width === offsetWidth;
    this.#said = { width: offsetWidth, height: same ? Math.max(height, this.#said.height) : height };
    this.root.style.setProperty("--explorer-said", `${this.#said.height}rem`);
  }

  /** What stands above and below the stage in one window with it: presets, and a slider as long as the chart's axis. */
  #around() {
    return [...this.root.querySelectorAll(".explorer-presets, .explorer-player, [data-beside=axis]")];
  }

  csv() {
    const people = [this.chart, ...this.details.charts].flatMap((chart) => chart.people());
    const table = csv(this.chart.drawn(), people, this.units);
    this.#hand(`${this.spec.name}.csv`, new Blob([table], { type: "text/csv" }));
  }

  async png() {
    const refused = () => this.tools.say(this.words.shared.png_refused);
    const picture = await this.#photograph().catch(refused);
    if (picture) this.#hand(`${this.spec.name}.png`, picture);
  }

  /** A page is not told whether a file arrived; where a frame may forbid it, say what to do then. */
  #hand(name, content) {
    const handed = save(name, content) && !framed();
    this.tools.say(handed ? "" : fill(this.words.shared.framed, { name }));
  }

  async #photograph() {
    const { title, caption = this.words.shared.caption } = this.words;
    const below = [this.sentence.text, caption, ...this.address.open];
    const family = getComputedStyle(this.root).fontFamily;
    const fonts = await embedded(family);
    const pictures = [...(this.drawing ? [this.drawing.address(fonts)] : []), await this.chart.picture(fonts)];
    return captioned(pictures, { title, below }, { palette: this.theme.palette, family });
  }

  /** @returns {Handle} */
  #handle() {
    const mounted = this;
    return {
      get values() {
        return mounted.values;
      },
      get results() {
        return mounted.#results;
      },
      get units() {
        return mounted.units.chosen;
      },
      get state() {
        const { values, results, units } = this;
        return { values, results, units, query: mounted.address.query };
      },
      set: (values) => this.set(values),
      open: (values) => this.open(values),
      light: (name) => this.light(name),
      draw: () => this.#drawNow(),
    };
  }

  remove() {
    this.#frames.remove();
    for (const [event, listener] of this.#heard) this.model.off?.(event, listener);
    this.#sized.disconnect();
    this.#spoken.disconnect();
    removeEventListener("resize", this.#refit);
    this.root.removeEventListener("focusin", this.#focused);
    this.#release();
    const { theme, units, address, controls, groups, sentence, tools, chart, details, panels } = this;
    for (const part of [theme, units, address, controls, groups, sentence, tools, chart, details, panels])
      part.remove();
    this.player?.remove();
    this.drawing?.remove();
    delete this.root.explorer;
  }
}

/** The words of the glossary that stand where nothing can lead there, and the units. */
function termsOf({ terms, shared }) {
  return fill(shared.terms, { terms: [terms, shared.units].filter(Boolean).join(", ") });
}

/** Rows of the left column: sliders without a group, and groups. */
function rows({ controls, groups = [] }) {
  const grouped = groups.reduce((count, group) => count + group.controls.length, 0);
  return controls.length - grouped + groups.length;
}

/** Size of the reader's type, and what the window leaves an explorer, in pixels. */
function frameOf(root) {
  const [type, below] = [rem(), roof(root)];
  const printing = root.hasAttribute("data-printing");
  // Not the window's own height: that changes while a phone hides its bar.
  const room = printing ? SHEET * type : document.documentElement.clientHeight - below;
  return { type, below, room, width: root.clientWidth };
}

/** Height of a header of the page that stays in view, in pixels; 0 without one. */
function roof(root) {
  const stays = (node) => !root.contains(node) && ["sticky", "fixed"].includes(getComputedStyle(node).position);
  // What covers half the window is no header, such as the contents of the site on their way out.
  const bottom = (node) => Math.round(node.getBoundingClientRect().bottom);
  const header = document
    .elementsFromPoint(innerWidth / 2, 1)
    .find((node) => stays(node) && bottom(node) < innerHeight / 2);
  return header ? bottom(header) : 0;
}
