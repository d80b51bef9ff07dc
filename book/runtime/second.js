// The page's first script once more, under another name: brought by the others where that one did not come.
import "./first.js";

globalThis.cellsListening = { ...globalThis.cellsListening, second: true };
