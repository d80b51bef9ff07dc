// Reads what students handed in: files and codes, in this browser. Whatever is not a sound record
// is left out, with one line that says why; nothing in it is ever run.
import { class as words } from "../../../widgets/generated/words.json";
import { fill } from "../../../widgets/javascript/page.js";
import { codesWork, decode, looksLikeCode } from "../record/code.js";
import { faultOf, LARGEST, renewed } from "../record/shape.js";

/**
 * The records read so far, and what was left out.
 * @returns {{records: import("../record/shape.js").SavedRecord[], leftOut: {name: string,
 *   why: string}[], addFiles: (files: File[]) => Promise<void>,
 *   addPasted: (text: string) => Promise<void>}}
 */
export function shelf() {
  const records = [];
  const names = new Map(); // of each record, what it came from
  const leftOut = [];
  let pasted = 0;

  async function add(name, textOf) {
    try {
      keep(name, checked(await textOf()));
    } catch (error) {
      leftOut.push({ name, why: error instanceof Refusal ? error.message : words.faults.unreadable });
    }
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
      for (const file of files) await add(file.webkitRelativePath || file.name, () => textOfFile(file));
    },
    async addPasted(text) {
      for (const part of text.split(/\s*\n\s*/).filter(Boolean)) {
        pasted += 1;
        await add(fill(words.open.pasted, { n: pasted }), () => textOfPasted(part));
      }
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

async function textOfFile(file) {
  if (file.size > LARGEST) throw new Refusal(words.faults.size); // before it is read
  const text = await file.text();
  return textOfPasted(text.trim());
}

/** A pasted text, or a file's, is a code or the record itself. */
async function textOfPasted(text) {
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
