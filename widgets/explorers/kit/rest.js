/** What the sentence leaves out, one line each, for who opens it: nothing of it is spoken by itself. */
import { element } from "../../javascript/page.js";
import { rich } from "./text.js";

/** @import { Part } from "./types.js" */

export class Rest {
  #templates;
  #lines = element("ul");
  #fold;
  /** @type {Part[]} */
  #parts = [];

  /**
   * @param {any} words
   * @param {HTMLElement} parent
   */
  constructor(words, parent) {
    this.#templates = words.rest;
    const summary = element("summary", {}, words.shared.rest);
    this.#fold = element("details", { class: "explorer-details explorer-rest" }, summary, this.#lines);
    this.#fold.addEventListener("toggle", () => this.#write());
    parent.append(this.#fold);
  }

  /** @param {Part[]} parts */
  say(parts) {
    this.#parts = parts;
    this.#write();
  }

  #write() {
    if (!this.#fold.open) return;
    const lines = this.#parts.map(([name, values]) => element("li", {}, ...rich(this.#templates[name], values)));
    this.#lines.replaceChildren(...lines);
  }
}
