"""Each explorer fits its window: chart, sentence and the slider in use are in view together, and plots are wide.

Where it shows people, they take no room from these.
"""

from __future__ import annotations

import pytest
from conftest import PAGES, open_page
from explorer_page import ExplorerPage
from playwright.sync_api import expect

from widgets import explorers

#: A laptop, a larger one, a tablet, a phone, the phone on its side, a small phone.
WINDOWS = ((1280, 800), (1440, 900), (768, 1024), (390, 844), (844, 390), (360, 640))

#: The least width of a plot in pixels by that of the window.
PLOTS = {1280: 520, 1536: 640, 1920: 640}

#: What a browser may cut of a part by rounding, in pixels.
ROUNDING = 2

EXPLORED = [page for page in PAGES if page.startswith("chapters/") or page == "book/index.html"]

#: Puts one slider to use, as a reader does who has scrolled to the explorer, and says what of each part cannot be seen.
USE = """async ([index, step]) => {
  const root = document.querySelector(".explorer");
  const header = document.querySelector(".bd-header-article");
  const roof = Math.max(0, header.getBoundingClientRect().bottom);
  const sliders = [...root.querySelectorAll("[role=slider]")].filter((handle) => handle.checkVisibility());
  const handle = sliders.at(index);
  document.activeElement.blur(); // from the window before it may still have the focus, and a second one tells nobody
  const from = { top: 0, above: innerHeight / 2 }[step]; // where the reader comes from; otherwise where he is
  if (from !== undefined) scrollBy({ top: root.getBoundingClientRect().top - roof - from, behavior: "instant" });
  handle.focus();
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const bounds = (part) => part.getBoundingClientRect();
  const sentence = root.querySelector(".explorer-stage .explorer-sentence");
  const chart = root.querySelector(".explorer-stage > .explorer-chart");
  const out = (part) => Math.max(0, roof - bounds(part).top, bounds(part).bottom - innerHeight);
  const behind = (part) => {
    const { left, right, top, bottom } = bounds(part);
    const seen = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return !root.contains(seen) || !(part.contains(seen) || seen.contains(part));
  };
  return {
    name: handle.getAttribute("aria-label"),
    cut: { chart: out(chart), sentence: out(sentence), slider: out(handle) },
    hidden: [["chart", chart], ["sentence", sentence], ["slider", handle]].filter(([, p]) => behind(p)).map(([n]) => n),
    sideways: document.documentElement.scrollWidth - innerWidth,
    count: sliders.length,
  };
}"""

#: Where the parts stand that a reader uses together.
PLACES = """(root) => {
  scrollTo({ top: 0, behavior: "instant" }); // where nothing that stays in view has moved
  const parts = ".explorer-stage > .explorer-chart, .explorer-stage .explorer-sentence, [role=slider]";
  return [...root.querySelectorAll(parts)].map((part) => {
    const { left, top, width, height } = part.getBoundingClientRect();
    return [left, top - root.getBoundingClientRect().top, width, height].map(Math.round);
  });
}"""
#: Which parts of an explorer lie over each other where nothing that stays in view has moved, how far below its top its
#: first slider ends, and how high the header of the page is.
LAID_OUT = """(root) => {
  scrollTo({ top: 0, behavior: "instant" });
  const parts = [...root.querySelectorAll(`.explorer-presets, .explorer-stage > *, .explorer-control, .explorer-player,
    .explorer-tools, .explorer-gauges, .explorer-circuit, .explorer-drawing, .explorer-panel, .explorer-notes,
    .explorer-details`)].filter((part) => part.checkVisibility());
  const boxes = parts.map((part) => [part, part.getBoundingClientRect()]);
  const over = (a, b) => Math.min(
    Math.min(a.right, b.right) - Math.max(a.left, b.left), Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
  const apart = (one, other) => !one.contains(other) && !other.contains(one);
  return {
    over: boxes.flatMap(([one, a], index) => boxes.slice(index + 1)
      .filter(([other, b]) => apart(one, other) && over(a, b) > 2)
      .map(([other]) => `${one.className} | ${other.className}`)),
    slider: root.querySelector("[role=slider]").getBoundingClientRect().bottom - root.getBoundingClientRect().top,
    roof: document.querySelector(".bd-header-article").getBoundingClientRect().height,
  };
}"""

