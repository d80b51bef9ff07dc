/** Parts of the body and the wires between them. A press cuts a wire or joins it again: its slider goes with it. */
import { button, element, svg } from "../../javascript/page.js";
import { arrow } from "./body/arrow.js";

/** @import { CircuitPlan, Control, Values } from "./types.js" */

/** Widths of a wire: of nothing, and what all of it adds. */
const THICK = { least: 1.5, more: 3.5 };

export class Circuit {
  #wires;

  /**
   * @param {CircuitPlan} plan
   * @param {any} words of the circuit
   * @param {Control[]} controls
   * @param {(values: Values) => void} set
   * @param {HTMLElement} parent
   */
  constructor({ size: [width, height], parts, wires }, words, controls, set, parent) {
    const box = element("div", { class: "explorer-circuit-plan" });
    this.#wires = wires.map(({ curve, color, control, at }) => {
      const ink = `var(--explorer-${color})`;
      const line = svg("path", { pathLength: 100, stroke: ink });
      const head = svg("path", { class: "explorer-circuit-head", fill: ink });
      const pressed = control ? this.#cutter(control, words, controls, set) : null;
      if (pressed) {
        pressed.style.left = `${(100 * at[0]) / width}%`;
        pressed.style.top = `${(100 * at[1]) / height}%`;
      }
      return { line, head, curve, control, pressed };
    });
    const drawn = svg(
      "svg",
      { viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" },
      ...this.#wires.flatMap(({ line, head }) => [line, head]),
      ...parts.map(({ name, color, at: [x, y] }) =>
        svg(
          "g",
          { stroke: `var(--explorer-${color})` },
          svg("rect", { x: x - 38, y: y - 13, width: 76, height: 26, rx: 13 }),
          svg("text", { x, y: y + 5 }, words.parts[name]),
        ),
      ),
    );
    box.append(drawn, ...this.#wires.flatMap(({ pressed }) => pressed ?? []));
    parent.append(
      element(
        "div",
        { class: "explorer-circuit", role: "group", "aria-label": words.title },
        element("p", {}, words.title),
        box,
      ),
    );
  }

  /** What cuts a wire; pressed while it is cut. */
  #cutter(name, words, controls, set) {
    const { min, reference } = controls.find((control) => control.name === name);
    const label = `${words.cut} ${words.wires[name]}`;
    const press = () => {
      const isCut = pressed.getAttribute("aria-pressed") === "true";
      pressed.setAttribute("aria-pressed", String(!isCut)); // at once: the next press may come before the drawing
      set({ [name]: isCut ? reference : min });
    };
    const pressed = button("", press, { class: "explorer-cut", "data-wire": name, "aria-label": label });
    pressed.append(element("span", {}, words.wires[name]));
    return pressed;
  }

  /**
   * Draw each wire as thick as what is left of it, with a head where its message arrives; one that is cut has a gap.
   * @param {Values} values in percent
   */
  show(values) {
    for (const { line, head, curve, control, pressed } of this.#wires) {
      const left = control ? values[control] / 100 : 1;
      const width = THICK.least + THICK.more * left;
      const parts = arrow(curve, width);
      line.setAttribute("d", parts.middle);
      head.setAttribute("d", parts.head);
      line.setAttribute("stroke-width", String(width));
      line.setAttribute("stroke-dasharray", left === 0 ? "38 24 38" : "none");
      pressed?.setAttribute("aria-pressed", String(left === 0));
    }
  }
}
