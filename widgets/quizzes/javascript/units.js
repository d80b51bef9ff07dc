// The unit that a reader chose at an explorer holds in the quizzes of the page too. What a question says in its own unit
// gets the same in the chosen one beside it, and an answer is taken in either, with its unit typed or without.

import { kept } from "../../javascript/memory.js";
import { decimal, written } from "../../javascript/numbers.js";
import { element } from "../../javascript/page.js";

/** @import { Root } from "../../explorers/kit/types.js" */

/**
 * Other units of a question's unit: how many of them make one of its own, and the decimals they are written with.
 * @typedef {Record<string, Record<string, {factor: number, digits: number}>>} Table
 */

/** @type {Table} */
let table = {};

/** Units that a reader chose instead of the questions' own: own unit to chosen unit. */
let chosen = {};

/** What people write for a unit, in small letters: each as the questions have it. */
const WRITTEN = {
  iu: "u",
  unit: "u",
  units: "u",
  gram: "g",
  grams: "g",
  percent: "%",
  year: "years",
  yr: "years",
  yrs: "years",
  y: "years",
  mmol: "mmol/l",
  pmol: "pmol/l",
};

const NUMBER = "\\d+(?:\\.\\d+)?";
const ADDED = ".quiz-also";

/**
 * A page may have no explorer, or none yet: then the units are those that the reader chose on another.
 * @param {Table} stated of `spec.units`
 */
export function know(stated) {
  table = stated;
  const explorers = /** @type {Root[]} */ ([...document.querySelectorAll(".explorer")]);
  const live = explorers.find((root) => root.explorer);
  choose(Object.values(live?.explorer.units ?? kept("units").read()));
}

globalThis.document?.addEventListener("explorer:change", ({ detail }) => choose(Object.values(detail.units ?? {})));

function choose(units) {
  const now = Object.fromEntries(
    Object.entries(table).flatMap(([stated, others]) =>
      units.filter((unit) => unit in others).map((unit) => [stated, unit]),
    ),
  );
  if (JSON.stringify(now) === JSON.stringify(chosen)) return;
  chosen = now;
  document.querySelectorAll(ADDED).forEach(tell);
  document.dispatchEvent(new CustomEvent("quiz:units"));
}

/** The unit that is shown for one of a question's. */
export function shown(stated) {
  return chosen[stated] ?? stated;
}

/** Whether a question names another unit itself: then it is about units, and keeps its own. */
export function named({ prompt, unit }) {
  const asked = prompt.map(([, words]) => words).join("");
  return Object.keys(table[unit] ?? {}).some((other) => asked.includes(other));
}

/** A number in a question's unit as it is shown, with its decimals in that unit. */
export function converted(value, stated, digits) {
  const other = table[stated]?.[shown(stated)];
  return other ? written(value * other.factor, other.digits) : written(value, digits);
}

/**
 * Words, with a place for the chosen unit after each number that has another one; none where the words say it already.
 * @param {string} words
 * @param {string} all the whole text that the words are part of
 * @returns {(Node | string)[]}
 */
export function measured(words, all = words) {
  const nodes = [];
  let end = 0;
  for (const found of words.matchAll(pattern())) {
    const [text, low, joint, high, stated] = found;
    end = add(nodes, words, end, found.index + text.length);
    const others = Object.keys(table[stated]).filter((unit) => !all.includes(unit));
    const also = element("span", {
      class: "quiz-also",
      "data-stated": stated,
      "data-low": low,
      "data-others": others.join(" "),
    });
    Object.assign(also.dataset, high && { joint, high });
    tell(also);
    nodes.push(also);
  }
  add(nodes, words, end, words.length);
  return nodes;
}

function add(nodes, words, from, to) {
  if (to > from) nodes.push(words.slice(from, to));
  return to;
}

