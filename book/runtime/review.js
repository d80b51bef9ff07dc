// Old questions, loaded by page.js on the page that brings them back.
import { drawDesk } from "./review/desk.js";

globalThis.cellsListening = { ...globalThis.cellsListening, review: { drawDesk } };
