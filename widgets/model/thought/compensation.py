"""What the pancreas does about resistance: this week, after weeks, after years.

Resistance grows as in the story of the book (:data:`widgets.model.body.drift.COURSE`): the liver follows muscle along
that line. A body that has just become resistant has the slow states of health: only glucose drives its beta cells.
After weeks their dose response has shifted (gamma); after years capacity and mass (sigma, b) have followed.

``python -m widgets.model.thought.compensation`` computes ``compensation.csv`` again (a few minutes): fasting values
over resistance, for the curves of the explorer. A test computes rows of it afresh.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

import numpy as np

from widgets.model.body.drift import COURSE, Drift
from widgets.model.body.experiments import Course, day
from widgets.model.body.person import RANGES, RESERVES, Person, check_person
from widgets.model.body.years import YEAR, years
from widgets.model.statement.limits import Limits, check_name
from widgets.model.statement.parameters import Alterations, alterations, as_made
from widgets.model.statement.units import UNIT

PATH = Path(__file__).parent / "compensation.csv"

#: Days that a body has lived with its resistance. At 0 its slow states are those of health.
DAYS: dict[str, float] = {"week": 0.0, "weeks": 28.0, "years": 10 * YEAR}

#: Resistance of muscle: how many times the insulin of health it needs for the same uptake.
RESISTANCES = np.round(np.arange(1.0, 6.01, 0.2), 1)

#: Resistance that a person can have: from muscle that answers twice as well as in health to a tenth of that.
RESISTANCE = Limits(1 / RANGES["muscle"].highest, 1 / RANGES["muscle"].lowest, "1")

COLUMNS = ("person", "time", "resistance", "glucose_mgdl", "insulin_uUml", "release", "secretion")


def liver_beside(muscle: float | np.ndarray) -> float | np.ndarray:
    """Response of the liver that goes with a response of muscle, on the line of the book's course.

    Parameters
    ----------
    muscle : float or ndarray
        Relative to health (1).
    """
    (end,) = COURSE.changes
    return 1 - (1 - end.liver) * (1 - muscle) / (1 - end.muscle)


def resistant(resistance: float, reserve: float = RESERVES["robust"]) -> Person:
    """A person whose muscle needs `resistance` times the insulin of health, the liver beside it.

    Parameters
    ----------
    resistance : float
        1 is health; 2 is a response of one half.
    reserve : float
        Beta-cell reserve, as in :class:`Person`.

    Raises
    ------
    ValueError
        If the resistance or the reserve is outside its range.
    """
    resistance = RESISTANCE.check("resistance", resistance)
    return Person(1 / resistance, float(liver_beside(1 / resistance)), reserve)


@dataclass(frozen=True)
class Compensation:
    """A body that has lived for some time with its resistance.

    Attributes
    ----------
    person : Person
    morning : ndarray, shape (10,)
        State before breakfast.
    alterations : tuple
        Parameters that were altered when this was made.
    """

    person: Person
    morning: np.ndarray
    alterations: Alterations = field(default_factory=alterations, repr=False)

    @cached_property
    @as_made
    def day(self) -> Course:
        """A day of meals from that morning."""
        return day(self.person, start=self.morning)

    @as_made
    def _at_start(self, name: str) -> float:
        return float(
            Course(np.zeros(1), self.morning[:, None], self.person.body()).quantity(name)[0]
        )

    @cached_property
    @as_made
    def _healthy(self) -> Compensation:
        healthy = Person(reserve=self.person.reserve)
        return Compensation(healthy, healthy.fasting())

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
    def release(self) -> float:
        """Insulin released in the fasting body, relative to health."""
        return self._at_start("S") / self._healthy._at_start("S")

    @property
    def removal(self) -> float:
        """By how many times slower removal raises fasting insulin: what release does not explain."""
        return self.insulin_uUml / self._healthy.insulin_uUml / self.release

    @property
    def secretion(self) -> float:
        """Insulin released in a day of meals, U."""
        return float(np.trapezoid(self.day.quantity("S"), self.day.minutes)) / UNIT

    @property
    def parts(self) -> str:
        """Release and removal as text."""
        return f"release {self.release:.2f} times, removal {self.removal:.2f} times"


def compensation(person: Person, time: str = "week") -> Compensation:
    """Let a person live with their resistance, and look at the morning after.

    Parameters
    ----------
    person : Person
        For example :func:`resistant`.
    time : {"week", "weeks", "years"}
        How long: see :data:`DAYS`.

    Returns
    -------
    Compensation

    Raises
    ------
    ValueError
        If `time` is unknown.
    """
    check_person(person)
    if not DAYS[check_name("time", time, DAYS)]:
        return Compensation(person, person.fasting())
    life = years(person, Drift(person.muscle, person.liver), DAYS[time] / YEAR)
    return Compensation(person, life.mornings[-1, :, 0])


def _compute() -> list[list[object]]:
    """The table: people, times and resistances, one row each."""
    rows: list[list[object]] = []
    for name, reserve in RESERVES.items():
        bodies = [resistant(float(resistance), reserve) for resistance in RESISTANCES]
        for time in DAYS:
            mornings = _mornings(bodies, time)
            for resistance, body, morning in zip(RESISTANCES, bodies, mornings, strict=True):
                then = Compensation(body, morning)
                numbers = then.glucose_mgdl, then.insulin_uUml, then.release, then.secretion
                rows.append([name, time, f"{resistance:.1f}", *(f"{x:.5g}" for x in numbers)])
    return rows


def _mornings(bodies: list[Person], time: str) -> list[np.ndarray]:
    """Mornings of many people of one reserve, solved together."""
    if not DAYS[time]:
        return [body.fasting() for body in bodies]
    drift = Drift(np.array([b.muscle for b in bodies]), np.array([b.liver for b in bodies]))
    life = years(np.array([b.reserve for b in bodies]), drift, DAYS[time] / YEAR)
    return list(life.mornings[-1].T)


@cache
def compensation_table() -> list[dict[str, str]]:
    """Rows of ``compensation.csv``: fasting values, release relative to health, U of insulin in a day."""
    with PATH.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    with PATH.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *_compute()])
    print(f"wrote {PATH.name}")
