"""Tests that people know, done on the model: a meal, a day, a glucose drink, a clamp.

The browser does the same (``widgets/model/browser/index.js``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from widgets.model.body.health import DAILY_MEALS, DAY
from widgets.model.body.person import RANGES, STATES, Person, check_person
from widgets.model.solver.solve import METHODS, RTOL, Body
from widgets.model.statement import measures
from widgets.model.statement.limits import (
    MINUTES,
    Limits,
    check_finite,
    check_name,
    check_state,
    shown,
)
from widgets.model.statement.parameters import values
from widgets.model.statement.units import GRAM, HOUR

#: Glucose of an oral glucose tolerance test, grams.
OGTT_GRAMS = 75.0

#: Minutes for which a meal, or the drink of an explorer, is followed: by then a healthy body is back at rest.
MEAL_MINUTES = 240

#: What a clamp holds: glucose, and the rate at which insulin is infused.
CLAMPED, INFUSED = Limits(60.0, 180.0, "mg/dL"), Limits(0.0, 10.0, "mU/kg/min")
#: Glucose at which a clamp holds the blood unless said otherwise, mg/dL: as after a night (DeFronzo 1979).
CLAMPED_GLUCOSE = 90.0

#: Relative tolerance of a solver: no finer than the computer's numbers allow, no coarser than a course can be read.
TOLERANCE = Limits(1e-12, 0.01, "1")

#: Minutes between two mouthfuls of a meal that is eaten slowly.
MOUTHFUL = 5.0

#: Insulin of a dose-response curve: evenly on a logarithmic axis from 1 µU/mL on, so many points and so many a decade.
DOSES: dict[str, int] = {"points": 81, "per_decade": 30}


def grams_an_hour(parameters: Mapping[str, float]) -> float:
    """From a flow of glucose in mg/dL/min to grams an hour, in a whole body with these parameters."""
    return parameters["V_G"] * parameters["BW"] * HOUR / GRAM


@dataclass(frozen=True)
class Course:
    """What a body did, minute by minute.

    Attributes
    ----------
    minutes : ndarray, shape (n,)
    states : ndarray, shape (10, n)
        In the order of ``names``.
    body : Body
        The equations that ran.
    """

    minutes: np.ndarray
    states: np.ndarray
    body: Body

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the rows of `states`."""
        return self.body.functions.states

    def state(self, name: str) -> np.ndarray:
        """One state, shape (n,).

        Raises
        ------
        ValueError
            If the equations have no such state.
        """
        return self.states[self.names.index(check_name("state", name, self.names))]

    @property
    def glucose_mgdl(self) -> np.ndarray:
        """Glucose, mg/dL, shape (n,)."""
        return self.state("G")

    @property
    def insulin_uUml(self) -> np.ndarray:
        """Insulin, µU/mL, shape (n,)."""
        return self.state("I")

    def quantity(self, name: str) -> np.ndarray:
        """A named quantity of the equations, such as ``"HGP"`` or ``"Ra"``, shape (n,).

        Raises
        ------
        ValueError
            If the equations have no such quantity.
        """
        names = self.body.functions.quantity_names
        check_name("quantity", name, names)
        return self._rows(self.body.functions.quantities)[names.index(name)]

    def flow_gh(self, name: str) -> np.ndarray:
        """A flow that the equations state in mg/dL/min, such as ``"Ra"`` or ``"HGP"``, in g/h, shape (n,)."""
        return self.quantity(name) * grams_an_hour(self.body.parameters)

    @property
    def flows(self) -> dict[str, np.ndarray]:
        """Glucose by organ: each flow of the equations, such as ``"F_muscle"``, mg/min, of shape (n,)."""
        rows = self._rows(self.body.functions.flows)
        return dict(zip(self.body.functions.flow_names, rows, strict=True))

    def flow(self, name: str) -> np.ndarray:
        """One of :attr:`flows`, mg/min, shape (n,).

        Raises
        ------
        ValueError
            If the equations have no such flow.
        """
        return self.flows[check_name("flow", name, self.body.functions.flow_names)]

    def _rows(self, read: Callable) -> np.ndarray:
        """What a compiled function reads off the states, one column a minute."""
        columns = (read(y, self.body.constants, 0.0) for y in self.states.T.tolist())
        return np.array(list(columns)).T

    def at(self, *minutes: float) -> tuple[np.ndarray, np.ndarray]:
        """Glucose (mg/dL) and insulin (µU/mL) at the given minutes.

        Raises
        ------
        ValueError
            If a minute is outside the course.
        """
        asked = Limits(self.minutes[0], self.minutes[-1], "min").check_all("minute", minutes)
        return np.interp(asked, self.minutes, self.glucose_mgdl), np.interp(
            asked, self.minutes, self.insulin_uUml
        )

    def table(self, every: int = 30) -> str:
        """Minutes, glucose and insulin as text, one line every `every` minutes, rounded as a laboratory would."""
        every = MINUTES.check_whole("every", every)
        minutes = np.arange(self.minutes[0], self.minutes[-1] + 1, every)
        rows = [
            f"{minute:5.0f} min {glucose:5.0f} mg/dL {insulin:6.1f} µU/mL"
            for minute, glucose, insulin in zip(minutes, *self.at(*minutes), strict=True)
        ]
        return "\n".join(rows)


