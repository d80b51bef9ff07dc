// An answer in words.
import { amount } from "../../../widgets/javascript/numbers.js";

/** @import { Question } from "../../../widgets/quizzes/javascript/types.js" */

/**
 * @param {Question} question
 * @param {number | number[]} answer
 * @returns {string}
 */
export function inWords(question, answer) {
  if (question.kind === "number") return amount(String(answer), question.unit);
  if (question.kind === "explorer") return question.reads.replace("{value}", String(answer));
  return [answer]
    .flat()
    .map((index) => question.choices[index]?.text ?? "?")
    .join(" + ");
}
