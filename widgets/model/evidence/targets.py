"""The check targets: what people measured, and what the ``book`` preset gives.

The ``fitted`` numbers of the preset were fitted to the rows whose role is ``fitted``
(:mod:`widgets.model.evidence.fit`): passing them is calibration, not prediction. Those whose role is ``validation``
stand in :mod:`widgets.model.evidence.validation`.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np

from widgets.model.body.drift import COURSE, Drift
from widgets.model.body.experiments import OGTT_GRAMS, Clamp, Course, clamp, ogtt
from widgets.model.body.intravenous import (
    CLAMPED_HIGH,
    held,
    incretin_effect,
    steepness,
    two_phases,
)
from widgets.model.body.person import Person
from widgets.model.body.years import SAMPLES, YEAR, Years, years
from widgets.model.statement import measures
from widgets.model.statement.parameters import values
from widgets.model.statement.units import GRAM
from widgets.results import MINUS, amount, written

PATH = Path(__file__).parent / "targets.csv"

_OBESE_MUSCLE = 0.28  # response of muscle at which the clamp's M is half of normal
_HALF_MUSCLE = 0.5
_DIAGNOSIS_2H = 214.0  # mg/dL: 11.9 mmol/L, the two-hour glucose at diagnosis in Tabak 2009
_TREATED_DAYS, _LIVER_DAYS = 90.0, 30.0
_FREED_LIVER = 1.6  # response of a liver that has lost its fat, of health


@dataclass(frozen=True)
class Target:
    """One row of ``targets.csv``; `lowest` or `highest` is ``None`` where there is no such limit."""

    number: int
    key: str
    quantity: str
    target: str
    lowest: float | None
    highest: float | None
    unit: str
    source: str
    role: str = "fitted"

    def met(self, value: float) -> bool:
        """Whether `value` is within the limits."""
        return (self.lowest is None or value >= self.lowest) and (
            self.highest is None or value <= self.highest
        )

    def verdict(self, value: float) -> str:
        """``"yes"``, ``"at the edge"`` or ``"no"``.

        At the edge is a value in the outer tenth of what is allowed; of a limit on one side, one within a twentieth of
        the limit.
        """
        if not self.met(value):
            return "no"
        if self.lowest is not None and self.lowest == self.highest:
            return "yes"
        rooms = [abs(value - limit) for limit in (self.lowest, self.highest) if limit is not None]
        two_sided = len(rooms) == 2
        width = (
            0.1 * (self.highest - self.lowest)
            if two_sided
            else 0.05 * abs(self.highest if self.lowest is None else self.lowest)
        )
        return "at the edge" if min(rooms) < width else "yes"


@cache
def rows(role: str) -> tuple[Target, ...]:
    """Rows of the table that are ``"fitted"``, or those of ``"validation"``."""
    return tuple(row for row in _table() if row.role == role)


def targets() -> tuple[Target, ...]:
    """The rows that the preset was fitted to."""
    return rows("fitted")


@cache
def _table() -> tuple[Target, ...]:
    with PATH.open(encoding="utf-8") as file:
        return tuple(
            Target(
                **row
                | {
                    "number": int(row["number"]),
                    "lowest": float(row["lowest"]) if row["lowest"] else None,
                    "highest": float(row["highest"]) if row["highest"] else None,
                }
            )
            for row in csv.DictReader(file)
        )


class Moment:
    """One moment of a life: its glucose tolerance test and what follows from it."""

    def __init__(self, life: Years, year: float) -> None:
        self._life, self.year = life, year

    @cached_property
    def glucose(self) -> np.ndarray:
        """OGTT glucose, mg/dL, shape (5,)."""
        return np.array(
            [
                self._life.value(self._life.glucose_mgdl[:, i], self.year)
                for i in range(len(SAMPLES))
            ]
        )

    @cached_property
    def insulin(self) -> np.ndarray:
        """OGTT insulin, µU/mL, shape (5,)."""
        return np.array(
            [
                self._life.value(self._life.insulin_uUml[:, i], self.year)
                for i in range(len(SAMPLES))
            ]
        )

    @property
    def muscle(self) -> float:
        """Response of muscle, of health."""
        return self._life.value(self._life.muscle, self.year)

    @property
    def liver(self) -> float:
        """Response of the liver, of health."""
        return self._life.value(self._life.liver, self.year)

    @property
    def morning(self) -> np.ndarray:
        """State before breakfast, shape (10,)."""
        return self._life.morning(self.year)

    @property
    def clamp(self) -> Clamp:
        """A clamp on this day."""
        return clamp(Person(self.muscle, self.liver), start=self.morning)

    @property
    def first_pass(self) -> float:
        """Share of new insulin that the liver takes on this day."""
        return float(ogtt(Person(self.muscle, self.liver), 1).quantity("E")[0])

    @property
    def homa_b(self) -> float:
        """HOMA-B, percent."""
        return measures.homa_b(self.glucose[0], self.insulin[0])

    @property
    def disposition(self) -> float:
        """Oral disposition index: Matsuda index times insulinogenic index."""
        early = (self.insulin[1] - self.insulin[0]) / (self.glucose[1] - self.glucose[0])
        return measures.matsuda(self.glucose, self.insulin) * early

    def of(self, series: np.ndarray) -> float:
        """A series of the life at this moment."""
        return self._life.value(series, self.year)


class Measurement:
    """Measures every target on the model. Lives are lived once, when first needed."""

    @cached_property
    def healthy(self) -> Person:
        """The normal person of the targets: robust, nothing resistant."""
        return Person.named("robust")

    @cached_property
    def robust(self) -> Years:
        """Fifteen years of growing resistance, robust beta cells."""
        return years(self.healthy, COURSE)

    @cached_property
    def susceptible(self) -> Years:
        """The same resistance, susceptible beta cells."""
        return years(Person.named("susceptible"), COURSE)

    @cached_property
    def unburdened(self) -> Years:
        """Susceptible beta cells without resistance."""
        return years(Person.named("susceptible"), Drift())

    def when(self, series: np.ndarray, limit: float) -> Moment:
        """The moment at which a series of the susceptible person reaches `limit`."""
        year = self.susceptible.onset(series, limit)
        if year is None:
            raise ValueError(f"the susceptible person never reaches {limit} mg/dL")
        return Moment(self.susceptible, year)

    @cached_property
    def prediabetes(self) -> Moment:
        """The susceptible person when two-hour glucose is that of the volunteers with prediabetes."""
        return self.when(self.susceptible.two_hour_glucose_mgdl, 166.0)

    @cached_property
    def diabetes(self) -> Moment:
        """The susceptible person when fasting glucose is that of the volunteers with type 2 diabetes."""
        return self.when(self.susceptible.fasting_glucose_mgdl, 125.0)

    @cached_property
    def diagnosis(self) -> Moment:
        """The susceptible person when two-hour glucose is that of Tabak 2009 at diagnosis."""
        return self.when(self.susceptible.two_hour_glucose_mgdl, _DIAGNOSIS_2H)

    def before(self, years_before: float) -> Moment:
        """Some years before diagnosis."""
        return Moment(self.susceptible, self.diagnosis.year - years_before)

    def resistant(self, muscle: float) -> Moment:
        """The robust person when the response of muscle has fallen to `muscle`."""
        return Moment(self.robust, self.robust.onset(-self.robust.muscle, -muscle) or np.nan)

    @cached_property
    def obese(self) -> Moment:
        """The robust person when muscle hears insulin half as well by clamp."""
        return self.resistant(_OBESE_MUSCLE)

    def more_insulin(self, moment: Moment) -> float:
        """Insulin that the robust person makes in 24 h at a moment, of that at the start."""
        return moment.of(self.robust.secretion) / self.start().of(self.robust.secretion)

    @cached_property
    def crossing(self) -> Moment:
        """The susceptible person when two-hour glucose reaches the range of diabetes."""
        two_hour = self.susceptible.two_hour_glucose_mgdl
        return self.when(two_hour, measures.THRESHOLDS["two_hour"]["diabetes"])

    def treated(self, years_after: float, muscle: float) -> float:
        """Fasting glucose at 15 years when resistance is treated some years after the crossing."""
        course = COURSE.then((self.crossing.year + years_after) * YEAR, muscle, 1.0, _TREATED_DAYS)
        return float(years(Person.named("susceptible"), course).fasting_glucose_mgdl[-1, 0])

    def freed(self, years_after: float) -> float:
        """Fasting glucose a year after muscle and a liver without fat recover, some years after the crossing."""
        begin = self.crossing.year + years_after
        course = COURSE.then(begin * YEAR, 1.0, _FREED_LIVER, _TREATED_DAYS, _LIVER_DAYS)
        life = years(Person.named("susceptible"), course, begin + 1)
        return float(life.fasting_glucose_mgdl[-1, 0])

    def ever_diabetic(self, life: Years) -> float:
        """1 if a life meets a criterion of diabetes, else 0."""
        limits = measures.THRESHOLDS
        fasting = life.fasting_glucose_mgdl.max() >= limits["fasting"]["diabetes"]
        return float(fasting or life.two_hour_glucose_mgdl.max() >= limits["two_hour"]["diabetes"])

    def measure(self, key: str) -> float:
        """What the model gives for one target.

        Raises
        ------
        KeyError
            If the table has no such key.
        """
        group, _, rest = key.partition("_")
        if group in ("normal", "igt", "t2d") and rest.isdigit():
            return self._sample(group, int(rest))
        if group == "tail":
            return self.tail(int(rest))
        return float(_MEASURES[key](self))

    def _sample(self, group: str, minute: int) -> float:
        if group == "normal":
            return float(ogtt(self.healthy, start=self.healthy.healthy_start()).at(minute)[0][0])
        moment = self.prediabetes if group == "igt" else self.diabetes
        return float(moment.glucose[SAMPLES.index(minute)])

    def tail(self, minute: int) -> float:
        """Glucose late in the test of the person with type 2 diabetes, mg/dL."""
        moment = self.diabetes
        person = Person(moment.muscle, moment.liver, Person.named("susceptible").reserve)
        return float(ogtt(person, start=moment.morning).at(minute)[0][0])

    def start(self) -> Moment:
        """The normal person at the start."""
        return Moment(self.robust, 0.0)

    def fasting_flow(self, name: str) -> float:
        """A flow of glucose in the normal person before breakfast, mg/kg/min."""
        course = ogtt(self.healthy, 1, self.healthy.healthy_start())
        preset = values("book")
        flows = {
            "HGP": course.quantity("HGP")[0],
            "without": preset["EG0"] * course.glucose_mgdl[0],
        }
        return float(flows[name] * preset["V_G"])

    @cached_property
    def held_high(self) -> Course:
        """The hyperglycemic clamp of the normal person, two hours."""
        return held(self.healthy, np.full(121, CLAMPED_HIGH), self.healthy.healthy_start())

    def appearance(self) -> np.ndarray:
        """Glucose of 75 g arriving in the blood, mg/kg/min, minute by minute for four hours."""
        return (
            ogtt(self.healthy, 240, self.healthy.healthy_start()).quantity("Ra")
            * values("book")["V_G"]
        )

    def disposition_falls(self) -> float:
        """1 if the disposition index never rises from the start to diabetes, else 0."""
        path = np.linspace(0.1, self.diabetes.year, 40)
        index = np.array([Moment(self.susceptible, year).disposition for year in path])
        return float(np.all(np.diff(index) <= 1e-3 * index[0]))

    def starling(self) -> tuple[float, float]:
        """Mean OGTT insulin at its peak, of the start, and the fasting glucose at that peak."""
        insulin = self.susceptible.insulin_uUml.mean(axis=1)[:, 0]
        peak = int(insulin.argmax())
        return insulin[peak] / insulin[0], self.susceptible.fasting_glucose_mgdl[peak, 0]


_MEASURES: dict[str, Callable[[Measurement], float]] = {
    "insulin_ratio": lambda m: m.prediabetes.insulin[-1] / m.start().insulin[-1],
    "production": lambda m: m.fasting_flow("HGP"),
    "share_without_insulin": lambda m: m.fasting_flow("without") / m.fasting_flow("HGP"),
    "clamp_igt": lambda m: m.prediabetes.clamp.glucose_infusion / clamp(m.healthy).glucose_infusion,
    "clamp_t2d": lambda m: m.diabetes.clamp.glucose_infusion / clamp(m.healthy).glucose_infusion,
    "appearance_peak": lambda m: m.appearance().max(),
    "appearance_share": lambda m: (
        np.trapezoid(m.appearance()) * values("book")["BW"] / (GRAM * OGTT_GRAMS)
    ),
    "fasting_before": lambda m: m.before(3).glucose[0],
    "fasting_at": lambda m: m.diagnosis.glucose[0],
    "two_hour_before": lambda m: m.before(3).glucose[-1],
    "homa_b_rise": lambda m: m.before(3).homa_b / m.before(4).homa_b,
    "homa_b_fall": lambda m: (
        m.diagnosis.homa_b / max(m.before(t).homa_b for t in np.arange(0, 5, 0.1))
    ),
    "slope_before": lambda m: (m.before(3).glucose[0] - m.before(5).glucose[0]) / 2,
    "jump": lambda m: m.before(-1).glucose[0] - m.before(1).glucose[0],
    "muscle_t2d": lambda m: m.diabetes.muscle,
    "muscle_igt": lambda m: m.prediabetes.muscle,
    "disposition_monotone": lambda m: m.disposition_falls(),
    "disposition_igt": lambda m: m.prediabetes.disposition / m.start().disposition,
    "disposition_t2d": lambda m: m.diabetes.disposition / m.start().disposition,
    "resistance_alone": lambda m: m.ever_diabetic(m.robust),
    "defect_alone": lambda m: m.ever_diabetic(m.unburdened),
    "starling": lambda m: m.starling()[0],
    "starling_fasting": lambda m: m.starling()[1],
    "a1c": lambda m: m.when(
        m.susceptible.fasting_glucose_mgdl, measures.THRESHOLDS["fasting"]["diabetes"]
    ).of(m.susceptible.a1c),
    "mass_loss": lambda m: m.susceptible.state("b")[-1, 0] / m.susceptible.state("b").max() - 1,
    "secretion_lean": lambda m: m.start().of(m.robust.secretion),
    "secretion_ratio": lambda m: m.more_insulin(m.obese),
    "clearance_ratio": lambda m: (1 - m.start().first_pass) / (1 - m.obese.first_pass),
    "reversal_early": lambda m: m.treated(-1.0, 0.4 / values("book")["si_0"]),
    "reversal_late": lambda m: m.treated(2.0, 0.4 / values("book")["si_0"]),
    "reversal_small": lambda m: m.treated(0.25, 0.3 / values("book")["si_0"]),
    "reversal_large": lambda m: m.treated(0.25, 1.0),
    "late_rise": lambda m: (
        m.diagnosis.year
        - m.when(
            m.susceptible.two_hour_glucose_mgdl, measures.THRESHOLDS["two_hour"]["prediabetes"]
        ).year
    ),
    "ahead_of_need": lambda m: m.more_insulin(m.resistant(_HALF_MUSCLE)),
    "reversal_window": lambda m: m.freed(6.0),
    "incretin": lambda m: incretin_effect(m.healthy, m.healthy.healthy_start()),
    "steepness": lambda m: steepness(m.healthy, m.healthy.healthy_start()),
    "clamp_high": lambda m: m.held_high.insulin_uUml[-1],
    "two_phases": lambda m: two_phases(m.held_high),
}


class CheckedTargets:
    """All targets with what the model gives, as a table that a notebook shows."""

    def __init__(self, rows: list[tuple[Target, float]]) -> None:
        self.rows = rows

    @property
    def missed(self) -> list[str]:
        """Keys of the targets that are not met."""
        return [target.key for target, value in self.rows if not target.met(value)]

    def _repr_markdown_(self) -> str:
        lines = [
            "| # | quantity | measured in people | allowed | the model | met |",
            "|---|---|---|---|---|---|",
        ]
        for target, value in self.rows:
            found = target.target.replace("-", MINUS)
            measured = amount(found, target.unit) if found else "–"
            cells = (
                target.number,
                target.quantity,
                measured,
                _span(target),
                _rounded(value),
                target.verdict(value),
            )
            lines.append(f"| {' | '.join(map(str, cells))} |")
        return "\n".join(lines)

    def __repr__(self) -> str:
        return self._repr_markdown_()


def _span(target: Target) -> str:
    if target.lowest is None:
        return f"up to {written(target.highest)}"
    if target.highest is None:
        return f"{written(target.lowest)} or more"
    return f"{_rounded(target.lowest)} to {_rounded(target.highest)}"


def _rounded(value: float) -> str:
    """Three digits, however large the number."""
    return written(float(f"{value:.3g}"), ".10g")


def check_targets() -> CheckedTargets:
    """Measure every target on the model (lives eight lives: about twenty seconds)."""
    measurement = Measurement()
    return CheckedTargets([(target, measurement.measure(target.key)) for target in targets()])
