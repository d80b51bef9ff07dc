// Before all else on each page, and before the page is drawn. It needs nothing and nobody. Where it does not come, the
// page's other scripts bring a copy of it (second.js), and where none does, a style says so (`data-begun` in
// book/theme/page.css).
const root = document.documentElement;
const here = /** @type {HTMLScriptElement} */ (document.currentScript).src;

/** The fonts that every page begins with, and for the next page the italic. A browser refuses to from a disk and
 *  in a frame without an origin. */
const FONTS = {
  "serif-4-latin-wght-normal": "preload",
  "sans-3-latin-wght-normal": "preload",
  "serif-4-latin-wght-italic": "prefetch",
};

function askForFonts() {
  if (origin === "null") return;
  for (const [font, rel] of Object.entries(FONTS)) {
    const ahead = { rel, as: "font", type: "font/woff2", crossOrigin: "" };
    const href = new URL(`fonts/source-${font}.woff2`, here).href;
    document.head.append(Object.assign(document.createElement("link"), ahead, { href }));
  }
}

/** What a browser lacks or the theme's own script did not bring, and the scripts to come would stop at: it does nothing. */
function lend() {
  const lent = {
    console: Object.fromEntries(["debug", "error", "info", "log", "warn"].map((name) => [name, () => {}])),
    matchMedia: (media) => Object.assign(new EventTarget(), { media, matches: false, addListener() {} }),
    MutationObserver: class {
      observe() {}
      disconnect() {}
    },
    // Sphinx's own say the same, and more that nothing here asks for; they come after this.
    DOCUMENTATION_OPTIONS: { BUILDER: "html", FILE_SUFFIX: ".html", LINK_SUFFIX: ".html" },
  };
  for (const [name, thing] of Object.entries(lent)) globalThis[name] ??= thing;
}

const storage = {
  getItem(key) {
    return Object.keys(this).includes(key) ? this[key] : null;
  },
  setItem(key, text) {
    this[key] = String(text);
  },
  removeItem(key) {
    delete this[key];
  },
  clear() {
    for (const key of Object.keys(this)) delete this[key];
  },
};

// A browser or a frame may refuse to store, and the theme's scripts would stop at it: then a page remembers for itself.
function remember() {
  for (const name of ["localStorage", "sessionStorage"]) {
    try {
      window[name].getItem("mode");
    } catch {
      Object.defineProperty(window, name, { value: Object.create(storage), configurable: true });
    }
  }
}

// A full one still says what it holds. The theme's scripts would stop at it; the book's own keep what it refuses.
function bearRefusals() {
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = function (key, text) {
    try {
      setItem.call(this, key, text);
    } catch (refused) {
      if (String(key).startsWith("cells-listening:")) throw refused;
    }
  };
}

