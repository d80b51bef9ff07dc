/** Words with gaps: templates come from the strings, values from the run. */
import { button, element, fill, plain } from "../../javascript/page.js";

/** @import { Value } from "../../javascript/page.js" */

const PARTS = /\*\*(.+?)\*\*|\{term\}`(.+?)`|\{(\w+)\}/g;

/** A word of the glossary as it is shown, and its entry where that differs: "beta cells <beta cell>". */
const TERM = /^(.*?)(?: <(.+)>)?$/;

/** A link at which a reader is: first where the focus is. */
const HELD = ["a:focus", "a:is(:hover, :active)"];

/**
 * Fill a template and mark it up: **words** stand out, and so do values that carry a quantity,
 * in its color. A {term}`word` of the glossary leads there.
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
    const [all, strong, term, gap] = match;
    if (strong) nodes.push(element("strong", {}, ...rich(fill(strong, values))));
    else nodes.push(...(term ? [termNode(term)] : valueNodes(values[gap], all)));
  }
  nodes.push(document.createTextNode(template.slice(end)));
  return nodes;
}

/**
 * Write a place anew. A link at which a reader is, and which is still said, stays where it is: a text that changes takes
 * neither the focus nor the note from them.
 * @param {Element} place
 * @param {(Node | string)[]} nodes
 */
export function renew(place, nodes) {
  const old = heldIn(place);
  const at = old ? nodes.findIndex((node) => node instanceof Element && leadsAs(node, old)) : -1;
  if (at < 0) {
    place.replaceChildren(...nodes);
    return;
  }
  for (const node of [...place.childNodes]) if (node !== old) node.remove();
  old.before(...nodes.slice(0, at));
  old.after(...nodes.slice(at + 1));
  const words = [.../** @type {Element} */ (nodes[at]).childNodes];
  if (old.matches("a")) old.replaceChildren(...words);
  else renew(old, words);
}

/** What of a place is, or holds, a link at which a reader is. */
function heldIn(place) {
  for (const held of HELD) {
    const found = [...place.children].find((child) => child.matches(held) || child.querySelector(held));
    if (found) return found;
  }
  return undefined;
}

/** Whether two elements of a kind lead to one place: as a link, or with the link in them. */
function leadsAs(one, other) {
  const address = (node) => (node.matches("a") ? node : node.querySelector("a"))?.href;
  return one.tagName === other.tagName && address(one) === address(other);
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

/**
 * @param {Value | undefined} value
 * @param {string} gap what stays where there is none
 */
function valueNodes(value, gap) {
  if (value === undefined || value === null) return [document.createTextNode(gap)];
  if (typeof value !== "object") return rich(plain(value));
  return [element("b", { class: "explorer-value", "data-quantity": value.quantity }, value.text)];
}

/** A word of the glossary: a link where the page says where the glossary is, elsewhere plain text. */
function termNode(stated) {
  const [, shown, entry = shown] = TERM.exec(stated);
  const { glossary } = document.documentElement.dataset;
  if (!glossary) return document.createTextNode(shown);
  const place = `term-${entry}`.replace(/[^A-Za-z0-9]+/g, "-"); // as Sphinx names it
  return element("a", { class: "explorer-term", href: `${glossary}#${place}` }, shown);
}
