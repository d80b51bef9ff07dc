"""Windows and type of any size: nothing is cut, and a slider is moved in sight of what it moves."""

from __future__ import annotations

import pytest
from conftest import open_page, settle
from explorer_page import unfold

# Width and height of the window, and the size of type that the reader set, in pixels.
PHONES = [(390, 664, 16), (360, 640, 16), (844, 390, 16), (667, 375, 16), (390, 844, 24)]
OTHERS = [
    (320, 800, 16),
    (320, 256, 16),  # 1280 x 1024 at 400%
    (320, 640, 32),
    (390, 844, 32),
    (1280, 900, 24),
    (1280, 900, 32),
]
# What is wrong at this size. A chart must be stacked, or have at least half of the box; and with a slider in the middle
# of the window, at least half of the main chart must be in view, and a finger must reach the slider.
AMISS = """(sliders) => [...document.querySelectorAll(".explorer")].flatMap((root) => {
  const chart = root.querySelector(".explorer-stage > .explorer-chart");
  const { left, right } = chart.getBoundingClientRect();
  const beside = [...root.querySelectorAll("[data-control]")].map((control) => control.getBoundingClientRect());
  const stacked = beside.every((control) => control.width === 0 || (left < control.right && control.left < right));
  const least = (stacked ? 0.9 : 0.5) * (root.clientWidth - 48);
  const amiss = chart.clientWidth < least ? [`chart of ${chart.clientWidth} pixels`] : [];
  const roof = document.querySelector(".bd-header-article").getBoundingClientRect().bottom;
  for (const slider of sliders ? root.querySelectorAll("[role=slider]") : []) {
    if (!slider.checkVisibility()) continue;
    slider.scrollIntoView({ block: "center", behavior: "instant" });
    const { top, bottom, height } = chart.getBoundingClientRect();
    const seen = (Math.min(bottom, innerHeight) - Math.max(top, roof, 0)) / height;
    const box = slider.getBoundingClientRect();
    const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const name = slider.getAttribute("aria-label");
    if (!slider.contains(hit)) amiss.push(`${name} is covered`);
    if (seen < 0.5) amiss.push(`${name}: ${Math.round(100 * seen)}% of the chart in view`);
  }
  return amiss;
})"""


# A table that is wider than its place says so and is reached by keys; prose is not a word a line.
TABLES = """() => [...document.querySelectorAll(".bd-article .pst-scrollable-table-container")].flatMap((place) => {
  if (!place.checkVisibility()) return [];
  const wide = place.scrollWidth > place.clientWidth;
  const said = getComputedStyle(place, "::before").content.includes("sideways");
  const told = place.tabIndex === 0 && place.getAttribute("aria-label") === "Scroll sideways for more";
  const amiss = wide === said && (!wide || told) ? [] : [`wide ${wide}, says so ${said}`];
  const cards = place.querySelector(".cards");
  if (cards && wide && innerWidth <= 640) amiss.push("cards are cut");
  for (const cell of cards?.querySelectorAll("td") ?? []) {
    if (cell.offsetWidth && cell.offsetWidth < 60 && cell.innerText.length > 60) amiss.push(cell.innerText);
  }
  return amiss;
})"""


# A formula that is wider than its place shows its beginning first: without it, it says something else.
FORMULAS = """() => [...document.querySelectorAll(".bd-article div.math")].filter((place) => {
  const formula = place.querySelector(".katex-display");
  return formula?.checkVisibility() && formula.getBoundingClientRect().left < place.getBoundingClientRect().left - 1;
}).length"""


# How much wider the page is than the window while every fold is open.
UNFOLDED = """() => {
  const folds = [...document.querySelectorAll(".bd-article details:not([open])")];
  for (const fold of folds) fold.open = true;
  const beyond = document.documentElement.scrollWidth - innerWidth;
  for (const fold of folds) fold.open = false;
  return beyond;
}"""

# Which lines of a page lie over one another, and what of its end is out of the window.
OVER = """() => {
  const lines = [];
  // What is drawn has tests of its own; the heads of cards are there for a screen reader alone.
  const apart = "svg, .katex, sup, sub, .explorer, .bet, .cards thead";
  const texts = document.createTreeWalker(document.querySelector(".bd-article"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const within = texts.currentNode.parentElement;
    if (within.closest(apart) || !within.checkVisibility({ visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    for (const { left, right, top, bottom, width, height } of range.getClientRects()) {
      if (width < 3 || height < 3) continue;
      const letters = { left: left + 1, right: right - 1, top: top + height / 4, bottom: bottom - height / 4 };
      lines.push({ said: texts.currentNode.data.trim().slice(0, 40), ...letters });
    }
  }
  lines.sort((one, other) => one.top - other.top);
  const over = lines.flatMap((one, index) => {
    const found = [];
    for (let at = index + 1; at < lines.length && lines[at].top < one.bottom; at += 1) {
      const other = lines[at];
      if (one.left < other.right && other.left < one.right) found.push(`${one.said} | ${other.said}`);
    }
    return found;
  });
  const beyond = [...document.querySelectorAll(".prev-next-area *")].filter(
    (part) => part.getBoundingClientRect().right > document.documentElement.clientWidth,
  );
  return [...over, ...beyond.map((part) => part.outerHTML)];
}"""

