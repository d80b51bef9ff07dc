"""Windows and type of any size: nothing is cut, and a slider is moved in sight of what it moves."""

from __future__ import annotations

import pytest
from conftest import PAGES, open_page

# Width and height of the window, and the size of type that the reader set, in pixels.
PHONES = [(390, 664, 16), (360, 640, 16), (844, 390, 16), (667, 375, 16), (390, 844, 24)]
OTHERS = [
    (320, 800, 16),
    (320, 256, 16),
    (1280, 900, 24),
    (1280, 900, 32),
]  # the second is 1280 x 1024 at 400%
# With a slider in the middle of the window: how much of the main chart is in view, and whether the slider can be hit.
TOGETHER = """(slider) => {
  slider.scrollIntoView({ block: "center", behavior: "instant" });
  const chart = slider.closest(".explorer").querySelector(".explorer-stage > .explorer-chart").getBoundingClientRect();
  const roof = document.querySelector(".bd-header-article").getBoundingClientRect().bottom;
  const seen = Math.min(chart.bottom, innerHeight) - Math.max(chart.top, roof, 0);
  const { x, y, width, height } = slider.getBoundingClientRect();
  const hit = document.elementFromPoint(x + width / 2, y + height / 2);
  return [seen / chart.height, slider.contains(hit)];
}"""
# Stacked, or at least half of the explorer's box.
WIDE_ENOUGH = """(root) => {
  const chart = root.querySelector(".explorer-stage > .explorer-chart");
  const box = root.getBoundingClientRect(), sliders = root.querySelector("[data-control]").getBoundingClientRect();
  const stacked = chart.getBoundingClientRect().left < sliders.right;
  return chart.clientWidth >= (stacked ? 0.9 : 0.5) * (box.width - 48);
}"""


def resize(page, width, height, type_size):
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate(
        "(size) => { document.documentElement.style.fontSize = `${size}px`; dispatchEvent(new Event('resize')); }",
        type_size,
    )
    page.wait_for_timeout(200)


@pytest.mark.parametrize("name", PAGES)
def test_page_holds_at_any_size(page, site_url, name):
    page.emulate_media(reduced_motion="reduce")
    open_page(page, site_url + name)
    explorers = page.locator(".explorer").all()
    for size in PHONES + OTHERS:
        resize(page, *size)
        beyond = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert beyond <= 0, f"{size}: scrolls sideways by {beyond}"
        for explorer in explorers:
            assert explorer.evaluate(WIDE_ENOUGH), f"{size}: too narrow a chart"
    for size in PHONES if explorers else []:
        resize(page, *size)
        for slider in page.locator(".explorer [role=slider]:visible").all():
            seen, hit = slider.evaluate(TOGETHER)
            what = f"{size}: {slider.get_attribute('aria-label')}"
            assert hit, f"{what} is covered"
            assert seen >= 0.5, f"{what}: {seen:.0%} of the chart is in view"
