"""Self-check quizzes: ``quizzes.show("05-insulin-resistance")`` in one code cell.

``quizzes.before`` and ``quizzes.after`` show what a chapter asks twice, around its story.

The questions of a chapter are text, in ``questions/<chapter>.yaml``; ``loading``
reads and checks them, ``shown`` states them for the browser, ``view`` shows them there, ``readable``
writes them where no JavaScript runs, and ``order`` shuffles their choices for both. The words around
the questions stand in ``strings/en.yaml``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from widgets.extras import check_explorers
from widgets.quizzes.loading import QuizError, asked_twice, chapters, load

if TYPE_CHECKING:
    from widgets.quizzes.view import QuizView

__all__ = ["QuizError", "after", "before", "chapters", "load", "show"]


def show(chapter: str) -> QuizView:
    """Show the quiz of a chapter.

    Parameters
    ----------
    chapter : str
        Name of the chapter, such as ``"05-insulin-resistance"``; `chapters`
        lists them.

    Returns
    -------
    QuizView
        The widget; a notebook shows it when it is a cell's last line.

    Raises
    ------
    QuizError
        If there is no such quiz, or if its file breaks a rule. The message
        names the file, the question, the field, the value and what is allowed.
    ModuleNotFoundError
        If the extra ``explorers`` is not installed.
    """
    # Imported here: checking the questions needs neither ipywidgets nor a build.
    check_explorers()
    from widgets.quizzes.view import QuizView

    return QuizView(load(chapter))


def before(chapter: str) -> QuizView:
    """Show the questions that a chapter asks twice, before its story; nothing is judged.

    See `show` for the parameter, what is returned, and the errors; a chapter that asks nothing twice is a `QuizError`.
    """
    return _twice(chapter, "before")


def after(chapter: str) -> QuizView:
    """Show the questions that a chapter asks twice, after its story, and how the answers changed.

    See `show` for the parameter, what is returned, and the errors; a chapter that asks nothing twice is a `QuizError`.
    """
    return _twice(chapter, "after")


def _twice(chapter: str, part: str) -> QuizView:
    check_explorers()
    from widgets.quizzes.view import QuizView

    return QuizView(asked_twice(chapter, part), part)
