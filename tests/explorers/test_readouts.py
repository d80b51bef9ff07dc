"""What an explorer says right now is what a person would say; its other numbers stand below, for who opens them."""

from __future__ import annotations

import re

import pytest
from conftest import PAGES
from explorer_page import ExplorerPage

from widgets import explorers
from widgets.explorers.kit.words import words

#: A listener keeps no more than these.
MOST_NUMBERS, MOST_WORDS, MOST_SENTENCES = 5, 36, 2

#: The words that are enough for some explorers.
FEWER_WORDS = {"years": 32}

#: Who needs more sentences, and what for.
MORE_SENTENCES = {
    "sensitivity": 3,  # asks in health what to look for
    "body": 3,  # the blood, who feeds it, and where glucose goes next
    "loop": 4,  # what is cut, what that does, and low glucose with what it means
    "resistance": 3,  # the drink, fasting insulin, and the stage
    "compensation": 3,  # has in health nothing to compare, and tells what a day takes
    "reasons": 3,  # the organs, glucose, and insulin
}

#: A time of day is one number, and the B6 of a vitamin none.
NUMBER = re.compile(r"(?<![A-Za-z\d])\d+(?:[.,:]\d+)*")

EXPLORED = [page for page in PAGES if page.startswith("chapters/") or page == "book/index.html"]


SENTENCE_END = re.compile(r"[.?!](?=\s|$)")


@pytest.fixture
def explorer(visited):
    """The first explorer of a page, which stays open for other tests."""
    name = visited.locator(".explorer").first.get_attribute("data-explorer")
    explorer = ExplorerPage(visited, name)
    yield explorer
    explorer.set_back()


@pytest.mark.parametrize("visit", EXPLORED, indirect=True)
def test_the_sentence_of_each_preset_is_short_and_the_rest_has_what_it_leaves_out(explorer):
    name = explorer.root.get_attribute("data-explorer")
    settings = [None, *getattr(explorers, name)().view.spec["presets"]]
    for preset in settings:
        if preset:
            explorer.preset(preset["name"])
        said = explorer.sentence
        assert said.startswith(("Right now", "Nothing moves"))
        assert len(NUMBER.findall(said)) <= MOST_NUMBERS, said
        assert len(said.split()) <= FEWER_WORDS.get(name, MOST_WORDS), said
        sentences = len(SENTENCE_END.findall(said))
        assert 1 <= sentences <= MORE_SENTENCES.get(name, MOST_SENTENCES), said
        if "rest" in words(name):
            assert NUMBER.search(explorer.rest), preset
