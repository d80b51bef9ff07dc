import { kept } from "../../javascript/memory.js";
import { amount, written } from "../../javascript/numbers.js";

/**
 * The units a reader has chosen, for all explorers of the page, and numbers in them.
 * The choice is kept in the browser, so that it need be made only once.
 */
const own = kept("units");
const CHOSEN = "explorer:units";

/** What was chosen when the page was left: it may come back as it was, after another was chosen elsewhere. */
let left = "";
globalThis.addEventListener?.("pagehide", () => {
  left = JSON.stringify(own.read());
});
globalThis.addEventListener?.("pageshow", ({ persisted }) => {
  const now = own.read();
  if (persisted && JSON.stringify(now) !== left) document.dispatchEvent(new CustomEvent(CHOSEN, { detail: now }));
});

/** From here on decimals say nothing that a reader could use. */
const WHOLE = 100;

/** @import { Unit } from "./types.js" */

export class Units {
  #quantities;
  /** @type {Object<string, Unit>} */
  #current;
  #heard;

  /**
   * @param {Object<string, Unit[]>} quantities units of each quantity, the model's own first
   * @param {() => void} changed called after a choice, here or in another explorer of the page
   */
  constructor(quantities, changed) {
    this.#quantities = quantities;
    this.#current = Object.fromEntries(Object.entries(quantities).map(([name, units]) => [name, units[0]]));
    this.#take(own.read());
    this.#heard = ({ detail }) => {
      if (this.#take(detail)) changed();
    };
    document.addEventListener(CHOSEN, this.#heard);
  }

  /** The chosen unit of a quantity: {unit, factor, digits, column}. */
  of(quantity) {
    return this.#current[quantity];
  }

  /** Names of the units that are not the model's own, by quantity. */
  get chosen() {
    const differs = Object.keys(this.#quantities).filter((name) => this.of(name) !== this.#quantities[name][0]);
    return Object.fromEntries(differs.map((name) => [name, this.of(name).unit]));
  }

  /** Units for all explorers of the page, as long as it is open: a link says what it shows, not what a reader likes. */
  adopt(chosen) {
    document.dispatchEvent(new CustomEvent(CHOSEN, { detail: chosen }));
  }

  /** A reader chooses: for all explorers of this page, and of those to come. Unknown names are ignored. */
  choose(chosen) {
    this.adopt(chosen);
    own.keep({ ...own.read(), ...chosen });
  }

  /** A number of the model, in the chosen unit and rounded as it is shown. */
  value(value, quantity) {
    const { factor, digits } = this.of(quantity);
    // A laboratory rounds in its own unit; so a value and its cut-off agree in every unit.
    const reported = Number(value.toFixed(this.#quantities[quantity][0].digits));
    return Number((factor === 1 ? reported : reported * factor).toFixed(digits));
  }

  /** A number of the model, as text without its unit. */
  number(value, quantity) {
    const shown = this.value(value, quantity);
    return written(shown, Math.abs(shown) < WHOLE ? this.of(quantity).digits : 0);
  }

  /** A number of the model, as text with its unit. */
  text(value, quantity) {
    return amount(this.number(value, quantity), this.of(quantity).unit);
  }

  #take(chosen) {
    let changed = false;
    for (const [quantity, units] of Object.entries(this.#quantities)) {
      const found = units.find(({ unit }) => unit === chosen?.[quantity]);
      if (!found || found === this.#current[quantity]) continue;
      this.#current[quantity] = found;
      changed = true;
    }
    return changed;
  }

  remove() {
    document.removeEventListener(CHOSEN, this.#heard);
  }
}