def portions(grams: float, minutes: float) -> list[tuple[float, float]]:
    """A meal that is eaten evenly over some time, as mouthfuls that :func:`feed` takes.

    Parameters
    ----------
    grams : float
        Carbohydrate of the whole meal.
    minutes : float
        How long eating lasts; 0 is all at once. In whole mouthfuls, one every five minutes.

    Returns
    -------
    list of (minute, grams)

    Raises
    ------
    ValueError
        If `grams` is outside its range, or `minutes` is negative or more than a day.
    """
    grams = RANGES["grams"].check("grams", grams)
    minutes = Limits(0.0, DAY, "min").check("minutes of eating", minutes)
    count = max(1, round(minutes / MOUTHFUL))
    return [(MOUTHFUL * i, grams / count) for i in range(count)]


def first_state(person: Person, start: np.ndarray | None) -> np.ndarray:
    """State that an experiment starts from: `start`, or after a night's fast at this setting, this week.

    Raises
    ------
    ValueError
        If `start` is no state of the model, shape (10,), or one of its states is outside :data:`STATES`.
    """
    if start is None:
        return person.fasting()
    return check_state("start", start, STATES)


def feed(
    person: Person,
    meals: Sequence[tuple[float, float]],
    minutes: int,
    start: np.ndarray | None = None,
    *,
    method: str = METHODS[0],
    rtol: float = RTOL,
) -> Course:
    """A body that eats.

    Parameters
    ----------
    person : Person
    meals : sequence of (minute, grams)
        Carbohydrate that reaches the stomach at that minute.
    minutes : int
        Length.
    start : ndarray, shape (10,), optional
        State to start from. Default: after a night's fast at this setting, this week.
    method : {"LSODA", "Radau", "BDF"}
        A stiff solver of :func:`scipy.integrate.solve_ivp`.
    rtol : float
        Relative tolerance of the solver, 1e-12 to 0.01.

    Returns
    -------
    Course
        One column a minute.

    Raises
    ------
    ValueError
        If an amount is outside its range, a meal outside the time, or the solver or its tolerance none of those.
    """
    minutes = MINUTES.check_whole("minutes", minutes)
    method = check_name("method", method, METHODS)
    rtol = TOLERANCE.check("rtol", rtol)
    meals = _checked_meals(meals, minutes)
    grid = np.arange(minutes + 1.0)
    body = check_person(person).body()
    first = first_state(person, start)
    return Course(grid, body.feed(first, grid, meals, method=method, rtol=rtol), body)


