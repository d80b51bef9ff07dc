/**
 * The organs as they are drawn, each around its own middle: an outline in the organ's color, and the lines inside it.
 * The gut is a tube: the line along its middle.
 */

/** @typedef {{color: string, outline?: string, inside?: string, tube?: string}} Organ */

/** @type {Object<string, Organ>} */
export const ORGANS = {
  gut: {
    color: "quiet",
    tube: "M-33 -17H20A8.5 8.5 0 0 1 20 0H-19A8.5 8.5 0 0 0 -19 17H33",
  },
  liver: {
    color: "liver",
    outline:
      "M-39 -2C-40 -19 -22 -26 -2 -23C16 -21 30 -22 39 -15C42 -8 34 -1 22 4C14 8 10 13 4 18C-4 24 -18 27 -28 23C-36 20 -38 10 -39 -2Z",
    inside: "M3 -23C-1 -12 0 2 8 13M-26 12C-20 17 -13 18 -7 15",
  },
  pancreas: {
    color: "pancreas",
    outline:
      "M-41 4C-42 -9 -30 -16 -19 -12C-8 -9 2 -13 14 -15C25 -17 38 -17 41 -11C44 -4 36 1 26 2C12 3 2 5 -8 11C-17 17 -24 19 -31 17C-38 15 -41 11 -41 4Z",
  },
  muscle: {
    color: "muscle",
    outline: "M-44 -5H-36C-22 -22 22 -22 36 -5H44V5H36C22 22 -22 22 -36 5H-44Z",
    inside:
      "M-31 -4C-16 -16 16 -16 31 -4M-34 -1.3C-14 -6.5 14 -6.5 34 -1.3M-34 1.3C-14 6.5 14 6.5 34 1.3M-31 4C-16 16 16 16 31 4",
  },
  fat: {
    color: "fat",
    outline: [
      [-16, -7, 12.5],
      [7, -10, 11],
      [22, 4, 10],
      [3, 10, 10.5],
      [-24, 12, 6.5],
      [18, 18, 5.5],
    ]
      .map(([x, y, radius]) => circle(x, y, radius))
      .join(""),
  },
  brain: {
    color: "brain",
    outline:
      "M-33 4C-36 -6 -29 -16 -20 -18C-14 -25 0 -26 7 -22C18 -24 28 -17 30 -8C35 -2 34 7 28 10C26 15 18 17 13 15L15 24H7L3 16C-6 20 -16 18 -19 14C-26 15 -32 11 -33 4Z",
    inside:
      "M-22 -9C-15 -11 -12 -6 -15 -2M-6 -20C-1 -17 -1 -11 -6 -9M9 -15C14 -12 14 -6 10 -4M-25 4C-20 1 -14 4 -13 8M-3 2C2 -1 8 1 8 6M19 -2C24 -2 26 3 22 6",
  },
};

/** Where the granules of insulin lie in the pancreas, the first ones always there. */
export const GRANULES = [
  [-28, 5],
  [-13, -1],
  [6, -5],
  [24, -9],
  [-24, -5],
  [-5, 3],
  [14, -10],
  [33, -9],
  [-33, -2],
  [-20, 10],
  [-4, -6],
  [14, -2],
  [24, -3],
  [-30, 12],
  [-12, 7],
  [4, 2],
].map(([x, y]) => ({ x, y }));

/** A full circle as a path. */
export function circle(x, y, radius) {
  return `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0Z`;
}

/**
 * A line with two straight sides and round ends, clockwise from the middle of its upper side.
 * @param {{x: number, y: number, width: number, height: number}} box around it; at least as wide as high
 */
export function stadium({ x, y, width, height }) {
  const [radius, middle] = [height / 2, x + width / 2];
  const straight = (to) => `H${to}`;
  const turn = (to, down) => `A${radius} ${radius} 0 0 1 ${to} ${down}`;
  const [left, right] = [x + radius, x + width - radius];
  return `M${middle} ${y}${straight(right)}${turn(right, y + height)}${straight(left)}${turn(left, y)}Z`;
}
