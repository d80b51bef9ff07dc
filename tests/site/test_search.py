"""Search, over http and from a disk: it finds, shows sentences and asks no page for them."""

from __future__ import annotations

import json
import re
from urllib.parse import urlencode

import node
import pytest
from conftest import CHAPTER, ROOT, Watch, open_page


@pytest.fixture(params=["http", "file"])
def address(request, site_url, site_dir, watch):
    """How every address of the site starts; from a disk, that is no foreign request."""
    if request.param == "file":
        watch.own = "file://"
        return site_dir.as_uri() + "/"
    return site_url


def test_results_come_with_sentences_and_without_an_error(page, address):
    page.goto(address + "search.html?q=muscle+listens")
    page.locator("#search-results .context").first.wait_for()
    page.get_by_text("Places found").wait_for()
    results = page.locator("#search-results ul.search > li")
    assert results.count() >= 3
    for told in page.locator("#search-results .context").all_inner_texts():
        for sentence in told.split(" … "):
            assert re.match(r"[“(*]?[A-Z0-9]", sentence), sentence
            assert re.search(r"[.!?][”)]?$", sentence), sentence
    marks = {mark.lower() for mark in page.locator("#search-results mark").all_inner_texts()}
    assert {"muscle"} <= marks
    results.first.locator("a").click()
    page.wait_for_url(re.compile(r"/(chapters|book)/"))


#: What a reader may ask, and the page that tells most of it.
ASKED = {
    "what is insulin resistance": "Insulin resistance",
    "does chromium help?": "What can help",
    "GLUT4": "Glossary > GLUT4",
    "what is metformin": "Glossary > Metformin",
}


@pytest.mark.parametrize("question", ASKED)
def test_the_page_that_tells_most_comes_first(page, site_url, question):
    page.goto(f"{site_url}search.html?{urlencode({'q': question})}")
    page.get_by_text("Places found").wait_for()
    first = page.locator("#search-results ul.search > li").first
    first.locator(".context").wait_for()
    assert first.locator("a").inner_text() == ASKED[question]


def test_the_icon_stands_beside_the_word(page, site_url):
    page.goto(site_url + "search.html?q=pancreas")
    field = page.locator(".bd-search-container form.bd-search")
    icon = field.locator(".fa-magnifying-glass").bounding_box()
    word = field.locator("input").bounding_box()
    assert icon["x"] + icon["width"] <= word["x"] + 1


def test_search_is_reached_from_a_chapter(page, address):
    open_page(page, address + CHAPTER)
    page.keyboard.press("Control+k")
    page.locator("dialog[open] input[type=search]").fill("glucagon")
    page.keyboard.press("Enter")
    page.locator("#search-results .context").first.wait_for()


def test_what_was_not_found_is_said(browser, site_dir):
    watch = Watch(own="file://")
    page = browser.new_page()
    watch.follow(page)
    for asked in ("zzzz", "constructors", "__proto__", "( [ *"):
        page.goto(f"{(site_dir / 'search.html').as_uri()}?{urlencode({'q': asked})}")
        page.get_by_text("Nothing found").wait_for()
    page.close()
    assert watch.problems == []


def test_no_page_carries_the_index(page, site_url, watch):
    open_page(page, site_url + CHAPTER)
    assert not [address for address in watch.seen if re.search("searchindex|sentences", address)]


# British and American; the micro sign and mu; composed and decomposed; full width, as some keyboards type.
SAME = {
    "Tabak": "Tab\u00e1k",  # names as they are printed in the references, and as a keyboard without accents has them
    "Taba\u0301k": "Tab\u00e1k",
    "jarvinen": "J\u00e4rvinen",
    "Faerch": "F\u00e6rch",
    "hyperglycaemia": "hyperglycemia",
    "haemoglobin": "hemoglobin",
    "fibre": "fiber",
    "metabolised": "metabolized",
    "organisation": "organization",
    "\u03bcU/mL": "\u00b5U/mL",
    "uU/mL": "\u00b5U/mL",
    "GLP1": "GLP-1",
    "\uff47\uff4c\uff55\uff43\uff4f\uff53\uff45": "glucose",
}


# Words of the book in the spelling of the Oxford dictionaries for Britain, and Greek letters by their names.
BRITISH = {
    "anaesthesia": "anesthesia",
    "apnoea": "apnea",
    "counselling": "counseling",
    "defences": "defenses",
    "emphasising": "emphasizing",
    "grey": "gray",
    "hyperglyc\u00e6mia": "hyperglycemia",
    "judgement": "judgment",
    "modeller": "modeler",
    "optimise": "optimize",
    "prioritising": "prioritizing",
    "recognised": "recognized",
    "sensitiser": "sensitizer",
    "travelled": "traveled",
    "\u03b2": "beta",
    "hyper\u00adglycemia": "hyperglycemia",
}
# What only looks like it.
AMERICAN = [
    "exercise",
    "precise",
    "promise",
    "disease",
    "raised",
    "controlled",
    "called",
    "filled",
    "spelling",
    "synthesis",
]


def test_british_words_are_looked_up_as_the_book_writes_them(site_dir):
    sentences = (site_dir / "_static/book/sentences.js").read_text("utf-8").lower()
    assert [word for word in BRITISH.values() if word not in sentences] == []
    program = f"""import {{ readFileSync }} from "node:fs";
      const {{ asWritten }} = await import({json.dumps((ROOT / "book/runtime/spelling.js").as_uri())});
      process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0)).map(asWritten)));"""
    assert node.answer(program, [*BRITISH, *AMERICAN]) == [*BRITISH.values(), *AMERICAN]
    apart, joined = node.answer(program, ["Poincare\u0301", "Poincar\u00e9"])
    assert apart == joined


@pytest.mark.parametrize("typed", SAME)
def test_any_spelling_finds_the_same(page, site_url, typed):
    found = []
    for query in (typed, SAME[typed]):
        page.goto(site_url + "search.html?" + urlencode({"q": query}))
        page.get_by_text(re.compile("Places found|Nothing found")).wait_for()
        page.wait_for_timeout(300)
        found.append(page.locator("#search-results ul.search > li > a").all_inner_texts())
    assert found[0] == found[1]
    assert found[0]