// Light or dark before anything is painted: the reader's choice, else as the system has it.
function colour() {
  const mode = localStorage.getItem("mode") ?? "auto";
  root.dataset.mode = mode;
  if (mode === "light" || mode === "dark") root.dataset.theme = mode;
  else root.dataset.theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

// What stands below a chapter's first explorer waits for it (below.js), unless a reader comes to a place in it.
function waitBelow() {
  const [arrival] = performance.getEntriesByType("navigation");
  if (isLate || location.hash) return;
  if (/** @type {PerformanceNavigationTiming} */ (arrival)?.type === "navigate") root.dataset.below = "waits";
}

// The theme's scripts work the buttons around a page. On a page with explorers they come once the first one stands, so
// that its slider does not wait for them; a button that is pressed before answers as soon as they are here.
const BUTTONS = ".primary-toggle, .secondary-toggle, .dropdown-toggle, .search-button__button, .theme-switch-button";

/** @returns {HTMLTemplateElement} what holds the scripts back; a page that was saved from a browser has them already */
const waiting = () => document.querySelector("#theme-scripts");

const PRESSES = ["click", "keydown"];

/** @type {Promise<void> | undefined} */
let theme;

const bringTheme = () => (theme ??= runHeld(waiting()).then(standIn));

/** @param {HTMLTemplateElement} held */
async function runHeld(held) {
  held?.remove();
  const scripts = [...(held?.content.children ?? [])].map((script) =>
    Object.assign(document.createElement("script"), { src: script.getAttribute("src"), async: false }),
  );
  await Promise.all(scripts.map(brought));
}

/** Where a script of the theme is missing, the buttons have one of their own (buttons.js); else they go. */
async function standIn() {
  /** @type {HTMLElement} */
  const search = document.querySelector(".search-button__button");
  if (search && !(search.onclick && globalThis.bootstrap)) {
    await brought(Object.assign(document.createElement("script"), { src: new URL("buttons.js", here).href }));
    if (!search.onclick) for (const dead of document.querySelectorAll(BUTTONS)) dead.remove();
  }
  for (const press of PRESSES) removeEventListener(press, hold, true);
}

function brought(script) {
  return new Promise((done) => {
    script.onload = script.onerror = done;
    document.head.append(script);
  });
}

/** @param {any} event a press of such a button, or of the keys that open the search */
function hold(event) {
  const { type, target, key, ctrlKey, metaKey } = event;
  const searches = /^k$/i.test(key) && (ctrlKey || metaKey);
  const button =
    type === "click" ? target.closest?.(BUTTONS) : searches && document.querySelector(".search-button__button");
  if (!button || !(theme ?? waiting())) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  bringTheme().then(() => button.click());
}

function holdPresses() {
  for (const press of PRESSES) addEventListener(press, hold, true);
  for (const sign of ["explorer:whole", "widget:failed"]) addEventListener(sign, bringTheme, { once: true });
  if (isLate) bringTheme();
}

// Asked for one explorer alone (embed.js), a page shows nothing before that stands.
function standAlone() {
  if (!isLate && new URLSearchParams(location.search).has("embed")) root.dataset.embed = "asked";
}

// A widget that does not come to life, because a script is missing, cut off or too new for the browser, leaves what
// stands for it without scripts (book/extension/no_script.py), and one sentence.
const VIEW = 'script[type="application/vnd.jupyter.widget-view+json"]';

function leave(marker) {
  const spare = marker.nextElementSibling;
  if (marker.previousElementSibling?.matches(".widget-host")) marker.previousElementSibling.remove();
  if (!spare?.matches("noscript")) return;
  const left = document.createElement("div");
  left.className = "widget-left";
  left.innerHTML = spare.textContent;
  if (!isSaid(marker.closest("section"), spare.dataset.missing)) {
    const said = document.createElement("p");
    said.setAttribute("role", "alert");
    said.textContent = spare.dataset.missing;
    left.prepend(said);
  }
  spare.after(left);
}

/** Whether a section says so already: of several parts that are missing in it, the first one tells. */
function isSaid(section, sentence) {
  const alerts = section?.querySelectorAll(".widget-left > [role=alert]") ?? [];
  return [...alerts].some(({ textContent }) => textContent === sentence);
}

/** What only page.js can do says that it did not come, or goes. */
function doWithoutPage() {
  for (const dead of document.querySelectorAll("[data-act]")) dead.remove();
  /** @type {NodeListOf<HTMLElement>} */
  const rooms = document.querySelectorAll(".page-room");
  for (const room of rooms) {
    room.setAttribute("role", "alert");
    room.textContent = room.dataset.missing;
  }
}

function leaveWhatIsMissing() {
  if (!globalThis.cellsListening.page) doWithoutPage();
  if (root.dataset.widgets) {
    if (!waiting()) bringTheme();
    return;
  }
  bringTheme();
  delete root.dataset.embed;
  delete root.dataset.below;
  document.querySelectorAll(VIEW).forEach(leave);
}

// A page may have been saved from a browser while its menu or its search was open: a dialog, and what stands beside a
// page was in it then. The theme's scripts begin with all of them closed, once the page is read.
function closeDialogs() {
  const closeAll = () => document.querySelectorAll("dialog[open]").forEach(close);
  if (!isLate) document.addEventListener("readystatechange", closeAll, { once: true });
}

function close(dialog) {
  const bar = document.getElementById(dialog.id.replace(/-modal$/, ""));
  if (bar !== dialog) {
    bar?.append(...dialog.childNodes);
    bar?.classList.add(...dialog.classList);
    dialog.removeAttribute("class");
  }
  dialog.removeAttribute("open");
}

function leaveWhatFails() {
  if (!isLate) delete root.dataset.widgets; // a page that was saved from a browser brings its own
  addEventListener("widget:failed", ({ target }) => leave(target));
  if (document.readyState === "complete") leaveWhatIsMissing();
  else addEventListener("load", leaveWhatIsMissing);
}

/** Whether this is the copy, and the page stands already. */
const isLate = document.readyState !== "loading";

/** Each by itself: one that a browser cannot do does not keep the others from what they do. */
function begin() {
  globalThis.cellsListening = { ...globalThis.cellsListening, begun: true };
  root.dataset.begun = "";
  const ahead = [lend, remember, bearRefusals, colour, waitBelow, standAlone, askForFonts];
  const steps = [...ahead, closeDialogs, leaveWhatFails, holdPresses];
  for (const step of steps) {
    try {
      step();
    } catch (error) {
      setTimeout(() => {
        throw error;
      });
    }
  }
}

if (!globalThis.cellsListening?.begun) begin();
