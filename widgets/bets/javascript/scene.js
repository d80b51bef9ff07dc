// Two curves as one picture: on one axis of years, over the stages as labelled ground. Readers draw on it as on any
// pad; with the answer come the stages, the lives behind, and the same in numbers.
import { element, fill, folded, svg } from "../../javascript/page.js";
import { number } from "./answer.js";
import { roundLines } from "./chart.js";
import { filled, moments, valueAt } from "./moments.js";
import { pairs } from "./sweep.js";

/** @import { Answers } from "./answer.js" */
/** @import { Look, chart } from "./chart.js" */
/** @import { Units } from "../../explorers/kit/units.js" */

/**
 * @typedef {ReturnType<typeof chart>} Drawing
 * @typedef {(number | null)[]} Values
 *
 * @typedef {object} Scene
 * @property {HTMLElement} ground stands below the pads
 * @property {HTMLElement} caption stands below the ground
 * @property {HTMLElement} numbers stands below the sentence
 * @property {(name: string, width: number) => Partial<Look>} look of a pad
 * @property {(name: string, drawing: Drawing, drawn: Values) => {under: SVGElement[], over: SVGElement[]}} around what
 *   comes with the answer, under its curve and over it
 * @property {(done: boolean, drawn: Record<string, Values>) => void} show
 */

/** From this width on, in pixels, labels stand beside the curves. */
const WIDE = 620;
/** Room around the curves. */
const EDGES = {
  wide: { left: 48, right: 150, top: 30, bottom: 10 },
  narrow: { left: 38, right: 12, top: 10, bottom: 10 },
};
/** Height of a pad: of a wide one a share of its width or of the window, of a narrow one of the window; and its ends. */
const SHAPE = { width: 0.3, window: 0.26, narrow: 0.23, least: 120, most: 300 };
/** Heights of labels, in pixels: of a line, of a name with its number, and of a pad that has room for all. */
const LABEL = { line: 19, answer: 42, roomy: 170 };

/**
 * @param {any} spec
 * @param {Answers} answers
 * @param {Units} units
 * @returns {Scene}
 */
