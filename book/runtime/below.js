/**
 * What stands below a chapter's first explorer: the browser lays it out once that explorer stands, a section at a time,
 * so that its first slider answers sooner on a slow phone. Whatever comes into sight before is laid out there and then
 * (`content-visibility` in book/theme/page.css); a link to a place on the page, which has to know where things are,
 * ends the waiting.
 */
import { leisure } from "../../widgets/javascript/pause.js";

const page = document.documentElement.dataset;

/** What ends the waiting; each comes up to the document. */
const STANDS = ["explorer:whole", "widget:failed"];

/** @type {Promise<void> | undefined} */
let laid;

export function layBelowLater() {
  if (page.below === undefined) return;
  for (const sign of STANDS) addEventListener(sign, layBelow, { once: true });
  addEventListener("click", atOnce, { capture: true });
}

/** @returns {Promise<void>} once all of the page is laid out */
export function layBelow() {
  laid ??= oneByOne();
  return laid;
}

/** One section after the other, as the browser has time. */
async function oneByOne() {
  /** @type {NodeListOf<HTMLElement>} */
  const sections = document.querySelectorAll("#try ~ section");
  for (const section of sections) {
    if (page.below === undefined) break;
    await leisure();
    section.dataset.laid = "";
  }
  delete page.below;
  removeEventListener("click", atOnce, { capture: true });
  for (const section of sections) delete section.dataset.laid;
}

/** @param {MouseEvent} event */
function atOnce({ target }) {
  if (target instanceof Element && target.closest('a[href*="#"]')) delete page.below;
}
