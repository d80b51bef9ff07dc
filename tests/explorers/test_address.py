"""The address of a page says what its explorers show; all else in it, and in the browser, stays a reader's own."""

from __future__ import annotations

import pytest
from conftest import CHAPTER, open_page, settle
from explorer_page import unfold

# As a learning platform, a person and a machine write them: escapes, empty parts, commas, signs, no value, doubled.
LETTERS = [
    "?lti=ab%2Fcd%2C1&debug&name=J%20D",
    "?a=%C3%A4&a=ä&&=&x=1+1&resistance.unknown=7&q=%",
    "?resistance=1&resistance.muscle.x=2&muscle=3",
]


def move(page, **values):
    page.evaluate("(values) => document.querySelector('.explorer').explorer.set(values)", values)
    settle(page)


def values(page):
    return page.evaluate("document.querySelector('.explorer').explorer.values")


def rest(page):
    page.wait_for_timeout(500)


@pytest.mark.parametrize("query", LETTERS)
def test_all_that_is_not_the_explorers_stays_to_the_letter(page, site_url, query):
    open_page(page, f"{site_url}{CHAPTER}{query}#how-sure")
    opened = page.evaluate("location.href")
    rest(page)
    assert page.evaluate("location.href") == opened
    move(page, muscle=40)
    page.wait_for_url("**resistance.muscle=40**")
    assert page.evaluate("location.href") == opened.replace("#", "&resistance.muscle=40#")
    move(page, muscle=100)
    rest(page)
    assert page.evaluate("location.href") == opened


def test_a_broken_address_stays_to_the_letter_and_breaks_nothing(page, site_url):
    # Escapes cut off by a mail program, two signs of a fragment, names that every object of JavaScript has, a number
    # as programs write it.
    foreign = "resistance.__proto__=1&resistance.constructor=2&resistance.toString=3"
    open_page(page, f"{site_url}{CHAPTER}?{foreign}&resistance.liver=0x28#a#b%E0%A4%A")
    assert page.locator(".explorer-said").inner_text().count("resistance.") == 4
    assert values(page)["liver"] == 100
    assert page.locator(".review-way").count() == 1  # what comes after the fragment was looked up
    move(page, muscle=40)
    page.wait_for_url("**resistance.muscle=40**")
    wanted = f"?{foreign}&resistance.muscle=40#a#b%E0%A4%A"
    assert page.evaluate("location.href") == site_url + CHAPTER + wanted


def test_an_empty_query_stays(page, site_url):
    open_page(page, f"{site_url}{CHAPTER}?#how-sure")
    rest(page)
    assert page.evaluate("location.href") == f"{site_url}{CHAPTER}?#how-sure"


def test_a_value_is_changed_where_it_stands(page, site_url):
    open_page(page, f"{site_url}{CHAPTER}?a=1&resistance.muscle=50&b=%20&resistance.muscle=60&c#")
    assert values(page)["muscle"] == 50
    move(page, muscle=30, liver=40)
    page.wait_for_url("**resistance.liver=40**")
    wanted = "?a=1&resistance.muscle=30&b=%20&c&resistance.liver=40#"
    assert page.evaluate("location.href") == site_url + CHAPTER + wanted


def test_a_link_that_went_through_html_still_leads_there(page, site_url):
    open_page(page, f"{site_url}{CHAPTER}?a=1&amp;resistance.muscle=50&amp;amp;resistance.liver=60")
    assert (values(page)["muscle"], values(page)["liver"]) == (50, 60)


def test_the_front_door_loses_nothing(page, site_url):
    page.goto(site_url + "?lti=ab%2Fcd&debug#main-content")
    page.wait_for_url("**/book/index.html?lti=ab%2Fcd&debug#main-content")
    page.locator(".explorer [role=status]:not(:empty)").first.wait_for()


def test_a_link_shows_its_units_and_keeps_those_of_the_visitor(page, site_url):
    open_page(page, f"{site_url}{CHAPTER}?resistance.glucose=mmol/L")
    sentence = page.locator("[data-explorer=resistance] [role=status]")
    assert "mmol/L" in sentence.inner_text()
    unfold(page)
    page.get_by_role("button", name="pmol/L").click()
    rest(page)
    open_page(page, site_url + CHAPTER)
    assert "mg/dL" in sentence.inner_text()
    pressed = page.locator("[data-unit='pmol/L']").get_attribute("aria-pressed")
    assert pressed == "true"


@pytest.mark.parametrize("leave", ["a link", "its own script", "back"])
def test_who_leaves_at_once_comes_back_to_what_was_shown(page, site_url, leave):
    page.goto(site_url + "book/safety.html")
    open_page(page, site_url + CHAPTER)
    page.evaluate("document.querySelector('.explorer').explorer.set({ muscle: 40 })")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    if leave == "a link":
        page.locator("a.right-next").evaluate("(at) => at.click()")
        page.wait_for_url("**/06-*")
    elif leave == "its own script":
        page.evaluate("location.assign('../book/glossary.html')")
        page.wait_for_url("**/glossary.html")
    else:
        page.go_back()
    page.go_forward() if leave == "back" else page.go_back()
    page.wait_for_selector("html[data-widgets=ready]")
    assert values(page)["muscle"] == 40
    page.wait_for_url("**resistance.muscle=40**")


def test_back_within_the_page_leaves_picture_and_address_as_one(page, site_url):
    open_page(page, site_url + CHAPTER)
    move(page, muscle=60)
    rest(page)
    page.evaluate("location.hash = 'main-content'")
    move(page, muscle=30)
    rest(page)
    page.go_back()
    page.wait_for_function("location.hash === ''")
    rest(page)
    assert values(page)["muscle"] == 30
    page.wait_for_url("**resistance.muscle=30**")
