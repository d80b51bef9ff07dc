/**
 * The core sliders, made speakable and readable: a name, a value with its unit, the marked
 * reference value, and the keys that a reader expects.
 */
import { amount, written } from "../../javascript/numbers.js";
import { certaintyGlyph, element, fill } from "../../javascript/page.js";
import { rich, timeOfDay } from "./text.js";
import { Touch } from "./touch.js";

/** Steps that a key moves a slider by, in units of its step; Shift makes an arrow a page. */
const ARROWS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };
const PAGES = { PageUp: 1, PageDown: -1 };
const ENDS = { Home: "min", End: "max" };

/**
 * @import { Control, Root, Values } from "./types.js"
 *
 * @typedef {object} Decorated a slider on the page
 * @property {Control} control
 * @property {HTMLElement} slider
 * @property {HTMLElement} handle
 * @property {HTMLElement} value where its value is shown
 * @property {Object<string, string>} marks names of values
 * @property {number} [shown]
 * @property {string} [spoken] what a screen reader is told of it
 */

export class Controls {
  #root;
  #spec;
  #words;
  #set;
  /** @type {Map<string, Decorated>} */
  #decorated = new Map();
  /** @type {Values} */
  #values = {};
  #seen;

  /**
   * @param {Root} root
   * @param {{controls: Control[]}} spec
   * @param {any} words
   * @param {(values: Values) => void} set
   */
  constructor(root, spec, words, set) {
    this.#root = root;
    this.#spec = spec;
    this.#words = words;
    this.#set = set;
    // Sliders are rendered beside the view, sooner or later than it.
    this.#seen = new MutationObserver(() => this.#decorate());
    this.#seen.observe(root, { childList: true, subtree: true });
    this.#decorate();
  }

