"""The release: an assignment as every student got it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode, v4

from ..questions import grade_id, points

_CACHES = ("__pycache__", ".ipynb_checkpoints")


@dataclass(frozen=True)
class Release:
    """An assignment as every student got it, light enough to be sent to another machine.

    Attributes
    ----------
    assignment, text : str
        Name; the notebook as JSON.
    files : dict of str to bytes
        What lies beside the notebook, by its path.
    """

    assignment: str
    text: str
    files: dict[str, bytes] = field(hash=False)

    @classmethod
    def read(cls, folder: Path) -> Release:
        """What nbgrader made of an assignment.

        Parameters
        ----------
        folder : Path
            ``release/<assignment>``.
        """
        notebook = folder / f"{folder.name}.ipynb"
        files = {
            str(path.relative_to(folder)): path.read_bytes()
            for path in _files(folder)
            if path != notebook
        }
        return cls(folder.name, notebook.read_text(encoding="utf-8"), files)

    @property
    def notebook(self) -> NotebookNode:
        """The notebook, anew at each call; the id of each cell is its grade id, where it has one."""
        notebook = self._given
        for cell, name in zip(notebook.cells, _names(notebook), strict=True):
            cell.id = name
        return notebook

    @property
    def known_as(self) -> dict[str, str]:
        """Ids of the notebook's cells, by themselves and by the ids with which students got them."""
        given = self._given
        names = _names(given)
        old = {cell.id: name for cell, name in zip(given.cells, names, strict=True)}
        return old | {name: name for name in names}

    @property
    def _given(self) -> NotebookNode:
        """As students got it, in a version of the format in which cells have ids."""
        return v4.upgrade(nbformat.reads(self.text, as_version=4))

    @property
    def points(self) -> dict[str, float]:
        """What each question is worth, those that a hand marks included."""
        return points(self.notebook)

    @property
    def digest(self) -> str:
        """Changes with anything that students got."""
        parts = [self.text.encode(), *(k.encode() + v for k, v in sorted(self.files.items()))]
        return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()

    def write_files(self, folder: Path) -> None:
        """Lay the files that every student got into a folder."""
        for name, content in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def digest(folders: Iterable[Path], suffixes: tuple[str, ...] = ()) -> str:
    """Changes with the name or content of any file in some folders.

    Parameters
    ----------
    folders : iterable of Path
        Or single files.
    suffixes : tuple of str
        Endings of the files that count; all where empty.
    """
    told = hashlib.sha256()
    for folder in folders:
        for path in _files(folder):
            if not suffixes or path.suffix in suffixes:
                told.update(str(path.relative_to(folder)).encode() + b"\0")
                told.update(hashlib.sha256(path.read_bytes()).digest())
    return told.hexdigest()


def _names(notebook: NotebookNode) -> list[str]:
    """An id for each cell: nbgrader's, else its place, since the notebook's own differ from copy to copy."""
    return [grade_id(cell) or f"given-{place}" for place, cell in enumerate(notebook.cells)]


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")) if folder.is_dir() else (folder,):
        if path.is_file() and not any(part in _CACHES for part in path.parts):
            yield path
