/** An explorer seen small, beside the idea that it proves: one of its charts, some of its sliders, and one sentence. */
import { keepKeys } from "../../javascript/keys.js";
import { written } from "../../javascript/numbers.js";
import { element } from "../../javascript/page.js";
import { Sizes } from "../../javascript/sizes.js";
import { Chart } from "./charts.js";
import { Controls, snapped } from "./controls.js";
import { Frames } from "./frames.js";
import { Sentence } from "./sentence.js";
import { rem } from "./text.js";
import { Theme } from "./theme.js";
import { Units } from "./units.js";

/** @import { Explorer, Handle, Model, Root, Run, Small, Values } from "./types.js" */

/** In the reader's size of type (rem): with less room the chart stands above what moves it. */
const NARROW = 38;

/** Quantities of results, by how their names end. */
const QUANTITIES = { mgdl: "glucose", uUml: "insulin", U: "secretion" };

/** Results that are told without decimals: grams and shares. */
const WHOLE = /_(g|percent)$/;

export class SmallExplorer {
  #heard;
  #release;
  #sized;
  #frames = new Frames(() => this.#drawing());
  /** @type {{key: string, run: ?Run}} */
  #ghost = { key: "", run: null };
  #results;

  /**
   * @param {Explorer} explorer
   * @param {Model} model
   * @param {HTMLElement} el
   * @param {Root} root
   */
  constructor(explorer, model, el, root) {
    this.explorer = explorer;
    this.model = model;
    this.root = root;
    /** @type {Small} */
    this.spec = model.get("spec");
    root.dataset.explorer = this.spec.name;
    this.theme = new Theme(
      root,
      () => this.#restate(),
      (on) => this.#print(on),
    );
    this.units = new Units(this.spec.quantities, () => this.#restate());
    this.#build(el);
    this.#heard = this.spec.controls.map(({ name }) => [`change:${name}`, () => this.#frames.ask()]);
    for (const [event, listener] of this.#heard) model.on(event, listener);
    this.#release = keepKeys(root);
    this.#sized = new Sizes(() => this.#fit());
    this.#sized.observe(root);
    this.#fit();
  }

  /** Draw for the first time, in steps. */
  *begin() {
    const runs = this.#solve();
    yield;
    yield this.chart.beginInPlace(this.#shown(runs));
    this.#say(runs);
    this.root.explorer = this.#handle();
    this.#tell();
    this.#frames.begin();
  }

  #build(el) {
    const { root, spec, units, theme } = this;
    const { title, chart } = spec.words;
    for (let wrapper = el; wrapper !== root; wrapper = wrapper.parentElement) wrapper.classList.add("explorer-pass");
    const stage = element("div", { class: "explorer-stage" });
    const figure = element("div", { class: "explorer-chart", role: "img", "aria-label": chart });
    stage.append(element("p", { class: "explorer-title" }, title), figure);
    this.sentence = new Sentence(Object.fromEntries(spec.sentences.map(({ text }, at) => [at, text])), stage);
    el.append(stage);
    this.chart = new Chart(figure, this.model.get("figure"), spec.axes, units, theme);
    this.controls = new Controls(root, spec, spec.words, (values) => this.set(values));
  }

  /** @returns {Values} */
  get values() {
    const setting = (control) => [control.name, snapped(this.model.get(control.name), control)];
    return { ...this.spec.held, ...Object.fromEntries(this.spec.controls.map(setting)) };
  }

  set(values) {
    for (const [name, value] of Object.entries(values)) this.model.set(name, value);
    this.model.save_changes?.();
  }

  /** Set what the text asks for, within the sliders' ranges, and all else as the page opened. */
  open(asked) {
    const setting = (control) => [control.name, snapped(asked[control.name] ?? control.initial, control)];
    this.set(Object.fromEntries(this.spec.controls.map(setting)));
  }

  /** More than numbers changed: units or colors. */
  #restate() {
    this.chart?.invalidate();
    if (this.#results) this.#frames.ask();
  }

  /** For paper, and for the screen again. A printer waits for no frame. */
  #print(on) {
    this.root.toggleAttribute("data-printing", on);
    this.#fit();
    if (this.#frames.begun) this.#drawNow();
  }

  /** Draw anew and at once: an axis that may come down does so now. */
  #drawNow() {
    this.chart.invalidate();
    this.#frames.now();
  }

  /** Solve, then draw and say. */
  *#drawing() {
    const runs = this.#solve();
    yield;
    this.chart.drawInPlace(this.#shown(runs));
    this.#say(runs);
    this.#tell();
  }

  #solve() {
    const { values, explorer } = this;
    const { facts } = this.spec;
    const runs = { now: explorer.solve(values, facts), health: this.#healthy(values), pinned: null, measured: null };
    this.#results = explorer.results(runs, facts);
    return runs;
  }

  /** What its chart shows of the runs. */
  #shown(runs) {
    const { facts, chart } = this.spec;
    return chart.kind ? this.explorer[chart.kind][chart.name](runs, facts) : runs;
  }

