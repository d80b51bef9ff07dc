"""What axe cannot see: spacing of text, tips, focus, names that follow, more than color."""

from __future__ import annotations

import numpy as np
import pytest
from bs4 import BeautifulSoup
from conftest import CHAPTER, PAGES, open_page, settle
from explorer_page import ExplorerPage
from playwright.sync_api import expect

from widgets import explorers
from widgets.explorers.kit.words import words
from widgets.palette import PALETTE

# WCAG 1.4.12, Text Spacing: nothing is lost where a reader sets these.
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""


def test_spaced_text_overflows_nowhere(visited):
    visited.set_viewport_size({"width": 320, "height": 800})
    sheet = visited.add_style_tag(content=SPACED)
    visited.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100)))"
    )
    assert visited.evaluate("document.documentElement.scrollWidth") <= 320
    sheet.evaluate("(style) => style.remove()")


@pytest.mark.parametrize("name", PAGES)
def test_no_paragraph_stands_within_the_line_of_a_fold(site_dir, name):
    page = BeautifulSoup((site_dir / name).read_text("utf-8"), "html.parser")
    assert page.select("summary p, summary div") == []


@pytest.fixture
def chapter(page, site_url):
    open_page(page, site_url + CHAPTER)
    return page


def test_a_tip_goes_away_with_escape(chapter):
    chapter.locator(".theme-switch-button:visible").first.hover()
    chapter.locator(".tooltip.show").wait_for()
    chapter.keyboard.press("Escape")
    chapter.locator(".tooltip").wait_for(state="detached")


def test_the_button_for_colors_names_the_mode_and_keeps_the_focus(chapter):
    button = chapter.locator(".theme-switch-button:visible").first
    button.focus()
    names = set()
    for _ in range(3):
        chapter.keyboard.press("Enter")
        settle(chapter)
        expect(button).to_be_focused()
        names.add(button.get_attribute("aria-label"))
    assert len(names) == 3
    assert any("dark" in name for name in names)


def test_the_focus_is_not_sent_to_a_button_that_opened_nothing(chapter):
    button = chapter.locator(".theme-switch-button:visible").first
    button.click()
    link = chapter.locator("article p a[href]:visible").first
    link.focus()
    chapter.keyboard.press("Control+k")
    chapter.locator("dialog[open] input[type=search]").wait_for()
    chapter.keyboard.press("Escape")
    chapter.locator("dialog[open]").wait_for(state="detached")
    assert link.evaluate("(at) => at === document.activeElement")


@pytest.mark.parametrize("opener", [".primary-toggle", ".search-button"])
def test_the_focus_comes_back_from_a_dialog(chapter, opener):
    chapter.set_viewport_size({"width": 390, "height": 844})
    button = chapter.locator(f"{opener}:visible").first
    button.focus()
    chapter.keyboard.press("Enter")
    chapter.locator("dialog[open]").first.wait_for()
    chapter.keyboard.press("Escape")
    chapter.locator("dialog[open]").first.wait_for(state="detached")
    expect(button).to_be_focused()


# --- explorers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query, refused",
    [
        ("resistance.muscle=5000", "resistance.muscle=5000"),
        ("resistance.muscle=much", "resistance.muscle=much"),
        ("resistance.glucose=mol", "resistance.glucose=mol"),
        ("resistance.pin=1,2", "resistance.pin=1,2"),
        ("resistance.brain=50", "resistance.brain=50"),
        ("resistance.people=all", "resistance.people=all"),
    ],
)
def test_what_an_address_asks_in_vain_is_said_once(page, site_url, query, refused):
    open_page(page, f"{site_url}{CHAPTER}?{query}")
    said = words("resistance")["shared"]["address"].format(parts=refused)
    assert page.locator(".explorer-said").inner_text() == said


def test_an_address_that_can_be_shown_needs_no_word(page, site_url):
    asked = "resistance.muscle=40&resistance.glucose=mmol/L&resistance.people=shown"
    open_page(page, f"{site_url}{CHAPTER}?{asked}&lti=1&meal.grams=9")
    assert page.locator(".explorer-said").inner_text() == ""


