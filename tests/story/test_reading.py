"""A chapter reads whole in ten minutes or so, its folds closed, and there is always something to do or see."""

from __future__ import annotations

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from book import prose, reading

#: Two hundred words a minute.
LONGEST_CHAPTER = 12
#: Words in a row.
LONGEST_STRETCH = 350

CHAPTERS = pytest.mark.parametrize("page", prose.chapters(), ids=lambda page: page.stem)


@CHAPTERS
def test_a_chapter_reads_whole_with_its_folds_closed(page):
    assert 5 < reading.minutes(page) <= LONGEST_CHAPTER


@CHAPTERS
def test_there_is_always_something_to_do_or_see(page):
    words, begin = reading.longest_stretch(page)
    assert words <= LONGEST_STRETCH, f"{page.name}: {words} words from: {begin}"


@CHAPTERS
def test_equations_exercises_and_what_the_model_leaves_out_are_folded(page):
    """A reader is not stopped by what only some readers want."""
    for passage in prose.passages(page):
        assert passage.folded or "$" not in passage.source, passage.source
        assert passage.folded or passage.box != "exercise", passage.source
        heads = passage.kind == "heading" and passage.box != prose.FOLD
        assert passage.folded or not heads or "leaves out" not in passage.words


@CHAPTERS
def test_nobody_states_a_reading_time(page):
    assert "minutes" not in prose.markdown(page)[0]


def fold(content: str) -> str:
    return f"<details>\n<summary><u>A fold</u></summary>\n\n{content}\n\n</details>"


def test_words_are_counted_and_folds_are_not(tmp_path):
    page = tmp_path / "page.ipynb"
    cells = [
        new_markdown_cell("# A title\n\n" + "word " * 398),
        new_code_cell("a_table()"),
        new_markdown_cell(f"Three more words.\n\n{fold('word ' * 500)}"),
        new_markdown_cell(":::{dropdown} A fold\n" + "word " * 500 + "\n:::"),
        new_code_cell("an_equation()", metadata={"tags": ["remove-cell"]}),
        new_markdown_cell("### Closed\n\n" + "word " * 500, metadata={"tags": ["fold"]}),
        new_code_cell("a_table()"),
        new_markdown_cell("#### Still in it\n\n" + "word " * 500),
        new_markdown_cell("## Open again\n\n" + "word " * 200),
    ]
    nbformat.write(new_notebook(cells=cells), page)
    assert prose.folds(page) == ["Closed"]
    assert reading.minutes(page) == 3  # 400 words, three, the titles of two folds, and 202
    assert reading.longest_stretch(page) == (400, "A title")


def test_what_one_does_or_sees_ends_a_stretch(tmp_path):
    page = tmp_path / "page.md"
    boxes = ("One two three.", "```{admonition} Do\n:class: try\n\nPress it.\n```", "Four five.")
    page.write_text("\n\n".join(boxes))
    assert reading.longest_stretch(page) == (3, "One two three.")
