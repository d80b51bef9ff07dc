/** Pixels that a finger may tremble before it is said to go anywhere. */
export const SLOP = 8;
