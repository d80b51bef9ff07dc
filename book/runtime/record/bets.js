// The bets under *Predict*. The fold that a reader opens first is the bet; it is marked quietly,
// kept in the record, and can be taken back. Without this script the folds are as they are.
import { bets as words } from "../../../widgets/generated/words.json";
import { element } from "../../../widgets/javascript/page.js";
import { read, updateChapter } from "./store.js";

const FOLDS = "#predict > details.sd-dropdown";

/** @param {string} chapter the name of the page */
export function keepBets(chapter) {
  const folds = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll(FOLDS)]);
  if (folds.length === 0) return;
  const back = element("button", { type: "button" }, words.back);
  const note = element("p", { class: "bet-note" }, words.note, " ", back);
  const badge = element("span", { class: "bet-badge" }, words.yours);
  const said = element("p", { class: "bet-said", role: "status" });
  folds.at(-1).after(said);

  const chosen = () => read().chapters[chapter]?.bet;

  function show() {
    const fold = folds[chosen()];
    badge.remove();
    note.remove();
    fold?.querySelector(".sd-summary-text").after(badge);
    fold?.querySelector(".sd-summary-content").append(note);
  }

  folds.forEach((fold, index) => {
    // A click, also by keys: a fold that the browser opens to show a found word is no bet.
    fold.querySelector("summary").addEventListener("click", () => {
      if (fold.open || chosen() !== undefined) return;
      updateChapter(chapter, (kept) => (kept.bet = index));
      said.textContent = "";
      show();
    });
  });

  back.addEventListener("click", () => {
    const fold = folds[chosen()];
    updateChapter(chapter, (kept) => delete kept.bet);
    said.textContent = words.taken_back;
    show();
    fold?.querySelector("summary").focus();
  });
  document.addEventListener("record:delete", () => {
    said.textContent = "";
    show();
  });
  show();
}
