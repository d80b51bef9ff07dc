"""The trials of ``claims.yaml`` in the model: people like theirs, the same change, the same time.

The people are those of :mod:`widgets.lifestyle.population`. Its docstring says how they differ, how they enter by test
and how diabetes is found; those of Counterpoint are one person. ``python -m widgets.lifestyle.trials`` computes the
model's figures again into ``trials.csv`` (some minutes). Beside each stands the same figure of the first people alone,
which a test computes afresh.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np

from widgets.model import THRESHOLDS, convert
from widgets.model.statement.parameters import remembered

from .checks import Measurement
from .loading import Trial, claims
from .population import (
    PEOPLE,
    Laboratory,
    Lived,
    Participants,
    Population,
    Program,
    number,
    population,
)

PATH = Path(__file__).parent / "trials.csv"

#: People of the population whose figures a test computes again.
TESTED_PEOPLE = 8

_SEED = 20020207
_REPEATS = 20  # of all tests of everybody, so that their errors do not choose the figure
_DPP_KG, _DPS_KG, _DIRECT_KG = 94.0, 87.0, 100.0
_DIRECT_BANDS = tuple(pairwise((0.0, 5.0, 10.0, 15.0, np.inf)))  # of weight lost, kg
_IGT = (THRESHOLDS["two_hour"]["prediabetes"], THRESHOLDS["two_hour"]["diabetes"])


@dataclass(frozen=True)
class Beside:
    """One number of a trial and what the model gives for it; `model` is ``None`` where it has no such thing."""

    trial: str
    text: str
    measured: float
    model: float | None
    unit: str


@dataclass(frozen=True)
class _Rule:
    """Whom a trial takes, by test (lowest glucose taken, lowest that is too high), and when it looks for diabetes."""

    fasting: tuple[float, float]
    two_hour: tuple[float, float]
    visits: tuple[float, ...]  # years
    drinks: tuple[float, ...]  # years of those with a glucose drink
    before: int = 1  # glucose drinks at the start, of which the mean counts


_DPP = _Rule((95.0, 126.0), _IGT, (0.5, 1.0, 1.5, 2.0, 2.5, 3.0), (1.0, 2.0, 3.0))
# Limits of WHO 1985; the Finnish trial went by the mean of two glucose drinks.
_DPS = _Rule((0.0, 140.0), _IGT, (1.0, 2.0, 3.0, 4.0), (1.0, 2.0, 3.0, 4.0), before=2)
_DA_QING = _Rule((0.0, 140.0), _IGT, (2.0, 4.0, 6.0), (2.0, 4.0, 6.0))


def _enrolled(rule: _Rule, people: Population) -> tuple[Participants, np.ndarray, np.ndarray]:
    """Those of a population whom a trial takes, and the fasting and two-hour glucose that it found."""
    tests, everybody = Laboratory(_SEED), Participants(people, *people.moments)
    fasting = tests.fasting(everybody.now(people.life.fasting_glucose_mgdl))
    drunk = everybody.now(people.life.two_hour_glucose_mgdl)
    two_hour = np.mean([tests.two_hour(drunk) for _ in range(rule.before)], axis=0)
    taken = _within(fasting, rule.fasting) & _within(two_hour, rule.two_hour)
    entered = Participants(people, everybody.who[taken], everybody.year[taken])
    return entered, fasting[taken], two_hour[taken]


def _within(found: np.ndarray, limits: tuple[float, float]) -> np.ndarray:
    return (found >= limits[0]) & (found < limits[1])


def _diagnosed(rule: _Rule, life: Lived) -> np.ndarray:
    """Years until diabetes is found and confirmed, infinite if it is not; shape (repeats, participants)."""
    tests = Laboratory(_SEED + 1)
    found = np.full((_REPEATS, life.a1c.shape[1]), np.inf)
    for year in rule.visits:
        fasting, two_hour = (
            np.broadcast_to([np.interp(year, life.years, one) for one in series.T], found.shape)
            for series in (life.fasting_mgdl, life.two_hour_mgdl)
        )
        high = _twice(tests.fasting, fasting, rule.fasting[1])
        if year in rule.drinks:
            high |= _twice(tests.two_hour, two_hour, rule.two_hour[1])
        found[high & np.isinf(found)] = year
    return found


def _twice(
    test: Callable[[np.ndarray], np.ndarray], glucose: np.ndarray, limit: float
) -> np.ndarray:
    return (test(glucose) >= limit) & (test(glucose) >= limit)


def _incidence(rule: _Rule, found: np.ndarray) -> float:
    """New cases of diabetes per 100 people and year."""
    return 100 * np.isfinite(found).sum() / np.minimum(found, rule.visits[-1]).sum()


@remembered
def _dpp(people: int) -> dict[str, float]:
    entered, fasting, two_hour = _enrolled(_DPP, population(people))
    length = _DPP.visits[-1]
    usual = Program((number("dpp_usual_lost"),) * 2, number("dps_usual_spread"))
    program = Program(
        (number("dpp_lost_first"), number("dpp_lost_later")),
        number("dpp_lost_spread"),
        later=2.0,
        active=(number("dpp_active_first"), number("dpp_active_later")),
    )
    lives = entered.live(length, _DPP_KG, (usual, program))
    without, found = (_diagnosed(_DPP, life) for life in lives)
    lost = (
        _DPP_KG
        / 100
        * (number("dpp_lost_first") + number("dpp_lost_spread") * entered.people.rank[entered.who])
    )
    return {
        "fasting glucose at the start": float(fasting.mean()),
        "two-hour glucose at the start": float(two_hour.mean()),
        "new cases in a year, placebo": _incidence(_DPP, without),
        "new cases in a year, lifestyle": _incidence(_DPP, found),
        "fewer new cases of diabetes": _fewer(_DPP, without, found),
        "less risk with each kilogram lost": 100 * (1 - np.exp(_slope(lost, found, length))),
    }


def _slope(x: np.ndarray, found: np.ndarray, length: float) -> float:
    """Change of the logarithm of the rate of new cases with `x`: Poisson regression, by Newton's method."""
    time, cases = np.minimum(found, length).sum(axis=0), np.isfinite(found).sum(axis=0)
    design = np.column_stack([np.ones_like(x), x - x.mean()])
    at = np.array([np.log(cases.sum() / time.sum()), 0.0])
    for _ in range(25):
        expected = time * np.exp(design @ at)
        at = at + np.linalg.solve(
            design.T @ (expected[:, None] * design), design.T @ (cases - expected)
        )
    return float(at[1])


