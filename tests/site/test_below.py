"""What waits for a chapter's first explorer: what stands below it, and the scripts of the buttons around the page.

Both come after it, or once a reader asks for them.
"""

from __future__ import annotations

import pytest
from conftest import CHAPTER

BELOW = "#try ~ section"
SHOWN = f"""() => [...new Set(Array.from(document.querySelectorAll("{BELOW}"),
  (section) => getComputedStyle(section).contentVisibility))]"""
WAITS = "() => document.documentElement.dataset.below"
THEME = "Boolean(globalThis.bootstrap)"

READY = "globalThis.cellsListening?.explorers"


def arrive(page, address):
    """Come to a page, up to where the script of its widgets runs."""
    page.goto(address, wait_until="commit")
    page.wait_for_function(READY)


@pytest.fixture
def held(page):
    """The script that draws charts, which does not come before it is let go."""
    routes = []
    page.route("**/charts.js*", lambda route: routes.append(route))
    yield lambda: [routes.pop().continue_() for _ in list(routes)]
    for route in routes:
        route.continue_()


def test_what_is_below_waits_for_the_explorer_and_stands_then(page, site_url, held):
    arrive(page, site_url + CHAPTER)
    assert page.evaluate(SHOWN) == ["auto"]
    held()
    page.wait_for_function("document.documentElement.dataset.below === undefined")
    assert page.evaluate(SHOWN) == ["visible"]
    assert page.locator("[data-laid]").count() == 0


@pytest.mark.usefixtures("held")
def test_a_link_to_a_place_on_the_page_ends_the_waiting(page, site_url):
    arrive(page, site_url + CHAPTER)
    assert page.evaluate(WAITS) == "waits"
    page.locator("#try > h2 > a.headerlink").evaluate("(link) => link.click()")
    assert page.evaluate(WAITS) is None
    assert page.evaluate(SHOWN) == ["visible"]


@pytest.mark.usefixtures("held")
def test_nothing_waits_for_a_reader_who_comes_to_a_place_or_comes_back(page, site_url):
    arrive(page, site_url + CHAPTER + "#how-sure-are-we")
    assert page.evaluate(SHOWN) == ["visible"]
    arrive(page, site_url + CHAPTER)
    assert page.evaluate(WAITS) == "waits"
    page.reload(wait_until="commit")
    page.wait_for_function(READY)
    assert page.evaluate(WAITS) is None


def test_without_the_script_of_widgets_all_is_laid_out(browser, site_url):
    page = browser.new_page()
    page.route("**/site.js*", lambda route: route.abort())
    page.goto(site_url + CHAPTER)
    assert page.evaluate(SHOWN) == ["visible"]
    page.close()


def test_the_buttons_around_a_page_wait_for_the_explorer(page, site_url, held):
    arrive(page, site_url + CHAPTER)
    assert page.locator("#theme-scripts").count() == 1
    assert not page.evaluate(THEME)
    held()
    page.wait_for_function(THEME)
    assert page.evaluate("document.querySelector('.explorer').explorer !== undefined")


@pytest.mark.usefixtures("held")
def test_a_button_that_is_pressed_before_the_explorer_stands_answers(page, site_url):
    arrive(page, site_url + CHAPTER)
    page.locator(".theme-switch-button:visible").first.click()
    page.wait_for_function("document.documentElement.dataset.mode !== 'auto'")
    page.locator(".article-header-buttons .dropdown-toggle:visible").last.click()
    page.locator(".dropdown-menu.show").wait_for()
    page.keyboard.press("Escape")
    page.locator(".search-button:visible, .search-button-field:visible").first.click()
    page.locator("dialog[open] input[type=search]").wait_for()


@pytest.mark.usefixtures("held")
def test_the_keys_of_the_search_answer_before_the_explorer_stands(page, site_url):
    arrive(page, site_url + CHAPTER)
    page.keyboard.press("Control+k")
    page.locator("dialog[open] input[type=search]").wait_for()


def test_without_the_script_of_widgets_the_buttons_work(browser, site_url):
    page = browser.new_page()
    page.route("**/site.js*", lambda route: route.abort())
    page.goto(site_url + CHAPTER)
    page.wait_for_function(THEME)
    page.keyboard.press("Control+k")
    page.locator("dialog[open] input[type=search]").wait_for()
    page.close()
