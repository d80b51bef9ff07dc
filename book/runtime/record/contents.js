// What a record holds, in plain words: a list item for each chapter.
import { chapters as asked, units } from "../../../widgets/generated/asked.json";
import { box as words } from "../../../widgets/generated/words.json";
import { element, fill, folded } from "../../../widgets/javascript/page.js";
import { know, measured } from "../../../widgets/quizzes/javascript/units.js";
import { inWords } from "./answer_words.js";
import { gainOf } from "./gain.js";

/**
 * @param {Object<string, any>} chapters of a record
 * @returns {HTMLElement[]}
 */
export function contentsOf(chapters) {
  know(units);
  return asked.flatMap((chapter) => itemOf(chapter, chapters[chapter.name]));
}

/** A chapter, if the record holds something of it. */
function itemOf(chapter, kept) {
  if (!kept) return [];
  const lines = chapter.questions.filter(({ id }) => kept.answers && Object.hasOwn(kept.answers, id));
  const parts = [answered(chapter, lines, kept.answers), ...rest(chapter, kept)];
  if (lines.length === 0 && parts.length === 1) return [];
  const said = parts.map((text) => element("p", {}, text));
  return [element("li", {}, ...said, ...(lines.length ? [table(lines, kept.answers)] : []))];
}

/** How many questions were answered; those that are asked twice are told apart. */
function answered({ title, questions }, lines, answers) {
  const once = lines.filter(({ part }) => !part);
  const right = once.filter(({ id }) => answers[id].right).length;
  const total = questions.filter(({ part }) => !part).length;
  return fill(words.chapter, { title, answered: once.length, total, right });
}

/** What was learned of the questions asked twice, and the bet. */
function rest(chapter, kept) {
  const gain = gainOf(chapter, kept.answers);
  const bet = chapter.bet.bets[kept.bet];
  const drawn = Object.keys(kept.curves ?? {}).map((name) => words.pad_names[name]);
  return [
    ...(gain ? [fill(words.gain, gain)] : []),
    ...(bet ? [fill(words.bet, { bet })] : []),
    ...(drawn.length ? [fill(words.drawn, { pads: drawn.join(", ") })] : []),
  ];
}

function table(questions, answers) {
  const { question, first, tries, last } = words.columns;
  const row = (tag, ...cells) => element("tr", {}, ...cells.map((cell) => element(tag, {}, ...measured(String(cell)))));
  const rows = questions.map((one) => {
    const entry = answers[one.id];
    return row("td", one.prompt, inWords(one, entry.first), entry.tries, inWords(one, entry.last));
  });
  const head = element("thead", {}, row("th", question, first, tries, last));
  return folded(words.every, element("table", {}, head, element("tbody", {}, ...rows)));
}
