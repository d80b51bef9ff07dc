"""Files as they come: out of a folder or a zip, which may be broken or hostile.

Nothing is unpacked under a name of its own: what is needed of a zip goes to numbered files in a folder of ours. What
cannot be read is told with the reason, and the rest goes on.
"""

from __future__ import annotations

import lzma
import os
import shutil
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path, PurePosixPath

#: Largest file that is taken, and all that one zip may unpack to, in bytes. nbgrader takes no larger files.
LARGEST = 100_000_000

#: Most files in a zip that a platform made of a class, and in one that a student handed in.
MOST_OF_A_CLASS, MOST_OF_A_STUDENT = 50_000, 1_000

#: Kinds of files that are opened; all others are only named.
OPENED = (".ipynb", ".zip")

#: What systems and Jupyter leave in folders, and nobody handed in.
_LITTER = {"__MACOSX", ".ipynb_checkpoints", ".DS_Store", "Thumbs.db", "desktop.ini"}

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True)
class File:
    """A file of a source.

    Attributes
    ----------
    path : tuple of str
        Its folders and name, as the platform made them.
    inside : tuple of str
        Folders and name inside a student's zip; empty where the file is in none.
    moment : datetime
        When it was last changed. In a zip it has no zone: it is local to whoever made the source.
    content : Path or None
        Where it can be read; ``None`` for a kind of file that is not opened.
    """

    path: tuple[str, ...]
    inside: tuple[str, ...]
    moment: datetime
    content: Path | None

    @property
    def name(self) -> str:
        """The name that the student gave it, as far as the path tells."""
        return (self.inside or self.path)[-1]

    def __str__(self) -> str:
        return "/".join(self.path + self.inside)


@dataclass(frozen=True)
class Refused:
    """What could not be read, and why."""

    path: tuple[str, ...]
    reason: str

    def __str__(self) -> str:
        return f"{'/'.join(self.path)}: {self.reason}"


