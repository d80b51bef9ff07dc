// Everything that was read, as a table for a spreadsheet: one line an answer, a bet or a curve.
import { inWords } from "../record/answer_words.js";
import { entriesOf } from "./tally.js";

/** @import { AskedChapter } from "../types.js" */

const HEAD = [
  "student",
  "alias",
  "chapter",
  "kind",
  "item",
  "first",
  "right_at_first",
  "tries",
  "last",
  "right_in_the_end",
];

/**
 * @param {AskedChapter[]} asked
 * @param {import("../record/shape.js").SavedRecord[]} records
 * @returns {string}
 */
export function csv(asked, records) {
  const lines = records.flatMap((record, index) =>
    asked.flatMap((chapter) =>
      linesOf(chapter, record).map((cells) => [index + 1, record.alias ?? "", chapter.name, ...cells]),
    ),
  );
  return `${[HEAD, ...lines].map((cells) => cells.map(cell).join(",")).join("\r\n")}\r\n`;
}

function linesOf(chapter, record) {
  const { bet, curves } = record.chapters[chapter.name] ?? {};
  const answers = chapter.questions.flatMap((question) =>
    entriesOf(question, chapter.name, [record]).entries.map(({ first, right, tries, last, solved }) => {
      const [before, after] = [first, last].map((answer) => inWords(question, answer));
      return ["question", question.id, before, right, tries, after, solved];
    }),
  );
  const chosen = chapter.bet.bets[bet];
  const drawn = Object.entries(curves ?? {}).map(([pad, values]) => [
    "drawn",
    pad,
    values.map((y) => y ?? "").join(" "),
  ]);
  return [...(chosen ? [["bet", "predict", chosen]] : []), ...drawn, ...answers];
}

/** A cell in quotes; one that a spreadsheet would take for a formula is defused. */
function cell(value) {
  const text = String(value);
  const safe = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
