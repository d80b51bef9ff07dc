"""A course: the assignments, who their patients are, and what judges them.

A course is a folder of two: ``source/<assignment>/`` holds a notebook of the same name with its model answers
(nbgrader's markers), ``patients.yaml`` and what else students get; ``judges/<assignment>.py`` says what is right.
The book's own stands in ``assignments/``; a teacher's may stand anywhere.
"""

from __future__ import annotations

import importlib.util
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from widgets.patients import Grid, Patient, patient
from widgets.patients.grid import FILE as PATIENTS

if TYPE_CHECKING:  # judges load the model, and most of what is done with a course needs none
    from .judging import Questions

BOOK = Path(__file__).parents[1] / "assignments"


class CourseError(ValueError):
    """A course, or something in it, that is not there or cannot be used."""


@dataclass(frozen=True)
class Course:
    """A course's folder.

    Raises
    ------
    CourseError
        If the folder holds no ``source``.
    """

    folder: Path = BOOK

    def __post_init__(self) -> None:
        if not (self.folder / "source").is_dir():
            raise CourseError(
                f"course is {str(self.folder)!r}; allowed: a folder that holds 'source' and 'judges'"
            )

    @property
    def assignments(self) -> tuple[str, ...]:
        """Names of the assignments, in order."""
        return tuple(sorted(path.parent.name for path in self.folder.glob(f"source/*/{PATIENTS}")))

    def source(self, assignment: str) -> Path:
        """Folder of an assignment with its model answers.

        Raises
        ------
        CourseError
            If there is no such assignment.
        """
        if assignment not in self.assignments:
            raise CourseError(
                f"assignment is {assignment!r}; allowed: {', '.join(self.assignments)}"
            )
        return self.folder / "source" / assignment

    def grid(self, assignment: str) -> Grid:
        """The people of an assignment."""
        return Grid.read(self.source(assignment))

    def patient(self, assignment: str, student: str) -> Patient:
        """The patient that a student gets in an assignment."""
        return patient(student, self.source(assignment))

    def judge(self, assignment: str) -> Callable[[Patient], Questions]:
        """The function that says what is expected of a patient's student, by question and name.

        Raises
        ------
        CourseError
            If the assignment has no judge, or it cannot be loaded. Names its file and line.
        """
        return _loaded(self._judge(assignment))

    def expected(self, assignment: str, patient: Patient) -> Questions:
        """What the judge of an assignment expects of a patient's student, by question and name.

        Raises
        ------
        CourseError
            If the assignment has no judge, or it fails. Names its file and line.
        """
        judge = self.judge(assignment)
        with _one_line(self._judge(assignment)):
            return judge(patient)

    def _judge(self, assignment: str) -> Path:
        self.source(assignment)
        return self.folder / "judges" / f"{assignment}.py"


@cache
def _loaded(path: Path) -> Callable[[Patient], Questions]:
    spec = importlib.util.spec_from_file_location(f"judge_{path.stem}", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise CourseError(
            f"judge is {str(path)!r}; allowed: a Python file with the function expected(patient)"
        )
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up there
    with _one_line(path):
        spec.loader.exec_module(module)
        return module.expected


@contextmanager
def _one_line(judge: Path) -> Iterator[None]:
    """Say where in a judge an error is: what lies around it is nothing a teacher wrote."""
    try:
        yield
    except Exception as failure:  # a judge is anybody's code
        frames = traceback.extract_tb(failure.__traceback__)
        lines = [frame.lineno for frame in frames if frame.filename == str(judge)]
        if isinstance(failure, SyntaxError) and failure.filename == str(judge):
            lines.append(failure.lineno)
        where = f", line {lines[-1]}" if lines else ""
        last = " ".join(traceback.format_exception_only(failure)[-1].split())
        raise CourseError(
            f"judge is {str(judge)!r}{where}: {last[:300]}; allowed: a function expected(patient) without an error"
        ) from failure
