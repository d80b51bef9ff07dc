/** Stretches of time in which something holds, and where they are drawn. */

/** Height of bands and of upright lines: above every top that an axis may have. */
export const ABOVE = 1e5;
/** A moment outside of the charts. */
export const HIDDEN = -9;

/**
 * From where to where something holds on a grid.
 * @param {ArrayLike<number>} grid
 * @param {boolean[]} holds
 * @returns {number[][]} one at least, out of sight where there is none
 */
export function stretches(grid, holds) {
  const found = [];
  for (let step = 0; step < grid.length; step += 1) {
    if (!holds[step]) continue;
    if (!holds[step - 1]) found.push([grid[step]]);
    if (!holds[step + 1]) found.at(-1).push(grid[Math.min(step + 1, grid.length - 1)]);
  }
  // A trace keeps one part at least.
  return found.length > 0 ? found : [[HIDDEN, HIDDEN]];
}

/** The longest of stretches. */
export function longest(parts) {
  return parts.reduce((best, part) => (part[1] - part[0] > best[1] - best[0] ? part : best));
}

/** Stretches as a broken line at one height. */
export const level = (parts, height) => ({
  x: parts.flatMap(([from, to]) => [from, to, NaN]),
  y: parts.flatMap(() => [height, height, NaN]),
});

/** Stretches as areas over the whole height of a chart. */
export const areas = (parts) => ({
  x: parts.flatMap(([from, to]) => [from, from, to, to, NaN]),
  y: parts.flatMap(() => [0, ABOVE, ABOVE, 0, NaN]),
});
