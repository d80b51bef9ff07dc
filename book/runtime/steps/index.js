// The steps of Try, one at a time beside the explorer that they are about. The list below the explorer stays as it is:
// for print, for who listens to the page, and for a page without scripts.
import { load } from "../loading.js";

/** So long (ms) after steps that did not come they are asked for again. */
const LATER = 3000;

/** Bring the steps once the explorer of Try lives; without them there is the list. */
export function offerSteps() {
  let asked = false;
  document.addEventListener("explorer:change", async function offer({ target }) {
    const root = /** @type {HTMLElement} */ (target);
    /** @type {HTMLElement} */
    const list = root.closest("#try")?.querySelector(".admonition.try ol");
    if (asked || !list || document.documentElement.dataset.embed) return;
    asked = true;
    try {
      const { Steps } = await load("steps");
      new Steps(root, list);
      document.removeEventListener("explorer:change", offer);
    } catch (error) {
      console.error(error);
      setTimeout(() => {
        asked = false;
      }, LATER);
    }
  });
}
