"""People who differ: a population at risk, how it comes to a trial, and how unevenly it keeps to a program.

Nobody in a trial is the mean. So a trial is lived here by many people, drawn once with a fixed seed:

1. *Who they are.* Each has a beta-cell reserve of their own, and comes to resistances of muscle and liver of their own
   (log-normal, independent), on the time scale of the story. They are healthy at first, and live for years.
2. *How they come to the trial.* Each is tested at some moments of those years, as at a screening. A test has the error
   that one person's glucose has from one day to the next. Who is in the range of the trial *by test* enters, in the
   state reached on that day.
3. *What they do.* Each loses an own amount of weight, more or less than the mean by an own rank that stays; some move,
   some do not, some stop. Resistance goes on growing as it would have.
4. *What it brings.* A kilogram does more for the cells of one than of another (log-normal, around what
   ``factors.yaml`` has for the mean), as tests before and after a loss of weight found. In type 2 diabetes it does for
   all what it does for the mean: there fat left liver and pancreas in all (Taylor 2018), and people differ in what is
   left of their beta cells.
5. *How diabetes is found.* As in the trial: at visits, by tests with that error, each confirmed by a second one.

All numbers stand in ``population.csv`` with their sources. Who people are (reserve, resistances) was fitted to the
Diabetes Prevention Program alone: to the fasting and two-hour glucose with which its people came, to how many of its
placebo group got diabetes, and to how many its program kept from it. The rest was measured. So what the other trials
of prevention found is told by the model and was not fitted.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from scipy.special import ndtri

from widgets.model import RANGES, Drift, Years, years
from widgets.model.body.drift import COURSE
from widgets.model.body.years import YEAR
from widgets.model.statement.parameters import remembered

from .lifestyle import Lifestyle
from .loading import factors

PATH = Path(__file__).parent / "population.csv"

PEOPLE = 512  # a power of two, as Sobol's sequence wants
SEED = 20261128
_MOMENTS = 4  # tests of each, spread over their years
_FAR = 2.5  # standard deviations, beyond which nobody is drawn
_TRAINING = 150.0  # minutes a week, the goal of the trials


@dataclass(frozen=True)
class Number:
    """One row of ``population.csv``: a value with its interval, where it comes from, and what it is."""

    name: str
    value: float
    low: float | None
    high: float | None
    unit: str
    kind: str
    source: str
    meaning: str


@cache
def numbers() -> dict[str, Number]:
    """All rows of ``population.csv``, by name."""
    with PATH.open(encoding="utf-8", newline="") as file:
        return {row["name"]: _number(row) for row in csv.DictReader(file)}


def _number(row: dict[str, str]) -> Number:
    limits = {name: float(row[name]) if row[name] else None for name in ("low", "high")}
    return Number(**row | limits | {"value": float(row["value"])})  # type: ignore[arg-type]


def number(name: str) -> float:
    """The value of one row."""
    return numbers()[name].value


@dataclass(frozen=True)
class Population:
    """People, and the years that they live without a program.

    Attributes
    ----------
    reserve, muscle, liver : ndarray, shape (people,)
        Beta-cell reserve, and the responses that muscle and liver come to.
    tested : ndarray, shape (people, moments)
        Years of life at which each is tested.
    rank : ndarray, shape (people,)
        Standing in how much weight a program takes off, standard normal.
    kilogram : ndarray, shape (people,)
        What a kilogram brings each, of what it brings the mean person.
    active : ndarray, shape (people,)
        Standing in who moves, percent from 0 to 100; those with the lowest move.
    life : Years
    """

    reserve: np.ndarray
    muscle: np.ndarray
    liver: np.ndarray
    tested: np.ndarray
    rank: np.ndarray
    kilogram: np.ndarray
    active: np.ndarray
    life: Years

    @property
    def moments(self) -> tuple[np.ndarray, np.ndarray]:
        """Every test of everybody: who, and in which year of their life; each of shape (people * moments,)."""
        who = np.repeat(np.arange(self.reserve.size), self.tested.shape[1])
        return who, self.tested.ravel()

    def at(self, series: np.ndarray, person: np.ndarray, year: np.ndarray) -> np.ndarray:
        """A series of :class:`Years`, of shape (nodes, people), for some people at some years."""
        pairs = zip(person, year, strict=True)
        return np.array([np.interp(when, self.life.years, series[:, who]) for who, when in pairs])


@remembered
def population(people: int = PEOPLE) -> Population:
    """The population at risk; the first `people` of it.

    Parameters
    ----------
    people : int
        A power of two. The first of them are the same, however many they are.
    """
    from scipy.stats import qmc  # a fifth of a second to load, and only trials ask for people

    shares = qmc.Sobol(6, seed=SEED).random(people)
    normal = np.clip(ndtri(shares[:, :4]), -_FAR, _FAR)

    def drawn(name: str, column: int) -> np.ndarray:
        value = number(f"{name}_median") * np.exp(number(f"{name}_spread") * normal[:, column])
        return np.clip(value, RANGES[name].lowest, RANGES[name].reference)

    reserve, muscle, liver = (
        drawn(name, i) for i, name in enumerate(("reserve", "muscle", "liver"))
    )
    most = number("years_highest")
    moments = (shares[:, 5:] + np.arange(_MOMENTS)) / _MOMENTS * most
    life = years(reserve, _resistance(muscle, liver), most)
    kilogram = _around_one(number("kilogram_spread"), people)
    return Population(
        reserve, muscle, liver, moments, normal[:, 3], kilogram, 100 * shares[:, 4], life
    )


def _around_one(spread: float, people: int) -> np.ndarray:
    """Log-normal numbers, of mean 1 and standard deviation `spread`, independent of all else that people are."""
    normal = np.clip(np.random.default_rng(SEED).standard_normal(people), -_FAR, _FAR)
    variance = math.log(1 + spread**2)
    return np.exp(math.sqrt(variance) * normal - variance / 2)


def _resistance(
    muscle: np.ndarray, liver: np.ndarray, now: tuple[np.ndarray, np.ndarray] | None = None
) -> Drift:
    """Resistance that grows towards what each comes to, from health or from where it stands now."""
    days = COURSE.changes[0].muscle_days
    return (Drift(*now) if now else Drift()).then(0, muscle, liver, days)


@dataclass(frozen=True)
class Program:
    """What a trial asks of people, and what they do of it.

    Attributes
    ----------
    lost : tuple of float
        Percent of weight lost, mean: first, and later.
    spread : float
        Between people, standard deviation.
    later : float
        Year from which the second holds.
    active : tuple of float
        Percent of people who move 150 minutes a week: first, and later.
    """

    lost: tuple[float, float]
    spread: float
    later: float = 1.0
    active: tuple[float, float] = (0.0, 0.0)

    def of(self, way: Lifestyle, rank: float, active: float) -> Lifestyle:
        """The way of living of one person in it."""
        change = self.later * YEAR
        first, later = (_weight(-(mean + self.spread * rank)) for mean in self.lost)
        way = way.live("weight", first, 0, change).live("weight", later, change)
        if active < min(self.active):
            return way.live("training", _TRAINING)
        return way.live("training", _TRAINING, 0, change) if active < self.active[0] else way


def _weight(percent: float) -> float:
    """A change of weight within the range of its factor."""
    row = factors().factors["weight"]
    return float(np.clip(percent, row.lowest, row.highest))


class _Each:
    """Many ways of living, one a person; lives in :func:`widgets.model.years` as a drift does."""

    def __init__(self, ways: tuple[Lifestyle, ...]) -> None:
        self._ways = ways
        self.breaks = tuple(sorted({day for way in ways for day in way.breaks}))
        self._newest: tuple[float, np.ndarray] = (math.nan, np.empty(0))

    def at(self, day: float) -> tuple[np.ndarray, np.ndarray]:
        muscle, liver, *_ = self._responses(day)
        return muscle, liver

    def release(self, day: float) -> np.ndarray:
        return self._responses(day)[2]

    def output(self, day: float) -> np.ndarray:
        return self._responses(day)[3]

    def _responses(self, day: float) -> np.ndarray:
        """What :meth:`Lifestyle.responses` answers, shape (4, ways); that of the day asked for last is kept."""
        if day != self._newest[0]:
            answers = np.array([way.responses(day) for way in self._ways], dtype=float)
            self._newest = day, answers.T
        return self._newest[1]

    def portion(self, day: float) -> np.ndarray:
        return np.array([way.portion(day) for way in self._ways])


@dataclass(frozen=True)
class Participants:
    """People on the day on which they enter a trial.

    Attributes
    ----------
    people : Population
    who : ndarray of int, shape (participants,)
        Who of them; some enter at more than one moment of their lives.
    year : ndarray, shape (participants,)
        The year of their life.
    """

    people: Population
    who: np.ndarray
    year: np.ndarray

    def now(self, series: np.ndarray) -> np.ndarray:
        """A series of their lives, of shape (nodes, people), on the day of entry: shape (participants,)."""
        return self.people.at(series, self.who, self.year)

    def live(
        self, length: float, kg: float, programs: Sequence[Program], *, diabetes: bool = False
    ) -> list[Lived]:
        """Live on for `length` years from a weight of `kg`, once in each program; each with an own part in it.

        All are solved together, which is far faster than one after the other. With `diabetes` a kilogram brings all
        the same.
        """
        people, life = self.people, self.people.life
        brings = np.ones_like(people.kilogram) if diabetes else people.kilogram
        mornings = np.array([self.now(state) for state in np.moveaxis(life.mornings, 1, 0)])
        mornings[:2] = 0  # stomach and gut are empty before breakfast
        now = self.now(life.muscle), self.now(life.liver)
        base = _resistance(people.muscle[self.who], people.liver[self.who], now)
        ways = [
            program.of(
                Lifestyle(base.of(i), kg, diabetes, kilogram=float(brings[person])),
                people.rank[person],
                people.active[person],
            )
            for program in programs
            for i, person in enumerate(self.who)
        ]
        together = years(
            np.tile(people.reserve[self.who], len(programs)),
            _Each(tuple(ways)),
            length,
            start=np.tile(mornings, len(programs)),
        )
        series = (together.fasting_glucose_mgdl, together.two_hour_glucose_mgdl, together.a1c)
        arms = zip(*(np.split(one, len(programs), axis=1) for one in series), strict=True)
        return [Lived(together.years, *arm) for arm in arms]


@dataclass(frozen=True)
class Lived:
    """What became of the participants in one program: `years`, shape (nodes,); the others, (nodes, participants)."""

    years: np.ndarray
    fasting_mgdl: np.ndarray
    two_hour_mgdl: np.ndarray
    a1c: np.ndarray


class Laboratory:
    """Glucose as tests find it: what it is, and the error of one person from day to day."""

    def __init__(self, seed: int) -> None:
        self._random = np.random.default_rng(seed)

    def fasting(self, glucose_mgdl: np.ndarray) -> np.ndarray:
        """Fasting glucose found, mg/dL; shape of what it is."""
        return self._found(glucose_mgdl, number("fasting_error"))

    def two_hour(self, glucose_mgdl: np.ndarray) -> np.ndarray:
        """Two-hour glucose found, mg/dL; shape of what it is."""
        return self._found(glucose_mgdl, number("two_hour_error"))

    def _found(self, glucose_mgdl: np.ndarray, error: float) -> np.ndarray:
        return glucose_mgdl + error * self._random.standard_normal(glucose_mgdl.shape)