class Reader:
    """Reads sources; what it unpacks lies in `spool`, under numbers."""

    def __init__(self, spool: Path) -> None:
        self.spool = spool
        self.numbers = count()

    def read(self, source: Path) -> Iterator[File | Refused]:
        """Files of a folder, a zip or a single notebook, in order."""
        if source.is_dir():
            for path in _walk(source):
                yield from self._on_disk(path, path.relative_to(source).parts)
        elif source.suffix.casefold() == ".zip":
            yield from self._zip(source, (), MOST_OF_A_CLASS, source.name)
        elif source.exists():
            yield from self._on_disk(source, (source.name,))
        else:
            yield Refused((str(source),), "this is not there")

    def _on_disk(self, path: Path, parts: tuple[str, ...]) -> Iterator[File | Refused]:
        told = path.lstat()
        if not stat.S_ISREG(told.st_mode):
            yield Refused(parts, "this is a link or a device, and no file")
        elif _opened(parts) and told.st_size > LARGEST:
            yield Refused(parts, _too_large(told.st_size))
        elif _is_zip(parts):
            yield from self._zip(path, parts, MOST_OF_A_STUDENT, parts[-1])
        else:
            moment = datetime.fromtimestamp(told.st_mtime, UTC)
            yield File(parts, (), moment, path if _opened(parts) else None)

    def _zip(
        self, path: Path, outer: tuple[str, ...], most: int, name: str
    ) -> Iterator[File | Refused]:
        try:
            with zipfile.ZipFile(path) as archive:
                entries = [entry for entry in archive.infolist() if not entry.is_dir()]
                if len(entries) > most:
                    yield Refused(
                        outer or (name,), f"a zip of {len(entries)} files; up to {most} are taken"
                    )
                    return
                left = LARGEST if outer else None
                for entry in entries:
                    found = self._entry(archive, entry, outer, left)
                    if found is None:
                        continue
                    yield from self._opened_further(found, outer)
                    if left is not None and isinstance(found, File) and found.content:
                        left -= found.content.stat().st_size
        except _BROKEN as found:
            yield Refused(outer or (name,), f"this is no sound zip ({_told(found)})")

    def _opened_further(
        self, found: File | Refused, outer: tuple[str, ...]
    ) -> Iterator[File | Refused]:
        """A zip that came inside another is opened too, once."""
        is_zip = isinstance(found, File) and found.content is not None and _is_zip((found.name,))
        if not is_zip:
            yield found
        elif outer:
            yield Refused(found.path + found.inside, "a zip inside the student's zip is not opened")
        else:
            yield from self._zip(found.content, found.path, MOST_OF_A_STUDENT, found.name)

    def _entry(
        self,
        archive: zipfile.ZipFile,
        entry: zipfile.ZipInfo,
        outer: tuple[str, ...],
        left: int | None,
    ) -> File | Refused | None:
        name = _entry_name(entry)
        parts = PurePosixPath(name).parts
        if _LITTER.intersection(parts) or (parts and parts[-1].startswith("._")):
            return None
        told = outer + tuple(part for part in parts if part not in ("/", ".."))
        if reason := _hostile(entry, name):
            return Refused(told, reason)
        path, inside = (outer, parts) if outer else (parts, ())
        moment = datetime(*_date(entry))
        if not _opened(parts):
            return File(path, inside, moment, None)
        try:
            content = self._unpack(archive, entry, LARGEST if left is None else left)
        except _BROKEN as found:
            return Refused(told, f"this cannot be unpacked ({_told(found)})")
        return File(path, inside, moment, content) if content else Refused(told, _too_large(0))

    def _unpack(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> Path | None:
        """Unpack an entry into a numbered file; ``None`` where it has more bytes than it may."""
        content = self.spool / str(next(self.numbers))
        with archive.open(entry) as packed, content.open("wb") as unpacked:
            while block := packed.read(1 << 20):
                if unpacked.tell() + len(block) > most:
                    break
                unpacked.write(block)
            else:
                return content
        content.unlink()
        return None


def _walk(folder: Path) -> Iterator[Path]:
    """Files of a folder, in order; links are not followed."""
    for parent, folders, names in os.walk(folder):
        links = [name for name in folders if (Path(parent) / name).is_symlink()]
        folders[:] = sorted(set(folders) - _LITTER - set(links))
        for name in sorted((*names, *links)):
            if name not in _LITTER and not name.startswith("._"):
                yield Path(parent) / name


def _opened(parts: tuple[str, ...]) -> bool:
    return PurePosixPath(parts[-1]).suffix.casefold() in OPENED


def _is_zip(parts: tuple[str, ...]) -> bool:
    return PurePosixPath(parts[-1]).suffix.casefold() == ".zip"


def _entry_name(entry: zipfile.ZipInfo) -> str:
    """The name of an entry; some systems write UTF-8 and do not say so."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return entry.filename


def _hostile(entry: zipfile.ZipInfo, name: str) -> str:
    """Why an entry is not touched; empty where it may be."""
    parts = PurePosixPath(name).parts
    raw = entry.orig_filename
    if (
        not parts
        or "\\" in raw
        or "\0" in raw
        or parts[0] == "/"
        or parts[0][1:2] == ":"
        or ".." in parts
    ):
        return "this would write outside its folder"
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind and kind != stat.S_IFREG:
        return "this is a link or a device, and no file"
    if entry.flag_bits & 0x1:
        return "this is encrypted"
    return ""


def _date(entry: zipfile.ZipInfo) -> tuple[int, ...]:
    try:
        datetime(*entry.date_time)
    except ValueError:
        return (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say
    return entry.date_time


def _too_large(size: int) -> str:
    has = f"this has {size:,} bytes" if size else "this unpacks to too much"
    return f"{has}; up to {LARGEST:,} are taken"


def _told(found: BaseException) -> str:
    return " ".join(str(found).split())[:80] or type(found).__name__


def copy(content: Path, to: Path) -> None:
    """Copy what is in a file, and nothing of its rights."""
    shutil.copyfile(content, to)
