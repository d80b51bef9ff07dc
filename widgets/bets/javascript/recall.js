// The line after *Try* that takes a bet up again; nothing for a reader who made none.
import { Units } from "../../explorers/kit/units.js";
import { element } from "../../javascript/page.js";
import { answersOf } from "./answer.js";
import { keeping } from "./keeping.js";
import { told } from "./told.js";

/**
 * @param {any} spec
 * @returns {{root: HTMLElement, stop: () => void, place?: () => void}}
 */
export function drawRecall(spec) {
  const { chapter, words } = spec;
  const text = element("span");
  const root = element("p", { class: "bet-recall", hidden: true }, element("strong", {}, words.recall), " ", text);
  const units = new Units(spec.quantities, () => show(made));
  const answers = answersOf(spec.bet, spec.pads);
  let made = keeping(spec).read();

  function show(now) {
    made = now;
    root.hidden = !made;
    if (!made) return;
    text.replaceChildren(...told(spec, made, answers, units, true));
  }

  const changed = ({ detail }) => {
    if (detail.chapter === chapter) show(detail.made);
  };
  const deleted = () => show(null);
  document.addEventListener("bet:change", changed);
  document.addEventListener("record:delete", deleted);
  show(made);
  return {
    root,
    stop() {
      document.removeEventListener("bet:change", changed);
      document.removeEventListener("record:delete", deleted);
      units.remove();
    },
  };
}
