// What only some readers open, loaded by loading.js when they do: the box "How it went", and the
// page of the class.
import { drawClass } from "./classroom/index.js";
import { drawBox } from "./record/box.js";

globalThis.cellsListening = { ...globalThis.cellsListening, record: { drawBox, drawClass } };
