/** Parts of a page, for the explorers, the quizzes and the site: elements, and words with gaps. */

/** @typedef {string | number | {text: string, quantity: string}} Value what fills a gap */

const GAP = /\{(\w+)\}/g;

/**
 * Make an element.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number | boolean>} [attributes] true sets it empty, false leaves it out
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children);
  return node;
}

/**
 * Make a button.
 * @param {string} text
 * @param {(event: MouseEvent) => void} act
 * @param {Record<string, string | boolean>} [attributes]
 */
export function button(text, act, attributes = {}) {
  const node = element("button", { type: "button", ...attributes }, text);
  node.addEventListener("click", act);
  return node;
}

/**
 * Fill the gaps of a template; one that has no value stays.
 * @param {string} template such as "{value} {unit}"
 * @param {Record<string, Value>} values
 * @returns {string}
 */
export function fill(template, values) {
  return template.replace(GAP, (gap, name) => (name in values ? plain(values[name]) : gap));
}

/**
 * A value as text.
 * @param {Value} value
 */
export function plain(value) {
  return typeof value === "object" ? value.text : String(value);
}