export function drawScene({ pads, ground: { pad: first, criterion, cutoffs }, words }, answers, units) {
  const said = words.scene;
  const { x, ink } = pads[first];
  const stages = element("div", { class: "bet-stages" });
  const years = element("div", { class: "bet-years" });
  const ground = element("div", { class: "bet-ground", "aria-hidden": "true" }, stages, years);
  const caption = element("p", { class: "bet-caption", hidden: true }, said.caption);
  const table = element("table");
  const numbers = folded(said.table, table);
  numbers.classList.add("bet-numbers");
  numbers.hidden = true;
  let done = false;
  let edge = EDGES.wide;

  function look(name, width) {
    const wide = width >= WIDE;
    edge = wide ? EDGES.wide : EDGES.narrow;
    const share = wide ? Math.min(width * SHAPE.width, innerHeight * SHAPE.window) : innerHeight * SHAPE.narrow;
    const height = Math.round(Math.min(SHAPE.most, Math.max(SHAPE.least, share)));
    layGround();
    const own = name === first ? edge : { ...edge, bottom: 0 }; // it stands on the ground
    return { height, edge: own, lines: linesOf(name, height - own.top - own.bottom), moment: null };
  }

  /** The cut-offs, and round numbers where there is room; the ground has none. */
  function linesOf(name, height) {
    const { y } = pads[name];
    /** @type {import("./chart.js").Line[]} */
    const lines =
      name === first ? Object.entries(cutoffs).map(([kind, at]) => ({ at, text: units.number(at, ink), kind })) : [];
    const apart = (one, other) => (Math.abs(one - other) / (y.to - y.from)) * height >= LABEL.line;
    for (const line of roundLines(pads[name], units.of(pads[name].ink).factor))
      if (line.at > y.from && lines.every(({ at }) => apart(at, line.at))) lines.push(line);
    return lines;
  }

  // --- the ground ---

  const shareOf = (year) => (year - x.from) / (x.to - x.from);
  /** Some share of the axis of years, as a length of the ground. */
  const length = (share) => `(100% - ${edge.left + edge.right}px) * ${share.toFixed(4)}`;

  /** The stages that are reached, with the years in which they begin. */
  const reached = () =>
    Object.keys(cutoffs)
      .map((stage) => ({ stage, year: answers.onset(criterion, stage) }))
      .filter(({ year }) => year !== null);

  function layGround() {
    const last = (year) => year === x.to && edge === EDGES.wide;
    const labels = moments({ ...x, step: x.label }).map((year) =>
      element(
        "span",
        { style: `left: calc(${edge.left}px + ${length(shareOf(year))})` },
        last(year) ? fill(words.years, { years: year }) : String(year),
      ),
    );
    years.replaceChildren(...labels);
    ground.closest(".bet")?.classList.toggle("is-wide", edge === EDGES.wide);
    stages.classList.toggle("is-covered", !done);
    stages.replaceChildren(...(done ? bands() : [element("span", {}, said.covered)]));
  }

  /** The first band begins before the axis does, and the last one ends behind it. */
  function bands() {
    const limit = (stage) => `${units.number(cutoffs[stage], ink)} ${units.of(ink).unit}`;
    const [lowest] = Object.keys(cutoffs);
    const all = [
      { stage: "normal", year: x.from, told: fill(said.below, { value: limit(lowest) }) },
      ...reached().map((one) => ({ ...one, told: fill(said.from, { value: limit(one.stage) }) })),
    ];
    return all.map(({ stage, year, told }, index) => {
      const next = all[index + 1]?.year;
      const before = index === 0 ? `${edge.left}px + ` : "";
      const width = next === undefined ? "auto" : `calc(${before}${length(shareOf(next) - shareOf(year))})`;
      return element(
        "span",
        { class: "bet-stage", "data-stage": stage, style: `width: ${width}` },
        element("strong", {}, said.stages[stage]),
        " ",
        element("small", {}, told),
      );
    });
  }

  // --- what comes with the answer ---

  function around(name, drawing, drawn) {
    const now = answers.now[name];
    const parts = name === first ? slope(drawing) : mountain(name, now, drawing);
    const labels = edge === EDGES.wide ? labelsOf(name, now, drawing, drawn) : [];
    return { under: [...parts.under, ...onsets(name, drawing)], over: [...parts.over, ...labels] };
  }

  /** A line down to the ground from where each stage begins. */
  function onsets(name, { place, height }) {
    return reached().map(({ stage, year }) => {
      const [at, up] = place(year, cutoffs[stage]);
      return svg("line", { class: "scene-onset", x1: at, x2: at, y1: name === first ? up : 0, y2: height });
    });
  }

  function slope({ path, place }) {
    const behind = answers.behind.map(({ curves }) =>
      svg("path", { class: "scene-behind", d: path(pairs(curves[first])) }),
    );
    const dots = reached().map(({ stage, year }) => {
      const [cx, cy] = place(year, cutoffs[stage]);
      return svg("circle", { class: "scene-dot", cx, cy, r: 5 });
    });
    return { under: behind, over: dots };
  }

  function mountain(name, now, drawing) {
    const { place } = drawing;
    const behind = answers.behind.map(({ curves }) =>
      svg("path", { class: "scene-range", d: land(curves[name], drawing) }),
    );
    const high = Math.max(...now.ys);
    const year = now.xs[now.ys.indexOf(high)];
    const [cx, cy] = place(year, high);
    const at = fill(words.at[x.unit], { x: Math.round(year) });
    return {
      // The highest range lies farthest back.
      under: [...behind.reverse(), svg("path", { class: "scene-mountain", d: land(now, drawing) })],
      over: [
        svg("circle", { class: "scene-dot", cx, cy, r: 5 }),
        svg(
          "text",
          { class: "scene-label is-top", x: cx, y: cy - 14, "text-anchor": "middle" },
          fill(said.top, { at }),
        ),
      ],
    };
  }

  /** The ground under a curve, to both edges of the picture. */
  function land(course, { path, place, width, height }) {
    const left = place(course.xs[0], course.ys[0])[1];
    const right = place(course.xs.at(-1), course.ys.at(-1))[1];
    return `${path(pairs(course)).replace("M", `M0 ${left}L`)}H${width}V${right}V${height}H0Z`;
  }

  /** Names beside the ends of the curves, none over another. */
  function labelsOf(name, now, { place, width, height, edge: { right } }, drawn) {
    const at = width - right + 12;
    const end = (values) => place(x.to, values.at(-1))[1];
    const { unit } = units.of(pads[name].ink);
    const line = (values, kind, text) => ({
      y: end(values),
      height: LABEL.line,
      nodes: (y) => [svg("text", { class: `scene-label is-${kind}`, x: at, y: y + 5 }, text)],
    });
    const labels = [
      {
        y: end(now.ys),
        height: LABEL.answer,
        nodes: (y) => [
          svg("text", { class: "scene-label is-answer", x: at, y: y - 3 }, words.pads[name].short),
          svg(
            "text",
            { class: "scene-number", x: at, y: y + 17 },
            number(now.ys.at(-1), pads[name].ink, units),
            svg("tspan", {}, ` ${unit}`),
          ),
        ],
      },
      ...(drawn.some((value) => value !== null) ? [line(filled(drawn), "bet", said.drew)] : []),
      ...(height >= LABEL.roomy
        ? answers.behind.map((run) => line(run.curves[name].ys, "behind", fill(said.behind, { name: run.name })))
        : []),
    ];
    return apart(labels, height).flatMap(({ y, nodes }) => nodes(y));
  }

  // --- the same in numbers ---

  function tell(drawn) {
    const names = Object.keys(pads);
    const bet = names.every((name) => drawn?.[name]?.some((value) => value !== null));
    const unit = (name) => units.of(pads[name].ink).unit;
    const head = names.flatMap((name) => [
      fill(said.own, { title: words.pads[name].short, unit: unit(name) }),
      ...(bet ? [said.yours] : []),
    ]);
    const rows = moments({ ...x, step: x.label }).map((year) => {
      const cells = names.flatMap((name) => {
        const { xs, ys } = answers.now[name];
        const written = (value) => (value === null ? words.empty : number(value, pads[name].ink, units));
        const own = bet ? [written(filled(drawn[name])[moments(x).indexOf(year)])] : [];
        return [written(valueAt(xs, ys, year)), ...own];
      });
      const stage = reached().findLast((one) => one.year <= year)?.stage ?? "normal";
      const own = [...cells, said.stages[stage]].map((text) => element("td", {}, text));
      return row([element("th", { scope: "row" }, String(year)), ...own]);
    });
    table.replaceChildren(
      element("thead", {}, row([said.year, ...head, said.stage].map((text) => element("th", { scope: "col" }, text)))),
      element("tbody", {}, ...rows),
    );
  }

  const row = (cells) => element("tr", {}, ...cells);

  return {
    ground,
    caption,
    numbers,
    look,
    around,
    show(answered, drawn) {
      done = answered;
      layGround();
      numbers.hidden = caption.hidden = !done;
      if (done) tell(drawn);
    },
  };
}

/**
 * Move labels until none lies over another; those that fall out of the picture push the others up.
 * @template {{y: number, height: number}} Label
 * @param {Label[]} labels
 * @param {number} room
 * @returns {Label[]}
 */
function apart(labels, room) {
  const sorted = [...labels].sort((a, b) => a.y - b.y);
  let free = 0;
  for (const label of sorted) {
    label.y = Math.max(label.y, free + label.height / 2);
    free = label.y + label.height / 2;
  }
  let below = room;
  for (const label of sorted.reverse()) {
    label.y = Math.min(label.y, below - label.height / 2);
    below = label.y - label.height / 2;
  }
  return sorted;
}
