// Brings what only some readers open: a script and its style sheet, from beside the page's own.

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

const loaded = {};

function fetchScript(name) {
  return arrival(Object.assign(document.createElement("script"), { src: beside(`${name}.js`) }));
}

function fetchStyle(name) {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: beside(`${name}.css`) });
  return arrival(link);
}

function beside(file) {
  return new URL(file, here).href;
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
