// What a reader bet, kept on the device only, and told to the page.
import { memory } from "../../javascript/memory.js";
import { moments } from "./moments.js";

/**
 * A bet that was made: the place of the choice that was picked, and what was drawn, by pad.
 * @typedef {{choice?: number, drawn?: Record<string, (number | null)[]>}} Made
 */

/**
 * @param {any} spec
 * @returns {{read: () => Made | null, keep: (made: Made, root: HTMLElement) => void, forget: (root: HTMLElement) => void}}
 *   `read` gives null where nothing is kept, or nothing that fits this bet
 */
export function keeping({ chapter, bet, pads }) {
  const kept = memory("bet", chapter);
  const tell = (made, root) =>
    root.dispatchEvent(new CustomEvent("bet:change", { bubbles: true, detail: { chapter, made } }));

  return {
    read() {
      const made = /** @type {Made} */ (kept.read());
      return fits(made, bet, pads) ? made : null;
    },
    keep(made, root) {
      kept.keep(made);
      tell(made, root);
    },
    forget(root) {
      kept.clear();
      tell(null, root);
    },
  };
}

/** @param {Made} made */
function fits({ choice, drawn }, { choices, curves }, pads) {
  if (choice !== undefined && !(Number.isInteger(choice) && choices[choice])) return false;
  if (curves.length === 0) return choice !== undefined && drawn === undefined;
  return curves.every(({ pad }) => isCurve(drawn?.[pad], pads[pad]));
}

function isCurve(values, { x, y }) {
  const sound = (value) => value === null || (Number.isFinite(value) && value >= y.from && value <= y.to);
  return Array.isArray(values) && values.length === moments(x).length && values.every(sound) && enough(values);
}

/** Whether a curve can be bet on. */
export function enough(values) {
  return values.filter((value) => value !== null).length >= 2;
}
