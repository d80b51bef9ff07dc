// A reader's record, page by page: how the questions and bets went. On the device only; the box at
// the end of a chapter's quiz shows it, and the page of the class reads what students hand in.
import { page as words } from "../../../widgets/generated/words.json";
import { element, folded } from "../../../widgets/javascript/page.js";
import { fillWith } from "../loading.js";
import { keepAnswers } from "./answers.js";
import { keepBets } from "./bets.js";
import { forget, read, update } from "./store.js";

/** Keep the record on a chapter's page, and open the class where the page has a place for it. */
export function keepRecord() {
  const quiz = document.getElementById("check-yourself");
  if (quiz) {
    keepAnswers();
    keepBets();
    quiz.append(fold("record", words.record, ({ drawBox }, host) => drawBox(host, { forget, read, update })));
  }
  const room = document.getElementById("class-room");
  if (room) fillWith(room, "record", ({ drawClass }) => drawClass(room));
}

/** A fold whose inside is loaded when a reader opens it. */
function fold(name, title, draw) {
  const host = element("div", { class: `${name}-inside` });
  const details = folded(title, host);
  details.classList.add(name);
  const ask = async () => {
    const drawn = await fillWith(host, "record", (parts) => draw(parts, host));
    if (!drawn) details.addEventListener("toggle", ask, { once: true });
  };
  details.addEventListener("toggle", ask, { once: true });
  return details;
}
