/**
 * Tells that an element has another size, in the frame after it: what is laid out anew within the frame itself is a loop
 * to the browser, which then reports an error to the page.
 */
export class Sizes {
  #frame = 0;
  #observer;

  /** @param {() => void} act */
  constructor(act) {
    const tell = () => {
      this.#frame = 0;
      act();
    };
    this.#observer = new ResizeObserver(() => {
      this.#frame ||= requestAnimationFrame(tell);
    });
  }

  /** @param {Element} element */
  observe(element) {
    this.#observer.observe(element);
  }

  disconnect() {
    cancelAnimationFrame(this.#frame);
    this.#observer.disconnect();
  }
}
