"""The cells of a saved notebook, whatever wrote it: the same for a student's own check and for grading."""

from __future__ import annotations

import hashlib
import json
import warnings
from typing import Any

#: Where a notebook notes which questions it was given with, among what is told of it as a whole.
NOTES = "when-cells-stop-listening"


class NotebookError(ValueError):
    """A file that is no notebook of an assignment."""


def cells(content: bytes) -> list[dict[str, Any]]:
    """The cells of a notebook; see `notebook`."""
    return notebook(content)["cells"]


def notebook(content: bytes) -> dict[str, Any]:
    """A notebook, of any version of the format, with or without a byte-order mark.

    Parameters
    ----------
    content : bytes
        The file.

    Returns
    -------
    dict
        As it was saved: nothing in it but its ``cells`` need be what the format says. What is no cell is left out.

    Raises
    ------
    NotebookError
        If the content is no notebook. One sentence says why.
    """
    try:
        read = _upgraded(json.loads(content.decode("utf-8-sig")))
        found = read["cells"]
    except RecursionError:
        raise NotebookError("The file is nested too deeply to be a notebook.") from None
    except Exception:  # a student's file may break the reader in any way
        found = None
    if not isinstance(found, list):
        raise NotebookError("The file is no notebook: it may be damaged, or another kind of file.")
    return {**read, "cells": [cell for cell in found if isinstance(cell, dict)]}


def _upgraded(content: Any) -> Any:
    """A notebook in version 4 of the format."""
    if content.get("nbformat", 4) >= 4:
        return content
    import nbformat  # slow to import, and for notebooks of before 2015 alone

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return nbformat.convert(nbformat.from_dict(content), 4)


def fields(value: object) -> dict[str, Any]:
    """A set of fields of a cell; an empty one where something else stands there."""
    return value if isinstance(value, dict) else {}


def items(value: object) -> list[Any]:
    """A list of a cell; an empty one where something else stands there."""
    return value if isinstance(value, list) else []


def text(value: object) -> str:
    """A text of a cell, which may be saved line by line; empty where something else stands there."""
    parts = value if isinstance(value, list) else [value]
    return "".join(part for part in parts if isinstance(part, str))


def marks(cell: dict[str, Any]) -> dict[str, Any]:
    """What nbgrader keeps in a cell; empty where an editor has lost it."""
    return fields(fields(cell.get("metadata")).get("nbgrader"))


def names(cell: dict[str, Any]) -> tuple[str, ...]:
    """What a cell may be matched by, the surest first: its grade id, its cell id."""
    told = (marks(cell).get("grade_id"), cell.get("id"))
    return tuple(name for name in told if isinstance(name, str) and name)


def questions(notebook: dict[str, Any]) -> list[str]:
    """Names of the questions with which a notebook was given; none where an editor has lost them."""
    told = items(fields(fields(notebook.get("metadata")).get(NOTES)).get("questions"))
    return [name for name in told if isinstance(name, str)]


def is_as_given(cell: dict[str, Any]) -> bool | None:
    """Whether a cell is as it was given, by the checksum that nbgrader left in it; ``None`` where it left none."""
    told = marks(cell)
    return _checksum(cell, told) == told["checksum"] if told.get("checksum") else None


def _checksum(cell: dict[str, Any], told: dict[str, Any]) -> str:
    """As nbgrader computes it, which students do not have."""
    grade, solution = told.get("grade", False), told.get("solution", False)
    locked = not solution and (bool(grade) or told.get("locked", False))
    parts = [text(cell.get("source")), cell.get("cell_type"), grade, solution, locked]
    parts.append(told.get("grade_id"))
    if grade:
        parts.append(float(told["points"]) if isinstance(told.get("points"), int | float) else "")
    told_all = "".join(map(str, parts)).encode("utf-8", "replace")
    return hashlib.md5(told_all, usedforsecurity=False).hexdigest()
