/**
 * The sentence that says what the charts show: the one live region of an explorer.
 * It changes with every frame for the eye; a screen reader hears it once the reader has paused.
 */
import { element } from "../../javascript/page.js";
import { renew, rich } from "./text.js";

/** Rest after the last change, in milliseconds, before a screen reader speaks. */
const PAUSE = 700;

/** While an explorer plays, milliseconds between two texts for the eye, and between two that are spoken. */
const READ = 1000;
const SPOKEN = 8000;

/** @import { Part } from "./types.js" */

export class Sentence {
  #templates;
  region = element("p", { class: "explorer-sentence", role: "status" });
  /** @type {Part[]} */
  #parts = [];
  #due = 0;
  #spoken = 0;
  #unheard = false;
  #timer;

  /**
   * @param {Object<string, string>} templates
   * @param {HTMLElement} parent
   */
  constructor(templates, parent) {
    this.#templates = templates;
    parent.append(this.region);
  }

  /**
   * @param {Part[]} parts
   * @param {boolean} [playing] whether it changes by itself: then too fast to be read or heard each time
   */
  say(parts, playing = false) {
    const now = performance.now();
    if (playing && now < this.#due) return;
    this.#due = now + READ;
    this.#parts = parts;
    const before = this.text;
    this.#write();
    if (this.text === before && !this.#unheard) return;
    // While busy, a live region is silent; writing it once more after the pause makes it speak.
    this.region.setAttribute("aria-busy", "true");
    clearTimeout(this.#timer);
    this.#unheard = playing && now < this.#spoken + SPOKEN;
    if (!this.#unheard) this.#timer = setTimeout(() => this.#speak(), PAUSE);
  }

  #speak() {
    this.#spoken = performance.now();
    this.region.setAttribute("aria-busy", "false");
    this.#write();
  }

  get text() {
    return this.region.textContent;
  }

  #write() {
    const nodes = this.#parts.flatMap(([name, values]) => [...rich(this.#templates[name], values), " "]);
    renew(this.region, nodes.slice(0, -1));
  }

  remove() {
    clearTimeout(this.#timer);
  }
}
