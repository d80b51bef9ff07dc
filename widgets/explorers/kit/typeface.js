/** The type of the page within a picture that leaves it: a picture loads no file, so it must hold the fonts itself. */

const ADDRESS = /url\("?([^")]+)"?\)/;
const bare = (name) => name.trim().replace(/^["']|["']$/g, "");
const tight = (range) => range.replace(/\s/g, "").toUpperCase();

/**
 * Fonts of the page as a style sheet that holds their files; they are fetched only now, and mostly kept by the browser.
 * @param {string} families as a style says them
 * @returns {Promise<string>} of the first family, as much of it as the page shows; empty where it cannot be had: in a
 *   notebook, which has none of the book's fonts, or from a disk
 */
export async function embedded(families) {
  const family = bare(families.split(",")[0]);
  const ranges = [...document.fonts]
    .filter((font) => bare(font.family) === family && font.status === "loaded")
    .map(({ unicodeRange }) => tight(unicodeRange));
  const faces = facesOf(family).filter(({ rule }) =>
    ranges.includes(tight(rule.style.getPropertyValue("unicode-range"))),
  );
  try {
    return (await Promise.all(faces.map(withFile))).join("");
  } catch {
    return "";
  }
}

/** The rules of a family in the sheets that may be read. */
function facesOf(family) {
  return [...document.styleSheets].flatMap((sheet) => {
    const base = sheet.href ?? document.baseURI;
    return readable(sheet)
      .filter((rule) => rule instanceof CSSFontFaceRule && bare(rule.style.getPropertyValue("font-family")) === family)
      .map((rule) => ({ rule: /** @type {CSSFontFaceRule} */ (rule), base }));
  });
}

function readable(sheet) {
  try {
    return [...sheet.cssRules];
  } catch {
    return [];
  }
}

async function withFile({ rule, base }) {
  const [whole, address] = rule.style.getPropertyValue("src").match(ADDRESS);
  const answer = await fetch(new URL(address, base));
  if (!answer.ok) throw new Error(`no font: ${answer.status}`);
  return rule.cssText.replace(whole, `url("${await asAddress(await answer.blob())}")`);
}

/** A file as a data address. @param {Blob} file @returns {Promise<string>} */
function asAddress(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(/** @type {string} */ (reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

/**
 * A drawing as a data address, with its fonts.
 * @param {string} drawing the text of an SVG
 * @param {string} fonts from `embedded`
 */
export function pictureOf(drawing, fonts) {
  const whole = drawing.replace(/<svg[^>]*>/, (opening) => `${opening}<style>${fonts}</style>`);
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(whole)}`;
}
