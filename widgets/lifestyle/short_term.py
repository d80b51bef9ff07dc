"""The body after some days of a way of living: then a meal, a glucose drink or a clamp."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from widgets.model import Clamp, Course, Person, clamp, meal, ogtt
from widgets.model.body.experiments import CLAMPED_GLUCOSE, MEAL_MINUTES
from widgets.model.body.health import DAILY_MEALS, DAY
from widgets.model.body.person import RESERVES, STATES
from widgets.model.solver.rodas import Stepper
from widgets.model.statement.limits import check_kind, check_state, shown
from widgets.model.statement.parameters import Alterations, alterations, as_made, values

from .lifestyle import Lifestyle

#: Each day is solved; beyond this, `widgets.model.body.years` is the tool.
LONGEST = 120


@dataclass(frozen=True)
class BodyThen:
    """A body on a morning; made by :func:`body_after`.

    Attributes
    ----------
    life : Lifestyle
    days : int
        Days lived.
    reserve : float
        Beta-cell reserve.
    start : ndarray, shape (10,)
        State of the first morning.
    alterations : tuple
        Parameters of the model that were altered when this was made.
    """

    life: Lifestyle
    days: int
    reserve: float
    start: np.ndarray
    alterations: Alterations = field(default_factory=alterations, repr=False)

    @cached_property
    def person(self) -> Person:
        """The person, as muscle and liver listen on this morning."""
        return self._person(self.days)

    def _person(self, moment: float) -> Person:
        muscle, liver, release, output = map(float, self.life.responses(moment))
        return Person(muscle, liver, self.reserve, release, output)

    @cached_property
    @as_made
    def morning(self) -> np.ndarray:
        """State before breakfast, shape (10,)."""
        state = self.start.copy()
        for today in range(self.days):
            state = self._next_morning(state, today + 0.5)
        state.flags.writeable = False  # it is kept, and all that is asked later begins there
        return state

    def _next_morning(self, state: np.ndarray, noon: float) -> np.ndarray:
        """A day later; as in the years, the responses to insulin are those of noon."""
        body = self._person(noon).body()
        stepper, stomach = (
            Stepper(body.functions, body.constants),
            body.functions.states.index("q1"),
        )
        state = state.copy()
        ends = (*(minute for minute, _ in DAILY_MEALS[1:]), DAY)
        for (minute, grams), end in zip(DAILY_MEALS, ends, strict=True):
            state[stomach] += 1000 * grams * self.life.portion(noon)
            state = stepper.run(state, minute, end)
        return state

    def state(self, name: str) -> float:
        """One state of the morning.

        Raises
        ------
        ValueError
            If the equations have no such state.
        """
        return float(Course(np.zeros(1), self.morning[:, None], self.person.body()).state(name)[0])

    @property
    def glucose_mgdl(self) -> float:
        """Fasting glucose, mg/dL."""
        return self.state("G")

    @property
    def insulin_uUml(self) -> float:
        """Fasting insulin, µU/mL."""
        return self.state("I")

    @property
    @as_made
    def production(self) -> float:
        """Glucose that the fasting liver makes, mg/kg/min."""
        this_morning = Course(np.zeros(1), self.morning[:, None], self.person.body())
        per_kilogram = values("book")["V_G"]  # the equations count in mg/dL/min
        return float(this_morning.quantity("HGP")[0] * per_kilogram)

    @property
    @as_made
    def suppression(self) -> float:
        """Share of the fasting liver's glucose production that insulin stops in a clamp, 0 to 1."""
        return float(1 - self.clamp().production / self.production)

    @as_made
    def meal(self, grams: float = 60.0, minutes: int = MEAL_MINUTES) -> Course:
        """A meal then. See :func:`widgets.model.meal`."""
        return meal(self.person, grams, minutes, self.morning)

    @as_made
    def ogtt(self, minutes: int = 180) -> Course:
        """A glucose drink then. See :func:`widgets.model.ogtt`."""
        return ogtt(self.person, minutes, self.morning)

    @as_made
    def clamp(self, insulin_rate: float = 1.0, glucose_mgdl: float = CLAMPED_GLUCOSE) -> Clamp:
        """A clamp then. See :func:`widgets.model.clamp`."""
        return clamp(self.person, insulin_rate, glucose_mgdl, self.morning)


def body_after(
    life: Lifestyle, days: int, reserve: float = RESERVES["robust"], start: np.ndarray | None = None
) -> BodyThen:
    """Live some days, each solved, and hand over the body of the morning after.

    Parameters
    ----------
    life : Lifestyle
        One edge of it (``life``, ``life.low`` or ``life.high``).
    days : int
        How many days, 0 to 120.
    reserve : float
        Beta-cell reserve, as in :class:`widgets.model.Person`.
    start : ndarray, shape (10,), optional
        State of the first morning. Default: the healthy body with this reserve.

    Returns
    -------
    BodyThen

    Raises
    ------
    ValueError
        If `days` is not a whole number within range, or `life` is a band.
    """
    whole = isinstance(days, int | np.integer) and not isinstance(days, bool)
    if not whole or not 0 <= days <= LONGEST:
        raise ValueError(f"days is {shown(days)}; allowed: a whole number from 0 to {LONGEST} days")
    if check_kind("life", life, Lifestyle, "a Lifestyle").edge == "band":
        raise ValueError("edge of the lifestyle is 'band'; allowed: low, central, high")
    person = Person(reserve=reserve)
    first = person.healthy_start() if start is None else check_state("start", start, STATES)
    return BodyThen(life, int(days), person.reserve, first)
