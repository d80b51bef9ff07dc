"""Reading what was handed in, whatever it is."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from widgets.patients import saved

from ..class_folder import TIMESTAMP_FILE
from ..copies import copy_number
from .limits import MB
from .outputs import one_line

_MOST_CELLS, _LONGEST_SOURCE = 1000, 200_000
_CHECKPOINTS = ".ipynb_checkpoints"


class UnreadableError(Exception):
    """What was handed in cannot be read; the sentence goes to the student."""


@dataclass(frozen=True)
class Cell:
    """A cell as it was handed in; all of it is a student's.

    Attributes
    ----------
    names : tuple of str
        What it may be matched by, the surest first: its grade id, its cell id.
    kind, source : str
    is_question : bool
        Whether nbgrader's marks, where they are left, make it one.
    """

    names: tuple[str, ...]
    kind: str
    source: str
    is_question: bool = False


def choose(folder: Path, name: str, most: int) -> bytes:
    """The content of the notebook that was handed in.

    Parameters
    ----------
    folder : Path
        Folder of the submission.
    name : str
        Name of the assignment, which is the name of its notebook.
    most : int
        Bytes that are read at most.

    Returns
    -------
    bytes
        Of the notebook of that name, else of a copy of it, else of the only notebook.

    Raises
    ------
    UnreadableError
        If there is none, it cannot be told which, or it is too large.
    """
    if folder.is_symlink():
        raise UnreadableError("What was handed in is a link to a folder and not a folder.")
    notebooks = [path for path in _files(folder) if path.suffix.lower() == ".ipynb"]
    exact = [path for path in notebooks if path.stem == name]
    copies = [path for path in notebooks if copy_number(path.stem, name) is not None]
    chosen = exact or copies or notebooks
    if not notebooks:
        raise UnreadableError(_no_notebook(folder, name))
    if len(chosen) > 1 and not (exact or copies):
        raise UnreadableError(
            f"There are several notebooks, and none of them is called {name}.ipynb."
        )
    return _content(max(chosen, key=_changed), most)


def _files(folder: Path) -> Iterator[Path]:
    """Plain files of a submission; a link might lead to somebody else's."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_file(follow_symlinks=False) and entry.name != _CHECKPOINTS:
                yield Path(entry.path)


def _no_notebook(folder: Path, name: str) -> str:
    others = [entry.name for entry in os.scandir(folder) if entry.name != TIMESTAMP_FILE]
    if any((folder / other).is_symlink() for other in others):
        return "What was handed in is a link to a file and not a file."
    if not others:
        return "Nothing was handed in but an empty folder."
    shown = ", ".join(map(one_line, sorted(others)[:3]))
    return f"There is no notebook among what was handed in ({shown}). The one to hand in is {name}.ipynb."


def _changed(path: Path) -> float:
    return path.lstat().st_mtime


def _content(path: Path, most: int) -> bytes:
    opened = os.open(
        path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    )
    with os.fdopen(opened, "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise UnreadableError(f"{one_line(path.name)} is no file.")
        content = file.read(most + 1)
    if len(content) > most:
        raise UnreadableError(f"{one_line(path.name)} is larger than {most // MB} MB.")
    if not content.strip():
        raise UnreadableError(f"{one_line(path.name)} is empty.")
    return content


def cells(content: bytes) -> list[Cell]:
    """The cells of a notebook, of any version of the format.

    Raises
    ------
    UnreadableError
        If the content is no notebook.
    """
    try:
        given = saved.cells(content)
    except saved.NotebookError as found:
        raise UnreadableError(str(found)) from None
    if len(given) > _MOST_CELLS:
        raise UnreadableError(f"The notebook has {len(given)} cells; up to {_MOST_CELLS} are read.")
    return list(map(_cell, given))


def _cell(cell: dict[str, Any]) -> Cell:
    source = _encodable(saved.text(cell.get("source")))[:_LONGEST_SOURCE]
    is_question = bool(saved.marks(cell).get("grade"))
    return Cell(saved.names(cell), str(cell.get("cell_type")), source, is_question)


def _encodable(text: str) -> str:
    """Without the halves of characters that JSON may hold and no file can."""
    return text.encode("utf-8", "replace").decode("utf-8")
