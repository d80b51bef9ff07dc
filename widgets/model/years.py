"""The years: fifteen years of meals, solved by solving one day in every few weeks.

Three time scales. Within a day the fast states follow the meals; over two days gamma follows the glucose; over months
and years capacity (sigma) and mass (b) of the beta cells drift. So a day is solved at a node, settled in gamma, and
what sigma and b gain in that day carries them to the next node (Adams-Bashforth of order 2): a heterogeneous
multiscale method. `longest` = 1 solves every day.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy.interpolate import BarycentricInterpolator
from scipy.optimize import brentq

from . import measures
from .drift import Drift
from .equations import system
from .experiments import OGTT_GRAMS
from .health import DAILY_MEALS, DAY
from .numeric import Functions, functions
from .parameters import values
from .person import Person
from .rodas import Stepper

YEAR = 365.0  # days

#: Minutes of the blood samples of a glucose tolerance test.
SAMPLES = (0.0, 30.0, 60.0, 90.0, 120.0)

_STATES = tuple(state.name for state in system("book").states)
_Q1, _G, _I, _GAMMA, _SIGMA, _B = (
    _STATES.index(name) for name in ("q1", "G", "I", "gamma", "sigma", "b")
)
_SLOW = [_SIGMA, _B]

_FIRST_STRIDE, _STRIDE_GROWTH = 2.0, 2.2
_SETTLED = 3e-4  # gamma is settled when a day changes it by less than this, its slow drift apart
_TRIES, _TRIES_AT_A_BREAK = 3, 6


@dataclass
class _Day:
    """One solved day of all people: arrays of shape (people,) or (states, people)."""

    start: np.ndarray
    end: np.ndarray
    mean_glucose: np.ndarray
    secretion: np.ndarray

    @property
    def gain(self) -> np.ndarray:
        """What sigma and b gain in this day, shape (2, people)."""
        return (self.end - self.start)[_SLOW]


@dataclass
class _Integral:
    """Time integrals of glucose and insulin along accepted steps (trapezoid with the slopes' correction: order 4)."""

    glucose: Any = 0.0
    insulin: Any = 0.0

    def __call__(
        self,
        t: float,
        h: float,
        before: np.ndarray,
        after: np.ndarray,
        slope: np.ndarray,
        slope_after: np.ndarray,
    ) -> None:
        def piece(i: int) -> Any:
            return h / 2 * (before[i] + after[i]) + h * h / 12 * (slope[i] - slope_after[i])

        self.glucose = self.glucose + piece(_G)
        self.insulin = self.insulin + piece(_I)


class _People:
    """One person or a cohort, as the day solver wants them: floats for one, arrays for many."""

    def __init__(self, reserve: np.ndarray, drift: Drift) -> None:
        self.reserve, self.drift, self.many = reserve, drift, reserve.size > 1
        self.functions: Functions = functions("book", vector=self.many)
        self._parameters = tuple(values("book").values())

    def _column(self, value: Any) -> Any:
        return (
            np.broadcast_to(value, self.reserve.shape).astype(float)
            if self.many
            else float(np.squeeze(value))
        )

    def unpack(self, state: np.ndarray) -> np.ndarray:
        return state.copy() if self.many else state[:, 0].copy()

    def pack(self, state: np.ndarray) -> np.ndarray:
        return state.reshape(len(_STATES), -1)

    def stepper(self, day: float) -> Stepper:
        muscle, liver = self.drift.at(day)
        drivers = (
            self._column(muscle * values("book")["si_0"]),
            self._column(liver),
            self._column(self.reserve),
        )
        return Stepper(self.functions, self.functions.prepare(drivers, self._parameters))

    def eat_for_a_day(self, start: np.ndarray, day: float) -> _Day:
        """The day that begins at `day`, the responses to insulin those of its noon."""
        noon = day + 0.5
        stepper, integral = self.stepper(noon), _Integral()
        state, portion = self.unpack(start), self.drift.portion(noon)
        ends = [*(minute for minute, _ in DAILY_MEALS[1:]), DAY]
        for (minute, grams), end in zip(DAILY_MEALS, ends, strict=True):
            state[_Q1] += 1000 * grams * portion
            state = stepper.run(state, minute, end, integral)
        final = self.pack(state)
        return _Day(
            start,
            final,
            np.atleast_1d(integral.glucose / DAY),
            self._secreted(start, final, integral, day),
        )

    def _secreted(
        self, start: np.ndarray, end: np.ndarray, integral: _Integral, day: float
    ) -> np.ndarray:
        """Insulin made in a day, U: what was cleared after the liver's first pass, and what remained."""
        preset = values("book")
        muscle = self.drift.at(day + 0.5)[0]
        passing = 1 - np.minimum(preset["E0"] * muscle, preset["E_max"])
        return (
            preset["V_I"] / passing * (preset["k_I"] * integral.insulin + end[_I] - start[_I]) / 1e6
        )

    def drink(self, morning: np.ndarray, day: float) -> tuple[np.ndarray, np.ndarray]:
        """Glucose tolerance test on a side branch: samples of glucose and insulin, shape (5, people)."""
        stepper, state = self.stepper(day), self.unpack(morning)
        state[_Q1] += 1000 * OGTT_GRAMS
        samples = [state]
        for begin, end in itertools.pairwise(SAMPLES):
            samples.append(stepper.run(samples[-1], begin, end))
        packed = [self.pack(sample) for sample in samples]
        return np.array([sample[_G] for sample in packed]), np.array(
            [sample[_I] for sample in packed]
        )


@dataclass
class _Settler:
    """Finds, at each node, the gamma that the day itself returns.

    A fixed point of a map of slope `slope` (0.2 to 0.6): its defect, divided by ``1 - slope``, is the correction.
    """

    people: _People
    slope: np.ndarray | float = 0.5
    sensitivity: np.ndarray | float = 0.0  # of end and gains to gamma, per unit
    history: list[tuple[float, np.ndarray]] = field(
        default_factory=list
    )  # settled mornings, the newest last

    def guess(self, day: float, slow: np.ndarray, fallback: np.ndarray) -> np.ndarray:
        """Morning of a node: earlier ones extended, capacity and mass as given."""
        if len(self.history) < 2:
            morning = (self.history[-1][1] if self.history else fallback).copy()
        else:
            (t0, y0), (t1, y1) = self.history[-2:]
            morning = np.maximum(y1 + (y1 - y0) * (day - t1) / (t1 - t0), 0.2 * y1)
            known = self.history[-3:]
            morning[_GAMMA] = BarycentricInterpolator(
                [t for t, _ in known], [y[_GAMMA] for _, y in known]
            )(day)
        morning[_SLOW] = slow
        return morning

    def drift(self) -> np.ndarray | float:
        """Slow change of gamma, per day."""
        if len(self.history) < 2:
            return 0.0
        (t0, y0), (t1, y1) = self.history[-2:]
        return (y1[_GAMMA] - y0[_GAMMA]) / (t1 - t0)

    def settle(self, day: float, morning: np.ndarray) -> _Day:
        """The settled day at `day`."""
        drift, tries = self.drift(), _TRIES if self.history else _TRIES_AT_A_BREAK
        previous: _Day | None = None
        for turn in range(tries):
            solved = self.people.eat_for_a_day(morning, day)
            if previous is not None:
                self._learn(previous, solved)
            defect = solved.end[_GAMMA] - morning[_GAMMA] - drift
            correction = defect / (1 - self.slope)
            if (turn or self.history) and np.max(np.abs(defect)) <= _SETTLED:
                break
            previous = solved
            if turn < tries - 1:
                slow, gamma = morning[_SLOW], morning[_GAMMA] + correction
                morning = solved.end.copy()
                morning[_SLOW], morning[_GAMMA] = slow, gamma
        settled = self._corrected(solved, correction)
        self.history = [*self.history[-2:], (day + 1, settled.end)]
        return settled

    def _learn(self, one: _Day, two: _Day) -> None:
        """Slope of the map of gamma, and what a change of gamma does to the day, from two tries."""
        step = two.start[_GAMMA] - one.start[_GAMMA]
        useful = np.abs(step) > 1e-7
        safe = np.where(useful, step, 1.0)
        self.slope = np.where(
            useful, np.clip((two.end[_GAMMA] - one.end[_GAMMA]) / safe, 0.05, 0.8), self.slope
        )
        self.sensitivity = np.where(
            useful, ((two.end - two.start) - (one.end - one.start)) / safe, self.sensitivity
        )

    def _corrected(self, day: _Day, correction: np.ndarray) -> _Day:
        """The day as it would be had its gamma been settled exactly."""
        end = day.end.copy()
        change = self.sensitivity * correction
        if np.ndim(change) == 2:
            end[_SLOW] += change[_SLOW]
        end[_GAMMA] += self.slope * correction
        return _Day(day.start, end, day.mean_glucose, day.secretion)


@dataclass(frozen=True)
class Years:
    """A life in the model, at its nodes.

    Attributes
    ----------
    years : ndarray, shape (nodes,)
        Time from the start. Each node is a morning before breakfast.
    mornings : ndarray, shape (nodes, 10, people)
        States.
    glucose_mgdl, insulin_uUml : ndarray, shape (nodes, 5, people)
        Samples of the glucose tolerance test of that morning, at :data:`SAMPLES`.
    mean_glucose_mgdl : ndarray, shape (nodes, people)
        Average over the day before.
    secretion : ndarray, shape (nodes, people)
        Insulin made in the day before, U.
    muscle, liver : ndarray, shape (nodes, people)
    breaks : tuple of float
        Years at which a change began.
    """

    years: np.ndarray
    mornings: np.ndarray
    glucose_mgdl: np.ndarray
    insulin_uUml: np.ndarray
    mean_glucose_mgdl: np.ndarray
    secretion: np.ndarray
    muscle: np.ndarray
    liver: np.ndarray
    breaks: tuple[float, ...]

    @property
    def fasting_glucose_mgdl(self) -> np.ndarray:
        """Fasting glucose, shape (nodes, people)."""
        return self.glucose_mgdl[:, 0]

    @property
    def two_hour_glucose_mgdl(self) -> np.ndarray:
        """Glucose two hours after 75 g, shape (nodes, people)."""
        return self.glucose_mgdl[:, -1]

    @property
    def fasting_insulin_uUml(self) -> np.ndarray:
        """Fasting insulin, shape (nodes, people)."""
        return self.insulin_uUml[:, 0]

    @property
    def a1c(self) -> np.ndarray:
        """A1c that the daily mean would settle to, percent, shape (nodes, people)."""
        return measures.a1c(self.mean_glucose_mgdl)

    def state(self, name: str) -> np.ndarray:
        """A state on the mornings, shape (nodes, people)."""
        return self.mornings[:, _STATES.index(name)]

    def value(self, series: np.ndarray, year: float, person: int = 0) -> float:
        """A series between its nodes: the cubic through the four nearest of the same stretch of life."""
        first, last = self._stretch(year)
        nearest = int(np.searchsorted(self.years[first:last], year)) + first
        low = min(max(nearest - 2, first), max(last - 4, first))
        four = slice(low, min(low + 4, last))
        return float(BarycentricInterpolator(self.years[four], series[four, person])(year))

    def _stretch(self, year: float) -> tuple[int, int]:
        """Nodes (first, one past the last) between the changes around `year`."""
        edges = [-np.inf, *self.breaks, np.inf]
        k = int(np.searchsorted(edges, year, side="left"))
        inside = np.nonzero((self.years >= edges[k - 1]) & (self.years <= edges[k]))[0]
        return int(inside[0]), int(inside[-1]) + 1

    def onset(self, series: np.ndarray, limit: float, person: int = 0) -> float | None:
        """Year at which a series first reaches `limit` from below, ``None`` if it never does."""
        above = series[:, person] >= limit
        upward = np.nonzero(above[1:] & ~above[:-1])[0]
        if above[0] or not upward.size:
            return float(self.years[0]) if above[0] else None
        k = upward[0]
        return float(
            brentq(
                lambda year: self.value(series, year, person) - limit,
                self.years[k],
                self.years[k + 1],
            )
        )


def years(
    person: Person | np.ndarray,
    drift: Drift,
    length: float = 15.0,
    *,
    longest: float = 45.0,
    start: np.ndarray | None = None,
) -> Years:
    """Live for years.

    Parameters
    ----------
    person : Person, or ndarray of beta-cell reserves, shape (people,)
        Who lives. Their responses to insulin are those of `drift`.
    drift : Drift
        Responses of muscle and liver over time.
    length : float
        Years.
    longest : float
        Longest stride between solved days, in days; 1 solves every day.
    start : ndarray, shape (10,) or (10, people), optional
        State of the first morning. Default: the healthy body with this reserve.

    Returns
    -------
    Years

    Raises
    ------
    ValueError
        If `length` or `longest` is out of range.
    """
    if not 0 < length <= 60:
        raise ValueError(f"length is {length!r} years; allowed: more than 0, up to 60 years")
    if not 1 <= longest <= 60:
        raise ValueError(f"longest is {longest!r} days; allowed: 1 to 60 days")
    reserve = (
        np.array([person.reserve])
        if isinstance(person, Person)
        else np.asarray(person, dtype=float)
    )
    people = _People(reserve, drift)
    if start is None:
        start = np.array([Person(reserve=value).healthy_start() for value in reserve]).T
    return _live(
        people, np.reshape(start, (len(_STATES), -1)).astype(float), length * YEAR, longest
    )


def _live(people: _People, start: np.ndarray, end: float, longest: float) -> Years:
    breaks = [day for day in people.drift.breaks if 0 < day < end]
    ends = [*breaks, end]
    records: list[tuple[float, np.ndarray, _Day | None]] = [(0.0, start, None)]
    morning, begin = start, 0.0
    for stop in ends:
        records += _stretch(people, morning, begin, stop, longest)
        begin, morning = stop, records[-1][1]
    return _collect(people, records, tuple(day / YEAR for day in breaks))


def _stretch(
    people: _People, morning: np.ndarray, begin: float, stop: float, longest: float
) -> list[tuple[float, np.ndarray, _Day]]:
    """From one change of the drift to the next; its last day ends exactly there."""
    settler, records = _Settler(people), []
    day, slow, stride, before = begin, morning[_SLOW], _FIRST_STRIDE, None
    while True:
        solved = settler.settle(day, settler.guess(day, slow, morning))
        records.append((day + 1, solved.end, solved))
        if day + 1 >= stop - 1e-9:
            return records
        # The last node is one day before the stop.
        step = min(stride, longest, stop - 1 - day)
        slope = 0.0 if before is None else (solved.gain - before[1]) / (day - before[0])
        slow = slow + step * solved.gain + slope * (step**2 - step) / 2
        before = (day, solved.gain)
        day, stride = day + step, stride * _STRIDE_GROWTH


def _collect(people: _People, records: list, breaks: tuple[float, ...]) -> Years:
    days = np.array([day for day, _, _ in records])
    drinks = [people.drink(morning, day) for day, morning, _ in records]
    responses = [
        [np.broadcast_to(x, people.reserve.shape) for x in people.drift.at(day)] for day in days
    ]
    first = records[1][2]
    solved = [first if day is None else day for _, _, day in records]
    return Years(
        years=days / YEAR,
        mornings=np.array([morning for _, morning, _ in records]),
        glucose_mgdl=np.array([glucose for glucose, _ in drinks]),
        insulin_uUml=np.array([insulin for _, insulin in drinks]),
        mean_glucose_mgdl=np.array([day.mean_glucose for day in solved]),
        secretion=np.array([day.secretion for day in solved]),
        muscle=np.array([muscle for muscle, _ in responses]),
        liver=np.array([liver for _, liver in responses]),
        breaks=breaks,
    )
