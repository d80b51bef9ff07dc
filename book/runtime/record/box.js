// The box "How it went": what the record holds, in plain words, and how to save or delete it.
import { box as words } from "../../../widgets/generated/words.json";
import { button, element, fill } from "../../../widgets/javascript/page.js";
import { BOOK } from "../title.js";
import { codesWork, encode } from "./code.js";
import { contentsOf } from "./contents.js";
import { copyable, saveFile } from "./handing.js";
import { LONGEST_ALIAS } from "./shape.js";

const LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz";

/**
 * Draw the box.
 * @param {HTMLElement} host
 * @param {Pick<typeof import("./store.js"), "forget" | "read" | "update">} store the page's own: it knows what no storage keeps
 */
export function drawBox(host, store) {
  const box = new Box(store);
  host.replaceChildren(...box.parts);
  box.tell();
  for (const happened of ["record:change", "record:delete"]) document.addEventListener(happened, () => box.tell());
}

class Box {
  #store;
  #inside = element("div", { class: "record-holds" });
  #said = element("p", { class: "record-said", role: "status", tabindex: "-1" });
  #handed = element("div", { class: "record-given" });
  #alias = element("input", { type: "text", maxlength: String(LONGEST_ALIAS), autocomplete: "off" });
  #delete = button(words.delete, () => this.#ask(true));
  #keep = button(words.keep, () => this.#ask(false));
  #sure = element(
    "div",
    { class: "record-sure", hidden: true },
    element("p", {}, words.sure),
    button(words.confirm, () => this.#remove()),
    this.#keep,
  );
  #offer = element(
    "div",
    { class: "record-offer" },
    element("p", {}, words.inside),
    element("label", {}, element("span", {}, words.alias), this.#alias),
    element(
      "div",
      { class: "record-buttons" },
      button(words.save, () => this.#save()),
      button(words.show, () => this.#show()),
    ),
  );

  /** @param {Pick<typeof import("./store.js"), "forget" | "read" | "update">} store */
  constructor(store) {
    this.#store = store;
  }

  get parts() {
    const end = element("div", { class: "record-end" }, element("p", {}, words.shared), this.#delete, this.#sure);
    return [element("p", {}, words.intro), this.#inside, this.#offer, this.#said, this.#handed, end];
  }

  /** Say what the record holds now. */
  tell() {
    const items = contentsOf(this.#store.read().chapters);
    this.#inside.replaceChildren(items.length ? element("ul", {}, ...items) : element("p", {}, words.empty));
    this.#offer.hidden = items.length === 0;
  }

  /** The record as it is handed out. */
  #written() {
    this.#store.update((record) => (record.id ??= randomId()));
    const { form, id, chapters } = this.#store.read();
    return JSON.stringify({ book: BOOK, form, id, alias: this.#alias.value.trim(), chapters });
  }

  #save() {
    const text = this.#written();
    const name = `how-it-went-${this.#store.read().id}.json`;
    saveFile(name, text, "application/json");
    this.#give(fill(words.asked, { name }), copyable({ text, label: words.text_label, words }));
  }

  async #show() {
    if (!codesWork()) {
      this.#give(words.no_code);
      return;
    }
    const text = await encode(this.#written());
    this.#give(fill(words.code, { length: text.length }), copyable({ text, label: words.code_label, words }));
  }

  #ask(asking) {
    this.#sure.hidden = !asking;
    (asking ? this.#keep : this.#delete).focus();
  }

  #remove() {
    const gone = this.#store.forget();
    this.#sure.hidden = true;
    this.#alias.value = "";
    this.#give(gone ? words.deleted : words.not_deleted);
    this.#said.focus();
  }

  /** Say what was done, and hand over what there is to copy. */
  #give(sentence, ...parts) {
    this.#said.textContent = sentence;
    this.#handed.replaceChildren(...parts);
  }
}

function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join("");
}
