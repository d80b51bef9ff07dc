/** What flows between the organs: the flows of the model by the arrow that shows them. */
import { flows, HOUR, quantities, UNIT } from "../../../model/browser/index.js";
import { total } from "../curves.js";

/** Flows of glucose, mg/min. */
const GLUCOSE = {
  gut: ["F_in"],
  made: ["F_made"],
  muscle: ["F_muscle"],
  fat: ["F_fat"],
  brain: ["F_brain", "F_other"],
  liver: ["F_liver"],
  kept: ["F_kept"],
};

/** Names of the arrows of glucose. */
export const GLUCOSE_FLOWS = Object.keys(GLUCOSE);

/** What a solver is asked to follow for the arrows. */
export const FOLLOWED = ["S", ...Object.values(GLUCOSE).flat()];

/**
 * Each arrow's flow, minute by minute: glucose in mg/min, insulin in U/h.
 * @param {Object<string, Float64Array>} followed by the model's names
 * @returns {Object<string, Float64Array>}
 */
export function flowsOf(followed) {
  const released = followed.S.map((micro) => (micro * HOUR) / UNIT);
  const sum = (names) => released.map((_, minute) => total(names.map((name) => followed[name][minute])));
  const glucose = Object.entries(GLUCOSE).map(([name, parts]) => [name, sum(parts)]);
  return { ...Object.fromEntries(glucose), insulin: released };
}

/** The flows of one minute. */
export function flowsAt(curves, minute) {
  return Object.fromEntries(Object.entries(curves).map(([name, curve]) => [name, curve[minute]]));
}

/** The flows of a body in a state, such as that of a morning. */
export function flowsIn(person, state) {
  const named = { ...quantities(person, state), ...flows(person, state) };
  const followed = Object.fromEntries(FOLLOWED.map((name) => [name, Float64Array.of(named[name])]));
  return flowsAt(flowsOf(followed), 0);
}
