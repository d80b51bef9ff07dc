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

const FEW = 5; // below this a student could be recognized
const CSV_NAME = "class.csv";

/** @param {HTMLElement} host */
export function drawClass(host) {
  let read = shelf();
  const status = element("p", { class: "class-status", role: "status" }, words.open.nothing);
  const notes = element("div", { class: "class-notes" });
  const report = element("div", { class: "class-report" });
  const folder = picker({ webkitdirectory: true }, words.open.folder, take);
  const files = picker({ accept: ".json,.txt,application/json,text/plain" }, words.open.files, take);
  const codes = element("textarea", { rows: "3", spellcheck: "false" });
  const done = element(
    "div",
    { class: "class-done", hidden: true },
    button(words.open.csv, saveCsv),
    button(words.open.print, print),
    button(words.open.forget, forget),
  );
  const opener = element(
    "section",
    { class: "class-open", "aria-label": words.open.title },
    element("div", { class: "class-pick" }, folder, files, element("span", { class: "class-drop" }, words.open.drop)),
    element("label", { class: "class-paste" }, element("span", {}, words.open.paste), codes),
    element("div", {}, button(words.open.add, addCodes)),
  );
  const root = element("div", { class: "class" }, opener, status, notes, done, report);

  root.addEventListener("dragover", (event) => {
    event.preventDefault();
    root.classList.add("is-over");
  });
  root.addEventListener("dragleave", () => root.classList.remove("is-over"));
  root.addEventListener("drop", async (event) => {
    event.preventDefault();
    root.classList.remove("is-over");
    take(await filesOf(event.dataTransfer));
  });
  host.replaceChildren(root);

  async function take(found) {
    await busy(() => read.addFiles(found));
  }

  async function addCodes() {
    const { value } = codes;
    codes.value = "";
    await busy(() => read.addPasted(value));
  }

  async function busy(work) {
    status.textContent = words.open.reading;
    await work();
    show();
  }

  function show() {
    const { records, leftOut } = read;
    status.textContent = records.length ? counted(words.open.read, records.length) : words.open.nothing;
    const others = countOthers(records);
    notes.replaceChildren(
      ...(leftOut.length ? [leftOutList(leftOut)] : []),
      ...(others ? [element("p", {}, counted(words.open.other_edition, others))] : []),
      ...(records.length && records.length < FEW ? [element("p", { class: "class-few" }, words.open.few)] : []),
    );
    done.hidden = records.length + leftOut.length === 0;
    const parts = asked.map((chapter) => reportOf(chapter, records)).filter((part) => part !== null);
    report.replaceChildren(...(parts.length > 1 ? [contents(parts)] : []), ...parts);
  }

  function saveCsv() {
    saveFile(CSV_NAME, csv(asked, read.records), "text/csv");
    status.textContent = fill(words.open.csv_asked, { name: CSV_NAME });
  }

  function forget() {
    read = shelf();
    show();
    status.textContent = words.open.forgotten;
    files.querySelector("input").focus();
  }
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
