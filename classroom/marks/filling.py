"""What filling in a platform's own file has in common, whichever platform it is."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..csv_files import number
from ..names import ClassError
from ..platforms import PLATFORMS, Claim, Students
from ..roster import Student
from .reading import Mark


@dataclass
class Filled:
    """What became of the marks.

    Attributes
    ----------
    path : Path
        The file that was written.
    filled : list of str
        Ids of students whose mark is in it.
    empty : list of str
        Students without a mark, with the reason; their cell is as it was.
    unmatched : list of str
        Rows of the file that are nobody's in the roster, with the reason.
    absent : list of str
        Students who have a mark and no row.
    notes : list of str
        What the teacher should know besides.
    """

    path: Path
    filled: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    unmatched: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        lines = [f"written: {self.path}", f"   marks: {len(self.filled)}"]
        for title, told in (
            ("no mark, and left as it was", self.empty),
            ("rows that are nobody's in students.csv", self.unmatched),
            ("students with a mark and no row", self.absent),
            ("notes", self.notes),
        ):
            if told:
                lines += [f"{title}:", *(f"  {line}" for line in told)]
        return "\n".join(lines)


@dataclass(frozen=True)
class Finder:
    """Finds whose a row is: by the platform's number, by other ids, by name.

    Attributes
    ----------
    students : Students
    ids : dict of str to Student
        By id, as schools and platforms may write it; without case.
    """

    students: Students
    ids: dict[str, Student]

    @classmethod
    def of(cls, platform: str, roster: Sequence[Student], columns: Sequence[str]) -> Finder:
        """A finder for a platform.

        Parameters
        ----------
        platform : str
        roster : sequence of Student
        columns : sequence of str
            Columns of the roster with other ids that the platform's file may hold.
        """
        ids: dict[str, Student | None] = {}
        for student in roster:
            told = (
                student.id,
                student.email,
                *(student.known_as.get(name, "") for name in columns),
            )
            for key in {text.casefold() for text in told if text}:
                ids[key] = student if ids.get(key, student) is student else None
        sure = {key: student for key, student in ids.items() if student is not None}
        return cls(Students.known_to(PLATFORMS[platform], roster), sure)

    def find(self, number: str, ids: Iterable[str], name: str) -> Student | str:
        """Whose a row is, or why nobody can say."""
        if number in self.students.numbers:
            return self.students.numbers[number]
        for text in ids:
            if text and text.casefold() in self.ids:
                return self.ids[text.casefold()]
        return self.students.find(Claim(name, number))


@dataclass(frozen=True)
class Cell:
    """Where a mark goes: the row, the number of its cell, and by what points are multiplied."""

    row: list[str]
    column: int
    factor: float = 1.0


def enter(filled: Filled, cells: Mapping[str, Cell | None], marks: Sequence[Mark]) -> None:
    """Put marks into cells, and tell of each that could not be.

    Parameters
    ----------
    filled : Filled
    cells : mapping of str to Cell or None
        By student's id; ``None`` where a cell is left as it is.
    marks : sequence of Mark
    """
    for mark in marks:
        student, score = mark.student, mark.score
        if score is None:
            why = "waits for your hand" if mark.waiting else "nothing handed in"
            filled.empty.append(f"{student.id} ({student.name}): {why}")
        elif student.id not in cells:
            filled.absent.append(f"{student.id} ({student.name})")
        elif cell := cells[student.id]:
            cell.row[cell.column] = written(score * cell.factor)
            filled.filled.append(student.id)
    for title, ids in (
        (
            "without the questions that wait for your hand",
            [m.student.id for m in marks if m.waiting],
        ),
        (
            "marked by hand before the work was handed in anew; look again",
            [m.student.id for m in marks if m.looked_at_before],
        ),
        ("less for being late", [m.student.id for m in marks if m.penalty > 0]),
    ):
        if ids:
            filled.notes.append(f"{title}: {', '.join(ids)}")


def written(score: float) -> str:
    """A number of points, with two places at most."""
    return f"{round(score, 2):.2f}".rstrip("0").rstrip(".")


def factor(most: float, possible: str, where: str, *, scale: bool) -> float:
    """By what points are multiplied so that they fit the platform's.

    Parameters
    ----------
    most : float
        Points of the assignment.
    possible : str
        What the platform's file says, as a number.
    where : str
        What it is called there.
    scale : bool
        Whether they may differ.

    Raises
    ------
    ClassError
        If the points differ and may not, or the platform says none.
    """
    theirs = number(possible)
    if not (math.isfinite(theirs) and theirs > 0):
        raise ClassError(
            f"{where} is {possible!r}; allowed: {written(most)}, as the assignment has"
        )
    if theirs != most and not scale:
        raise ClassError(
            f"{where} is {written(theirs)}; allowed: {written(most)}, as the assignment has, or --scale"
        )
    return theirs / most


def beside(path: Path, assignment: str) -> Path:
    """The new file beside the teacher's own."""
    return path.with_name(f"{path.stem}-{assignment}{path.suffix}")
