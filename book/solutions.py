"""The solutions of the chapters' exercises: what each prints is what its code prints.

A solution stands in a fold of a Markdown cell, so that every host of notebooks hides it until a reader asks. There no
kernel runs it. ``python -m book.solutions`` runs each after the cells before it, and stores what it prints.
"""

from __future__ import annotations

import contextlib
import io
import re
from dataclasses import dataclass
from pathlib import Path

import nbformat

from book import prose

CELL = "solution"  # its id
CODE = re.compile(r"```python\n(.*?)```", re.DOTALL)
PRINTED = re.compile(r"(?<=```text\n)(.*?)(?=```)", re.DOTALL)


@dataclass(frozen=True)
class Solution:
    """A solution in its chapter.

    Attributes
    ----------
    text : str
        The Markdown of its cell.
    before : tuple of str
        The code of the cells before it, in order.
    """

    text: str
    before: tuple[str, ...]

    @property
    def printed(self) -> str:
        """What the chapter says that it prints."""
        return PRINTED.search(self.text)[0]

    def run(self) -> str:
        """Run it as a reader would, and return what it prints."""
        code = CODE.search(self.text)[1]
        names: dict[str, object] = {}
        written = io.StringIO()
        for one in self.before:
            exec(one, names)
        with contextlib.redirect_stdout(written):
            exec(code, names)
        return written.getvalue()


def solution(chapter: Path) -> Solution:
    """Return the solution of a chapter.

    Raises
    ------
    ValueError
        If no cell of it has that id.
    """
    cells = prose.cells(chapter)
    names = [cell.id for cell in cells]
    if CELL not in names:
        raise ValueError(
            f"{chapter.name} has no cell with the id {CELL!r}; allowed: one, in a fold as in the other chapters"
        )
    place = names.index(CELL)
    before = (cell.source for cell in cells[:place] if cell.cell_type == "code")
    return Solution(cells[place].source, tuple(before))


def store(chapter: Path) -> None:
    """Write into a chapter what its solution prints now."""
    notebook = nbformat.read(chapter, as_version=4)
    (cell,) = (cell for cell in notebook.cells if cell.id == CELL)
    printed = solution(chapter).run()
    cell.source = PRINTED.sub(lambda _: printed, cell.source, count=1)
    nbformat.write(notebook, chapter)


if __name__ == "__main__":
    for one in prose.chapters():
        store(one)
