"""What a student has handed in, as the notebook's outputs show it. Nothing here knows what is right."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .handing_in import MIME, NOT_YET


class NotebookError(ValueError):
    """A file that is no notebook of an assignment."""


@dataclass(frozen=True)
class Question:
    """A question of a notebook, and whether an answer stands under it.

    Attributes
    ----------
    name : str
    is_handed_in : bool or None
        ``None`` for a text, which no program can tell from an empty one.
    says : str
        In a few words, what stands there.
    student : str
        The id with which it was handed in; empty where there is none.
    """

    name: str
    is_handed_in: bool | None
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
        """Whether every question but the texts has an answer, all with one id."""
        return not any(q.is_handed_in is False for q in self.questions) and len(self.students) <= 1

    def __str__(self) -> str:
        handed_in = [q.is_handed_in for q in self.questions if q.is_handed_in is not None]
        lines = [f"{sum(handed_in)} of {len(handed_in)} questions have an answer."]
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
    cells = _cells(path)
    questions = tuple(map(_question, filter(_is_question, cells)))
    if not questions:
        raise NotebookError(f"{path.name} has no questions; allowed: a notebook of an assignment")
    counts = [cell["execution_count"] for cell in cells if cell.get("execution_count")]
    return Checked(questions, counts == sorted(set(counts)))


def _cells(path: Path) -> list[dict[str, Any]]:
    allowed = "a notebook of an assignment, saved (its name ends in .ipynb)"
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise NotebookError(
            f"notebook is {str(path)!r}, which is not there; allowed: {allowed}"
        ) from None
    except ValueError:
        content = None
    cells = content.get("cells") if isinstance(content, dict) else None
    if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells):
        raise NotebookError(f"{path.name} is no notebook; allowed: {allowed}")
    return cells


def _marks(cell: dict[str, Any]) -> dict[str, Any]:
    return cell.get("metadata", {}).get("nbgrader", {})


def _is_question(cell: dict[str, Any]) -> bool:
    return bool(_marks(cell).get("grade"))


def _question(cell: dict[str, Any]) -> Question:
    name = _marks(cell).get("grade_id", "")
    if cell.get("cell_type") != "code":
        words = len("".join(cell.get("source", "")).split())
        return Question(name, None, f"a text of {words} words")
    for bundle in _bundles(cell):
        if bundle.get("question") == name:
            return Question(name, True, "handed in", str(bundle.get("id", "")))
    for output in cell.get("outputs", []):
        if output.get("output_type") == "error":
            return Question(name, False, f"not yet; its cell stopped with {output.get('ename')}")
        if (said := _text(output)).startswith(NOT_YET):
            return Question(name, False, f"not yet{said.removeprefix(NOT_YET)}")
    return Question(name, False, "not yet; run its cell, and those before it")


def _text(output: dict[str, Any]) -> str:
    return "".join(output.get("data", {}).get("text/plain", ""))


def _bundles(cell: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for output in cell.get("outputs", []):
        bundle = output.get("data", {}).get(MIME)
        if isinstance(bundle, dict):
            yield bundle
