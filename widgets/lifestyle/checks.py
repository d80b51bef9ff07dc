"""What studies measured, and what the model shows after the same days of the same way of living.

Each row of ``checks.csv`` says who lived how, for how many days, and what is measured then; :data:`MEASURES` are the
things that can be measured. The effects were judged from these studies, so that passing is calibration, not prediction;
the numbers of rows 11 and 12 chose nothing. A row that is not met stands in the factor's ``mismatch``.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path

import numpy as np

from widgets.model import Drift, bolus, convert, day, sampled, years
from widgets.model.body.health import DAILY_MEALS
from widgets.model.body.person import RESERVES
from widgets.model.evidence.targets import CheckedTargets, Target
from widgets.model.statement.parameters import remembered

from .lifestyle import Lifestyle
from .loading import factors
from .short_term import BodyThen, body_after

PATH = Path(__file__).parent / "checks.csv"

#: The person of the book who comes to diabetes. Insulin stops 46% of their liver's glucose; 43% in Counterpoint.
DIABETES_RESERVE = RESERVES["susceptible"]


#: People of the checks.
HEALTHY, EARLY_DIABETES = "healthy", "early diabetes"


@dataclass(frozen=True)
class Check(Target):
    """One row of ``checks.csv``: a target, and the days of living after which it is measured.

    Attributes
    ----------
    people : {"healthy", "early diabetes"}
        Who lives: the healthy robust body, or that of :func:`early_diabetes`.
    settings : dict of str to float
        Factors at values other than their reference.
    until : float
        Day on which they end; infinity where they are kept.
    days : int
        Day of the measurement.
    measure : str
        What is measured: one of :data:`MEASURES`.
    """

    people: str = HEALTHY
    settings: Mapping[str, float] = field(default_factory=dict, hash=False)
    until: float = math.inf
    days: int = 0
    measure: str = ""

    def __post_init__(self) -> None:
        people = (HEALTHY, EARLY_DIABETES)
        for name, allowed in (("people", people), ("measure", tuple(MEASURES))):
            value = getattr(self, name)
            if value not in allowed:
                raise ValueError(
                    f"{PATH.name}, {self.key}: {name} is {value!r}; allowed: {', '.join(allowed)}"
                )


@cache
def checks() -> tuple[Check, ...]:
    """All rows of ``checks.csv``."""
    with PATH.open(encoding="utf-8") as file:
        return tuple(_row(row) for row in csv.DictReader(file))


def _row(row: dict[str, str]) -> Check:
    limits = {name: float(row[name]) if row[name] else None for name in ("lowest", "highest")}
    settings = dict(setting.split("=") for setting in row["settings"].split())
    numbers = {
        "number": int(row["number"]),
        "settings": {factor: float(value) for factor, value in settings.items()},
        "until": float(row["until"] or math.inf),
        "days": int(row["days"]),
    }
    return Check(**row | limits | numbers)  # type: ignore[arg-type]


@remembered
def early_diabetes() -> tuple[Lifestyle, np.ndarray]:
    """A person with early type 2 diabetes as in Counterpoint: 103 kg, fasting glucose 9.2 mmol/L, the liver fatty.

    Returns
    -------
    Lifestyle
        Nothing set; its `base` holds the responses of muscle and liver.
    ndarray, shape (10,)
        State before breakfast.
    """
    course = Drift().then(0, 0.2, 0.2, 400)
    life = years(np.array([DIABETES_RESERVE]), course, 6)
    year = life.onset(life.fasting_glucose_mgdl, 9.2 / convert(1, "glucose", "mmol/L"))
    muscle, liver = life.value(life.muscle, year), life.value(life.liver, year)
    return Lifestyle(Drift(muscle, liver), weight_kg=103, diabetes=True), life.morning(year)


@dataclass(frozen=True)
class Comparison:
    """The same people after the same days, living as a row says (`life`) and without it; each body solved when asked.

    Attributes
    ----------
    life : Lifestyle
    days : int
    reserve : float
        Beta-cell reserve.
    start : ndarray of shape (10,), or None
        State of the first morning; None is the healthy body.
    """

    life: Lifestyle
    days: int
    reserve: float
    start: np.ndarray | None

    @cached_property
    def body(self) -> BodyThen:
        """The body that lived so."""
        return body_after(self.life, self.days, self.reserve, self.start)

    @cached_property
    def without(self) -> BodyThen:
        """The body that did not."""
        life = replace(self.life, settings=())
        return body_after(life, self.days, self.reserve, self.start)

    @property
    def energy(self) -> float:
        """What is eaten and spent differently, kcal/d."""
        return self.life.extra_energy(self.days)

    @property
    def gained_kg(self) -> float:
        """Weight gained."""
        return self.life.weight(self.days) - self.life.weight(0)

    def clamp_ratio(self) -> float:
        """The clamp's M, of that without."""
        return self.body.clamp().glucose_infusion / self.without.clamp().glucose_infusion

    def peak_change(self) -> float:
        """Change of the day's highest glucose, mg/dL."""
        return self._peak(self.body) - self._peak(self.without)

    def first_phase_ratio(self) -> float:
        """First answer of the beta cells to glucose in a vein, of that without."""
        return self._first_phase(self.body) / self._first_phase(self.without)

    @staticmethod
    def _first_phase(body: BodyThen) -> float:
        fasting = body.glucose_mgdl, body.insulin_uUml
        return sampled(bolus(body.person, start=body.morning), fasting).first_phase

    @staticmethod
    def _peak(body: BodyThen) -> float:
        portion = body.life.portion(body.days)
        meals = [(minute, grams * portion) for minute, grams in DAILY_MEALS]
        return float(day(body.person, meals, body.morning).glucose_mgdl.max())


