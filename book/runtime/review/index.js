// Questions come back after days, on a page of their own; each chapter's quiz says so.
import { page as words } from "../../../widgets/generated/words.json";
import { element } from "../../../widgets/javascript/page.js";
import { beside, fillWith } from "../loading.js";

/** The page, from where the site's scripts stand. */
const PAGE = "../../book/review.html";

/** Draw the page where it has its place, and lead there from a quiz. */
export function bringBack() {
  const desk = document.getElementById("review-desk");
  if (desk) fillWith(desk, "review", ({ drawDesk }) => drawDesk(desk));
  const [before, behind] = words.again.split("{title}");
  const link = element("a", { href: beside(PAGE) }, words.again_title);
  document.getElementById("check-yourself")?.append(element("p", { class: "review-way" }, before, link, behind));
}
