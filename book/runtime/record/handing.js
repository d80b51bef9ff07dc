// Handing a reader a text to keep: as a file, and as a text to copy where no file comes.
import { element } from "../../../widgets/javascript/page.js";

/**
 * Hand a file to the browser. A sandboxed frame may refuse it without a word.
 * @param {string} name
 * @param {string} text
 * @param {string} type
 */
export function saveFile(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  element("a", { href: address, download: name }).click();
  // The browser reads it after the click; soon enough it may forget it.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/**
 * A text to copy, with a button for it.
 * @param {{text: string, label: string, words: {copy: string, copied: string, not_copied: string}}} content
 * @returns {HTMLElement}
 */
export function copyable({ text, label, words }) {
  const field = element("textarea", { readonly: true, rows: "5", "aria-label": label, spellcheck: "false" }, text);
  const button = element("button", { type: "button" }, words.copy);
  const said = element("span", { role: "status" });
  button.addEventListener("click", async () => {
    field.focus();
    field.select();
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = words.copied;
    } catch {
      said.textContent = words.not_copied; // no permission, or no clipboard in this frame
    }
  });
  return element("div", { class: "record-copy" }, field, element("p", {}, button, " ", said));
}
