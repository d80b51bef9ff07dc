/** The stages that cut-offs name, as words and as an index. */

export const STAGES = ["normal", "prediabetes", "diabetes"];

/** Index of the stage that a value is in. */
export function stageAt(value, { prediabetes, diabetes }) {
  return value >= diabetes ? 2 : value >= prediabetes ? 1 : 0;
}
