"""The teacher's sheet: each student's patient, and what is right for it, computed now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from tqdm.auto import tqdm

from widgets.palette import PALETTE
from widgets.patients import Patient

from . import csv_files
from .class_folder import ClassFolder
from .course import Course
from .csv_files import defused
from .judging import Choice, Estimate, Expectation, Number, Questions, Series
from .pages import filled

_RUBRIC = re.compile("=== BEGIN MARK SCHEME ===\n(.*?)=== END MARK SCHEME ===", re.DOTALL)
_COLORS = ("ink", "paper", "line", "link")


@dataclass(frozen=True)
class Answer:
    """One right answer, in words.

    Attributes
    ----------
    question, name : str
    right : str
        The answer, with its unit.
    counts : str
        What else counts.
    """

    question: str
    name: str
    right: str
    counts: str


@dataclass(frozen=True)
class Sheet:
    """A student's patient and right answers.

    Attributes
    ----------
    id, name : str
        Of the student; the name is empty where nobody told it.
    traits : list of str
    answers : list of Answer
    """

    id: str
    name: str
    traits: list[str]
    answers: list[Answer]

    def __str__(self) -> str:
        lines = [f"The patient of {self.id}", *(f"  {trait}" for trait in self.traits)]
        for answer in self.answers:
            counts = f" ({answer.counts})" if answer.counts else ""
            lines.append(f"{answer.question}, {answer.name}: {answer.right}{counts}")
        return "\n".join(lines)


def sheet(course: Course, assignment: str, student: str, name: str = "") -> Sheet:
    """What is right for one student.

    Raises
    ------
    CourseError, GridError
        If there is no such assignment, its judge is missing or fails, or the id is none.
    """
    patient = course.patient(assignment, student)
    return _sheet(patient, course.expected(assignment, patient), name)


def write_sheets(klass: ClassFolder, assignment: str, *, progress: bool = True) -> list[Path]:
    """Write the sheets of a class, as a page and as a table.

    Parameters
    ----------
    klass : ClassFolder
    assignment : str
    progress : bool
        Show a bar.

    Returns
    -------
    list of Path
        ``sheets/<assignment>.html`` and ``.csv`` of the class's folder.

    Raises
    ------
    CourseError
        If there is no such assignment, or its judge is missing or fails.
    """
    sheets = list(_sheets(klass, assignment, progress))
    folder = klass.folder / "sheets"
    folder.mkdir(exist_ok=True)
    page, table = folder / f"{assignment}.html", folder / f"{assignment}.csv"
    colors = {
        scheme: {name: PALETTE[scheme][name] for name in _COLORS} for scheme in ("light", "dark")
    }
    marked = rubrics(klass.course, assignment)
    text = filled("sheet.html", assignment=assignment, sheets=sheets, rubrics=marked, **colors)
    page.write_text(text, "utf-8")
    csv_files.write(table, _table(sheets))
    return [page, table]


def rubrics(course: Course, assignment: str) -> list[str]:
    """How each text of an assignment is marked; it stands in the source alone, and formgrader does not show it.

    Raises
    ------
    CourseError
        If there is no such assignment.
    """
    cells = nbformat.read(course.source(assignment) / f"{assignment}.ipynb", as_version=4).cells
    return [found[1].strip() for cell in cells if (found := _RUBRIC.search(cell.source))]


def _sheets(klass: ClassFolder, assignment: str, progress: bool) -> Iterator[Sheet]:
    """Sheets of a class; students with the same patient share what was computed."""
    klass.course.judge(assignment)  # whether there is one is said before the bar
    known: dict[int, Questions] = {}
    for student in tqdm(klass.students, desc=assignment, disable=not progress):
        patient = klass.course.patient(assignment, student.id)
        point = patient.grid.index(student.id)
        if point not in known:
            known[point] = klass.course.expected(assignment, patient)
        name = "" if student.name == student.id else student.name
        yield _sheet(patient, known[point], name)


def _sheet(patient: Patient, questions: Questions, name: str) -> Sheet:
    traits = [
        f"{name} {value:g}{'' if patient.grid.traits[name].unit == '1' else ' ' + patient.grid.traits[name].unit}"
        for name, value in patient.traits.items()
    ]
    answers = [
        Answer(question, name, _right(expectation), _counts(expectation))
        for question, names in questions.items()
        for name, expectation in names.items()
    ]
    return Sheet(patient.student, name, traits, answers)


def _right(expectation: Expectation) -> str:
    """A right answer, with its unit."""
    if isinstance(expectation, Estimate):
        return "any bet"
    if isinstance(expectation, Choice) and expectation.value is None:
        return "any of them"
    unit = getattr(expectation, "unit", "1")
    return _shown(expectation.right()) + ("" if unit == "1" else f" {unit}")


def _counts(expectation: Expectation) -> str:
    """What else counts."""
    if isinstance(expectation, Number | Series):
        return f"up to {expectation.tolerance:g} off"
    if isinstance(expectation, Estimate):
        return f"{expectation.lowest:g} to {expectation.highest:g} {expectation.unit}"
    if isinstance(expectation, Choice):
        return f"of: {', '.join(expectation.options)}"
    return "an example; others count too"


def _shown(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return str(value).casefold()
    if isinstance(value, float | int):
        return f"{value:.5g}"
    if isinstance(value, list | tuple):
        return ", ".join(map(_shown, value))
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_shown(inner)}" for key, inner in value.items())
    return str(value)


def _table(sheets: list[Sheet]) -> Iterator[list[str]]:
    yield ["id", "name", "patient", "question", "answer", "right", "counts"]
    for one in sheets:
        patient = ", ".join(one.traits)
        for answer in one.answers:
            told = (answer.question, answer.name, answer.right, answer.counts)
            yield [one.id, defused(one.name), patient, *map(_text, told)]


def _text(told: str) -> str:
    """Text for a spreadsheet; a plain number stays one, also below zero."""
    try:
        float(told)
    except ValueError:
        return defused(told)
    return told
