"""With the colors of the system (forced colors), nothing is told by a filling that is no longer there."""

from __future__ import annotations

import base64

import pytest
from conftest import CHAPTER, Watch, open_page, settle
from explorer_page import unfold

# The colors of a picture, the most frequent first, without the blends at edges.
COLORS = """async (picture) => {
  const image = new Image();
  image.src = picture;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
  const pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  const { data } = pen.getImageData(0, 0, image.width, image.height);
  const counts = new Map();
  for (let at = 0; at < data.length; at += 4) {
    const color = data.slice(at, at + 3).join();
    counts.set(color, (counts.get(color) ?? 0) + 1);
  }
  const many = [...counts].filter(([, count]) => count > data.length / 4 / 200);
  return many.sort((a, b) => b[1] - a[1]).map(([color]) => color);
}"""


@pytest.fixture(scope="module", params=["light", "dark"])
def forced(first_tab, site_url, request):
    """Opens a page with the colors of the system, once for all tests of it."""
    watch, opened = Watch(own=site_url), {}

    def open_at(name):
        if name not in opened:
            page = opened[name] = first_tab.context.new_page()
            watch.follow(page)
            page.emulate_media(forced_colors="active", color_scheme=request.param)
            open_page(page, site_url + name)
        page = opened[name]
        page.locator("[data-tool=reset]").click()
        settle(page)
        return page

    yield open_at
    for page in opened.values():
        page.close()
    assert watch.problems == []


def colors(page, locator):
    locator.scroll_into_view_if_needed()
    picture = base64.b64encode(locator.screenshot()).decode()
    return page.evaluate(COLORS, f"data:image/png;base64,{picture}")


def test_a_track_shows_how_far_it_is_from_health(forced):
    page = forced(CHAPTER)
    track = page.locator("[data-explorer=resistance] [data-control=liver] .noUi-connects")
    page.evaluate("document.querySelector('.explorer').explorer.set({ liver: 40 })")
    settle(page)
    assert (
        len(
            colors(
                page,
                page.locator("[data-explorer=resistance] [data-control=liver] .slider-container"),
            )
        )
        >= 3
    )  # paper, track, stretch
    assert track.evaluate("(at) => getComputedStyle(at).backgroundColor") != "rgba(0, 0, 0, 0)"


def test_a_pressed_button_looks_unlike_the_others(forced):
    page = forced(CHAPTER)
    unfold(page)
    for name in ("[data-preset]", "[data-unit]"):
        buttons = page.locator(f".explorer {name}")
        pressed = buttons.and_(page.locator("[aria-pressed=true]")).first
        other = buttons.and_(page.locator("[aria-pressed=false]")).first
        assert colors(page, pressed)[0] != colors(page, other)[0], name


def test_a_gauge_shows_how_full_it_is(forced):
    page = forced("chapters/03-insulin-opens-the-door.html")
    gauge = page.locator(".explorer-gauge").first
    assert len(colors(page, gauge)) >= 2


def test_a_chart_keeps_the_contrast_of_its_own_colors(forced):
    """Labels and paper come from one palette, and not one from the system and one from the book."""
    page = forced(CHAPTER)
    chart = page.locator("[data-explorer=resistance] .explorer-stage .explorer-chart")
    script = """(at) => [getComputedStyle(at.querySelector(".xtick text")).fill, at.layout.xaxis.tickfont.color]"""
    shown, stated = chart.evaluate(script)
    red, green, blue = (int(stated[at : at + 2], 16) for at in (1, 3, 5))
    assert shown == f"rgb({red}, {green}, {blue})"


def test_a_body_keeps_the_ground_that_its_own_colors_are_made_for(forced):
    page = forced("chapters/01-main-players.html")
    drawing = page.locator(".explorer-drawing")
    script = """(at) => {
      const stated = getComputedStyle(at).getPropertyValue("--explorer-paper").slice(1).match(/../g);
      return [getComputedStyle(at).backgroundColor, stated.map((part) => parseInt(part, 16))];
    }"""
    shown, (red, green, blue) = drawing.evaluate(script)
    assert shown == f"rgb({red}, {green}, {blue})"
