// Texts of a quiz as nodes of the page.

import { element } from "../../javascript/page.js";
import { measured } from "./units.js";

/** @import { Runs } from "./types.js" */

/**
 * Turn the runs of a text into nodes. Words only ever become text, never HTML.
 * @param {Runs} runs
 * @returns {(Node | string)[]}
 */
export function nodes(runs) {
  const all = runs.map(([, words]) => words).join("");
  return runs.flatMap(([style, words]) => {
    const parts = measured(words, all);
    return style ? [element(/** @type {"strong" | "em"} */ (style), {}, ...parts)] : parts;
  });
}

/**
 * Words for a screen reader that the eye finds elsewhere.
 * @param {string} words
 * @returns {HTMLElement}
 */
export function unseen(words) {
  return element("span", { class: "quiz-unseen" }, words);
}

/**
 * A sign beside words that say the same; screen readers skip it.
 * @param {string} sign
 * @returns {HTMLElement}
 */
export function sign(sign) {
  return element("span", { class: "quiz-sign", "aria-hidden": "true" }, sign);
}
