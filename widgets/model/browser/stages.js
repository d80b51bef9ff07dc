/**
 * The stages that criteria name, as `stage` of widgets/model/statement/measures.py names them, from the same tables:
 * what is held against a cut-off is the value as a laboratory reports it.
 */

import * as book from "./generated/book.js";

/** Stage that one criterion names. */
export function stageOf(criterion, value) {
  const reported = Number(value.toFixed(book.REPORTED[criterion]));
  const reached = Object.entries(book.THRESHOLDS[criterion]).filter(([, limit]) => reported >= limit);
  return reached.at(-1)?.[0] ?? book.STAGES[0];
}

/** Whether so many times the fasting insulin of health is hyperinsulinemia, by the ratio as it is told: to tenths. */
export const hyperinsulinemia = (ratio) => Number(ratio.toFixed(1)) >= book.HYPERINSULINEMIA_RATIO;

/** The furthest of some stages. */
export const furthest = (stages) => book.STAGES.findLast((stage) => stages.includes(stage));

/**
 * What the criteria say of one moment.
 * @param {Object<string, number>} values  of the series that the criteria read
 * @returns {{stages: Object<string, string>, stage: string, named_by: string[]}}  by criterion; the furthest of them;
 *   and who names it
 */
export function stagesOf(values) {
  const named = Object.entries(book.CRITERIA).map(([criterion, name]) => [criterion, stageOf(criterion, values[name])]);
  const stage = furthest(named.map(([, one]) => one));
  return {
    stages: Object.fromEntries(named),
    stage,
    named_by: named.filter(([, one]) => one === stage).map(([criterion]) => criterion),
  };
}
