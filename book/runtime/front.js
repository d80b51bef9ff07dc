// The site's front door leads to its first page, with all that the address said.
const { start } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
location.replace(start + location.search + location.hash);