@remembered
def _dps(people: int) -> dict[str, float]:
    entered, *_ = _enrolled(_DPS, population(people))
    usual = Program((number("dps_usual_lost"),) * 2, number("dps_usual_spread"))
    lost = number("dps_lost_first"), number("dps_lost_later")
    program = Program(lost, number("dps_lost_spread"))
    lives = entered.live(_DPS.visits[-1], _DPS_KG, (usual, program))
    without, found = (_diagnosed(_DPS, life) for life in lives)
    return {
        "diabetes within four years, control": _share(without),
        "diabetes within four years, program": _share(found),
        "fewer new cases of diabetes": _fewer(_DPS, without, found),
    }


@remembered
def _da_qing(people: int) -> dict[str, float]:
    entered, *_ = _enrolled(_DA_QING, population(people))
    usual, exercise = (Program((0.0, 0.0), 0.0, active=(share,) * 2) for share in (0.0, 100.0))
    lives = entered.live(_DA_QING.visits[-1], _DPS_KG, (usual, exercise))
    without, found = (_diagnosed(_DA_QING, life) for life in lives)
    return {
        "diabetes within six years, control": _share(without),
        "diabetes within six years, exercise": _share(found),
        "fewer new cases of diabetes, exercise": _fewer(_DA_QING, without, found),
    }


def _share(found: np.ndarray) -> float:
    """Percent of people in whom diabetes was found."""
    return 100 * float(np.isfinite(found).mean())


def _fewer(rule: _Rule, without: np.ndarray, found: np.ndarray) -> float:
    """New cases that a program prevents, percent."""
    return 100 * (1 - _incidence(rule, found) / _incidence(rule, without))


def _diabetic(people: Population) -> Participants:
    """Those whose diabetes began in the last years before a test, by A1c."""
    everybody = Participants(people, *people.moments)
    limit, last = THRESHOLDS["a1c"]["diabetes"], number("direct_years")
    begun = np.array(
        [people.life.onset(people.life.a1c, limit, i) or np.inf for i in range(people.reserve.size)]
    )
    since = everybody.year - begun[everybody.who]
    taken = (since >= 0) & (since <= last) & (everybody.now(people.life.a1c) >= limit)
    return Participants(people, everybody.who[taken], everybody.year[taken])


