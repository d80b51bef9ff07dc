// The buttons around a page, the menus and dialogs that they open, and what a keyboard misses in the theme's own.

import { page as words } from "../../widgets/generated/words.json";
import { fill } from "../../widgets/javascript/page.js";
import { fillScreen, print } from "./asking.js";

const ACTS = { print, fullscreen: fillScreen };

/** What opens a dialog of the theme; the theme takes the focus from it. */
const OPENERS = ".primary-toggle, .secondary-toggle, .search-button__button";

/** What opens nothing, and loses the focus to the theme all the same. */
const SWITCH = ".theme-switch-button";

/** How a dialog of the theme opens and closes where the browser has only its element: in place, over the page. */
const DIALOG = {
  showModal() {
    this.open = true;
    this.tabIndex = -1;
    this.focus();
    this.onkeydown = ({ key }) => key === "Escape" && this.close();
  },
  close() {
    this.open = false;
    this.dispatchEvent(new Event("close"));
  },
};

/** Make the header work. */
export function useHeader() {
  const own = HTMLDialogElement.prototype;
  for (const [name, act] of Object.entries(DIALOG)) own[name] ??= act;
  for (const [act, run] of Object.entries(ACTS)) {
    for (const pressed of document.querySelectorAll(`[data-act="${act}"]`)) pressed.addEventListener("click", run);
  }
  giveFocusBack();
  addEventListener("keydown", ({ key }) => key === "Escape" && hideTips(), true);
  nameTheMode();
  new MutationObserver(nameTheMode).observe(document.documentElement, { attributeFilter: ["data-mode"] });
}

/**
 * The focus goes back to the button that opened a dialog, and stays on the one that was pressed with a key. A link to a
 * place of the page closes the dialog that lies over it.
 */
function giveFocusBack() {
  let opener;
  addEventListener(
    "click",
    ({ target, detail }) => {
      const closest = (/** @type {string} */ what) => /** @type {Element} */ (target).closest(what);
      closest("dialog [href^='#']")?.closest("dialog").close();
      const pressed = /** @type {HTMLElement} */ (closest(`${OPENERS}, ${SWITCH}`));
      if (pressed?.matches(OPENERS)) opener = pressed;
      const withKey = detail === 0;
      if (withKey && pressed) setTimeout(() => document.querySelector("dialog[open]") ?? pressed.focus());
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
  const mode = words.modes[document.documentElement.dataset.mode] ?? words.modes.auto;
  for (const button of document.querySelectorAll(SWITCH)) {
    button.setAttribute("aria-label", fill(words.mode, { mode }));
  }
}
