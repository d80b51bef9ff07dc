/**
 * The state of an explorer in the address of the page, so that a link shows the same run.
 *
 *   ?resistance.muscle=40            value of a slider, in its unit; held within its range
 *   &resistance.glucose=mmol/L       unit of a quantity
 *   &resistance.pin=100,100,33,75    the pinned run: its sliders, in their order
 *   &resistance.people=shown         measurements of people are laid over
 *
 * A second explorer of the same kind is `resistance-2`. What is at its default is left out, what
 * is unknown or no number is ignored, and all other parts of the address stay as they are, to the letter.
 * Only the site's pages do this: a notebook's address belongs to JupyterLab.
 */
import { decoded } from "../../javascript/address.js";
import { decimal } from "../../javascript/numbers.js";
import { snapped } from "./controls.js";

/** Rest, in milliseconds, before the address is written: browsers limit how often it may be. */
const PAUSE = 300;

/** Letters of the address that a notice repeats. */
const LONGEST = 60;

/** @import { Root, Spec, Values } from "./types.js" */

/** @typedef {{values: Values, chosen: Object<string, string>, pinned: ?Values, people: boolean}} State what a link says */

const SHOWN = "shown";

export class Address {
  #spec;
  #prefix;
  #keys;
  #leaving;
  /** @type {State} */
  #state;
  #timer;

  /**
   * @param {Root} root
   * @param {Spec} spec
   */
  constructor(root, spec) {
    this.#spec = spec;
    this.shared = "cellsListening" in globalThis;
    const same = [...document.querySelectorAll(`.explorer-${spec.name}`)];
    const number = same.indexOf(root) + 1;
    this.#prefix = number > 1 ? `${spec.name}-${number}.` : `${spec.name}.`;
    const keys = [...spec.controls.map(({ name }) => name), ...Object.keys(spec.quantities), "pin", "people"];
    this.#keys = keys.map((key) => this.#prefix + key);
    // Who leaves before the rest is over leaves the address as the picture is, and who goes back within the page too.
    this.#leaving = () => this.settle();
    addEventListener("pagehide", this.#leaving);
    addEventListener("popstate", this.#leaving);
  }

  /** @returns {State} */
  read() {
    const found = new Map(
      this.shared
        ? parts(location.search)
            .reverse()
            .map(({ key, value }) => [key, value])
        : [],
    );
    const textOf = (name) => found.get(this.#prefix + name) ?? null;
    const { controls, quantities } = this.#spec;
    this.refused = this.#refusedOf(found);
    return {
      values: Object.fromEntries(
        controls
          .map((control) => [control.name, within(textOf(control.name), control)])
          .filter(([, value]) => value !== undefined),
      ),
      chosen: Object.fromEntries(Object.keys(quantities).map((name) => [name, textOf(name)])),
      pinned: this.#pinned(textOf("pin")),
      people: textOf("people") === SHOWN,
    };
  }

  /** What the address says of this explorer and cannot be shown as it says, to the letter and not at any length. */
  #refusedOf(found) {
    const { controls, quantities, measured } = this.#spec;
    const heard = (name, text) => {
      const control = controls.find((one) => one.name === name);
      if (control) return decimal(text.trim()) >= control.min && decimal(text.trim()) <= control.max;
      if (name === "pin") return this.#pinned(text) !== null;
      if (name === "people") return Boolean(measured) && text === SHOWN;
      return Object.hasOwn(quantities, name) && quantities[name].some(({ unit }) => unit === text);
    };
    return [...found]
      .filter(([key, text]) => key.startsWith(this.#prefix) && !heard(key.slice(this.#prefix.length), text))
      .map(([key, text]) => `${key}=${text}`.slice(0, LONGEST));
  }

  #pinned(text) {
    const { controls } = this.#spec;
    const values = (text ?? "").split(",").map((part, index) => controls[index] && within(part, controls[index]));
    if (values.length !== controls.length || values.includes(undefined)) return null;
    return Object.fromEntries(controls.map(({ name }, index) => [name, values[index]]));
  }

  /** Write the state, once it rests. */
  write(state) {
    this.#state = state;
    if (!this.shared) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.settle(), PAUSE);
  }

  /** Write the state now. */
  settle() {
    clearTimeout(this.#timer);
    if (!this.shared || !this.#state || this.here === location.href) return;
    try {
      history.replaceState(history.state, "", this.here);
    } catch {
      // A frame may forbid it, and a browser that is asked too often: the next rest writes it.
    }
  }

  /** The address of the page with the state in it: in place where it stands already, else at the end. */
  link(state) {
    const changed = this.#changed(state);
    const kept = parts(location.search).map(({ key, text }) => {
      if (!this.#keys.includes(key)) return text;
      const value = changed.get(key);
      changed.delete(key);
      return value && written(key, value);
    });
    const query = [...kept, ...[...changed].map(([key, value]) => written(key, value))].filter(
      (text) => text !== undefined,
    );
    const [, page, asked, hash] = /^([^?#]*)([^#]*)(.*)$/.exec(location.href);
    const none = asked === "?" ? asked : "";
    return `${page}${query.length > 0 ? `?${query.join("&")}` : none}${hash}`;
  }

  /** What a link says of the state, and of nothing else. */
  get query() {
    return [...this.#changed(this.#state)].map(([key, value]) => written(key, value)).join("&");
  }

  /** What differs from the defaults, by the names that it has in an address. */
  #changed({ values, chosen, pinned, people }) {
    const changed = new Map();
    const { controls, quantities } = this.#spec;
    for (const { name, initial } of controls) {
      if (values[name] !== initial) changed.set(this.#prefix + name, String(values[name]));
    }
    for (const quantity of Object.keys(quantities)) {
      if (chosen[quantity]) changed.set(this.#prefix + quantity, chosen[quantity]);
    }
    if (pinned) changed.set(`${this.#prefix}pin`, controls.map(({ name }) => pinned[name]).join(","));
    if (people) changed.set(`${this.#prefix}people`, SHOWN);
    return changed;
  }

  /** The link to what is shown now. */
  get here() {
    return this.link(this.#state);
  }

  /** The link to what is shown now where others can open it: none from a disk or out of a notebook. */
  get open() {
    return this.shared && location.protocol.startsWith("http") ? [this.here] : [];
  }

  /** Copy the link; false where the browser does not allow it. */
  async copy() {
    try {
      await navigator.clipboard.writeText(this.here);
      return true;
    } catch {
      return false;
    }
  }

  remove() {
    clearTimeout(this.#timer);
    removeEventListener("pagehide", this.#leaving);
    removeEventListener("popstate", this.#leaving);
  }
}

/** The parts of a query as they are written, each with its key and value. A link that went through HTML may carry `amp;`. */
function parts(search) {
  if (search.length < 2) return [];
  return search
    .slice(1)
    .split("&")
    .map((text) => {
      const [key, ...rest] = text.replaceAll("+", " ").split("=");
      return { text, key: decoded(key).replace(/^(amp;)+/, ""), value: decoded(rest.join("=")) };
    });
}

/** Commas and slashes may stand in a query as they are, and a link that can be read is better. */
function written(key, value) {
  return `${key}=${encodeURIComponent(value).replaceAll("%2C", ",").replaceAll("%2F", "/")}`;
}

/** A number from the address, held within a slider's range; undefined if it is none. */
function within(text, control) {
  const value = decimal((text ?? "").trim());
  return Number.isFinite(value) ? snapped(value, control) : undefined;
}
