"""Each student's mark in an assignment, out of nbgrader's gradebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import nbformat
from nbgrader.api import Gradebook, MissingEntry

from ..class_folder import ClassFolder, moment
from ..course import Course
from ..late import LatePenalty, net
from ..names import ClassError
from ..questions import points
from ..roster import Student
from ..standing import counted, renew_penalty


@dataclass(frozen=True)
class Mark:
    """A student's mark.

    Attributes
    ----------
    student : Student
    possible : mapping of str to float
        Points of each question, in the order of the notebook.
    points : mapping of str to float
        Points that the student has in each; a question that waits for the teacher's hand is not in it.
    penalty : float
        Points that being late costs.
    moment : datetime or None
        When the work was handed in, in UTC; ``None`` where nobody knows.
    seconds_late : float
    is_graded : bool
        Whether there is a mark at all. What was not handed in has none, and that is not zero.
    is_outdated : bool
        Whether something was handed in that has not been graded.
    waiting, looked_at_before : tuple of str
        Questions that wait for the teacher's hand; those of them that a hand had marked before the work was handed
        in anew.
    """

    student: Student
    possible: Mapping[str, float] = field(hash=False)
    points: Mapping[str, float] = field(hash=False, default_factory=dict)
    penalty: float = 0.0
    moment: datetime | None = None
    seconds_late: float = 0.0
    is_graded: bool = False
    is_outdated: bool = False
    waiting: tuple[str, ...] = ()
    looked_at_before: tuple[str, ...] = ()

    @property
    def score(self) -> float | None:
        """Points less the penalty, to two places; ``None`` where there is no mark."""
        if not self.is_graded:
            return None
        return net(sum(self.points.values()), self.penalty)

    @property
    def most(self) -> float:
        """Points of all questions."""
        return sum(self.possible.values())


def questions(course: Course, assignment: str) -> dict[str, float]:
    """Points of each question of an assignment, in the order of its notebook.

    Raises
    ------
    CourseError
        If there is no such assignment.
    """
    path = course.source(assignment) / f"{assignment}.ipynb"
    return points(nbformat.read(path, as_version=4))


def read(klass: ClassFolder, assignment: str) -> list[Mark]:
    """The mark of each student of the roster, in its order.

    What being late costs is found out anew, since marks by hand come after nbgrader did so.

    Raises
    ------
    CourseError
        If there is no such assignment.
    """
    possible = questions(klass.course, assignment)
    renew_penalties(klass, assignment)
    marks = []
    with klass.gradebook() as gradebook:
        for student in klass.students:
            handed_in = moment(klass.submitted(student.id, assignment))
            marks.append(_mark(gradebook, assignment, student, possible, handed_in))
    return marks


def _mark(
    gradebook: Gradebook,
    assignment: str,
    student: Student,
    possible: Mapping[str, float],
    handed_in: datetime | None,
) -> Mark:
    try:
        submission = gradebook.find_submission(assignment, student.id)
    except MissingEntry:
        return Mark(student, possible, is_outdated=handed_in is not None)
    grades = {grade.name: grade for book in submission.notebooks for grade in book.grades}
    grades = {name: grades[name] for name in possible if name in grades}
    marked = {name: counted(grade) for name, grade in grades.items()}
    return Mark(
        student,
        possible,
        {name: points for name, points in marked.items() if points is not None},
        submission.late_submission_penalty or 0.0,
        submission.timestamp,
        submission.total_seconds_late,
        any(points is not None for points in marked.values()),
        handed_in is not None and handed_in != submission.timestamp,
        tuple(name for name, points in marked.items() if points is None),
        tuple(
            name
            for name, grade in grades.items()
            if grade.needs_manual_grade and grade.manual_score is not None
        ),
    )


def renew_penalties(klass: ClassFolder, assignment: str) -> None:
    """Let the gradebook know what being late costs now, in each work of an assignment."""
    klass.update_people()
    plugin = LatePenalty(config=klass.config())
    with klass.gradebook() as gradebook:
        try:
            submissions = gradebook.assignment_submissions(assignment)
        except MissingEntry:
            return
        for book in (book for submission in submissions for book in submission.notebooks):
            renew_penalty(book, plugin)
        gradebook.db.commit()


def check(marks: Sequence[Mark], *, without_prose: bool = False) -> None:
    """Refuse marks that are not whole.

    Parameters
    ----------
    marks : sequence of Mark
    without_prose : bool
        Let questions that wait for the teacher's hand count nothing for now.

    Raises
    ------
    ClassError
        If something handed in was not graded, or waits for the teacher's hand. Names the students.
    """
    if behind := [mark.student.id for mark in marks if mark.is_outdated]:
        raise ClassError(f"not graded yet: {_some(behind)}; allowed: grade first")
    waiting = [mark.student.id for mark in marks if mark.waiting]
    if waiting and not without_prose:
        names = sorted({name for mark in marks for name in mark.waiting})
        raise ClassError(
            f"waiting for your hand: {', '.join(names)} of {_some(waiting)}; allowed: all marked in formgrader, "
            "or --without-prose, which counts them as nothing for now"
        )


def _some(ids: Sequence[str]) -> str:
    rest = len(ids) - 10
    return ", ".join(ids[:10]) + (f" and {rest} more" if rest > 0 else "")
