"""The book tells the whole document: each of its sentences is quoted, in its chapter and in its order, and judged."""

from __future__ import annotations

import re

import pytest

from book import prose
from widgets.lifestyle import TableError, claims, document, document_table
from widgets.lifestyle.document import DOCUMENT, read_document

SENTENCES = [(sentence.chapter, sentence.text) for sentence in document().sentences]


def plain(text):
    """Return the words alone: neither signs nor capitals tell two sentences apart."""
    return " ".join(re.findall(r"\w+", text.lower().replace("’", "'")))


def quotes(page):
    return plain(" ".join(p.words for p in prose.passages(page) if p.kind == "quote"))


PAGES = {page.stem: page for page in prose.chapters()}


def test_every_chapter_of_the_story_tells_a_part_of_the_document():
    assert list(dict.fromkeys(chapter for chapter, _ in SENTENCES)) == list(PAGES)


@pytest.mark.parametrize(("chapter", "sentence"), SENTENCES)
def test_the_sentence_is_quoted_in_its_chapter(chapter, sentence):
    assert plain(sentence) in quotes(PAGES[chapter]), f"{chapter} does not quote: {sentence}"


@pytest.mark.parametrize("chapter", PAGES)
def test_the_chapter_keeps_the_documents_order(chapter):
    said = quotes(PAGES[chapter])
    places = [said.find(plain(sentence)) for name, sentence in SENTENCES if name == chapter]
    assert places == sorted(places)


def test_every_claim_judges_a_sentence():
    assert {name for sentence in document().sentences for name in sentence.claims} == set(
        claims().claims
    )


def test_the_page_shows_every_sentence_with_its_chapter_and_its_verdict():
    rows = [row for part in document_table().parts for row in part.rows]
    for (said, told, judged), sentence in zip(rows, document().sentences, strict=True):
        assert said == sentence.text
        assert f"(../chapters/{sentence.chapter}.ipynb)" in told
        for name in sentence.claims:
            claim = claims().claims[name]
            assert f"**{claim.verdict}**, certainty {claim.grade}: {claim.say}" in judged
        if not sentence.claims:
            assert f"{sentence.say}" in judged
            assert (f"**{sentence.verdict}**" in judged) == (sentence.verdict is not None)


REFUSED = {
    (
        "chapter: 01-main-players",
        "chapter: one",
    ): 'part 1, sentence 1: "chapter" is "one"; allowed: '
    "the name of a chapter's file, such as 05-insulin-resistance.",
    ("verdict: partly right", "verdict: perfect"): 'part 1, sentence 1: "verdict" is "perfect"',
    (
        "[inactivity]",
        "[sloth]",
    ): 'part 2, sentence 13: "claims" is "sloth"; allowed: caloric_surplus',
    ("claims: [inactivity]", "claims: []"): 'part 2, sentence 13: "say" is',
}


@pytest.mark.parametrize(("change", "says"), REFUSED.items())
def test_a_mistake_in_the_document_is_named(tmp_path, change, says):
    file = tmp_path / DOCUMENT.name
    file.write_text(DOCUMENT.read_text("utf-8").replace(*change, 1), "utf-8")
    with pytest.raises(TableError) as refused:
        read_document(file)
    assert says in str(refused.value)
