"""A fast of up to three days: what becomes of glucose and insulin while the liver's store of glycogen runs empty.

The equations are those of ``stored`` (:mod:`widgets.model.statement.equations`): the book's, and beside them a store
that a meal fills and a fast empties. On an ordinary day the healthy body never comes to where the store gives less than
it is asked for, so all other experiments leave it out. The store is taken as full as a night after an ordinary day of
the healthy body leaves it, whoever fasts.

After three days the brain lives more and more on ketones, which these equations do not have: there a fast ends.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from scipy.optimize import brentq

from widgets.model.body.experiments import OGTT_GRAMS, Course, first_state
from widgets.model.body.health import DAILY_MEALS, DAY
from widgets.model.body.person import RANGES, Person, check_person
from widgets.model.solver.solve import Body
from widgets.model.statement.limits import MINUTES, Limits
from widgets.model.statement.parameters import Alterations, alterations, as_made, remembered, values
from widgets.model.statement.units import HOUR

#: Hours since the last meal at which a fast is looked at first: in the morning, before what would have been breakfast.
NIGHT = (DAY - DAILY_MEALS[-1][0]) / HOUR

#: How long a fast may last, counted from the last meal.
FASTED = Limits(NIGHT, 72.0, "h")


class Hour(NamedTuple):
    """One hour of a fast: glucose, insulin, the liver's glycogen, and how much of its output is newly made."""

    glucose_mgdl: float
    insulin_uUml: float
    glycogen_g: float
    new_percent: float


@dataclass(frozen=True)
class Fast:
    """A fast, minute by minute, from its first morning on.

    Attributes
    ----------
    course : Course
        Its minute 0 is :data:`NIGHT` hours after the last meal; the state ``"Y"`` is the glycogen of the liver, g.
    alterations : tuple
        What :func:`widgets.model.altered` had changed when the fast was made.
    """

    course: Course
    alterations: Alterations

    @property
    def hours(self) -> np.ndarray:
        """Hours since the last meal, shape (n,)."""
        return NIGHT + self.course.minutes / HOUR

    @property
    def glycogen_g(self) -> np.ndarray:
        """Glycogen in the liver, g, shape (n,)."""
        return self.course.state("Y")

    @property
    def new_percent(self) -> np.ndarray:
        """How much of the liver's output is newly made and not from the store, percent, shape (n,)."""
        return 100 * np.minimum(1.0, self.course.quantity("N_G") / self.course.quantity("HGP"))

    def at(self, hour: float) -> Hour:
        """What stands so many hours after the last meal.

        Raises
        ------
        ValueError
            If the hour is outside the fast.
        """
        hour = Limits(self.hours[0], self.hours[-1], "h").check("hour", hour)
        series = (
            self.course.glucose_mgdl,
            self.course.insulin_uUml,
            self.glycogen_g,
            self.new_percent,
        )
        return Hour(*(float(np.interp(hour, self.hours, one)) for one in series))

    @as_made
    def drink(self, grams: float = OGTT_GRAMS, minutes: int = 180) -> Course:
        """A drink of glucose that ends the fast.

        Raises
        ------
        ValueError
            If a value is outside its range.
        """
        grams = RANGES["grams"].check("grams", grams)
        minutes = MINUTES.check_whole("minutes", minutes)
        grid = np.arange(minutes + 1.0)
        body = self.course.body
        return Course(grid, body.feed(self.course.states[:, -1], grid, [(0.0, grams)]), body)


def fast(
    hours: float = FASTED.highest, person: Person | None = None, start: np.ndarray | None = None
) -> Fast:
    """Go without food.

    Parameters
    ----------
    hours : float
        How long, counted from the last meal, 12 to 72.
    person : Person, optional
        Default: healthy and robust. Its `output` stands for a store that runs low, and counts for nothing here.
    start : ndarray, shape (10,), optional
        State of the book's equations to start from. Default: after a night's fast at this setting, this week.

    Returns
    -------
    Fast

    Raises
    ------
    ValueError
        If `hours` is outside :data:`FASTED`, or `start` is no state of the model.
    """
    hours = FASTED.check("hours", hours)
    person = Person() if person is None else check_person(person)
    body = _stored(person)
    first = _with_store(first_state(person, start), morning_store())
    grid = np.arange(round((hours - NIGHT) * HOUR) + 1.0)
    states = body.solve(first, grid) if grid.size > 1 else first[:, None]
    return Fast(Course(grid, states, body), alterations())


def _stored(person: Person) -> Body:
    """The equations with a store: it says itself what a low one withholds, so a smaller output counts for nothing."""
    return Body.of("stored", *replace(person, output=RANGES["output"].reference).drivers)


def _with_store(state: np.ndarray, glycogen_g: float) -> np.ndarray:
    """A state of the book's equations, as one of ``stored``."""
    names = Person().body().functions.states
    known = dict(zip(names, state.tolist(), strict=True)) | {"Y": glycogen_g}
    return np.array([known[name] for name in _stored(Person()).functions.states])


def ordinary_day(glycogen_g: float) -> Course:
    """An ordinary day of the healthy body that has so much glycogen before breakfast, with its store.

    Raises
    ------
    ValueError
        If the store cannot hold that much.
    """
    glycogen_g = Limits(0.0, values("book")["Y_m"], "g").check("glycogen_g", glycogen_g)
    person, grid = Person(), np.arange(DAY + 1.0)
    start, body = _with_store(person.healthy_start(), glycogen_g), _stored(person)
    return Course(grid, body.feed(start, grid, DAILY_MEALS), body)


@remembered
def morning_store() -> float:
    """Glycogen before breakfast that an ordinary day of the healthy body brings back, g."""

    def gained(glycogen_g: float) -> float:
        return ordinary_day(glycogen_g).state("Y")[-1] - glycogen_g

    return float(brentq(gained, 0.0, values("book")["Y_m"], xtol=1e-3))
