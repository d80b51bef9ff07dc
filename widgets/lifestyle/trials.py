"""The trials of ``claims.yaml`` in the model: the same people, as far as it has them, the same change, the same time.

The people are a grid, not a sample: beta-cell reserves and growing resistances, each met at three
moments. So a share of them is a figure of the model, and no forecast for a population.
``python -m widgets.lifestyle.trials`` computes the model's figures again into ``trials.csv`` (some
minutes); a test computes one trial of it afresh.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from widgets.model import THRESHOLDS, Drift, Years, convert, years

from .checks import Measurement
from .lifestyle import Lifestyle
from .loading import Trial, claims

PATH = Path(__file__).parent / "trials.csv"

_RESERVES = (0.46, 0.55, 0.70, 0.90)
_MUSCLE, _LIVER = (0.15, 0.22, 0.32), (0.4, 0.7, 1.0)
_DRIFT_DAYS = 1000.0  # as in the story of the book
_LIVED = 15.0
_MOMENTS = (0.2, 0.5, 0.8)  # of the time in prediabetes
_A1C = (7.0, 7.7, 8.4)  # percent, around the mean at the start of DiRECT
_DIRECT_KG, _DPP_KG = 100.0, 94.0
_DIRECT_LOSSES = {"0 to 5 kg": 2.5, "5 to 10 kg": 7.5, "10 to 15 kg": 12.5, "15 kg or more": 17.5}


@dataclass(frozen=True)
class Beside:
    """One number of a trial and what the model gives for it; `model` is ``None`` where it has no such thing."""

    trial: str
    text: str
    measured: float
    model: float | None
    unit: str
    approximate: bool


@dataclass(frozen=True)
class _People:
    """A cohort at the start of a trial; arrays of one value a person."""

    reserve: np.ndarray
    muscle: np.ndarray
    liver: np.ndarray
    muscle_target: np.ndarray
    liver_target: np.ndarray
    mornings: np.ndarray

    def live(
        self, length: float, kg: float, settings: dict[str, float], *, diabetes: bool
    ) -> Years:
        """Live on: resistance keeps growing as it did, and a way of living is added."""
        base = Drift(self.muscle, self.liver).then(
            0, self.muscle_target, self.liver_target, _DRIFT_DAYS
        )
        life = Lifestyle(base=base, weight_kg=kg, diabetes=diabetes).live_all(settings)
        return years(self.reserve, life, length, start=self.mornings)


@cache
def _lives() -> tuple[Years, np.ndarray, np.ndarray, np.ndarray]:
    grid = np.meshgrid(_RESERVES, _MUSCLE, _LIVER, indexing="ij")
    reserve, muscle, liver = (axis.ravel() for axis in grid)
    life = years(reserve, Drift().then(0, muscle, liver, _DRIFT_DAYS), _LIVED)
    return life, reserve, muscle, liver


def _onset(life: Years, stage: str, person: int) -> float | None:
    """Year at which fasting or two-hour glucose first names the stage."""
    found = (
        life.onset(life.fasting_glucose_mgdl, THRESHOLDS["fasting"][stage], person),
        life.onset(life.two_hour_glucose_mgdl, THRESHOLDS["two_hour"][stage], person),
    )
    return min((year for year in found if year is not None), default=None)


def _at(moments: list[tuple[int, float]]) -> _People:
    """The people of `moments`, each (person of the grid, year)."""
    life, reserve, muscle, liver = _lives()
    who = np.array([person for person, _ in moments])

    def of(series: np.ndarray) -> np.ndarray:
        return np.array([life.value(series, year, person) for person, year in moments])

    mornings = np.array([of(life.mornings[:, i]) for i in range(life.mornings.shape[1])])
    mornings[:2] = 0  # stomach and gut are empty before breakfast
    return _People(reserve[who], of(life.muscle), of(life.liver), muscle[who], liver[who], mornings)


def _prediabetic() -> _People:
    life, reserve, *_ = _lives()
    moments = []
    for person in range(reserve.size):
        begin, end = (_onset(life, stage, person) for stage in ("prediabetes", "diabetes"))
        if begin is not None:
            length = (end or _LIVED) - begin
            moments += [(person, begin + share * length) for share in _MOMENTS]
    return _at(moments)


def _diabetic() -> _People:
    life, reserve, *_ = _lives()
    reached = [
        (person, life.onset(life.a1c, value, person))
        for person in range(reserve.size)
        for value in _A1C
    ]
    return _at([(person, year) for person, year in reached if year is not None])


def _incidence(life: Years, length: float) -> float:
    """New cases of diabetes per 100 people and year."""
    onsets = [_onset(life, "diabetes", person) for person in range(life.muscle.shape[1])]
    watched = sum(length if year is None else year for year in onsets)
    return 100 * sum(year is not None for year in onsets) / watched


@cache
def _dpp() -> dict[str, float]:
    """The trial's mean loss was 5.6 kg of 94; 150 minutes a week were its goal."""
    people, length = _prediabetic(), 2.8
    placebo = _incidence(people.live(length, _DPP_KG, {}, diabetes=False), length)
    program = {"weight": -6.0, "training": 150.0}
    lifestyle = _incidence(people.live(length, _DPP_KG, program, diabetes=False), length)
    return {
        "fewer new cases of diabetes": 100 * (1 - lifestyle / placebo),
        "new cases in a year, lifestyle": lifestyle,
        "new cases in a year, placebo": placebo,
    }


