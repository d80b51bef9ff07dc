// The steps of Try beside their explorer, loaded by site.js once that explorer lives.
import { Steps } from "./steps/steps.js";

globalThis.cellsListening = { ...globalThis.cellsListening, steps: { Steps } };
