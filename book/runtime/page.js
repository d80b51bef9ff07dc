// For all pages.
import { keepRecord } from "./record/index.js";

// A page that was saved from a browser brings the buttons that another script now adds again.
for (const stale of document.querySelectorAll(".copybtn")) stale.remove();

// A part that scrolls by itself must be reachable from the keyboard.
const parts = document.querySelectorAll(".bd-article :is(div.math, pre, .output, table)");

function markScrolling() {
  for (const part of parts) {
    if (part.scrollWidth > part.clientWidth) part.tabIndex = 0;
    else part.removeAttribute("tabindex");
  }
}

window.addEventListener("resize", markScrolling);
window.addEventListener("load", markScrolling);

// A frame may forbid forms; a search is only an address.
for (const field of document.querySelectorAll("form.bd-search input")) {
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    location.assign(`${field.form.action}?${new URLSearchParams(new FormData(field.form))}`);
  });
}

// Paper is white, whatever the screen was.
const page = document.documentElement;
let theme;
window.addEventListener("beforeprint", () => {
  theme = page.dataset.theme;
  page.dataset.theme = "light";
});
window.addEventListener("afterprint", () => {
  page.dataset.theme = theme;
});

// A chapter keeps its reader's record, on the device only.
keepRecord();
