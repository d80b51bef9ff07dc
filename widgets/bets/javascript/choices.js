// What a reader picks from: answers in words, or shapes of the curve beside their words.
import { element, svg } from "../../javascript/page.js";

const SMALL = { width: 132, height: 44, edge: 3 };

/**
 * @param {any} spec
 * @param {{name: string, shapes: Record<string, number[]>[] | null, ghosts: Record<string, number[]>,
 *   picked: (index: number) => void}} around `shapes` of each choice and the `ghosts` behind them, by pad; null where no
 *   curve is drawn
 * @returns {{root: HTMLElement, picked: () => number | undefined, pick: (index: number | undefined) => void,
 *   lock: (locked: boolean) => void, focus: () => void}}
 */
export function drawChoices({ bet, pads, words }, { name, shapes, ghosts, picked }) {
  const inputs = bet.choices.map(() => element("input", { type: "radio", name }));
  const labels = bet.choices.map(({ text }, index) =>
    element(
      "label",
      { class: "bet-choice" },
      ...(shapes ? [small(pads, shapes[index], ghosts)] : []),
      element("span", {}, inputs[index], " ", text),
    ),
  );
  inputs.forEach((input, index) => {
    input.addEventListener("change", () => picked(index));
  });
  const marksOf = (index) => [
    ...(inputs[index].checked ? [words.key.drawn] : []),
    ...(index === bet.right - 1 ? [words.key.answer] : []),
  ];
  const root = element(
    "fieldset",
    { class: `bet-choices${shapes ? " has-shapes" : ""}` },
    element("legend", {}, shapes ? words.or_pick : words.pick),
    element("div", {}, ...labels),
  );
  return {
    root,
    picked() {
      const index = inputs.findIndex((input) => input.checked);
      return index < 0 ? undefined : index;
    },
    pick(index) {
      inputs.forEach((input, at) => {
        input.checked = at === index;
      });
    },
    lock(locked) {
      for (const input of inputs) input.disabled = locked;
      for (const [index, label] of labels.entries()) mark(label, locked ? marksOf(index) : []);
      root.hidden = locked && shapes !== null;
    },
    focus: () => inputs[0].focus(),
  };
}

/** Say what a choice has become: the reader's bet, the answer, or both. */
function mark(label, marks) {
  label.querySelector(".bet-mark")?.remove();
  if (marks.length > 0) label.append(element("strong", { class: "bet-mark" }, marks.join(" · ")));
}

/** A shape, small, over its ghost. */
function small(pads, shape, ghosts) {
  const { width, height, edge } = SMALL;
  const line = (values, { from, to }) =>
    values
      .map((value, index) => {
        const x = edge + (index / (values.length - 1)) * (width - 2 * edge);
        const y = height - edge - ((value - from) / (to - from)) * (height - 2 * edge);
        return `${index ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`;
      })
      .join("");
  const curve = (kind, name, values) =>
    svg("path", { class: `curve-${kind}`, "data-ink": pads[name].ink, d: line(values, pads[name].y) });
  return svg(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, class: "curve-chart bet-shape", "aria-hidden": "true" },
    ...Object.entries(ghosts).map(([name, values]) => curve("ghost", name, values)),
    ...Object.entries(shape).map(([name, values]) => curve("drawn", name, values)),
  );
}
