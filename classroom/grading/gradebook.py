"""Entering what was judged into nbgrader's gradebook, by nbgrader's own autograding. No student's code runs there."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import AssignLatePenalties, CheckCellMetadata, SaveAutoGrades
from sqlalchemy.exc import SAWarning
from traitlets.config import Config

from ..class_folder import ClassFolder
from ..converting import convert
from ..names import ClassError
from ..questions import grade_id
from .pouring import is_question


def enter(classroom: ClassFolder, assignment: str, student: str, not_judged: list[str]) -> None:
    """Let nbgrader read the points of a judged notebook into its gradebook.

    A mark by hand still counts where the work that it was given for is the same; else it waits for the hand again.

    Parameters
    ----------
    classroom : ClassFolder
    assignment, student : str
    not_judged : list of str
        Questions that no judge could look at: they wait for the teacher's hand.

    Raises
    ------
    ClassError
        If nbgrader refuses. Names the student and nbgrader's last word.
    """
    still = _still_marked(classroom, assignment, student)
    config = _config(classroom, assignment, student)
    converter = Autograde(coursedir=CourseDirectory(config=config), config=config)
    converter.force = True
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)  # nbgrader's way of adding a submission
        problem = convert(converter)
    if problem:
        raise ClassError(f"nbgrader did not take the marks of {student!r}: {problem}")
    with classroom.gradebook() as gradebook:
        _leave_to_the_hand(gradebook, assignment, student, not_judged)
        _leave_as_marked(gradebook, assignment, student, still)


def _config(classroom: ClassFolder, assignment: str, student: str) -> Config:
    config = classroom.config()
    config.CourseDirectory.assignment_id = assignment
    config.CourseDirectory.student_id = student
    config.CourseDirectory.submitted_directory = "judged"
    # The class itself tells nbgrader to refuse autograding; here it is harmless, since nothing is run.
    config.Autograde.exporter_class = "nbconvert.exporters.NotebookExporter"
    config.Autograde.sanitize_preprocessors = []
    config.Autograde.autograde_preprocessors = [
        SaveAutoGrades,
        AssignLatePenalties,
        CheckCellMetadata,
    ]
    return config


def _leave_to_the_hand(
    gradebook: Gradebook, assignment: str, student: str, questions: list[str]
) -> None:
    for question in questions:
        grade = gradebook.find_grade(question, assignment, assignment, student)
        grade.auto_score, grade.needs_manual_grade = None, True
    gradebook.db.commit()


def _still_marked(classroom: ClassFolder, assignment: str, student: str) -> list[str]:
    """Questions that a hand has marked, and whose work is the same as the hand saw it."""
    with classroom.gradebook() as gradebook:
        try:
            grades = gradebook.find_submission_notebook(assignment, assignment, student).grades
        except MissingEntry:
            return []
        marked = [
            grade.name
            for grade in grades
            if grade.manual_score is not None and not grade.needs_manual_grade
        ]
    name = f"{assignment}.ipynb"
    seen = _work(classroom.folder / "autograded" / student / assignment / name, marked)
    now = _work(classroom.judged(student, assignment) / name, marked)
    return [question for question in marked if seen.get(question) == now.get(question) is not None]


def _work(path: Path, questions: Iterable[str]) -> dict[str, list[str]]:
    """What a hand looks at to mark each question: a text alone, or all code where a cell hands in."""
    if not path.is_file():
        return {}
    book = nbformat.read(path, as_version=4)
    code = [cell.source for cell in book.cells if cell.cell_type == "code"]
    cells: dict[str, NotebookNode] = {grade_id(cell): cell for cell in book.cells}
    return {
        name: code if is_question(cells[name]) else [cells[name].source]
        for name in questions
        if name in cells
    }


def _leave_as_marked(
    gradebook: Gradebook, assignment: str, student: str, questions: list[str]
) -> None:
    for question in questions:
        gradebook.find_grade(question, assignment, assignment, student).needs_manual_grade = False
    gradebook.db.commit()
