/**
 * When each widget of a page starts: what a reader sees or is about to see first, and the others one by one when the
 * browser has nothing else to do, so that searching the page, printing it and links within it find all of them.
 */

/** How far off, in windows, a widget is near. */
const NEAR_WINDOWS = 1;

/** Milliseconds after which a widget starts, even if the browser is never idle. */
const PATIENCE = 10_000;

/** Milliseconds after which a browser that has not said what is near will not say it. */
const SILENCE = 3000;

/** What waits for its turn: from its element to what gives it its turn. */
const waiting = new Map();

const seen = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) if (isIntersecting) start(target);
    next();
  },
  { rootMargin: `${100 * NEAR_WINDOWS}% 0px` },
);

/**
 * Wait for a widget's turn.
 * @param {HTMLElement} host its place on the page
 * @returns {Promise<void>}
 */
export function whenNear(host) {
  return new Promise((turn) => {
    waiting.set(host, turn);
    seen.observe(host);
    setTimeout(next, SILENCE);
  });
}

function start(host) {
  seen.unobserve(host);
  waiting.get(host)?.();
  waiting.delete(host);
}

/** One of those that are far off, when there is time. */
function next() {
  if (planned || waiting.size === 0) return;
  planned = true;
  idle(() => {
    planned = false;
    const [host] = waiting.keys();
    if (host) start(host);
    next();
  });
}

let planned = false;

const idle = (task) =>
  globalThis.requestIdleCallback ? requestIdleCallback(task, { timeout: PATIENCE }) : setTimeout(task, 200);
