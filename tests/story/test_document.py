"""The book tells the whole document: each of its sentences is quoted, in its chapter and in its order."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT

from book import prose

# The headings of the document's parts, which the book's own headings stand for.
HEADINGS = ("Main Players", "In details:", "Practices that could help you:")
# First words of the sentences with which a chapter's part of the document begins.
PARTS = {
    "01": "Blood Glucose:",
    "02": "Under normal circumstances,",
    "03": "Insulin helps glucose",
    "04": "When glucose enters our cells",
    "05": "For several reasons,",
    "06": "As a result,",
    "07": "As long as the pancreas",
    "08": "If cells become too resistant",
    "09": "What are the main reasons",
    "10": "Prioritizing on losing",
}


def document():
    """Yield the document's sentences, each with the number of its chapter."""
    starts = {words: number for number, words in PARTS.items()}
    chapter = None
    for line in (ROOT / "tests/data/document.txt").read_text("utf-8").splitlines():
        line = line.removeprefix("- ").strip()
        if line and line not in HEADINGS:
            chapter = next((starts[words] for words in starts if line.startswith(words)), chapter)
            yield from ((chapter, sentence) for sentence in re.split(r"(?<=[.!?])\s+", line))


SENTENCES = list(document())


def plain(text):
    """Return the words alone: neither signs nor capitals tell two sentences apart."""
    return " ".join(re.findall(r"\w+", text.lower().replace("’", "'")))


def quotes(page):
    return plain(" ".join(p.words for p in prose.passages(page) if p.kind == "quote"))


def test_each_part_of_the_document_has_its_chapter():
    assert [chapter for chapter, _ in SENTENCES] == sorted(chapter for chapter, _ in SENTENCES)
    assert {chapter for chapter, _ in SENTENCES} == set(PARTS)


@pytest.mark.parametrize(("chapter", "sentence"), SENTENCES)
def test_the_sentence_is_quoted_in_its_chapter(chapter, sentence):
    page = next((page for page in prose.chapters() if page.name.startswith(f"{chapter}-")), None)
    assert page, f"no chapter {chapter} in _toc.yml, whose part of the document holds: {sentence}"
    assert plain(sentence) in quotes(page), f"{page.name} does not quote: {sentence}"


@pytest.mark.parametrize("chapter", PARTS)
def test_the_chapter_keeps_the_documents_order(chapter):
    page = next((page for page in prose.chapters() if page.name.startswith(f"{chapter}-")), None)
    assert page, f"no chapter {chapter} in _toc.yml"
    said = quotes(page)
    places = [said.find(plain(sentence)) for number, sentence in SENTENCES if number == chapter]
    assert places == sorted(places)
