"""What counts of a graded work: one rule for the report, the marks and the page that goes home."""

from __future__ import annotations

from nbgrader.api import Grade, SubmittedNotebook

from .late import LatePenalty


def counted(grade: Grade) -> float | None:
    """Points of a question, by hand where a hand marked it.

    Returns
    -------
    float or None
        ``None`` where the question waits for the teacher's hand. A mark by hand whose work was handed in anew does so
        too: formgrader shows it and asks whether it still holds.
    """
    if grade.needs_manual_grade or (grade.manual_score is None and grade.auto_score is None):
        return None
    return float(grade.score)


def earned(book: SubmittedNotebook) -> float:
    """Points of all questions that wait for nobody."""
    return sum(points for points in map(counted, book.grades) if points is not None)


def renew_penalty(book: SubmittedNotebook, plugin: LatePenalty) -> None:
    """Let the gradebook know what being late costs now.

    nbgrader finds it out when it grades; points by hand and changed due dates come later.
    """
    late, points = book.assignment.total_seconds_late, earned(book)
    cost = plugin.late_submission_penalty(book.assignment.student_id, points, late)
    book.late_submission_penalty = None if not late or cost is None else min(max(cost, 0.0), points)
