// How the book writes numbers and units, one style for all that is shown: a comma at thousands, a minus sign and no
// hyphen, a percent sign at its number and any other unit after a space. The same in Python: widgets/results.py.

const THOUSANDS = /\B(?=(\d{3})+$)/g;

/**
 * A number as text; a zero has no sign, nor what is rounded to it.
 * @param {number} value
 * @param {number} [digits] after the point
 */
export function written(value, digits = 0) {
  const [whole, part] = value
    .toFixed(digits)
    .replace(/^-(?=[0.]+$)/, "")
    .split(".");
  const grouped = whole.replace("-", "\u2212").replace(THOUSANDS, ",");
  return part ? `${grouped}.${part}` : grouped;
}

/**
 * A number with its unit.
 * @param {string} number as written
 * @param {string} unit
 */
export function amount(number, unit) {
  return unit === "%" ? `${number}%` : `${number} ${unit}`;
}

/**
 * The number that a reader wrote in decimal digits; NaN for anything else, such as a program's `0x28` or `1e2`.
 * @param {string} text
 */
export function decimal(text) {
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : NaN;
}