  #decorate() {
    for (const control of this.#spec.controls) {
      /** @type {HTMLElement} */
      const slider = this.#root.querySelector(`.explorer-control-${control.name}`);
      /** @type {HTMLElement} */
      const handle = slider?.querySelector("[role=slider]");
      if (!handle || this.#decorated.get(control.name)?.handle === handle) continue;
      this.#decorated.set(control.name, this.#dress(control, slider, handle));
      this.show(this.#values);
    }
    if (this.#decorated.size === this.#spec.controls.length) this.#seen.disconnect();
  }

  /**
   * @param {Control} control
   * @param {HTMLElement} slider
   * @param {HTMLElement} handle
   * @returns {Decorated}
   */
  #dress(control, slider, handle) {
    const { label, marks = {}, grade, certainty, note } = this.#words.controls[control.name];
    slider.dataset.control = control.name;
    if (control.axis) slider.dataset.beside = "axis";
    slider.style.setProperty("--explorer-control", `var(--explorer-${control.color})`);
    slider.style.setProperty("--reference", String(along(control.reference, control)));
    const value = element("span", { class: "explorer-control-value", "aria-hidden": "true" });
    slider.append(value, scale(control, marks, this.#words));
    handle.setAttribute("aria-label", label);
    const beside = [certainty, note].filter(Boolean);
    handle.setAttribute("aria-description", [...beside, this.#help(control)].join(" ").replaceAll("**", ""));
    const glyph = grade ? [certaintyGlyph(grade)] : [];
    if (beside.length > 0)
      slider.append(element("p", { class: "explorer-control-note" }, ...glyph, ...rich(beside.join(" "))));
    // Before the slider's own keys, which know no Shift.
    handle.addEventListener("keydown", (event) => this.#press(event, control), true);
    this.follow(slider.querySelector(".slider-container"), () => slider.querySelector(".noUi-base"), control);
    return { control, slider, handle, value, marks };
  }

  /**
   * Let a finger move a slider where it is put.
   * @param {HTMLElement} container what is touched
   * @param {() => Element} track what the slider's values lie along
   * @param {Control} control
   * @param {{mouse?: boolean, part?: string}} [ways] see touch.js
   */
  follow(container, track, control, ways) {
    const value = () => this.#values[control.name];
    const set = (to) => this.#set({ [control.name]: to });
    new Touch(container, track, value, (share) => valueAt(share, control), set, ways);
  }

  /**
   * Let a hand take hold of what a slider is about, where there is such a slider.
   * @param {HTMLElement} container
   * @param {string} part of it
   * @param {string} name of the slider
   */
  hold(container, part, name) {
    const control = this.#spec.controls.find((one) => one.name === name);
    const track = () => this.#decorated.get(name).slider.querySelector(".noUi-base");
    if (control) this.follow(container, track, control, { mouse: true, part });
  }

  /** What the keys of a slider do. */
  #help({ page }) {
    const { keys, keys_single: single } = this.#words.shared;
    return page === 1 ? single : fill(keys, { page });
  }

  #press(event, control) {
    const to = target(event, control, this.#values[control.name]);
    if (to === undefined) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.#set({ [control.name]: to });
    // Keys come faster than frames: the next one must start where this one ended.
    this.#values = { ...this.#values, [control.name]: to };
  }

  /** Show and speak the values. */
  show(values) {
    this.#values = values;
    for (const [name, decorated] of this.#decorated) {
      const value = values[name];
      // The slider itself writes its bare number wherever it is set.
      const spoken = decorated.handle.getAttribute("aria-valuetext") === decorated.spoken;
      if (value === undefined || (value === decorated.shown && spoken)) continue;
      decorated.shown = value;
      decorated.spoken = this.#write(value, decorated);
    }
  }

  /**
   * @param {number} value
   * @param {Decorated} decorated
   * @returns {string} what a screen reader is told
   */
  #write(value, { control, slider, handle, value: label, marks }) {
    const { shared } = this.#words;
    const name = marks[value.toFixed(control.digits)];
    const spoken = shared.spoken_unit[control.unit] ?? control.unit;
    const text = (unit, template) => {
      if (control.named) return name;
      const time = control.clock !== null && timeOfDay(control.clock + value, shared.language);
      return fill(template, { amount: time || amount(written(value, control.digits), unit), name });
    };
    const aside = name && !ticked(value, control);
    label.textContent = text(control.unit, aside ? shared.value_named : shared.value);
    const heard = text(spoken, name ? shared.spoken_named : shared.spoken);
    handle.setAttribute("aria-valuetext", heard);
    slider.style.setProperty("--value", String(along(value, control)));
    return heard;
  }

  remove() {
    this.#seen.disconnect();
  }
}

/** Where a key moves a slider to; undefined if it is no key of a slider. */
function target(event, control, from) {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  if (event.key in ENDS) return control[ENDS[event.key]];
  const arrow = ARROWS[event.key];
  const pages = PAGES[event.key] ?? (event.shiftKey ? arrow : undefined);
  const steps = pages === undefined ? arrow : pages * control.page;
  if (steps === undefined) return undefined;
  return snapped(from + steps * control.step, control);
}

/** The nearest value that a slider can have. */
export function snapped(value, { min, max, step }) {
  const steps = Math.round((value - min) / step);
  return Math.min(max, Math.max(min, Number((min + steps * step).toPrecision(12))));
}

/** Where on its track a value stands, 0 to 1. */
function along(value, { min, max }) {
  return (value - min) / (max - min);
}

/** The nearest value that a slider can have at a place on its track, 0 to 1. */
function valueAt(share, control) {
  return snapped(control.min + share * (control.max - control.min), control);
}

/** Whether a value is named below the track: those that the slider says, or all that have names, or the reference. */
function ticked(value, { ticks, named, reference }) {
  return ticks?.includes(value) ?? (named || value === reference);
}

/** Marks under a slider: the reference with its number, or names alone. */
function scale(control, marks, words) {
  const line = element("div", { class: "explorer-scale", "aria-hidden": "true" });
  for (const [text, name] of Object.entries(marks)) {
    const value = Number(text);
    const mark = element("span", { class: "explorer-mark", "data-value": text });
    mark.style.setProperty("--at", String(along(value, control)));
    const shown = amount(written(value, control.digits), control.unit);
    const told = control.named || control.ticks ? name : fill(words.shared.value_named, { amount: shown, name });
    if (ticked(value, control)) mark.append(element("span", { class: "explorer-mark-name" }, told));
    line.append(mark);
  }
  return line;
}
