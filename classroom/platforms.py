"""How learning platforms name what students handed in, and whose it is.

Canvas makes ``lastfirst_LATE_3143_207797_name-1.ipynb``: the name as it is sorted, without spaces and in small
letters, ``LATE`` where it was, the person's number, the file's number and the file's name. Moodle makes
``First Last_123_assignsubmission_file_/name.ipynb``, with the participant's number. Plain is ``<id>/name.ipynb`` or
``<id>.ipynb``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from widgets.patients import GridError, normalized

from .copies import without_mark
from .roster import Student

_CANVAS = re.compile(r"(?P<who>.+?)(?P<late>_LATE)?_(?P<number>\d+)_(?P<file>\d+)_(?P<name>.+)")
_MOODLE = re.compile(r"(?P<who>.*)_(?P<number>\d+)_assignsubmission_(?P<kind>[a-z]+)_?(?P<name>.*)")


@dataclass(frozen=True)
class Claim:
    """Whose a file is, as its name says.

    Attributes
    ----------
    who : str
        A name or an id.
    number : str
        The person's number on the platform; empty where there is none.
    name : str
        The name that the student gave the file; empty where the platform's folder holds it.
    late : bool or None
        Whether the platform says that it was late; ``None`` where it does not say.
    order : int
        The later of two files has the larger number; 0 where the platform has none.
    """

    who: str
    number: str = ""
    name: str = ""
    late: bool | None = None
    order: int = 0


def canvas(path: Sequence[str]) -> Claim | None:
    """What a name made by Canvas says."""
    told = _CANVAS.fullmatch(path[0])
    if told is None:
        return None
    late = told["late"] is not None
    return Claim(told["who"], told["number"], told["name"], late, int(told["file"]))


def moodle(path: Sequence[str]) -> Claim | None:
    """What a name made by Moodle says."""
    told = _MOODLE.fullmatch(path[0])
    if told is None or told["kind"] != "file":
        return None
    return Claim(told["who"], told["number"], told["name"])


def why_none(platform: Platform, path: Sequence[str]) -> str:
    """Why the name of a file makes no claim."""
    told = _MOODLE.fullmatch(path[0]) if platform.claim is moodle else None
    if told and told["kind"] == "onlinetext":
        return "this is a text typed into moodle, and no file"
    return f"this is no name that {platform.name} gives"


def plain(path: Sequence[str]) -> Claim:
    """What a folder or a file named by an id says."""
    return Claim(path[0] if len(path) > 1 else PurePosixPath(path[0]).stem)


@dataclass(frozen=True)
class Platform:
    """A platform: how it names things, and by what it knows students.

    Attributes
    ----------
    name : str
    claim : callable ``(path) -> Claim or None``
    column : str
        The roster's column with the platform's numbers; empty where it has none.
    tells_times : bool
        Whether the times of its files are those of handing in, and not of the download.
    """

    name: str
    claim: Callable[[Sequence[str]], Claim | None]
    column: str
    tells_times: bool


PLATFORMS = {
    platform.name: platform
    for platform in (
        Platform("canvas", canvas, "canvas_id", False),
        Platform("moodle", moodle, "moodle_id", True),
        Platform("plain", plain, "", True),
    )
}


def guessed(paths: Iterable[Sequence[str]]) -> Platform:
    """The platform that made these names, whatever folders they were put into."""
    inner = [path[place:] for path in paths for place in range(len(path))]
    for name in ("moodle", "canvas"):
        if any(PLATFORMS[name].claim(path) for path in inner):
            return PLATFORMS[name]
    return PLATFORMS["plain"]


def letters(name: str) -> str:
    """Letters and digits of a name, as names are compared.

    Examples
    --------
    >>> letters("Müller-Lüdenscheidt, Zoë")
    'müllerlüdenscheidtzoë'
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return "".join(letter for letter in folded if letter.isalnum())


@dataclass
class Students:
    """The roster, as a platform looks for people in it.

    Attributes
    ----------
    column : str
        The roster's column with the platform's numbers; empty where ids alone count.
    numbers, names : dict
        Students by the platform's number; by the letters of their name, or by id where there are no numbers.
    """

    column: str
    numbers: dict[str, Student] = field(default_factory=dict)
    names: dict[str, list[Student]] = field(default_factory=dict)

    @classmethod
    def known_to(cls, platform: Platform, roster: Sequence[Student]) -> Students:
        """Students by the platform's numbers and by their names."""
        known = cls(platform.column)
        for student in roster:
            if number := student.known_as.get(platform.column, ""):
                known.numbers[number] = student
            if platform.column:
                known.add_name(student)
            else:
                known.names[normalized(student.id)] = [student]
        return known

    def add_name(self, student: Student) -> None:
        """Let a student be found by name, whichever of the two comes first."""
        first, last = letters(student.first_name), letters(student.last_name)
        for name in {first + last, last + first} - {""}:
            self.names.setdefault(name, []).append(student)

    def find(self, claim: Claim) -> Student | str:
        """Whose a file is, or why nobody can say."""
        if claim.number and claim.number in self.numbers:
            return self.numbers[claim.number]
        found = self._by_name(claim.who)
        free = [student for student in found if self.column not in student.known_as]
        if len(free) == 1:
            return free[0]
        if len(free) > 1:
            ids = ", ".join(student.id for student in free)
            return f"{ids} have this name; give them their {self.column} in students.csv"
        if found:
            return f"the number {claim.number} is not that of {found[0].id} in students.csv"
        return f"students.csv has nobody who is {claim.who!r}"

    def _by_name(self, who: str) -> list[Student]:
        if self.column:
            return self.names.get(letters(who), [])
        spellings = (who, without_mark(who)[0])  # "s17 (1)", as a browser names a second download
        keys = [key for key in map(_key, spellings) if key in self.names]
        return self.names[keys[0]] if keys else []


def _key(student: str) -> str:
    try:
        return normalized(student)
    except GridError:
        return ""