  #say(runs) {
    const { spec, values } = this;
    this.controls.show(values);
    const known = { ...values, ...this.#results };
    const at = spec.sentences.findIndex(({ when }) => Object.entries(when).every((range) => holds(range, known)));
    this.sentence.say([[String(at), { ...this.#gaps(known), ...this.#gaps(runs.health.results, "_health") }]]);
  }

  #healthy(values) {
    const settings = this.explorer.healthy(values, this.spec.facts);
    const key = JSON.stringify(settings);
    if (this.#ghost.key !== key) this.#ghost = { key, run: this.explorer.solve(settings, this.spec.facts) };
    return this.#ghost.run;
  }

  /** Numbers as the sentence says them: with their unit, or bare for the dashed run. */
  #gaps(numbers, suffix = "") {
    const told = (name, value) => {
      const quantity = QUANTITIES[name.split("_").at(-1)];
      if (!quantity) return written(value, WHOLE.test(name) || value.toFixed(1).endsWith("0") ? 0 : 1);
      return { text: suffix ? this.units.number(value, quantity) : this.units.text(value, quantity), quantity };
    };
    const shown = Object.entries(numbers).filter(([, value]) => typeof value === "number");
    return Object.fromEntries(shown.map(([name, value]) => [name + suffix, told(name, value)]));
  }

  #tell() {
    const { spec, values, units } = this;
    const detail = { explorer: spec.name, values, results: this.#results, units: units.chosen };
    this.root.dispatchEvent(new CustomEvent("explorer:change", { bubbles: true, detail }));
  }

  #fit() {
    const { root, chart } = this;
    root.dataset.width = root.clientWidth < NARROW * rem() ? "narrow" : "wide";
    if (chart.resized(root.dataset.width === "narrow")) this.#restate();
  }

  /** @returns {Handle} */
  #handle() {
    const small = this;
    return {
      get values() {
        return small.values;
      },
      get results() {
        return small.#results;
      },
      get units() {
        return small.units.chosen;
      },
      get state() {
        const { values, results, units } = this;
        return { values, results, units, query: "" };
      },
      set: (values) => this.set(values),
      open: (values) => this.open(values),
      light: (name) => this.chart.light(name),
      draw: () => this.#drawNow(),
    };
  }

  remove() {
    this.#frames.remove();
    for (const [event, listener] of this.#heard) this.model.off?.(event, listener);
    this.#sized.disconnect();
    this.#release();
    for (const part of [this.theme, this.units, this.controls, this.sentence, this.chart]) part.remove();
    delete this.root.explorer;
  }
}

/** Whether a number lies between two ends; a name or a missing number lies between none. */
function holds([name, [from, to]], known) {
  const value = known[name];
  return typeof value === "number" && (from === null || value >= from) && (to === null || value <= to);
}
