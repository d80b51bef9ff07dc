// Whether the page is laid out for paper. Most browsers tell it before a print; a change of the medium alone tells it
// where a sheet is only looked at.

/** Tells of paper, and of the screen again. */
export class Paper {
  #told;
  #on = false;
  #medium = matchMedia("print");
  #before = () => this.#tell(true);
  #after = () => this.#tell(this.#medium.matches);

  /** @param {(on: boolean) => void} told is called at once: a printer waits for no frame */
  constructor(told) {
    this.#told = told;
    addEventListener("beforeprint", this.#before);
    addEventListener("afterprint", this.#after);
    this.#medium.addEventListener("change", this.#after);
  }

  #tell(on) {
    if (on === this.#on) return;
    this.#on = on;
    this.#told(on);
  }

  remove() {
    removeEventListener("beforeprint", this.#before);
    removeEventListener("afterprint", this.#after);
    this.#medium.removeEventListener("change", this.#after);
  }
}
