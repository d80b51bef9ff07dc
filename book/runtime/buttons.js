// The buttons around a page where a script of the theme is missing (first.js): they do the same, as simply as it goes.
const page = document.documentElement.dataset;
const MODES = ["auto", "light", "dark"];

/** @returns {any} */
const the = (what) => document.querySelector(what);

/** @returns {any} */
const dialogOf = (side) => the(`#pst-${side}-sidebar-modal`);

/** What stands beside the page comes into a dialog, and goes back when that closes. */
function openSide(side) {
  const [bar, dialog] = [the(`#pst-${side}-sidebar`), dialogOf(side)];
  move(bar, dialog);
  dialog.showModal();
  dialog.addEventListener("close", () => move(dialog, bar), { once: true });
}

function move(from, to) {
  to.append(...from.childNodes);
  to.classList.add(...from.classList);
  from.removeAttribute("class");
}

function search() {
  const field = the(":not(#pst-search-dialog) > form.bd-search input");
  if (field) field.focus();
  else the("#pst-search-dialog").showModal();
}

function switchMode() {
  const mode = MODES[(MODES.indexOf(page.mode) + 1) % MODES.length];
  const dark = mode === "auto" ? matchMedia("(prefers-color-scheme: dark)").matches : mode === "dark";
  localStorage.setItem("mode", mode);
  Object.assign(page, { mode, theme: dark ? "dark" : "light" });
}

function useButtons() {
  for (const button of document.querySelectorAll(".search-button__button")) {
    /** @type {HTMLElement} */ (button).onclick = search;
  }
  for (const button of document.querySelectorAll(".theme-switch-button")) button.addEventListener("click", switchMode);
  for (const side of ["primary", "secondary"]) {
    if (dialogOf(side)) the(`.${side}-toggle`)?.addEventListener("click", () => openSide(side));
  }
  for (const dialog of document.querySelectorAll("dialog")) {
    dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  }
  addEventListener("keydown", (event) => {
    if (!/^k$/i.test(event.key) || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    search();
  });
}

function useMenus() {
  for (const button of document.querySelectorAll(".dropdown-toggle")) {
    button.addEventListener("click", () => {
      const isOpen = button.nextElementSibling.classList.toggle("show");
      button.setAttribute("aria-expanded", String(isOpen));
    });
  }
}

if (!the(".search-button__button").onclick) useButtons();
if (!globalThis.bootstrap) useMenus();
