"""Each word that a page points to is in the glossary, each entry of the glossary is used, and a
page leads to it where a reader first meets the word, so that each can be read alone."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from conftest import ROOT
from said import SHOWN_ALWAYS, Saying, of_explorer, sayings
from test_readability import READ

from book import prose
from widgets import explorers

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
    """Yield what a reader of a page meets in order, as `told` says."""
    return told(prose.passages(page))


def told(passages):
    """Yield of each passage its own words, and the words it points to.

    Left out are the document's sentences, headings, which cannot point anywhere, and the names in links.
    """
    for passage in passages:
        if passage.kind not in ("quote", "heading"):
            source = re.sub(
                r"\[[^\]]*\]\([^)]*\)|<a .*?</a>|`[^`<{]*\(.*?\)`|\{cite:p\}`[^`]*`",
                " ",
                passage.source,
            )
            linked = {" ".join((t[1] or t[2]).split()).lower() for t in TERM.finditer(source)}
            yield TERM.sub(" ", source), linked, passage


def named(entry):
    """Return what finds a word of the glossary in a text."""
    flags = re.NOFLAG if entry.isupper() else re.IGNORECASE
    return re.compile(rf"(?<![\w-]){re.escape(entry)}s?(?![\w-])", flags)


def unexplained(page):
    """Return the field's words whose first passage does not point to the glossary, each with the passage."""
    passages, found = list(met(page)), []
    for entry in FIELDS_WORDS:
        word = named(entry)
        for words, linked, passage in passages:
            if entry.lower() in linked:
                break
            if word.search(words):
                found.append(f"{entry}: {passage.source[:120]}")
                break
    return found


def pointed(text):
    """Return the entries of the glossary that a text points to."""
    return {found[1] or found[2] for found in TERM.finditer(text)}


def unmet(said: list[Saying], known: set[str]):
    """Return the field's words that a widget says and that its reader has met neither on the page nor in it.

    A text that can lead to the glossary does so itself. For one that cannot, such as the name of a slider, another text
    of the same part does.
    """
    found = []
    for entry in FIELDS_WORDS:
        if entry.lower() in known:
            continue
        parts = {one.part for one in said if entry in pointed(one.text)}
        for one in said:
            led = entry in pointed(one.text) if one.told else bool(parts & {"", one.part})
            if named(entry).search(TERM.sub(" ", one.text)) and not led:
                found.append(f"{entry}: {one.place}: {one.text[:120]}")
    return found


def unmet_in_widgets(page):
    """Return the words that the widgets of a page say before the page explains them."""
    known, found = set(), []
    for cell in prose.cells(page):
        if cell.cell_type == "markdown":
            known |= {
                entry for _, linked, _ in told(prose.passages_of(cell.source)) for entry in linked
            }
        else:
            said = sayings(cell.source)
            found += unmet(said, known)
            for one in said:
                if one.place in SHOWN_ALWAYS:
                    known |= {entry.lower() for entry in pointed(one.text)}
    return found


@pytest.mark.parametrize("page", READ_ALONE, ids=lambda page: page.stem)
def test_a_word_of_the_field_is_explained_where_a_reader_first_meets_it(page):
    assert unexplained(page) == []


@pytest.mark.parametrize("page", prose.chapters(), ids=lambda page: page.stem)
def test_what_moves_on_a_page_says_no_word_of_the_field_that_its_reader_has_not_met(page):
    assert unmet_in_widgets(page) == []


@pytest.mark.parametrize("name", explorers.NAMES)
def test_words_in_explorers_lead_to_entries_of_the_glossary(name):
    """By the very name of the entry: the place in the glossary is made of it."""
    words = getattr(explorers, name)().view.spec["words"]
    assert {entry for one in of_explorer(words) for entry in pointed(one.text)} <= set(ENTRIES)


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


def test_a_word_of_a_widget_that_leads_nowhere_is_named():
    sentence = Saying("sentence.now", "", "A {term}`clamp`, and its tracer.", told=True)
    slider = Saying("controls.clamp.label", "", "The clamp")
    fold = Saying("details.a.note", "details.a", "A {term}`tracer`.", told=True)
    other = Saying("details.b.chart", "details.b", "The tracer")
    assert unmet([sentence, slider, fold, other], set()) == [
        f"tracer: {one.place}: {one.text}" for one in (sentence, other)
    ]
    assert unmet([sentence, other], {"tracer"}) == []
