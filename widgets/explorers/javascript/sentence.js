/**
 * The sentence that says what the charts show: the one live region of an explorer.
 * It changes with every frame for the eye; a screen reader hears it once the reader has paused.
 */
import { element, rich } from "./text.js";

/** Rest after the last change, in milliseconds, before a screen reader speaks. */
const PAUSE = 700;

export class Sentence {
  /**
   * @param {Object<string, string>} templates
   * @param {HTMLElement} parent
   */
  constructor(templates, parent) {
    this.templates = templates;
    this.region = element("p", "explorer-sentence", { role: "status" });
    parent.append(this.region);
  }

  /** @param {Array<[string, object]>} parts names of templates, each with its values */
  say(parts) {
    this.parts = parts;
    const before = this.text;
    this.write();
    if (this.text === before) return;
    // While busy, a live region is silent; writing it once more after the pause makes it speak.
    this.region.setAttribute("aria-busy", "true");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.region.setAttribute("aria-busy", "false");
      this.write();
    }, PAUSE);
  }

  get text() {
    return this.region.textContent;
  }

  write() {
    const nodes = this.parts.flatMap(([name, values]) => [...rich(this.templates[name], values), " "]);
    this.region.replaceChildren(...nodes.slice(0, -1));
  }

  remove() {
    clearTimeout(this.timer);
  }
}
