/** Sliders that stand together below a heading, which opens and closes them. */
import { element, fill } from "../../javascript/page.js";

/** @import { Control, Group, Root, Spec, Values } from "./types.js" */

/** @typedef {{box: HTMLElement, head: HTMLElement, changed: HTMLElement, members: Control[]}} Dressed a group on the page */

export class Groups {
  #root;
  #words;
  #controls;
  #groups;
  /** @type {Map<string, Dressed>} */
  #dressed = new Map();
  /** @type {Values} */
  #values = {};
  #seen;

  /**
   * @param {Root} root
   * @param {Spec} spec
   * @param {any} words
   */
  constructor(root, spec, words) {
    this.#root = root;
    this.#words = words;
    this.#controls = spec.controls;
    this.#groups = spec.groups ?? [];
    // As the sliders are: rendered beside the view, sooner or later than it.
    this.#seen = new MutationObserver(() => this.#decorate());
    this.#seen.observe(root, { childList: true, subtree: true });
    this.#decorate();
  }

  #decorate() {
    for (const group of this.#groups) {
      /** @type {HTMLElement} */
      const box = this.#root.querySelector(`.explorer-group-${group.name}`);
      if (!box || this.#dressed.get(group.name)?.box === box) continue;
      // The heading goes in front once all sliders are there: a box counts its children while it is filled.
      if (box.querySelectorAll(".explorer-control [role=slider]").length < group.controls.length) continue;
      this.#dressed.set(group.name, this.#dress(group, box));
      this.show(this.#values);
    }
    if (this.#dressed.size === this.#groups.length) this.#seen.disconnect();
  }

  /**
   * @param {Group} group
   * @param {HTMLElement} box
   * @returns {Dressed}
   */
  #dress(group, box) {
    const changed = element("span", { class: "explorer-group-changed" });
    const title = element("span", {}, group.title);
    const head = element("button", { class: "explorer-group-head", type: "button" }, title, changed);
    head.addEventListener("click", () => this.#open(group.name, head.getAttribute("aria-expanded") !== "true"));
    box.prepend(head);
    box.dataset.group = group.name;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", group.title);
    const members = this.#controls.filter(({ name }) => group.controls.includes(name));
    return { box, head, changed, members };
  }

  /**
   * @param {string} name
   * @param {boolean} wide
   */
  #open(name, wide) {
    const { box, head } = this.#dressed.get(name);
    box.dataset.open = String(wide);
    head.setAttribute("aria-expanded", String(wide));
  }

  /**
   * Say in each heading how many of its sliders are off their reference. As the page opens all are closed, so that a
   * reader sees what there is; what is set from outside comes into view.
   */
  show(values) {
    const before = this.#values;
    this.#values = values;
    for (const [name, { box, changed, members }] of this.#dressed) {
      const known = box.dataset.open ? before : {};
      const off = members.filter((control) => (values[control.name] ?? control.reference) !== control.reference);
      changed.textContent = off.length > 0 ? fill(this.#words.shared.changed, { count: off.length }) : "";
      const moved = off.some((control) => values[control.name] !== (known[control.name] ?? control.initial));
      if (moved || !box.dataset.open) this.#open(name, moved);
    }
  }

  /** A preset: close what has nothing to show, unless that is all. */
  tidy(values) {
    const off = (control) => values[control.name] !== control.reference;
    const open = [...this.#dressed].filter(([, { members }]) => members.some(off)).map(([name]) => name);
    if (open.length > 0) for (const name of this.#dressed.keys()) this.#open(name, open.includes(name));
  }

  remove() {
    this.#seen.disconnect();
  }
}
