// The site's one script: brings every widget of a page to life.
//
// A page carries its widgets' state as JSON (book/extension/widget_state.py), and says where each stands.
import cases from "../../widgets/cases/javascript/index.js";
import explorers from "../../widgets/explorers/index.js";
import all from "../../widgets/generated/explorers.js";
import * as model from "../../widgets/model/browser/index.js";
import quizzes from "../../widgets/quizzes/javascript/index.js";
import { layBelow, layBelowLater } from "./below.js";
import { shownOf, standAlone, tellHost } from "./embed.js";
import { beginning, fetchAhead, load } from "./loading.js";
import { offerMentions } from "./mentions.js";
import { modelsOf } from "./model.js";
import { keepPlace } from "./place.js";
import { arrived } from "./plotly.js";
import { keepFirstDays } from "./review/log.js";
import { offerSteps } from "./steps/index.js";
import { whenNear } from "./turns.js";
import { show } from "./views.js";

const STATE = 'script[type="application/vnd.jupyter.widget-state+json"]';
const VIEW = 'script[type="application/vnd.jupyter.widget-view+json"]';
const page = document.documentElement.dataset;

/** What every chapter asks for besides, and the first page does not. */
const CHAPTERS = ["bets", "steps"];

/** What draws the book's widgets, by package; the bets come in a script of their own, and the scene of one in another. */
const MODULES = {
  bets: {
    async render(view) {
      const [bets] = await Promise.all([load("bets"), view.model.get("spec").ground && load("scene")]);
      return bets.render(view);
    },
  },
  cases,
  explorers,
  quizzes,
};

// The model stands here for a teacher's own page, the console and the tests; the explorers for the bets.
globalThis.cellsListening = { ...globalThis.cellsListening, model, explorers: all };

const begun = beginning();

keepFirstDays();

/** The place that the page keeps for a widget (book/extension/no_script.py); a page of a teacher's own may have none. */
function placeOf(marker) {
  const kept = marker.previousElementSibling;
  if (kept?.matches(".widget-host")) return kept;
  const host = Object.assign(document.createElement("div"), { className: "widget-host" });
  marker.before(host);
  return host;
}

/** What stands for the widget without scripts takes its place (book/runtime/first.js). */
async function giveWay(marker, error) {
  console.error(error);
  placeOf(marker).textContent = "";
  await begun;
  marker.dispatchEvent(new CustomEvent("widget:failed", { bubbles: true }));
}

/** An explorer draws some time after it came to the page, and may fail on its way there. */
function drawn(host) {
  return new Promise((done, failed) => {
    host.addEventListener("explorer:whole", done, { once: true });
    host.addEventListener("explorer:failed", ({ detail }) => failed(detail), { once: true });
  });
}

/** Whether the widgets' style came, and whole: without it no slider can be moved. Scripts that wait for the page wait for
 *  its styles too. From a disk a browser does not tell what a style holds. */
function isStyled() {
  /** @type {HTMLLinkElement} */
  const link = document.querySelector('link[href*="book/widgets.css"]');
  try {
    const rules = link?.sheet.cssRules;
    return !link || /** @type {CSSStyleRule} */ (rules[rules.length - 1])?.selectorText === ".widgets-whole";
  } catch (refused) {
    return refused.name === "SecurityError";
  }
}

/** Bring one widget to life in its place; true if it lives. */
async function start(marker, models) {
  const host = placeOf(marker);
  if (page.embed) standAlone(host);
  try {
    if (!isStyled()) throw new Error("widgets.css");
    const shown = models().get(JSON.parse(marker.textContent).model_id);
    const charts = shown.get("_dom_classes")?.includes("explorer");
    if (charts) await arrived;
    await whenNear(host);
    const [el] = await Promise.all([show(host, shown, models(), MODULES), charts && drawn(host)]);
    if (page.embed) tellHost(el);
    host.dataset.lives = "";
    return true;
  } catch (error) {
    await giveWay(marker, error);
    return false;
  }
}

async function showWidgets() {
  const state = document.querySelector(STATE);
  if (!state) {
    delete page.embed;
    delete page.below;
    return;
  }
  page.widgets = "starting";
  // A page that was saved from a browser brings what stood there then.
  for (const stale of document.querySelectorAll(".widget-left, .embed-source")) stale.remove();
  /** @type {NodeListOf<HTMLElement>} */
  const hosts = document.querySelectorAll(".widget-host");
  for (const stale of hosts) {
    stale.textContent = "";
    delete stale.dataset.lives;
  }
  let read;
  const models = () => (read ??= modelsOf(JSON.parse(state.textContent).state));
  /** @type {NodeListOf<HTMLElement>} */
  const markers = document.querySelectorAll(VIEW);
  const chosen = shownOf([...markers], models);
  // Words of explorers lead to the glossary where a reader can come back from it.
  if (page.embed === undefined && page.content_root) page.glossary = `${page.content_root}book/glossary.html`;
  const shown = await Promise.all(chosen.map((marker) => start(marker, models)));
  await layBelow();
  page.widgets = shown.every(Boolean) ? "ready" : "failed";
  if (page.embed === undefined) fetchAhead(CHAPTERS);
}

layBelowLater();
keepPlace();
offerMentions();
offerSteps();
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", showWidgets);
else showWidgets();
