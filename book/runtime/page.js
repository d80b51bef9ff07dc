// For all pages: a part that scrolls by itself must be reachable from the keyboard.
const parts = document.querySelectorAll(".bd-article :is(div.math, pre, .output, table)");

function markScrolling() {
  for (const part of parts) {
    if (part.scrollWidth > part.clientWidth) part.tabIndex = 0;
    else part.removeAttribute("tabindex");
  }
}

window.addEventListener("resize", markScrolling);
window.addEventListener("load", markScrolling);
