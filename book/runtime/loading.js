// Brings what only some readers open: a script and its style sheet, from beside the page's own.
import { page as words } from "../../widgets/generated/words.json";
import { fill } from "../../widgets/javascript/page.js";

const here = /** @type {HTMLScriptElement} */ (document.currentScript)?.src;

/**
 * Load `<name>.js` and `<name>.css` once. Works from disk too.
 * @param {string} name of the script, and of what it leaves for the page
 * @returns {Promise<any>} what it has left
 */
export async function load(name) {
  const [left] = await Promise.all([loadScript(name), once(`${name}.css`, fetchStyle)]);
  return left;
}

/**
 * Load `<name>.js` once, which has no style of its own.
 * @param {string} name
 * @returns {Promise<any>} what it has left
 */
export function loadScript(name) {
  return once(`${name}.js`, async (file) => {
    await fetchScript(file);
    const left = globalThis.cellsListening?.[name];
    if (!left) throw new Error(beside(file)); // it was cut off, or is too new for the browser
    return left;
  });
}

/**
 * The page's first script, or its copy where that one did not come.
 * @returns {Promise<any> | true}
 */
export function beginning() {
  return globalThis.cellsListening?.begun ?? loadScript("second").catch(() => {});
}

/**
 * Fill a place with what one script draws, or say why it is not there.
 * @param {HTMLElement} host
 * @param {string} name of the script, and of what it leaves for the page
 * @param {(parts: any) => void} draw
 * @returns {Promise<boolean>} whether it is there
 */
export async function fillWith(host, name, draw) {
  try {
    draw(await load(name));
    host.removeAttribute("role");
    return true;
  } catch (error) {
    host.setAttribute("role", "alert");
    host.textContent = fill(words.failed, { reason: error.message });
    return false;
  }
}

/**
 * Fetch what the next page will ask for, while the reader is on this one; a browser may put it off, or leave it.
 * @param {string[]} names of scripts with a style sheet
 */
export function fetchAhead(names) {
  if (!location.protocol.startsWith("http")) return; // from disk all is there
  const files = names.flatMap((name) => [`${name}.js`, `${name}.css`]).filter((file) => !loaded[file]);
  document.head.append(...files.map((file) => Object.assign(document.createElement("link"), ahead(file))));
}

const ahead = (file) => ({ rel: "prefetch", href: beside(file) });

/** The address of a file that stands beside the page's own script. */
export function beside(file) {
  return new URL(file, here).href;
}

/** What was asked for, by file. */
const loaded = {};

/** Fetch a file once; one that did not come is asked for again the next time. */
function once(file, fetch) {
  loaded[file] ??= fetch(file).catch((error) => {
    delete loaded[file];
    throw error;
  });
  return loaded[file];
}

function fetchScript(file) {
  return arrival(Object.assign(document.createElement("script"), { src: beside(file) }));
}

function fetchStyle(file) {
  return arrival(Object.assign(document.createElement("link"), { rel: "stylesheet", href: beside(file) }));
}

/**
 * @param {any} element a script or a style sheet
 * @returns {Promise<void>} once it is there
 */
function arrival(element) {
  return new Promise((resolve, reject) => {
    element.addEventListener("load", () => resolve());
    element.addEventListener("error", () => {
      element.remove();
      reject(new Error(element.src ?? element.href));
    });
    document.head.append(element);
  });
}
