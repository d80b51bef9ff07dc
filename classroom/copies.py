"""What browsers, systems and platforms put to a file's name when it is there already."""

from __future__ import annotations

import re

# Behind it: ``name (1)`` of browsers, ``name-1`` of Canvas, ``name_1``, ``name-Copy1`` of JupyterLab, ``name - Copy``
# and ``name - Copy (2)`` of Windows, ``name copy 2`` of macOS; before it, of drives on the web: ``Copy of name``.
_BEHIND = re.compile(
    r"(?: ?\((\d+)\)|[-_](\d+)|(?: - |[-_ ])copy ?(?:(\d+)|\((\d+)\))?)$", re.IGNORECASE
)
_BEFORE = re.compile(r"copy of (?=.)", re.IGNORECASE)


def without_mark(stem: str) -> tuple[str, int]:
    """A name without one mark of a copy, and the copy's number; 0 where there is no mark.

    Examples
    --------
    >>> without_mark("ps-one (1)")
    ('ps-one', 1)
    """
    mark = _BEHIND.search(stem)
    if mark and mark.start() > 0:
        number = next((group for group in mark.groups() if group), "1")
        return stem[: mark.start()], int(number)
    mark = _BEFORE.match(stem)
    return (stem[mark.end() :], 1) if mark else (stem, 0)


def copy_number(stem: str, name: str) -> int | None:
    """Which copy of a name this is, whatever its case.

    Parameters
    ----------
    stem : str
        May have several marks: a copy can be copied.
    name : str
        May itself end in what looks like a mark.

    Returns
    -------
    int or None
        Number of the last mark; 0 for the name itself, ``None`` for another name.
    """
    numbers = []
    while stem.casefold() != name.casefold():
        stem, number = without_mark(stem)
        if not number and stem.casefold() != name.casefold():
            return None
        numbers.append(number)
    return numbers[0] if numbers else 0
