"""What fifteen years bring: resistance that grows, against beta-cell reserve.

Each life starts in health. Resistance grows as in the story of the book (:data:`widgets.model.body.drift.COURSE`), to
an end of its own; the liver follows. What becomes of it depends on where it ends and on the reserve.

``python -m widgets.model.thought.reserve`` computes ``reserve.csv`` again (some minutes): the map that the explorer
draws. A test computes a few of its lives afresh.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from widgets.model.body.cohort import cohort
from widgets.model.body.drift import COURSE, COURSE_YEARS, Drift
from widgets.model.body.years import Years, check_life, years
from widgets.model.statement.limits import Limits
from widgets.model.statement.measures import THRESHOLDS
from widgets.model.thought.compensation import RESISTANCE, liver_beside

PATH = Path(__file__).parent / "reserve.csv"

#: Length of a life of the map.
YEARS = COURSE_YEARS

#: Resistance at the end of a life: times the insulin of health that muscle needs. And beta-cell reserve, in finer
#: steps where they matter.
MAP_RESISTANCES = np.round(np.arange(1.0, 6.01, 0.25), 2)
MAP_RESERVES = np.round(
    np.concatenate([np.arange(0.40, 0.80, 0.01), np.arange(0.80, 1.41, 0.05)]), 2
)

#: Columns of the table: who, the highest value of each criterion, and the year at which it reaches each cut-off.
_SPOKEN = {"fasting": "fasting glucose", "two_hour": "two-hour glucose", "a1c": "A1c"}
COLUMNS = (
    "reserve",
    "resistance",
    *(f"{criterion}_peak" for criterion in THRESHOLDS),
    *(f"{criterion}_{stage}" for criterion in THRESHOLDS for stage in THRESHOLDS[criterion]),
)


def worsening(resistance: float | np.ndarray) -> Drift:
    """Resistance that grows from health towards `resistance`, at the pace of the book's course.

    Parameters
    ----------
    resistance : float or ndarray, shape (people,)
        Times the insulin of health that muscle needs in the end, 1 or more.

    Raises
    ------
    ValueError
        If it is outside its range.
    """
    target = 1 / Limits(1.0, RESISTANCE.highest, "1").check_each("resistance", resistance)
    (end,) = COURSE.changes
    return Drift().then(0, target, liver_beside(target), end.muscle_days)


def _series(life: Years) -> dict[str, np.ndarray]:
    return {
        "fasting": life.fasting_glucose_mgdl,
        "two_hour": life.two_hour_glucose_mgdl,
        "a1c": life.a1c,
    }


def outcome(life: Years, person: int = 0) -> dict[str, float | None]:
    """What a life brought.

    Parameters
    ----------
    life : Years
    person : int
        Which of its people.

    Returns
    -------
    dict
        Highest value of each criterion (``fasting_peak`` and so on: mg/dL, percent for A1c), and the year at
        which it reached each cut-off (``fasting_prediabetes`` …), ``None`` for never.
    """
    series = _series(life)
    onsets = {
        f"{name}_{stage}": life.onset(values, THRESHOLDS[name][stage], person)
        for name, values in series.items()
        for stage in THRESHOLDS[name]
    }
    peaks = {f"{name}_peak": float(values[:, person].max()) for name, values in series.items()}
    return peaks | onsets


@dataclass(frozen=True)
class Fate:
    """What fifteen years brought to one person.

    Attributes
    ----------
    stage : {"normal", "prediabetes", "diabetes"}
        The furthest one reached.
    year : float or None
        When it was reached, by the first of the criteria.
    criterion : str or None
        Which criterion that was.
    insulin_uUml : tuple of float
        Mean insulin of the glucose tolerance test, µU/mL: at the start, at most, and in the end.
    """

    stage: str
    year: float | None
    criterion: str | None
    insulin_uUml: tuple[float, float, float]

    def __str__(self) -> str:
        if not self.criterion:
            return self.stage
        return f"{self.stage} after {self.year:.1f} years, by {_SPOKEN[self.criterion]}"

    @classmethod
    def of(cls, life: Years, person: int = 0) -> Fate:
        """What a life brought to one of those who lived it.

        Raises
        ------
        ValueError
            If that is no life, or there is no such person.
        """
        check_life(life)
        found = outcome(life, person)
        insulin = life.insulin_uUml[:, :, person].mean(axis=1)
        course = float(insulin[0]), float(insulin.max()), float(insulin[-1])
        for stage in ("diabetes", "prediabetes"):
            onsets = {name: found[f"{name}_{stage}"] for name in THRESHOLDS}
            reached = {name: year for name, year in onsets.items() if year is not None}
            if reached:
                first = min(reached, key=lambda name: reached[name])
                return cls(stage, reached[first], first, course)
        return cls("normal", None, None, course)


def fates(resistance: float, reserves: Sequence[float]) -> list[Fate]:
    """Let people with the same growing resistance live for fifteen years.

    Parameters
    ----------
    resistance : float
        Where it ends: times the insulin of health that muscle needs.
    reserves : sequence of float
        Beta-cell reserve of each, as in :class:`widgets.model.Person`.

    Returns
    -------
    list of Fate
        In the order of `reserves`.
    """
    life = years(np.asarray(reserves), worsening(resistance), YEARS)
    return [Fate.of(life, person) for person in range(len(reserves))]


def _compute() -> list[list[str]]:
    """The table, one row a life."""
    reserve, resistance = (
        grid.ravel() for grid in np.meshgrid(MAP_RESERVES, MAP_RESISTANCES, indexing="ij")
    )
    lives = cohort(reserve, worsening(resistance), YEARS)
    rows = []
    for person in range(reserve.size):
        found = outcome(lives, person)
        row = [f"{reserve[person]:.2f}", f"{resistance[person]:.2f}"]
        values = (found[name] for name in COLUMNS[2:])
        rows.append(row + ["" if value is None else f"{value:.5g}" for value in values])
    return rows


@cache
def reserve_table() -> dict[str, np.ndarray]:
    """Columns of ``reserve.csv``, each of shape (reserves, resistances); NaN for never."""
    with PATH.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    shape = MAP_RESERVES.size, MAP_RESISTANCES.size
    return {
        name: np.array([float(row[name] or "nan") for row in rows]).reshape(shape)
        for name in COLUMNS
    }


if __name__ == "__main__":
    table = _compute()
    with PATH.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *table])
    print(f"wrote {PATH.name}")
