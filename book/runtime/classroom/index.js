// The page "The class": opens the records that students handed in, and shows how the class
// answered. All of it happens in this browser; no request is ever made.
import { chapters as asked } from "../../../widgets/generated/asked.json";
import { class as words } from "../../../widgets/generated/words.json";
import { button, element, fill } from "../../../widgets/javascript/page.js";
import { print } from "../asking.js";
import { saveFile } from "../record/handing.js";
import { csv } from "./csv.js";
import { filesOf } from "./dropping.js";
import { counted } from "./parts.js";
import { shelf } from "./reading.js";
import { reportOf } from "./report.js";
import { countForeign, entriesOf } from "./tally.js";

const SMALL_GROUP = 5; // below this a student could be recognized
const CSV_NAME = "class.csv";

/** @param {HTMLElement} host */
export function drawClass(host) {
  host.replaceChildren(new Page().root);
}

class Page {
  #read = shelf();
  #status = element("p", { class: "class-status", role: "status" }, words.open.nothing);
  #notes = element("div", { class: "class-notes" });
  #report = element("div", { class: "class-report" });
  #files = picker({ accept: ".json,.txt,application/json,text/plain" }, words.open.files, (found) => this.#take(found));
  #codes = element("textarea", { rows: "3", spellcheck: "false" });
  #done = element(
    "div",
    { class: "class-done", hidden: true },
    button(words.open.csv, () => this.#saveCsv()),
    button(words.open.print, print),
    button(words.open.forget, () => this.#forget()),
  );
  root = element("div", { class: "class" }, this.#opener(), this.#status, this.#notes, this.#done, this.#report);

  constructor() {
    const over = (is) => this.root.classList.toggle("is-over", is);
    this.root.addEventListener("dragover", (event) => {
      event.preventDefault();
      over(true);
    });
    this.root.addEventListener("dragleave", () => over(false));
    this.root.addEventListener("drop", async (event) => {
      event.preventDefault();
      over(false);
      this.#take(await filesOf(event.dataTransfer));
    });
  }

  #opener() {
    const { title, folder, drop, paste, add } = words.open;
    const folders = picker({ webkitdirectory: true }, folder, (found) => this.#take(found));
    return element(
      "section",
      { class: "class-open", "aria-label": title },
      element("div", { class: "class-pick" }, folders, this.#files, element("span", { class: "class-drop" }, drop)),
      element("label", { class: "class-paste" }, element("span", {}, paste), this.#codes),
      element(
        "div",
        {},
        button(add, () => this.#addCodes()),
      ),
    );
  }

  async #take(found) {
    await this.#busy(() => this.#read.addFiles(found));
  }

  async #addCodes() {
    const { value } = this.#codes;
    this.#codes.value = "";
    await this.#busy(async () => {
      this.#codes.value = await this.#read.addPasted(value); // to be mended there, or asked for again
    });
  }

  async #busy(work) {
    this.#status.textContent = words.open.reading;
    await work();
    this.#show();
  }

  #show() {
    const { records, leftOut } = this.#read;
    this.#status.textContent = records.length ? counted(words.open.read, records.length) : words.open.nothing;
    this.#notes.replaceChildren(...notesOn(records, leftOut));
    this.#done.hidden = records.length === 0;
    const parts = asked.map((chapter) => reportOf(chapter, records)).filter((part) => part !== null);
    this.#report.replaceChildren(...(parts.length > 1 ? [contents(parts)] : []), ...parts);
  }

  #saveCsv() {
    saveFile(CSV_NAME, csv(asked, this.#read.records), "text/csv");
    this.#status.textContent = fill(words.open.csv_asked, { name: CSV_NAME });
  }

  #forget() {
    this.#read = shelf();
    this.#codes.value = "";
    this.#show();
    this.#status.textContent = words.open.forgotten;
    this.#files.querySelector("input").focus();
  }
}

/** What was left out, what does not count, and whether the group is too small to show. */
function notesOn(records, leftOut) {
  const others = countOthers(records);
  return [
    ...(leftOut.length ? [leftOutList(leftOut)] : []),
    ...(others ? [element("p", {}, counted(words.open.other_edition, others))] : []),
    ...(records.length && records.length < SMALL_GROUP ? [element("p", { class: "class-few" }, words.open.few)] : []),
  ];
}

/** A file input that looks like a button; each choice is taken once and can be made again. */
function picker(attributes, text, take) {
  const input = element("input", { type: "file", multiple: true, ...attributes });
  input.addEventListener("change", () => {
    const found = [...input.files];
    input.value = "";
    take(found);
  });
  return element("label", { class: "class-picker" }, input, text);
}

function leftOutList(leftOut) {
  const items = leftOut.map(({ name, why }) => element("li", {}, element("code", {}, name), `: ${why}`));
  return element(
    "div",
    { class: "class-left-out" },
    element("p", {}, counted(words.open.left_out, leftOut.length)),
    element("ul", {}, ...items),
  );
}

function contents(parts) {
  const items = parts.map((part) =>
    element("li", {}, element("a", { href: `#${part.id}` }, part.querySelector("h2").textContent)),
  );
  return element("nav", { class: "class-contents", "aria-label": words.contents }, element("ul", {}, ...items));
}

/** Answers that were given to another edition of the questions. */
function countOthers(records) {
  const changed = asked.flatMap(({ name, questions }) => questions.map((one) => entriesOf(one, name, records).others));
  return changed.reduce((sum, n) => sum + n, 0) + countForeign(asked, records);
}
