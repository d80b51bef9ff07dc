"""What a notebook stores of what moves: what stands for it where nothing does.

``make refresh`` runs it over the notebooks. A viewer that runs nothing, such as GitHub's, and an export then show a
picture where an explorer was, and words where a bet or a quiz was.
"""

from __future__ import annotations

from typing import Any

from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode

LIVE = "application/vnd.jupyter.widget-view+json"


class StillOutputs(Preprocessor):
    """Take the live view off each output that has one."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], _index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Go through the outputs of a cell."""
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(LIVE, None)
        return cell, resources
