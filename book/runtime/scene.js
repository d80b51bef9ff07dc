// The scene of a bet, which one chapter has: loaded by site.js there, before the bet is drawn.
import { drawScene } from "../../widgets/bets/javascript/scene.js";

globalThis.cellsListening = { ...globalThis.cellsListening, scene: { drawScene } };
