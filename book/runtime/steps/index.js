// The steps of Try, one at a time beside the explorer that they are about. The list below the explorer stays as it is:
// for print, for who listens to the page, and for a page without scripts.
import { load } from "../loading.js";

/** Bring the steps once the explorer of Try lives; without them there is the list. */
export function offerSteps() {
  document.addEventListener("explorer:change", async function offer({ target }) {
    const root = /** @type {HTMLElement} */ (target);
    const list = root.closest("#try")?.querySelector(".admonition.try ol");
    if (!list || document.documentElement.dataset.embed) return;
    document.removeEventListener("explorer:change", offer);
    const { Steps } = await load("steps");
    new Steps(root, list);
  });
}
