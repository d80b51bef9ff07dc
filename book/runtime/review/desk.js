// The page "Old questions, again": what is due, one question at a time, and when each comes back.
import { chapters, strings, units } from "../../../widgets/generated/again.json";
import { review as words } from "../../../widgets/generated/words.json";
import { button, element, fill } from "../../../widgets/javascript/page.js";
import { DrawnQuestion } from "../../../widgets/quizzes/javascript/question.js";
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
  const desk = new Desk();
  host.replaceChildren(desk.root);
  desk.begin();
  // Back from a chapter, where more was answered.
  addEventListener("pageshow", ({ persisted }) => persisted && desk.begin());
}

/** The questions that are due, one at a time. */
class Desk {
  #said = element("p", { class: "review-said", role: "status", tabindex: "-1" });
  #table = element("div", { class: "review-table" });
  #memory = new Memory(() => {
    this.begin();
    this.#said.textContent = words.forgotten;
    this.#said.focus();
  });
  /** Lets the question on the table go. */
  #clear = () => {};
  root = element("div", { class: "quiz review" }, this.#said, this.#table, this.#memory.root);

  /** What is due now, from the first question on. */
  begin() {
    this.#clear();
    const known = allKnown();
    const due = known.filter((one) => one.due <= dayOf());
    this.#memory.show(known.length > 0);
    if (due.length) this.#show(due, 0, counted(words.due, due.length));
    else this.#rest(known, words.nothing_due);
  }

  /**
   * Nothing to ask: say when there is.
   * @param {Known[]} known
   * @param {string} sentence what is said of the next one
   */
  #rest([next], sentence) {
    this.#table.replaceChildren(...(next ? [] : [chapterList()]));
    this.#said.textContent = next ? fill(sentence, inWords(next.due, dayOf())) : words.nothing_answered;
  }

  /**
   * One of the due questions.
   * @param {Known[]} due
   * @param {number} index
   * @param {string} sentence what is said first
   */
  #show(due, index, sentence) {
    const one = due[index];
    const { chapter, graded } = one;
    const after = element("div", { class: "review-after" });
    const next = (said) => this.#goOn(due, index, said);
    const drawn = drawOnce(one, { number: index + 1, total: due.length }, (right) =>
      after.replaceChildren(...(right ? gradesOf(one, next) : this.#missed(one, next))),
    );
    this.#clear = () => drawn.stop();
    const changed = graded.length ? [] : [element("p", {}, words.changed)];
    this.#table.replaceChildren(heading(chapter), ...changed, drawn.root, after);
    this.#said.textContent = sentence;
  }

  /** On to the next question, with the focus on it. */
  #goOn(due, index, sentence) {
    this.#clear();
    this.#memory.show(true);
    const more = index + 1 < due.length;
    if (more) this.#show(due, index + 1, sentence);
    else this.#rest(allKnown(), `${sentence} ${words.done}`);
    (more ? this.#table.querySelector("p") : this.#said).focus();
  }

  /** A wrong answer is kept at once: nobody needs to say that it was hard. */
  #missed({ chapter, question, graded }, next) {
    const back = inWords(dueOn(withToday(graded, GRADES.again)), dayOf());
    keepGrade(chapter.name, question, GRADES.again);
    this.#memory.show(true);
    return [element("p", {}, fill(words.missed, back)), button(words.next, () => next(""), { class: "quiz-quiet" })];
  }
}

/** What this device keeps of the questions, and the way to let it forget that. */
class Memory {
  #kept = element("p", { class: "review-kept" });
  #asking = button(words.forget, () => this.#ask(true), { class: "quiz-quiet" });
  #sure;
  root;

  /** @param {() => void} forgotten is called once it has */
  constructor(forgotten) {
    const confirm = () => {
      forget();
      this.#sure.hidden = true;
      forgotten();
    };
    this.#sure = element(
      "div",
      { class: "review-sure", hidden: true },
      element("p", {}, words.sure),
      button(words.confirm, confirm, { class: "quiz-quiet" }),
      button(words.keep, () => this.#ask(false), { class: "quiz-quiet" }),
    );
    this.root = element("div", { class: "review-memory" }, this.#kept, this.#asking, this.#sure);
  }

  /** @param {boolean} known whether there is anything to forget */
  show(known) {
    this.#kept.textContent = lasts() ? words.kept : words.not_kept;
    this.root.hidden = !known && lasts();
    this.#asking.hidden = !known;
  }

  #ask(really) {
    this.#sure.hidden = !really;
    /** @type {HTMLElement} */
    const first = really ? this.#sure.querySelector("button") : this.#asking;
    first.focus();
  }
}

/**
 * Draw a due question; what is tried after an explanation was not known, so only the first answer counts.
 * @param {Known} one
 * @param {{number: number, total: number}} place
 * @param {(right: boolean) => void} answered
 */
function drawOnce({ chapter, question }, place, answered) {
  let judged = false;
  return new DrawnQuestion(question, {
    strings,
    id: `review-${chapter.name}-${question.id}`,
    ...place,
    silent: false,
    judged(_, right) {
      if (!judged) answered(right);
      judged = true;
    },
    solved() {},
  });
}

/** How hard a right answer was; each button says when the question then comes back. */
function gradesOf(one, next) {
  const label = element("p", { id: "review-hard" }, words.how_hard);
  const buttons = RIGHT.map((name) => gradeButton(one, name, next));
  return [label, element("div", { class: "review-grades", role: "group", "aria-labelledby": label.id }, ...buttons)];
}

function gradeButton({ chapter, question, graded }, name, next) {
  const back = inWords(dueOn(withToday(graded, GRADES[name])), dayOf());
  const choose = () => {
    keepGrade(chapter.name, question, GRADES[name]);
    next(fill(words.comes_back, back));
  };
  const node = button("", choose, { class: "quiz-quiet", "data-grade": name });
  node.append(element("strong", {}, words.grades[name]), " ", element("span", {}, back.away));
  return node;
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
