"""What grading a class came to, one row a student."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .. import csv_files
from ..late import net

#: What became of a student's work.
STATUSES = {
    "graded": "read, run and judged",
    "unreadable": "nothing in it could be read; it has 0 points, and the reason is told",
    "missing": "nothing was handed in; that is not zero",
    "not graded": "something went wrong that is not the student's doing; grade again",
}


@dataclass(frozen=True)
class Row:
    """What became of one student's work.

    Attributes
    ----------
    student, status : str
        Id; one of `STATUSES`.
    points : dict of str to float or None
        Of each question; ``None`` where a hand must mark it.
    possible : dict of str to float
        What each question is worth.
    penalty : float
        Points lost for being late.
    reasons : tuple of str
        Why points are missing.
    trouble : tuple of str
        What went wrong that is not the student's doing.
    seconds : float
        How long it took.
    fresh : bool
        Whether it was done in this run; else an earlier run's work still stood.
    """

    student: str
    status: str
    points: dict[str, float | None]
    possible: dict[str, float]
    penalty: float = 0.0
    reasons: tuple[str, ...] = ()
    trouble: tuple[str, ...] = ()
    seconds: float = 0.0
    fresh: bool = True

    @property
    def total(self) -> float | None:
        """Points so far, less what being late costs; ``None`` where nothing was graded."""
        if self.status not in ("graded", "unreadable"):
            return None
        earned = sum(points for points in self.points.values() if points is not None)
        return net(earned, self.penalty)

    @property
    def by_hand(self) -> tuple[str, ...]:
        """Questions that wait for the teacher's hand."""
        return tuple(name for name, points in self.points.items() if points is None)


@dataclass(frozen=True)
class Report:
    """What grading an assignment came to.

    Attributes
    ----------
    assignment : str
    rows : tuple of Row
        In the order of the roster.
    strangers : tuple of str
        Folders of submissions whose names are on no roster; they were left alone.
    """

    assignment: str
    rows: tuple[Row, ...]
    strangers: tuple[str, ...] = ()

    def row(self, student: str) -> Row:
        """The row of a student.

        Raises
        ------
        KeyError
            If there is none.
        """
        return {row.student: row for row in self.rows}[student]

    def count(self, status: str) -> int:
        """How many works have a status."""
        return sum(row.status == status for row in self.rows)

    def table(self) -> list[list[str]]:
        """The report as a table, its head first."""
        questions = list(dict.fromkeys(name for row in self.rows for name in row.possible))
        head = ["student", "status", "total", "penalty", *questions, "by hand", "reasons"]
        return [[*head, "trouble", "seconds"], *(_told(row, questions) for row in self.rows)]

    def write(self, path: Path) -> None:
        """Store the table."""
        csv_files.write(path, self.table())


def _told(row: Row, questions: list[str]) -> list[str]:
    return [
        _cell(row.student),
        row.status,
        "" if row.total is None else f"{row.total:g}",
        f"{row.penalty:g}" if row.penalty else "",
        *(_points(row, name) for name in questions),
        " ".join(row.by_hand),
        _cell(" | ".join(row.reasons)),
        _cell(" | ".join(row.trouble)),
        f"{row.seconds:.1f}",
    ]


def _points(row: Row, question: str) -> str:
    points = row.points.get(question)
    return "" if points is None else f"{points:g}"


def _cell(text: str) -> str:
    """Text that a spreadsheet takes for text and no formula, in one line."""
    return csv_files.defused(" ".join(text.split()))
