/**
 * Light or dark, as the page says: the site, JupyterLab, Colab and VS Code each in its own way. Those and the palette are
 * stated in Python (widgets/palette.py); here the palette becomes the style sheet's custom properties.
 */
import PALETTES, { DARK, SIGNS } from "../../generated/palette.js";

export class Theme {
  #root;
  #changed;
  #printed;
  #printing = false;
  #seen = new MutationObserver(() => this.#apply());
  #before = () => this.#print(true);
  #after = () => this.#print(false);
  #swap;

  /**
   * @param {HTMLElement} root
   * @param {() => void} changed
   * @param {(on: boolean) => void} printed called before and after a print
   */
  constructor(root, changed, printed) {
    this.#root = root;
    this.#changed = changed;
    this.#printed = printed;
    for (const node of [document.documentElement, document.body]) {
      this.#seen.observe(node, { attributeFilter: SIGNS });
    }
    addEventListener("beforeprint", this.#before);
    addEventListener("afterprint", this.#after);
    this.#apply();
  }

  get #name() {
    const dark = document.querySelector(DARK);
    return dark && !this.#printing ? "dark" : "light";
  }

  get palette() {
    return PALETTES[this.#name];
  }

  /** Replace each color of the light palette in a figure by that of the palette in use. */
  recolor(value) {
    if (this.#name === "light") return value;
    this.#swap ??= new Map(Object.entries(PALETTES.light).map(([color, light]) => [light, PALETTES.dark[color]]));
    return replaced(value, this.#swap);
  }

  #apply() {
    if (this.#name === this.#root.dataset.palette) return;
    this.#root.dataset.palette = this.#name;
    for (const [color, value] of Object.entries(this.palette)) {
      this.#root.style.setProperty(property(color), value);
    }
    this.#changed();
  }

  /** Paper is white: print in light colors. */
  #print(on) {
    this.#printing = on;
    this.#apply();
    this.#printed(on);
  }

  remove() {
    this.#seen.disconnect();
    removeEventListener("beforeprint", this.#before);
    removeEventListener("afterprint", this.#after);
  }
}

/** The custom property that holds a color of the palette. */
export function property(color) {
  return `--explorer-${color.replaceAll("_", "-")}`;
}

function replaced(value, swap) {
  if (typeof value === "string") return swap.get(value) ?? value;
  if (Array.isArray(value)) return value.map((inner) => replaced(inner, swap));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replaced(inner, swap)]));
}