def _percent(ratio: float) -> float:
    return 100 * (ratio - 1)


def _fat_percent(organ: str, of_start: float) -> float:
    """Fat of an organ, percent, of people who began with that of early type 2 diabetes."""
    return getattr(factors().organ_fat, organ).start_percent * of_start


#: What a row can measure, from the comparison; glucose in mg/dL, which a row in mmol/L converts.
MEASURES: dict[str, Callable[[Comparison], float]] = {
    "glucose": lambda c: c.body.glucose_mgdl,
    "glucose change": lambda c: c.body.glucose_mgdl - c.without.glucose_mgdl,
    "peak change": Comparison.peak_change,
    "glucose ratio": lambda c: c.body.glucose_mgdl / c.without.glucose_mgdl,
    "output ratio": lambda c: c.body.production / c.without.production,
    "insulin ratio": lambda c: c.body.insulin_uUml / c.without.insulin_uUml,
    "first phase ratio": Comparison.first_phase_ratio,
    "clamp change": lambda c: _percent(c.clamp_ratio()),
    "suppression": lambda c: 100 * c.body.suppression,
    "muscle": lambda c: c.body.person.muscle / c.without.person.muscle,
    "muscle change": lambda c: _percent(c.body.person.muscle / c.without.person.muscle),
    "liver": lambda c: c.body.person.liver / c.without.person.liver,
    "liver change": lambda c: _percent(c.body.person.liver / c.without.person.liver),
    "liver fat": lambda c: c.life.liver_fat(c.days),
    "liver fat percent": lambda c: _fat_percent("liver", c.life.liver_fat(c.days)),
    "pancreas fat percent": lambda c: _fat_percent("pancreas", c.life.pancreas_fat(c.days)),
    "energy a kilogram": lambda c: c.days * c.energy / c.gained_kg,
    "energy a kilogram a day": lambda c: c.energy / c.gained_kg,
}


class Measurement:
    """Measures the rows on one edge of the effects' intervals.

    Parameters
    ----------
    edge : {"central", "low", "high"}
    """

    def __init__(self, edge: str = "central") -> None:
        self.edge = edge

    def measure(self, key: str) -> float:
        """What the model gives for one row.

        Raises
        ------
        KeyError
            If the table has no such key.
        """
        row = _check(key)
        value = MEASURES[row.measure](self.comparison(row))
        return float(convert(value, "glucose", row.unit) if row.unit == "mmol/L" else value)

    def comparison(self, row: Check) -> Comparison:
        """The lives that a row compares."""
        diabetic = row.people == EARLY_DIABETES
        life, start = early_diabetes() if diabetic else (Lifestyle(), None)
        life = replace(life.live_all(row.settings, end=row.until), edge=self.edge)
        reserve = DIABETES_RESERVE if diabetic else RESERVES["robust"]
        return Comparison(life, row.days, reserve, start)

    def in_diabetes(self, days: int) -> BodyThen:
        """The person with early diabetes after some days of living on."""
        life, start = early_diabetes()
        return body_after(replace(life, edge=self.edge), days, DIABETES_RESERVE, start)

    @property
    def counterpoint(self) -> BodyThen:
        """The same person after the week of Counterpoint."""
        return self.comparison(_check("counterpoint_glucose")).body


def _check(key: str) -> Check:
    rows = {row.key: row for row in checks()}
    return rows[key]


def check_lifestyle() -> CheckedTargets:
    """Measure every row on the model (some ten seconds)."""
    measurement = Measurement()
    return CheckedTargets([(row, measurement.measure(row.key)) for row in checks()])
