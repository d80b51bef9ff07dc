// The notes beside the text, loaded by page.js when a reader first asks for one.
import { show } from "./notes/note.js";

globalThis.cellsListening = { ...globalThis.cellsListening, notes: { show } };
