"""A chart's first draw is long on a slow device: it stops for the reader, and loses nothing of what is asked then."""

from __future__ import annotations

from conftest import CHAPTER, open_page, settle

# Every clock reading comes long after the one before it, so that each place for a pause is one. In the pauses of the
# first explorer's draw, its curves are counted, and once the reader moves its first slider and takes the other theme.
SLOW = """(() => {
  const asked = (window.asked = { pauses: 0, curves: [] });
  const now = performance.now.bind(performance);
  let late = 0;
  performance.now = () => now() + (late += 20);
  const pause = scheduler.yield.bind(scheduler);
  scheduler.yield = async () => {
    const chart = document.querySelector(".explorer .js-plotly-plot");
    const root = chart?.closest(".explorer");
    if (chart && !root.explorer) {
      asked.pauses += 1;
      asked.curves.push(chart.querySelectorAll(".scatterlayer .js-line").length);
      if (asked.pauses === 3) {
        Object.assign(document.documentElement.dataset, { mode: "dark", theme: "dark" }); // as the button does
        const key = new KeyboardEvent("keydown", { key: "Home", bubbles: true });
        root.querySelector("[role=slider]").dispatchEvent(key);
        asked.theme = document.documentElement.dataset.theme;
        asked.value = Number(root.querySelector("[role=slider]").getAttribute("aria-valuenow"));
      }
    }
    return pause();
  };
})()"""

DRAWN = """(root) => {
  const [chart] = root.querySelectorAll(".js-plotly-plot");
  const glucose = chart.data.find(({ meta }) => meta.run === "now" && meta.series === "glucose");
  return { highest: Math.max(...glucose.y), ink: chart.layout.font.color };
}"""


def test_a_reader_has_turns_during_the_first_draw(page, site_url):
    page.add_init_script(SLOW)
    open_page(page, site_url + CHAPTER)
    asked = page.evaluate("asked")
    assert asked["pauses"] >= 8
    assert asked["curves"][0] == 0
    root = page.locator(".explorer").first
    control = root.locator("[data-control]").first.get_attribute("data-control")
    settle(page)
    state = root.evaluate("(root) => root.explorer.state")
    assert state["values"][control] == asked["value"]
    drawn = root.evaluate(DRAWN)
    assert abs(drawn["highest"] - state["results"]["glucose_peak_mgdl"]) < 0.01
    assert page.evaluate("document.documentElement.dataset.theme") == asked["theme"]
    # What is drawn afresh looks as what came of the interrupted draw does.
    root.evaluate("(root) => root.explorer.draw()")
    assert root.evaluate(DRAWN) == drawn
