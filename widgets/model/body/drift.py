"""How two sensitivities change over years: the response of muscle and of the liver to insulin.

The browser has the same course in closed form (``widgets/model/browser/course.js``).
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from widgets.model.body.person import RANGES
from widgets.model.statement.limits import Limits, check_finite, check_kind, shown

Number = float | np.ndarray

_DAYS = Limits(0.0, np.inf, "days")
_ASKED = ("at", "portion", "release", "output")  # of whatever is lived as a drift


def _response(name: str, value: object) -> Number:
    """A checked response; of many people in an array of its own, which nobody can write into."""
    own = RANGES[name].check_each(name, value)
    if isinstance(own, np.ndarray):
        own.flags.writeable = False
    return own


def _keep(owner: object, values: dict[str, Any]) -> None:
    """Put checked values in the place of those that a frozen object was made with."""
    for name, value in values.items():
        object.__setattr__(owner, name, value)


@dataclass(frozen=True)
class Change:
    """From a day on, both responses move exponentially to a target.

    Attributes
    ----------
    day : float
        When it begins, days from the start.
    muscle, liver : float or ndarray, shape (people,)
        Targets, relative to health.
    muscle_days, liver_days : float
        Time constants, days.
    """

    day: float
    muscle: Number
    liver: Number
    muscle_days: float
    liver_days: float

    def __post_init__(self) -> None:
        own = {name: _response(name, getattr(self, name)) for name in ("muscle", "liver")}
        own["day"] = _DAYS.check("day of a change", self.day)
        for name, called in (("muscle_days", "days"), ("liver_days", "liver_days")):
            constant = getattr(self, name)
            own[name] = check_finite(called, constant)
            if own[name] <= 0:
                raise ValueError(f"{called} is {shown(constant)} days; allowed: more than 0 days")
        _keep(self, own)


@dataclass(frozen=True)
class Drift:
    """Responses of muscle and liver to insulin, over time.

    Parameters
    ----------
    muscle, liver : float or ndarray, shape (people,)
        At day 0, relative to health (1).
    changes : tuple of Change
        In order of time.

    Raises
    ------
    ValueError
        If a response is outside :data:`widgets.model.RANGES`, `changes` holds something else or is not in order of
        time, or one response speaks of another number of people than another.
    """

    muscle: Number = 1.0
    liver: Number = 1.0
    changes: tuple[Change, ...] = ()

    def __post_init__(self) -> None:
        own = {name: _response(name, getattr(self, name)) for name in ("muscle", "liver")}
        changes = check_kind("changes", self.changes, (tuple, list), "a tuple of Change")
        for change in changes:
            check_kind("change", change, Change, "a Change")
        for before, change in itertools.pairwise(changes):
            Limits(before.day, np.inf, "days").check("day of a change", change.day)
        _keep(self, own | {"changes": tuple(changes)})
        self._refuse_other_people()

    def _refuse_other_people(self) -> None:
        shapes: dict[tuple[int, ...], None] = {}
        for one in (self, *self.changes):
            shapes |= dict.fromkeys(np.shape(value) for value in (one.muscle, one.liver))
        several = [shape for shape in shapes if shape]
        for shape in several:
            if shape != several[0] or len(shape) > 1:
                people = several[0] if len(several[0]) == 1 else "(people,)"
                raise ValueError(
                    f"drift has shape {shape}; allowed: one number for all, or {people}"
                )

    def then(
        self,
        day: float,
        muscle: Number,
        liver: Number,
        days: float,
        liver_days: float | None = None,
    ) -> Drift:
        """Extend the drift: from `day` on towards new targets with time constant `days`.

        Raises
        ------
        ValueError
            If a target is outside its range, a time constant is not positive, or `day` is before an earlier change.
        """
        livers = days if liver_days is None else liver_days
        earliest = self.changes[-1].day if self.changes else 0.0
        Limits(earliest, np.inf, "days").check("day of a change", day)
        return replace(self, changes=(*self.changes, Change(day, muscle, liver, days, livers)))

    def of(self, people: slice | int) -> Drift:
        """The drift of some of the people; what all share stays shared."""

        def part(value: Number) -> Number:
            return value[people] if np.ndim(value) else value

        changes = tuple(
            replace(change, muscle=part(change.muscle), liver=part(change.liver))
            for change in self.changes
        )
        return Drift(part(self.muscle), part(self.liver), changes)

    @property
    def breaks(self) -> tuple[float, ...]:
        """Days on which a change begins."""
        return tuple(change.day for change in self.changes)

    def portion(self, day: float) -> Number:
        """Size of the meals of a day, relative to the model's own day."""
        return 1.0

    def release(self, day: float) -> Number:
        """Release of insulin at the same glucose on a day, relative to health."""
        return 1.0

    def output(self, day: float) -> Number:
        """Glucose that the liver gives out at the same insulin on a day, relative to health."""
        return 1.0

    def at(self, day: float) -> tuple[Number, Number]:
        """Responses of muscle and liver on a day (days from the start).

        Raises
        ------
        ValueError
            If `day` is before the start, or no number.
        """
        day = _DAYS.check("day", day)
        muscle, liver = self.muscle, self.liver
        for change, end in zip(self.changes, (*self.breaks, np.inf)[1:], strict=True):
            if day <= change.day:
                break
            passed = min(day, end) - change.day
            muscle = change.muscle + (muscle - change.muscle) * np.exp(-passed / change.muscle_days)
            liver = change.liver + (liver - change.liver) * np.exp(-passed / change.liver_days)
        return muscle, liver


def check_drift(drift: object, people: int | None = None) -> Drift:
    """`drift` itself: a :class:`Drift`, or what answers as one does, such as a way of living.

    Parameters
    ----------
    drift : Drift
    people : int, optional
        Of how many it must speak, where it does not speak of all alike.

    Raises
    ------
    ValueError
        If it is none, or speaks of another number of people.
    """
    if not all(callable(getattr(type(drift), name, None)) for name in _ASKED):
        raise ValueError(f"drift is {shown(drift)}; allowed: a Drift or a Lifestyle")
    if people is not None:
        for value in (*drift.at(0.0), drift.release(0.0), drift.output(0.0)):  # type: ignore[attr-defined]
            if np.shape(value) not in ((), (people,)):
                raise ValueError(
                    f"drift has shape {np.shape(value)}; allowed: one number for all, or ({people},)"
                )
    return drift  # type: ignore[return-value]


#: How fast, and how far, resistance grows in the story of the book (responses of muscle and liver; days).
COURSE = Drift().then(0, muscle=0.2, liver=0.64, days=1350)

#: Years of the story.
COURSE_YEARS = 15
