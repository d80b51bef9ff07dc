// The right answers of a reader, kept in this browser for this page. Storage may be missing,
// full or forbidden (private windows, notebooks in frames): then a quiz just forgets.

/**
 * @param {string} chapter
 * @returns {{read: () => Record<string, any>, keep: (id: string, answer: any) => void,
 *   clear: () => void}}
 */
export function memory(chapter) {
  const key = `cells-listening:quiz:${location.pathname}:${chapter}`;

  function attempt(action) {
    try {
      return action(globalThis.localStorage);
    } catch {
      return null;
    }
  }

  function read() {
    const kept = attempt((storage) => JSON.parse(storage.getItem(key)));
    return kept && typeof kept === "object" ? kept : {};
  }

  return {
    read,
    keep: (id, answer) => attempt((storage) => storage.setItem(key, JSON.stringify({ ...read(), [id]: answer }))),
    clear: () => attempt((storage) => storage.removeItem(key)),
  };
}
