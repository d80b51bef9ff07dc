// What a class answered: a part for each chapter, with its bets and its questions.
import { class as words } from "../../../widgets/generated/words.json";
import { element, fill } from "../../../widgets/javascript/page.js";
import { drawings } from "./drawings.js";
import { bar, counted, table } from "./parts.js";
import { strip } from "./strip.js";
import { betsOf, curvesOf, entriesOf, gainsOf, tally } from "./tally.js";

/** @import { AskedChapter } from "../types.js" */

const MOST_OFTEN = 3; // mistakes that are named

/**
 * The part of one chapter; null if nobody answered or bet anything in it.
 * @param {AskedChapter} chapter
 * @param {import("../record/shape.js").SavedRecord[]} records
 * @returns {HTMLElement | null}
 */
export function reportOf(chapter, records) {
  const parts = [
    betsPart(chapter, records),
    gainPart(chapter, records),
    ...chapter.questions.map((question) => questionPart(question, chapter, records)),
  ];
  if (parts.every((part) => part === null)) return null;
  return element(
    "section",
    { class: "class-chapter", id: `class-${chapter.name}`, "data-chapter": chapter.name },
    element("h2", {}, chapter.title),
    ...parts.filter((part) => part !== null),
  );
}

function betsPart(chapter, records) {
  const counts = betsOf(chapter, records);
  const all = counts.reduce((sum, n) => sum + n, 0);
  const drawn = chapter.bet.drawn
    .map((pad) => [pad, curvesOf(chapter.name, pad, records)])
    .filter(([, curves]) => curves.length > 0);
  if (all + drawn.length === 0) return null;
  const rows = chapter.bet.bets.map((bet, index) => [bet, bar(counts[index], all), share(counts[index], all)]);
  const chosen = all
    ? table([words.bet_column, words.students, words.share], rows, counted(words.bet_count, all))
    : element("p", {}, words.no_bets);
  return element(
    "article",
    { class: "class-card class-bets" },
    element("h3", {}, words.bets),
    element("p", { class: "class-prompt" }, chapter.bet.question),
    chosen,
    ...drawn.map(([pad, curves]) => drawings(chapter.name, pad, curves)),
  );
}

/** How those who answered all that is asked twice did before and after the story. */
function gainPart(chapter, records) {
  const gains = gainsOf(chapter, records);
  if (gains.length === 0) return null;
  const average = (part) =>
    quotient(
      gains.reduce((sum, gain) => sum + gain[part], 0),
      gains.length,
    );
  const values = { before: average("before"), after: average("after"), total: gains[0].total };
  return element(
    "article",
    { class: "class-card class-gain" },
    element("h3", {}, words.gain_title),
    element("p", {}, counted(words.gain, gains.length, values)),
  );
}

/** A quotient with one decimal where it has any. */
function quotient(sum, n) {
  return String(Number((sum / n).toFixed(1)));
}

function questionPart(question, chapter, records) {
  const { entries } = entriesOf(question, chapter.name, records);
  if (entries.length === 0) return null;
  const found = tally(question, entries);
  return element(
    "article",
    { class: "class-card", "data-question": question.id },
    element("h3", { class: "class-prompt" }, question.prompt),
    summary(found),
    question.choices ? choices(question, found) : strip(question, found.first),
    mistakes(found),
  );
}

function summary({ answered, firstRight, finallyRight, tries }) {
  const fact = (value, text) => element("li", {}, element("strong", {}, value), ` ${text}`);
  return element(
    "ul",
    { class: "class-facts" },
    element("li", {}, counted(words.answered, answered)),
    fact(`${firstRight} (${share(firstRight, answered)})`, words.first_right),
    fact(`${finallyRight} (${share(finallyRight, answered)})`, words.finally_right),
    fact(tries.toFixed(1), words.tries),
  );
}

function choices(question, { options, answered }) {
  const rows = options.map(({ text, right, first, last }) => {
    const mark = element(
      "strong",
      { class: "class-right" },
      element("span", { "aria-hidden": "true" }, "✓ "),
      words.right,
    );
    const name = element("span", {}, text, ...(right ? [" ", mark] : []));
    return [name, bar(first, answered), bar(last, answered)];
  });
  const counts = table(
    [words.choice_column, words.first_column, words.last_column],
    rows,
    counted(words.answered, answered),
  );
  for (const [index, row] of counts.querySelectorAll("tbody tr").entries()) {
    row.toggleAttribute("data-right", options[index].right);
  }
  return question.kind === "several"
    ? element("div", {}, counts, element("p", { class: "class-note" }, words.several))
    : counts;
}

function mistakes({ wrong }) {
  if (wrong.length === 0) return element("p", { class: "class-note" }, words.none_wrong);
  const items = wrong
    .slice(0, MOST_OFTEN)
    .map(({ how, what, n }) => element("li", {}, counted(words[how], n, { what })));
  return element("div", { class: "class-wrong" }, element("h4", {}, words.most_often), element("ul", {}, ...items));
}

/** A share in percent. */
function share(n, of) {
  return fill("{percent}%", { percent: of ? Math.round((100 * n) / of) : 0 });
}
