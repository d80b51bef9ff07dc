"""Four people who go through the book: ``cases.meet("ines", "05-insulin-resistance")`` in one code cell.

Who they are in the model stands once, in ``people.yaml``. ``loading`` reads and checks the table, ``bodies`` says which
sliders of which explorer a body is, ``view`` shows their portraits, and the button that sets the explorer of a chapter
to a person, and ``tables`` lets the model say what becomes of them.
"""

from __future__ import annotations

from widgets.cases.loading import Case, CaseError, load, names
from widgets.cases.tables import bodies, drinks, lived
from widgets.cases.view import CaseView, Portrait

__all__ = ["Case", "CaseError", "bodies", "drinks", "lived", "load", "meet", "names", "portrait"]


def meet(name: str, chapter: str) -> CaseView:
    """Let a reader set the explorer of a chapter to a person.

    Parameters
    ----------
    name : str
        One of `names`, such as ``"ines"``.
    chapter : str
        Name of the chapter, such as ``"05-insulin-resistance"``.

    Returns
    -------
    CaseView
        The widget; a notebook shows it when it is a cell's last line.

    Raises
    ------
    CaseError
        If there is no such person, the person is not met there, the table breaks a rule, or someone in it has no
        portrait. The message names the entry, the field or the file, the value and what is allowed.
    """
    return CaseView(name, chapter)


def portrait(name: str) -> Portrait:
    """Show what a person looks like.

    Parameters
    ----------
    name : str
        One of `names`, such as ``"ines"``.

    Returns
    -------
    Portrait
        The drawing; a notebook shows it when it is a cell's last line.

    Raises
    ------
    CaseError
        If there is no such person, or one has no portrait. The message names those there are, or the file.
    """
    return Portrait(name)
