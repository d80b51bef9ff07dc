/** A drawing stated in Python (shapes, texts, arrows) whose arrows are as wide as what flows through them. */

import { element, fill, svg } from "../../javascript/page.js";
import { PICTURE_SCALE } from "./charts.js";
import { property } from "./theme.js";

/** The head of an arrow: how far it stands out beside the shaft, and its length for a shaft of no width. */
const BARB = 4;
const HEAD = 7;

/** An arrow of less width than this cannot be seen, and has no head. */
const HAIR = 0.1;

/**
 * @import { Mounted } from "./explorer.js"
 * @import { Flows } from "./types.js"
 */

export class Picture {
  #stated;
  #words;
  #theme;
  #arrows = new Map();
  #texts = [];
  #svg;

  /**
   * @param {Mounted} explorer
   * @param {HTMLElement} parent
   */
  constructor({ spec: { picture }, words, theme }, parent) {
    this.#stated = picture;
    this.#words = words.picture;
    this.#theme = theme;
    const { width, height } = picture;
    const label = { role: "img", "aria-label": this.#words.label };
    this.#svg = svg("svg", { viewBox: `0 0 ${width} ${height}`, ...label });
    for (const shape of picture.shapes) this.#svg.append(svg("path", shape));
    for (const arrow of picture.arrows) this.#svg.append(this.#arrow(arrow));
    for (const text of picture.texts) this.#svg.append(this.#text(text));
    this.element = element("div", { class: "explorer-drawing" }, this.#svg);
    parent.append(this.element);
  }

  #arrow({ name, scale, from, to, style }) {
    const [shaft, head] = [svg("line", { style, "data-flow": name }), svg("path", { style, "stroke-width": 0 })];
    this.#arrows.set(name, { shaft, head, from, to, pixels: this.#stated.scales[scale] });
    return svg("g", {}, shaft, head);
  }

  #text({ name, ...where }) {
    const node = svg("text", where);
    this.#texts.push({ node, template: this.#words.texts[name] });
    return node;
  }

  /** @param {Flows} moment */
  draw({ flows, texts }) {
    const { key } = this.#stated;
    for (const [name, arrow] of this.#arrows) point(arrow, key[name] ?? flows[name]);
    for (const { node, template } of this.#texts) {
      const text = fill(template, { ...key, ...texts });
      if (node.textContent !== text) node.textContent = text;
    }
  }

  /** Type of a size that can be read at this width. */
  resized(narrow) {
    this.#svg.style.fontSize = `${this.#stated.type[narrow ? "narrow" : "wide"]}px`;
  }

  /** The drawing as a picture: a data address. */
  address() {
    const { width, height } = this.#svg.getBoundingClientRect();
    const copy = /** @type {SVGElement} */ (this.#svg.cloneNode(true));
    // Outside of the page there is no style sheet, and no font but the reader's own.
    for (const [color, value] of Object.entries(this.#theme.palette)) copy.style.setProperty(property(color), value);
    copy.style.fontFamily = "sans-serif";
    put(copy, { width: width * PICTURE_SCALE, height: height * PICTURE_SCALE });
    return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  }
}

/** Lay an arrow out for what flows through it; there is no head where nothing flows. */
function point({ shaft, head, from, to, pixels }, flow) {
  const width = Math.max(0, flow * pixels);
  const far = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const along = [(to[0] - from[0]) / far, (to[1] - from[1]) / far];
  const half = width / 2 + BARB;
  const neck = far - HEAD - width / 3;
  const at = (distance, aside) => [
    from[0] + along[0] * distance - along[1] * aside,
    from[1] + along[1] * distance + along[0] * aside,
  ];
  // The shaft reaches a hair into the head, so that no seam shows.
  const [end, left, right] = [at(neck + 0.5, 0), at(neck, half), at(neck, -half)];
  put(shaft, { x1: from[0], y1: from[1], x2: end[0], y2: end[1], "stroke-width": width });
  put(head, { d: `M${left} L${to} L${right} Z`, visibility: width > HAIR ? "visible" : "hidden" });
}

function put(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
}
