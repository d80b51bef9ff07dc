// One question: a fieldset, its input, its Check button and the live region that answers.

import { element, fill } from "../../javascript/page.js";
import { nodes, sign, unseen } from "./dom.js";
import { makeInput } from "./inputs.js";
import { judge, plainAnswer } from "./judge.js";

const SIGNS = { correct: "✓", wrong: "↻", notice: "→" };

/** @import { Question, Strings } from "./types.js" */

/**
 * Draw a question.
 * @param {Question} question
 * @param {{strings: Strings, id: string, number: number, total: number, silent: boolean,
 *   judged: (answer: any, right: boolean) => void, solved: (answer: any) => void}} context `judged`
 *   is called at each answer, right or wrong, and `solved` at each right one. A silent question takes
 *   one answer, right or wrong, and does not say which; it is then solved
 * @returns {{root: HTMLElement, restore: (answer: any) => boolean, reset: () => void,
 *   stop: () => void}} `restore` puts an earlier answer back if it solves the question, and says so
 */
export function drawQuestion(question, { strings, id, number, total, silent, judged, solved }) {
  const feedback = element("div", { class: "quiz-feedback", role: "status", id: `${id}-feedback`, tabindex: -1 });
  const badge = element("span", { class: "quiz-badge", hidden: true }, sign("✓"), strings.done);
  const notice = (key) => say({ outcome: "notice", notice: key });
  const input = makeInput(question, { strings, id, feedback: feedback.id, changed: forget, notice });

  const described = question.kind === "explorer" ? `${id}-value ${feedback.id}` : feedback.id;
  const check = element(
    "button",
    { type: "button", class: "quiz-check", "aria-describedby": described },
    strings.check,
    unseen(` ${fill(strings.check_which, { number })}`),
  );
  const root = element(
    "div", // and not a form: a frame may forbid those, and then says nothing
    { class: "quiz-question", "data-question": question.id, "data-kind": question.kind },
    element(
      "fieldset",
      { "aria-describedby": feedback.id },
      element(
        "legend",
        {},
        element("span", { class: "quiz-count" }, fill(strings.number, { number, total }), badge),
        element("span", { class: "quiz-prompt" }, ...nodes(question.prompt)),
      ),
      ...input.nodes,
      check,
      feedback,
    ),
  );

  check.addEventListener("click", answered);
  root.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target instanceof HTMLInputElement) answered();
  });

  function answered() {
    const obstacle = input.obstacle();
    if (obstacle) {
      notice(obstacle);
      return;
    }
    const answer = input.answer();
    const verdict = judge(question, answer);
    settle(verdict);
    if (check.hidden) feedback.focus(); // the button that had the focus is gone
    if (verdict.outcome !== "notice") judged(plainAnswer(question, answer), verdict.outcome === "correct");
    if (solves(verdict)) solved(answer);
  }

  function solves({ outcome }) {
    return silent ? outcome !== "notice" : outcome === "correct";
  }

  /** Show what became of an answer. */
  function settle(verdict) {
    badge.hidden = silent || (badge.hidden && !solves(verdict)); // a tick would be read as: right
    if (silent && solves(verdict)) lock(true);
    else say(verdict);
  }

  /** A silent question keeps its first answer. */
  function lock(locked) {
    for (const part of root.querySelectorAll("input")) part.disabled = locked;
    check.hidden = locked;
    if (locked) feedback.replaceChildren(line("p", SIGNS.notice, strings.kept));
  }

  function say(verdict) {
    input.mark(verdict.outcome);
    feedback.dataset.outcome = verdict.outcome;
    feedback.replaceChildren(...said(verdict, question, strings));
  }

  /** What was said belongs to the answer before; a new answer starts clean. */
  function forget() {
    if (!feedback.hasChildNodes()) return;
    input.mark("");
    delete feedback.dataset.outcome;
    feedback.replaceChildren();
  }

  return {
    root,
    restore(answer) {
      const verdict = judge(question, answer);
      if (!solves(verdict)) return false;
      input.restore(answer);
      badge.hidden = silent;
      // The explorer stands elsewhere now: what was said of its value then would not fit.
      if (question.kind !== "explorer") settle(verdict);
      return true;
    },
    reset() {
      input.restore(null);
      badge.hidden = true;
      lock(false);
      forget();
    },
    stop: input.stop,
  };
}

/**
 * The words of a verdict: a sign and what it means, why, and what is missing.
 * @param {import("./judge.js").Verdict} verdict
 * @param {Question} question
 * @param {Strings} strings
 * @returns {HTMLElement[]}
 */
function said({ outcome, feedback, items, notice }, { order }, strings) {
  const hint = notice ? [strings.notice[notice]] : [];
  if (outcome === "notice") return [line("p", SIGNS.notice, ...hint)];
  const placed = items && order.flatMap((place) => items.filter(({ index }) => index === place));
  return [
    line("p", SIGNS[outcome], element("strong", { class: "quiz-verdict" }, strings.verdict[outcome])),
    ...(feedback ? [element("p", {}, ...nodes(feedback))] : []),
    ...(placed ? [element("ul", {}, ...placed.map((item) => saidItem(item, strings.item)))] : []),
    ...hint.map((text) => line("p", SIGNS.notice, text)),
  ];
}

function saidItem({ right, text, feedback }, words) {
  const heading = element("strong", {}, right ? words.right : words.wrong);
  const quoted = element("span", { class: "quiz-quoted" }, ...nodes(text));
  const why = element("span", { class: "quiz-why" }, ...nodes(feedback));
  return line("li", right ? SIGNS.correct : "✗", heading, " ", quoted, " ", why);
}

/** A sign, and beside it the words that say the same. */
function line(tag, mark, ...words) {
  return element(tag, { class: "quiz-line" }, sign(mark), element("span", {}, ...words));
}
