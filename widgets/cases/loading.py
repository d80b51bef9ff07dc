"""Reading the table of the four people, and refusing what would not work.

Each rule that ``people.yaml`` breaks gives one error, which names the person, the field, the value found and what is
allowed. That its values stand on sliders is checked against the explorers themselves (`bodies`).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import Field, RootModel, model_validator

from widgets import tables
from widgets.cases.bodies import Body, BodyError, pace_days, settings
from widgets.explorers.kit.people import reserve_of
from widgets.model import Drift, Person
from widgets.tables import Number, Row, Text, refusal

HERE = Path(__file__).parent
TABLE = HERE / "people.yaml"
PORTRAITS = HERE / "portraits"

Percent = Annotated[Number, Field(ge=10, le=100)]


class CaseError(ValueError):
    """A person who does not exist or is not met in a chapter, or a table that breaks a rule."""


class Stated(Row):
    """A body, in percent of health, and where it comes from: why, and the keys of the studies."""

    label: Text
    muscle: Percent
    liver: Percent
    release: Percent = 100
    why: Text
    sources: list[Text]


class Meeting(Row):
    """Where a person is met: the chapter's explorer, the body, and what else its sliders are set to."""

    explorer: Text
    body: Text
    set: dict[str, Number] = Field(default={})


class Case(Row):
    """One of the four people.

    Attributes
    ----------
    name : str
    looks : str
        What the portrait draws, in words.
    reserve : float
        Beta-cell reserve, percent of a robust person's.
    reserve_why : str
        Where that number comes from.
    bodies : dict of str to Stated
    meetings : dict of str to Meeting
        By the name of the chapter.
    """

    name: Text
    looks: Text
    reserve: Annotated[Number, Field(ge=30, le=100)]
    reserve_why: Text
    bodies: Annotated[dict[str, Stated], Field(min_length=1)]
    meetings: dict[str, Meeting]

    @model_validator(mode="after")
    def _can_be_met(self) -> Case:
        for chapter, meeting in self.meetings.items():
            where = f"meetings.{chapter}"
            if meeting.body not in self.bodies:
                allowed = "one of " + ", ".join(self.bodies)
                raise refusal(f"{where}.body", meeting.body, allowed)
            try:
                self._settings(meeting)
            except BodyError as error:
                raise refusal(f"{where}.{error.field}", error.value, error.allowed) from None
        return self

    def _settings(self, meeting: Meeting) -> dict[str, float]:
        stated = self.bodies[meeting.body]
        body = Body(stated.muscle, stated.liver, stated.release, self.reserve)
        return settings(meeting.explorer, body, meeting.set)

    def meeting(self, chapter: str) -> tuple[str, dict[str, float]]:
        """Return the explorer of a chapter, and the value of each of its sliders for this person.

        Raises
        ------
        CaseError
            If the person is not met there; names the chapters where they are.
        """
        if not isinstance(chapter, str) or chapter not in self.meetings:
            known = ", ".join(f'"{name}"' for name in self.meetings)
            raise CaseError(f"{self.name} is not met in chapter {chapter!r}. Met in: {known}.")
        return self.meetings[chapter].explorer, self._settings(self.meetings[chapter])

    def person(self, body: str) -> Person:
        """Return the person of the model who has one of the bodies."""
        stated = self._stated(body)
        return Person(stated.muscle / 100, stated.liver / 100, reserve_of(self.reserve))

    def course(self, body: str) -> tuple[Person, Drift]:
        """Return the person in health, and how resistance then grows to one of the bodies, as in the book's course."""
        stated = self._stated(body)
        drift = Drift().then(0, stated.muscle / 100, stated.liver / 100, pace_days())
        return Person(reserve=reserve_of(self.reserve)), drift

    def _stated(self, body: str) -> Stated:
        if not isinstance(body, str) or body not in self.bodies:
            known = ", ".join(f'"{name}"' for name in self.bodies)
            raise CaseError(f"{self.name} has no body {body!r}. Bodies: {known}.")
        return self.bodies[body]


class Table(RootModel[dict[str, Case]]):
    """The people, by their names in small letters."""


def names() -> list[str]:
    """Return the names of the four people, in the order of the table."""
    return list(_table())


def load(name: str) -> Case:
    """Return one of the four people, checked.

    Parameters
    ----------
    name : str
        One of `names`.

    Raises
    ------
    CaseError
        If there is no such person, if the table breaks a rule, or if someone in it has no portrait.
    """
    return tables.entry(_table(), name, CaseError, "person", "People")


def drawing(name: str) -> str:
    """Return the portrait of one of the four people as it was drawn: SVG in the colors of the book, by their names.

    Parameters
    ----------
    name : str
        One of `names`.
    """
    return _portrait(name).read_text("utf-8")


def _portrait(name: str) -> Path:
    return PORTRAITS / f"{name}.svg"


@cache
def _table() -> dict[str, Case]:
    return read(TABLE)


def read(path: Path) -> dict[str, Case]:
    """Return a checked table of people, by name.

    Parameters
    ----------
    path : Path
        The YAML file.

    Raises
    ------
    CaseError
        If the file breaks a rule, or if someone in it has no portrait.
    """
    checked, _ = tables.read(path, Table, CaseError, tables.by_name)
    for name in checked.root:
        if not _portrait(name).exists():
            where = f'{path.name}, "{name}": portraits/{name}.svg'
            raise CaseError(f"{where} is missing; allowed: given.")
    return checked.root


@cache
def words() -> dict[str, str]:
    """Return the words around a meeting."""
    return yaml.safe_load((HERE / "words.yaml").read_text("utf-8"))
