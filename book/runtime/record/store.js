// The reader's record, kept in this browser (widgets/javascript/memory.js).
import { clearAll, kept } from "../../../widgets/javascript/memory.js";
import { empty, faultOf, renewed } from "./shape.js";

const own = kept("record");

/** @returns {import("./shape.js").SavedRecord} */
export function read() {
  const content = structuredClone(renewed(own.read()));
  return faultOf(content) === null ? content : empty(); // or it is not ours
}

/**
 * Change the record, and tell the page: `record:change`.
 * @param {(record: import("./shape.js").SavedRecord) => void} change
 */
export function update(change) {
  const record = read();
  change(record);
  own.keep(record);
  document.dispatchEvent(new CustomEvent("record:change"));
}

/**
 * Change what the record holds of one chapter.
 * @param {string} name
 * @param {(chapter: import("./shape.js").Chapter) => void} change
 */
export function updateChapter(name, change) {
  update((record) => {
    record.chapters[name] ??= {};
    change(record.chapters[name]);
  });
}

/**
 * Delete the record and all else that the book kept, and tell the page: `record:delete`.
 * @returns {boolean} whether nothing is left
 */
export function forget() {
  const gone = clearAll();
  document.dispatchEvent(new CustomEvent("record:delete"));
  return gone;
}
