// The site's one script: brings every widget of a page to life.
//
// A page carries its widgets' state as JSON, without any JavaScript: where a live notebook would
// carry a widget's module (`_esm`), the page's state names the copy in here, as
// `cellsListening.modules.<package>` (book/extension/widget_state.py writes that name).
import explorers from "../../widgets/explorers/index.js";
import * as model from "../../widgets/model/browser/index.js";
import quizzes from "../../widgets/quizzes/javascript/index.js";
import { StaticManager } from "./manager.js";

const STATE = 'script[type="application/vnd.jupyter.widget-state+json"]';
const VIEW = 'script[type="application/vnd.jupyter.widget-view+json"]';

// The model stands here too, for a teacher's own page, the console and the tests.
globalThis.cellsListening = { model, modules: { explorers, quizzes } };

/** Put an empty element where the page says that a widget stands. */
function makeHost(marker) {
  const host = document.createElement("div");
  host.className = "widget-host";
  marker.before(host);
  return host;
}

/** What stands for the widget without scripts takes its place (book/theme/templates/layout.html). */
function giveWay(marker, host, error) {
  console.error(error);
  host.remove();
  marker.dispatchEvent(new CustomEvent("widget:failed", { bubbles: true }));
}

/** An explorer draws once it is on the page: wait for it. */
async function drawn(host) {
  const root = host.querySelector(".explorer");
  if (!root || root.explorer) return;
  await new Promise((done, failed) => {
    root.addEventListener("explorer:change", done, { once: true });
    root.addEventListener("explorer:failed", ({ detail }) => failed(detail), { once: true });
  });
}

async function showWidgets() {
  const state = document.querySelector(STATE);
  if (!state) return;
  const page = document.documentElement.dataset;
  page.widgets = "starting";
  // A page that was saved from a browser brings what stood there then.
  for (const stale of document.querySelectorAll(".widget-host, .widget-left")) stale.remove();
  const manager = new StaticManager();
  const ready = manager.set_state(JSON.parse(state.textContent));
  const shown = [...document.querySelectorAll(VIEW)].map(async (marker) => {
    const host = makeHost(marker);
    try {
      await ready;
      await manager.show(JSON.parse(marker.textContent).model_id, host);
      await drawn(host);
      return true;
    } catch (error) {
      giveWay(marker, host, error);
      return false;
    }
  });
  page.widgets = (await Promise.all(shown)).every(Boolean) ? "ready" : "failed";
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", showWidgets);
else showWidgets();
