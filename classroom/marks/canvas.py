"""The teacher's own export of Canvas's gradebook, filled in.

Canvas reads the columns ``Student, ID, SIS User ID, SIS Login ID, Section`` and then one an assignment, called
``Title (number)``; rows before the students say what is possible. An unknown title would make a new assignment, so
none is ever added. The form is that of Canvas's own importer, ``lib/gradebook_importer.rb`` in
https://github.com/instructure/canvas-lms.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from .. import csv_files
from ..csv_files import CsvFile
from ..names import ClassError
from ..platforms import letters
from ..roster import Student
from .filling import Cell, Filled, Finder, beside, enter, factor
from .reading import Mark

_TITLED = re.compile(r"(.+?) *\(\d+\)")
_EXCUSED = "EX"


def fill_export(
    path: Path,
    assignment: str,
    marks: Sequence[Mark],
    *,
    column: str | None = None,
    scale: bool = False,
) -> Filled:
    """Fill marks into an export of Canvas, and write it beside that.

    Parameters
    ----------
    path : Path
        The export; it is left as it is.
    assignment : str
    marks : sequence of Mark
    column : str, optional
        Which column, as its first row says; left out where its title is the assignment's name.
    scale : bool
        Whether points may be stretched to what Canvas has as possible.

    Returns
    -------
    Filled

    Raises
    ------
    ClassError
        If the file is no such export, its column cannot be told or is read only, or the points differ.
    """
    export = csv_files.read(path)
    if export.column("ID") is None or not {"Student", "LastName"}.intersection(export.header):
        raise ClassError(
            f"{path.name}: the first row is {','.join(export.header)[:80]!r}; allowed: "
            "Student,ID,SIS User ID,SIS Login ID,Section and the assignments, as Canvas exports them"
        )
    place = _column(export, path, assignment, column)
    first = _first_student(export)
    stretch = factor(
        marks[0].most if marks else 1.0,
        _possible(export, place),
        f"{path.name}: points possible of {export.header[place]!r}",
        scale=scale,
    )
    filled = Filled(beside(path, assignment))
    cells = _cells(export, first, place, stretch, [mark.student for mark in marks], filled)
    enter(filled, cells, marks)
    export.write(filled.path)
    return filled


def _column(export: CsvFile, path: Path, assignment: str, asked: str | None) -> int:
    titled = {place: told for place, told in enumerate(export.header) if _TITLED.fullmatch(told)}
    if asked is not None:
        found = [place for place, told in enumerate(export.header) if told == asked.strip()]
    else:
        found = [p for p, told in titled.items() if _title(told) == letters(assignment)]
    if len(found) != 1:
        what = asked if asked is not None else assignment
        raise ClassError(
            f"{path.name}: column is {what!r}; allowed: --column with one of "
            f"{', '.join(map(repr, titled.values())) or 'none, for there is no assignment in it'}"
        )
    return found[0]


def _title(header: str) -> str:
    told = _TITLED.fullmatch(header)
    return letters(told[1]) if told else ""


def _possible(export: CsvFile, place: int) -> str:
    for row in export.rows[1:]:
        if row and "Points Possible" in row[0]:
            return row[place] if place < len(row) else ""
    return ""


def _first_student(export: CsvFile) -> int:
    """Number of the first row of a student: after the one that says what is possible."""
    for number, row in enumerate(export.rows):
        if row and "Points Possible" in row[0]:
            return number + 1
    return 1


def _cells(
    export: CsvFile,
    first: int,
    place: int,
    stretch: float,
    roster: Sequence[Student],
    filled: Filled,
) -> dict[str, Cell | None]:
    finder = Finder.of("canvas", roster, ("sis_id", "login"))
    cells: dict[str, Cell | None] = {}
    for row in export.rows[first:]:
        if not any(cell.strip() for cell in row):
            continue
        row += [""] * (len(export.header) - len(row))
        found = finder.find(
            _cell(export, row, "ID"),
            (_cell(export, row, "SIS User ID"), _cell(export, row, "SIS Login ID")),
            _name(export, row),
        )
        if isinstance(found, str):
            filled.unmatched.append(f"{row[0]}: {found}")
        elif found.id in cells:
            filled.unmatched.append(f"{row[0]}: {found.id} has a row already")
        elif row[place].strip().upper() == _EXCUSED:
            filled.notes.append(f"{found.id} ({found.name}) is excused in Canvas, and stays so")
            cells[found.id] = None
        else:
            cells[found.id] = Cell(row, place, stretch)
    return cells


def _cell(export: CsvFile, row: Sequence[str], name: str) -> str:
    place = export.column(name)
    return "" if place is None else row[place].strip()


def _name(export: CsvFile, row: Sequence[str]) -> str:
    """The name, in one column or in two."""
    return " ".join(
        _cell(export, row, name) for name in ("Student", "LastName", "FirstName")
    ).strip()
