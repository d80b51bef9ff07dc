"""The questions of an assignment's notebook, by the ids that nbgrader knows them by."""

from __future__ import annotations

from nbformat import NotebookNode
from nbgrader.utils import is_grade


def grade_id(cell: NotebookNode) -> str:
    """What nbgrader calls a cell; empty where it does not know it.

    It stays when an editor gives the cell another id.
    """
    return cell.metadata.get("nbgrader", {}).get("grade_id", "")


def points(notebook: NotebookNode) -> dict[str, float]:
    """What each question is worth, those that a hand marks included, in the notebook's order."""
    return {
        grade_id(cell): float(cell.metadata.nbgrader.points)
        for cell in notebook.cells
        if is_grade(cell)
    }
