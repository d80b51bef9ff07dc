// The note that is open: what a link means, in the margin or below it.
import { certaintyGlyph, element } from "../../../widgets/javascript/page.js";

const CLOSING_MS = 250; // ms in which a pointer may reach the note before it closes
const LOWEST_NOTE = 12; // gaps that a note is high in the lowest window

const note = element("div", { class: "side-note", id: "side-note", hidden: true });
/** @type {HTMLAnchorElement | null} */
let open = null;
let timer = 0;

/**
 * Show what a link means, if that is known.
 * @param {HTMLAnchorElement} link
 */
export function show(link) {
  if (!link.isConnected) return; // an explorer has changed its sentence meanwhile
  clearTimeout(timer);
  const { source, lines, sure } = globalThis.cellsListening.told[link.hash.slice(1)] ?? {};
  if (open === link || !lines) return;
  close();
  open = link;
  link.setAttribute("aria-describedby", note.id);
  const heading = source ? [element("p", { class: "side-note-source" }, source)] : [];
  note.replaceChildren(...heading, ...lines.map((line) => element("p", {}, line)), ...certaintyOf(sure));
  note.hidden = false;
  place(link);
}

/** What the study stands for in the book, and how sure that is. */
function certaintyOf(sure) {
  if (!sure) return [];
  const said = [certaintyGlyph(sure.grade), `Certainty ${sure.certainty}: ${sure.said}`];
  return [element("p", { class: "side-note-sure" }, ...said)];
}

function close() {
  clearTimeout(timer);
  open?.removeAttribute("aria-describedby");
  open = null;
  note.hidden = true;
}

/** In the right margin beside the link where there is room, else below it, or above it where the window ends. */
function place(link) {
  const [line] = link.getClientRects();
  const text = link.closest("p, li, dd, td, figcaption, .bd-article").getBoundingClientRect();
  const gap = 0.5 * Number.parseFloat(getComputedStyle(note).fontSize);
  note.style.maxHeight = "";
  const { offsetWidth: width, offsetHeight: height } = note;
  const free = document.documentElement.clientWidth;
  const margin = free - text.right >= width + 4 * gap;
  const left = margin ? text.right + 2 * gap : Math.max(gap, Math.min(line.left, free - width - gap));
  const top = margin ? beside(line, height, gap) : stacked(line, height, gap);
  note.style.left = `${left + window.scrollX}px`;
  note.style.top = `${top + window.scrollY}px`;
}

/** Where a note begins: at its line, or as much higher as the window needs that shows this line. */
function beside({ top }, height, gap) {
  return top > window.innerHeight ? top : Math.min(top, Math.max(gap, window.innerHeight - height - gap));
}

/** Where a note begins, below its line or above it; with too little room on both sides it takes the larger, and scrolls. */
function stacked(line, height, gap) {
  const header = document.querySelector(".bd-header-article").getBoundingClientRect();
  const below = window.innerHeight - line.bottom - 2 * gap;
  const above = line.top - Math.max(0, header.bottom) - 2 * gap;
  const room = Math.max(below, above, LOWEST_NOTE * gap);
  const shown = Math.min(height, room);
  if (shown < height) note.style.maxHeight = `${shown}px`;
  return height <= below || below >= above ? line.bottom + gap : line.top - gap - shown;
}

// In a page that was saved from a browser this script stands before the body, and is brought once more when needed.
document.querySelector("main")?.append(note);
document.addEventListener("pointerover", ({ target, pointerType }) => {
  if (!open || pointerType !== "mouse" || !(target instanceof Node)) return;
  clearTimeout(timer);
  if (!open.contains(target) && !note.contains(target)) timer = window.setTimeout(close, CLOSING_MS);
});
document.addEventListener("focusout", ({ target }) => {
  if (target === open) close();
});
document.addEventListener("pointerdown", ({ target }) => {
  if (open && target instanceof Node && !open.contains(target) && !note.contains(target)) close();
});
document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape") close();
});
window.addEventListener("resize", close);
