// Where a reader stopped: kept when a chapter is left, and the first page leads back there. On the device only.
import { place as words } from "../../widgets/generated/words.json";
import { kept } from "../../widgets/javascript/memory.js";
import { fill } from "../../widgets/javascript/page.js";

const own = kept("place");

const CHAPTER = /\/chapters\/([^/]+?)(?:\.html)?$/;

/** Keep the place on a chapter's page, and lead back to it where the book begins. */
export function keepPlace() {
  const begin = document.querySelector(".start-reading");
  if (begin) {
    leadBack(begin);
    // The browser may bring this page back as it was, before the chapter that was left has kept its place.
    for (const news of ["pageshow", "storage"]) addEventListener(news, () => leadBack(begin));
  }
  const [, chapter] = CHAPTER.exec(location.pathname) ?? [];
  if (chapter && document.documentElement.dataset.embed === undefined) keepOnLeaving(chapter);
}

/** @param {string} chapter */
function keepOnLeaving(chapter) {
  let deleted = false;
  document.addEventListener("record:delete", () => {
    deleted = true;
  });
  // A phone may end a page that is out of sight without another word.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && !deleted) own.keep({ chapter, section: sectionRead() });
  });
}

/** The section at the upper third of the window; none above the first. */
function sectionRead() {
  const sections = [...document.querySelectorAll(".bd-article section > section[id]")];
  return sections.findLast((section) => section.getBoundingClientRect().top < innerHeight / 3)?.id ?? "";
}

/**
 * Both ways into the book lead where the reader was.
 * @param {Element} begin the button that leads to the first chapter
 */
function leadBack(begin) {
  const { chapter, section } = own.read();
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const chapters = document.querySelectorAll(".bd-sidebar-primary a[href*='/chapters/']");
  const there = [...chapters].find((link) => CHAPTER.exec(link.pathname)?.[1] === chapter);
  if (!there) return;
  if (begin.classList.contains("sd-btn-primary")) {
    begin.before(begin.cloneNode(), " ");
    begin.classList.remove("sd-btn-primary");
  }
  const hash = typeof section === "string" && section ? `#${section}` : "";
  for (const link of [begin.previousElementSibling, document.querySelector(".bd-article h1 ~ p > a")]) {
    link.textContent = fill(words.go_on, { chapter: there.textContent });
    link.setAttribute("href", there.getAttribute("href") + hash);
  }
}
