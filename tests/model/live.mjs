// Lives the courses that stand in the input, in the browser's program, and prints what was asked of them.
import { readFileSync } from "node:fs";
import { years } from "../../widgets/model/browser/index.js";

const { courses, onsets, options } = JSON.parse(readFileSync(0));
const told = courses.map(({ reserve, course, start }) => {
  const life = years({ reserve }, course, { ...options, start });
  const { fasting_glucose_mgdl: fasting, two_hour_glucose_mgdl: twoHour } = life.series;
  const each = (what) =>
    Object.fromEntries(Object.entries(onsets).map(([key, [name, limit]]) => [key, what(life.series[name], limit)]));
  return {
    ...each((series, limit) => life.crossing(series, limit)),
    touches: each((series, limit) => life.onset(series, limit).touches),
    fasting_end: fasting.at(-1),
    two_hour_end: twoHour.at(-1),
    two_hour_peak: Math.max(...twoHour),
    years: Array.from(life.years),
    morning: life.morning(life.years.at(-1)),
    ...Object.fromEntries(Object.entries(life.series).map(([name, series]) => [name, Array.from(series)])),
  };
});
process.stdout.write(JSON.stringify(told, (_, value) => (ArrayBuffer.isView(value) ? Array.from(value) : value)));