@remembered
def _direct(people: int) -> dict[str, float]:
    """Remission: an A1c below the cut-off of diabetes, a year after the start.

    In a band of weight lost everybody loses what its people lost on average, by the mean and spread of the trial.
    """
    entered = _diabetic(population(people))
    programs = {
        "all of the program": Program((number("direct_lost"),) * 2, number("direct_lost_spread")),
        "usual care": Program((number("direct_usual_lost"),) * 2, number("direct_usual_spread")),
    }
    for band in _DIRECT_BANDS:
        programs[_lost(*band)] = Program((_mean_within(*band),) * 2, 0.0)
    lives = entered.live(1.0, _DIRECT_KG, tuple(programs.values()), diabetes=True)
    limit = THRESHOLDS["a1c"]["diabetes"]
    return {
        f"remission, {words}": 100 * float(np.mean(life.a1c[-1] < limit))
        for words, life in zip(programs, lives, strict=True)
    }


def _lost(low_kg: float, high_kg: float) -> str:
    """A band of weight lost, as the trial tells it."""
    band = f"{low_kg:g} to {high_kg:g} kg" if np.isfinite(high_kg) else f"{low_kg:g} kg or more"
    return f"{band} lost"


def _mean_within(low_kg: float, high_kg: float) -> float:
    """Percent of weight that people of DiRECT lost on average who lost so many kilograms."""
    from scipy.stats import truncnorm  # slow to load, and only this trial asks

    mean, spread = number("direct_lost"), number("direct_lost_spread")
    limits = ((100 * kg / _DIRECT_KG - mean) / spread for kg in (low_kg, high_kg))
    return float(truncnorm.mean(*limits, loc=mean, scale=spread))


@remembered
def _counterpoint(people: int) -> dict[str, float]:
    """One person; `people` is not used."""
    measurement = Measurement()
    before, after = measurement.in_diabetes(0), measurement.counterpoint
    return {
        "fasting glucose before": convert(before.glucose_mgdl, "glucose", "mmol/L"),
        "fasting glucose after 7 days": convert(after.glucose_mgdl, "glucose", "mmol/L"),
        "glucose production that insulin stops, before": 100 * before.suppression,
        "glucose production that insulin stops, after 7 days": 100 * after.suppression,
    }


_IN_MODEL = {
    "counterpoint": _counterpoint,
    "dpp": _dpp,
    "dps": _dps,
    "da_qing": _da_qing,
    "direct": _direct,
}


@cache
def _stored() -> dict[tuple[str, str], float]:
    with PATH.open(encoding="utf-8") as file:
        return {(row["trial"], row["text"]): float(row["model"]) for row in csv.DictReader(file)}


def beside(name: str) -> list[Beside]:
    """Each number of a trial, and the model's own.

    Parameters
    ----------
    name : {"counterpoint", "dpp", "dps", "da_qing", "direct"}

    Raises
    ------
    ValueError
        If there is no such trial.
    """
    if name not in _IN_MODEL:
        raise ValueError(f"trial is {name!r}; allowed: {', '.join(_IN_MODEL)}")
    trial: Trial = claims().trials[name]
    return [
        Beside(name, row.text, row.value, _stored().get((name, row.text)), row.unit)
        for row in trial.results
    ]


def compute(name: str, people: int = PEOPLE) -> dict[str, float]:
    """The model's figures of one trial, computed now, of the first `people` of the population."""
    return {text: round(float(value), 3) for text, value in _IN_MODEL[name](people).items()}


def _rows() -> list[tuple[str, str, float, float]]:
    """Every figure of every trial, as ``trials.csv`` has them: of all people, and of the first alone."""
    rows = []
    for name in _IN_MODEL:
        whole, part = compute(name), compute(name, TESTED_PEOPLE)
        rows += [(name, text, whole[text], part[text]) for text in whole]
    return rows


if __name__ == "__main__":
    computed = _rows()  # before the stored ones are touched
    with PATH.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("trial", "text", "model", "part"))
        writer.writerows(computed)
    print(f"wrote {PATH.name}")
