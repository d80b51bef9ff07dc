"""What studies measured, and what the model shows after the same days of the same way of living.

The effects were judged from these studies, so that passing is calibration, not prediction. A row that is not met stands
in the factor's ``mismatch``.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from functools import cache, cached_property
from pathlib import Path

import numpy as np

from widgets.model import Drift, clamp, convert, day, years
from widgets.model.body.health import DAILY_MEALS
from widgets.model.body.person import RESERVES
from widgets.model.evidence.targets import CheckedTargets, Target

from .lifestyle import Lifestyle
from .short_term import BodyThen, body_after

PATH = Path(__file__).parent / "checks.csv"

#: The person of the book who comes to diabetes. Insulin stops 41% of their liver's glucose; 43% in Counterpoint.
DIABETES_RESERVE = RESERVES["susceptible"]
_YEAR = 365


@cache
def checks() -> tuple[Target, ...]:
    """All rows of ``checks.csv``."""
    with PATH.open(encoding="utf-8") as file:
        return tuple(_row(row) for row in csv.DictReader(file))


def _row(row: dict[str, str]) -> Target:
    limits = {name: float(row[name]) if row[name] else None for name in ("lowest", "highest")}
    return Target(**row | {"number": int(row["number"])} | limits)  # type: ignore[arg-type]


@cache
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
    morning = np.array(
        [life.value(life.mornings[:, i], year) for i in range(life.mornings.shape[1])]
    )
    morning[:2] = 0  # stomach and gut are empty before breakfast
    return Lifestyle(base=Drift(muscle, liver), weight_kg=103, diabetes=True), morning


class Measurement:
    """Measures every row on one edge of the effects' intervals."""

    def __init__(self, edge: str = "central") -> None:
        self.edge = edge

    def lived(self, life: Lifestyle, days: int) -> BodyThen:
        """The healthy robust body after some days."""
        return body_after(life if self.edge == "central" else getattr(life, self.edge), days)

    def clamp_change(self, life: Lifestyle, days: int) -> float:
        """Change of the clamp's M from health, percent."""
        healthy = clamp(self.lived(Lifestyle(), 0).person).glucose_infusion
        return 100 * (self.lived(life, days).clamp().glucose_infusion / healthy - 1)

    def in_diabetes(self, days: int, **settings: float) -> BodyThen:
        """The person with early diabetes after some days."""
        life, morning = early_diabetes()
        life = life.live_all(settings)
        edge = life if self.edge == "central" else getattr(life, self.edge)
        return body_after(edge, days, DIABETES_RESERVE, morning)

    @cached_property
    def counterpoint(self) -> BodyThen:
        """Seven days of 600 kcal, a good 70 g of it carbohydrate."""
        return self.in_diabetes(7, energy=-1500, carbohydrate=70)

    @cached_property
    def cortisol(self) -> BodyThen:
        """A day of high cortisol."""
        return self.lived(Lifestyle().live("cortisol", 2.6), 1)

    @cached_property
    def healthy(self) -> BodyThen:
        """The same morning without it."""
        return self.lived(Lifestyle(), 1)

    def glucose_change(self, days: int, **settings: float) -> float:
        """Change of fasting glucose in early diabetes against the same days without, mmol/L."""
        with_it, without = self.in_diabetes(days, **settings), self.in_diabetes(days)
        return convert(with_it.glucose_mgdl - without.glucose_mgdl, "glucose", "mmol/L")

    def peak_change(self, life: Lifestyle, days: int) -> float:
        """Change of the day's highest glucose, mg/dL."""
        body, healthy = self.lived(life, days), self.lived(Lifestyle(), 0)
        meals = [(minute, grams * life.portion(days)) for minute, grams in DAILY_MEALS]
        after = day(body.person, meals, body.morning).glucose_mgdl.max()
        return float(after - day(healthy.person, start=healthy.morning).glucose_mgdl.max())

    def measure(self, key: str) -> float:
        """What the model gives for one row.

        Raises
        ------
        KeyError
            If the table has no such key.
        """
        return float(_MEASURES[key](self))


_BED = Lifestyle().live("bed_rest", 1)
_SHORT = Lifestyle().live("sleep", 5, end=7)
_KETO = Lifestyle().live("carbohydrate", 20)
_OVERFED = Lifestyle().live("energy", 1040)
#: 7.6 kg in 56 days at the weight rule's price of a kilogram.
_OVERFED_MORE = Lifestyle().live("energy", 1400)

_FOUR_MONTHS = 120

_MEASURES: dict[str, Callable[[Measurement], float]] = {
    "counterpoint_glucose": lambda m: convert(m.counterpoint.glucose_mgdl, "glucose", "mmol/L"),
    "counterpoint_suppression": lambda m: 100 * m.counterpoint.suppression,
    "bed_clamp": lambda m: m.clamp_change(_BED, 7),
    "bed_three_days": lambda m: m.clamp_change(_BED, 3),
    "bed_liver": lambda m: 100 * (m.lived(_BED, 7).person.liver - 1),
    "bed_shift": lambda m: m.lived(_BED, 7).person.muscle,
    "steps_clamp": lambda m: m.clamp_change(Lifestyle().live("steps", 1300), 14),
    "sleep_clamp": lambda m: m.clamp_change(_SHORT, 7),
    "sleep_shift": lambda m: 100 * (m.lived(_SHORT, 7).person.muscle - 1),
    "sleep_back": lambda m: m.clamp_change(_SHORT, 10),
    "cortisol_liver": lambda m: m.cortisol.person.liver,
    "cortisol_muscle": lambda m: m.cortisol.person.muscle,
    "cortisol_glucose": lambda m: m.cortisol.glucose_mgdl - m.healthy.glucose_mgdl,
    "cortisol_insulin": lambda m: m.cortisol.insulin_uUml / m.healthy.insulin_uUml,
    "keto_clamp": lambda m: m.clamp_change(_KETO, 10),
    "keto_peak": lambda m: m.peak_change(_KETO, 10),
    "overfed_weeks": lambda m: m.clamp_change(_OVERFED, 28),
    "overfed_months": lambda m: m.clamp_change(_OVERFED_MORE, 56),
    "overfed_days": lambda m: m.clamp_change(Lifestyle().live("energy", 1250), 5),
    "energy_of_a_kilogram": lambda m: 28 * 1040 / (_OVERFED.weight(28) - _OVERFED.weight(0)),
    "energy_in_the_end": lambda m: 100 / (Lifestyle().live("energy", 100).weight(30 * _YEAR) - 75),
    "chromium": lambda m: m.clamp_change(Lifestyle().live("chromium", 2), _FOUR_MONTHS),
    "b_vitamins": lambda m: m.clamp_change(Lifestyle().live("b_vitamins", 2), _FOUR_MONTHS),
    "fiber_glucose": lambda m: m.glucose_change(56, fiber=35),
    "probiotics_glucose": lambda m: m.glucose_change(56, probiotics=1),
}


def check_lifestyle() -> CheckedTargets:
    """Measure every row on the model (some ten seconds)."""
    measurement = Measurement()
    return CheckedTargets([(row, measurement.measure(row.key)) for row in checks()])
