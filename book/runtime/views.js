/**
 * The views of the widgets that the book's pages hold: the book's own (anywidget), the box around an explorer, and
 * its sliders. Elements and classes are those of ipywidgets, so that one style sheet serves a notebook and the site.
 */
import noUiSlider from "nouislider";
import { element } from "../../widgets/javascript/page.js";
import { pause } from "../../widgets/javascript/pause.js";
import { referred } from "./model.js";

const VIEWS = { AnyModel: bundled, FloatSliderModel: slider, VBoxModel: box };

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
  const el = viewOf(model, { models, modules, later });
  host.append(el);
  // The book's own widgets measure the box that they stand in.
  for (const render of later) {
    await pause();
    await render();
  }
  return el;
}

function viewOf(model, around) {
  if (!VIEWS[model.kind]) throw new Error(`The site has no view of a ${model.kind}`);
  const el = VIEWS[model.kind](model, around);
  el.classList.add(...(model.get("_dom_classes") ?? []));
  return el;
}

function bundled(model, { modules, later }) {
  const el = element("div");
  const [, name] = model.get("_anywidget_id").split(".");
  later.push(() => modules[name].render({ model, el }));
  return el;
}

function box(model, around) {
  const el = element("div", { class: "jupyter-widgets widget-container widget-box widget-vbox" });
  el.append(...model.get("children").map((child) => viewOf(referred(child, around.models), around)));
  return el;
}

function slider(model) {
  const track = element("div", { class: "slider" });
  const el = element(
    "div",
    { class: "jupyter-widgets widget-inline-hbox widget-slider widget-hslider" },
    element("label", { class: "widget-label" }, model.get("description")),
    element("div", { class: "slider-container" }, track),
  );
  slide(track, model);
  return el;
}

/** The track and its handle follow the model, and the model follows them. */
function slide(track, model) {
  const { min, max, step, value } = model.values;
  const handle = noUiSlider.create(track, {
    start: value,
    behaviour: "drag-tap",
    range: { min, max },
    step,
    animate: false,
    format: { from: Number, to: (number) => number },
  });
  handle.on("update", ([to]) => model.set("value", to));
  model.on("change:value", () => {
    if (handle.get() !== model.get("value")) handle.set(model.get("value"));
  });
}
