"""What keeps nbgrader and formgrader, run in a class's folder, from running or trusting what students wrote."""

from __future__ import annotations

from typing import Any

from nbconvert.exporters import NotebookExporter
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


def protection() -> Config:
    """Settings for a class's nbgrader: no autograding, safe feedback pages, no student's HTML in formgrader."""
    config = Config()
    config.Autograde.exporter_class = f"{__name__}.{Refusal.__name__}"
    config.GenerateFeedback.exporter_class = "classroom.grading.feedback.FeedbackPage"
    config.GenerateFeedback.preprocessors = ["nbgrader.preprocessors.GetGrades"]
    config.HTMLExporter.preprocessors = ["nbconvert.preprocessors.sanitize.SanitizeHTML"]
    return config
