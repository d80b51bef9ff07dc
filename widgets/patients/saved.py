"""The cells of a saved notebook, whatever wrote it: the same for a student's own check and for grading."""

from __future__ import annotations

import json
import warnings
from typing import Any


class NotebookError(ValueError):
    """A file that is no notebook of an assignment."""


def cells(content: bytes) -> list[dict[str, Any]]:
    """The cells of a notebook, of any version of the format, with or without a byte-order mark.

    Parameters
    ----------
    content : bytes
        The file.

    Returns
    -------
    list of dict
        As they were saved: nothing in them need be what the format says. What is no cell is left out.

    Raises
    ------
    NotebookError
        If the content is no notebook. One sentence says why.
    """
    try:
        notebook = _upgraded(json.loads(content.decode("utf-8-sig")))
        found = notebook["cells"]
    except RecursionError:
        raise NotebookError("The file is nested too deeply to be a notebook.") from None
    except Exception:  # a student's file may break the reader in any way
        found = None
    if not isinstance(found, list):
        raise NotebookError("The file is no notebook: it may be damaged, or another kind of file.")
    return [cell for cell in found if isinstance(cell, dict)]


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
