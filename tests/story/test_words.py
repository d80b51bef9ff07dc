"""Each word that a page points to is in the glossary, each entry of the glossary is used, and a
page leads to it where a reader first meets the word, so that each can be read alone."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from conftest import ROOT
from test_readability import READ

from book import prose

TERM = re.compile(r"\{term\}`(?:[^`<]*<([^`>]+)>|([^`]+))`")
GLOSSARY = ROOT / "book/glossary.md"
ENTRIES = [passage.words for passage in prose.passages(GLOSSARY) if passage.kind == "term"]
#: Words that every reader brings along, or that mean other things as well.
EVERYDAY = {"cell", "liver", "muscle", "model", "band", "state", "parameter", "preset"}
EVERYDAY |= {"calibration", "compensation", "certainty", "uptake", "this week", "after years"}
FIELDS_WORDS = [entry for entry in ENTRIES if entry not in EVERYDAY]
#: Chapters, and what every reader needs beside them; the landing page begins with a question, and leads on.
READ_ALONE = [page for page in READ if page.stem != "index"]
#: "48 to 66%" in brackets; two values of glucose have a unit.
INTERVAL = re.compile(r"\((?![^()]*(?:mg/dL|mmol/L))[^()]*\d to [-−]?\d[^()]*\)")


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


def met(page):
    """Yield what a reader meets in order: each passage's own words, and the words it points to.

    Left out are the document's sentences, headings, which cannot point anywhere, and the names in links.
    """
    for passage in prose.passages(page):
        if passage.kind not in ("quote", "heading"):
            source = re.sub(
                r"\[[^\]]*\]\([^)]*\)|<a .*?</a>|`[^`<{]*\(.*?\)`|\{cite:p\}`[^`]*`",
                " ",
                passage.source,
            )
            linked = {" ".join((t[1] or t[2]).split()).lower() for t in TERM.finditer(source)}
            yield TERM.sub(" ", source), linked, passage


def unexplained(page):
    """Return the field's words whose first passage does not point to the glossary, each with the passage."""
    passages, found = list(met(page)), []
    for entry in FIELDS_WORDS:
        flags = re.NOFLAG if entry.isupper() else re.IGNORECASE
        word = re.compile(rf"(?<![\w-]){re.escape(entry)}s?(?![\w-])", flags)
        for words, linked, passage in passages:
            if entry.lower() in linked:
                break
            if word.search(words):
                found.append(f"{entry}: {passage.source[:120]}")
                break
    return found


@pytest.mark.parametrize("page", READ_ALONE, ids=lambda page: page.stem)
def test_a_word_of_the_field_is_explained_where_a_reader_first_meets_it(page):
    assert unexplained(page) == []


@pytest.mark.parametrize("page", prose.chapters(), ids=lambda page: page.stem)
def test_the_first_interval_of_a_study_says_what_it_is(page):
    """Such as "48 to 66%": the glossary's *confidence interval* stands at it or before it."""
    for _, linked, passage in met(page):
        if "confidence interval" in linked:
            break
        told = "{cite" in passage.source and INTERVAL.search(prose.unlinked(passage.source))
        assert not told, f"{page.name}: what are the numbers in brackets? {passage.source}"


def test_a_word_left_unexplained_is_named(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(
        "A {term}`tracer` shows it.\n\nTwo clamps, two tracers, and a {term}`clamp`.\n\nA fast FSIGT.\n"
    )
    assert unexplained(page) == ["FSIGT: A fast FSIGT."]
    page.write_text("Two clamps.\n\nA {term}`clamp`.\n")
    assert unexplained(page) == ["clamp: Two clamps."]
