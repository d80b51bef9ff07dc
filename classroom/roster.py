"""The students of a class: ``students.csv``.

Its first row names the columns: ``id,last_name,first_name,email``, and any of the optional ones below, in capitals or
not, with spaces or hyphens in place of ``_``, or as Moodle calls them. Columns of other names are the teacher's own and
are left alone. Commas or semicolons, with or without a byte-order mark.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from widgets.patients import normalized

from . import csv_files
from .names import ClassError, unsafe

FILE = "students.csv"
COLUMNS = ("id", "last_name", "first_name", "email")

#: Optional columns: numbers under which learning platforms know a student, and days that a student gets besides.
OPTIONAL = ("canvas_id", "sis_id", "login", "moodle_id", "extra_days")

#: What Moodle and Canvas call some of these, in letters alone.
_OTHER_NAMES = {
    "idnumber": "id",
    "surname": "last_name",
    "emailaddress": "email",
    "sisuserid": "sis_id",
    "sisloginid": "login",
}

#: What a gradebook of Canvas calls its own number of a student, and the name in one piece.
_OF_CANVAS = {"id", "student"}
_CANVAS_ADVICE = (
    "; in an export of Canvas, call ID canvas_id, make first_name and last_name of Student, and copy into a column "
    "id what students write as theirs, such as SIS User ID"
)

_BETWEEN_WORDS = re.compile(r"[\s_-]+")


@dataclass(frozen=True)
class Student:
    """A student of the roster.

    Attributes
    ----------
    id : str
        As the school writes it; it names the student's folders and patient.
    last_name, first_name, email : str
        May be empty.
    known_as : dict of str to str
        Numbers and names under which learning platforms know the student, by column.
    extra_days : float
        Days after the due date that do not count as late.
    """

    id: str
    last_name: str = ""
    first_name: str = ""
    email: str = ""
    known_as: dict[str, str] = field(default_factory=dict, hash=False)
    extra_days: float = 0.0

    @property
    def name(self) -> str:
        """First and last name; the id where there is none."""
        return f"{self.first_name} {self.last_name}".strip() or self.id


def read(folder: Path) -> tuple[Student, ...]:
    """The students of a class, in the order of its file.

    Raises
    ------
    ClassError
        If the file is missing or no CSV in UTF-8, lacks a column, or holds a row or an id that cannot be used.
        Names the row, the value and what is allowed.
    """
    table = csv_files.read(folder / FILE)
    header = _columns(table.header)
    _check_header(header)
    students = [
        _student(header, row, line)
        for row, line in zip(table.rows[1:], table.lines[1:], strict=True)
        if any(cell.strip() for cell in row)
    ]
    _check_ids_differ(students)
    _check_numbers_differ(students)
    return tuple(students)


def _columns(names: list[str]) -> list[str]:
    """What the columns are called here; a platform's name counts where no column has our own."""
    own = [_column(name) for name in names]
    told = (_OTHER_NAMES.get(_BETWEEN_WORDS.sub("", name), name) for name in own)
    return [name if other in own else other for name, other in zip(own, told, strict=True)]


def _column(name: str) -> str:
    """What a column is called here, however its words are parted: ``Extra Days`` is ``extra_days``."""
    letters = _BETWEEN_WORDS.sub("", name.casefold())
    known = {_BETWEEN_WORDS.sub("", column): column for column in (*COLUMNS, *OPTIONAL)}
    return known.get(letters, name.casefold())


def _check_header(header: list[str]) -> None:
    missing = [name for name in COLUMNS if name not in header]
    twice = [name for name in (*COLUMNS, *OPTIONAL) if header.count(name) > 1]
    if missing or twice:
        raise ClassError(
            f"{FILE}: the first row is {','.join(header)[:80]!r}; allowed: each of "
            f"{','.join(COLUMNS)} once, and optional {','.join(OPTIONAL)}"
            f"{_CANVAS_ADVICE if _OF_CANVAS.issubset(header) else ''}"
        )


def _student(header: list[str], row: list[str], line: int) -> Student:
    if len(row) > len(header):
        raise ClassError(
            f"{FILE}, line {line}: {len(row)} cells; allowed: {len(header)}, one a column "
            "(a name with a comma stands in double quotes)"
        )
    cells = dict(zip(header, (cell.strip() for cell in row), strict=False))
    student = unicodedata.normalize("NFC", cells.get("id", ""))
    if not student:
        raise ClassError(
            f"{FILE}, line {line}: id is empty; allowed: what the student writes into the notebook"
        )
    if problem := unsafe(student):
        raise ClassError(f"{FILE}, line {line}: id is {student!r}; {problem}")
    return Student(
        student,
        *(cells.get(name, "") for name in COLUMNS[1:]),
        {name: cells[name] for name in OPTIONAL[:-1] if cells.get(name)},
        _days(cells.get("extra_days") or "0", line),
    )


def _days(text: str, line: int) -> float:
    days = csv_files.number(text)
    if not 0 <= days <= 365:
        raise ClassError(
            f"{FILE}, line {line}: extra_days is {text!r}; allowed: a number from 0 to 365"
        )
    return days


def _check_ids_differ(students: list[Student]) -> None:
    seen: dict[str, str] = {}
    for student in students:
        other = seen.setdefault(normalized(student.id), student.id)
        if other is not student.id:
            raise ClassError(
                f"{FILE}: ids {other!r} and {student.id!r} are the same id; "
                "allowed: ids that differ by more than upper and lower case"
            )


def _check_numbers_differ(students: list[Student]) -> None:
    """Refuse a number of a platform that two have: one of them would get the other's work."""
    seen: dict[tuple[str, str], str] = {}
    for student in students:
        for column, number in student.known_as.items():
            other = seen.setdefault((column, number.casefold()), student.id)
            if other is not student.id:
                raise ClassError(
                    f"{FILE}: {column} is {number!r} for {other!r} and for {student.id!r}; "
                    "allowed: a number that nobody else has, or an empty cell"
                )
