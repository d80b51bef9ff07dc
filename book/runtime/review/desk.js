// The page "Old questions, again": what is due, one question at a time, and when each comes back.
import { chapters, strings, units } from "../../../widgets/generated/again.json";
import { review as words } from "../../../widgets/generated/words.json";
import { button, element, fill } from "../../../widgets/javascript/page.js";
import { drawQuestion } from "../../../widgets/quizzes/javascript/question.js";
import { know } from "../../../widgets/quizzes/javascript/units.js";
import { dayOf, forget, GRADES, gradedOf, keepGrade, lasts, withToday } from "./log.js";
import { dueOn, inWords } from "./schedule.js";

/** @import { Question } from "../../../widgets/quizzes/javascript/types.js" */
/** @import { Graded } from "./log.js" */

/**
 * A question that was answered once.
 * @typedef {{chapter: {name: string, title: string}, question: Question, graded: Graded, due: string}} Known
 */

/** How a right answer can have been; a wrong one comes again. */
const RIGHT = ["hard", "good", "easy"];

/** @param {HTMLElement} host */
export function drawDesk(host) {
  know(units);
  const said = element("p", { class: "review-said", role: "status", tabindex: "-1" });
  const table = element("div", { class: "review-table" });
  const kept = element("p", { class: "review-kept" });
  const sure = element(
    "div",
    { class: "review-sure", hidden: true },
    element("p", {}, words.sure),
    button(words.confirm, forgetAll, { class: "quiz-quiet" }),
    button(words.keep, () => ask(false), { class: "quiz-quiet" }),
  );
  const asking = button(words.forget, () => ask(true), { class: "quiz-quiet" });
  const memory = element("div", { class: "review-memory" }, kept, asking, sure);
  /** Lets the question on the table go. */
  let clear = () => {};
  host.replaceChildren(element("div", { class: "quiz review" }, said, table, memory));
  begin();
  // Back from a chapter, where more was answered.
  addEventListener("pageshow", ({ persisted }) => persisted && begin());

  /** What is due now, from the first question on. */
  function begin() {
    clear();
    const known = allKnown();
    const due = known.filter((one) => one.due <= dayOf());
    showMemory(known.length > 0);
    if (due.length) show(due, 0, counted(words.due, due.length));
    else rest(known, words.nothing_due);
  }

  /**
   * Nothing to ask: say when there is.
   * @param {Known[]} known
   * @param {string} sentence what is said of the next one
   */
  function rest([next], sentence) {
    table.replaceChildren(...(next ? [] : [chapterList()]));
    said.textContent = next ? fill(sentence, inWords(next.due, dayOf())) : words.nothing_answered;
  }

  /**
   * One of the due questions.
   * @param {Known[]} due
   * @param {number} index
   * @param {string} sentence what is said first
   */
  function show(due, index, sentence) {
    const one = due[index];
    const { chapter, question, graded } = one;
    const after = element("div", { class: "review-after" });
    let judged = false;
    const drawn = drawQuestion(question, {
      strings,
      id: `review-${chapter.name}-${question.id}`,
      number: index + 1,
      total: due.length,
      silent: false,
      judged(_, right) {
        if (judged) return; // what is tried after an explanation was not known
        judged = true;
        after.replaceChildren(...(right ? gradesOf(one, next) : missed(one, next)));
      },
      solved() {},
    });
    clear = drawn.stop;
    const changed = graded.length ? [] : [element("p", {}, words.changed)];
    table.replaceChildren(heading(chapter), ...changed, drawn.root, after);
    said.textContent = sentence;

    /** On to the next one, with the focus on it. */
    function next(sentence = "") {
      clear();
      showMemory(true);
      const more = index + 1 < due.length;
      if (more) show(due, index + 1, sentence);
      else rest(allKnown(), `${sentence} ${words.done}`);
      (more ? table.querySelector("p") : said).focus();
    }
  }

  /** How hard a right answer was; each button says when the question then comes back. */
  function gradesOf(one, next) {
    const label = element("p", { id: "review-hard" }, words.how_hard);
    const buttons = RIGHT.map((name) => {
      const back = inWords(dueOn(withToday(one.graded, GRADES[name])), dayOf());
      const choose = () => {
        keepGrade(one.chapter.name, one.question, GRADES[name]);
        next(fill(words.comes_back, back));
      };
      const node = button("", choose, { class: "quiz-quiet", "data-grade": name });
      node.append(element("strong", {}, words.grades[name]), " ", element("span", {}, back.away));
      return node;
    });
    return [label, element("div", { class: "review-grades", role: "group", "aria-labelledby": label.id }, ...buttons)];
  }

  /** A wrong answer is kept at once: nobody needs to say that it was hard. */
  function missed({ chapter, question, graded }, next) {
    const back = inWords(dueOn(withToday(graded, GRADES.again)), dayOf());
    keepGrade(chapter.name, question, GRADES.again);
    showMemory(true);
    return [element("p", {}, fill(words.missed, back)), button(words.next, () => next(), { class: "quiz-quiet" })];
  }

  function ask(really) {
    sure.hidden = !really;
    /** @type {HTMLElement} */
    const first = really ? sure.querySelector("button") : asking;
    first.focus();
  }

  function forgetAll() {
    forget();
    sure.hidden = true;
    begin();
    said.textContent = words.forgotten;
    said.focus();
  }

  function showMemory(known) {
    kept.textContent = lasts() ? words.kept : words.not_kept;
    memory.hidden = !known && lasts();
    asking.hidden = !known;
  }
}

/** All questions that were answered once, what is due first before the others. */
function allKnown() {
  return chapters
    .flatMap((chapter) =>
      chapter.questions.flatMap((question) => {
        const graded = gradedOf(chapter.name, question);
        return graded ? [{ chapter, question, graded, due: dueOn(graded) }] : [];
      }),
    )
    .sort((one, other) => (one.due < other.due ? -1 : Number(one.due > other.due)));
}

/** Where a question is from. */
function heading({ name, title }) {
  const link = element("a", { href: `../chapters/${name}.html` }, title);
  const [before, behind] = words.from.split("{chapter}");
  return element("p", { class: "review-from", tabindex: "-1" }, before, link, behind);
}

function chapterList() {
  const items = chapters.map(({ name, title }) =>
    element("li", {}, element("a", { href: `../chapters/${name}.html#check-yourself` }, title)),
  );
  return element("ol", {}, ...items);
}

function counted(forms, n) {
  return fill(n === 1 ? forms.one : forms.many, { n });
}
