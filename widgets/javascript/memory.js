/**
 * What a reader did, kept in this browser for this page: right answers of a quiz, a bet. Storage may be missing, full
 * or forbidden (private windows, notebooks in frames): then it is known until the page is left.
 */

/** What no storage took, by key. */
const held = new Map();

/**
 * @param {"quiz" | "bet"} kind
 * @param {string} chapter
 * @returns {{read: () => Record<string, any>, keep: (kept: Record<string, any>) => void, clear: () => void}}
 */
export function memory(kind, chapter) {
  const key = `cells-listening:${kind}:${location.pathname}:${chapter}`;

  function read() {
    try {
      const kept = held.get(key) ?? JSON.parse(localStorage.getItem(key));
      return kept && typeof kept === "object" ? kept : {};
    } catch {
      return held.get(key) ?? {};
    }
  }

  return {
    read,
    keep(kept) {
      held.set(key, kept);
      try {
        localStorage.setItem(key, JSON.stringify(kept));
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
  };
}
