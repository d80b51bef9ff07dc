/**
 * The anywidget module behind every explorer: it finds the explorer by the name in its `spec` and mounts it.
 * `bundle.mjs` finds them: every folder here that holds a module of its own name.
 */
import explorers from "../generated/explorers.js";
import { mount } from "./kit/explorer.js";

/** @param {{model: import("./kit/types.js").Model, el: HTMLElement}} view what anywidget hands over */
function render({ model, el }) {
  const { name, explorer = name } = model.get("spec"); // one that is seen small has a name of its own
  return mount(explorers[explorer], model, el);
}

export default { render };
