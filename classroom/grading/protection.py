"""What keeps nbgrader and formgrader, run in a class's folder, from running or trusting what students wrote."""

from __future__ import annotations

import re
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from nbgrader.utils import is_locked
from traitlets.config import Config

REFUSAL = (
    "nbgrader's own autograding would run students' code without a sandbox; grade with "
    "'python -m classroom grade'"
)


class AutogradeRefusedError(RuntimeError):
    """Autograding was begun from nbgrader or formgrader."""


class Refusal(NotebookExporter):
    """Refuses before anything is changed: nbgrader makes its exporter first of all."""

    def __init__(self, **options: Any) -> None:
        raise AutogradeRefusedError(REFUSAL)


class AsTyped(Preprocessor):
    """Shows what a student wrote as it was typed.

    Formgrader's pages belong to a browser that is signed in to Jupyter: there a script, or a link that is one, could do
    all that the teacher may do, and a picture from elsewhere would tell when it is looked at.
    """

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Put texts that are no part of the assignment between fences that they cannot close."""
        if cell.cell_type in ("markdown", "raw") and not is_locked(cell):
            cell.cell_type = "markdown"
            longest = max(map(len, re.findall(r"`+", cell.source)), default=0)
            fence = "`" * max(3, longest + 1)
            cell.source = f"{fence}\n{cell.source}\n{fence}"
        return cell, resources


def protection() -> Config:
    """Settings for a class's nbgrader: no autograding, safe feedback pages, texts as typed in formgrader."""
    config = Config()
    config.Autograde.exporter_class = f"{__name__}.{Refusal.__name__}"
    config.GenerateFeedback.exporter_class = "classroom.grading.feedback.FeedbackPage"
    config.GenerateFeedback.preprocessors = ["nbgrader.preprocessors.GetGrades"]
    config.HTMLExporter.preprocessors = [f"{__name__}.{AsTyped.__name__}"]
    return config
