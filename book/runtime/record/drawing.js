// A pad to draw a curve on, before the explorer answers: by finger, mouse or keys. What was
// committed stays as a ghost, is kept in the record, and can be cleared. Nobody has to draw.
import { ghosts } from "../../../widgets/generated/asked.json";
import { drawing as words } from "../../../widgets/generated/words.json";
import { element, fill, svg } from "../../../widgets/javascript/page.js";
import PADS from "../pads.json";
import { chart, clamp, valueAt } from "./curve.js";
import { moments } from "./shape.js";

const HELP = "draw-help";

/**
 * Draw the pads of a chapter.
 * @param {HTMLElement} host
 * @param {string} chapter
 * @param {string[]} names of pads.json
 * @param {typeof import("./store.js")} store the page's own: it knows what no storage keeps
 */
export function drawPads(host, chapter, names, store) {
  const help = element("p", { class: "bet-help", id: HELP }, words.help);
  const pads = names.filter((name) => PADS[name]).map((name) => pad(chapter, name, store));
  host.replaceChildren(help, ...pads);
}

function pad(chapter, name, store) {
  const { x, y } = PADS[name];
  const { title, name: label } = words.pads[name];
  const xs = moments(x);
  const ghost = ghosts[chapter]?.[name];
  const { root, area, line, place, at } = chart(PADS[name]);
  const curve = svg("path", { class: "curve-drawn" });
  const dot = svg("circle", { class: "curve-dot", r: 5 });
  const said = element("p", { class: "bet-said", role: "status" });
  const commit = element("button", { type: "button", class: "bet-commit" }, words.commit);
  const again = element("button", { type: "button" }, words.again);
  const surface = element("div", {
    class: "bet-surface",
    role: "slider",
    tabindex: "0",
    "aria-label": label,
    "aria-orientation": "vertical",
    "aria-describedby": HELP,
    "aria-valuemin": String(y.from),
    "aria-valuemax": String(y.to),
  });
  if (ghost) area.append(svg("path", { class: "curve-ghost", d: line(ghost) }));
  area.append(curve, dot);
  surface.append(root);

  let values = xs.map(() => null);
  let index = 0;
  let pressed = null; // the last moment that the pointer passed
  let before = values; // what stood there when it was put down
  const committed = () => store.read().chapters[chapter]?.drawn?.[name];

  function show() {
    const done = Boolean(committed());
    const value = values[index];
    const [px, py] = place(index, value ?? start());
    curve.setAttribute("d", line(values));
    dot.setAttribute("cx", String(px));
    dot.setAttribute("cy", String(py));
    surface.classList.toggle("is-committed", done);
    surface.setAttribute("aria-readonly", String(done));
    surface.setAttribute("aria-valuenow", String(value ?? y.from));
    surface.setAttribute(
      "aria-valuetext",
      fill(value === null ? words.nothing : words.point, { x: xs[index], x_unit: x.unit, y: value, unit: y.unit }),
    );
    commit.hidden = done;
    again.hidden = values.every((at) => at === null);
  }

  /** Where a curve begins that has no point beside it: at the ghost, or at what is normal. */
  function start() {
    const before = values.slice(0, index).findLast((value) => value !== null);
    return before ?? Math.round(ghost ? valueAt(ghost, index, x) : y.from + (y.to - y.from) / 8);
  }

  function set(at, value) {
    values[at] = clamp(value, y.from, y.to);
    said.textContent = "";
  }

  /** Draw from the last moment to this one, so that a fast finger leaves no gap. */
  function drawTo(point) {
    const from = pressed ?? point;
    const steps = Math.max(1, Math.abs(point.index - from.index));
    for (let step = 0; step <= steps; step += 1) {
      const share = step / steps;
      const at = Math.round(from.index + share * (point.index - from.index));
      set(at, Math.round(from.value + share * (point.value - from.value)));
    }
    index = point.index;
    pressed = point;
    show();
  }

  surface.addEventListener("pointerdown", (event) => {
    if (committed() || event.button !== 0) return;
    surface.setPointerCapture(event.pointerId);
    [pressed, before] = [null, [...values]];
    drawTo(at(event));
  });
  surface.addEventListener("pointermove", (event) => {
    if (pressed) drawTo(at(event));
  });
  surface.addEventListener("pointerup", () => (pressed = null));
  // A finger that went up or down scrolls the page: nothing was drawn.
  surface.addEventListener("pointercancel", () => {
    if (!pressed) return;
    [pressed, values] = [null, before];
    show();
  });

  const moves = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    Home: [-xs.length, 0],
    End: [xs.length, 0],
    ArrowUp: [0, y.step],
    ArrowDown: [0, -y.step],
    PageUp: [0, 4 * y.step],
    PageDown: [0, -4 * y.step],
  };
  surface.addEventListener("keydown", (event) => {
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const [aside, up] = move;
    index = clamp(index + aside, 0, xs.length - 1);
    if (up && !committed()) set(index, (values[index] ?? start()) + up);
    show();
  });

  commit.addEventListener("click", () => {
    if (values.filter((value) => value !== null).length < 2) {
      said.textContent = words.too_little;
      return;
    }
    values = filled(values);
    store.updateChapter(chapter, (kept) => {
      kept.drawn = { ...kept.drawn, [name]: values };
    });
    said.textContent = words.committed;
    show();
    again.focus();
  });

  function clear() {
    values = xs.map(() => null);
    index = 0;
    said.textContent = "";
    show();
  }

  again.addEventListener("click", () => {
    store.updateChapter(chapter, (kept) => {
      delete kept.drawn?.[name];
      if (kept.drawn && Object.keys(kept.drawn).length === 0) delete kept.drawn;
    });
    clear();
    surface.focus();
  });
  document.addEventListener("record:delete", clear);

  if (committed()) {
    values = [...committed()];
    said.textContent = words.committed;
  }
  show();
  return element(
    "div",
    { class: "bet-pad", "data-pad": name },
    element("p", { class: "bet-title" }, title, ghost ? ` ${words.ghost}` : ""),
    surface,
    element("div", { class: "bet-buttons" }, commit, again),
    said,
  );
}

/** Fill what lies between two drawn points with the straight line between them. */
function filled(values) {
  const drawn = values.flatMap((value, index) => (value === null ? [] : [index]));
  return values.map((value, index) => {
    const before = drawn.findLast((at) => at < index);
    const after = drawn.find((at) => at > index);
    if (value !== null || before === undefined || after === undefined) return value;
    const share = (index - before) / (after - before);
    return Math.round(values[before] + share * (values[after] - values[before]));
  });
}
