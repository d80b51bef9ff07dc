// Finds codes and records in a text as people send it: behind names and numbers, in quotes, several on a line.
import { CODES } from "../record/mark.js";

const LIKE_A_CODE = /[\w-]{40,}/; // one without its beginning, or its second line: it is told, not passed over

/**
 * The lines of a text that hold something to read; a text in which nothing is found is one such line.
 * @param {string} text
 * @returns {{line: string, parts: string[]}[]}
 */
export function findings(text) {
  const whole = text.trim();
  if (isJson(whole)) return [{ line: whole, parts: [whole] }];
  const lines = whole.split(/\s*\n\s*/).map((line) => ({ line, parts: partsOf(line) }));
  const found = lines.filter(({ parts }) => parts.length > 0);
  return found.length > 0 ? found : [{ line: whole, parts: [whole] }];
}

/**
 * What of a line is still to be read: all of it where nothing was, with the name before it.
 * @param {{line: string, parts: string[]}} finding
 * @param {string[]} unread those of its parts that could not be read
 * @returns {string}
 */
export function remainder({ line, parts }, unread) {
  return unread.length === parts.length ? line : unread.join(" ");
}

function partsOf(line) {
  if (line.startsWith('{"')) return [line];
  return line.match(CODES) ?? (LIKE_A_CODE.test(line) ? [line] : []);
}

function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
