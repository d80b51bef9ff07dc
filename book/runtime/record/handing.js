// Handing a reader a text to keep: as a file, and as a text to copy where no file comes.
import { element, save } from "../../../widgets/javascript/page.js";

/**
 * Hand a text to the browser, as a file.
 * @param {string} name
 * @param {string} text
 * @param {string} type
 */
export function saveFile(name, text, type) {
  save(name, new Blob([text], { type: `${type};charset=utf-8` }));
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
