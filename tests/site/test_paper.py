"""The whole book stands in one PDF: every page, picture, formula and answer, and its links work."""

from __future__ import annotations

import re
import struct
from functools import cache

import pytest
from bs4 import BeautifulSoup
from conftest import ROOT
from pypdf import PdfReader

from book.paper import NAME, OUT, anchor, page_names, pages_of_parts
from widgets import quizzes
from widgets.quizzes import markup

PAGES = [page for _, group in page_names(ROOT) for page in group]
#: How far down a page of a chapter's beginning is filled, as a share of its height with the margins.
REACHED = 0.6
WIDTH = 612  # pixels of CSS between the margins of an A4 page: 210 - 2 * 24 mm


@pytest.fixture(scope="module")
def pdf(site_dir):
    return PdfReader(ROOT / OUT / f"{NAME}.pdf")


@pytest.fixture(scope="module")
def text_of(pdf):
    """What a page says, by its number from 1: read where it is asked for, as all of the book takes long."""

    @cache
    def text(number):
        # A font may hand back another apostrophe than the one it drew.
        said = pdf.pages[number - 1].extract_text().replace("ʼ", "'").replace("’", "'")
        return " ".join(said.split())

    return text


def letters(page):
    """How often a page shows a letter or a few."""
    return len(re.findall(rb"T[jJ]\b", page.get_contents().get_data()))


@pytest.fixture(scope="module")
def html(site_dir):
    return BeautifulSoup((ROOT / OUT / "book.html").read_text("utf-8"), "html.parser")


def resources(page, kind):
    found = page["/Resources"].get_object().get(kind, {}).get_object()
    return [entry.get_object() for entry in found.values()]


def pictures(page):
    """Sizes of the pictures of a page."""
    objects = resources(page, "/XObject") if "/XObject" in page["/Resources"].get_object() else []
    return {(x["/Width"], x["/Height"]) for x in objects if x.get("/Subtype") == "/Image"}


def test_the_contents_name_the_page_where_each_part_begins(text_of, html):
    for name in PAGES:
        title = " ".join(html.find(id=anchor(name)).find("h1").get_text().replace("’", "'").split())
        number = int(re.search(rf"{re.escape(title)}\W+(\d+)", text_of(2))[1])
        assert title in text_of(number)[:150], f"{title} is not on page {number}"


def test_every_explorer_is_there_as_its_picture(pdf, html):
    shown = set().union(*(pictures(page) for page in pdf.pages))
    explorers = html.select("img.explorer-picture")
    assert len(explorers) >= len(list((ROOT / "chapters").glob("*.ipynb")))
    for picture in explorers:
        header = (ROOT / OUT / picture["src"]).resolve().read_bytes()[:24]
        assert struct.unpack(">II", header[16:24]) in shown, picture["src"]


def test_formulas_are_drawn(pdf, html):
    fonts = {str(font.get("/BaseFont")) for page in pdf.pages for font in resources(page, "/Font")}
    assert any("KaTeX" in font for font in fonts)
    assert all(formula["aria-label"] for formula in html.select(".katex"))
    assert len(html.select(".katex-display")) > 30


def test_no_page_is_blank_and_there_are_not_too_many(pdf):
    bare = [n for n, page in enumerate(pdf.pages, 1) if letters(page) < 80 and not pictures(page)]
    assert bare == []
    assert 3 * len(PAGES) < len(pdf.pages) < 15 * len(PAGES)


def lowest(page):
    """How far down the text of a page reaches, as a share of its height; its number does not count."""
    heights = []

    def seen(text, matrix, own, *_):
        if text.strip() and not text.strip().isdigit():
            heights.append(own[4] * matrix[1] + own[5] * matrix[3] + matrix[5])

    page.extract_text(visitor_text=seen)
    return 1 - min(heights) / float(page.mediabox.height)


def test_before_a_picture_the_text_goes_on(pdf):
    """A picture that does not fit on a sheet goes to the next one, and leaves little white behind."""
    begins = pages_of_parts(ROOT / OUT / f"{NAME}.pdf")
    for chapter in quizzes.chapters():
        first = begins[anchor(f"chapters/{chapter}")] - 1
        for number in range(first, first + 3):  # Predict and Try
            assert lowest(pdf.pages[number]) > REACHED, (chapter, number + 1)


def test_every_link_of_the_print_leads_somewhere(pdf, html):
    ids = [place["id"] for place in html.select("[id]")]
    assert len(ids) == len(set(ids))
    for link in html.select("a[href]"):
        target = link["href"]
        assert target.startswith("https://") or target.removeprefix("#") in ids, target
    names = {name.lstrip("/") for name in pdf.named_destinations}
    followed = 0
    for page in pdf.pages:
        for note in page.get("/Annots", []):
            link = note.get_object()
            if "/Dest" in link:
                assert str(link["/Dest"]).lstrip("/") in names
                followed += 1
            else:
                assert link["/A"]["/URI"].startswith("https://")
    assert followed > 100


def test_the_outline_leads_to_every_page_of_the_book(pdf, html):
    titles = {entry["/Title"] for entry in pdf.outline if not isinstance(entry, list)}
    assert {html.find(id=anchor(name)).find("h1").get_text().strip() for name in PAGES} <= titles


def test_questions_and_answers_are_printed(html):
    asked = html.select(".quiz-readable > ol > li")
    answered = html.select(".quiz-answers > li")
    assert len(asked) == len(answered) > 0
    told = " ".join(html.find(id="answers").get_text().split())
    for chapter in quizzes.chapters():
        for question in quizzes.load(chapter)["questions"]:
            for choice in question.get("choices", []):
                assert (markup.plain(choice["feedback"]) in told) == choice.get("correct", False)


def test_license_and_warning_stand_on_the_cover(text_of):
    assert "CC BY 4.0" in text_of(1)
    assert "Not medical advice" in text_of(1)


def test_nothing_that_only_works_on_a_screen_is_left(html):
    assert not html.select("script, noscript, details, button, input, .headerlink")


def test_nothing_is_wider_than_the_paper(browser, html):
    page = browser.new_page(viewport={"width": WIDTH, "height": 900})
    page.emulate_media(media="print")
    page.goto((ROOT / OUT / "book.html").as_uri())
    page.evaluate("document.fonts.ready")
    cut = page.evaluate(
        """width => [...document.querySelectorAll("table, td, th, pre, figure, img, .katex-html, p, li")]
            .filter(part => part.getBoundingClientRect().right > width + 1
                || (part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).display !== "inline"))
            .map(part => part.textContent.slice(0, 60) || part.src)""",
        WIDTH,
    )
    page.close()
    assert cut == []
