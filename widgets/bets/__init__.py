"""Bets before an explorer answers: ``bets.show("05-insulin-resistance")`` in one code cell.

A bet is an entry of ``bets.yaml``: its question, the curves to draw or the answers to choose from,
and the setting of an explorer that answers it. ``loading`` reads and checks the table, ``answers``
asks the model in Python, ``view`` shows a bet, ``readable`` writes it where no JavaScript runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from widgets.bets.loading import BetError, chapters, load, pads
from widgets.extras import check_explorers

if TYPE_CHECKING:
    from widgets.bets.view import BetView

__all__ = ["BetError", "chapters", "load", "pads", "recall", "show"]


def show(chapter: str) -> BetView:
    """Let a reader bet: draw a curve or choose an answer, and commit to it.

    Parameters
    ----------
    chapter : str
        Name of the chapter, such as ``"05-insulin-resistance"``; `chapters` lists them.

    Returns
    -------
    BetView
        The widget; a notebook shows it when it is a cell's last line.

    Raises
    ------
    BetError
        If there is no such bet, or if the table breaks a rule. The message names the entry, the
        field, the value and what is allowed.
    ModuleNotFoundError
        If the extra ``explorers`` is not installed.
    """
    return _view(chapter, "bet")


def recall(chapter: str) -> BetView:
    """Take the bet of a chapter up again: one line of what was bet and what it was.

    Parameters
    ----------
    chapter : str
        Name of the chapter, such as ``"05-insulin-resistance"``.

    Returns
    -------
    BetView
        The widget. It is empty for a reader who made no bet.

    Raises
    ------
    BetError
        As `show`.
    ModuleNotFoundError
        If the extra ``explorers`` is not installed.
    """
    return _view(chapter, "recall")


def _view(chapter: str, part: str) -> BetView:
    # Imported here: checking the table needs neither ipywidgets nor a build.
    check_explorers()
    from widgets.bets.view import BetView

    return BetView(load(chapter), chapter, part)
