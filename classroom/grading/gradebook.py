"""Entering what was judged into nbgrader's gradebook, by nbgrader's own autograding. No student's code runs there."""

from __future__ import annotations

import warnings

from nbgrader.api import Gradebook
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import AssignLatePenalties, CheckCellMetadata, SaveAutoGrades
from sqlalchemy.exc import SAWarning
from traitlets.config import Config

from ..class_folder import ClassFolder
from ..converting import convert
from ..names import ClassError


def enter(classroom: ClassFolder, assignment: str, student: str, not_judged: list[str]) -> None:
    """Let nbgrader read the points of a judged notebook into its gradebook.

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
