// A word of the glossary and a cited study are told beside the text: on hover, on focus and at a tap.
//
// What is told, and what tells it, come when a reader first asks; without them the links lead where links lead.
import { load, loadScript } from "../loading.js";

const NOTED = ".bd-article a:is([href*='glossary.html#term-'], [href*='references.html#'])";
const SOON = 150; // ms that a pointer rests on a link before its note opens

/** Listen for whoever asks what a link means. */
export function offerNotes() {
  let timer = 0;
  document.addEventListener("pointerover", (event) => {
    clearTimeout(timer);
    const link = noted(event);
    if (link && event.pointerType === "mouse") timer = window.setTimeout(tell, SOON, link);
  });
  document.addEventListener("focusin", (event) => {
    const link = noted(event);
    if (link?.matches(":focus-visible")) tell(link);
  });
  // The first tap tells, the second leads there.
  document.addEventListener("click", (event) => {
    const link = noted(event);
    const tapped = /** @type {PointerEvent} */ (event).pointerType === "touch";
    if (!link || !tapped || link.hasAttribute("aria-describedby")) return;
    event.preventDefault();
    tell(link).catch(() => location.assign(link.href));
  });
}

/** @returns {HTMLAnchorElement | null} */
function noted({ target }) {
  return target instanceof Element ? target.closest(NOTED) : null;
}

/** @param {HTMLAnchorElement} link */
async function tell(link) {
  const [notes] = await Promise.all([load("notes"), loadScript("told")]);
  notes.show(link);
}
