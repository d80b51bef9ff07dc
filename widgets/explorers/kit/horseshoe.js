/** The test that 145 people had, in the explorer's own person: means of glucose and insulin over it. */
import { feed, HOUR } from "../../model/browser/index.js";
import { areaUnder, indexOfHighest, total } from "./curves.js";

/** @import { Drawn, Part, Runs } from "./types.js" */

/** @typedef {{muscle: number, liver: number, reserve: number}} Person */

/**
 * The test of a body on some morning.
 * @param {Person} person
 * @param {Float64Array} start its state before breakfast
 * @param {Object<string, any>} gaps grams and hours of the test
 */
export function tested(person, start, { grams, hours }) {
  const minutes = HOUR * hours;
  const course = feed(person, [{ minute: 0, grams }], { minutes, start });
  const mean = (curve) => areaUnder(curve) / minutes;
  return { glucose: mean(course.glucose_mgdl), insulin: mean(course.insulin_uUml) };
}

/**
 * What the chart shows of a run.
 * @param {{glucose: number, insulin: number}[]} tests one after the other
 * @param {{glucose: number, insulin: number}} own the one that a reader looks at
 * @returns {Drawn}
 */
export const course = (tests, own) => ({
  series: {
    test_glucose: tests.map(({ glucose }) => glucose),
    test_insulin: tests.map(({ insulin }) => insulin),
    own_glucose: [own.glucose],
    own_insulin: [own.insulin],
  },
});

/**
 * How far the model's person is from the middle person of the same class of glucose, and the top of each mountain.
 * @param {Runs} runs with what was measured
 * @param {Drawn} drawn what the chart shows of the run of now
 * @param {import("./units.js").Units} units
 * @returns {Part[]}
 */
export function misses({ measured }, { series }, units) {
  const { class_glucose: classes, class_insulin: middle, class_n: counts } = measured.series;
  const [glucose] = series.own_glucose;
  const [insulin] = series.own_insulin;
  const near = indexOfHighest(classes.map((level) => -Math.abs(level - glucose)));
  const top = indexOfHighest(middle);
  const own = indexOfHighest(series.test_insulin);
  const shown = (quantity, value) => ({ text: units.text(value, quantity), quantity });
  return [
    [
      "class",
      {
        glucose: shown("glucose", glucose),
        insulin: shown("insulin", insulin),
        n: total(counts),
        count: counts[near],
        class_glucose: shown("glucose", classes[near]),
        class_insulin: shown("insulin", middle[near]),
        share: ((100 * insulin) / middle[near]).toFixed(0),
      },
    ],
    [
      "top",
      {
        people_glucose: shown("glucose", classes[top]),
        people_insulin: shown("insulin", middle[top]),
        model_glucose: shown("glucose", series.test_glucose[own]),
        model_insulin: shown("insulin", series.test_insulin[own]),
      },
    ],
  ];
}