#: Which words of a chart touch: of each its middle, where its letters are, and without the spaces around it.
TOUCHING = """() => [...document.querySelectorAll(".explorer .js-plotly-plot")].flatMap((chart) => {
  const within = chart.getBoundingClientRect();
  const boxes = [];
  const texts = document.createTreeWalker(chart, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { data, parentElement } = texts.currentNode;
    if (!data.trim() || !parentElement.closest("text")?.checkVisibility({ visibilityProperty: true })) continue;
    const range = document.createRange();
    range.setStart(texts.currentNode, data.length - data.trimStart().length);
    range.setEnd(texts.currentNode, data.trimEnd().length);
    const { left, right, top, bottom, height } = range.getBoundingClientRect();
    const inside = left < within.right && right > within.left; // the name of a stage that is not there is not
    const letters = { left, right, top: top + height / 4, bottom: bottom - height / 4 };
    if (inside) boxes.push({ text: data.trim(), line: parentElement, ...letters });
  }
  return boxes.flatMap((one, index) => boxes.slice(index + 1).filter((other) =>
    one.line.closest("text") !== other.line.closest("text") && one.left < other.right && other.left < one.right &&
    one.top < other.bottom && other.top < one.bottom,
  ).map((other) => `${one.text} | ${other.text}`));
})"""
#: Keeps what goes wrong in the page from now on.
ERRORS = """() => {
  window.errors = [];
  addEventListener("error", ({ message }) => errors.push(message));
}"""
PLOT = "() => document.querySelector('.explorer-stage > .explorer-chart .nsewdrag').getBoundingClientRect().width"


#: A test of the pages that have an explorer, the first of which it looks at.
explored = pytest.mark.parametrize("visit", EXPLORED, indirect=True)


def resize(page, width, height):
    page.set_viewport_size({"width": width, "height": height})
    # A chart is drawn anew in the frames after its box has changed.
    page.evaluate("() => new Promise((done) => setTimeout(() => requestAnimationFrame(done), 150))")


@explored
def test_parts_are_in_view_together_and_people_take_no_room_from_them(visited):
    name = visited.locator(".explorer").first.get_attribute("data-explorer")
    with_people = getattr(explorers, name)().view.spec["measured"]
    for width, height in WINDOWS:
        resize(visited, width, height)
        assert_in_view_together(visited, f"{width} x {height}")
        if with_people:
            assert_people_take_no_room(ExplorerPage(visited, name), f"{width} x {height}")


@explored
def test_no_part_lies_over_another_and_a_phone_on_its_side_shows_a_slider_at_once(visited):
    root = visited.locator(".explorer").first
    visited.evaluate(
        ERRORS
    )  # what Playwright does not report: parts that size each other in circles
    for width, height in WINDOWS:
        resize(visited, width, height)
        laid_out = root.evaluate(LAID_OUT)
        assert laid_out["over"] == [], (width, height)
        if height < width / 2:
            assert laid_out["slider"] <= height - laid_out["roof"], (width, height)
    assert visited.evaluate("errors") == []


@explored
def test_no_words_of_a_chart_touch_however_it_is_set(visited):
    name = visited.locator(".explorer").first.get_attribute("data-explorer")
    explorer = ExplorerPage(visited, name)
    assert_no_words_touch(visited, WINDOWS, "as it opens")
    if getattr(explorers, name)().view.spec["measured"]:
        explorer.show_people()
    explorer.tool("pin").click()
    explorer.root.evaluate(
        "(root) => root.querySelectorAll('details').forEach((one) => { one.open = true; })"
    )
    assert_no_words_touch(visited, WINDOWS, "with people, pinned, all unfolded")
    for preset in explorer.root.locator("[data-preset]").all():
        preset.click()
        assert_no_words_touch(visited, WINDOWS[::3], preset.inner_text())
    explorer.set_back()


def assert_no_words_touch(page, windows, setting):
    for width, height in windows:
        resize(page, width, height)
        assert page.evaluate(TOUCHING) == [], (setting, width, height)


def assert_in_view_together(page, window):
    page.keyboard.press(
        "Tab"
    )  # a reader with keys: under a mouse that takes a slider the page stands still
    first = page.evaluate(USE, [0, "top"])
    for index, step in [(0, "above"), *((index, "on") for index in range(first["count"]))]:
        used = page.evaluate(USE, [index, step])
        where = f"{window}, {used['name']}"
        assert all(cut <= ROUNDING for cut in used["cut"].values()), (where, used["cut"])
        assert used["hidden"] == [], (where, used["hidden"])
        assert used["sideways"] <= 0, where


def assert_people_take_no_room(explorer, window):
    before = explorer.root.evaluate(PLACES)
    expect(explorer.show_people()).to_be_visible()
    assert explorer.root.evaluate(PLACES) == before, window
    explorer.root.locator("[data-tool=people]").click()


@explored
def test_plots_take_the_width_that_is_there(visited):
    for width, least in PLOTS.items():
        resize(visited, width, 900)
        assert visited.evaluate(PLOT) >= least, width
    resize(visited, 1280, 800)  # and give it back
    expect(visited.locator("html")).to_have_js_property("scrollWidth", 1280)


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_the_first_screen_has_a_slider_and_what_it_moves(page, site_url, width, height):
    page.set_viewport_size({"width": width, "height": height})
    open_page(page, f"{site_url}book/index.html")
    root = page.locator(".explorer").first
    for part in (".explorer-stage > .explorer-chart", "[role=status]", "[role=slider]"):
        box = root.locator(part).first.bounding_box()
        assert box["y"] + box["height"] <= height, part
