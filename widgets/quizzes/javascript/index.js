// The anywidget module of a quiz: draws widgets/quizzes/view.py's `spec`. No text of its own.

import { keepKeys } from "../../javascript/keys.js";
import { memory } from "../../javascript/memory.js";
import { element, fill } from "../../javascript/page.js";
import { drawQuestion } from "./question.js";
import { know } from "./units.js";

let drawn = 0; // one quiz may be shown several times in a notebook: ids must differ

/**
 * @param {{model: {get: (name: string) => any}, el: HTMLElement}} view
 * @returns {() => void} undoes what reaches beyond `el`
 */
function render({ model, el }) {
  const { chapter, questions, strings, units } = model.get("spec");
  know(units);
  const kept = memory("quiz", chapter);
  const solved = new Set();
  drawn += 1;
  const prefix = `quiz-${drawn}`;
  const progress = element("p", { class: "quiz-progress" });
  const restart = element("button", { type: "button", class: "quiz-quiet" }, strings.restart);

  const shown = questions.map((question, index) =>
    drawQuestion(question, {
      strings,
      id: `${prefix}-${question.id}`,
      number: index + 1,
      total: questions.length,
      judged: (answer, right) => announce({ chapter, question: question.id, answer, right }),
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
    restart.hidden = solved.size === 0;
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
  document.addEventListener("record:delete", reset); // the reader deletes all that was kept

  const earlier = kept.read();
  questions.forEach(({ id }, index) => {
    if (id in earlier && shown[index].restore(earlier[id])) solved.add(id);
  });
  count();

  const root = element(
    "section",
    { class: "quiz", "data-quiz": chapter, "aria-label": strings.title },
    element("p", { class: "quiz-intro" }, strings.intro),
    ...shown.map((question) => question.root),
    element("div", { class: "quiz-end" }, progress, restart),
  );
  const release = keepKeys(root);
  el.append(root);
  return () => {
    document.removeEventListener("record:delete", reset);
    release();
    for (const question of shown) question.stop();
  };
}

export default { render };
