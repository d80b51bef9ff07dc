// The numbers that a class gave, as dots on a line, with the range that is right behind them.
import { class as words } from "../../../widgets/generated/words.json";
import { amount } from "../../../widgets/javascript/numbers.js";
import { element, fill, folded, svg } from "../../../widgets/javascript/page.js";
import { counted, table } from "./parts.js";
import { rightRange } from "./tally.js";

/** @import { Question } from "../../../widgets/quizzes/javascript/types.js" */

const WIDTH = 480;
const MARGIN = 16;
const ROW = 9;
const COLUMNS = 48; // dots that fall into one column are stacked
const REACH = 3; // a value farther off than this many times the right one is named, not drawn
const TALLEST = 14;
const NARROWEST = 1e-6; // width of a strip on which all answers are one number, as a share of it

/**
 * @param {Question} question with a number or an explorer
 * @param {number[]} values
 * @returns {HTMLElement}
 */
export function strip(question, values) {
  const range = rightRange(question);
  const [low, high] = range;
  const unit = question.unit ?? unitOf(question.reads);
  const reach = REACH * Math.max(Math.abs(low), Math.abs(high));
  const beyond = values.filter((value) => Math.abs(value) > reach);
  const scale = scaleOf(
    range,
    values.filter((value) => Math.abs(value) <= reach),
  );
  const inside = values.filter((value) => value >= low && value <= high).length;
  const facts = { n: values.length, unit, low: tidy(low), high: tidy(high), inside };
  const counts = {
    below: values.filter((value) => value < low).length,
    above: values.filter((value) => value > high).length,
  };
  return element(
    "div",
    { class: "class-values" },
    element("p", {}, fill(words.target, facts)),
    picture(range, scale, fill(words.strip, { ...facts, ...counts })),
    ends(scale),
    ...(beyond.length ? [element("p", {}, counted(words.beyond, beyond.length, { values: listed(beyond) }))] : []),
    folded(words.values, tableOf(values, unit)),
  );
}

/**
 * What the line reaches over, and where on it a value stands.
 * @param {[number, number]} range that is right
 * @param {number[]} shown values that are drawn
 */
function scaleOf([low, high], shown) {
  const from = Math.min(low, ...shown);
  const to = Math.max(high, from + NARROWEST * Math.max(1, Math.abs(from)), ...shown);
  const across = (value) => MARGIN + ((value - from) / (to - from)) * (WIDTH - 2 * MARGIN);
  return { from, to, across, shown };
}

/** The line, with the right range behind it and the dots on it. */
function picture([low, high], { across, shown }, label) {
  const stacks = stacked(shown, across);
  const tallest = Math.max(1, ...stacks.map((stack) => stack.length));
  const step = ROW * Math.min(1, TALLEST / tallest);
  const floor = 12 + step * tallest;
  const dots = stacks.flatMap((stack) =>
    stack.map((value, level) => svg("circle", { cx: across(value), cy: floor - 6 - level * step, r: 4 })),
  );
  return svg(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${floor + 6}`, class: "class-strip", role: "img", "aria-label": label },
    svg("rect", { x: across(low) - 5, y: 4, width: across(high) - across(low) + 10, height: floor - 2, rx: 3 }),
    svg("line", { x1: MARGIN, x2: WIDTH - MARGIN, y1: floor, y2: floor }),
    ...dots,
  );
}

/** The values of each column, one on the other. */
function stacked(shown, across) {
  const stacks = new Map();
  for (const value of shown) {
    const column = Math.round((across(value) / WIDTH) * COLUMNS);
    stacks.set(column, [...(stacks.get(column) ?? []), value]);
  }
  return [...stacks.values()];
}

function ends({ from, to }) {
  const texts = [from, to].map((value) => element("span", {}, tidy(value)));
  return element("div", { class: "class-ends", "aria-hidden": "true" }, ...texts);
}

function listed(values) {
  return [...values]
    .sort((a, b) => a - b)
    .map(tidy)
    .join(", ");
}

function tableOf(values, unit) {
  const counts = new Map();
  for (const value of [...values].sort((a, b) => a - b)) counts.set(value, (counts.get(value) ?? 0) + 1);
  const rows = [...counts].map(([value, n]) => [amount(tidy(value), unit), String(n)]);
  return table([words.value, words.students], rows, words.values);
}

/** The unit of an explorer's value: what follows it in its sentence, up to the first pause. */
function unitOf(reads) {
  return reads.split("{value}")[1].trim().replace(/\.$/, "");
}

const tidy = (value) => String(Number(value.toPrecision(6)));
