// The one charts script of the page. It is the largest one, so it comes after all others (plotly.js waits for it), and
// comes to life in steps.
import { breather } from "../../widgets/javascript/pause.js";

/** What the last step would bring to life all at once, each with all that it needs. */
const STEPS = [
  () => import("plotly.js/src/lib/index.js"),
  () => import("plotly.js/src/traces/scatter/attributes.js"),
  () => import("plotly.js/src/plots/plots.js"),
  () => import("plotly.js/src/components/annotations/index.js"),
  () => import("plotly.js/src/components/shapes/index.js"),
  () => import("plotly.js/src/plot_api/plot_api.js"),
];

async function charts() {
  const rest = breather();
  for (const step of STEPS) {
    await step();
    await rest();
  }
  const { default: Plotly } = await import("../../widgets/explorers/kit/plotly.js");
  globalThis.Plotly = Plotly;
}

globalThis.cellsListening = { ...globalThis.cellsListening, charts: charts() };
