// Bundles the book's JavaScript and styles with esbuild.
//
//   node bundle.mjs explorers   widgets/bundle/: one self-contained anywidget module (and style
//                               sheet) a widget package, for JupyterLab, Binder and Colab
//   node bundle.mjs site        _build/site-assets/: the scripts, style sheets and fonts that the
//                               static site serves to all its pages; and _build/alone/, what one
//                               explorer needs as a file of its own
//
// Either first writes the model's JavaScript from the symbolic equations, the table of the ways of living, the palette
// as a style sheet and a module, and which explorers there are; `site` also writes what the book asks its readers
// (BUNDLE_PYTHON names the interpreter, `python` unless told).
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { build } from "esbuild";
import { rules as plotlyRules, trimmed } from "./plotly.mjs";

const WIDGETS = ["bets", "cases", "explorers", "quizzes"];
const MODULES = {
  bets: "widgets/bets/javascript/index.js",
  cases: "widgets/cases/javascript/index.js",
  explorers: "widgets/explorers/index.js",
  quizzes: "widgets/quizzes/javascript/index.js",
};
const STYLES = {
  bets: "widgets/bets/index.css",
  cases: "widgets/cases/cases.css",
  explorers: "widgets/generated/explorers.css",
  quizzes: "widgets/quizzes/quizzes.css",
};
const SITE = "_build/site-assets/book";
const ALONE = "_build/alone";

/** The oldest browsers that the book runs in, as the README says: those of 2022. They have all that the scripts call. */
const OLDEST = ["chrome98", "edge98", "firefox104", "safari15.4"];

const shared = {
  bundle: true,
  minify: true,
  legalComments: "none",
  target: OLDEST,
  logLevel: "warning",
  loader: { ".svg": "dataurl" },
  define: { global: "globalThis", "define.amd": "false" },
  plugins: [trimmed],
};

/** On the site the charts are a script by themselves, and so is the scene of a bet; a bet asks the explorers that the page has. */
const apart = {
  name: "apart",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/plotly\.js$/ }, () => ({ path: resolve("book/runtime/plotly.js") }));
    onResolve({ filter: /^\.\/scene\.js$/ }, () => ({ path: resolve("book/runtime/arrived_scene.js") }));
    onResolve({ filter: /generated\/explorers\.js$/ }, ({ importer }) =>
      importer.startsWith(resolve("widgets/bets")) ? { path: resolve("book/runtime/explorers.js") } : undefined,
    );
  },
};

/** Write which explorers there are, and their style sheets: every folder that holds a module of its own name. */
function writeExplorers() {
  const room = "widgets/explorers";
  const names = readdirSync(room).filter((name) => existsSync(`${room}/${name}/${name}.js`));
  const imports = names.map((name) => `import ${name} from "../explorers/${name}/${name}.js";\n`);
  const styled = names.filter((name) => existsSync(`${room}/${name}/${name}.css`));
  // The kit comes first: an explorer's own rules stand over it, and the kit's over those of Plotly.
  const sheets = ["kit/explorers", "kit/small", ...styled.map((name) => `${name}/${name}`)];
  const rules = sheets.map((sheet) => `@import "../explorers/${sheet}.css";\n`);
  mkdirSync("widgets/generated", { recursive: true });
  writeFileSync("widgets/generated/explorers.js", `${imports.join("")}export default { ${names.join(", ")} };\n`);
  writeFileSync("widgets/generated/plotly.css", plotlyRules());
  writeFileSync("widgets/generated/explorers.css", `@import "./plotly.css";\n${rules.join("")}`);
}

/** What JupyterLab loads: each package by itself, with the charts inside. */
async function bundleExplorers() {
  const outdir = "widgets/bundle";
  const { outputFiles } = await build({
    ...shared,
    format: "esm",
    outdir,
    write: false,
    entryPoints: WIDGETS.flatMap((name) => [
      { in: MODULES[name], out: name },
      { in: STYLES[name], out: name },
    ]),
  });
  replace(outdir, outputFiles);
}