def _checked_meals(meals: object, minutes: int) -> list[tuple[float, float]]:
    try:
        pairs: list[tuple[Any, Any]] = [(minute, grams) for minute, grams in meals]  # type: ignore[attr-defined]
    except (TypeError, ValueError):
        allowed = "pairs of the minute and the grams of a meal"
        raise ValueError(f"meals is {shown(meals)}; allowed: {allowed}") from None
    checked = []
    for minute, grams in pairs:
        amount = RANGES["grams"].check("grams", grams)
        begin = check_finite("minute of a meal", minute)
        if not 0 <= begin < minutes:
            raise ValueError(
                f"minute of a meal is {shown(minute)} min; allowed: 0 up to {minutes} min"
            )
        checked.append((begin, amount))
    return checked


def meal(
    person: Person,
    grams: float = 60.0,
    minutes: int = MEAL_MINUTES,
    start: np.ndarray | None = None,
) -> Course:
    """A meal of `grams` of carbohydrate after a night's fast. See :func:`feed`."""
    return feed(person, [(0.0, grams)], minutes, start)


def ogtt(person: Person, minutes: int = 180, start: np.ndarray | None = None) -> Course:
    """The oral glucose tolerance test: 75 g after a night's fast. See :func:`feed`."""
    return feed(person, [(0.0, OGTT_GRAMS)], minutes, start)


def day(
    person: Person,
    meals: Sequence[tuple[float, float]] = DAILY_MEALS,
    start: np.ndarray | None = None,
) -> Course:
    """A day of meals, three times 60 g unless said. See :func:`feed`."""
    return feed(person, meals, int(DAY), start)


@dataclass(frozen=True)
class Clamp:
    """Result of a clamp, at its steady state.

    Attributes
    ----------
    insulin_uUml : float
        Insulin in the blood: what is infused, and what the body releases besides.
    glucose_infusion : float
        M: glucose that must be infused to hold glucose where it is, mg/kg/min.
    uptake, production : float
        Glucose that the body uses, and that its liver still makes, mg/kg/min.
    """

    insulin_uUml: float
    glucose_infusion: float
    uptake: float
    production: float


def clamp(
    person: Person,
    insulin_rate: float = 1.0,
    glucose_mgdl: float = CLAMPED_GLUCOSE,
    start: np.ndarray | None = None,
) -> Clamp:
    """The hyperinsulinemic euglycemic clamp (DeFronzo 1979), at its steady state.

    Insulin is infused at a fixed rate, glucose at whatever rate holds it still. The more glucose that takes,
    the better the body listens. The beta cells go on releasing what this glucose asks of them; in people insulin
    itself holds them back a little.

    Parameters
    ----------
    person : Person
    insulin_rate : float
        mU/kg/min, 0 to 10.
    glucose_mgdl : float
        Glucose to hold, 60 to 180 mg/dL.
    start : ndarray, shape (10,), optional
        State before breakfast. Default: after a night's fast at this setting, this week.

    Raises
    ------
    ValueError
        If a value is outside its range.
    """
    insulin_rate = INFUSED.check("insulin_rate", insulin_rate)
    glucose_mgdl = CLAMPED.check("glucose_mgdl", glucose_mgdl)
    preset = values("book")
    infused = 1000 * insulin_rate * preset["BW"] / (preset["V_I"] * preset["k_I"])
    body = check_person(person).body()
    state = body.resting_at(glucose_mgdl, first_state(person, start))
    # Infused insulin arrives in an arm: it reaches all organs, and the liver's own vein not before them.
    state[body.place("X")] += infused
    held = Course(np.zeros(1), state[:, None], body)
    uptake = float(preset["EG0"] + held.quantity("U")[0]) * glucose_mgdl * preset["V_G"]
    production = float(held.quantity("HGP")[0]) * preset["V_G"]
    return Clamp(float(state[body.place("X")]), uptake - production, uptake, production)


def stages(person: Person, start: np.ndarray | None = None) -> dict[str, str]:
    """Stage by each criterion of a glucose tolerance test: ``{"fasting": ..., "two_hour": ...}``."""
    (fasting, two_hours), _ = ogtt(person, 120, start).at(0, 120)
    return {
        "fasting": measures.stage("fasting", fasting),
        "two_hour": measures.stage("two_hour", two_hours),
    }
