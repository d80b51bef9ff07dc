"""Ha & Sherman 2020 as printed: their meals, their glucose drink, their pathways to type 2 diabetes.

This is the proof that the code is right: run for five years it must land on the authors' own stored numbers. It can
also be asked what the paper asked. :func:`figure` gives the course of one of its four figures, :func:`follow` that of
any :class:`Pathway` (other sensitivities, another reserve, another :math:`G_s`, a second target from some year on, any
start state), :func:`reversal` and :func:`two_hits` lay many courses side by side as a map.

Solving every day of five years takes about a minute. So, as in :mod:`widgets.model.body.years`, a day is solved,
settled in gamma, and what capacity (sigma) and mass (b) of the beta cells gain in it carries them over the days that
follow. That takes some seconds. ``longest=1`` solves every day; a test holds the two together.

>>> from widgets.model.evidence.published import PATHWAYS, follow
>>> course = follow(PATHWAYS["IGT first"], 3.0)
>>> treated = follow(PATHWAYS["IGT first"].then(2.5, si=0.8, si_days=90), 5.0)
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.polynomial import polynomial

from widgets.model.solver.numeric import functions
from widgets.model.solver.solve import Body
from widgets.model.statement.limits import Limits
from widgets.model.statement.measures import THRESHOLDS
from widgets.model.statement.parameters import values

DAY, YEAR = 1440.0, 365  # minutes, days
_MEAL_EVERY, _MEALS = 360.0, 3  # three meals of 60 g, then a night

#: State at the start, in the authors' units: G mg/dL, I µU/mL, N5 and N6 granules, the others without a unit of use.
START = {
    "G": 78.592,
    "I": 5.6376,
    "N5": 60.243,
    "N6": 443.394,
    "gamma": -0.076635,
    "sigma": 1.0,
    "b": 1533.92,
}
START_SI, START_H = 0.8, 1.0
_GAMMA, _SLOW = list(START).index("gamma"), [list(START).index(name) for name in ("sigma", "b")]

#: The glucose drink: minutes, and mg/min that reach the blood (75 g in all).
_DRINK = (np.array([0.0, 15.0, 120.0, 240.0]), np.array([0.0, 588.5, 353.1, 0.0]))

_RTOL = 1e-7

#: Strides of :func:`follow`: days solved one after the other where a target changes, while gamma follows; the first
#: stride after them and the longest, days; by what it grows.
STRIDES = {"march": 4, "shortest": 5.0, "longest": 30.0, "growth": 1.4}


@dataclass(frozen=True)
class Target:
    """From a year on, the two sensitivities move exponentially to these values.

    Attributes
    ----------
    year : float
        When it begins, years of 365 days from the start.
    si : float
        Sensitivity of muscle; 0.8 at the start. :math:`S_I` in 1e-4 mL/µU/min is 6.944 times it.
    h : float
        Sensitivity of the liver; 1 at the start.
    si_days, h_days : float
        Time constants, days.
    """

    year: float
    si: float
    h: float
    si_days: float = 250.0
    h_days: float = 250.0

    def __post_init__(self) -> None:
        limits = {
            "year": Limits(0, 60, "years"),
            "si": Limits(0.01, 2, "1"),
            "h": Limits(0.01, 5, "1"),
            "si_days": Limits(0.01, 1e5, "days"),
            "h_days": Limits(0.01, 1e5, "days"),
        }
        for name, allowed in limits.items():
            called = "year of a target" if name == "year" else name
            object.__setattr__(self, name, allowed.check(called, getattr(self, name)))


@dataclass(frozen=True)
class Pathway:
    """One way to type 2 diabetes, and perhaps back.

    Parameters
    ----------
    targets : tuple of Target
        Where the two sensitivities go, in order of time.
    reserve : float
        Beta-cell reserve (the authors' ISRI bar): 1.4 robust, 0.5259 the defect of all their pathways.
    G_s : float
        Glucose at half of the shift of the dose response, mg/dL: 100, in their Figure 2 90.

    Raises
    ------
    ValueError
        If a number is out of range, or the targets are not in order of time.
    """

    targets: tuple[Target, ...] = ()
    reserve: float = 0.5259
    G_s: float = field(default_factory=lambda: values("published")["G_s"])

    def __post_init__(self) -> None:
        limits = {"reserve": Limits(0.01, 5, "1"), "G_s": Limits(50, 200, "mg/dL")}
        for name, allowed in limits.items():
            object.__setattr__(self, name, allowed.check(name, getattr(self, name)))
        for before, after in itertools.pairwise(self.targets):
            if not after.year > before.year:
                raise ValueError(
                    f"year of a target is {after.year:g}; allowed: later than {before.year:g}, the one before"
                )

    def then(
        self,
        year: float,
        si: float | None = None,
        h: float | None = None,
        si_days: float = 250.0,
        h_days: float = 250.0,
    ) -> Pathway:
        """The same pathway, with other targets from `year` on; what is ``None`` goes where it went.

        Raises
        ------
        ValueError
            If a number is out of range, or `year` is not later than that of the last target.
        """
        last = self.targets[-1] if self.targets else Target(0, START_SI, START_H)
        si, si_days = (last.si, last.si_days) if si is None else (si, si_days)
        h, h_days = (last.h, last.h_days) if h is None else (h, h_days)
        return replace(self, targets=(*self.targets, Target(year, si, h, si_days, h_days)))

    def at(
        self, day: float, start: tuple[float, float] = (START_SI, START_H)
    ) -> tuple[float, float]:
        """Sensitivities (si, h) on a day, from those of day 0."""
        si, h = start
        begins = [target.year * YEAR for target in self.targets]
        for target, end in zip(self.targets, [*begins, math.inf][1:], strict=True):
            passed = min(day, end) - target.year * YEAR
            if passed <= 0:
                break
            si = target.si + (si - target.si) * math.exp(-passed / target.si_days)
            h = target.h + (h - target.h) * math.exp(-passed / target.h_days)
        return si, h


#: The pathways of the paper, and its two tests of one hit alone.
PATHWAYS = {
    "IGT first": Pathway((Target(0, si=0.1, h=0.85),)),
    "sustained IGT": Pathway((Target(0, si=0.1, h=0.85),), G_s=90.0),
    "IFG first": Pathway((Target(0, si=0.5, h=0.1),)),
    "severe resistance": Pathway((Target(0, si=0.03, h=1.3, si_days=150.0, h_days=1.0),)),
    "resistance alone": Pathway((Target(0, si=0.1, h=0.85),), reserve=1.4),
    "defect alone": Pathway(),
}

#: Figures of the paper that show a course.
FIGURES = {1: "IGT first", 2: "sustained IGT", 3: "IFG first", 4: "severe resistance"}


def meal_inflow(minute: float) -> float:
    """Glucose from three meals a day, mg/dL/min, at a minute since breakfast."""
    minute %= DAY
    if minute >= _MEALS * _MEAL_EVERY:
        return 0.0
    x = minute % _MEAL_EVERY
    return 11.055 * (x**4 / (40.0**4 + x**4)) ** 0.3 * np.exp(-0.015 * x)


def drink_inflow(minute: float) -> float:
    """Glucose from the 75 g drink, mg/dL/min, at a minute since the drink."""
    preset = values("published")
    return float(np.interp(minute, *_DRINK)) / (preset["BW"] * preset["V_G"])


@dataclass(frozen=True)
class Course:
    """A pathway, lived.

    Attributes
    ----------
    years : ndarray, shape (n,)
        Time from the start. Each is a morning before breakfast.
    mornings : ndarray, shape (n, 7)
        States, in the order and units of :data:`START`.
    si, h : ndarray, shape (n,)
        Sensitivities of muscle and liver.
    two_hour_glucose_mgdl : ndarray, shape (n,)
        Glucose two hours after 75 g.
    """

    years: np.ndarray
    mornings: np.ndarray
    si: np.ndarray
    h: np.ndarray
    two_hour_glucose_mgdl: np.ndarray

    def state(self, name: str) -> np.ndarray:
        """A state on the mornings, shape (n,).

        Raises
        ------
        ValueError
            If the preset has no such state.
        """
        if name not in START:
            raise ValueError(f"state is {name!r}; allowed: {', '.join(START)}")
        return self.mornings[:, list(START).index(name)]

    @property
    def end(self) -> dict[str, float]:
        """State of the last morning, `si` and `h` with it: a start for another :func:`follow`."""
        states = dict(zip(START, map(float, self.mornings[-1]), strict=True))
        return states | {"si": float(self.si[-1]), "h": float(self.h[-1])}

    def onset(self, series: np.ndarray, limit: float) -> float | None:
        """Year at which a series of shape (n,) first reaches `limit`, by straight lines; ``None`` if never."""
        above = np.nonzero(series >= limit)[0]
        if not above.size:
            return None
        k = above[0]
        if k == 0:
            return float(self.years[0])
        share = (limit - series[k - 1]) / (series[k] - series[k - 1])
        return float(self.years[k - 1] + share * (self.years[k] - self.years[k - 1]))

    @property
    def diabetes(self) -> float | None:
        """Year at which fasting or two-hour glucose first is in the range of diabetes, ``None`` if never."""
        found = (
            self.onset(self.state("G"), THRESHOLDS["fasting"]["diabetes"]),
            self.onset(self.two_hour_glucose_mgdl, THRESHOLDS["two_hour"]["diabetes"]),
        )
        return min((year for year in found if year is not None), default=None)


def drink(body: Body, morning: np.ndarray, minutes: np.ndarray) -> np.ndarray:
    """Glucose tolerance test: states at `minutes`, shape (7, n), of a body that drinks 75 g."""
    return _piecewise(body, morning, minutes, drink_inflow, _DRINK[0])


def _piecewise(
    body: Body, start: np.ndarray, minutes: np.ndarray, inflow: object, kinks: np.ndarray
) -> np.ndarray:
    """Solve from kink to kink of the inflow, so that no solver has to step across one."""
    edges = np.unique(np.concatenate([kinks[kinks < minutes[-1]], [minutes[-1]]]))
    result, state = np.empty((start.size, minutes.size)), np.array(start, dtype=float)
    for begin, end in itertools.pairwise(edges):
        inside = (minutes >= begin) & (minutes <= end)
        grid = np.unique(np.concatenate([[begin], minutes[inside], [end]]))
        solved = body.solve(state, grid, inflow=inflow, rtol=_RTOL)
        result[:, inside] = solved[:, np.isin(grid, minutes[inside])]
        state = solved[:, -1]
    return result


class _Life:
    """One pathway from one start state, a day at a time."""

    def __init__(self, pathway: Pathway, start: Mapping[str, float]) -> None:
        self._pathway = pathway
        self._sensitivities = start["si"], start["h"]
        self.morning = np.array([start[name] for name in START])
        self._gains: list[tuple[float, np.ndarray]] = []  # noon of a day, what sigma and b gained

    def sensitivities(self, day: float) -> tuple[float, float]:
        """The two sensitivities (si, h) on a day."""
        return self._pathway.at(day, self._sensitivities)

    def body(self, day: float) -> Body:
        """The equations with the sensitivities of a day."""
        compiled = functions("published")
        parameters = values("published") | {"G_s": self._pathway.G_s}
        drivers = (*self.sensitivities(day), self._pathway.reserve)
        return Body(compiled, compiled.prepare(drivers, tuple(parameters.values())), parameters)

    def two_hours(self, day: float) -> float:
        """Two-hour glucose on the morning of a day, mg/dL."""
        return float(drink(self.body(day), self.morning, np.array([0.0, 120.0]))[0, -1])

    def eat(self, day: float, morning: np.ndarray) -> np.ndarray:
        """State on the morning after a day of meals."""
        times = np.arange(_MEALS + 1) * _MEAL_EVERY
        minutes = np.array([0.0, DAY])
        return _piecewise(self.body(day + 0.5), morning, minutes, meal_inflow, times)[:, -1]

    def live(self, day: float) -> None:
        """The day that follows at once on the day before."""
        self._done(day, self.morning, self.eat(day, self.morning))

    def leap(self, day: float, stride: float) -> None:
        """Let sigma and b gain what the last days say, then live the day a stride later with gamma settled.

        Three days are tried there. Gamma follows the days geometrically, so that two tell where it goes (Aitken).
        """
        morning = self.morning.copy()
        morning[_SLOW] += self._gained(day, stride)
        slow, gammas = morning[_SLOW].copy(), [morning[_GAMMA]]
        for _ in range(2):
            morning = self.eat(day + stride, morning)
            morning[_SLOW] = slow
            gammas.append(morning[_GAMMA])
        first, second = np.diff(gammas)
        if abs(second) < abs(first):
            morning[_GAMMA] = gammas[-1] + second * second / (first - second)
        self._done(day + stride, morning, self.eat(day + stride, morning))

    def forget(self) -> None:
        """What days before a change of target gained says nothing about those after it."""
        self._gains = []

    def _done(self, day: float, before: np.ndarray, after: np.ndarray) -> None:
        self._gains = [*self._gains[-2:], (day + 0.5, (after - before)[_SLOW])]
        self.morning = after

    def _gained(self, day: float, stride: float) -> np.ndarray:
        """What sigma and b gain from `day` on: the parabola through three solved days, integrated."""
        noons, gains = zip(*self._gains, strict=True)
        curve = polynomial.polyfit(np.array(noons) - day, np.array(gains), len(noons) - 1)
        whole = polynomial.polyint(curve)
        return polynomial.polyval(stride, whole)


def _breaks(pathway: Pathway, days: float) -> list[float]:
    """Whole days at which a target begins, and the last."""
    begins = {round(target.year * YEAR) for target in pathway.targets}
    return sorted({day for day in begins if 0 < day < days} | {days})


def _leaps(begin: float, stop: float, longest: float) -> Iterator[tuple[float, float]]:
    """From one change to the next: (day, days left out before the day that is solved)."""
    day, stride = begin, STRIDES["shortest"]
    while day < stop:
        marching = day - begin < STRIDES["march"] or longest == 1
        step = 1.0 if marching else min(round(stride), longest, stop - day)
        yield day, step - 1
        if not marching:
            stride *= STRIDES["growth"]
        day += step


def follow(
    pathway: Pathway,
    years: float = 5.0,
    *,
    start: Mapping[str, float] | None = None,
    longest: float = STRIDES["longest"],
) -> Course:
    """Live a pathway for years, with a glucose tolerance test on each morning that is kept.

    Parameters
    ----------
    pathway : Pathway
    years : float
        Length, years of 365 days, up to 60.
    start : mapping of str to float, optional
        Start state: names of :data:`START`, ``si`` and ``h``; those left out are as in the paper. ``course.end`` is
        one. The year of the pathway's targets counts from here.
    longest : float
        Longest stride between solved days, days; 1 solves every day.

    Returns
    -------
    Course
        With longer strides the mornings between which a value crosses a line lie up to `longest` days apart.

    Raises
    ------
    ValueError
        If a number is out of range, or the start names a state that the preset does not have.
    """
    days = round(Limits(1 / YEAR, 60, "years").check("years", years) * YEAR)
    longest = Limits(1, STRIDES["longest"], "days").check("longest", longest)
    life = _Life(pathway, _checked(start or {}))
    kept = [(0.0, life.morning, life.two_hours(0.0))]
    begin = 0.0
    for stop in _breaks(pathway, days):
        life.forget()
        for day, left_out in _leaps(begin, stop, longest):
            if left_out > 0:
                life.leap(day, left_out)
            else:
                life.live(day)
            over = day + left_out + 1
            kept.append((over, life.morning, life.two_hours(over)))
        begin = stop
    over, mornings, two_hours = zip(*kept, strict=True)
    si, h = zip(*(life.sensitivities(day) for day in over), strict=True)
    return Course(
        np.array(over) / YEAR, np.array(mornings), np.array(si), np.array(h), np.array(two_hours)
    )


def _checked(start: Mapping[str, float]) -> dict[str, float]:
    """A whole start state."""
    whole = START | {"si": START_SI, "h": START_H}
    for name, value in start.items():
        if name not in whole:
            raise ValueError(f"state of the start is {name!r}; allowed: {', '.join(whole)}")
        limits = Limits(*((-1, 1) if name == "gamma" else (0, 1e6)), "1")
        whole[name] = limits.check(f"{name} at the start", value)
    return whole


def figure(number: int, **options: float) -> Course:
    """The course of one of the paper's Figures 1 to 4, five years long.

    Parameters
    ----------
    number : {1, 2, 3, 4}
        1 IGT first, 2 sustained IGT, 3 IFG first, 4 severe resistance of muscle with a sensitive liver.
    **options
        ``longest`` of :func:`follow`.

    Returns
    -------
    Course

    Raises
    ------
    ValueError
        If the paper has no such course.
    """
    if number not in FIGURES:
        raise ValueError(f"figure is {number!r}; allowed: {', '.join(map(str, FIGURES))}")
    return follow(PATHWAYS[FIGURES[number]], 5.0, **options)


def reversal(
    begin: Sequence[float],
    si: Sequence[float],
    *,
    pathway: Pathway = PATHWAYS["IGT first"],
    years: float = 10.0,
    si_days: float = 90.0,
) -> np.ndarray:
    """Where fasting glucose ends when muscle is made more sensitive: the sooner, the better.

    Parameters
    ----------
    begin : sequence of float, shape (n,)
        Years at which it begins, in order of time.
    si : sequence of float, shape (m,)
        Sensitivities that muscle then moves to.
    pathway : Pathway
        What is lived until then.
    years : float
        Length of each life; a course takes some seconds.
    si_days : float
        Time constant of the way back, days.

    Returns
    -------
    ndarray, shape (n, m)
        Fasting glucose at the end, mg/dL.

    Raises
    ------
    ValueError
        As :func:`follow` and :meth:`Pathway.then`.
    """
    cells = [
        follow(pathway.then(year, si=value, si_days=si_days), years).end["G"]
        for year in begin
        for value in si
    ]
    return np.reshape(cells, (len(begin), len(si)))


def two_hits(
    si: Sequence[float], reserve: Sequence[float], *, h: float = 0.85, years: float = 5.0
) -> np.ndarray:
    """When diabetes comes, for how resistant muscle becomes and how small the reserve is: one hit is not enough.

    Parameters
    ----------
    si : sequence of float, shape (n,)
        Sensitivities that muscle moves to, time constant 250 days; 0.8 is none lost.
    reserve : sequence of float, shape (m,)
        Beta-cell reserves.
    h : float
        What the liver's sensitivity moves to.
    years : float
        Length of each life; a course takes some seconds.

    Returns
    -------
    ndarray, shape (n, m)
        Year at which fasting or two-hour glucose comes into the range of diabetes; infinite where it does not.

    Raises
    ------
    ValueError
        As :func:`follow`.
    """
    onsets = [
        follow(Pathway((Target(0, si=value, h=h),), reserve=left), years).diabetes
        for value in si
        for left in reserve
    ]
    return np.reshape(
        [math.inf if year is None else year for year in onsets], (len(si), len(reserve))
    )
