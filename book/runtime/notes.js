// Notes beside the text: a word of the glossary and a cited study are told on hover, on focus and at a tap.
//
// The notes stand in the page, hidden (book/extension/side_notes.py).
import { element } from "../../widgets/javascript/page.js";

const SOON = 150; // ms that a pointer rests on a link before its note opens
const LATER = 250; // ms in which a pointer may reach the note before it closes

/** Let each link that has a note show it. */
export function showNotes() {
  const notes = document.querySelector(".side-notes");
  if (!notes) return;
  const shown = element("div", { class: "side-note", hidden: true });
  document.body.append(shown);
  /** @type {HTMLAnchorElement | null} */
  let open = null;
  let timer = 0;

  function after(wait, act) {
    clearTimeout(timer);
    timer = window.setTimeout(act, wait);
  }

  function close() {
    clearTimeout(timer);
    open = null;
    shown.hidden = true;
  }

  /** @param {HTMLAnchorElement} link */
  function show(link) {
    clearTimeout(timer);
    if (open === link) return;
    open = link;
    const note = noteOf(link);
    const source = link.dataset.source;
    const heading = source ? [element("p", { class: "side-note-source" }, source)] : [];
    shown.replaceChildren(...heading, ...(note ? note.cloneNode(true).childNodes : []));
    shown.hidden = false;
    place(shown, link);
  }

  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = document.querySelectorAll(".bd-article a.reference.internal[href*='#']");
  for (const link of links) {
    const note = noteOf(link);
    // The note tells what the browser's own small box would tell beside it.
    if (link.title && /references\.html#/.test(link.href)) {
      link.dataset.source = link.title;
      link.removeAttribute("title");
    }
    if (!note && !link.dataset.source) continue;
    if (note) link.setAttribute("aria-describedby", note.id);
    link.addEventListener("pointerenter", ({ pointerType }) => {
      if (pointerType === "mouse") after(SOON, () => show(link));
    });
    link.addEventListener("pointerleave", ({ pointerType }) => {
      if (pointerType === "mouse") after(LATER, close);
    });
    link.addEventListener("focus", () => {
      if (link.matches(":focus-visible")) show(link);
    });
    link.addEventListener("blur", () => after(LATER, close));
    // The first tap tells, the second leads there.
    link.addEventListener("click", (event) => {
      if (/** @type {PointerEvent} */ (event).pointerType !== "touch" || open === link) return;
      event.preventDefault();
      show(link);
    });
  }
  shown.addEventListener("pointerenter", () => clearTimeout(timer));
  shown.addEventListener("pointerleave", ({ pointerType }) => {
    if (pointerType === "mouse") after(LATER, close);
  });
  document.addEventListener("pointerdown", ({ target }) => {
    if (open && target instanceof Node && !open.contains(target) && !shown.contains(target)) close();
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") close();
  });
  window.addEventListener("resize", close);
}

/** @param {HTMLAnchorElement} link */
function noteOf(link) {
  return document.getElementById(`note-${link.hash.slice(1)}`);
}

/** In the right margin beside the link where there is room, else below it. */
function place(shown, link) {
  const [line] = link.getClientRects();
  const text = link.closest("p, li, dd, td, figcaption, .bd-article").getBoundingClientRect();
  const gap = 0.5 * Number.parseFloat(getComputedStyle(shown).fontSize);
  const { offsetWidth: width, offsetHeight: height } = shown;
  const free = document.documentElement.clientWidth;
  const margin = free - text.right >= width + 4 * gap;
  const left = margin ? text.right + 2 * gap : Math.max(gap, Math.min(line.left, free - width - gap));
  // Above the link where the window ends below it.
  const below = line.bottom + gap + height <= window.innerHeight || line.top < height + gap;
  const top = margin ? line.top : below ? line.bottom + gap : line.top - gap - height;
  shown.style.left = `${left + window.scrollX}px`;
  shown.style.top = `${top + window.scrollY}px`;
}
