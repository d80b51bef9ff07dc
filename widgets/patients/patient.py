"""The person that a student's assignment is about."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from IPython.display import display

from .grid import Grid
from .handing_in import bundle

if TYPE_CHECKING:
    from widgets.model import Person

#: Traits that make a `Person` of the model.
_OF_THE_BODY = ("muscle", "liver", "reserve")


@dataclass(frozen=True)
class Patient:
    """One person of an assignment's grid. A person of the model, and nobody who lives.

    Attributes
    ----------
    student : str
        Id of the student whose patient this is, as written in the notebook.
    traits : dict of str to float
        What is particular about this patient, each in its unit.
    grid : Grid
        All people of the assignment.
    """

    student: str
    traits: dict[str, float] = field(hash=False)
    grid: Grid = field(repr=False, hash=False)

    @property
    def person(self) -> Person:
        """The patient's body, with the traits ``muscle``, ``liver`` and ``reserve``; what is not said is healthy."""
        # Here, as the model takes a second to load, and many a notebook never asks for a body.
        from widgets.model import Person

        return Person(**{name: self.traits[name] for name in _OF_THE_BODY if name in self.traits})

    def hand_in(self, question: str, **answers: Any) -> None:
        """Hand in the answers of one question.

        Parameters
        ----------
        question : str
            Name of the question.
        **answers
            Finite numbers, true or false, short texts, or lists and dicts of these.

        Raises
        ------
        AnswerError
            If an answer is missing or none of these. Names it, its value and what is allowed.
        """
        display(bundle(self.student, question, answers), raw=True)

    def __str__(self) -> str:
        rows = [f"The patient of {self.student}"]
        for name, value in self.traits.items():
            trait = self.grid.traits[name]
            unit = "" if trait.unit == "1" else f" {trait.unit}"
            rows.append(f"  {name}: {value:g}{unit} ({trait.meaning})")
        return "\n".join(rows)


def patient(student: str, folder: Path | str = ".") -> Patient:
    """The patient of a student.

    Parameters
    ----------
    student : str
        The student's id, as the school writes it. Spaces around it and upper or lower case do not matter. It stays in
        the notebook.
    folder : Path or str
        Folder of the assignment, with its ``patients.yaml``. Default: the folder of the notebook.

    Raises
    ------
    GridError
        If `student` is no id, or the folder holds no sound ``patients.yaml``.
    """
    grid = Grid.read(folder)
    return Patient(student, grid.point(grid.index(student)), grid)
