// The reader's record, kept in this browser. Storage may be missing, full or forbidden (private
// windows, sandboxed frames): then the page goes on, and forgets when it is left.
import { empty, faultOf, renewed } from "./shape.js";

const FAMILY = "cells-listening:"; // the quizzes keep their right answers under such keys too
const KEY = `${FAMILY}record`;

/** What this page knows and the storage did not take; null while the storage keeps it. */
let held = null;

/** @returns {import("./shape.js").SavedRecord} */
export function read() {
  if (held) return structuredClone(held);
  try {
    const kept = renewed(JSON.parse(localStorage.getItem(KEY)));
    return kept && faultOf(kept) === null ? kept : empty();
  } catch {
    return empty(); // forbidden, or not ours
  }
}

/**
 * Change the record, and tell the page: `record:change`.
 * @param {(record: import("./shape.js").SavedRecord) => void} change
 */
export function update(change) {
  const record = read();
  change(record);
  try {
    localStorage.setItem(KEY, JSON.stringify(record));
    held = null;
  } catch {
    held = record; // full or forbidden
  }
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
 * Delete the record and the quizzes' right answers, and tell the page: `record:delete`.
 * @returns {boolean} whether nothing is left
 */
export function forget() {
  held = null;
  const gone = removeAll();
  document.dispatchEvent(new CustomEvent("record:delete"));
  return gone;
}

function removeAll() {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(FAMILY)) localStorage.removeItem(key);
    }
    return true;
  } catch {
    return false;
  }
}
