/** Words with gaps: templates come from the strings, values from the run. */
import { button, element, fill, plain } from "../../javascript/page.js";

/** @import { Value } from "../../javascript/page.js" */

const PARTS = /\*\*(.+?)\*\*|\{(\w+)\}/g;

/**
 * Fill a template and mark it up: **words** stand out, and so do values that carry a quantity,
 * in its color.
 * @param {string} template
 * @param {Object<string, Value>} values
 * @returns {Node[]}
 */
export function rich(template, values = {}) {
  const nodes = [];
  let end = 0;
  for (const match of template.matchAll(PARTS)) {
    nodes.push(document.createTextNode(template.slice(end, match.index)));
    end = match.index + match[0].length;
    nodes.push(match[1] ? strong(fill(match[1], values)) : valueNode(values[match[2]] ?? match[0]));
  }
  nodes.push(document.createTextNode(template.slice(end)));
  return nodes;
}

/** Make a button of an explorer; `tool` is the name by which style and tests know it. */
export function toolButton(text, act, tool = "", help = "") {
  const named = { ...(tool && { "data-tool": tool }), ...(help && { title: help }) };
  return button(text, act, { class: "explorer-button", ...named });
}

/** The reader's own size of type, in pixels. */
export function rem() {
  return parseFloat(getComputedStyle(document.documentElement).fontSize);
}

/** A time of day as it is written in a language, such as "1:30 PM". */
export function timeOfDay(minutes, language) {
  const time = new Date(Date.UTC(2000, 0, 1, 0, minutes));
  return time.toLocaleTimeString(language, { hour: "numeric", minute: "2-digit", timeZone: "UTC" });
}

/** @param {Value} value */
function valueNode(value) {
  return typeof value === "object"
    ? element("b", { class: "explorer-value", "data-quantity": value.quantity }, value.text)
    : document.createTextNode(plain(value));
}

function strong(text) {
  return element("strong", {}, text);
}
