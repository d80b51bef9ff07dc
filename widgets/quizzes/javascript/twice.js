// Questions that are asked before the story and again after it: the first answer of each time, and what came of it.

import { memory } from "../../javascript/memory.js";

const TIMES = ["before", "after"];

/**
 * The first answers to the questions that a chapter asks twice. Both times share what is kept.
 * @param {string} chapter
 * @param {{id: string}[]} questions of one time; their ids end with it
 */
export function firstAnswers(chapter, questions) {
  const kept = memory("quiz", `${chapter}:twice`);
  const names = questions.map(({ id }) => id.replace(new RegExp(`-(${TIMES.join("|")})$`), ""));

  /** How many first answers of a time are right; null while some are missing. */
  function right(time) {
    const all = kept.read();
    const found = names.map((name) => all[`${name}-${time}`]);
    return found.every(Boolean) ? found.filter((first) => first.right).length : null;
  }

  return {
    clear: kept.clear,
    /**
     * @param {string} id
     * @param {any} answer
     * @param {boolean} isRight
     */
    keep(id, answer, isRight) {
      const all = kept.read();
      if (!(id in all)) kept.keep({ ...all, [id]: { answer, right: isRight } });
    },
    /** @returns {{before: number | null, after: number | null, total: number}} */
    gain: () => ({ before: right("before"), after: right("after"), total: names.length }),
  };
}
