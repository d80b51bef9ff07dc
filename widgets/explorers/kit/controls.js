/**
 * The core sliders, made speakable and readable: a name, a value with its unit, the marked
 * reference value, and the keys that a reader expects.
 */
import { element, fill, rich, timeOfDay } from "./text.js";
import { Touch } from "./touch.js";

/** Steps that a key moves a slider by, in units of its step; Shift makes an arrow a page. */
const ARROWS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };
const PAGES = { PageUp: 1, PageDown: -1 };
const ENDS = { Home: "min", End: "max" };

export class Controls {
  /**
   * @param {HTMLElement} root
   * @param {object} spec
   * @param {object} words
   * @param {(values: Object<string, number>) => void} set
   */
  constructor(root, spec, words, set) {
    Object.assign(this, { root, spec, words, set, decorated: new Map(), values: {} });
    // Sliders are rendered beside the view, sooner or later than it.
    this.seen = new MutationObserver(() => this.decorate());
    this.seen.observe(root, { childList: true, subtree: true });
    this.decorate();
  }

  decorate() {
    for (const control of this.spec.controls) {
      const slider = this.root.querySelector(`.explorer-control-${control.name}`);
      const handle = slider?.querySelector("[role=slider]");
      if (!handle || this.decorated.get(control.name)?.handle === handle) continue;
      this.decorated.set(control.name, this.dress(control, slider, handle));
      this.show(this.values);
    }
    if (this.decorated.size === this.spec.controls.length) this.seen.disconnect();
  }

  dress(control, slider, handle) {
    const { label, marks = {}, certainty, note } = this.words.controls[control.name];
    slider.dataset.control = control.name;
    if (control.axis) slider.dataset.beside = "axis";
    slider.style.setProperty("--explorer-control", `var(--explorer-${control.color})`);
    slider.style.setProperty("--reference", along(control.reference, control));
    const value = element("span", "explorer-control-value", { "aria-hidden": "true" });
    slider.append(value, scale(control, marks, this.words));
    handle.setAttribute("aria-label", label);
    const beside = [certainty, note].filter(Boolean);
    handle.setAttribute("aria-description", [...beside, this.help(control)].join(" ").replaceAll("**", ""));
    if (beside.length > 0) slider.append(element("p", "explorer-control-note", {}, ...rich(beside.join(" "))));
    // Before the slider's own keys, which know no Shift.
    handle.addEventListener("keydown", (event) => this.press(event, control), true);
    new Touch(
      slider,
      () => this.values[control.name],
      (along) => valueAt(along, control),
      (to) => this.set({ [control.name]: to }),
    );
    return { control, slider, handle, value, marks };
  }

  /** What the keys of a slider do. */
  help({ page }) {
    const { keys, keys_single: single } = this.words.shared;
    return page === 1 ? single : fill(keys, { page });
  }

  press(event, control) {
    const to = target(event, control, this.values[control.name]);
    if (to === undefined) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.set({ [control.name]: to });
    // Keys come faster than frames: the next one must start where this one ended.
    this.values = { ...this.values, [control.name]: to };
  }

  /** Show and speak the values. */
  show(values) {
    this.values = values;
    for (const [name, dressed] of this.decorated) {
      const value = values[name];
      if (value === undefined || value === dressed.shown) continue;
      dressed.shown = value;
      this.write(value, dressed);
    }
  }

  write(of, { control, slider, handle, value, marks }) {
    const { shared } = this.words;
    const number = of.toFixed(control.digits);
    const name = marks[number];
    const unit = shared.spoken_unit[control.unit] ?? control.unit;
    const told = (shown, template) => {
      if (control.named) return name;
      if (control.clock === null) return fill(template, { value: number, unit: shown, name });
      return fill(template.replace(" {unit}", ""), { value: timeOfDay(control.clock + of, shared.language), name });
    };
    // The reference is named below the track already.
    const aside = name && of !== control.reference;
    value.textContent = told(control.unit, aside ? shared.value_named : shared.value);
    handle.setAttribute("aria-valuetext", told(unit, name ? shared.spoken_named : shared.spoken));
    slider.style.setProperty("--value", along(of, control));
  }

  remove() {
    this.seen.disconnect();
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
function valueAt(along, control) {
  return snapped(control.min + along * (control.max - control.min), control);
}

/** Marks under a slider; the reference value is named, or each (or some) where values have names instead of numbers. */
function scale(control, marks, words) {
  const line = element("div", "explorer-scale", { "aria-hidden": "true" });
  for (const [text, name] of Object.entries(marks)) {
    const value = Number(text);
    const mark = element("span", "explorer-mark");
    mark.style.setProperty("--at", along(value, control));
    const named = fill(words.shared.value_named, { value: text, unit: control.unit, name });
    const told = control.ticks?.includes(value) ?? (control.named || value === control.reference);
    if (told && control.named) mark.append(element("span", "explorer-mark-name", {}, name));
    else if (told) mark.append(element("span", "explorer-mark-name", {}, named));
    line.append(mark);
  }
  return line;
}
