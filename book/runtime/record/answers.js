// Keeps how each question went. A quiz says it with `quiz:answer`, an event that bubbles.
import { updateChapter } from "./store.js";

export function keepAnswers() {
  document.addEventListener("quiz:answer", ({ detail: { chapter, question, answer, right } }) =>
    updateChapter(chapter, (kept) => {
      kept.answers ??= {};
      kept.answers[question] = after(kept.answers[question], answer, right);
    }),
  );
}

/** The entry of a question after one more answer. */
function after(entry, answer, right) {
  if (!entry) return { first: answer, right, tries: 1, last: answer, solved: right };
  if (entry.solved) return entry; // what is tried after a right answer is curiosity
  return { ...entry, tries: entry.tries + 1, last: answer, solved: right };
}
