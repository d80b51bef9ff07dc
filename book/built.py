"""The folder of the built site, as a command of the book is told it."""

from __future__ import annotations

from pathlib import Path


def site(arguments: list[str]) -> Path:
    """Return the folder that a command was given.

    Parameters
    ----------
    arguments
        What stands behind the command's name.

    Raises
    ------
    SystemExit
        If it is not one folder with the book's pages; with one line that says what is allowed.
    """
    told = " ".join(arguments)
    if len(arguments) != 1 or not (Path(told) / "book/index.html").is_file():
        raise SystemExit(f"SITE is {told!r}; allowed: the folder of the built book, _build/html")
    return Path(told)
