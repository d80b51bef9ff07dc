"""The people of an assignment: a finite grid of traits, and which of its points a student gets.

The point comes from a hash (BLAKE2) of course, assignment and id, in whole numbers only: the same on every
platform and with every version of NumPy. Whoever reads this can find anybody's patient; that is meant, since
it stops copied numbers and hides nothing.
"""

from __future__ import annotations

import hashlib
import math
import unicodedata
from collections.abc import Iterator
from numbers import Integral
from os import PathLike
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, model_validator

from widgets import tables
from widgets.tables import Number, Row, Text, refusal

from .one_line import OneLineError

FILE = "patients.yaml"

#: Longest id, in characters; school ids and e-mail addresses are shorter.
LONGEST_ID = 80


class GridError(OneLineError):
    """A table of patients that does not exist or breaks a rule, or an id that is none.

    Attributes
    ----------
    allowed : str
        What would have been, where it can be said in short; else empty.
    """

    def __init__(self, told: str, allowed: str = "") -> None:
        super().__init__(f"{told}; allowed: {allowed}" if allowed else told)
        self.allowed = allowed


class Trait(Row):
    """What differs from patient to patient: its unit, what it is, and the values it can take."""

    unit: Text
    meaning: Text
    values: Annotated[list[Number], Field(min_length=1)]

    @model_validator(mode="after")
    def _values_differ(self) -> Trait:
        if len(set(self.values)) < len(self.values):
            raise refusal("values", self.values, "numbers that differ")
        return self


class Grid(Row):
    """The people of one assignment.

    Attributes
    ----------
    course, assignment : str
        What the hash takes besides the id: another course gives the same student another patient.
    traits : dict of str to Trait
    """

    course: Text
    assignment: Text
    traits: Annotated[dict[str, Trait], Field(min_length=1)]

    @classmethod
    def read(cls, folder: Path | str) -> Grid:
        """The grid of an assignment's folder.

        Parameters
        ----------
        folder : Path or str
            Folder that holds ``patients.yaml``.

        Raises
        ------
        GridError
            If there is no such file or it breaks a rule. Names file, field, value and what is allowed.
        """
        if not isinstance(folder, str | PathLike):
            raise GridError(f"folder is {folder!r}", "the path of a folder")
        path = Path(folder) / FILE
        if not path.is_file():
            raise GridError(
                f"{FILE} is not in {str(folder)!r}; it comes with the assignment and must lie beside its notebook"
            )
        grid, _ = tables.read(path, cls, GridError, _place)
        return grid

    @property
    def size(self) -> int:
        """How many people there are."""
        return math.prod(len(trait.values) for trait in self.traits.values())

    def point(self, index: int) -> dict[str, float]:
        """Traits of the person with this number.

        Parameters
        ----------
        index : int
            0 up to ``size - 1``.

        Returns
        -------
        dict of str to float
            Value of each trait, in the trait's unit.

        Raises
        ------
        GridError
            If there is no such person.
        """
        whole = isinstance(index, Integral) and not isinstance(index, bool)
        if not whole or not 0 <= index < self.size:
            raise GridError(
                f"number of a patient is {index!r}; allowed: a whole number from 0 to {self.size - 1}"
            )
        values, index = {}, int(index)
        for name, trait in self.traits.items():
            index, place = divmod(index, len(trait.values))
            values[name] = trait.values[place]
        return values

    def points(self) -> Iterator[dict[str, float]]:
        """Traits of all people, one after the other."""
        return map(self.point, range(self.size))

    def index(self, student: str) -> int:
        """Number of the person that a student gets.

        Raises
        ------
        GridError
            If `student` is no id.
        """
        text = "\n".join((self.course, self.assignment, normalized(student)))
        digest = hashlib.blake2b(text.encode("utf-8"), digest_size=8).digest()
        return int.from_bytes(digest, "big") % self.size


#: The hyphens, dashes and the minus sign of Unicode, any of which may be pasted or typed for the one on a keyboard.
_HYPHENS = dict.fromkeys((*range(0x2010, 0x2016), 0x2212), "-")


def normalized(student: str) -> str:
    """An id as it counts: without spaces around it, whatever its case, its hyphens and the encoding of its letters.

    What nobody sees does not count either: a page from which an id is copied may hold letters without a width.

    Raises
    ------
    GridError
        If it is no text, empty, too long, or still the dots that stand for it.
    """
    allowed = f"your id as your school writes it, in quotes, up to {LONGEST_ID} characters"
    if not isinstance(student, str):
        raise GridError(f"id is {student!r}", allowed)
    folded = unicodedata.normalize("NFKC", student).casefold().translate(_HYPHENS)
    folded = " ".join("".join(filter(_is_seen, folded)).split())
    folded = unicodedata.normalize("NFKC", folded)
    if not folded.strip(".… ") or len(folded) > LONGEST_ID:
        raise GridError(f"id is {student[:LONGEST_ID]!r}", allowed)
    return folded


def _is_seen(letter: str) -> bool:
    return unicodedata.category(letter) not in ("Cc", "Cf") or letter.isspace()


def _place(steps: tables.Steps, _content: Any) -> tables.Place:
    if len(steps) > 1 and steps[0] == "traits":
        return tables.Place(f"trait {steps[1]}", steps[2:])
    return tables.Place("", steps)
