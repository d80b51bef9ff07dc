/**
 * The anywidget module behind every explorer: it finds the explorer by the name in its `spec`
 * and mounts it. To add an explorer, write its module and name it here.
 */
import { compensation } from "./compensation.js";
import { mount } from "./explorer.js";
import { resistance } from "./resistance.js";
import { years } from "./years.js";

const EXPLORERS = { compensation, resistance, years };

/** @param {{model: object, el: HTMLElement}} context what anywidget hands over */
function render({ model, el }) {
  return mount(EXPLORERS[model.get("spec").name], model, el);
}

export default { render };
