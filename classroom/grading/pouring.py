"""Pouring a submission into a fresh copy of the release, so that only what a student may write is the student's."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nbformat import NotebookNode, v4
from nbgrader.utils import is_grade, is_solution

from .outputs import one_line
from .reading import Cell, UnreadableError
from .release import Release


@dataclass(frozen=True)
class Poured:
    """A submission in a fresh copy of the release.

    Attributes
    ----------
    notebook : NotebookNode
        Without outputs.
    restored : tuple of str
        Ids of cells to work on that were deleted and came back.
    untouched : frozenset of str
        Ids of cells to work on that stand there as they were given.
    """

    notebook: NotebookNode
    restored: tuple[str, ...] = ()
    untouched: frozenset[str] = frozenset()


def pour(release: Release, handed_in: Sequence[Cell]) -> Poured:
    """Pour what was handed in into a fresh copy of the release.

    Parameters
    ----------
    release : Release
    handed_in : sequence of Cell

    Returns
    -------
    Poured
        Of a cell that stands there twice the first that was worked on counts; a cell of the student's own stays
        behind the cell that it followed.

    Raises
    ------
    UnreadableError
        If nothing of the release is found in what was handed in, or more questions of another assignment.
    """
    given, known_as = release.notebook, release.known_as
    fresh = {cell.id: copy.deepcopy(cell) for cell in given.cells}
    matches = [_match(cell, known_as) for cell in handed_in]
    if not any(name in fresh and is_solution(fresh[name]) for name in matches):
        raise UnreadableError("This is another notebook: no cell of this assignment is in it.")
    _check_questions(given, handed_in, matches)
    taken = _taken(given, handed_in, matches)
    following: dict[str, list[Cell]] = {}
    last = ""
    for place, (cell, name) in enumerate(zip(handed_in, matches, strict=True)):
        last = name or last
        duplicate = bool(name) and taken.get(name, place) != place and is_solution(fresh[name])
        if (not name or duplicate) and cell.source.strip():
            following.setdefault(last, []).append(cell)
    for name, place in taken.items():
        fresh[name].source = handed_in[place].source
    notebook = _joined(given, fresh, following)
    missing = [cell.id for cell in given.cells if is_solution(cell) and cell.id not in set(matches)]
    untouched = frozenset(
        cell.id
        for cell in filter(is_solution, given.cells)
        if cell.id not in missing and fresh[cell.id].source.strip() == cell.source.strip()
    )
    return Poured(notebook, tuple(missing), untouched)


def _check_questions(release: NotebookNode, cells: Sequence[Cell], matches: Sequence[str]) -> None:
    """Refuse another assignment: some ids, as that of the bet, are the same in all of a course."""
    own = {cell.id for cell in release.cells if is_grade(cell)} & set(matches)
    strange = [
        cell.names[0]
        for cell, name in zip(cells, matches, strict=True)
        if cell.is_question and cell.names and not name
    ]
    if len(set(strange)) > len(own):
        shown = ", ".join(map(one_line, strange[:3]))
        raise UnreadableError(
            f"This is another notebook: it has questions of another assignment ({shown})."
        )


def _match(cell: Cell, known_as: Mapping[str, str]) -> str:
    """Id of the cell of the release that this is; empty for one of the student's own."""
    return next((known_as[name] for name in cell.names if name in known_as), "")


def _taken(release: NotebookNode, cells: Sequence[Cell], matches: Sequence[str]) -> dict[str, int]:
    """For each cell to work on, the place of the one that counts."""
    taken: dict[str, int] = {}
    for given in filter(is_solution, release.cells):
        places = [place for place, name in enumerate(matches) if name == given.id]
        worked_on = [p for p in places if cells[p].source.strip() not in ("", given.source.strip())]
        for place in (worked_on or places)[:1]:
            taken[given.id] = place
    return taken


def _joined(
    release: NotebookNode, fresh: dict[str, NotebookNode], following: dict[str, list[Cell]]
) -> NotebookNode:
    notebook = copy.deepcopy(release)
    notebook.cells, own = [], 0
    for name in ("", *fresh):
        if name:
            notebook.cells.append(fresh[name])
        for cell in following.get(name, []):
            made = v4.new_code_cell if cell.kind == "code" else v4.new_markdown_cell
            own += 1
            notebook.cells.append(made(cell.source, id=f"own-{own}"))
    return without_outputs(notebook)


def without_outputs(notebook: NotebookNode) -> NotebookNode:
    """A notebook in which nothing has run."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return notebook


def is_question(cell: NotebookNode) -> bool:
    """Whether a cell hands in what a judge looks at."""
    return cell.cell_type == "code" and is_grade(cell) and not is_solution(cell)
