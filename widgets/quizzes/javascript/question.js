// One question: a fieldset, its input, its Check button and the live region that answers.

import { element, fill } from "../../javascript/page.js";
import { nodes, sign, unseen } from "./dom.js";
import { makeInput } from "./inputs.js";
import { judge, plainAnswer } from "./judge.js";
import { noticed, said } from "./verdict.js";

/** @import { Question, Strings } from "./types.js" */

/**
 * What a question must know of where it stands.
 * @typedef {object} Context
 * @property {Strings} strings
 * @property {string} id unique on the page
 * @property {number} number
 * @property {number} total
 * @property {boolean} silent it takes one answer, right or wrong, and does not say which; it is then solved
 * @property {(answer: any, right: boolean) => void} judged is called at each answer, right or wrong
 * @property {(answer: any) => void} solved is called at each right one
 */

/** A question as it is drawn. */
export class DrawnQuestion {
  /** @type {HTMLElement} */
  root;
  #question;
  #context;
  #input;
  #feedback;
  #badge;
  #check;

  /**
   * @param {Question} question
   * @param {Context} context
   */
  constructor(question, context) {
    const { strings, id, number } = context;
    this.#question = question;
    this.#context = context;
    this.#feedback = element("div", { class: "quiz-feedback", role: "status", id: `${id}-feedback`, tabindex: -1 });
    this.#badge = element("span", { class: "quiz-badge", hidden: true }, sign("✓"), strings.done);
    this.#input = makeInput(question, {
      strings,
      id,
      feedback: this.#feedback.id,
      changed: () => this.#forget(),
      notice: (key) => this.#notice(key),
    });
    const described = question.kind === "explorer" ? `${id}-value ${this.#feedback.id}` : this.#feedback.id;
    this.#check = element(
      "button",
      { type: "button", class: "quiz-check", "aria-describedby": described },
      strings.check,
      unseen(` ${fill(strings.check_which, { number })}`),
    );
    this.root = this.#drawn();
    this.#check.addEventListener("click", () => this.#answer());
    this.root.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target instanceof HTMLInputElement) this.#answer();
    });
  }

  #drawn() {
    const { strings, number, total } = this.#context;
    const { id, kind, prompt } = this.#question;
    const legend = element(
      "legend",
      {},
      element("span", { class: "quiz-count" }, fill(strings.number, { number, total }), this.#badge),
      element("span", { class: "quiz-prompt" }, ...nodes(prompt)),
    );
    const parts = [legend, ...this.#input.nodes, this.#check, this.#feedback];
    return element(
      "div", // and not a form: a frame may forbid those, and then says nothing
      { class: "quiz-question", "data-question": id, "data-kind": kind },
      element("fieldset", { "aria-describedby": this.#feedback.id }, ...parts),
    );
  }

  /**
   * Put an earlier answer back if it solves the question.
   * @returns {boolean} whether it does
   */
  restore(answer) {
    const verdict = judge(this.#question, answer);
    if (!this.#solves(verdict)) return false;
    this.#input.restore(answer);
    this.#badge.hidden = this.#context.silent;
    // The explorer stands elsewhere now: what was said of its value then would not fit.
    if (this.#question.kind !== "explorer") this.#settle(verdict);
    return true;
  }

  reset() {
    this.#input.restore(null);
    this.#badge.hidden = true;
    this.#lock(false);
    this.#forget();
  }

  stop() {
    this.#input.stop();
  }

  #answer() {
    const obstacle = this.#input.obstacle();
    if (obstacle) {
      this.#notice(obstacle);
      return;
    }
    const answer = this.#input.answer();
    const verdict = judge(this.#question, answer);
    const { outcome } = verdict;
    this.#settle(verdict);
    if (this.#check.hidden) this.#feedback.focus(); // the button that had the focus is gone
    if (outcome !== "notice") this.#context.judged(plainAnswer(this.#question, answer), outcome === "correct");
    if (this.#solves(verdict)) this.#context.solved(answer);
  }

  #solves({ outcome }) {
    return this.#context.silent ? outcome !== "notice" : outcome === "correct";
  }

  /** Show what became of an answer. */
  #settle(verdict) {
    const { silent } = this.#context;
    const solved = this.#solves(verdict);
    this.#badge.hidden = silent || (this.#badge.hidden && !solved); // a tick would be read as: right
    if (silent && solved) this.#lock(true);
    else this.#say(verdict);
  }

  /** A silent question keeps its first answer. */
  #lock(locked) {
    for (const part of this.root.querySelectorAll("input")) part.disabled = locked;
    this.#check.hidden = locked;
    if (locked) this.#feedback.replaceChildren(noticed(this.#context.strings.kept));
  }

  #notice(key) {
    this.#say({ outcome: "notice", notice: key });
  }

  #say(verdict) {
    this.#input.mark(verdict.outcome);
    this.#feedback.dataset.outcome = verdict.outcome;
    this.#feedback.replaceChildren(...said(verdict, this.#question, this.#context.strings));
  }

  /** What was said belongs to the answer before; a new answer starts clean. */
  #forget() {
    if (!this.#feedback.hasChildNodes()) return;
    this.#input.mark("");
    delete this.#feedback.dataset.outcome;
    this.#feedback.replaceChildren();
  }
}
