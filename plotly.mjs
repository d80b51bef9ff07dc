// Plotly from its sources, without what no explorer draws: a plugin of esbuild, and Plotly's style sheet.
//
// Upstream's own bundles leave out the texts of its reference, as is done here, and cannot leave out components.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Stands for a module that nothing here comes to use, but that others name. */
const NOTHING = "module.exports = new Proxy(() => {}, { get: (it, name) => (name === '__esModule' ? false : it) });";
const NO_BUTTONS = `module.exports = {
  moduleType: "component",
  name: "modebar",
  supplyLayoutDefaults: (_, layout) => (layout.modebar = { orientation: "h" }),
  manage() {},
};`;
const LEFT_OUT = {
  "components/annotations/calc_autorange": "module.exports = () => {};", // draws each once more, to widen axes: ours are stated
  "components/colorbar/attributes": "module.exports = {};",
  "components/colorbar/defaults": NOTHING,
  "components/colorbar/has_colorbar": "module.exports = () => false;",
  "components/modebar/index": NO_BUTTONS,
  "components/selections/draw_newselection/newselections": NOTHING,
  "components/selections/helpers": NOTHING,
  "components/selections/index": NOTHING, // a region that a reader drags out
  "components/shapes/display_outlines": NOTHING, // shapes that a reader draws
  "traces/bar/cross_trace_calc": NOTHING,
  "traces/pie/helpers": NOTHING,
  "traces/pie/style_one": NOTHING,
};

/** Of culori: colors as a page writes them, by name, in hexadecimal, as rgb() and hsl(). */
const COLORS = `
  import { modeHsl, modeLrgb, modeRgb, useMode } from "culori/fn";
  for (const mode of [modeRgb, modeLrgb, modeHsl]) useMode(mode);
  export { converter, formatHex, formatRgb, wcagContrast, wcagLuminance } from "culori/fn";
`;

/** Of gl-mat4: all that is called. */
const MATRICES = `
  exports.invert = require("gl-mat4/invert");
  exports.multiply = require("gl-mat4/multiply");
`;

const PARTS = { culori: () => COLORS, "gl-mat4": () => MATRICES, "@plotly/d3": joined };

/** Of d3 (version 3, before modules): its files share one scope, and each says where the others that it needs stand. */
const D3 = "node_modules/@plotly/d3/src";
const D3_FILES = [
  "start",
  "arrays/extent",
  "behavior/drag",
  "core/rebind",
  "event/dispatch",
  "format/round",
  "interpolate/ease",
  "selection/index",
  "transition/index",
  "end",
];

function joined() {
  const met = new Set();
  const whole = (file) => {
    if (met.has(file)) return "";
    met.add(file);
    return readFileSync(`${D3}/${file}.js`, "utf8").replaceAll(/^import "(.*)";$/gm, (_, other) =>
      whole(join(dirname(file), other.endsWith("/") ? `${other}index` : other)),
    );
  };
  return D3_FILES.map(whole).join("");
}

const UNSTYLED = /modebar|data-title|cloud|notifier/;

/**
 * Plotly's style sheet. Upstream writes it into the page when the script starts, which a strict
 * Content-Security-Policy refuses.
 * @returns {string}
 */
export function rules() {
  const found = [];
  const lib = { addStyleRule: (selector, style) => found.push(`${selector}{${style}}\n`) };
  new Function("require", readFileSync("node_modules/plotly.js/build/plotcss.js", "utf8"))(() => lib);
  return found.filter((rule) => !UNSTYLED.test(rule)).join("");
}

const SOURCE = /plotly\.js\/src\/(.*)\.js$/;
const DESCRIPTION = /^( *)description: *(?:'(?:[^'\\]|\\.)*'|\[[\s\S]*?\]\.join\([^)]*\))(?= *,?$)/gm;

/**
 * Where a first draw may stop for the browser to have its turn: `pause` is a property of the chart's element
 * (kit/charts.js). Elsewhere, and once it is drawn, all is as upstream has it.
 */
const PAUSED = "const wait = gd.pause && gd.pause(); return wait ? wait.then(rest) : rest();";

/** What is other than upstream, in a few places: the text there, and ours. */
const CHANGED = {
  "lib/index": [
    ["ret = fni(arg);", "$& if (sequence.pause && sequence.length && !(ret && ret.then)) ret = sequence.pause();"],
  ],
  "plot_api/plot_api": [
    ["Plots.supplyDefaults(gd);", "$& const rest = () => {"],
    ["var plotDone = Lib.syncOrAsync(seq, gd);", "seq.pause = gd.pause; $&"],
    [/emitAfterPlot\(gd\);\s+return gd;\s+\}\);/, `$& }; ${PAUSED}`],
  ],
  "plot_api/subroutines": [
    ["// styling separate from drawing", "const rest = () => {"],
    [/fullLayout\._replotting = false;\s+return Plots\.previousPromises\(gd\);/, `$& }; ${PAUSED}`],
  ],
  "plots/cartesian/axes": [
    ["return Lib.syncOrAsync(axList.map(", "return Lib.syncOrAsync(Object.assign(axList.map("],
    [/return axDone;\s+\};\s+\}\)/, "$&, { pause: gd.pause })"],
  ],
  // The style of a bold word, set in a way that a strict Content-Security-Policy allows.
  "lib/svg_text_utils": [
    ["if(nodeSpec.style) nodeAttrs.style = nodeSpec.style;", ""],
    ["d3.select(newNode).attr(nodeAttrs);", "$& newNode.style.cssText = nodeSpec.style || '';"],
  ],
};

function source(path) {
  const [, name] = path.match(SOURCE);
  return LEFT_OUT[name] ?? changed(name, readFileSync(path, "utf8").replace(DESCRIPTION, "$1description: 0"));
}

function changed(name, text) {
  return (CHANGED[name] ?? []).reduce((made, [theirs, ours]) => {
    const next = made.replace(theirs, ours);
    if (next === made) throw new Error(`plotly.mjs: ${name} of this Plotly has no "${theirs}"`);
    return next;
  }, text);
}

export const trimmed = {
  name: "trimmed-plotly",
  setup({ onLoad, onResolve }) {
    onLoad({ filter: SOURCE }, ({ path }) => ({ contents: source(path) }));
    onLoad({ filter: /maplibre-gl\.css$/ }, () => ({ contents: "", loader: "js" }));
    onResolve({ filter: /^(culori|gl-mat4|@plotly\/d3)$/ }, ({ path, resolveDir }) => ({
      path,
      namespace: "parts",
      pluginData: resolveDir,
    }));
    onLoad({ filter: /./, namespace: "parts" }, ({ path, pluginData }) => ({
      contents: PARTS[path](),
      resolveDir: pluginData,
    }));
  },
};
