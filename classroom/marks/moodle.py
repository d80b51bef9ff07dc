"""The grading worksheet of a Moodle assignment, filled in; and a file for Moodle's gradebook.

Moodle takes a worksheet back by ``Identifier``, ``Grade`` and ``Last modified (grade)``, which must stay as it is;
the form is that of its own importer, ``mod/assign/feedback/offline/importgradeslib.php`` in
https://github.com/moodle/moodle. Its gradebook takes any columns: https://docs.moodle.org/en/Grade_import says how
they are mapped. There, a row of somebody unknown stops the whole import, and an empty grade may count as zero: so
students without a mark are left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from .. import csv_files
from ..csv_files import CsvFile, defused
from ..names import ClassError
from ..roster import Student
from .filling import Cell, Filled, Finder, beside, enter, factor, written
from .reading import Mark

_ID, _GRADE, _SINCE = "Identifier", "Grade", "Last modified (grade)"
_MOST, _OPEN, _COMMENTS = "Maximum Grade", "Grade can be changed", "Feedback comments"


def fill_worksheet(
    path: Path, assignment: str, marks: Sequence[Mark], *, scale: bool = False
) -> Filled:
    """Fill marks into a grading worksheet, and write it beside that.

    Parameters
    ----------
    path : Path
        The worksheet; it is left as it is.
    assignment : str
    marks : sequence of Mark
    scale : bool
        Whether points may be stretched to Moodle's largest grade.

    Returns
    -------
    Filled

    Raises
    ------
    ClassError
        If the file is no such worksheet, or the points differ.
    """
    sheet = _read(path)
    filled = Filled(beside(path, assignment))
    by_id = {mark.student.id: mark for mark in marks}
    finder = Finder.of("moodle", [mark.student for mark in marks], ("sis_id", "login"))
    cells: dict[str, Cell | None] = {}
    for row in _students(sheet):
        found = _whose(sheet, row, finder)
        if isinstance(found, str):
            filled.unmatched.append(f"{_cell(sheet, row, _ID)} {_name(sheet, row)}: {found}")
            continue
        if found.id in cells:
            filled.unmatched.append(f"{_cell(sheet, row, _ID)}: {found.id} has a row already")
            continue
        mark = by_id[found.id]
        if _cell(sheet, row, _OPEN).casefold() == "no":
            filled.notes.append(f"{found.id} ({found.name}): Moodle lets this grade not be changed")
            cells[found.id] = None
            continue
        stretch = _factor(sheet, row, path, mark, scale)
        cells[found.id] = Cell(row, _place(sheet, _GRADE), stretch)
        _comment(sheet, row, mark)
    enter(filled, cells, marks)
    sheet.write(filled.path)
    return filled


def participants(path: Path, roster: Sequence[Student]) -> dict[str, Student]:
    """Students by the number that Moodle gives them in one assignment, from its worksheet.

    Raises
    ------
    ClassError
        If the file is no grading worksheet.
    """
    sheet = _read(path)
    finder = Finder.of("moodle", roster, ("sis_id", "login"))
    found = {_number(sheet, row): _whose(sheet, row, finder) for row in _students(sheet)}
    return {number: student for number, student in found.items() if isinstance(student, Student)}


def write_gradebook(path: Path, assignment: str, marks: Sequence[Mark]) -> Filled:
    """Write a file for Moodle's gradebook, with ids and addresses of the roster.

    Raises
    ------
    ClassError
        If the file is there already: it might be the teacher's own.
    """
    if path.exists():
        raise ClassError(f"file is {str(path)!r}, which is there already; allowed: a new file")
    filled = Filled(path)
    rows = {
        mark.student.id: [
            mark.student.id,
            mark.student.email,
            *map(defused, (mark.student.first_name, mark.student.last_name)),
            "",
        ]
        for mark in marks
        if mark.score is not None
    }
    enter(filled, {student: Cell(row, 4) for student, row in rows.items()}, marks)
    header = ["ID number", "Email address", "First name", "Last name", assignment]
    csv_files.CsvFile([header, *rows.values()], []).write(path)
    return filled


def _read(path: Path) -> CsvFile:
    sheet = csv_files.read(path)
    if None in (sheet.column(_ID), sheet.column(_GRADE), sheet.column(_SINCE)):
        raise ClassError(
            f"{path.name}: the first row is {','.join(sheet.header)[:80]!r}; allowed: a grading worksheet of Moodle "
            f"in English, with {_ID}, {_GRADE} and {_SINCE}"
        )
    return sheet


def _students(sheet: CsvFile) -> list[list[str]]:
    rows = [row for row in sheet.rows[1:] if any(cell.strip() for cell in row)]
    for row in rows:
        row += [""] * (len(sheet.header) - len(row))
    return rows


def _whose(sheet: CsvFile, row: Sequence[str], finder: Finder) -> Student | str:
    ids = [_cell(sheet, row, name) for name in ("ID number", "Email address", "Username")]
    return finder.find(_number(sheet, row), ids, _name(sheet, row))


def _number(sheet: CsvFile, row: Sequence[str]) -> str:
    """The participant's number: "Participant 123", in whatever language."""
    told = re.search(r"\d+$", _cell(sheet, row, _ID))
    return told[0] if told else ""


def _name(sheet: CsvFile, row: Sequence[str]) -> str:
    return _cell(sheet, row, "Full name")


def _factor(sheet: CsvFile, row: Sequence[str], path: Path, mark: Mark, scale: bool) -> float:
    if sheet.column(_MOST) is None:
        return 1.0
    where = f"{path.name}: {_MOST} of {_cell(sheet, row, _ID)}"
    return factor(mark.most, _cell(sheet, row, _MOST), where, scale=scale)


def _comment(sheet: CsvFile, row: list[str], mark: Mark) -> None:
    """What each question earned, where nobody has written a comment yet."""
    place = sheet.column(_COMMENTS)
    if place is None or row[place].strip() or mark.score is None:
        return
    told = [
        f"{name}: {written(mark.points[name])} of {written(most)}"
        for name, most in mark.possible.items()
        if name in mark.points
    ]
    if mark.penalty:
        told.append(f"late: -{written(mark.penalty)}")
    row[place] = defused("; ".join(told))


def _place(sheet: CsvFile, name: str) -> int:
    place = sheet.column(name)
    if place is None:
        raise ClassError(f"column is {name!r}; allowed: {', '.join(sheet.header)}")
    return place


def _cell(sheet: CsvFile, row: Sequence[str], name: str) -> str:
    place = sheet.column(name)
    return "" if place is None else row[place].strip()
