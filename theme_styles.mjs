// Cuts the theme's style sheets down to what the built pages and scripts can show, with PurgeCSS.
//
//   node theme_styles.mjs _build/html
//
// They style all that a site may hold, and a page waits for them before it shows anything. A rule goes if it asks for
// a word that stands in no page and in no script.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { PurgeCSS } from "purgecss";

/** The largest; the others are small, or the book's own. */
const SHEETS = ["styles/pydata-sphinx-theme.css", "sphinx-design.min.css"];

/** What Bootstrap puts together from parts, while the page is read: the sides of a tooltip, and what opens without moving. */
const JOINED = { classes: [/^bs-(tooltip|popover)-/], attributes: ["data-bs-popper"] };

/** @param {string} site */
async function cut(site) {
  const sheets = await new PurgeCSS().purge({
    content: [`${site}/**/*.html`, `${site}/_static/**/*.js`],
    css: SHEETS.map((name) => join(site, "_static", name)),
    safelist: { standard: JOINED.classes },
    dynamicAttributes: JOINED.attributes,
  });
  for (const { file, css } of sheets) writeFileSync(file, css);
}

await cut(process.argv[2]);
