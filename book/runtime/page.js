// For all pages.
import { page as words } from "../../widgets/generated/words.json";
import { decoded } from "../../widgets/javascript/address.js";
import { useHeader } from "./header.js";
import { beginning } from "./loading.js";
import { offerNotes } from "./notes/index.js";
import { keepRecord } from "./record/index.js";
import { bringBack } from "./review/index.js";

// A page that was saved from a browser brings what its scripts now add again. All of it goes here, before any is made:
// the button that copies is not ours, and the way back, the note and the steps are made when a reader comes to them.
const ADDED = ".copybtn, .record, .review-way, .way-back, .side-note, .steps";
for (const stale of document.querySelectorAll(ADDED)) stale.remove();
const page = document.documentElement;
delete page.dataset.steps;

beginning();

// A part that scrolls by itself must be reachable from the keyboard.
/** @type {NodeListOf<HTMLElement>} */
const parts = document.querySelectorAll(
  ".bd-article :is(div.math, pre, .output, table, .pst-scrollable-table-container)",
);

const SCROLLING = { tabindex: "0", role: "group", "aria-label": words.sideways };

// Measured once a part is laid out, and whenever that is done anew: what nobody sees yet costs nothing. Marked after
// the observer's turn, in which nothing may be laid out again.
const measured = new ResizeObserver((seen) => {
  for (const { target } of seen) setTimeout(mark, 0, target, target.scrollWidth > target.clientWidth);
});

/** @param {Element} part */
function mark(part, wide) {
  for (const [name, value] of Object.entries(part.matches("table") ? { tabindex: "0" } : SCROLLING)) {
    if (wide) part.setAttribute(name, value);
    else part.removeAttribute(name);
  }
}

// In the fonts that they are set in, which a fold asks for when it opens.
function measure() {
  for (const part of parts) measured.observe(part);
}

addEventListener("load", measure);
document.fonts?.addEventListener("loadingdone", measure);

// Who is led to something in a fold, or to a section that is one, finds it open.
function openTarget() {
  const target = document.getElementById(decoded(location.hash.slice(1)));
  const own = /** @type {HTMLDetailsElement} */ (target?.querySelector(":scope > details"));
  const folds = [own, target?.closest("details")].filter(Boolean);
  for (const fold of folds) fold.open = true;
  if (folds.length > 0) target.scrollIntoView();
}

addEventListener("hashchange", openTarget);
openTarget();

// A frame may forbid forms; a search is only an address.
addEventListener("keydown", (event) => {
  const { form } = /** @type {HTMLInputElement} */ (event.target);
  if (event.key !== "Enter" || event.isComposing || !form?.matches(".bd-search")) return;
  event.preventDefault();
  location.assign(`${form.action}?${new URLSearchParams(/** @type {any} */ (new FormData(form)))}`);
});

useHeader();

// Paper is white, whatever the screen was; a browser may say twice that it prints.
let theme;
addEventListener("beforeprint", () => {
  theme ??= page.dataset.theme;
  page.dataset.theme = "light";
});
addEventListener("afterprint", () => {
  page.dataset.theme = theme;
  theme = null;
});

// A chapter keeps its reader's record, and its questions come back after days: on the device only.
bringBack();
keepRecord();

offerNotes();

globalThis.cellsListening = { ...globalThis.cellsListening, page };
