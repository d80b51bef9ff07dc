// The buttons around a page, the menus and dialogs that they open, and what a keyboard misses in the theme's own.

const ACTS = {
  print: () => window.print(),
  fullscreen: () =>
    document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen(),
};

/** What opens a dialog of the theme; the theme takes the focus from it. */
const OPENERS = ".primary-toggle, .secondary-toggle, .search-button__button";

/** What opens nothing, and loses the focus to the theme all the same. */
const SWITCH = ".theme-switch-button";

const MODES = { light: "light", dark: "dark", auto: "as the system has it" };

/** Make the header work. */
export function useHeader() {
  for (const [act, run] of Object.entries(ACTS)) {
    for (const pressed of document.querySelectorAll(`[data-act="${act}"]`)) pressed.addEventListener("click", run);
  }
  giveFocusBack();
  addEventListener("keydown", ({ key }) => key === "Escape" && hideTips(), true);
  nameTheMode();
  new MutationObserver(nameTheMode).observe(document.documentElement, { attributeFilter: ["data-mode"] });
}

/** The focus goes back to the button that opened a dialog, and stays on the one that was pressed with a key. */
function giveFocusBack() {
  let opener;
  addEventListener(
    "click",
    ({ target, detail }) => {
      const pressed = /** @type {Element} */ (target).closest(`${OPENERS}, ${SWITCH}`);
      if (!(pressed instanceof HTMLElement)) return;
      if (pressed.matches(OPENERS)) opener = pressed;
      const withKey = detail === 0;
      if (withKey) setTimeout(() => document.querySelector("dialog[open]") ?? pressed.focus());
    },
    true,
  );
  for (const dialog of document.querySelectorAll("dialog"))
    dialog.addEventListener("close", () => {
      opener?.focus();
      opener = undefined; // the next dialog may come by a key
    });
}

/** A tip beside a button goes away without the pointer or the focus having to leave it (WCAG 1.4.13). */
function hideTips() {
  for (const button of document.querySelectorAll("[data-bs-toggle=tooltip]")) {
    globalThis.bootstrap?.Tooltip.getInstance(button)?.hide();
  }
}

/** The button for light and dark says which it is. */
function nameTheMode() {
  const mode = MODES[document.documentElement.dataset.mode] ?? MODES.auto;
  for (const button of document.querySelectorAll(SWITCH)) {
    button.setAttribute("aria-label", `Color mode: ${mode}`);
  }
}
