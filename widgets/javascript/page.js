/** Parts of a page, for the explorers, the quizzes and the site: elements, words with gaps, and files to keep. */

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
    if (value !== false) put(node, name, value === true ? "" : String(value));
  }
  node.append(...children);
  return node;
}

/**
 * Make a fold that looks like those of the text.
 * @param {string} title
 * @param {...(Node | string)} children what it holds
 */
export function folded(title, ...children) {
  const content = element("div", { class: "sd-summary-content" }, ...children);
  return element(
    "details",
    { class: "sd-dropdown" },
    element("summary", { class: "sd-summary-title" }, title),
    content,
  );
}

/**
 * Make the glyph of a grade of certainty, which stands before its word (widgets/certainty.css).
 * @param {string} grade
 */
export function certaintyGlyph(grade) {
  return element("span", { class: "certainty", "data-grade": grade, "aria-hidden": "true" });
}

/**
 * Make an element of a drawing.
 * @param {string} tag
 * @param {Record<string, string | number>} [attributes]
 * @param {...(Node | string)} children
 * @returns {SVGElement}
 */
export function svg(tag, attributes = {}, ...children) {
  const node = /** @type {SVGElement} */ (document.createElementNS("http://www.w3.org/2000/svg", tag));
  for (const [name, value] of Object.entries(attributes)) put(node, name, String(value));
  node.append(...children);
  return node;
}

/** A strict Content-Security-Policy refuses the attribute of styles, and not what it says. */
function put(node, name, text) {
  if (name === "style") node.style.cssText = text;
  else node.setAttribute(name, text);
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

/**
 * Hand a file to the browser.
 * @param {string} name
 * @param {Blob} content
 * @returns {boolean} false where it is refused; a sandboxed frame may do so without a word
 */
export function save(name, content) {
  try {
    const address = URL.createObjectURL(content);
    element("a", { href: address, download: name }).click();
    // The browser reads it after the click; soon enough it may forget it.
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
    return true;
  } catch {
    return false;
  }
}
