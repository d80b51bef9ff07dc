// All that one explorer needs, for a file of its own (book/alone.py): light or dark as the system has it, the charts,
// and what brings the widget to life.
import "./charts.js";
import "./site.js";

const dark = matchMedia("(prefers-color-scheme: dark)");

function follow() {
  document.documentElement.dataset.theme = dark.matches ? "dark" : "light";
}

dark.addEventListener("change", follow);
follow();
