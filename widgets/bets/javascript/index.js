// The anywidget module of a bet: draws widgets/bets/view.py's `spec`. No text of its own.
import { keepKeys } from "../../javascript/keys.js";
import { drawBet } from "./bet.js";
import { drawRecall } from "./recall.js";

const PARTS = { bet: drawBet, recall: drawRecall };

/**
 * @param {{model: {get: (name: string) => any}, el: HTMLElement}} view
 * @returns {() => void} undoes what reaches beyond `el`
 */
function render({ model, el }) {
  const spec = model.get("spec");
  const { root, place, stop } = PARTS[spec.part](spec);
  const release = keepKeys(root);
  el.append(root);
  place?.();
  return () => {
    release();
    stop();
  };
}

export default { render };
