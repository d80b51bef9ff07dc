// The anywidget module of a quiz: draws what widgets/quizzes/shown.py states. No text of its own.

import { keepKeys } from "../../javascript/keys.js";
import { memory } from "../../javascript/memory.js";
import { element, fill } from "../../javascript/page.js";
import { drawQuestion } from "./question.js";
import { firstAnswers } from "./twice.js";
import { know } from "./units.js";

let drawn = 0; // one quiz may be shown several times in a notebook: ids must differ

/**
 * @param {{model: {get: (name: string) => any}, el: HTMLElement}} view
 * @returns {() => void} undoes what reaches beyond `el`
 */
function render({ model, el }) {
  const { chapter, part, questions, strings, units } = model.get("spec");
  know(units);
  const kept = memory("quiz", part ? `${chapter}:${part}` : chapter);
  const first = part ? firstAnswers(chapter, questions) : null;
  const solved = new Set();
  drawn += 1;
  const prefix = `quiz-${drawn}`;
  const progress = element("p", { class: "quiz-progress" });
  const compared = element("p", { class: "quiz-gain", role: "status" });
  const restart = element("button", { type: "button", class: "quiz-quiet" }, strings.restart);

  const shown = questions.map((question, index) =>
    drawQuestion(question, {
      strings,
      id: `${prefix}-${question.id}`,
      number: index + 1,
      total: questions.length,
      silent: part === "before",
      judged(answer, right) {
        first?.keep(question.id, answer, right);
        announce({ chapter, question: question.id, stamp: question.stamp, answer, right });
        compare();
      },
      solved(answer) {
        solved.add(question.id);
        kept.keep({ ...kept.read(), [question.id]: answer });
        count();
      },
    }),
  );

  function count() {
    const all = solved.size === questions.length;
    const words = all ? strings.progress_all : strings.progress;
    progress.textContent = fill(words, { done: solved.size, total: questions.length });
    restart.hidden = solved.size === 0 || part === "before";
  }

  /** After the story: say how the first answers changed, once all are given. */
  function compare() {
    const { before, after, total } = first?.gain() ?? {};
    if (part !== "after" || after === null) compared.textContent = "";
    else compared.textContent = fill(before === null ? strings.alone : strings.gain, { before, after, total });
  }

  /** Tell the page how an answer went: the book's site keeps a reader's record of it. */
  function announce(detail) {
    root.dispatchEvent(new CustomEvent("quiz:answer", { bubbles: true, detail }));
  }

  function reset() {
    kept.clear();
    solved.clear();
    for (const question of shown) question.reset();
    count();
  }

  restart.addEventListener("click", () => {
    reset();
    shown[0].root.querySelector("input, button").focus();
  });
  document.addEventListener("record:delete", forget);

  /** The reader deletes all that was kept. */
  function forget() {
    first?.clear();
    reset();
    compare();
  }

  const earlier = kept.read();
  questions.forEach(({ id }, index) => {
    if (id in earlier && shown[index].restore(earlier[id])) solved.add(id);
  });
  count();
  compare();

  const root = element(
    "section",
    { class: "quiz", "data-quiz": chapter, "data-part": part, "aria-label": strings.title },
    element("p", { class: "quiz-intro" }, strings.intro),
    ...shown.map((question) => question.root),
    element("div", { class: "quiz-end" }, progress, restart),
    compared,
  );
  const release = keepKeys(root);
  el.append(root);
  return () => {
    document.removeEventListener("record:delete", forget);
    release();
    for (const question of shown) question.stop();
  };
}

export default { render };
