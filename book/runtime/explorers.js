// The explorers of the page, which site.js has left there, for what comes in a script of its own.
export default globalThis.cellsListening.explorers;
