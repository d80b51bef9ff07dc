"""Names that become folders: which are safe on every system."""

from __future__ import annotations

import re

from widgets.patients import GridError, normalized

#: Longest name, in bytes of UTF-8: a folder's name may have 255 on common file systems.
LONGEST = 200

# Letters and digits of any script, and the marks that ids and addresses use. No wildcard of nbgrader's globs,
# no separator, nothing that a shell or Windows reads in its own way.
_SAFE = re.compile(r"\w(?:[\w.@+\-' ]*[\w@+\-'])?")
_OF_WINDOWS = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


class ClassError(ValueError):
    """Something about a class that cannot be used; one line says what, and what is allowed."""


def unsafe(name: str) -> str:
    """Why a name cannot be the name of a folder; empty where it can."""
    try:
        normalized(name)
    except GridError as found:
        return f"allowed: {found.allowed}"
    if len(name.encode("utf-8")) > LONGEST:
        return f"allowed: up to {LONGEST} bytes"
    if not _SAFE.fullmatch(name):
        return "allowed: letters, digits and . _ - @ + ' inside, beginning with a letter or digit"
    if _OF_WINDOWS.fullmatch(name):
        return "allowed: any name but those that Windows keeps for devices"
    return ""


def counted(number: int, one: str, many: str) -> str:
    """A number with its word.

    Examples
    --------
    >>> counted(1, "student", "students")
    '1 student'
    """
    return f"{number} {one if number == 1 else many}"


def printable(text: str) -> str:
    """A name that others made, as a terminal may show it: what would steer the terminal becomes a question mark."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)
