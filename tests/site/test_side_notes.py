"""A word of the glossary and a cited study are told beside the text: on hover, on focus, at a tap, and aloud."""

from __future__ import annotations

import json

import pytest
import yaml
from axe import grave
from bs4 import BeautifulSoup
from conftest import CHAPTER, PAGES, ROOT, open_page

from widgets.lifestyle.loading import GRADES

WORD = ".bd-article a[href*='glossary.html#term-']"
STUDY = ".bd-article a[href*='references.html#']"
NOTE = ".side-note"


def shown(page):
    page.locator(NOTE).wait_for()
    return page.locator(NOTE).inner_text()


def glossary_says(site_dir, place):
    page = BeautifulSoup((site_dir / "book/glossary.html").read_text("utf-8"), "html.parser")
    meaning = page.find(id=place).find_next("dd")
    return " ".join(meaning.get_text().split())


def test_a_word_is_told_on_hover_and_the_note_can_be_entered(page, site_url, site_dir):
    open_page(page, site_url + CHAPTER)
    word = page.locator(WORD).first
    word.hover()
    told = shown(page)
    assert glossary_says(site_dir, word.get_attribute("href").split("#")[1]) in " ".join(
        told.split()
    )
    page.locator(NOTE).hover()
    page.wait_for_timeout(400)
    assert page.locator(NOTE).is_visible()
    page.mouse.move(2, 2)
    page.locator(NOTE).wait_for(state="hidden")


def test_a_word_is_told_on_focus_and_escape_closes(page, site_url):
    open_page(page, site_url + CHAPTER)
    word = page.locator(WORD).first
    # From the link before it, as a reader comes with the Tab key.
    word.evaluate(
        "at => at.before(Object.assign(document.createElement('a'), { href: '#', textContent: 'x' }))"
    )
    page.get_by_role("link", name="x", exact=True).focus()
    page.keyboard.press("Tab")
    told = shown(page)
    described = page.locator(f"[id='{word.get_attribute('aria-describedby')}']")
    assert "".join(told.split()) == "".join(described.text_content().split())
    assert grave(page) == []
    page.keyboard.press("Escape")
    page.locator(NOTE).wait_for(state="hidden")
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary.html#term-*")


def test_a_study_is_told_with_its_source_its_people_and_what_it_found(page, site_url, site_dir):
    open_page(page, site_url + "chapters/06-hyperinsulinemia.html")
    page.locator(
        "details", has=page.get_by_role("link", name="van Vliet", include_hidden=True)
    ).first.evaluate("(fold) => { fold.open = true; }")
    study = page.get_by_role("link", name="van Vliet").first
    study.hover()
    lines = shown(page).splitlines()
    known = yaml.safe_load((ROOT / "book/findings.yaml").read_text("utf-8"))["vanvliet2020"]
    assert "Obesity is associated with increased" in lines[0]  # its title, as PubMed has it
    assert {known["people"].lower(), f"found: {known['found']}".lower()} <= {
        line.lower() for line in lines
    }
    # The row of the chapter's table that cites it, with the glyph of its grade.
    sure = page.locator(f"{NOTE} .side-note-sure")
    assert sure.inner_text().startswith("Certainty moderate: ")
    assert sure.locator(".certainty").get_attribute("data-grade") == "moderate"


def test_every_grade_of_a_table_has_the_glyph_of_certainty(site_dir):
    graded = 0
    for name in PAGES:
        page = BeautifulSoup((site_dir / name).read_text("utf-8"), "html.parser")
        for strong in page.select("table:has(th:-soup-contains('ertainty')) td strong"):
            if strong.get_text() in GRADES:
                assert strong.find(class_="certainty")["data-grade"] == strong.get_text(), name
                graded += 1
    assert (
        graded > 80
    )  # each chapter has a table of about eight claims, and the claims of the document are 40


def test_without_the_notes_a_tap_leads_there(phone):
    phone.route("**/told.js", lambda route: route.abort())
    phone.locator(WORD).first.tap()
    phone.wait_for_url("**/glossary.html#term-*")


@pytest.fixture
def phone(browser, site_url):
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    open_page(page, site_url + CHAPTER)
    yield page
    context.close()


