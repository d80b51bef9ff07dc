// Small helpers to build the page: elements, texts, the words of strings/en.yaml.

import { measured } from "./units.js";

/**
 * A text cut into [style, words]; the style is "strong", "em" or "" (widgets/quizzes/markup.py).
 * @typedef {[string, string][]} Runs
 */

/**
 * Make an element.
 * @param {string} tag
 * @param {Record<string, string | boolean>} [attributes] true sets it empty, false leaves it out
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

/**
 * Turn the runs of a text into nodes. Words only ever become text, never HTML.
 * @param {Runs} runs
 * @returns {(Node | string)[]}
 */
export function nodes(runs) {
  const all = runs.map(([, words]) => words).join("");
  return runs.flatMap(([style, words]) => {
    const made = measured(words, all);
    return style ? [element(style, {}, ...made)] : made;
  });
}

/**
 * Fill the {names} of a string.
 * @param {string} template
 * @param {Record<string, string | number>} values
 * @returns {string}
 */
export function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
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
