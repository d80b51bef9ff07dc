// anywidget's own model and view (AnyModel, AnyView) as an ES module.
import * as base from "@jupyter-widgets/base";
import { caught } from "./amd.js";
import "anywidget";

delete globalThis.define;

export default caught.factory(base);
