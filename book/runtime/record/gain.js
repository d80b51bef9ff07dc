// What a chapter asks before its story and again after it: how many first answers were right each time.

/**
 * @param {import("../types.js").AskedChapter} chapter
 * @param {Record<string, {right: boolean}>} [answers] of one record
 * @returns {{before: number, after: number, total: number} | null} null where some are missing
 */
export function gainOf({ questions }, answers = {}) {
  const asked = questions.filter((question) => question.part);
  if (asked.length === 0 || !asked.every(({ id }) => Object.hasOwn(answers, id))) return null;
  const right = (part) => asked.filter((question) => question.part === part && answers[question.id].right).length;
  return { before: right("before"), after: right("after"), total: asked.length / 2 };
}
