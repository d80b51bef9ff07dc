/**
 * One explorer alone: in a frame of another page (`?embed`, or `?embed=years` for one of several), or as a file of its
 * own, which says so on its root. The page around it is told what a reader has set, and how high the explorer is:
 *
 *   {type: "cells-listening:state", explorer, values, results, units, query}   after each rest of the sliders
 *   {type: "cells-listening:height", explorer, height}                         in pixels, whenever it changes
 *
 * `query` is what to put behind `?embed&` to open the explorer as it was left.
 */
import { embedded as words } from "../../widgets/generated/words.json";
import { element } from "../../widgets/javascript/page.js";
import { referred } from "./model.js";
import { BOOK } from "./title.js";

/** Rest, in milliseconds, after which a state is told: a drag is one state. */
const QUIET_MS = 300;

const page = document.documentElement;

/**
 * Of a page's widgets those that are shown: all, or the one that stands alone.
 * @param {HTMLElement[]} markers
 * @param {() => Map<string, import("./model.js").Model>} models
 * @returns {HTMLElement[]}
 */
export function shownOf(markers, models) {
  if (page.dataset.embed === undefined) return markers;
  const name = new URLSearchParams(location.search).get("embed");
  const named = markers.map((marker) => [nameOf(marker, models()), marker]).filter(([explorer]) => explorer);
  const found = named.find(([explorer]) => !name || explorer === name);
  if (!found) {
    delete page.dataset.embed; // the page itself is the best answer
    const there = [...new Set(named.map(([explorer]) => explorer))].join(", ") || "none";
    console.error(`?embed=${name}: this page has no such explorer; there are: ${there}`);
    return markers;
  }
  return [found[1]];
}

/** The name of the explorer at a marker; undefined for any other widget. */
function nameOf(marker, models) {
  const box = models.get(JSON.parse(marker.textContent).model_id);
  const [view] = (box?.get("children") ?? []).map((child) => referred(child, models));
  return view?.get("spec")?.name;
}

/**
 * Leave nothing on the page but this place. What surrounds it stays in the document, for the scripts that look for it.
 * @param {HTMLElement} host
 */
export function standAlone(host) {
  for (let around = host; around !== page; around = around.parentElement) around.classList.add("embed-path");
  host.after(element("p", { class: "embed-source" }, source()));
  page.dataset.embed = "alone";
}

/** Where it is from, and what it is not. */
function source() {
  const home = document.querySelector('link[rel="canonical"]')?.getAttribute("href");
  const from = home ? element("a", { href: home, target: "_blank", rel: "noopener" }, BOOK) : BOOK;
  const said = document.createDocumentFragment();
  const [before, after] = words.source.split("{book}");
  said.append(before, from, after);
  return said;
}

/**
 * Tell the page around what happens to an explorer.
 * @param {import("../../widgets/explorers/kit/types.js").Root} root
 */
export function tellHost(root) {
  if (window.parent === window) return;
  const explorer = root.dataset.explorer;
  let timer;
  root.addEventListener("explorer:change", () => {
    clearTimeout(timer);
    timer = setTimeout(() => tell({ type: "cells-listening:state", explorer, ...root.explorer.state }), QUIET_MS);
  });
  let told = 0;
  new ResizeObserver(() => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height === told) return;
    told = height;
    tell({ type: "cells-listening:height", explorer, height });
  }).observe(document.body);
}

/** Whoever shows the frame may hear it: it says nothing of the reader but where the sliders stand. */
function tell(message) {
  window.parent.postMessage(message, "*");
}
