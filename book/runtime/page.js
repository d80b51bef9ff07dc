// For all pages: a part that scrolls by itself must be reachable from the keyboard, and a chapter
// keeps its reader's record (on the device only).
import { keepRecord } from "./record/index.js";

const parts = document.querySelectorAll(".bd-article :is(div.math, pre, .output, table)");

function markScrolling() {
  for (const part of parts) {
    if (part.scrollWidth > part.clientWidth) part.tabIndex = 0;
    else part.removeAttribute("tabindex");
  }
}

window.addEventListener("resize", markScrolling);
window.addEventListener("load", markScrolling);
keepRecord();
