// The anywidget module of a quiz: draws what widgets/quizzes/shown.py states. No text of its own.

import { keepKeys } from "../../javascript/keys.js";
import { memory } from "../../javascript/memory.js";
import { button, element, fill } from "../../javascript/page.js";
import { DrawnQuestion } from "./question.js";
import { firstAnswers } from "./twice.js";
import { know } from "./units.js";

let drawn = 0; // one quiz may be shown several times in a notebook: ids must differ

/**
 * @param {{model: {get: (name: string) => any}, el: HTMLElement}} view
 * @returns {() => void} undoes what reaches beyond `el`
 */
function render({ model, el }) {
  const spec = model.get("spec");
  know(spec.units);
  drawn += 1;
  const quiz = new Quiz(spec, `quiz-${drawn}`);
  const release = keepKeys(quiz.root);
  el.append(quiz.root);
  return () => {
    release();
    quiz.stop();
  };
}

class Quiz {
  #spec;
  /** What this device keeps: the answers that solve a question, and the first ones to what is asked twice. */
  #kept;
  #first;
  #solved = new Set();
  /** @type {DrawnQuestion[]} */
  #questions;
  #progress = element("p", { class: "quiz-progress" });
  #compared = element("p", { class: "quiz-gain", role: "status" });
  #restart;
  root;

  /** @param {string} prefix of all ids */
  constructor(spec, prefix) {
    const { chapter, part, questions, strings } = spec;
    this.#spec = spec;
    this.#kept = memory("quiz", part ? `${chapter}:${part}` : chapter);
    this.#first = part ? firstAnswers(chapter, questions) : null;
    this.#questions = questions.map((_, index) => this.#draw(index, prefix));
    this.#restart = button(strings.restart, () => this.#begin(), { class: "quiz-quiet" });
    this.root = element(
      "section",
      { class: "quiz", "data-quiz": chapter, "data-part": part, "aria-label": strings.title },
      element("p", { class: "quiz-intro" }, strings.intro),
      ...this.#questions.map((question) => question.root),
      element("div", { class: "quiz-end" }, this.#progress, this.#restart),
      this.#compared,
    );
    document.addEventListener("record:delete", this.#forget);
    this.#restore();
  }

  stop() {
    document.removeEventListener("record:delete", this.#forget);
    for (const question of this.#questions) question.stop();
  }

  #draw(index, prefix) {
    const { chapter, part, questions, strings } = this.#spec;
    const { id, stamp } = questions[index];
    return new DrawnQuestion(questions[index], {
      strings,
      id: `${prefix}-${id}`,
      number: index + 1,
      total: questions.length,
      silent: part === "before",
      judged: (answer, right) => {
        this.#first?.keep(id, answer, right);
        this.#announce({ chapter, question: id, stamp, answer, right });
        this.#compare();
      },
      solved: (answer) => {
        this.#solved.add(id);
        this.#kept.keep({ ...this.#kept.read(), [id]: answer });
        this.#count();
      },
    });
  }

  /** Put the answers of an earlier visit back. */
  #restore() {
    const earlier = this.#kept.read();
    this.#spec.questions.forEach(({ id }, index) => {
      if (id in earlier && this.#questions[index].restore(earlier[id])) this.#solved.add(id);
    });
    this.#count();
    this.#compare();
  }

  #count() {
    const { part, questions, strings } = this.#spec;
    const all = this.#solved.size === questions.length;
    const words = all ? strings.progress_all : strings.progress;
    this.#progress.textContent = fill(words, { done: this.#solved.size, total: questions.length });
    this.#restart.hidden = this.#solved.size === 0 || part === "before";
  }

  /** After the story: say how the first answers changed, once all are given. */
  #compare() {
    const { part, strings } = this.#spec;
    const { before, after, total } = this.#first?.gain() ?? {};
    const told = part === "after" && after !== null;
    const words = before === null ? strings.alone : strings.gain;
    this.#compared.textContent = told ? fill(words, { before, after, total }) : "";
  }

  /** Tell the page how an answer went: the book's site keeps a reader's record of it. */
  #announce(detail) {
    this.root.dispatchEvent(new CustomEvent("quiz:answer", { bubbles: true, detail }));
  }

  #begin() {
    this.#reset();
    /** @type {HTMLElement} */
    const first = this.#questions[0].root.querySelector("input, button");
    first.focus();
  }

  #reset() {
    this.#kept.clear();
    this.#solved.clear();
    for (const question of this.#questions) question.reset();
    this.#count();
  }

  /** The reader deletes all that was kept. */
  #forget = () => {
    this.#first?.clear();
    this.#reset();
    this.#compare();
  };
}

export default { render };
