// A widget manager for a page without a kernel: it builds the models from the state stored in the
// page and shows their views. The modules come from the site's own bundle, never from a network.
import * as base from "@jupyter-widgets/base";
import { ManagerBase } from "@jupyter-widgets/base-manager";
import * as controls from "@jupyter-widgets/controls";
import { MessageLoop } from "@lumino/messaging";
import { Widget } from "@lumino/widgets";
import anywidget from "./anywidget.js";

const MODULES = {
  "@jupyter-widgets/base": base,
  "@jupyter-widgets/controls": controls,
  anywidget,
};

export class StaticManager extends ManagerBase {
  async loadClass(className, moduleName) {
    const found = MODULES[moduleName]?.[className];
    if (!found) throw new Error(`The site carries no widget ${moduleName}.${className}`);
    return found;
  }

  /** No kernel: there are no channels to it, and none can be opened. */
  async _get_comm_info() {
    return {};
  }

  /** @returns {Promise<never>} */
  async _create_comm() {
    throw new Error("A static page has no kernel to talk to");
  }

  /** Draw the view of model `modelId` into `host`, an element of the page. */
  async show(modelId, host) {
    const view = await this.create_view(await this.get_model(modelId));
    const widget = view.luminoWidget;
    Widget.attach(widget, host);
    window.addEventListener("resize", () => MessageLoop.postMessage(widget, Widget.ResizeMessage.UnknownSize));
  }
}