def test_a_further_chart_is_followed_by_its_label_and_its_table(chapter):
    explorer = ExplorerPage(chapter, "resistance")
    within = explorer.details("dose")
    area = explorer.root.locator(f"{within} .explorer-chart")
    table = explorer.root.locator(f"{within} table")
    table.locator("td").first.wait_for(state="attached")
    before = area.get_attribute("aria-label"), table.inner_text()
    explorer.set(muscle=20)
    expect(area).not_to_have_attribute("aria-label", before[0])
    expect(table).not_to_have_text(before[1], use_inner_text=True)
    shown = explorer.curve("uptake", within=within)
    name = chapter.locator(f"{within} .legendtext").first.text_content()
    assert (
        f"{name}: {float(f'{shown[0]:.3g}'):g} to {float(f'{shown[-1]:.3g}'):g}"
        in area.get_attribute("aria-label")
    )
    assert table.locator("[scope=col]").first.text_content() == "Insulin, µU/mL"


#: Charts whose runs stand at places of their own: the explorer, its page, a setting to pin and one to look at.
PLACED = {
    "compensation": ("chapters/06-hyperinsulinemia.html", {"person": 0}, {"person": 2}),
    "reserve": ("chapters/07-keeping-up.html", {"resistance": 3}, {"reserve": 50}),
    "years": ("chapters/08-hyperglycemia.html", {"muscle": 40}, {"muscle": 20}),
}


@pytest.mark.parametrize(
    "name, detail, series, head",
    [
        ("compensation", "horseshoe", "test_insulin", "mean glucose in the test, mg/dL"),
        ("reserve", "horseshoe", "test_insulin", "mean glucose in the test, mg/dL"),
        ("reserve", "starling", "insulin", "fasting glucose, mg/dL"),
        ("reserve", "hyperbola", "insulin", "response of muscle to insulin, % of health"),
        ("years", "horseshoe", "test_insulin", "mean glucose in the test, mg/dL"),
    ],
)
def test_the_table_of_runs_with_places_of_their_own_is_that_of_now(
    page, site_url, name, detail, series, head
):
    path, pinned, now = PLACED[name]
    open_page(page, site_url + path)
    explorer = ExplorerPage(page, name)
    explorer.set(**pinned)
    explorer.tool("pin").click()
    explorer.set(**now)
    within = f"[data-details={detail}]"
    if detail == "horseshoe":
        explorer.show_people()
    else:
        explorer.details(detail)
    table = explorer.root.locator(f"{within} table")
    table.locator("td").first.wait_for(state="attached")
    assert table.locator("[scope=col]").all_text_contents() == [head, "now, µU/mL"]
    places, heights = (explorer.curve(series, within=within, axis=axis) for axis in "xy")
    rows = np.floor(np.linspace(0, len(places) - 1, 9) + 0.5).astype(int)  # half of one rounds up
    for part, values in (("th[scope=row]", places), ("td", heights)):
        told = [float(text) for text in table.locator(part).all_text_contents()]
        assert told == pytest.approx([float(f"{value:.3g}") for value in values[rows]])
    label = explorer.root.locator(f"{within} .explorer-chart").get_attribute("aria-label")
    first, last = (f"{float(f'{heights[at]:.3g}'):g}" for at in (0, -1))
    assert f"now, µU/mL: {first} to {last}" in label


def lines(figure):
    """The curves of now that have the color of an organ, by organ."""
    colors = {PALETTE["light"][organ]: organ for organ in ("muscle", "liver")}
    for trace in figure["data"]:
        organ = colors.get(trace.get("fillcolor") or trace.get("line", {}).get("color"))
        if organ and trace["meta"].get("run") == "now":
            yield organ, trace


@pytest.mark.parametrize("name", explorers.NAMES)
def test_muscle_and_liver_are_told_apart_by_more_than_color(name):
    view = getattr(explorers, name)().view
    charts = [
        view.figure,
        *(part["figure"] for part in (*view.details.values(), *view.panels.values())),
    ]
    for figure in charts:
        drawn = list(lines(figure))
        if {organ for organ, _ in drawn} != {"muscle", "liver"}:
            continue
        for organ, trace in drawn:
            marked = "markers" in trace.get("mode", "") or "fillpattern" in trace
            assert marked == (organ == "liver"), trace["meta"]


def luminance(color):
    """Relative luminance as WCAG defines it."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("paper", ["paper", "wash"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    "color", ["prediabetes", "glucose", "insulin", "muscle", "liver", "pancreas", "diabetes"]
)
def test_what_is_drawn_stands_out_from_its_paper(theme, color, paper):
    """WCAG 1.4.11: at least 3 to 1."""
    pair = sorted((luminance(PALETTE[theme][color]), luminance(PALETTE[theme][paper])))
    assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 3
