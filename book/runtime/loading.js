// Brings what only some readers open: a script and its style sheet, from beside the page's own.
import { page as words } from "../../widgets/generated/words.json";
import { fill } from "../../widgets/javascript/page.js";

const here = /** @type {HTMLScriptElement} */ (document.currentScript)?.src;

/**
 * Load `<name>.js` and `<name>.css` once. Works from disk too.
 * @param {string} name
 * @returns {Promise<void>}
 */
export function load(name) {
  loaded[name] ??= Promise.all([fetchStyle(name), fetchScript(name)]);
  return loaded[name];
}

/**
 * Load `<name>.js` once, which has no style of its own.
 * @param {string} name
 * @returns {Promise<void>}
 */
export function loadScript(name) {
  loaded[name] ??= fetchScript(name);
  return loaded[name];
}

/**
 * Fill a place with what one script draws, or say why it is not there.
 * @param {HTMLElement} host
 * @param {string} name of the script, and of what it leaves for the page
 * @param {(parts: any) => void} draw
 */
export async function fillWith(host, name, draw) {
  try {
    await load(name);
    draw(globalThis.cellsListening[name]);
  } catch (error) {
    host.setAttribute("role", "alert");
    host.textContent = fill(words.failed, { reason: error.message });
  }
}

/** The address of a file that stands beside the page's own script. */
export function beside(file) {
  return new URL(file, here).href;
}

const loaded = {};

function fetchScript(name) {
  return arrival(Object.assign(document.createElement("script"), { src: beside(`${name}.js`) }));
}

function fetchStyle(name) {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: beside(`${name}.css`) });
  return arrival(link);
}

/**
 * @param {any} element a script or a style sheet
 * @returns {Promise<void>} once it is there
 */
function arrival(element) {
  return new Promise((resolve, reject) => {
    element.addEventListener("load", () => resolve());
    element.addEventListener("error", () => reject(new Error(element.src ?? element.href)));
    document.head.append(element);
  });
}
