"""The order in which the choices of a question stand before a reader.

In its file a question may tell the right choice first. A reader meets the choices shuffled, in one order everywhere:
on the page, in print and where no script runs. The order follows from the book's seed and the names of the chapter and
the question alone, so it stays when words change. Answers are kept and judged by a choice's place in the file.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

#: Another seed gives every question another order.
SEED = "glucose"


def order(chapter: str, question: dict[str, Any]) -> list[int]:
    """Return the places in the file of a question's choices, in the order in which a reader meets them.

    Parameters
    ----------
    chapter : str
        Name of the chapter, such as ``"05-insulin-resistance"``.
    question : dict
        A checked question of it, of the kind ``choice`` or ``several``.

    Returns
    -------
    list of int
        Each place (from 0) once.
    """
    # A digest and no random generator: Python does not promise that its shuffle stays the same.
    drawn = f"{SEED}/{chapter}/{question['id']}"
    return sorted(
        range(len(question["choices"])),
        key=lambda place: sha256(f"{drawn}/{place}".encode()).digest(),
    )
