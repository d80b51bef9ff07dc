/**
 * The views of the widgets that the book's pages hold: the book's own (anywidget), the box around an explorer, and
 * its sliders. Elements and classes are those of ipywidgets, so that one style sheet serves a notebook and the site.
 */
import noUiSlider from "nouislider";
import { referred } from "./model.js";
import { pause } from "./turns.js";

const VIEWS = { AnyModel: own, FloatSliderModel: slider, VBoxModel: box };

/**
 * Show a model in its place on the page.
 * @param {HTMLElement} host
 * @param {import("./model.js").Model} model
 * @param {Map<string, import("./model.js").Model>} models what it may refer to
 * @param {Object<string, {render: Function}>} modules the book's own widgets, by their package
 * @returns {Promise<HTMLElement>} what stands there now
 */
export async function show(host, model, models, modules) {
  const later = [];
  const el = made(model, { models, modules, later });
  host.append(el);
  // The book's own widgets measure the box that they stand in.
  for (const render of later) {
    await pause();
    render();
  }
  return el;
}

function made(model, around) {
  if (!VIEWS[model.kind]) throw new Error(`The site has no view of a ${model.kind}`);
  const el = VIEWS[model.kind](model, around);
  el.classList.add(...(model.get("_dom_classes") ?? []));
  return el;
}

function own(model, { modules, later }) {
  const el = element("");
  const [, name] = model.get("_anywidget_id").split(".");
  later.push(() => modules[name].render({ model, el }));
  return el;
}

function box(model, around) {
  const el = element("jupyter-widgets widget-container widget-box widget-vbox");
  el.append(...model.get("children").map((child) => made(referred(child, around.models), around)));
  return el;
}

function slider(model) {
  const el = element("jupyter-widgets widget-inline-hbox widget-slider widget-hslider");
  const label = Object.assign(document.createElement("label"), {
    className: "widget-label",
    textContent: model.get("description"),
  });
  const container = element("slider-container");
  const track = element("slider");
  container.append(track);
  el.append(label, container);
  slide(track, model);
  return el;
}

/** The track and its handle follow the model, and the model follows them. */
function slide(track, model) {
  const { min, max, step, value } = model.values;
  const made = noUiSlider.create(track, {
    start: value,
    behaviour: "drag-tap",
    range: { min, max },
    step,
    animate: false,
    format: { from: Number, to: (number) => number },
  });
  made.on("update", ([to]) => model.set("value", to));
  model.on("change:value", () => {
    if (made.get() !== model.get("value")) made.set(model.get("value"));
  });
}

function element(className) {
  return Object.assign(document.createElement("div"), { className });
}
