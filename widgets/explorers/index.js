/**
 * The anywidget module behind every explorer: it finds the explorer by the name in its `spec`
 * and mounts it. To add an explorer, write its module and name it here.
 */
import body from "./body/body.js";
import compensation from "./compensation/compensation.js";
import { mount } from "./kit/explorer.js";
import loop from "./loop/loop.js";
import meal from "./meal/meal.js";
import practices from "./practices/practices.js";
import reasons from "./reasons/reasons.js";
import reserve from "./reserve/reserve.js";
import resistance from "./resistance/resistance.js";
import uptake from "./uptake/uptake.js";
import years from "./years/years.js";

const EXPLORERS = { body, compensation, loop, meal, practices, reasons, reserve, resistance, uptake, years };

/** @param {{model: import("./kit/types.js").Model, el: HTMLElement}} view what anywidget hands over */
function render({ model, el }) {
  return mount(EXPLORERS[model.get("spec").name], model, el);
}

export default { render };
