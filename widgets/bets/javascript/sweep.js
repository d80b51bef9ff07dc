// The answer to what was drawn: it comes in from the left, with the ground between the two.
import { svg } from "../../javascript/page.js";

/** @import { Course } from "./answer.js" */

/** @typedef {[number, number][]} Points moments with their values */

let count = 0; // of clips: their names must differ

/**
 * @param {Course} answer
 * @param {Points} drawn
 * @param {ReturnType<typeof import("./chart.js").chart>} drawing
 * @param {{under: SVGElement[], over: SVGElement[]}} around what comes with it
 * @param {boolean} moves whether it comes in, or is there
 * @returns {SVGElement[]}
 */
export function sweep(answer, drawn, { width, height, path }, { under, over }, moves) {
  count += 1;
  const id = `bet-sweep-${count}`;
  const curtain = svg("rect", { ...(moves && { class: "curve-sweep" }), width, height, x: 0, y: 0 });
  const back = [...drawn].reverse();
  const ground = back.length > 1 ? `${path(between(answer, back))}L${path(back).slice(1)}Z` : "";
  const curve = path(pairs(answer));
  return [
    svg("clipPath", { id }, curtain),
    svg(
      "g",
      { "clip-path": `url(#${id})` },
      ...under,
      svg("path", { class: "curve-gap", d: ground }),
      svg("path", { class: "curve-answer", d: curve }),
      ...over,
    ),
  ];
}

/**
 * The points of a course.
 * @param {Course} course
 * @returns {Points}
 */
export function pairs({ xs, ys }) {
  return xs.map((at, index) => [at, ys[index]]);
}

/** The part of a course that lies over what was drawn. */
function between(course, back) {
  const [from, to] = [back.at(-1)[0], back[0][0]];
  return pairs(course).filter(([at]) => at >= from && at <= to);
}
