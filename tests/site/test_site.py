"""The site keeps to itself, weighs little, and can be read by everyone."""

from __future__ import annotations

import re

import pytest
from axe import OF_COLORS, grave
from conftest import CHAPTER, PAGES, ROOT, Watch, open_page
from numerals import SHOWN, faults
from playwright.sync_api import expect
from weighing import SECOND_PAGE, weight

from book.reading import minutes

FIRST_VISIT = 700_000  # bytes, gzipped: theme, fonts, formulas, widgets and charts
LANDING = "book/index.html"
HEAVIEST = "chapters/10-what-can-help.html"


def test_page_over_http_has_no_foreign_request_and_no_error(visit):
    _, watch = visit
    assert watch.problems == []


@pytest.fixture(scope="module")
def disk(browser):
    """A tab for pages that are opened without a server, and its record."""
    watch, page = Watch(own="file://"), browser.new_page()
    watch.follow(page)
    yield page, watch
    page.close()


@pytest.mark.parametrize("name", PAGES)
def test_page_from_disk_has_no_foreign_request_and_no_error(disk, site_dir, name):
    page, watch = disk
    watch.problems.clear()
    open_page(page, (site_dir / name).as_uri())
    assert watch.problems == []


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_front_door_leads_to_the_landing_page(page, site_url, site_dir, watch, scheme):
    watch.own = site_url if scheme == "http" else "file://"
    page.goto(site_url if scheme == "http" else (site_dir / "index.html").as_uri())
    page.wait_for_url("**/book/index.html")
    page.locator(".explorer [role=status]:not(:empty)").first.wait_for()


@pytest.mark.parametrize(
    "first, second, most",
    [
        (CHAPTER, LANDING, SECOND_PAGE),
        (LANDING, CHAPTER, SECOND_PAGE),
        (LANDING, HEAVIEST, SECOND_PAGE),
    ],
)
def test_visits_stay_within_their_weight(page, site_url, site_dir, watch, first, second, most):
    """A first page with an empty cache, and another one after it."""
    weights = []
    for name in (first, second):
        before = set(watch.seen)
        open_page(page, site_url + name)
        page.wait_for_load_state("networkidle")
        weights.append(weight(watch.seen - before, site_url, site_dir))
    print("first visit {:,} B, second page {:,} B".format(*weights))
    assert weights[0] <= FIRST_VISIT
    assert weights[1] <= most


def test_the_licenses_of_what_others_wrote_are_served(site_dir):
    served = (site_dir / "_static/book/licenses.txt").read_text("utf-8")
    for package in ("plotly.js", "@plotly/d3", "nouislider", "katex", "source-serif-4"):
        assert package in served
    assert "Permission is hereby granted" in served


def test_page_state_carries_no_javascript(site_dir):
    html = (site_dir / CHAPTER).read_text("utf-8")
    assert '"_anywidget_id":"widgets.explorers.kit.view.ExplorerView"' in html
    assert "_esm" not in html
    # Nor the names that a kernel draws by lot: a page is the same however often it is built.
    assert not re.search(r"(IPY_MODEL_|model_id\W+)[0-9a-f]{32}", html)


def test_page_writes_numbers_in_one_style(visited):
    """Explorers as they open too, of which the pictures are made."""
    assert [fault for text in visited.evaluate(SHOWN) for fault in faults(text)] == []


def test_page_does_not_scroll_sideways_on_a_phone(visited):
    visited.set_viewport_size({"width": 390, "height": 844})
    assert visited.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_is_accessible(visited, scheme, width):
    visited.emulate_media(color_scheme=scheme)
    visited.set_viewport_size({"width": width, "height": 900})
    in_scheme = f"[data-theme={scheme}]:not(:has([data-palette]:not([data-palette={scheme}])))"
    visited.wait_for_selector(f"html{in_scheme}", state="attached")
    assert grave(visited, practices=True, rules=OF_COLORS if scheme == "dark" else ()) == []


def test_theme_follows_the_reader_and_can_be_changed(page, site_url):
    page.emulate_media(color_scheme="dark")
    open_page(page, site_url + CHAPTER)
    assert page.get_attribute("html", "data-theme") == "dark"
    page.locator(".theme-switch-button:visible").first.click()
    page.wait_for_function("document.documentElement.dataset.mode !== 'auto'")


def test_a_section_that_is_folded_opens_with_all_it_holds(browser, site_url):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + CHAPTER)
    fold = page.locator("section:not(:has(section)) > details", has=page.locator(".katex-display"))
    assert not fold.locator(".katex-display").first.is_visible()
    assert "equation" in fold.locator("> summary").inner_text().lower()
    fold.locator("> summary").click()
    assert fold.locator(".katex-display").first.is_visible()
    context.close()


def test_a_chapter_says_how_long_it_takes_to_read_and_a_link_opens_a_fold(page, site_url):
    page.goto(site_url + CHAPTER)
    below_the_title = page.locator("h1 + p").first.inner_text()
    told = f"{minutes(ROOT / CHAPTER.replace('.html', '.ipynb'))} minutes to read"
    assert told in below_the_title
    fold = page.locator("#the-equations-behind-the-sliders > details")
    assert not fold.locator(".katex-display").first.is_visible()
    page.evaluate("(id) => location.assign(`#${id}`)", fold.locator("..").get_attribute("id"))
    fold.locator(".katex-display").first.wait_for()
    assert fold.locator("> summary").bounding_box()["y"] < page.viewport_size["height"]


def test_without_javascript_formulas_pictures_and_questions_show(browser, site_url):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + CHAPTER)
    for details in page.locator("details:has(.katex)").all():
        details.locator("> summary").click()
    assert page.locator(".katex").first.is_visible()
    picture = page.locator(".explorer-picture").first
    assert picture.is_visible()
    assert picture.bounding_box()["height"] > 200
    assert page.locator(".quiz-readable").first.is_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_skip_link_comes_first_can_be_read_and_reaches_the_text(page, site_url, scheme):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    open_page(page, site_url + CHAPTER)
    page.keyboard.press("Tab")
    assert grave(page, ".skip-link") == []
    page.keyboard.press("Enter")
    page.wait_for_url("**#main-content")


@pytest.mark.parametrize("width", [390, 1280, 1700])
def test_contents_of_a_page_open_at_any_width_and_close_where_a_place_is_chosen(
    page, site_url, width
):
    page.set_viewport_size({"width": width, "height": 844})
    open_page(page, site_url + CHAPTER)
    page.locator("button.secondary-toggle").click()
    contents = page.locator("dialog[open]")
    contents.get_by_role("link", name="In three lines").click()
    expect(contents).to_have_count(0)
    expect(page.locator("#in-three-lines > h2")).to_be_in_viewport()
