/** What the sentence leaves out, one line each, for who opens it: nothing of it is spoken by itself. */
import { element } from "../../javascript/page.js";
import { renew, rich } from "./text.js";

/** @import { Part } from "./types.js" */

export class Rest {
  #templates;
  #lines = element("ul");
  #fold;
  /** @type {() => Part[]} what a drag would work out in vain while the fold is closed */
  #parts = () => [];

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

  /** @param {() => Part[]} parts */
  say(parts) {
    this.#parts = parts;
    this.#write();
  }

  #write() {
    const parts = this.#fold.open ? this.#parts() : []; // who opens it never sees what was said before
    const lines = parts.map(([name, values]) => element("li", {}, ...rich(this.#templates[name], values)));
    renew(this.#lines, lines);
  }
}
