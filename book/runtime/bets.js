// The bets, loaded by site.js when a reader comes near one.
import bets from "../../widgets/bets/javascript/index.js";

globalThis.cellsListening = { ...globalThis.cellsListening, bets };
