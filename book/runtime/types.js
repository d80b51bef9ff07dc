/**
 * What the book asks its readers, as book/asked.py writes it. Nothing here runs: a checker of types reads it
 * (`make lint`).
 *
 * @import { Question } from "../../widgets/quizzes/javascript/types.js"
 *
 * @typedef {object} AskedChapter
 * @property {string} name
 * @property {string} title
 * @property {Question[]} questions
 * @property {{question: string, bets: string[], drawn: string[]}} bet
 */

export {};
