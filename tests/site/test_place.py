"""The book remembers where a reader was, on this device alone, and leads back there."""

from __future__ import annotations

import pytest
from axe import grave
from conftest import PAGES, open_page

CHAPTERS = [name for name in PAGES if name.startswith("chapters/")]
KEY = "cells-listening:place"
FIRST_PAGE = "book/index.html"
SECTION = "explain"
WIDTHS = {"desk": (1280, 900), "phone": (390, 844)}
SHIFT = """new Promise((done) => {
  let moved = 0;
  const count = (list) => { for (const { value } of list.getEntries()) moved += value; };
  new PerformanceObserver(count).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(moved), 300);
})"""


def read_until(page, url, chapter, section=SECTION):
    open_page(page, f"{url}{chapter}")
    page.locator(f"#{section}").evaluate("(place) => place.scrollIntoView()")


def ways_in(page):
    """Where the two ways into the book lead, from its first page."""
    line, button = page.locator("h1 ~ p > a").first, page.locator(".start-reading").first
    return {way.evaluate("({ href }) => href") for way in (line, button)}


def test_who_is_new_begins_with_the_first_chapter(page, site_url):
    open_page(page, site_url + FIRST_PAGE)
    assert ways_in(page) == {site_url + CHAPTERS[0]}
    assert page.locator(".start-reading").count() == 1


@pytest.mark.parametrize("chapter", [CHAPTERS[0], CHAPTERS[-1]])
@pytest.mark.parametrize("size", WIDTHS)
def test_the_first_page_leads_back_to_the_section_that_was_read(page, site_url, chapter, size):
    width, height = WIDTHS[size]
    page.set_viewport_size({"width": width, "height": height})
    read_until(page, site_url, chapter)
    title = page.locator(".bd-article h1").evaluate("({ firstChild }) => firstChild.textContent")
    open_page(page, site_url + FIRST_PAGE)
    assert ways_in(page) == {f"{site_url}{chapter}#{SECTION}"}
    assert page.evaluate(SHIFT) < 0.05  # half of a good one (https://web.dev/articles/cls)
    assert grave(page) == []
    way, begin = page.locator(".start-reading").all()
    assert title in way.inner_text()
    assert begin.evaluate("({ href }) => href") == site_url + CHAPTERS[0]
    way.click()
    page.wait_for_url(f"**/{chapter}#{SECTION}")


def test_a_frame_of_another_page_and_a_deleted_record_leave_no_place(page, site_url):
    open_page(page, f"{site_url}{CHAPTERS[0]}?embed")
    open_page(page, site_url + FIRST_PAGE)
    assert page.evaluate("(key) => localStorage[key]", KEY) is None
    read_until(page, site_url, CHAPTERS[0])
    page.locator(".record > summary").click()
    for name in ("Delete my record", "Yes, delete it all"):
        page.get_by_role("button", name=name).click()
    open_page(page, site_url + FIRST_PAGE)
    assert page.evaluate("(key) => localStorage[key]", KEY) is None


@pytest.mark.parametrize("section", ["", ', "section": null', ', "section": 7'])
def test_a_place_without_a_section_is_the_chapter(page, site_url, section):
    open_page(page, site_url + FIRST_PAGE)
    place = '{"chapter": "05-insulin-resistance"' + section + "}"
    page.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [KEY, place])
    open_page(page, site_url + FIRST_PAGE)
    assert ways_in(page) == {site_url + "chapters/05-insulin-resistance.html"}


@pytest.mark.parametrize("kept", ['"x"', '{"chapter": "nowhere", "section": "a"}', "{", "[]"])
def test_a_place_that_is_not_in_the_book_leads_to_its_beginning(page, site_url, kept):
    open_page(page, site_url + FIRST_PAGE)
    page.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [KEY, kept])
    open_page(page, site_url + FIRST_PAGE)
    assert ways_in(page) == {site_url + CHAPTERS[0]}
