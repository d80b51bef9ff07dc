// The words of a verdict, each with a sign beside it.

import { element } from "../../javascript/page.js";
import { nodes, sign } from "./dom.js";

/** @import { Question, Strings } from "./types.js" */

const SIGNS = { correct: "✓", wrong: "↻", notice: "→" };

/**
 * What is said of an answer: what the verdict means, why, and what is missing.
 * @param {import("./judge.js").Verdict} verdict
 * @param {Question} question
 * @param {Strings} strings
 * @returns {HTMLElement[]}
 */
export function said({ outcome, feedback, items, notice }, { order }, strings) {
  const hint = notice ? [noticed(strings.notice[notice])] : [];
  if (outcome === "notice") return hint;
  const placed = items && order.flatMap((place) => items.filter(({ index }) => index === place));
  return [
    line("p", SIGNS[outcome], element("strong", { class: "quiz-verdict" }, strings.verdict[outcome])),
    ...(feedback ? [element("p", {}, ...nodes(feedback))] : []),
    ...(placed ? [element("ul", {}, ...placed.map((item) => saidItem(item, strings.item)))] : []),
    ...hint,
  ];
}

/** @param {string} text what is no verdict */
export function noticed(text) {
  return line("p", SIGNS.notice, text);
}

function saidItem({ right, text, feedback }, words) {
  const heading = element("strong", {}, right ? words.right : words.wrong);
  const quoted = element("span", { class: "quiz-quoted" }, ...nodes(text));
  const why = element("span", { class: "quiz-why" }, ...nodes(feedback));
  return line("li", right ? SIGNS.correct : "✗", heading, " ", quoted, " ", why);
}

/** A sign, and beside it the words that say the same. */
function line(tag, mark, ...words) {
  return element(tag, { class: "quiz-line" }, sign(mark), element("span", {}, ...words));
}
