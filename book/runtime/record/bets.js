// Keeps what a reader bet. A bet says it with `bet:change`, an event that bubbles.
import { updateChapter } from "./store.js";

export function keepBets() {
  document.addEventListener("bet:change", ({ detail: { chapter, made } }) =>
    updateChapter(chapter, (kept) => {
      delete kept.bet;
      delete kept.curves;
      if (made?.choice !== undefined) kept.bet = made.choice;
      if (made?.drawn) kept.curves = made.drawn;
    }),
  );
}
