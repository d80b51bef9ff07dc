"""Small live figures beside the ideas that they prove: ``figures.show("slides-right")`` in one code cell.

A figure is an explorer seen small: one of its charts, one or two of its sliders, and one sentence. It is an entry of
``figures.yaml``, which ``loading`` reads and checks; the explorer's own kit draws it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from widgets.extras import check_explorers
from widgets.figures.loading import FigureError, load, names

if TYPE_CHECKING:
    from widgets.explorers.kit.base import Explorer

__all__ = ["FigureError", "names", "show"]


def show(name: str) -> Explorer:
    """Show a small live figure.

    Parameters
    ----------
    name : str
        Its name in ``figures.yaml``, such as ``"slides-right"``; `names` lists them.

    Returns
    -------
    Explorer
        The widget; a notebook shows it when it is a cell's last line.

    Raises
    ------
    FigureError
        If there is no such figure, or if the table breaks a rule. The message names the figure, the field, the value
        and what is allowed.
    ModuleNotFoundError
        If the extra ``explorers`` is not installed.
    """
    # Imported here: checking the table needs neither ipywidgets nor a build.
    check_explorers()
    from widgets.figures.view import figure

    return figure(name, load(name))
