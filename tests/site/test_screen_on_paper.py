"""A page printed from the browser: all that is drawn is inside the sheet, from any window and in any theme."""

from __future__ import annotations

import io

import pytest
from conftest import CHAPTER, PAGES, open_page, settle
from pypdf import PdfReader

CHAPTERS = [name for name in PAGES if name.startswith("chapters/")]
MARGIN = "1cm"  # a browser's own
SHEETS = {"A4": 210, "Letter": 215.9}  # width in mm
WINDOWS = {
    "a desk, dark": ({"width": 1280, "height": 900}, "dark"),
    "a phone, light": ({"width": 390, "height": 844}, "light"),
}
# What a printer gets: the charts are drawn anew before it lays out the sheet.
DRAWN = """() => {
  dispatchEvent(new Event("beforeprint"));
  const shown = [...document.querySelectorAll(".explorer .main-svg")].filter((at) => at.checkVisibility());
  const drawn = shown.map((svg) => {
    const chart = svg.closest(".explorer-chart"), root = svg.closest(".explorer").getBoundingClientRect();
    const box = svg.getBoundingClientRect();
    return { inside: box.left >= root.left && box.right <= root.right, size: [chart.layout.width, chart.layout.height],
      paper: chart.layout.paper_bgcolor, width: root.width };
  });
  dispatchEvent(new Event("afterprint"));
  return drawn;
}"""


def drawn_from(page, window):
    """What the explorers are drawn as for a print from a window."""
    size, scheme = WINDOWS[window]
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
    settle(page, 200)
    return page.evaluate(DRAWN)


@pytest.mark.parametrize("visit", CHAPTERS, indirect=True)
def test_charts_on_paper_are_the_same_from_any_window_and_theme(visited):
    desk, phone = (drawn_from(visited, window) for window in WINDOWS)
    assert desk == phone
    narrowest = (min(SHEETS.values()) - 20) / 25.4 * 96  # pixels between the margins
    for chart in desk:
        assert chart["inside"]
        assert chart["width"] <= narrowest
        assert chart["paper"] == "#FFFDF9"  # the light palette, whatever the screen was


#: Has every typeface that the page knows, but for those that this machine lacks.
TYPE = "Promise.all([...document.fonts].map((face) => face.load().catch(() => null)))"


def wait_for_type(page):
    """Let a page wait for its type: on a busy machine it would go on with a fallback, and break its lines elsewhere."""

    def answer(route):
        found = route.fetch()
        style = found.text().replace("font-display:optional", "font-display:block")
        route.fulfill(response=found, body=style)

    page.route("**/_static/book/book.css*", answer)


@pytest.mark.parametrize("sheet", SHEETS)
def test_sheets_are_the_same_from_any_window_and_theme(page, site_url, sheet):
    wait_for_type(page)
    prints = []
    for size, scheme in WINDOWS.values():
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        open_page(page, site_url + CHAPTERS[2])
        settle(page, 500)  # what is drawn in the frames after a page is ready
        page.evaluate(TYPE)  # what paper alone shows would ask for it when it is printed
        margins = dict.fromkeys(("top", "bottom", "left", "right"), MARGIN)
        pdf = PdfReader(io.BytesIO(page.pdf(format=sheet, margin=margins)))
        prints.append([sheet.extract_text() for sheet in pdf.pages])
    assert prints[0] == prints[1]
    explorer, *_ = [  # a small figure says it too, later
        text for text in prints[0] if "Where the drink’s glucose is" in text
    ]
    assert "In the urine" in explorer  # both charts and the table on one sheet


def test_the_screen_is_as_before_after_a_print(page, site_url):
    open_page(page, site_url + CHAPTERS[2])
    size = "(at) => [at.clientWidth, at.layout.width, at.layout.height]"
    chart = page.locator("[data-explorer=uptake] .explorer-stage > .explorer-chart")
    before = chart.evaluate(size)
    page.evaluate(DRAWN)
    settle(page, 200)
    assert chart.evaluate(size) == before


def test_a_value_stands_apart_from_its_label(page, site_url):
    page.emulate_media(media="print")
    open_page(page, site_url + CHAPTERS[2])
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for control in page.locator("[data-control]").all():
        label = control.locator(".widget-label").bounding_box()
        value = control.locator(".explorer-control-value").bounding_box()
        assert value["x"] - (label["x"] + label["width"]) >= 8


BETS = [CHAPTERS[4], CHAPTERS[7]]  # one pad, and a scene of two with their stages
LOOK = """() => [...document.querySelectorAll(".bet-pads .curve-chart, .bet-stages, .bet-years")].map((part) =>
  [part.getAttribute("viewBox"), part.className.baseVal ?? part.className, part.clientWidth, part.clientHeight])"""


def first_sheet(page, address, window, motion):
    """What a sheet draws of a bet answered just now, and the look of the page before the print and after."""
    size, scheme = window
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme, reduced_motion=motion)
    open_page(page, address)
    page.locator(".bet-choice input").first.check()
    page.evaluate(TYPE)
    page.locator(".bet-commit").click()
    before = page.evaluate(LOOK)
    margins = dict.fromkeys(("top", "bottom", "left", "right"), MARGIN)
    pdf = PdfReader(io.BytesIO(page.pdf(format="A4", margin=margins)))
    settle(page, 200)
    after = page.evaluate(LOOK)
    page.locator(".bet-back").click()
    return pdf.pages[0].get_contents().get_data(), before, after


@pytest.mark.parametrize("chapter", BETS)
def test_an_answered_bet_is_the_same_on_paper_from_any_window_and_at_once(page, site_url, chapter):
    wait_for_type(page)
    windows = {**WINDOWS, "a low phone": ({"width": 844, "height": 390}, "light")}
    still = first_sheet(page, site_url + chapter, windows["a desk, dark"], "reduce")[0]
    for name, window in windows.items():
        sheet, before, after = first_sheet(page, site_url + chapter, window, "no-preference")
        assert sheet == still, name
        assert after == before, name


def test_a_browser_that_says_twice_that_it_prints_leaves_the_page_as_it_was(page, site_url):
    page.emulate_media(color_scheme="dark")
    open_page(page, site_url + CHAPTER)
    for said in ("beforeprint", "beforeprint", "afterprint"):
        page.evaluate("(said) => dispatchEvent(new Event(said))", said)
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
