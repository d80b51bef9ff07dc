/** What is read from a curve of one value a minute. */

/** Index of the highest value, the first of them. */
export function indexOfHighest(curve) {
  let highest = 0;
  for (let index = 1; index < curve.length; index += 1) if (curve[index] > curve[highest]) highest = index;
  return highest;
}

/** Area under a curve, from the start on, minute by minute (the trapezoidal rule). */
export function runningArea(curve) {
  const area = new Float64Array(curve.length);
  for (let index = 1; index < curve.length; index += 1)
    area[index] = area[index - 1] + (curve[index - 1] + curve[index]) / 2;
  return area;
}

/** Area under the whole of a curve. */
export const areaUnder = (curve) => runningArea(curve).at(-1);

/** Sum of numbers. */
export function total(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0);
}
