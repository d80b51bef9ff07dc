"""Everything in one table: each question, each student, means."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

from .. import csv_files
from ..csv_files import defused
from .filling import Cell, Filled, enter, written
from .reading import Mark

_BEFORE = ["id", "last_name", "first_name", "email", "handed_in_utc", "hours_late"]
_AFTER = ["penalty", "score"]


def write_all(path: Path, marks: Sequence[Mark]) -> Filled:
    """Write the table: a row a student, then what is possible and the means over those who have a mark."""
    names = list(marks[0].possible) if marks else []
    filled = Filled(path)
    rows = {mark.student.id: _row(mark, names) for mark in marks}
    enter(filled, {student: Cell(row, len(row) - 1) for student, row in rows.items()}, marks)
    ends = [_possible(marks, names), _means(marks, names)] if marks else []
    csv_files.write(path, [[*_BEFORE, *names, *_AFTER], *rows.values(), *ends])
    return filled


def _row(mark: Mark, names: Sequence[str]) -> list[str]:
    student = mark.student
    return [
        student.id,
        *map(defused, (student.last_name, student.first_name, student.email)),
        f"{mark.moment:%Y-%m-%d %H:%M:%S}" if mark.moment else "",
        written(mark.seconds_late / 3600) if mark.seconds_late else "",
        *(_number(mark.points.get(name)) for name in names),
        written(mark.penalty) if mark.penalty else "",
        "",
    ]


def _possible(marks: Sequence[Mark], names: Sequence[str]) -> list[str]:
    possible = marks[0].possible
    filler = [""] * (len(_BEFORE) - 1)
    return ["possible", *filler, *(written(possible[n]) for n in names), "", written(marks[0].most)]


def _means(marks: Sequence[Mark], names: Sequence[str]) -> list[str]:
    filler = [""] * (len(_BEFORE) - 1)
    means = [_mean([m.points[name] for m in marks if name in m.points]) for name in names]
    return ["mean", *filler, *means, "", _mean([m.score for m in marks if m.score is not None])]


def _mean(points: Sequence[float]) -> str:
    return written(fmean(points)) if points else ""


def _number(points: float | None) -> str:
    return "" if points is None else written(points)
