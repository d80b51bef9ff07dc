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
 * @param {Generator<unknown, Result>} work a promise that it yields is waited for
 * @param {{rest?: () => unknown, gone?: () => boolean}} [manner] what to do between two pieces, and when to give up
 * @returns {Promise<Result>} what comes of it; nothing where it was given up
 */
export async function inSteps(work, { rest = breather(), gone = () => false } = {}) {
  while (!gone()) {
    const { done, value } = work.next();
    await value;
    if (done) return /** @type {Result} */ (value);
    await rest();
  }
}

/**
 * Begin a work in many small steps.
 * @param {number} [atOnce] milliseconds of work before the browser has its turn
 * @returns {() => Promise<void> | undefined} to ask between two steps: a pause, if there was work enough since the last
 */
export function breather(atOnce = AT_ONCE) {
  let since = performance.now();
  const begin = () => {
    since = performance.now();
  };
  return () => (performance.now() - since < atOnce ? undefined : pause().then(begin));
}
