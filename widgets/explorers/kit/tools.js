/** Buttons: presets before the sliders; pin, reset, units, downloads and link after them. */
import { element } from "../../javascript/page.js";
import { toolButton } from "./text.js";

/** @import { Mounted } from "./explorer.js" */

export class Tools {
  #explorer;
  #presets = [];
  #units = [];
  #pin;
  #people;
  #first;
  #folded;
  #pins;
  #more;
  #note;
  #link;
  #timer;
  #sized = new ResizeObserver(([{ target }]) => tellEdges(target));

  /**
   * @param {Mounted} explorer
   * @param {HTMLElement} before where the presets go
   */
  constructor(explorer, before) {
    const { words, spec, root } = explorer;
    this.#explorer = explorer;
    before.append(this.#presetGroup(spec.presets, words));
    this.after = element("div", { class: "explorer-pass" });
    this.after.append(this.#toolGroup(words.shared));
    // At the end of the box, where a foreign node does not disturb the order of its widgets.
    root.append(this.after);
  }

  #presetGroup(presets, words) {
    const group = grouped("explorer-presets", words.shared.presets);
    for (const { name, values } of presets) {
      const pressed = toolButton(words.presets[name], () => this.#explorer.choose(values));
      pressed.dataset.preset = name;
      this.#presets.push({ pressed, values });
      group.append(pressed);
    }
    group.addEventListener("scroll", () => tellEdges(group));
    this.#sized.observe(group);
    return group;
  }

  #toolGroup(words) {
    const explorer = this.#explorer;
    this.#pin = toolButton(words.pin, () => explorer.togglePin(), "pin");
    this.#pin.dataset.name = words.pin; // by which a step finds it, whatever it says
    const reset = toolButton(words.reset, () => explorer.reset(), "reset");
    const choices = Object.entries(explorer.spec.quantities).filter(([, units]) => units.length > 1);
    const units = choices.map(([quantity]) => this.#unitGroup(quantity, words));
    const files = [
      toolButton(words.csv, () => explorer.csv(), "csv", words.csv_help),
      toolButton(words.png, () => explorer.png(), "png", words.png_help),
    ];
    if (explorer.address.shared) files.push(this.#linkButton(words));
    const group = grouped("explorer-tools", words.tools);
    this.#first = element("div", { class: "explorer-row" }, this.#moreButton(words), reset);
    if (explorer.spec.measured) {
      this.#people = toolButton(words.people, () => explorer.togglePeople(), "people", words.people_help);
      this.#first.prepend(this.#people);
    }
    this.#folded = element("div", { class: "explorer-pass", hidden: true });
    this.#pins = element("div", { class: "explorer-row" }, this.#pin);
    for (const row of [units, files]) this.#folded.append(element("div", { class: "explorer-row" }, ...row));
    this.#folded.prepend(this.#pins);
    this.#note = element("p", { class: "explorer-said", "aria-live": "polite" });
    group.append(this.#first, this.#folded, this.#note);
    group.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.#folded.hidden) this.#fold(true);
    });
    return group;
  }

  /** What a reader needs seldom stands behind one button. */
  #moreButton(words) {
    this.#more = toolButton(words.more, () => this.#fold(!this.#folded.hidden), "more");
    this.#more.classList.add("explorer-more");
    this.#more.setAttribute("aria-expanded", "false");
    return this.#more;
  }

  #fold(away) {
    if (away && this.#folded.contains(document.activeElement)) this.#more.focus();
    this.#folded.hidden = away;
    this.#more.setAttribute("aria-expanded", String(!away));
  }

  #linkButton(words) {
    this.#link = toolButton(words.link, () => this.#copy(words), "link");
    this.#link.setAttribute("aria-live", "polite");
    return this.#link;
  }

  #unitGroup(quantity, words) {
    const group = grouped("explorer-units", words.unit_of[quantity]);
    for (const { unit } of this.#explorer.spec.quantities[quantity]) {
      const pressed = toolButton(unit, () => this.#explorer.units.choose({ [quantity]: unit }));
      pressed.dataset.unit = unit;
      this.#units.push({ pressed, quantity, unit });
      group.append(pressed);
    }
    return group;
  }

  /** One sentence below the buttons, about what was just asked of them; none takes it away. */
  say(text, ...more) {
    this.#note.replaceChildren(text, ...more);
  }

  async #copy(words) {
    const { address } = this.#explorer;
    if (await address.copy()) this.#celebrate(words);
    else this.#offer(address.here, words);
  }

  /** The link, to be copied by hand. */
  #offer(link, words) {
    const field = element("input", { class: "explorer-link", readonly: "", value: link, "aria-label": words.link });
    this.say(words.link_refused, field);
    field.select();
  }

  #celebrate(words) {
    this.say("");
    this.#link.textContent = words.link_done;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#link.textContent = words.link;
    }, 3000);
  }

  /** Show which preset and units are in use. */
  show(values) {
    const explorer = this.#explorer;
    for (const { pressed, values: preset } of this.#presets) {
      press(
        pressed,
        Object.keys(preset).every((name) => preset[name] === values[name]),
      );
    }
    if (this.#people) press(this.#people, explorer.measured.shown);
    for (const { pressed, quantity, unit } of this.#units) press(pressed, explorer.units.of(quantity).unit === unit);
    const { pin, unpin } = explorer.words.shared;
    const text = explorer.pin.run ? unpin : pin;
    if (this.#pin.textContent === text) return;
    this.#pin.textContent = text;
    // A pinned run can be let go of without looking for how.
    const focused = document.activeElement === this.#pin;
    (explorer.pin.run ? this.#first : this.#pins).append(this.#pin);
    if (focused) this.#pin.focus();
  }

  remove() {
    clearTimeout(this.#timer);
    this.#sized.disconnect();
    this.after.remove();
  }
}

function grouped(className, label) {
  return element("div", { class: className, role: "group", "aria-label": label });
}

/** Behind which of its edges a row that goes sideways has more. */
function tellEdges(row) {
  const { scrollLeft, scrollWidth, clientWidth } = row;
  row.toggleAttribute("data-before", scrollLeft > 1);
  row.toggleAttribute("data-after", scrollLeft + clientWidth < scrollWidth - 1);
}

function press(pressed, on) {
  const state = String(on);
  if (pressed.getAttribute("aria-pressed") !== state) pressed.setAttribute("aria-pressed", state);
}
