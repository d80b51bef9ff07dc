// The scene of a bet, which site.js has left on the page, for the bets that come in a script of their own.
export const drawScene = (...given) => globalThis.cellsListening.scene.drawScene(...given);
