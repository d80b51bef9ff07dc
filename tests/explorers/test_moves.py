"""A move of a slider moves the curves alone: what stands there then is what would be drawn afresh."""

from __future__ import annotations

import pytest
from conftest import PAGES, open_page

EXPLORED = [page for page in PAGES if page.startswith("chapters/") or page == "book/index.html"]

# Each slider that is seen is moved, there and some of the way back, a frame between two steps. Then the curves rest, as
# long as their axes may follow them. Drawn afresh, they may lie in another order.
MOVE = """async () => {
  const root = document.querySelector(".explorer");
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const charts = () => [...root.querySelectorAll(".js-plotly-plot")].filter((chart) => chart.checkVisibility());
  const marks = (chart) => [...chart.querySelectorAll(".scatterlayer :is(path, text)")].map((mark) =>
    ["d", "transform", "x", "y"].map((name) => mark.getAttribute(name)).join("|") + mark.textContent);
  const seen = () => charts().map((chart) => marks(chart).sort());
  const drawn = [seen()];
  for (const handle of root.querySelectorAll("[role=slider]")) {
    if (!handle.checkVisibility()) continue;
    for (const key of ["PageUp", "PageUp", "ArrowLeft", "PageDown", "PageDown", "PageDown", "ArrowRight"]) {
      handle.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      await frame();
    }
  }
  await new Promise((done) => setTimeout(done, 1000));
  drawn.push(seen());
  root.explorer.draw();
  drawn.push(seen());
  return drawn.map((one) => JSON.stringify(one));
}"""


@pytest.mark.parametrize("name", EXPLORED)
def test_moved_curves_are_those_that_are_drawn_afresh(page, site_url, name):
    open_page(page, f"{site_url}{name}")
    first, moved, afresh = page.evaluate(MOVE)
    assert first != moved
    assert moved == afresh
