// The steps of Try beside their explorer: in the sidebar where it stands, else behind a button in the page's header.
// They are there while a reader is at the explorer, and take no room from it.
import { steps as words } from "../../../widgets/generated/words.json";
import { button, element, fill } from "../../../widgets/javascript/page.js";
import { wake } from "./presses.js";

/** The band of the window, around its middle, in which an explorer stands that a reader is at. */
const MIDDLE = "-45% 0px";

/** The least room beside the menu for the button of the steps, in the reader's size of type. */
const LEAST = 11;

const page = document.documentElement;

/** One at a time, the others a number away. */
export class Steps {
  /** @type {Element[]} */
  #steps;
  #at = 0;

  /**
   * @param {HTMLElement} root the explorer
   * @param {HTMLElement} list its steps
   */
  constructor(root, list) {
    this.root = root;
    this.list = list;
    this.#steps = [...list.children];
    const title = list.closest(".admonition").querySelector(".admonition-title").textContent;
    this.pill = button("", () => this.#open(this.pill.getAttribute("aria-expanded") !== "true"), {
      class: "steps-pill",
      "aria-expanded": "false",
    });
    this.text = element("div", { class: "steps-text", "aria-live": "polite" });
    this.numbers = this.#steps.map((_, n) => this.#number(n));
    this.next = button(words.next, () => this.#goOn(), { class: "steps-next" });
    const row = element("div", { class: "steps-row" }, ...this.numbers, this.next);
    const sheet = element(
      "div",
      { class: "steps-sheet" },
      element("p", { class: "steps-title" }, title),
      this.text,
      row,
    );
    this.box = element("section", { class: "steps", "aria-label": title, hidden: true }, this.pill, sheet);
    this.#listen();
    root.closest(".cell, .widget-host").before(this.box);
  }

  #listen() {
    document.querySelector(".bd-sidebar-primary").addEventListener("transitionend", () => this.#place());
    // The sidebar comes and goes, and the window changes: the page's column then does too.
    new ResizeObserver(() => this.#place()).observe(document.querySelector(".bd-article-container"));
    // A busy browser tells of several crossings at once.
    const cross = (crossings) => this.#show(crossings.at(-1).isIntersecting);
    new IntersectionObserver(cross, { rootMargin: MIDDLE }).observe(this.root);
    window.addEventListener("resize", () => this.#place());
    this.box.addEventListener("keydown", ({ key }) => key === "Escape" && this.#close());
    document.addEventListener("pointerdown", ({ target }) => {
      if (target instanceof Node && !this.box.contains(target)) this.#open(false);
    });
  }

  #go(n) {
    const step = /** @type {HTMLElement} */ (this.#steps[n].cloneNode(true));
    this.#at = n;
    wake(step, this.root, () => this.#giveWay());
    this.text.replaceChildren(...step.childNodes);
    this.pill.replaceChildren(this.#counted(), element("span", { class: "steps-name" }, this.#title(n)));
    this.numbers.forEach((number, at) => {
      if (at === n) number.setAttribute("aria-current", "step");
      else number.removeAttribute("aria-current");
    });
    this.next.textContent = n + 1 < this.#steps.length ? words.next : words.last;
    this.#place();
  }

  #number(n) {
    const label = fill(words.numbered, { n: n + 1, title: this.#title(n) });
    return button(String(n + 1), () => this.#go(n), { class: "steps-number", "aria-label": label });
  }

  /** A step's first words, in bold. */
  #title(n) {
    return this.#steps[n].querySelector("strong").textContent.replace(/\.$/, "");
  }

  #counted() {
    return fill(words.step, { n: this.#at + 1, count: this.#steps.length });
  }

  /** The next step; after the last what the page says next. */
  #goOn() {
    if (this.#at + 1 < this.#steps.length) {
      this.#go(this.#at + 1);
      return;
    }
    const after = /** @type {HTMLElement} */ (this.list.closest(".admonition").nextElementSibling);
    after.tabIndex = -1;
    after.scrollIntoView({ block: "start" });
    after.focus({ preventScroll: true });
  }

  #open(wide) {
    this.pill.setAttribute("aria-expanded", String(wide));
  }

  /** What a step has done is to be seen; a focus that is not with it stays with the steps. */
  #giveWay() {
    if (this.box.contains(document.activeElement)) this.#close();
    else this.#open(false);
  }

  #close() {
    if (this.pill.getAttribute("aria-expanded") === "true") this.pill.focus();
    this.#open(false);
  }

  #show(here) {
    this.#open(false);
    // By now all sliders are there that a step may name.
    if (here) this.#go(this.#at);
    else if (this.box.contains(document.activeElement)) this.#handOver();
    this.box.hidden = !here;
    this.#place();
  }

  /** The box goes; a focus in it goes to the list, which says the same. */
  #handOver() {
    this.list.tabIndex = -1;
    this.list.focus({ preventScroll: true });
  }

  /** In the sidebar if it stands beside the page, else in the header, in place of some of its buttons on a phone. */
  #place() {
    delete page.dataset.steps;
    if (this.box.hidden) return;
    const sidebar = document.querySelector(".bd-sidebar-primary");
    const { position, visibility } = getComputedStyle(sidebar);
    const beside = position === "sticky" && visibility === "visible";
    const { place, left, right } = beside ? { place: "beside", ...edges(sidebar) } : headroom();
    page.dataset.steps = place;
    page.style.setProperty("--steps-left", `${left}px`);
    page.style.setProperty("--steps-room", `${right - left}px`);
    page.style.setProperty("--steps-height", `${this.box.offsetHeight}px`);
  }
}

function edges(part) {
  const { left, right } = part.getBoundingClientRect();
  return { left, right };
}

/** The room in the page's header between the menu and the buttons; where there is too little, that of some buttons. */
function headroom() {
  const [menu, first, kept] = [
    ".header-article-items__start",
    ".article-header-buttons > :first-child",
    ".theme-switch-button",
  ].map((part) => edges(document.querySelector(`.bd-header-article ${part}`)));
  const left = menu.right;
  const tight = first.left - left < LEAST * Number.parseFloat(getComputedStyle(page).fontSize);
  return tight ? { place: "instead", left, right: kept.left } : { place: "above", left, right: first.left };
}
