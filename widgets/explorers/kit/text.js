/** Words with gaps: templates come from the strings, values from the run. */

/** @typedef {string|number|{text: string, quantity: string}} Value what fills a gap */

const GAP = /\{(\w+)\}/g;
const PARTS = /\*\*(.+?)\*\*|\{(\w+)\}/g;

/**
 * Fill the gaps of a template.
 * @param {string} template such as "{value} {unit}"
 * @param {Object<string, Value>} values
 * @returns {string}
 */
export function fill(template, values) {
  return template.replace(GAP, (gap, name) => (name in values ? plain(values[name]) : gap));
}

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
    nodes.push(match[1] ? strong(fill(match[1], values)) : value(values[match[2]] ?? match[0]));
  }
  nodes.push(document.createTextNode(template.slice(end)));
  return nodes;
}

/**
 * Make an element.
 * @param {string} tag
 * @param {string} className
 * @param {Object<string, string>} [attributes]
 * @param {...(Node|string)} children
 */
export function element(tag, className = "", attributes = {}, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  for (const [name, text] of Object.entries(attributes)) made.setAttribute(name, text);
  made.append(...children);
  return made;
}

/** Make a button; `tool` is the name by which style and tests know it. */
export function button(text, act, tool, help) {
  const made = element("button", "explorer-button", { type: "button", ...(tool && { "data-tool": tool }) }, text);
  if (help) made.title = help;
  made.addEventListener("click", act);
  return made;
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

function plain(of) {
  return typeof of === "object" ? of.text : String(of);
}

function value(of) {
  return typeof of === "object"
    ? element("b", "explorer-value", { "data-quantity": of.quantity }, of.text)
    : document.createTextNode(plain(of));
}

function strong(text) {
  return element("strong", "", {}, text);
}