# What stays in place while the page scrolls leaves the reader more than half of the window.
COVERED = """() => {
  const header = document.querySelector(".bd-header-article");
  return getComputedStyle(header).position === "sticky" ? header.offsetHeight / innerHeight : 0;
}"""


def resize(page, width, height, type_size):
    page.set_viewport_size({"width": width, "height": height})
    page.context.new_cdp_session(page).send(
        "Page.setFontSizes", {"fontSizes": {"standard": type_size}}
    )
    page.evaluate("dispatchEvent(new Event('resize'))")
    settle(page)


def test_page_holds_at_any_size(visited):
    for size in PHONES + OTHERS:
        resize(visited, *size)
        assert visited.evaluate(COVERED) < 0.25, size
        assert (
            visited.evaluate("getComputedStyle(document.documentElement).fontSize")
            == f"{size[2]}px"
        )
        beyond = visited.evaluate(UNFOLDED)
        assert beyond <= 0, f"{size}: scrolls sideways by {beyond}"
        assert visited.evaluate(AMISS, size in PHONES) == [], size
        assert visited.evaluate(TABLES) == [], size
        assert visited.evaluate(FORMULAS) == 0, size
    resize(visited, 1280, 900, 16)


@pytest.mark.parametrize("name", ["05-insulin-resistance", "08-hyperglycemia", "10-what-can-help"])
def test_an_explorer_with_all_that_a_reader_may_open_holds_the_largest_type(page, site_url, name):
    """Tools and units unfolded, a run pinned, people laid over."""
    open_page(page, f"{site_url}chapters/{name}.html")
    unfold(page)
    root = page.locator(".explorer").first
    for tool in root.locator("[data-tool=pin], [data-tool=people]").all():
        tool.click()
    root.locator(".explorer-comparison").wait_for()
    for size in ((320, 640, 32), (320, 640, 24), (360, 640, 24), (390, 844, 32), (320, 640, 16)):
        resize(page, *size)
        beyond = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert beyond <= 0, f"{size}: scrolls sideways by {beyond}"


def test_no_line_lies_over_another(visited):
    for width, height in [
        (390, 844),
        (360, 640),
        (844, 390),
        (768, 1024),
        (1280, 800),
        (1920, 1080),
    ]:
        resize(visited, width, height, 16)
        assert visited.evaluate(OVER) == [], width
    resize(visited, 1280, 900, 16)


def test_the_page_of_the_search_holds_the_largest_type(page, site_url):
    page.goto(site_url + "search.html?q=insulin")
    page.get_by_text("Places found").wait_for()
    resize(page, 320, 640, 32)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


#: How high the longest chapters may be in a window of 1280 x 800, in pixels: half a window above what they are.
HIGHEST = 14_300

#: Where two parts stand: beside each other or one above the other.
BESIDE = """(selector) => {
  const [one, two] = [...document.querySelectorAll(selector)].map((part) => part.getBoundingClientRect());
  return one.top === two.top && one.right <= two.left;
}"""


@pytest.mark.parametrize("path", ["09-why-cells-stop-listening", "10-what-can-help"])
def test_the_longest_chapters_use_the_width_and_lead_with_the_idea(page, site_url, path):
    page.set_viewport_size({"width": 1280, "height": 800})
    open_page(page, f"{site_url}chapters/{path}.html")
    assert page.evaluate(BESIDE, ".bet-choice")
    assert page.evaluate(BESIDE, ".quiz-question")
    assert page.evaluate("document.documentElement.scrollHeight") <= HIGHEST
    explained = page.locator("#explain").locator("p, table, .explorer-small, figure")
    tags = explained.filter(visible=True).evaluate_all("(all) => all.map(({ tagName }) => tagName)")
    assert tags
    assert "TABLE" not in tags  # whoever wants one opens its fold
    page.set_viewport_size({"width": 390, "height": 844})
    assert not page.evaluate(BESIDE, ".bet-choice")
    assert not page.evaluate(BESIDE, ".quiz-question")
