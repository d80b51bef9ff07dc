/**
 * The questions of a quiz as widgets/quizzes/shown.py states them, and the words around them. Nothing here runs: a
 * checker of types reads it (`make lint`).
 *
 * @typedef {[string, string][]} Runs a text cut into [style, words]; the style is "strong", "em" or ""
 *   (widgets/quizzes/markup.py)
 * @typedef {{text: any, correct?: boolean, feedback?: any}} Choice
 * @typedef {{value: number, tolerance: number, feedback?: any}} Mark a number that is recognized
 *
 * @typedef {object} Question
 * @property {string} id
 * @property {string} kind choice, several, number or explorer
 * @property {any} prompt
 * @property {Choice[]} [choices] as in the file: an answer is a place in this list
 * @property {number[]} [order] places of the choices, in the order in which they stand on the page
 * @property {Mark} [answer]
 * @property {Mark[]} [mistakes]
 * @property {string} [unit]
 * @property {string} [explorer]
 * @property {{result: string, min: number, max: number}} [target]
 * @property {any} [feedback]
 * @property {string} [stamp] of one that comes back after days: another text has another
 * @property {string} [part] in the record, of one that is asked twice: "before" or "after" the story
 * @property {string} [reads] in the record: the sentence of an explorer's value
 *
 * @typedef {any} Strings of strings/en.yaml
 */

export {};
