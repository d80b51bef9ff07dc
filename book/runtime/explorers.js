// The explorers of the page, which site.js has left there, for what comes in a script of its own. In a page that was
// saved from a browser that script stands before site.js, and is brought once more when it is needed.
export default globalThis.cellsListening?.explorers;
