"""What a teacher decides about a class: ``class.yaml``.

The classes below say what each field means. A file that breaks a rule is refused in one line.
"""

from __future__ import annotations

import re
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from widgets import tables
from widgets.tables import Number, Row, Text, refusal

from .names import ClassError, unsafe

FILE = "class.yaml"

_DUE = "a day and time, such as 2026-12-05 18:00, or a day, such as 2026-12-05, which counts to its end"
#: A time of day with its minutes, and a zone where one is named; Python would take 18.30 for three tenths of a second.
_TIME = re.compile(r"\d\d:?\d\d(:?\d\d([.,]\d+)?)?(Z|[+-]\d\d(:?\d\d)?)?")
_END_OF_DAY = time(23, 59, 59)


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        raise refusal("", value, "a time zone's name, such as Europe/Berlin or UTC") from None
    return value


def _moment(value: object) -> datetime:
    """The moment that a value of YAML means, which knows days and moments of its own beside texts."""
    found = _read(value) if isinstance(value, str) else value
    if isinstance(found, date) and not isinstance(found, datetime):
        found = datetime.combine(found, _END_OF_DAY)
    # In the first year and the last, another zone's moment may be none.
    if not isinstance(found, datetime) or not MINYEAR < found.year < MAXYEAR:
        raise refusal("", value, _DUE)
    return found


def _read(text: str) -> date | None:
    """The day or the moment of a text; nothing where it is neither, or not clear."""
    day, *rest = re.split(r"[T\s]+", text.strip(), maxsplit=1)
    hour = "".join(rest).replace(" ", "")
    if rest and not _TIME.fullmatch(hour):
        return None
    try:
        found = date.fromisoformat(day)
        return datetime.combine(found, time.fromisoformat(hour)) if rest else found
    except ValueError:
        return None


def _name(value: str) -> str:
    if problem := unsafe(value):
        raise refusal("", value, f"a short name for folders ({problem})")
    return value


def _given(value: object) -> object:
    return {} if value is None else value  # "due:" with nothing below it


Zone = Annotated[Text, AfterValidator(_zone)]
Moment = Annotated[datetime, BeforeValidator(_moment)]
Percent = Annotated[Number, Field(ge=0, le=100)]


class Late(Row):
    """What being late costs, in percent of the points that the work earned.

    Attributes
    ----------
    policy : str
        ``none``: nothing. ``zero``: everything. ``percent``: so much for each day that has begun.
    percent_a_day, at_most : float
        For ``percent`` alone: what each begun day takes, and what all days together take at most.
    """

    policy: Literal["none", "percent", "zero"] = "none"
    percent_a_day: Percent | None = None
    at_most: Percent | None = None

    @model_validator(mode="after")
    def _percent_says_how_much(self) -> Late:
        if (self.percent_a_day is not None) != (self.policy == "percent"):
            allowed = "a number from 0 to 100 where policy is percent, and left out elsewhere"
            raise refusal("percent_a_day", self.percent_a_day, allowed)
        if self.at_most is not None and self.policy != "percent":
            raise refusal("at_most", self.at_most, "left out unless policy is percent")
        return self

    @property
    def terms(self) -> tuple[float, float]:
        """Percent that each begun day takes, and that all days take at most."""
        if self.policy == "percent":
            return self.percent_a_day or 0.0, 100.0 if self.at_most is None else self.at_most
        everything = 100.0 if self.policy == "zero" else 0.0
        return everything, everything


class Settings(Row):
    """A class as its teacher set it up.

    Attributes
    ----------
    title : str
        What the class is called, for people.
    id : str
        What nbgrader calls it: in its gradebook and on a JupyterHub's exchange.
    course : str
        Folder of the course, seen from the folder of the class; left out for the book's own.
    time_zone : str
        Where times without a zone are at home.
    due : dict of str to datetime
        When each assignment is due. One that is not named has no due date.
    late : Late
    """

    title: Text
    id: Annotated[Text, AfterValidator(_name)]
    course: Text | None = None
    time_zone: Zone
    due: Annotated[dict[str, Moment], BeforeValidator(_given)] = Field(default_factory=dict)
    late: Late = Late()

    @classmethod
    def read(cls, folder: Path) -> Settings:
        """The settings of a class.

        Raises
        ------
        ClassError
            If there are none or they break a rule. Names file, field, value and what is allowed.
        """
        path = folder / FILE
        if not path.is_file():
            raise ClassError(
                f"class is {str(folder)!r}, which holds no {FILE}; allowed: "
                "a folder made by 'python -m classroom new'"
            )
        settings, _ = tables.read(path, cls, ClassError, _place)
        return settings

    def due_utc(self, assignment: str) -> datetime | None:
        """When an assignment is due, in UTC and without a zone, as nbgrader keeps it."""
        due = self.due.get(assignment)
        return None if due is None else self.utc(due)

    def utc(self, moment: datetime) -> datetime:
        """A moment in UTC and without a zone; what has no zone is local to the class."""
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=ZoneInfo(self.time_zone))
        return moment.astimezone(UTC).replace(tzinfo=None)


def _place(steps: tables.Steps, _content: Any) -> tables.Place:
    if len(steps) > 1 and steps[0] in ("due", "late"):
        return tables.Place(str(steps[0]), steps[1:])
    return tables.Place("", steps)
