// What a record is, and what is wrong with one that is not. Pure functions, no page.
//
// A record holds how the questions and bets went, by chapter. It has no name, no time and nothing
// of the device; a random `id` lets a class count a reader once. All text in it is checked here,
// and whoever shows it writes it as text, never as HTML.
import { moments } from "../../../widgets/bets/javascript/moments.js";
import PADS from "../../../widgets/bets/pads.json";
import { BOOK } from "../title.js";

/**
 * How one question went. `right` says whether the first answer was, `solved` whether the last was;
 * once an answer was right, the entry stays as it is.
 * @typedef {{first: any, right: boolean, tries: number, last: any, solved: boolean}} Entry
 *
 * `bet` is the place of the answer that was picked; `curves` have a value (or null) for each moment
 * of a pad.
 * @typedef {{answers?: Record<string, Entry>, bet?: number,
 *   curves?: Record<string, (number | null)[]>}} Chapter
 *
 * @typedef {{form: number, book?: string, id?: string, alias?: string,
 *   chapters: Record<string, Chapter>}} SavedRecord
 */

const FORM = 1;
/** Characters: more than any record of this book can have. */
export const LARGEST = 64_000;
export const LONGEST_ALIAS = 40;

const NAME = /^[a-z0-9][a-z0-9-]{0,59}$/;
const ID = /^[a-z0-9]{12}$/;
const LONGEST_LIST = 100; // chapters, questions of a chapter, choices of a question

/** @returns {SavedRecord} */
export const empty = () => ({ form: FORM, chapters: {} });

/**
 * Leave out the curves of an older book, whose pads had other axes; all else that a record holds stays.
 * @param {any} content that may be a record
 * @returns {any} the same
 */
export function renewed(content) {
  for (const chapter of Object.values(content?.chapters ?? {})) delete chapter?.drawn;
  return content;
}

/**
 * Find what is wrong with something that may be a record.
 * @param {unknown} content
 * @returns {{fault: "foreign" | "form" | "shape", where?: string} | null} null if it is sound
 */
export function faultOf(content) {
  if (!isObject(content) || !isObject(content.chapters)) return { fault: "foreign" };
  if ((content.book ?? BOOK) !== BOOK) return { fault: "foreign" };
  if (content.form !== FORM) return { fault: "form" };
  const where =
    strange(content, ["form", "book", "id", "alias", "chapters"]) ??
    (isMissingOr(content.id, (id) => isText(id) && ID.test(id)) ? null : "id") ??
    (isMissingOr(content.alias, (alias) => isText(alias) && alias.length <= LONGEST_ALIAS) ? null : "alias") ??
    within(content.chapters, "chapters", faultOfChapter);
  return where === null ? null : { fault: "shape", where };
}

function faultOfChapter(chapter) {
  if (!isObject(chapter)) return "";
  return (
    strange(chapter, ["answers", "bet", "curves"]) ??
    (isMissingOr(chapter.bet, isPlace) ? null : "bet") ??
    (chapter.answers === undefined ? null : within(chapter.answers, "answers", faultOfEntry)) ??
    (chapter.curves === undefined ? null : within(chapter.curves, "curves", faultOfCurve))
  );
}

function faultOfEntry(entry) {
  if (!isObject(entry)) return "";
  const { first, right, tries, last, solved } = entry;
  return (
    strange(entry, ["first", "right", "tries", "last", "solved"]) ??
    (isAnswer(first) ? null : "first") ??
    (typeof right === "boolean" ? null : "right") ??
    (Number.isInteger(tries) && tries >= 1 && tries < 10_000 ? null : "tries") ??
    (isAnswer(last) ? null : "last") ??
    (typeof solved === "boolean" ? null : "solved")
  );
}

function faultOfCurve(curve, name) {
  if (!Object.hasOwn(PADS, name)) return "";
  const { x, y } = PADS[name];
  const fits = (value) => value === null || (Number.isFinite(value) && value >= y.from && value <= y.to);
  return Array.isArray(curve) && curve.length === moments(x).length && curve.every(fits) ? null : "";
}

/** The place of the first fault in a table of things by name; null if there is none. */
function within(table, name, faultOfOne) {
  if (!isObject(table)) return name;
  const entries = Object.entries(table);
  if (entries.length > LONGEST_LIST) return name;
  for (const [key, value] of entries) {
    if (!NAME.test(key)) return name;
    const found = faultOfOne(value, key);
    if (found !== null) return [name, key, found].filter(Boolean).join(".");
  }
  return null;
}

/** The name of a field that should not be there; a strange name is not repeated. */
function strange(content, known) {
  const found = Object.keys(content).find((key) => !known.includes(key));
  if (found === undefined) return null;
  return NAME.test(found) ? found : "a field’s name";
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, any>}
 */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const isText = (value) => typeof value === "string";
const isPlace = (value) => Number.isInteger(value) && value >= 0 && value < LONGEST_LIST;
const isMissingOr = (value, fits) => value === undefined || fits(value);
const isAnswer = (value) =>
  Number.isFinite(value) || (Array.isArray(value) && value.length <= LONGEST_LIST && value.every(isPlace));
