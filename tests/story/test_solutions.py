"""A solution of an exercise prints what its chapter says, and no host of notebooks shows it unasked."""

from __future__ import annotations

import re

import nbformat
import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from book import prose, solutions

CHAPTERS = pytest.mark.parametrize("chapter", prose.chapters(), ids=lambda page: page.stem)


@CHAPTERS
def test_a_solution_prints_what_its_chapter_says(chapter):
    solution = solutions.solution(chapter)
    assert solution.printed.strip()
    assert solution.run() == solution.printed, "`make refresh` stores what it prints now"


@CHAPTERS
def test_hint_and_solution_are_folded_in_the_words_that_every_host_knows(chapter):
    """CommonMark and HTML: JupyterLab, Colab, VS Code and GitHub read both."""
    html = MarkdownIt("commonmark").render("\n\n".join(prose.markdown(chapter)))
    page = BeautifulSoup(html, "html.parser")
    hint, solution = page.select("details")
    assert [fold.summary.get_text() for fold in (hint, solution)] == ["A hint", "A solution"]
    assert hint.p.get_text() and solution.select_one("pre > code.language-python")
    for fold in (hint, solution):  # JupyterLab reads nothing else in them
        assert not re.search(r"\{\w+(:\w+)?\}`|\$", fold.get_text())
    for cell in prose.cells(chapter):
        assert not {"hide-cell", "hide-input", "hide-output"} & set(cell.metadata.get("tags", ()))


@CHAPTERS
def test_a_reader_has_a_cell_to_write_in_before_the_solution(chapter):
    cells = nbformat.read(chapter, as_version=4).cells
    names = [cell.id for cell in cells]
    turn = cells[names.index("your-turn")]
    assert turn.cell_type == "code" and names.index("your-turn") == names.index("solution") - 1
    assert all(line.startswith("#") for line in turn.source.splitlines())


def test_a_chapter_without_a_solution_is_named(tmp_path):
    page = tmp_path / "x.ipynb"
    nbformat.write(nbformat.v4.new_notebook(), page)
    with pytest.raises(ValueError, match=r"x\.ipynb has no cell with the id 'solution'; allowed: "):
        solutions.solution(page)
