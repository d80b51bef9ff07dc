"""Each word that a page points to is in the glossary, and each entry of the glossary is used."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from conftest import ROOT

from book import prose

TERM = re.compile(r"\{term\}`(?:[^`<]*<([^`>]+)>|([^`]+))`")
GLOSSARY = ROOT / "book/glossary.md"
ENTRIES = [passage.words for passage in prose.passages(GLOSSARY) if passage.kind == "term"]


def terms(page):
    """Yield the glossary's words that a page points to, in small letters."""
    for text in prose.markdown(page):
        for found in TERM.finditer(text):
            yield " ".join((found[1] or found[2]).split()).lower()


def test_no_word_is_explained_twice():
    twice = [word for word, count in Counter(e.lower() for e in ENTRIES).items() if count > 1]
    assert twice == []


@pytest.mark.parametrize("page", prose.pages(), ids=lambda page: page.stem)
def test_every_term_of_the_page_is_in_the_glossary(page):
    unknown = set(terms(page)) - {entry.lower() for entry in ENTRIES}
    assert unknown == set()


def test_every_entry_of_the_glossary_is_used():
    used = {term for page in prose.pages() for term in terms(page)}
    assert [entry for entry in ENTRIES if entry.lower() not in used] == []


@pytest.mark.parametrize("page", prose.chapters(), ids=lambda page: page.stem)
def test_a_chapter_explains_its_words(page):
    assert set(terms(page)), f"{page.name} points to no word of the glossary"
