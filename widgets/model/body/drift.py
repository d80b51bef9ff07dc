"""How two sensitivities change over years: the response of muscle and of the liver to insulin.

The browser has the same course in closed form (``widgets/model/browser/course.js``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from widgets.model.body.person import RANGES
from widgets.model.statement.limits import Limits, check_finite, shown

Number = float | np.ndarray

_DAYS = Limits(0.0, np.inf, "days")


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
        If a response is outside :data:`widgets.model.RANGES`.
    """

    muscle: Number = 1.0
    liver: Number = 1.0
    changes: tuple[Change, ...] = ()

    def __post_init__(self) -> None:
        RANGES["muscle"].check_all("muscle", self.muscle)
        RANGES["liver"].check_all("liver", self.liver)

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
        RANGES["muscle"].check_all("muscle", muscle)
        RANGES["liver"].check_all("liver", liver)
        livers = days if liver_days is None else liver_days
        for name, constant in (("days", days), ("liver_days", livers)):
            if check_finite(name, constant) <= 0:
                raise ValueError(f"{name} is {shown(constant)} days; allowed: more than 0 days")
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

    def at(self, day: float) -> tuple[Number, Number]:
        """Responses of muscle and liver on a day (days from the start).

        Raises
        ------
        ValueError
            If `day` is before the start, or no number.
        """
        _DAYS.check("day", day)
        muscle, liver = self.muscle, self.liver
        for change, end in zip(self.changes, (*self.breaks, np.inf)[1:], strict=True):
            if day <= change.day:
                break
            passed = min(day, end) - change.day
            muscle = change.muscle + (muscle - change.muscle) * np.exp(-passed / change.muscle_days)
            liver = change.liver + (liver - change.liver) * np.exp(-passed / change.liver_days)
        return muscle, liver


#: How fast, and how far, resistance grows in the story of the book (responses of muscle and liver; days).
COURSE = Drift().then(0, muscle=0.2, liver=0.64, days=1350)

#: Years of the story.
COURSE_YEARS = 15
