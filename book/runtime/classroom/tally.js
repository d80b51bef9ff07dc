// Counts how a class answered. Pure functions, no page.
import { judge } from "../../../widgets/quizzes/javascript/judge.js";
import { gainOf } from "../record/gain.js";

/** @import { AskedChapter } from "../types.js" */
/** @import { Question } from "../../../widgets/quizzes/javascript/types.js" */

/**
 * How a class answered one question.
 * @typedef {{answered: number, firstRight: number, finallyRight: number, tries: number,
 *   first: any[], last: any[], options: {text: string, right: boolean, first: number,
 *   last: number}[], wrong: {how: "wrong_choice" | "missed_choice" | "wrong_value", what: string,
 *   n: number}[]}} Tally `tries` is the average; `wrong` is sorted, most often first
 */

/**
 * The answers to one question, as far as they fit this edition of it.
 * @param {Question} question
 * @param {string} chapter
 * @param {import("../record/shape.js").SavedRecord[]} records
 * @returns {{entries: import("../record/shape.js").Entry[], others: number}} `others` were given to
 *   another edition: this one would judge them otherwise
 */
export function entriesOf(question, chapter, records) {
  const found = records.flatMap((record) => held(held(record.chapters, chapter)?.answers, question.id) ?? []);
  const entries = found.filter((entry) => fits(question, entry));
  return { entries, others: found.length - entries.length };
}

/**
 * Count the answers that no question of this edition asks for.
 * @param {AskedChapter[]} asked
 * @param {import("../record/shape.js").SavedRecord[]} records
 * @returns {number}
 */
export function countForeign(asked, records) {
  const known = new Set(asked.flatMap(({ name, questions }) => questions.map(({ id }) => `${name}/${id}`)));
  return records
    .flatMap(({ chapters }) => Object.entries(chapters))
    .flatMap(([name, { answers }]) => Object.keys(answers ?? {}).map((id) => `${name}/${id}`))
    .filter((place) => !known.has(place)).length;
}

/**
 * @param {Question} question
 * @param {import("../record/shape.js").Entry[]} entries
 * @returns {Tally}
 */
export function tally(question, entries) {
  const first = entries.map((entry) => entry.first);
  const last = entries.map((entry) => entry.last);
  const chose = (answers, index) => answers.filter((answer) => [answer].flat().includes(index)).length;
  return {
    answered: entries.length,
    firstRight: entries.filter((entry) => entry.right).length,
    finallyRight: entries.filter((entry) => entry.solved).length,
    tries: entries.reduce((sum, entry) => sum + entry.tries, 0) / entries.length,
    first,
    last,
    options: (question.choices ?? []).map(({ text, correct }, index) => ({
      text,
      right: Boolean(correct),
      first: chose(first, index),
      last: chose(last, index),
    })),
    wrong: wrongOf(question, first),
  };
}

/**
 * How often each bet of a chapter was chosen.
 * @param {AskedChapter} chapter
 * @param {import("../record/shape.js").SavedRecord[]} records
 * @returns {number[]}
 */
export function betsOf({ name, bet }, records) {
  const chosen = records.map((record) => held(record.chapters, name)?.bet);
  return bet.bets.map((_, index) => chosen.filter((place) => place === index).length);
}

/**
 * How those did who answered all that a chapter asks before and after its story.
 * @param {AskedChapter} chapter
 * @param {import("../record/shape.js").SavedRecord[]} records
 * @returns {{before: number, after: number, total: number}[]}
 */
export function gainsOf(chapter, records) {
  return records.flatMap((record) => {
    const sound = chapter.questions.filter((question) => entriesOf(question, chapter.name, [record]).entries.length);
    const answers = held(record.chapters, chapter.name)?.answers ?? {};
    const own = Object.fromEntries(sound.map(({ id }) => [id, answers[id]]));
    return gainOf(chapter, own) ?? [];
  });
}

/**
 * The curves that a class drew on one pad.
 * @param {string} chapter
 * @param {string} pad
 * @param {import("../record/shape.js").SavedRecord[]} records
 * @returns {(number | null)[][]}
 */
export function curvesOf(chapter, pad, records) {
  return records.flatMap((record) => {
    const curve = held(held(record.chapters, chapter)?.curves, pad);
    return curve ? [curve] : [];
  });
}

/**
 * The value below which a share of sorted values lies.
 * @param {number[]} values
 * @param {number} share
 * @returns {number}
 */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  return sorted[low] + (at - low) * (sorted[Math.ceil(at)] - sorted[low]);
}

/**
 * The range in which a number, or an explorer's value, is right.
 * @param {Question} question
 * @returns {[number, number]}
 */
export function rightRange({ answer, target }) {
  return target ? [target.min, target.max] : [answer.value - answer.tolerance, answer.value + answer.tolerance];
}

/** A record comes from outside: what it inherits is not its own. */
function held(table, key) {
  return table && Object.hasOwn(table, key) ? table[key] : undefined;
}

function fits(question, { first, right, last, solved }) {
  const many = question.kind === "several";
  if (Array.isArray(first) !== many || Array.isArray(last) !== many) return false;
  return outcome(question, first) === right && outcome(question, last) === solved;
}

/** Whether an answer is right; null if it is none to this question. */
function outcome(question, answer) {
  const places = question.choices ? [answer].flat() : [];
  if (places.some((place) => !question.choices[place])) return null;
  const { outcome: judged } = judge(question, answer);
  return judged === "notice" ? null : judged === "correct";
}

/** What the first answers got wrong, most often first. */
function wrongOf(question, first) {
  const mistakes = first.flatMap((answer) => mistakesIn(question, answer));
  const counted = new Map();
  for (const { how, what } of mistakes) {
    const key = `${how} ${what}`;
    counted.set(key, { how, what, n: (counted.get(key)?.n ?? 0) + 1 });
  }
  return [...counted.values()].sort((a, b) => b.n - a.n);
}

function mistakesIn(question, answer) {
  if (!question.choices) {
    const { outcome: judged, feedback } = judge(question, answer);
    return judged === "wrong" ? [{ how: "wrong_value", what: feedback }] : [];
  }
  const chosen = [answer].flat();
  return question.choices.flatMap(({ text, correct }, index) => {
    if (chosen.includes(index) && !correct) return [{ how: "wrong_choice", what: text }];
    const missed = question.kind === "several" && correct && !chosen.includes(index);
    return missed ? [{ how: "missed_choice", what: text }] : [];
  });
}
