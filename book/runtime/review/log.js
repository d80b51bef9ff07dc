// When each question was answered, and how hard it was: kept in this browser, apart from the record, which holds no
// days and may be handed on. A day is one of the reader's calendar, as "2026-11-28".
import { kept } from "../../../widgets/javascript/memory.js";

/** How an answer went, as ts-fsrs numbers it. */
export const GRADES = { again: 1, hard: 2, good: 3, easy: 4 };

/** @typedef {[string, number][]} Graded days and grades of a question, the first one first */

const DAY = /^\d{4}-\d{2}-\d{2}$/;

const own = kept("review");

/** Whether it is known after the page was left. */
export const lasts = own.lasts;

/** Forget all days. */
export const forget = own.clear;

/**
 * The day of a reader's calendar.
 * @param {Date} [moment]
 */
export function dayOf(moment = new Date()) {
  const [year, month, day] = [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()];
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/**
 * How a question went so far.
 * @param {string} chapter
 * @param {{id: string, stamp?: string}} question
 * @returns {Graded | null} empty for one that has changed since; null for one that was never answered
 */
export function gradedOf(chapter, { id, stamp }) {
  const entry = own.read()[`${chapter}/${id}`];
  if (!Array.isArray(entry?.graded)) return null;
  return entry.stamp === stamp ? entry.graded.filter(isSound).sort() : [];
}

function isSound(item) {
  if (!Array.isArray(item)) return false;
  const [day, grade] = item;
  return DAY.test(day) && !Number.isNaN(Date.parse(day)) && Object.values(GRADES).includes(grade);
}

/**
 * Days and grades with one more, of today; a clock that was set back does not undo what was.
 * @param {Graded} graded
 * @param {number} grade one of `GRADES`
 * @returns {Graded}
 */
export function withToday(graded, grade) {
  const [last] = graded.at(-1) ?? [""];
  return [...graded, [[last, dayOf()].sort().at(-1), grade]];
}

/**
 * Keep how a question went today.
 * @param {string} chapter
 * @param {{id: string, stamp?: string}} question
 * @param {number} grade one of `GRADES`
 */
export function keepGrade(chapter, question, grade) {
  const graded = withToday(gradedOf(chapter, question) ?? [], grade);
  own.keep({ ...own.read(), [`${chapter}/${question.id}`]: { stamp: question.stamp, graded } });
}

/** On a page with a quiz: the first answer to a question is its first day. */
export function keepFirstDays() {
  document.addEventListener("quiz:answer", ({ detail: { chapter, question: id, stamp, right } }) => {
    if (!stamp || gradedOf(chapter, { id, stamp })?.length) return;
    keepGrade(chapter, { id, stamp }, right ? GRADES.good : GRADES.again);
  });
  document.addEventListener("record:delete", forget);
}
