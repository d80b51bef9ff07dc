// Is an answer right, and what is said about it? Pure functions, no page.
//
// An answer is: choice, the index chosen; several, the indices chosen; number, the text
// typed, or its number; explorer, the value shown. `null` where there is none yet.

import { read } from "./units.js";

/**
 * @import { Question, Runs } from "./types.js"
 *
 * What is said of one answer chosen in a question with several right ones; `index` is its place in the file.
 * @typedef {{index: number, right: boolean, text: Runs, feedback: Runs}} Item
 *
 * `outcome` is "notice" when there is nothing to judge. `notice` is a key of
 * `strings.notice`: why not, or that a right answer is missing.
 * @typedef {{outcome: "correct" | "wrong" | "notice", feedback?: Runs, items?: Item[],
 *   notice?: string}} Verdict
 */

const SMALL = 1e-9; // rounding of binary fractions: 7.9 - 7.8 is a hair more than 0.1

/**
 * Round a value as the page shows it, so that it is judged as it is read.
 * @param {number} value
 * @param {number} digits
 * @returns {number}
 */
export function asShown(value, digits) {
  return Number(value.toFixed(digits));
}

/**
 * An answer as data, without the typing: what a record of answers keeps. It is judged the same.
 * @param {Question} question
 * @param {number | number[] | string} answer that can be judged
 * @returns {number | number[]}
 */
export function plainAnswer(question, answer) {
  if (question.kind !== "number") return /** @type {number | number[]} */ (answer);
  const number = asNumber(answer, question.unit);
  const mark = [question.answer, ...(question.mistakes ?? [])].find((one) => isNear(number, one));
  if (!mark) return number.value;
  return Math.min(Math.max(number.value, mark.value - mark.tolerance), mark.value + mark.tolerance);
}

/** What was typed, or its number, in the question's unit. */
function asNumber(typed, unit) {
  return Number.isFinite(typed) ? { value: typed, coarse: 0 } : read(String(typed), unit);
}

/** Whether a number is a mark's. Who writes in a coarser unit cannot come nearer than its last decimal. */
function isNear({ value, coarse }, mark) {
  return Math.abs(value - mark.value) <= Math.max(mark.tolerance, coarse) + SMALL;
}

/**
 * Judge an answer. An answer of any other shape, as an old page may have stored it, is not one.
 * @param {Question} question
 * @param {number | number[] | string | null} answer
 * @returns {Verdict}
 */
export function judge(question, answer) {
  return JUDGES[question.kind](question, answer);
}

/** @type {Record<string, (question: Question, answer: any) => Verdict>} */
const JUDGES = {
  choice(question, chosen) {
    const choice = question.choices[chosen];
    if (!choice) return { outcome: "notice", notice: "choose" };
    return { outcome: choice.correct ? "correct" : "wrong", feedback: choice.feedback };
  },

  several(question, chosen) {
    const all = question.choices.map(({ correct, text, feedback }, index) => ({
      index,
      right: Boolean(correct),
      text,
      feedback,
    }));
    const items = all.filter(({ index }) => [chosen].flat().includes(index));
    if (!items.length) return { outcome: "notice", notice: "choose_several" };
    if (all.some((item) => item.right && !items.includes(item))) return { outcome: "wrong", items, notice: "missing" };
    return { outcome: items.every((item) => item.right) ? "correct" : "wrong", items };
  },

  number(question, typed) {
    const number = asNumber(typed, question.unit);
    if (Number.isNaN(number.value)) return { outcome: "notice", notice: "not_a_number" };
    const near = (mark) => isNear(number, mark);
    if (near(question.answer)) return { outcome: "correct", feedback: question.feedback.correct };
    const mistake = question.mistakes?.find(near);
    if (mistake) return { outcome: "wrong", feedback: mistake.feedback };
    return tell(question, number.value < question.answer.value ? "low" : "high");
  },

  explorer(question, value) {
    if (!Number.isFinite(value)) return { outcome: "notice", notice: "no_value" };
    const { min, max } = question.target;
    if (value < min - SMALL) return tell(question, "low");
    return tell(question, value > max + SMALL ? "high" : "correct");
  },
};

/** @returns {Verdict} */
function tell(question, side) {
  return { outcome: side === "correct" ? "correct" : "wrong", feedback: question.feedback[side] };
}
