/**
 * What a reader did and likes, kept in this browser: right answers of a quiz, a bet, a record, units. Storage may be
 * missing, full or forbidden (private windows, notebooks in frames): then it is known until the page is left.
 */

/** How all that the book keeps begins. */
const FAMILY = "cells-listening:";

/** What no storage took, by key. */
const held = new Map();

/**
 * What is kept for all pages under one name.
 * @param {string} name
 * @returns {{read: () => Record<string, any>, keep: (content: Record<string, any>) => void, clear: () => void,
 *   lasts: () => boolean}} `lasts` says whether it is there after the page was left
 */
export function kept(name) {
  const key = FAMILY + name;

  function read() {
    try {
      const content = held.get(key) ?? JSON.parse(localStorage.getItem(key));
      return content && typeof content === "object" ? content : {};
    } catch {
      return held.get(key) ?? {};
    }
  }

  return {
    read,
    keep(content) {
      held.set(key, content);
      try {
        localStorage.setItem(key, JSON.stringify(content));
        held.delete(key);
      } catch {
        // See above.
      }
    },
    clear() {
      held.delete(key);
      try {
        localStorage.removeItem(key);
      } catch {
        // See above.
      }
    },
    lasts() {
      try {
        return !held.has(key) && localStorage instanceof Storage; // or it is the page's own (first.js)
      } catch {
        return false;
      }
    },
  };
}

/**
 * Delete all of it, under any name.
 * @returns {boolean} whether nothing is left
 */
export function clearAll() {
  held.clear();
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(FAMILY)) localStorage.removeItem(key);
    }
    return true;
  } catch {
    return false;
  }
}

/**
 * What is kept for this page alone.
 * @param {"quiz" | "bet"} kind
 * @param {string} chapter
 */
export function memory(kind, chapter) {
  return kept(`${kind}:${location.pathname}:${chapter}`);
}
