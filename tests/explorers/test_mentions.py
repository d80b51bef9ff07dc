"""A number in the text sets the page's explorer, and a word lights up its curve."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import expect

from book.extension.mentions import told
from widgets import explorers

CHAPTER = "chapters/05-insulin-resistance.html"
EXPLORER = "resistance"

#: How much of each curve of now is to see, by its series.
SEEN = """(root) => Object.fromEntries(root.querySelector(".js-plotly-plot").data
  .filter(({ meta }) => meta.run === "now" && !meta.at)
  .map(({ meta, opacity }) => [meta.series, opacity ?? 1]))"""
BOLD = """(root) => Object.fromEntries(root.querySelector(".js-plotly-plot").data
  .filter(({ meta, line }) => meta.run === "now" && !meta.at && line)
  .map(({ meta, line }) => [meta.series, line.width]))"""
POINT = """(mention, pointerType) =>
  mention.dispatchEvent(new PointerEvent("pointerenter", { pointerType }))"""

#: The frame goes after a while, which on a busy machine may be over before a test looks.
WATCH_THE_FRAME = """(root) => new MutationObserver(() => (root.framed = true)).observe(root,
  { attributeFilter: ["data-visited"] })"""


def test_a_number_sets_the_explorer_and_there_is_a_way_back(explorer):
    page = explorer.page
    number = page.get_by_role(
        "button", name="40%: set the explorer to: Response of muscle to insulin 40%"
    )
    explorer.root.evaluate("(root) => root.explorer.set({ liver: 50, reserve: 60 })")
    explorer.root.evaluate(WATCH_THE_FRAME)
    number.focus()
    page.keyboard.press("Enter")
    explorer.draw()
    assert explorer.values == {**explorer.opening, "muscle": 40}
    expect(explorer.status).to_be_in_viewport(ratio=1)
    assert explorer.root.evaluate("(root) => root.framed")  # a frame showed which one it is
    expect(number).to_be_focused()  # the text keeps the focus, and the way back comes next
    page.keyboard.press("Tab")
    back = page.get_by_role("button", name="Back to the text")
    expect(back).to_be_focused()
    assert back.bounding_box()["height"] >= 44  # WCAG 2.5.5
    page.keyboard.press("Enter")
    expect(number).to_be_focused()
    expect(number).to_be_in_viewport()
    expect(back).to_have_count(0)


#: How a word is looked at, and how a reader goes on.
LOOKS = [
    ("(word) => word.focus()", "(word) => word.blur()"),
    (POINT, "(word) => word.dispatchEvent(new PointerEvent('pointerleave'))"),
]


def test_a_word_lights_up_its_curve(explorer):
    page = explorer.page
    word = page.get_by_role("button", name="insulin: light up this curve in the charts")
    everything, widths = explorer.root.evaluate(SEEN), explorer.root.evaluate(BOLD)
    assert set(everything.values()) == {1}
    word.evaluate(POINT, "touch")  # a finger that scrolls by
    assert explorer.root.evaluate(SEEN) == everything
    for begin, end in LOOKS:
        word.evaluate(begin, "mouse")
        lit = explorer.root.evaluate(SEEN)
        assert lit["insulin"] == 1
        assert lit["glucose"] < 0.5
        bold = explorer.root.evaluate(BOLD)  # also where no other curve is there to fade
        assert bold["insulin"] > widths["insulin"]
        assert bold["glucose"] == widths["glucose"]
        word.evaluate(end)
        assert explorer.root.evaluate(SEEN) == everything


def test_a_word_says_where_its_curve_is_if_that_is_far(opened):
    page = opened.page
    page.set_viewport_size({"width": 1280, "height": 200})
    word = page.get_by_role("button", name="insulin: light up this curve in the charts")
    for begin, end in LOOKS:
        word.evaluate(begin, "mouse")
        expect(word).to_have_attribute("data-where", "See it in the chart above")
        word.evaluate(end)
        assert word.get_attribute("data-where") is None


def test_on_paper_and_without_scripts_they_are_text(explorer, site_dir):
    page = explorer.page
    page.emulate_media(media="print")
    look = page.locator(".mention").first.evaluate(
        "(mention) => [getComputedStyle(mention).textDecorationLine, getComputedStyle(mention).backgroundColor]"
    )
    page.emulate_media(media="screen")
    assert look == ["none", "rgba(0, 0, 0, 0)"]
    written = BeautifulSoup((site_dir / CHAPTER).read_text("utf-8"), "html.parser")
    mentions = written.select(".mention")
    assert mentions
    assert all(one.name == "span" and not one.get("role") for one in mentions)


REFUSED = {
    "resistance?muscle=400": "muscle is 400; allowed: 10 to 100% in steps of 1",
    "resistance?muscle=40.5": "muscle is 40.5; allowed: 10 to 100% in steps of 1",
    "resistance?muscle=much": "muscle is much; allowed: 10 to 100% in steps of 1",
    "resistance?muscles=40": "slider is 'muscles'; allowed: muscle, liver, reserve, grams",
    "resistance?light=blue": "light is 'blue'; allowed: glucose, insulin",
    "resistance?light=insulin&muscle=40": "settings are 'light=insulin&muscle=40'; allowed: light=curve by itself",
    "resistance?": "settings are ''; allowed: slider=value, or light=curve",
    "years?muscle=40": "explorer is 'years'; allowed on this page: resistance",
}


@pytest.mark.parametrize("asked", REFUSED)
def test_what_an_explorer_cannot_show_stops_the_build_with_one_line(asked):
    view = explorers.resistance().view
    with pytest.raises(ValueError, match=f"^{re.escape(REFUSED[asked])}$"):
        told(asked, {"resistance": {"spec": view.spec, "figure": view.figure}})
