// What is said of a bet: the gap where a curve was drawn, else what was picked and what it was.
import { fill } from "../../javascript/page.js";
import { factsOf, gapNodes, nodes } from "./answer.js";

/**
 * @param {any} spec
 * @param {import("./keeping.js").Made | null} made null for a reader who did not bet
 * @param {ReturnType<typeof import("./answer.js").answersOf>} answers
 * @param {import("../../explorers/kit/units.js").Units} units
 * @param {boolean} later whether the reader no longer sees what was picked
 * @returns {(Node | string)[]}
 */
export function told({ bet, pads, words }, made, answers, units, later) {
  const facts = factsOf({ pads, drawn: made?.drawn ?? {}, answers, units, words });
  const answer = nodes(bet.told, facts);
  if (!made) return answer;
  if (made.drawn) return gapNodes(bet.sentences, facts);
  const chosen = later ? `${fill(words.chosen, { bet: bet.choices[made.choice].text })} ` : "";
  return [`${chosen}${made.choice === bet.right - 1 ? words.right : words.wrong} `, ...answer];
}
