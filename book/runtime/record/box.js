// The box "How it went": what the record holds, in plain words, and how to save or delete it.
import { chapters as asked } from "../../../widgets/generated/asked.json";
import { box as words } from "../../../widgets/generated/words.json";
import { button, element, fill, folded } from "../../../widgets/javascript/page.js";
import { BOOK } from "../title.js";
import { inWords } from "./answer_words.js";
import { codesWork, encode } from "./code.js";
import { gainOf } from "./gain.js";
import { copyable, saveFile } from "./handing.js";
import { LONGEST_ALIAS } from "./shape.js";

const LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz";

/**
 * Draw the box.
 * @param {HTMLElement} host
 * @param {typeof import("./store.js")} store the page's own: it knows what no storage keeps
 */
export function drawBox(host, store) {
  const inside = element("div", { class: "record-holds" });
  const said = element("p", { class: "record-said", role: "status", tabindex: "-1" });
  const handed = element("div", { class: "record-given" });
  const alias = element("input", { type: "text", maxlength: String(LONGEST_ALIAS), autocomplete: "off" });
  const buttons = {
    save: button(words.save, save),
    show: button(words.show, show),
    delete: button(words.delete, () => ask(true)),
    confirm: button(words.confirm, remove),
    keep: button(words.keep, () => ask(false)),
  };
  const sure = element(
    "div",
    { class: "record-sure", hidden: true },
    element("p", {}, words.sure),
    buttons.confirm,
    buttons.keep,
  );
  const offer = element(
    "div",
    { class: "record-offer" },
    element("p", {}, words.inside),
    element("label", {}, element("span", {}, words.alias), alias),
    element("div", { class: "record-buttons" }, buttons.save, buttons.show),
  );
  const end = element("div", { class: "record-end" }, element("p", {}, words.shared), buttons.delete, sure);

  host.replaceChildren(element("p", {}, words.intro), inside, offer, said, handed, end);
  tell();
  for (const happened of ["record:change", "record:delete"]) document.addEventListener(happened, tell);

  function tell() {
    const parts = asked.flatMap((chapter) => contentsOf(chapter, store.read().chapters[chapter.name]));
    inside.replaceChildren(...(parts.length ? [element("ul", {}, ...parts)] : [element("p", {}, words.empty)]));
    offer.hidden = parts.length === 0;
  }

  /** The record as it is handed out. */
  function written() {
    store.update((record) => (record.id ??= randomId()));
    const { form, id, chapters } = store.read();
    return JSON.stringify({ book: BOOK, form, id, alias: alias.value.trim(), chapters });
  }

  function save() {
    const text = written();
    const name = `how-it-went-${store.read().id}.json`;
    saveFile(name, text, "application/json");
    give(fill(words.asked, { name }), copyable({ text, label: words.text_label, words }));
  }

  async function show() {
    if (!codesWork()) {
      give(words.no_code);
      return;
    }
    const text = await encode(written());
    give(fill(words.code, { length: text.length }), copyable({ text, label: words.code_label, words }));
  }

  function ask(asking) {
    sure.hidden = !asking;
    (asking ? buttons.keep : buttons.delete).focus();
  }

  function remove() {
    const gone = store.forget();
    sure.hidden = true;
    alias.value = "";
    give(gone ? words.deleted : words.not_deleted);
    said.focus();
  }

  /** Say what was done, and hand over what there is to copy. */
  function give(sentence, ...parts) {
    said.textContent = sentence;
    handed.replaceChildren(...parts);
  }
}

function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join("");
}

/** What the record holds of a chapter, as a list item; nothing if it holds nothing. */
function contentsOf(chapter, kept) {
  if (!kept) return [];
  const lines = chapter.questions.filter(({ id }) => kept.answers && Object.hasOwn(kept.answers, id));
  const once = lines.filter(({ part }) => !part);
  const right = once.filter(({ id }) => kept.answers[id].right).length;
  const gain = gainOf(chapter, kept.answers);
  const bet = chapter.bet.bets[kept.bet];
  const drawn = Object.keys(kept.curves ?? {}).map((name) => words.pad_names[name]);
  const count = {
    title: chapter.title,
    answered: once.length,
    total: chapter.questions.filter(({ part }) => !part).length,
    right,
  };
  const parts = [
    fill(words.chapter, count),
    ...(gain ? [fill(words.gain, gain)] : []),
    ...(bet ? [fill(words.bet, { bet })] : []),
    ...(drawn.length ? [fill(words.drawn, { pads: drawn.join(", ") })] : []),
  ].map((text) => element("p", {}, text));
  if (lines.length === 0 && parts.length === 1) return [];
  return [element("li", {}, ...parts, ...(lines.length ? [table(lines, kept.answers)] : []))];
}

function table(questions, answers) {
  const { question, first, tries, last } = words.columns;
  const row = (tag, ...cells) => element("tr", {}, ...cells.map((cell) => element(tag, {}, String(cell))));
  const rows = questions.map((one) => {
    const entry = answers[one.id];
    return row("td", one.prompt, inWords(one, entry.first), entry.tries, inWords(one, entry.last));
  });
  const head = element("thead", {}, row("th", question, first, tries, last));
  return folded(words.every, element("table", {}, head, element("tbody", {}, ...rows)));
}
