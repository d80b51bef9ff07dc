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
import { plot as plotTraces } from "plotly.js/src/plots/cartesian/index.js";
import registry from "plotly.js/src/registry.js";
import scatter from "plotly.js/src/traces/scatter/index.js";

// The pointer's labels look at the legend, and the legend at the shapes.
registry.register([scatter, annotations, shapes, legend, fx, modebar, en, enUs]);
for (const [name, fn] of Object.entries(plots)) registry.register({ moduleType: "apiMethod", name, fn });

/** For curves of a chart of which others stay as they are. */
const AT_ONCE = { duration: 0 };

/**
 * Move curves of a chart that is drawn: nothing else has changed, and they are seen as before. Upstream's own ways,
 * `restyle` and `animate`, work out anew all that a chart states, which takes longer than to draw the curves.
 * @param {any} chart
 * @param {{x?: ArrayLike<any>, y: ArrayLike<any>}[]} data
 * @param {number[]} traces where they are
 */
function move(chart, data, traces) {
  traces.forEach((index, place) => {
    Object.assign(chart.data[index], data[place]);
    chart.calcdata[index] = calculated(chart, Object.assign(chart._fullData[index], data[place]));
  });
  for (const subplot of Object.values(chart._fullLayout._plots)) scatter.crossTraceCalc(chart, subplot);
  fx.calc(chart);
  plotTraces(chart, traces, AT_ONCE);
}

/** The points of a curve, as Plotly keeps them; of one that is not seen, one that is nowhere. */
function calculated(chart, trace) {
  trace._length = Math.min(trace.x?.length ?? 0, trace.y?.length ?? 0);
  trace._extremes = {};
  const [first = {}, ...others] = trace.visible === true ? scatter.calc(chart, trace) : [];
  return [Object.assign(first, { t: first.t ?? {}, trace }), ...others];
}

const { purge, react, redraw, restyle } = plots;

export default { move, purge, react, redraw, restyle, toImage };
