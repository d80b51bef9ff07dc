// A reader's record, page by page: how the questions and bets went. On the device only; the box at
// the end of a chapter's quiz shows it, and the page of the class reads what students hand in.
import { box } from "../../../widgets/generated/words.json";
import { element, fill } from "../../../widgets/javascript/page.js";
import { load } from "../loading.js";
import { keepAnswers } from "./answers.js";
import { keepBets } from "./bets.js";
import * as store from "./store.js";

/** Keep the record on a chapter's page, and open the class where the page has a place for it. */
export function keepRecord() {
  const quiz = document.getElementById("check-yourself");
  if (quiz) {
    keepAnswers();
    keepBets();
    quiz.append(fold("record", box.open, ({ drawBox }, host) => drawBox(host, store)));
  }
  const room = document.getElementById("class-room");
  if (room) fillWith(room, ({ drawClass }) => drawClass(room));
}

/** A fold whose inside is loaded when a reader opens it. */
function fold(name, title, draw) {
  const host = element("div", { class: `${name}-inside` });
  const details = element("details", { class: name }, element("summary", {}, title), host);
  details.addEventListener("toggle", () => fillWith(host, (parts) => draw(parts, host)), { once: true });
  return details;
}

async function fillWith(host, draw) {
  try {
    await load("record");
    draw(globalThis.cellsListening.record);
  } catch (error) {
    host.setAttribute("role", "alert");
    host.textContent = fill(box.failed, { reason: error.message });
  }
}
