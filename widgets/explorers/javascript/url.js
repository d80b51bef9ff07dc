/**
 * The state of an explorer in the address of the page, so that a link shows the same run.
 *
 *   ?resistance.muscle=40            value of a slider, in its unit; held within its range
 *   &resistance.glucose=mmol/L       unit of a quantity
 *   &resistance.pin=100,100,33,75    the pinned run: its sliders, in their order
 *
 * A second explorer of the same kind is `resistance-2`. What is at its default is left out, what
 * is unknown or no number is ignored, and other parts of the address are left alone.
 * Only the site's pages do this: a notebook's address belongs to JupyterLab.
 */
import { snapped } from "./controls.js";

/** Rest, in milliseconds, before the address is written: browsers limit how often it may be. */
const PAUSE = 300;

export class Address {
  constructor(root, spec) {
    this.spec = spec;
    this.shared = "cellsListening" in globalThis;
    const same = [...document.querySelectorAll(`.explorer-${spec.name}`)];
    const number = same.indexOf(root) + 1;
    this.prefix = number > 1 ? `${spec.name}-${number}.` : `${spec.name}.`;
  }

  /** @returns {{values: Object<string, number>, chosen: Object<string, string>, pinned: ?object}} */
  read() {
    const found = new URLSearchParams(this.shared ? location.search : "");
    const given = (name) => found.get(this.prefix + name);
    const { controls, quantities } = this.spec;
    return {
      values: Object.fromEntries(controls.map((control) => [control.name, within(given(control.name), control)])
        .filter(([, value]) => value !== undefined)),
      chosen: Object.fromEntries(Object.keys(quantities).map((name) => [name, given(name)])),
      pinned: this.pinned(given("pin")),
    };
  }

  pinned(text) {
    const { controls } = this.spec;
    const values = (text ?? "").split(",").map((part, index) => controls[index] && within(part, controls[index]));
    if (values.length !== controls.length || values.includes(undefined)) return null;
    return Object.fromEntries(controls.map(({ name }, index) => [name, values[index]]));
  }

  /** Write the state, once it rests. */
  write(state) {
    if (!this.shared) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => history.replaceState(history.state, "", this.link(state)), PAUSE);
    this.state = state;
  }

  link({ values, chosen, pinned }) {
    const url = new URL(location.href);
    const put = (name, text) => {
      if (text === undefined) url.searchParams.delete(this.prefix + name);
      else url.searchParams.set(this.prefix + name, text);
    };
    for (const { name, initial } of this.spec.controls) {
      put(name, values[name] === initial ? undefined : String(values[name]));
    }
    for (const quantity of Object.keys(this.spec.quantities)) put(quantity, chosen[quantity]);
    put("pin", pinned ? this.spec.controls.map(({ name }) => pinned[name]).join(",") : undefined);
    // Commas and slashes may stand in a query as they are, and a link that can be read is better.
    url.search = url.search.replaceAll("%2C", ",").replaceAll("%2F", "/");
    return url.href;
  }

  /** Copy the link; false where the browser does not allow it. */
  async copy() {
    try {
      await navigator.clipboard.writeText(this.link(this.state));
      return true;
    } catch {
      return false;
    }
  }

  remove() {
    clearTimeout(this.timer);
  }
}

/** A number from the address, held within a slider's range; undefined if it is none. */
function within(text, control) {
  if (text === null || text.trim() === "") return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? snapped(value, control) : undefined;
}
