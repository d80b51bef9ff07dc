// The anywidget module of a bet: draws widgets/bets/view.py's `spec`. No text of its own.
import { keepKeys } from "../../javascript/keys.js";
import { begun } from "./answer.js";
import { DrawnBet } from "./bet.js";
import { drawRecall } from "./recall.js";

const PARTS = { bet: async (spec) => new DrawnBet(spec, await begun(spec.bet)), recall: drawRecall };

/**
 * @param {{model: {get: (name: string) => any}, el: HTMLElement}} view
 * @returns {Promise<() => void>} undoes what reaches beyond `el`
 */
async function render({ model, el }) {
  const spec = model.get("spec");
  const part = await PARTS[spec.part](spec);
  const release = keepKeys(part.root);
  el.append(part.root);
  part.place?.();
  return () => {
    release();
    part.stop();
  };
}

export default { render };
