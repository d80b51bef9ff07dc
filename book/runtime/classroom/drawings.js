// The curves that a class drew, laid over each other, with what the model does.

import { chart } from "../../../widgets/bets/javascript/chart.js";
import { moments } from "../../../widgets/bets/javascript/moments.js";
import PADS from "../../../widgets/bets/pads.json";
import { curves as model } from "../../../widgets/generated/asked.json";
import { box, class as words } from "../../../widgets/generated/words.json";
import { element, fill, folded, svg } from "../../../widgets/javascript/page.js";
import { counted, table } from "./parts.js";
import { quantile } from "./tally.js";

/**
 * @param {string} chapter
 * @param {string} pad
 * @param {(number | null)[][]} curves
 * @returns {HTMLElement}
 */
export function drawings(chapter, pad, curves) {
  const { x, y } = PADS[pad];
  const name = box.pad_names[pad];
  const answer = model[chapter]?.[pad];
  const { root, area, line } = chart(PADS[pad]);
  const opacity = Math.max(0.08, Math.min(0.8, 6 / curves.length));
  area.append(
    ...curves.map((curve) => svg("path", { class: "curve-drawn", d: line(curve), "stroke-opacity": opacity })),
    ...(answer ? [svg("path", { class: "curve-model", d: line(answer) })] : []),
  );
  const peaks = curves.map((curve) => Math.max(...curve.filter((value) => value !== null)));
  const facts = {
    n: curves.length,
    name,
    unit: y.unit,
    low: Math.round(quantile(peaks, 0.25)),
    high: Math.round(quantile(peaks, 0.75)),
    model: answer ? Math.round(Math.max(...answer)) : "",
  };
  root.setAttribute("role", "img");
  root.setAttribute("aria-label", fill(words.drawn_picture, facts));
  return element(
    "figure",
    { class: "class-drawings", "data-pad": pad },
    element(
      "figcaption",
      {},
      element("strong", {}, fill(words.drawn, { name })),
      ` ${counted(words.drawn_count, curves.length)}. ${fill(words.drawn_axes, { up: y.unit, across: x.unit })}`,
      ` ${words.drawn_key}`,
    ),
    root,
    folded(words.drawn_table, tableOf(pad, curves, answer)),
  );
}

function tableOf(pad, curves, answer) {
  const { x, y } = PADS[pad];
  const rows = moments(x).map((moment, index) => {
    const values = curves.map((curve) => curve[index]).filter((value) => value !== null);
    const quarters = [0.25, 0.5, 0.75].map((share) =>
      values.length ? String(Math.round(quantile(values, share))) : "–",
    );
    return [String(moment), ...quarters, answer ? String(Math.round(valueAt(answer, index, x))) : "–"];
  });
  const head = [x.unit, words.quarter, words.middle, words.three_quarters, words.model];
  return table(head, rows, `${words.drawn_table} (${y.unit})`);
}

/** The value of an evenly spaced curve at a moment of a pad. */
function valueAt(values, index, axis) {
  return values[Math.round((index / (moments(axis).length - 1)) * (values.length - 1))];
}
