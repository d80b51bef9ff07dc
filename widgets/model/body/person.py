"""A person: what muscle, liver and beta cells answer, the allowed ranges, and the bodies they start from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from widgets.model.body.health import healthy_state
from widgets.model.solver.solve import SCALES, Body
from widgets.model.statement.equations import system
from widgets.model.statement.limits import GLUCOSE, INSULIN, Limits, check_kind, check_name
from widgets.model.statement.parameters import values


@dataclass(frozen=True)
class Range:
    """Allowed values of one setting: the limits, the value in health, and the unit."""

    lowest: float
    highest: float
    reference: float
    unit: str
    meaning: str

    @property
    def limits(self) -> Limits:
        """The limits alone."""
        return Limits(self.lowest, self.highest, self.unit)

    def check(self, name: str, value: float) -> float:
        """`value` as a float.

        Raises
        ------
        ValueError
            If it is not a finite number within the limits; names the setting, the value, the unit and the limits.
        """
        return self.limits.check(f"{name} ({self.meaning})", value)

    def check_all(self, name: str, values: object) -> np.ndarray:
        """`values` as an array of floats; refused as by :meth:`check`."""
        return self.limits.check_all(f"{name} ({self.meaning})", values)

    def check_each(self, name: str, values: object) -> float | np.ndarray:
        """`values` as by :meth:`check_all`, but one that stands alone as a float."""
        return self.limits.check_each(f"{name} ({self.meaning})", values)


RANGES: dict[str, Range] = {
    "muscle": Range(0.1, 2.0, 1.0, "1", "response of muscle to insulin, 1 = health"),
    "liver": Range(0.1, 3.0, 1.0, "1", "response of the liver to insulin, 1 = health"),
    "reserve": Range(0.4, 1.4, 1.4, "1", "beta-cell reserve, 1.4 = robust"),
    "release": Range(0.2, 4.0, 1.0, "1", "release of insulin at the same glucose, 1 = health"),
    "output": Range(0.3, 1.5, 1.0, "1", "output of the liver at the same insulin, 1 = health"),
    "grams": Range(0.0, 150.0, 75.0, "g", "carbohydrate of a meal"),
}

#: Beta-cell reserve of three people. What load the susceptible one can carry is fitted (``I_0``, to the course of type
#: 2 diabetes); the average one comes to prediabetes on that course.
RESERVES = {"robust": 1.4, "average": 0.84, "susceptible": 0.46}

_IMPOSSIBLE = 1e4  # times the scale of a state: what no experiment comes to


def _state_limits(name: str, unit: str) -> Limits:
    measured = {"G": (1.0, GLUCOSE.highest), "I": (INSULIN.lowest, INSULIN.highest)}
    most = _IMPOSSIBLE * SCALES[name]
    least = -most if name == "gamma" else 0.0  # the dose response shifts both ways
    return Limits(*measured.get(name, (least, most)), unit)


#: What each state of the book's equations can be at a start, in the order of the rows.
STATES: dict[str, Limits] = {
    state.name: _state_limits(state.name, state.unit) for state in system("book").states
}


@dataclass(frozen=True)
class Person:
    """A person of the model. Not of you.

    Parameters
    ----------
    muscle : float
        Response of muscle to insulin, relative to health (1).
    liver : float
        Response of the liver to insulin, relative to health (1).
    reserve : float
        Beta-cell reserve: 1.4 robust, 0.84 average, 0.46 susceptible.
    release : float
        Release of insulin at the same glucose, relative to health (1).
    output : float
        Glucose that the liver gives out at the same insulin, relative to health (1).

    Raises
    ------
    ValueError
        If a value is outside :data:`RANGES`.
    """

    muscle: float = 1.0
    liver: float = 1.0
    reserve: float = RESERVES["robust"]
    release: float = RANGES["release"].reference
    output: float = RANGES["output"].reference

    def __post_init__(self) -> None:
        for name in ("muscle", "liver", "reserve", "release", "output"):
            object.__setattr__(self, name, RANGES[name].check(name, getattr(self, name)))

    @classmethod
    def named(cls, name: str, muscle: float = 1.0, liver: float = 1.0) -> Person:
        """A ``"robust"``, ``"average"`` or ``"susceptible"`` person."""
        return cls(muscle, liver, RESERVES[check_name("person", name, RESERVES)])

    @property
    def sensitivity(self) -> float:
        """Insulin sensitivity si of the equations."""
        return self.muscle * values("book")["si_0"]

    @property
    def drivers(self) -> tuple[float, ...]:
        """What the equations of the ``book`` preset ask of a person, in their order."""
        return self.sensitivity, self.liver, self.reserve, self.release, self.output

    def body(self) -> Body:
        """The equations, bound to this person."""
        return Body.of("book", *self.drivers)

    def healthy_start(self) -> np.ndarray:
        """State before breakfast of the healthy body with this beta-cell reserve, shape (10,)."""
        return healthy_state(self.reserve)

    def fasting(self) -> np.ndarray:
        """State after a night's fast at this setting, *this week*: fast states at rest, slow ones as in health.

        Returns
        -------
        ndarray, shape (10,)
        """
        return self.body().at_rest(self.healthy_start())


def check_person(person: object) -> Person:
    """`person` itself.

    Raises
    ------
    ValueError
        If it is none.
    """
    return check_kind("person", person, Person, "a Person")
