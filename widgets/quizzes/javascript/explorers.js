// What the explorers of the page show now. They say it with `explorer:change`, an event that
// bubbles, with detail {explorer, values, results}; `element.explorer.results` is the same, for
// who comes later.

/** What was said last, by explorer: of two with one name, the one that was moved last counts. */
const newest = new Map();

globalThis.document?.addEventListener("explorer:change", (event) => {
  newest.set(event.detail.explorer, event.detail.results);
});

/**
 * Find an explorer on the page.
 * @param {string} name
 * @returns {import("../../explorers/kit/types.js").Root | null}
 */
export function find(name) {
  return document.querySelector(`.explorer[data-explorer="${CSS.escape(name)}"]`);
}

/**
 * The newest value of a result.
 * @param {string} name of the explorer
 * @param {string} result
 * @returns {number | null} null if the explorer has not said it, or is gone
 */
export function value(name, result) {
  const explorer = find(name);
  const found = explorer && (newest.get(name) ?? explorer.explorer?.results)?.[result];
  return Number.isFinite(found) ? found : null;
}

/**
 * Follow an explorer.
 * @param {string} name
 * @param {() => void} listener called after each change
 * @returns {() => void} stops following
 */
export function follow(name, listener) {
  const heard = (event) => {
    if (event.detail.explorer === name) listener();
  };
  document.addEventListener("explorer:change", heard);
  return () => document.removeEventListener("explorer:change", heard);
}
