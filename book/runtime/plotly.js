// In the site's bundle an explorer's `import Plotly` means the charts script of the page, which comes by itself.
const script = document.querySelector('script[src*="charts.js"]');

/**
 * Resolved once charts can be drawn.
 * @type {Promise<void>}
 */
export const arrived = new Promise((resolve) => {
  const settle = () =>
    resolve(globalThis.cellsListening?.charts ?? Promise.reject(new Error("The charts are missing")));
  if (globalThis.cellsListening?.charts) settle();
  script?.addEventListener("load", settle);
  script?.addEventListener("error", settle);
});
arrived.catch(() => {}); // a page without explorers does not miss them

const late = (name) => [name, (...values) => globalThis.Plotly[name](...values)];

export default Object.fromEntries(["move", "purge", "react", "toImage"].map(late));
