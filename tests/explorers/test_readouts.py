"""What an explorer says right now is what a person would say; its other numbers stand below, for who opens them."""

from __future__ import annotations

import re

import pytest
from conftest import PAGES
from explorer_page import ExplorerPage

from widgets import explorers
from widgets.explorers.kit.words import words

#: A listener keeps no more than these.
MOST_NUMBERS, MOST_WORDS = 5, 36

#: A time of day is one number, and the B6 of a vitamin none.
NUMBER = re.compile(r"(?<![A-Za-z\d])\d+(?:[.,:]\d+)*")

EXPLORED = [page for page in PAGES if page.startswith("chapters/") or page == "book/index.html"]


@pytest.mark.parametrize("visit", EXPLORED, indirect=True)
def test_the_sentence_of_each_preset_is_short_and_the_rest_has_what_it_leaves_out(visited):
    name = visited.locator(".explorer").first.get_attribute("data-explorer")
    explorer = ExplorerPage(visited, name)
    settings = [None, *getattr(explorers, name)().view.spec["presets"]]
    for preset in settings:
        if preset:
            explorer.preset(preset["name"])
        said = explorer.sentence
        assert said.startswith(("Right now", "Nothing moves"))
        assert len(NUMBER.findall(said)) <= MOST_NUMBERS, said
        assert len(said.split()) <= MOST_WORDS, said
        if "rest" in words(name):
            assert NUMBER.search(explorer.rest), preset
    explorer.set_back()  # the page stays open for other tests
