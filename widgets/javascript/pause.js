/** Work in steps, so that the browser does between them what else is waiting, such as a reader's touch. */

/** Milliseconds of work before the browser has its turn. */
const AT_ONCE = 10;

/** @returns {Promise<void>} once the browser had its turn */
export const pause = () => globalThis.scheduler?.yield?.() ?? new Promise((done) => setTimeout(done));

/** Milliseconds after which what can wait is done, even if the browser is never idle. */
const PATIENCE = 1000;

/** @returns {Promise<unknown>} once the browser has nothing else to do */
export const leisure = () =>
  new Promise((done) =>
    globalThis.requestIdleCallback ? requestIdleCallback(done, { timeout: PATIENCE }) : setTimeout(done, 50),
  );

/**
 * Do a work in pieces, with pauses between them.
 * @template Result
 * @param {Generator<void, Result>} work
 * @returns {Promise<Result>} what comes of it
 */
export async function inSteps(work) {
  const rest = breather();
  let piece = work.next();
  while (!piece.done) {
    await rest();
    piece = work.next();
  }
  return /** @type {Result} */ (piece.value);
}

/**
 * Begin a work in many small steps.
 * @returns {() => Promise<void> | undefined} to ask between two steps: a pause, if there was work enough since the last
 */
export function breather() {
  let since = performance.now();
  const begin = () => {
    since = performance.now();
  };
  return () => (performance.now() - since < AT_ONCE ? undefined : pause().then(begin));
}
