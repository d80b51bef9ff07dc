"""Where a drink of glucose goes: by organ and minute, with all of insulin's help, a part of it, or none.

A thought experiment on the healthy body of the ``book`` preset. The pancreas answers the drink as ever, but from
the first sip on the cells hear only a share of its insulin: muscle and fat open less, and the liver holds back less.
Insulin itself keeps its healthy course, so that nothing makes up for the loss: the equations are those of ``traced``
(:mod:`widgets.model.statement.equations`), and the browser solves the same (``widgets/model/browser/uptake.js``).

The glucose of the drink is followed as a tracer would: it mixes with the blood's, and each organ takes of both alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from widgets.model.body.experiments import (
    CLAMPED,
    CLAMPED_GLUCOSE,
    MEAL_MINUTES,
    OGTT_GRAMS,
    Course,
)
from widgets.model.body.person import RANGES, Person, Range
from widgets.model.solver.solve import Body
from widgets.model.statement.equations import TAKERS
from widgets.model.statement.limits import INSULIN, MINUTES, Limits
from widgets.model.statement.parameters import values

#: Share of insulin that the cells hear: the allowed values.
HEARD: dict[str, Range] = {
    "heard": Range(0.0, 1.0, 1.0, "1", "share of insulin that the cells hear")
}

#: Who takes glucose from the blood, each by its flow ``F_…`` of the equations.
FROM_BLOOD: tuple[str, ...] = tuple(flow.name.removeprefix("F_") for flow in TAKERS)

#: Where the glucose of the drink can be; liver and gut have what they kept at once as well.
PLACES: tuple[str, ...] = (*FROM_BLOOD, "blood", "gut")


@dataclass(frozen=True)
class Uptake:
    """What became of a drink of glucose, minute by minute.

    Attributes
    ----------
    heard : float
        Share of insulin that the cells heard, 0 to 1.
    grams : float
        Glucose of the drink.
    minutes, glucose_mgdl : ndarray, shape (n,)
    flows : dict of str to ndarray, shape (n,)
        Glucose by flow (``"muscle"``, ``"made"``, …), mg/min, that of the drink and that of the body together.
    places : dict of str to ndarray, shape (n,)
        Grams of the drink in each of :data:`PLACES`; ``"gut"`` is what has not been absorbed. They add up to the drink.
    """

    heard: float
    grams: float
    minutes: np.ndarray
    glucose_mgdl: np.ndarray
    flows: dict[str, np.ndarray]
    places: dict[str, np.ndarray]

    def at(self, minute: float) -> dict[str, float]:
        """Grams of the drink in each place at one minute.

        Raises
        ------
        ValueError
            If the minute is outside the experiment.
        """
        minute = Limits(self.minutes[0], self.minutes[-1], "min").check("minute", minute)
        return {
            place: float(np.interp(minute, self.minutes, held))
            for place, held in self.places.items()
        }

    def made_grams(self) -> float:
        """Glucose that the liver gave out over the whole time, g."""
        return float(np.trapezoid(self.flows["made"], self.minutes)) / 1000


def uptake(heard: float = 1.0, grams: float = OGTT_GRAMS, minutes: int = MEAL_MINUTES) -> Uptake:
    """Follow a drink of glucose through the body.

    Parameters
    ----------
    heard : float
        Share of insulin that the cells hear from the first sip on, 0 (none) to 1 (health).
    grams : float
        Glucose of the drink, 0 to 150 g.
    minutes : int
        Length.

    Returns
    -------
    Uptake
        One value a minute.

    Raises
    ------
    ValueError
        If a value is outside its range.
    """
    heard = HEARD["heard"].check("heard", heard)
    grams = RANGES["grams"].check("grams", grams)
    minutes = MINUTES.check_whole("minutes", minutes)
    person, grid = Person(), np.arange(minutes + 1.0)
    body = Body.of("traced", *person.drivers, heard)
    fasting = dict(zip(person.body().functions.states, person.fasting(), strict=True))
    first = fasting | {"q1": 1000 * grams, "G_e": fasting["G"]}
    start = np.array([first.get(name, 0.0) for name in body.functions.states])
    course = Course(grid, body.solve(start, grid), body)
    return Uptake(heard, grams, grid, course.state("G_e"), _by_organ(course), _places(course))


def _by_organ(course: Course) -> dict[str, np.ndarray]:
    """The flows under the names of the organs."""
    return {name.removeprefix("F_"): flow for name, flow in course.flows.items()}


def _places(course: Course) -> dict[str, np.ndarray]:
    """Where the drink is, in grams."""
    space = course.body.parameters["BW"] * course.body.parameters["V_G"]
    milligrams = {name: course.state(f"T_{name}") for name in FROM_BLOOD}
    milligrams["liver"] = milligrams["liver"] + course.state("T_kept")
    milligrams["blood"] = course.state("D") * space
    milligrams["gut"] = course.state("q1") + course.state("q2")
    return {place: amount / 1000 for place, amount in milligrams.items()}


def clamped(
    insulin_uUml: Sequence[float] | np.ndarray, glucose_mgdl: float = CLAMPED_GLUCOSE
) -> dict[str, np.ndarray]:
    """What each organ of the healthy body takes while insulin and glucose are held: a clamp, organ by organ.

    Parameters
    ----------
    insulin_uUml : sequence of float
        Levels of insulin: what the body releases at this glucose, and what is infused besides. A lower level is the
        body's own, held back.
    glucose_mgdl : float
        Glucose that is held.

    Returns
    -------
    dict of str to ndarray, shape (levels,)
        The flows from the blood, and ``"made"`` by the liver, mg/kg/min.

    Raises
    ------
    ValueError
        If a level is outside its range.
    """
    insulin_uUml = Limits(0.0, INSULIN.highest, INSULIN.unit).check_all(
        "insulin_uUml", insulin_uUml
    )
    if insulin_uUml.ndim != 1:
        raise ValueError(
            f"insulin_uUml has shape {insulin_uUml.shape}; allowed: (levels,), at least one"
        )
    glucose_mgdl = CLAMPED.check("glucose_mgdl", glucose_mgdl)
    body, weight = Person().body(), values("book")["BW"]
    still = body.resting_at(glucose_mgdl, Person().healthy_start())
    states = np.repeat(still[:, None], len(insulin_uUml), axis=1)
    states[body.place("X")] = insulin_uUml
    # What is infused reaches the liver with the rest of the blood; what the body releases, by the liver's own vein too.
    states[body.place("I")] = np.minimum(insulin_uUml, still[body.place("I")])
    flows = _by_organ(Course(np.arange(len(insulin_uUml)), states, body))
    return {name: flows[name] / weight for name in (*FROM_BLOOD, "made")}
