/** Plotly with what the explorers draw: lines and dots, lines across, texts, a legend and what a pointer reads. */
import annotations from "plotly.js/src/components/annotations/index.js";
import fx from "plotly.js/src/components/fx/index.js";
import legend from "plotly.js/src/components/legend/index.js";
import modebar from "plotly.js/src/components/modebar/index.js";
import shapes from "plotly.js/src/components/shapes/index.js";
import en from "plotly.js/src/locale-en.js";
import enUs from "plotly.js/src/locale-en-us.js";
import plots from "plotly.js/src/plot_api/plot_api.js";
import toImage from "plotly.js/src/plot_api/to_image.js";
import registry from "plotly.js/src/registry.js";
import scatter from "plotly.js/src/traces/scatter/index.js";

// The pointer's labels look at the legend, and the legend at the shapes.
registry.register([scatter, annotations, shapes, legend, fx, modebar, en, enUs]);
for (const [name, fn] of Object.entries(plots)) registry.register({ moduleType: "apiMethod", name, fn });

const { animate, purge, react, redraw, restyle } = plots;

export default { animate, purge, react, redraw, restyle, toImage };