@cache
def _direct() -> dict[str, float]:
    """Remission: an A1c below the cut-off of diabetes, a year after the start."""
    people, found = _diabetic(), {}
    for words, kg in {"usual care": 0.0, **_DIRECT_LOSSES}.items():
        settings = {"weight": -100 * kg / _DIRECT_KG} if kg else {}
        life = people.live(1.0, _DIRECT_KG, settings, diabetes=True)
        remission = 100 * float(np.mean(life.a1c[-1] < THRESHOLDS["a1c"]["diabetes"]))
        found[f"remission, {words}" + (" lost" if kg else "")] = remission
    return found


@cache
def _counterpoint() -> dict[str, float]:
    measurement = Measurement()
    before, after = measurement.in_diabetes(0), measurement.counterpoint
    return {
        "fasting glucose before": convert(before.glucose_mgdl, "glucose", "mmol/L"),
        "fasting glucose after 7 days": convert(after.glucose_mgdl, "glucose", "mmol/L"),
        "glucose production that insulin stops, before": 100 * before.suppression,
        "glucose production that insulin stops, after 7 days": 100 * after.suppression,
    }


_IN_MODEL = {"counterpoint": _counterpoint, "dpp": _dpp, "direct": _direct}


@cache
def _stored() -> dict[tuple[str, str], float]:
    with PATH.open(encoding="utf-8") as file:
        return {(row["trial"], row["text"]): float(row["model"]) for row in csv.DictReader(file)}


def beside(name: str) -> list[Beside]:
    """Each number of a trial, and the model's own.

    Parameters
    ----------
    name : {"counterpoint", "dpp", "direct"}

    Raises
    ------
    ValueError
        If there is no such trial.
    """
    if name not in _IN_MODEL:
        raise ValueError(f"trial is {name!r}; allowed: {', '.join(_IN_MODEL)}")
    trial: Trial = claims().trials[name]
    return [
        Beside(
            name, row.text, row.value, _stored().get((name, row.text)), row.unit, row.approximate
        )
        for row in trial.results
    ]


def compute(name: str) -> dict[str, float]:
    """The model's figures of one trial, computed now."""
    return {text: round(value, 3) for text, value in _IN_MODEL[name]().items()}


if __name__ == "__main__":
    with PATH.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("trial", "text", "model"))
        for trial_name in _IN_MODEL:
            writer.writerows((trial_name, *item) for item in compute(trial_name).items())
    print(f"wrote {PATH.name}")
