// Renders formulas with KaTeX: a JSON list of {tex, display} on stdin, a JSON list of
// {html} or {error} on stdout.
import { readFileSync } from "node:fs";
import katex from "katex";

function render({ tex, display }) {
  try {
    return { html: katex.renderToString(tex, { displayMode: display, strict: "error" }) };
  } catch (error) {
    return { error: error.message };
  }
}

const formulas = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(formulas.map(render)));