def test_a_tap_tells_inside_the_window_and_a_second_leads_there(phone):
    word = phone.locator(WORD).first
    word.tap()
    shown(phone)
    assert phone.url.endswith(CHAPTER)
    box = phone.locator(NOTE).bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.locator(".bd-article h1").tap()
    phone.locator(NOTE).wait_for(state="hidden")
    word.tap()
    shown(phone)
    word.tap()
    phone.wait_for_url("**/glossary.html#term-*")


def test_a_wide_page_tells_it_in_the_margin(page, site_url):
    page.set_viewport_size({"width": 1920, "height": 1080})
    open_page(page, site_url + CHAPTER)
    word = page.locator(WORD).first
    word.hover()
    shown(page)
    text = word.locator("xpath=ancestor::p").bounding_box()
    note = page.locator(NOTE).bounding_box()
    assert note["x"] >= text["x"] + text["width"]
    assert abs(note["y"] - word.bounding_box()["y"]) < 4
    page.set_viewport_size(
        {"width": 844, "height": 390}
    )  # a phone on its side: all of the longest note is in the window
    page.mouse.move(0, 0)
    study = page.locator(STUDY).locator("visible=true").last
    study.evaluate("(link) => link.scrollIntoView({ block: 'center', behavior: 'instant' })")
    study.hover()
    shown(page)
    note = page.locator(NOTE).bounding_box()
    assert note["y"] >= 0 and note["y"] + note["height"] <= 390


MUSCLE_RESISTS = (
    "() => document.querySelector('[data-explorer=resistance]').explorer.set({ muscle: 30 })"
)
IN_SENTENCE = "[role=status] .explorer-term"


def test_a_word_that_an_explorer_says_is_told_and_holds_its_reader_while_the_sentence_changes(
    page, site_url, site_dir
):
    open_page(page, site_url + "chapters/05-insulin-resistance.html")
    page.evaluate(MUSCLE_RESISTS)
    explorer = page.locator("[data-explorer=resistance]").first
    word = explorer.locator(IN_SENTENCE, has_text="hyperinsulinemia")
    word.hover()
    assert glossary_says(site_dir, "term-hyperinsulinemia") in " ".join(shown(page).split())
    page.mouse.move(2, 2)
    page.locator(NOTE).wait_for(state="hidden")
    word.focus()
    before = explorer.locator("[role=status]").inner_text()
    for muscle in (20, 25):
        page.evaluate(MUSCLE_RESISTS.replace("30", str(muscle)))
        page.wait_for_timeout(
            900
        )  # also the text that is written for a screen reader, after a pause
    assert explorer.locator("[role=status]").inner_text() != before
    assert word.evaluate("(word) => word === document.activeElement && word.isConnected")
    page.evaluate(MUSCLE_RESISTS.replace("30", "100"))
    word.wait_for(state="detached")


@pytest.mark.parametrize("name", [name for name in PAGES if name.startswith("chapters/")])
def test_the_words_of_explorers_lead_to_what_is_told(page, site_url, name):
    open_page(page, site_url + name)
    page.locator(".explorer-notes .explorer-term").first.wait_for(state="attached")
    places = page.locator(".explorer-term").evaluate_all(
        "(all) => all.map((one) => one.hash.slice(1))"
    )
    page.locator(".explorer-term").first.dispatch_event("pointerover", {"pointerType": "mouse"})
    page.wait_for_function("globalThis.cellsListening.told")
    assert [
        place for place in places if not page.evaluate("(at) => at in cellsListening.told", place)
    ] == []


def test_an_explorer_that_stands_alone_says_the_same_in_words_alone(page, site_url):
    said = []
    for query in ("", "?embed"):
        open_page(page, f"{site_url}chapters/05-insulin-resistance.html{query}")
        page.evaluate(MUSCLE_RESISTS)
        sentence = page.locator("[data-explorer=resistance] [role=status]").first
        sentence.filter(has_text="hyperinsulinemia").wait_for()
        said.append(sentence.inner_text())
    assert page.locator(".explorer-term").count() == 0
    assert said[0] == said[1]


@pytest.mark.parametrize("name", PAGES)
def test_each_word_and_each_study_of_a_page_is_told(site_dir, name):
    script = (site_dir / "_static/book/told.js").read_text("utf-8")
    told = json.loads(script.split("told: ")[1].removesuffix(" };\n"))
    page = BeautifulSoup((site_dir / name).read_text("utf-8"), "html.parser")
    places = {link["href"].split("#")[1] for link in page.select(f"{WORD}, {STUDY}")}
    assert places <= told.keys()
