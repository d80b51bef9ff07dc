// For all pages.
import { page as words } from "../../widgets/generated/words.json";
import { decoded } from "../../widgets/javascript/address.js";
import { useHeader } from "./header.js";
import { offerNotes } from "./notes/index.js";
import { keepRecord } from "./record/index.js";
import { bringBack } from "./review/index.js";

// A page that was saved from a browser brings what its scripts now add again. All of it goes here, before any is made:
// the button that copies is not ours, and the way back, the note and the steps are made when a reader comes to them.
const ADDED = ".copybtn, .record, .review-way, .way-back, .side-note, .steps";
for (const stale of document.querySelectorAll(ADDED)) stale.remove();
const page = document.documentElement;
delete page.dataset.steps;

// A part that scrolls by itself must be reachable from the keyboard.
/** @type {NodeListOf<HTMLElement>} */
const parts = document.querySelectorAll(
  ".bd-article :is(div.math, pre, .output, table, .pst-scrollable-table-container)",
);

const SCROLLING = { tabindex: "0", role: "group", "aria-label": words.sideways };

function markScrolling() {
  for (const part of parts) {
    // Measuring what a closed fold holds would fetch the fonts of its formulas.
    if (part.closest("details:not([open])")) continue;
    const wide = part.scrollWidth > part.clientWidth;
    for (const [name, value] of Object.entries(part.matches("table") ? { tabindex: "0" } : SCROLLING)) {
      if (wide) part.setAttribute(name, value);
      else part.removeAttribute(name);
    }
  }
}

window.addEventListener("resize", markScrolling);
window.addEventListener("load", markScrolling);
document.addEventListener("toggle", markScrolling, true);

// Who is led to something in a fold, or to a section that is one, finds it open.
function openTarget() {
  const target = document.getElementById(decoded(location.hash.slice(1)));
  const own = /** @type {HTMLDetailsElement} */ (target?.querySelector(":scope > details"));
  const folds = [own, target?.closest("details")].filter(Boolean);
  for (const fold of folds) fold.open = true;
  if (folds.length > 0) target.scrollIntoView();
}

window.addEventListener("hashchange", openTarget);
openTarget();

// A frame may forbid forms; a search is only an address.
/** @type {NodeListOf<HTMLInputElement>} */
const fields = document.querySelectorAll("form.bd-search input");
for (const field of fields) {
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    const asked = new URLSearchParams(/** @type {any} */ (new FormData(field.form)));
    location.assign(`${field.form.action}?${asked}`);
  });
}

useHeader();

// Paper is white, whatever the screen was.
let theme;
window.addEventListener("beforeprint", () => {
  theme = page.dataset.theme;
  page.dataset.theme = "light";
});
window.addEventListener("afterprint", () => {
  page.dataset.theme = theme;
});

// A chapter keeps its reader's record, and its questions come back after days: on the device only.
bringBack();
keepRecord();

offerNotes();