/** Let a folder hold these files alone. Each is whole at any time: a kernel beside this may be reading it. */
function replace(folder, files) {
  mkdirSync(folder, { recursive: true });
  for (const { path, contents } of files) {
    writeFileSync(`${path}.new`, contents);
    renameSync(`${path}.new`, path);
  }
  const names = new Set(files.map(({ path }) => basename(path)));
  for (const name of readdirSync(folder)) if (!names.has(name)) rmSync(`${folder}/${name}`, { recursive: true });
}

/** What the site serves: the charts once, by themselves, and all widgets in one script. */
async function bundleSite() {
  write("book.asked");
  rmSync(SITE, { recursive: true, force: true });
  const scripts = await build({
    ...shared,
    format: "iife",
    metafile: true,
    outdir: SITE,
    entryPoints: [
      "bets",
      "buttons",
      "charts",
      "first",
      "front",
      "notes",
      "page",
      "record",
      "review",
      "scene",
      "search",
      "second",
      "site",
      "steps",
    ].map((name) => `book/runtime/${name}.js`),
    plugins: [...shared.plugins, apart],
  });
  const styles = await build({
    ...shared,
    metafile: true,
    outdir: SITE,
    entryPoints: [
      ...["book", "widgets", "formulas", "no-script", "notes", "paper", "record", "review", "steps"].map((name) => ({
        in: `book/theme/${name}.css`,
        out: name,
      })),
      ...["bets", "scene"].map((name) => ({ in: `widgets/bets/${name}.css`, out: name })),
    ],
    assetNames: "fonts/[name]",
    loader: { ...shared.loader, ".woff2": "file", ".woff": "empty", ".ttf": "empty" },
  });
  // A page keeps the fonts that it began with; on paper and in pictures all wait for them.
  const sheet = readFileSync(`${SITE}/book.css`, "utf8");
  writeFileSync(`${SITE}/book.css`, sheet.replaceAll("font-display:swap", "font-display:optional"));
  await build({
    ...shared,
    format: "iife",
    outdir: ALONE,
    entryPoints: ["book/runtime/alone.js", "book/theme/alone.css"],
    entryNames: "[name]",
    plugins: [...shared.plugins, apart],
  });
  writeFileSync(`${SITE}/licenses.txt`, licenses([scripts, styles]));
}

/** The licenses of all that others wrote and that is in a bundle. */
function licenses(builds) {
  const files = builds.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  // What plotly.mjs puts together itself stands under `parts:`.
  const folders = files.map(
    (file) => file.replace(/^parts:/, "node_modules/").match(/^.*node_modules\/(@[^/]+\/)?[^/]+/)?.[0],
  );
  const texts = [...new Set(folders)].filter(Boolean).map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    return `${name} ${version}: ${license}\n\n${file ? readFileSync(`${folder}/${file}`, "utf8") : ""}`;
  });
  return texts.join("\n\n");
}

/** Let a Python module write the files that it states. */
function write(module) {
  execFileSync(process.env.BUNDLE_PYTHON ?? "python", ["-m", module], { stdio: "inherit" });
}

const targets = { explorers: bundleExplorers, site: bundleSite };
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in targets));
if (asked.length === 0 || unknown.length > 0) {
  console.error(`bundle.mjs: unknown target "${unknown}"; allowed: ${Object.keys(targets).join(", ")}`);
  process.exit(2);
}
if (!existsSync("widgets/model/browser/index.js")) {
  console.error("bundle.mjs: run it from the root of the repository");
  process.exit(2);
}
const WRITERS = [
  "widgets.model.solver",
  "widgets.model.browser.module",
  "widgets.lifestyle.browser",
  "widgets.palette",
];
for (const module of WRITERS) write(module);
writeExplorers();
for (const name of asked) await targets[name]();
