"""Every word of the book is an English word, or one of the field's: `data/words.txt` lists those. None stands twice."""

from __future__ import annotations

import re
import shutil

import pytest
from conftest import ROOT
from spelling import DATA, unknown

from book import prose

#: A sentence, or a small word, that follows itself. "They had had it" is English.
ECHO = re.compile(r"([A-Z][^.!?]{20,}[.!?])\s+\1|\b(?!had\b)([a-z]+) \2\b")


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    """All texts of the book in one folder: the words of each page, and the tables of words."""
    folder = tmp_path_factory.mktemp("texts")
    for page in prose.pages():
        words = (passage.words for passage in prose.passages(page))
        (folder / f"{page.stem}.md").write_text("\n\n".join(words), "utf-8")
    for room in ("widgets", "book"):
        for table in (ROOT / room).rglob("*.yaml"):
            shutil.copy(table, folder / "-".join(table.relative_to(ROOT).parts))
    shutil.copy(ROOT / "README.md", folder)
    for name in ("cspell.json", "words.txt"):
        shutil.copy(DATA / name, folder)
    return folder


def test_every_word_is_known(texts):
    found = unknown(texts, "--no-color")
    assert not found, "misspelled, or to be added to tests/data/words.txt:\n" + "\n".join(found)


def test_the_list_is_sorted_and_each_of_its_words_is_needed(texts):
    words = (DATA / "words.txt").read_text("utf-8").split("\n")[:-1]
    assert words == sorted(set(words), key=str.lower)
    (texts / "words.txt").write_text("", "utf-8")
    needed = {word.lower() for word in unknown(texts, "--words-only", "--unique")}
    shutil.copy(DATA / "words.txt", texts)
    assert [word for word in words if word.lower() not in needed] == []


def test_nothing_is_said_twice_in_a_row(texts):
    echoes = [
        f"{text.name}: {echo[0]}"
        for text in sorted(texts.glob("*.[my]*"))
        for echo in ECHO.finditer(text.read_text("utf-8"))
    ]
    assert echoes == []


def test_an_echo_is_found():
    said = "Insulin falls, and the liver gives. Insulin falls, and the liver gives. See the the chart; they had had it."
    assert [echo[0] for echo in ECHO.finditer(said)] == [said[:71], "the the"]


def test_mistakes_are_found(tmp_path):
    for name in ("cspell.json", "words.txt"):
        shutil.copy(DATA / name, tmp_path)
    (tmp_path / "page.md").write_text("The insluin of teh colour receptor.", "utf-8")
    (tmp_path / "table.yaml").write_text('- text: "A glucse drink"\n', "utf-8")
    assert sorted(unknown(tmp_path, "--words-only")) == ["colour", "glucse", "insluin", "teh"]
