// Reads what students handed in: files and codes, in this browser. Whatever is not a sound record
// is left out, with one line that says why; nothing in it is ever run.
import { class as words } from "../../../widgets/generated/words.json";
import { fill } from "../../../widgets/javascript/page.js";
import { codesWork, decode, looksLikeCode } from "../record/code.js";
import { faultOf, LARGEST, renewed } from "../record/shape.js";
import { findings, remainder } from "./finding.js";

const LARGEST_FILE = 100 * LARGEST; // the codes of a class

/**
 * The records read so far, and what was left out.
 * @returns {{records: import("../record/shape.js").SavedRecord[], leftOut: {name: string,
 *   why: string}[], addFiles: (files: File[]) => Promise<void>,
 *   addPasted: (text: string) => Promise<string>}} what could not be read of a pasted text is given back
 */
export function shelf() {
  const records = [];
  const names = new Map(); // of each record, what it came from
  const leftOut = [];
  let pasted = 0;

  /** Read a record or a code; whether it could be read. */
  async function add(name, text) {
    try {
      keep(name, checked(await recordOf(text)));
      return true;
    } catch (error) {
      leaveOut(name, error);
      return false;
    }
  }

  async function addFile(file) {
    const name = file.webkitRelativePath || file.name;
    try {
      const parts = findings(await textOf(file)).flatMap((finding) => finding.parts);
      const named = (n) => (parts.length > 1 ? fill(words.open.in_file, { name, n }) : name);
      for (const [index, part] of parts.entries()) await add(named(index + 1), part);
    } catch (error) {
      leaveOut(name, error);
    }
  }

  /** Read a pasted code or record; whether it could be read. */
  async function addPart(part) {
    pasted += 1;
    return add(fill(words.open.pasted, { n: pasted }), part);
  }

  function leaveOut(name, error) {
    leftOut.push({ name, why: error instanceof Refusal ? error.message : words.faults.unreadable });
  }

  /** Of two records of one student the fuller one counts. */
  function keep(name, record) {
    const index = record.id === undefined ? -1 : records.findIndex(({ id }) => id === record.id);
    if (index < 0) {
      records.push(record);
      names.set(record, name);
      return;
    }
    const earlier = records[index];
    const [fuller, other] = size(record) > size(earlier) ? [record, earlier] : [earlier, record];
    const from = new Map([
      [earlier, names.get(earlier)],
      [record, name],
    ]);
    records[index] = fuller;
    names.set(fuller, from.get(fuller));
    leftOut.push({ name: from.get(other), why: fill(words.faults.twice, { other: from.get(fuller) }) });
  }

  return {
    records,
    leftOut,
    async addFiles(files) {
      for (const file of files) await addFile(file);
    },
    async addPasted(text) {
      const left = [];
      for (const finding of text.trim() ? findings(text) : []) {
        const unread = [];
        for (const part of finding.parts) if (!(await addPart(part))) unread.push(part);
        if (unread.length > 0) left.push(remainder(finding, unread));
      }
      return left.join("\n");
    },
  };
}

class Refusal extends Error {}

/** @returns {import("../record/shape.js").SavedRecord} */
function checked(text) {
  if (text.length > LARGEST) throw new Refusal(words.faults.size);
  let content;
  try {
    content = renewed(JSON.parse(text));
  } catch {
    throw new Refusal(words.faults.json);
  }
  const found = faultOf(content);
  if (found) throw new Refusal(fill(words.faults[found.fault], found));
  return content;
}

async function textOf(file) {
  if (file.size > LARGEST_FILE) throw new Refusal(words.faults.size); // before it is read
  return file.text();
}

/** A text is a code or the record itself. */
async function recordOf(text) {
  if (!looksLikeCode(text)) return text;
  if (!codesWork()) throw new Refusal(words.faults.no_codes);
  try {
    return await decode(text);
  } catch {
    throw new Refusal(words.faults.code);
  }
}

/** How much a record holds. */
function size(record) {
  const chapters = Object.values(record.chapters);
  const tries = chapters.flatMap(({ answers }) => Object.values(answers ?? {})).map((entry) => entry.tries);
  return tries.reduce((sum, count) => sum + count, 0) + JSON.stringify(chapters).length;
}
