"""What a student has handed in, as the notebook's outputs show it. Nothing here knows what is right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import saved
from .handing_in import MIME, NOT_YET
from .saved import NotebookError, fields, items, marks, names, text

_DELETED = "its cell was deleted, take it from a fresh copy"
_CHANGED = "its cell was changed, take it from a fresh copy and run it"


@dataclass(frozen=True)
class Question:
    """A question of a notebook, and whether an answer stands under it.

    Attributes
    ----------
    name : str
    is_handed_in : bool
    says : str
        In a few words, what stands there.
    student : str
        The id with which it was handed in; empty where there is none.
    """

    name: str
    is_handed_in: bool
    says: str
    student: str = ""


@dataclass(frozen=True)
class Checked:
    """A notebook's questions, in its order.

    Attributes
    ----------
    questions : tuple of Question
    is_in_order : bool
        Whether the cells ran once, from top to bottom.
    """

    questions: tuple[Question, ...]
    is_in_order: bool

    @property
    def students(self) -> tuple[str, ...]:
        """The ids with which answers were handed in; one where all is well."""
        return tuple(dict.fromkeys(q.student for q in self.questions if q.student))

    @property
    def is_complete(self) -> bool:
        """Whether every question has an answer, all with one id."""
        return all(q.is_handed_in for q in self.questions) and len(self.students) <= 1

    def __str__(self) -> str:
        answered = sum(question.is_handed_in for question in self.questions)
        lines = [f"{answered} of {len(self.questions)} questions have an answer."]
        lines += [f"  {question.name}: {question.says}" for question in self.questions]
        if self.students:
            lines.append(f"Your id: {', '.join(self.students)}")
        if len(self.students) > 1:
            lines.append("There are two ids. Restart the kernel and run all cells.")
        if not self.is_in_order:
            lines.append(
                "The cells did not run from top to bottom. Restart the kernel and run all cells."
            )
        lines.append("Whether an answer is right is not looked at here.")
        return "\n".join(lines)


def check(path: Path) -> Checked:
    """Say which questions of a notebook have an answer.

    Parameters
    ----------
    path : Path
        A notebook of an assignment, saved after it ran.

    Returns
    -------
    Checked

    Raises
    ------
    NotebookError
        If it is not there, no notebook, or has no questions.
    """
    notebook = _notebook(path)
    cells = notebook["cells"]
    given = saved.questions(notebook)
    found = tuple(_question(cell) for cell in cells if _is_question(cell, given))
    if not found:
        raise NotebookError(f"{path.name} has no questions; allowed: a notebook of an assignment")
    counts = [count for cell in cells if type(count := cell.get("execution_count")) is int]
    here = {question.name for question in found}
    deleted = (Question(name, False, f"not yet; {_DELETED}") for name in given if name not in here)
    return Checked((*found, *deleted), counts == sorted(set(counts)))


def _notebook(path: Path) -> dict[str, Any]:
    allowed = "a notebook of an assignment, saved (its name ends in .ipynb)"
    try:
        return saved.notebook(path.read_bytes())
    except OSError:
        why = "a folder" if path.is_dir() else "not there"
        raise NotebookError(
            f"notebook is {str(path)!r}, which is {why}; allowed: {allowed}"
        ) from None
    except NotebookError as found:
        why = str(found).removeprefix("The file ").removesuffix(".")
        raise NotebookError(f"{path.name} {why}; allowed: {allowed}") from None


def _is_question(cell: dict[str, Any], given: list[str]) -> bool:
    """Whether a cell is a question, by its marks, or by what it handed in where an editor has lost them."""
    if told := marks(cell):
        return bool(told.get("grade"))
    handed_in = (bundle.get("question") for bundle in _bundles(cell))
    return _name(cell) in (*given, *handed_in)


def _name(cell: dict[str, Any]) -> str:
    return next(iter(names(cell)), "")


def _question(cell: dict[str, Any]) -> Question:
    name = _name(cell)
    is_text = marks(cell).get("solution")
    if not is_text and saved.is_as_given(cell) is False:
        return Question(name, False, f"not yet; {_CHANGED}")
    if is_text or cell.get("cell_type") != "code":
        return _text(name, cell)
    for bundle in _bundles(cell):
        if bundle.get("question") == name:
            return Question(name, True, "handed in", str(bundle.get("id", "")))
    for output in _outputs(cell):
        if output.get("output_type") == "error":
            return Question(name, False, f"not yet; its cell stopped with {output.get('ename')}")
        if (said := text(_data(output).get("text/plain"))).startswith(NOT_YET):
            return Question(name, False, f"not yet{said.removeprefix(NOT_YET)}")
    return Question(name, False, "not yet; run its cell, and those before it")


def _text(name: str, cell: dict[str, Any]) -> Question:
    """A question whose cell is the answer, in a student's own words."""
    words = len(text(cell.get("source")).split())
    if words == 0:
        return Question(name, False, "not yet; its text is empty")
    if saved.is_as_given(cell):
        return Question(name, False, "not yet; its text is as it was given")
    return Question(name, True, f"a text of {words} {'word' if words == 1 else 'words'}")


def _bundles(cell: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for output in _outputs(cell):
        bundle = _data(output).get(MIME)
        if isinstance(bundle, dict):
            yield bundle


def _outputs(cell: dict[str, Any]) -> list[dict[str, Any]]:
    return [output for output in items(cell.get("outputs")) if isinstance(output, dict)]


def _data(output: dict[str, Any]) -> dict[str, Any]:
    return fields(output.get("data"))