/** One number with a unit, or two that share it. */
function pattern() {
  const units = Object.keys(table).map((unit) => unit.replace("/", "\\/"));
  return new RegExp(`(${NUMBER})(?:( (?:to|and|or) )(${NUMBER}))? (${units.join("|") || "(?!)"})(?!\\p{Letter})`, "gu");
}

function tell(also) {
  const { stated, low, joint = "", high, others } = also.dataset;
  const unit = shown(stated);
  const added = others.split(" ").includes(unit);
  const write = (text) => converted(Number(text), stated);
  also.textContent = added ? ` (${write(low)}${joint}${high ? write(high) : ""} ${unit})` : "";
}

/**
 * Read a number with or without a unit. Without one it is in the unit that is shown.
 * @param {string} typed
 * @param {string} stated the question's unit
 * @returns {{value: number, coarse: number}} in the question's unit, and half of the last decimal that its writer could
 *   give; NaN for what is no number or in no unit of the question
 */
export function read(typed, stated) {
  const [, number, unit] = /^\s*([+-]?[\d.,]+)\s*(.*?)[\s.]*$/.exec(joined(plainly(typed))) ?? [];
  const value = decimal((number ?? "").replace(",", "."));
  if (!unit || same(unit, stated)) return { value, coarse: 0 };
  const [, other] = Object.entries(table[stated] ?? {}).find(([name]) => same(unit, name)) ?? [];
  if (!other) return { value: NaN, coarse: 0 };
  return { value: value / other.factor, coarse: 0.5 / 10 ** other.digits / other.factor };
}

/**
 * What was typed in plain characters: the digits of every script as our own, any dash as a minus, any slash as one, and
 * none of those that are not seen, nor an "about" before it. A fraction or a raised digit stays what it is, for 10² is not 102.
 */
function plainly(typed) {
  return typed
    .replace(/\P{No}+/gu, (text) => text.normalize("NFKC"))
    .replace(/\p{Nd}/gu, digit)
    .replaceAll("\u066b", ".")
    .replaceAll("\u066c", ",")
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, "")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/[\u2044\u2215]/g, "/")
    .replace(/^\s*[~\u2248]/, "");
}

/** A digit of any script: each has its ten in a row, from nothing to nine, and some scripts follow one another. */
function digit(letter) {
  const place = letter.codePointAt(0);
  let first = place;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return String((place - first) % 10);
}

/** What was typed without a space, an apostrophe, a comma, or a point before a comma at thousands; any other comma is decimal. */
function joined(typed) {
  const whole = typed.replace(/(\d)[\s'\u2019](?=\d{3}(?!\d))/g, "$1");
  const german = whole.replace(/^\s*[+-]?[1-9]\d{0,2}(\.\d{3})+(?=,\d)/, (number) => number.replaceAll(".", ""));
  return german.replace(/^\s*[+-]?[1-9]\d{0,2}(,\d{3})+(?![\d,])/, (number) => number.replaceAll(",", ""));
}

/**
 * Micro sign, the Greek mu and a plain u; capitals or not; spaces; "per" and a slash; units of insulin with or without
 * "international", in a milliliter or in a liter; words for units.
 */
function same(one, other) {
  const plain = (unit) => {
    const short = unit
      .toLowerCase()
      .replace(/[\u00b5\u03bc]/g, "u")
      .replace(/\bper cent\b/, "%")
      .replace(/\s*\bper\b\s*/, "/")
      .replace(/\s/g, "")
      .replace("iu/", "u/")
      .replace(/^mu\/l$/, "uu/ml");
    return WRITTEN[short] ?? short;
  };
  return plain(one) === plain(other);
}

/** What was typed, with the unit that it was meant in: so it can be judged again after another unit was chosen. */
export function meant(typed, stated) {
  const plain = plainly(typed).trim();
  const bare = plain !== "" && !/[^\d\s.,+'\u2019-]/.test(plain);
  return bare && shown(stated) !== stated ? `${plain} ${shown(stated)}` : typed;
}
