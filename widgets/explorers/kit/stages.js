/** The stages that cut-offs name, as words and as an index. */

export const STAGES = ["normal", "prediabetes", "diabetes"];

/** Index of the stage that a value is in. */
export function stageAt(value, { prediabetes, diabetes }) {
  return value >= diabetes ? 2 : value >= prediabetes ? 1 : 0;
}

/** The criteria in the order in which they are told, with the series that each reads. */
export const CRITERIA = { two_hour: "two_hour_glucose_mgdl", fasting: "fasting_glucose_mgdl", a1c: "a1c_percent" };

/** Stage of a moment, as an index, as a laboratory reports the values: whole mg/dL, tenths of a percent. */
export function reportedStage(moment, { limits, reported }) {
  const stages = Object.entries(CRITERIA).map(([criterion, name]) => {
    return stageAt(Number(moment[name].toFixed(reported[criterion])), limits[criterion]);
  });
  return Math.max(...stages);
}
