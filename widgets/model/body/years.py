"""The years: fifteen years of meals, solved by solving one day in every few months.

Three time scales. Within a day the fast states follow the meals; over two days gamma follows the glucose; over months
and years capacity (sigma) and mass (b) of the beta cells drift. So a day is solved at a node, settled in gamma, and
what sigma and b gain in that day and the two before carries them to the next node (Adams-Bashforth of order 3): a
heterogeneous multiscale method. `longest` = 1 solves every day. The browser runs the same scheme
(``widgets/model/browser/years.js``), with the same settings.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from scipy.optimize import brentq

from widgets.model.body.drift import COURSE_YEARS, Drift, check_drift
from widgets.model.body.experiments import OGTT_GRAMS
from widgets.model.body.health import DAILY_MEALS, DAY
from widgets.model.body.person import RANGES, STATES, Person
from widgets.model.solver.numeric import Functions, functions
from widgets.model.solver.rodas import Stepper
from widgets.model.statement import measures
from widgets.model.statement.equations import system
from widgets.model.statement.limits import (
    Limits,
    check_finite,
    check_kind,
    check_name,
    check_state,
    shown,
)
from widgets.model.statement.parameters import values

YEAR = 365.0  # days

#: Minutes of the blood samples of a glucose tolerance test.
SAMPLES = (0.0, 30.0, 60.0, 90.0, 120.0)

_STATES = tuple(state.name for state in system("book").states)
_Q1, _G, _I, _GAMMA, _SIGMA, _B = (
    _STATES.index(name) for name in ("q1", "G", "I", "gamma", "sigma", "b")
)
_SLOW = [_SIGMA, _B]
_EMPTY = [_STATES.index(state.name) for state in system("book").empty]
_ROUNDING = 1e-6  # days, and years that are asked for
_FEW = 20  # people, up to whom one after the other is faster than all at once

#: The scheme of the years, as Python and the browser run it.
SCHEME: dict[str, float] = {
    "march": 4,  # days solved one after the other where the drift changes, while gamma follows
    "shortest": 5.0,  # stride between nodes after that, days
    "growth": 1.4,  # from stride to stride
    "longest": 75.0,  # stride, unless said, and at most
    "test_every": 60.0,  # fewest days between two glucose drinks of a drawn life: the long strides leave out none
    "settled": 3e-4,  # gamma is settled when a day changes it by less, its slow drift apart
    "tries": 3,  # days solved to settle gamma at a node
    "strictness": 0.5,  # of the day solver: FPG to a few thousandths of a mg/dL
}

#: When a date is no date: an error of glucose as large as the scheme may make it, as a share of
#: glucose, would move the date by more than this many years.
ONSET: dict[str, float] = {"accuracy": 1e-3, "blurred_years": 1.0}

Watch = Callable[[float], None]


@dataclass
class _Day:
    """One solved day: its noon, the morning after (days); of all people, shape (people,) or (states, people)."""

    noon: float
    over: float
    start: np.ndarray
    end: np.ndarray
    mean_glucose: np.ndarray
    secretion: np.ndarray

    @property
    def gain(self) -> np.ndarray:
        """What sigma and b gain in this day, shape (2, people)."""
        return (self.end - self.start)[_SLOW]

    def of(self, who: np.ndarray) -> _Day:
        """The day of some of the people."""
        mean, secretion = self.mean_glucose[who], self.secretion[who]
        return _Day(self.noon, self.over, self.start[:, who], self.end[:, who], mean, secretion)

    def put(self, who: np.ndarray, other: _Day) -> None:
        """Take the day of some of the people from `other`, which is theirs alone."""
        self.start[:, who], self.end[:, who] = other.start, other.end
        self.mean_glucose[who], self.secretion[who] = other.mean_glucose, other.secretion


@dataclass
class _Integral:
    """Time integrals of glucose and insulin along accepted steps (Simpson's rule)."""

    glucose: Any = 0.0
    insulin: Any = 0.0

    def __call__(
        self, t: float, h: float, before: np.ndarray, middle: np.ndarray, after: np.ndarray
    ) -> None:
        def piece(i: int) -> Any:
            return h / 6 * (before[i] + 4 * middle[i] + after[i])

        self.glucose = self.glucose + piece(_G)
        self.insulin = self.insulin + piece(_I)


class _People:
    """One person or a cohort, as the day solver wants them: floats for one, arrays for many.

    `who` picks some of the people that `drift` speaks of.
    """

    def __init__(
        self, reserve: np.ndarray, drift: Drift, who: slice | np.ndarray = slice(None)
    ) -> None:
        self._all, self.drift, self._who = reserve, drift, who
        self.reserve = reserve[who]
        self.many = self.reserve.size > 1
        self.functions: Functions = functions("book", vector=self.many)
        self._parameters = tuple(values("book").values())

    def of(self, who: np.ndarray) -> _People:
        """Some of these people."""
        return _People(self._all, self.drift, np.arange(self._all.size)[self._who][who])

    def responses(self, day: float) -> list[np.ndarray]:
        """Responses of muscle and liver on a day, each of shape (people,)."""
        return [self._each(x) for x in self.drift.at(day)]

    def _each(self, value: Any) -> np.ndarray:
        return np.broadcast_to(value, self._all.shape)[self._who]

    def _column(self, value: np.ndarray) -> Any:
        return value.astype(float) if self.many else float(value[0])

    def unpack(self, state: np.ndarray) -> np.ndarray:
        return state.copy() if self.many else state[:, 0].copy()

    def pack(self, state: np.ndarray) -> np.ndarray:
        return state.reshape(len(_STATES), -1)

    def constants(self, day: float) -> tuple:
        muscle, liver = self.responses(day)
        drivers = (
            self._column(muscle * values("book")["si_0"]),
            self._column(liver),
            self._column(self.reserve),
            self._column(self._each(self.drift.release(day))),
            self._column(self._each(self.drift.output(day))),
        )
        return self.functions.prepare(drivers, self._parameters)

    def stepper(self, day: float) -> Stepper:
        return Stepper(self.functions, self.constants(day), SCHEME["strictness"])

    def eat_for_a_day(self, start: np.ndarray, day: float) -> _Day:
        """The day that begins at `day`, the responses to insulin those of its noon."""
        noon = day + 0.5
        stepper, integral = self.stepper(noon), _Integral()
        state = self.unpack(start)
        portion = self._column(self._each(self.drift.portion(noon)))
        ends = [*(minute for minute, _ in DAILY_MEALS[1:]), DAY]
        for (minute, grams), end in zip(DAILY_MEALS, ends, strict=True):
            state[_Q1] += 1000 * grams * portion
            state = stepper.run(state, minute, end, integral)
        final = self.pack(state)
        return _Day(
            noon,
            day + 1,
            start,
            final,
            np.atleast_1d(integral.glucose / DAY),
            self._secreted(start, final, integral, day),
        )

    def _secreted(
        self, start: np.ndarray, end: np.ndarray, integral: _Integral, day: float
    ) -> np.ndarray:
        """Insulin made in a day, U: what was cleared after the liver's first pass, and what remained."""
        change = end[_I] - start[_I]
        (released,) = self.functions.released(self.constants(day + 0.5), integral.insulin, change)
        return np.atleast_1d(released) / 1e6

    def drink(self, morning: np.ndarray, day: float) -> tuple[np.ndarray, np.ndarray]:
        """Glucose tolerance test on a side branch: samples of glucose and insulin, shape (5, people)."""
        stepper, state = self.stepper(day), self.unpack(morning)
        samples = [state[[_G, _I]]]
        state[_Q1] += 1000 * OGTT_GRAMS

        def draw(t: float, h: float, *_: np.ndarray) -> None:
            due = [minute for minute in SAMPLES if t + 1e-9 < minute <= t + h + 1e-9]
            samples.extend(stepper.within(min(1.0, (minute - t) / h))[[_G, _I]] for minute in due)

        stepper.run(state, 0.0, SAMPLES[-1], draw)
        glucose, insulin = np.moveaxis(np.reshape(samples, (len(SAMPLES), 2, -1)), 1, 0)
        return glucose, insulin


def _polynomial(xs: Sequence[float], ys: Sequence[Any], x: float) -> Any:
    """Value at `x` of the polynomial through all points (Neville)."""
    p = list(ys)
    for order in range(1, len(p)):
        for i in range(len(p) - order):
            far = xs[i + order]
            p[i] = ((x - far) * p[i] + (xs[i] - x) * p[i + 1]) / (xs[i] - far)
    return p[0]


@dataclass
class _Settler:
    """Finds, at each node, the gamma that the day itself returns.

    A fixed point of a map of slope `slope` (0.2 to 0.6): its defect, divided by ``1 - slope``, is the correction.
    """

    people: _People
    known: list[tuple[float, np.ndarray]]  # settled mornings, the newest last

    def __post_init__(self) -> None:
        people = self.people.reserve.size
        self.slope = np.full(people, 0.5)
        self.sensitivity = np.zeros((len(_SLOW), people))  # of what a day gains to its gamma

    def follow(self, day: float) -> _Day:
        """The day at `day`, which follows at once on the day before: nothing to settle."""
        solved = self.people.eat_for_a_day(self.known[-1][1], day)
        self.known = [*self.known[-1:], (solved.over, solved.end)]
        return solved

    def settle(self, day: float, slow: np.ndarray) -> _Day:
        """The settled day at `day`, capacity and mass at its start as given."""
        drift = self._drift()
        solved = self.people.eat_for_a_day(self._guess(day, slow), day)
        for _ in range(SCHEME["tries"] - 1):
            defect = self._defect(solved, drift)
            unsettled = np.abs(defect) > SCHEME["settled"]
            if not unsettled.any():
                break
            # In a cohort most are settled: only the others try again.
            people = self.people if unsettled.all() else self.people.of(unsettled)
            first = solved.of(unsettled)
            again = people.eat_for_a_day(self._retry(first, defect[unsettled], unsettled), day)
            self._learn(first, again, unsettled)
            solved.put(unsettled, again)
        settled = self._corrected(solved, self._defect(solved, drift) / (1 - self.slope))
        self.known = [*self.known[-2:], (settled.over, settled.end)]
        return settled

    def _defect(self, day: _Day, drift: np.ndarray) -> np.ndarray:
        """What a day moves gamma by, its slow drift apart."""
        return day.end[_GAMMA] - day.start[_GAMMA] - drift

    def _drift(self) -> np.ndarray:
        """Slow change of gamma, per day."""
        (t0, y0), (t1, y1) = self.known[-2:]
        return (y1[_GAMMA] - y0[_GAMMA]) / (t1 - t0)

    def _guess(self, day: float, slow: np.ndarray) -> np.ndarray:
        """Morning of a node: earlier ones extended, along a line, gamma along a parabola."""
        (t0, y0), (t1, y1) = self.known[-2:]
        morning = np.maximum(y1 + (y1 - y0) * (day - t1) / (t1 - t0), 0.2 * y1)
        times, gammas = [t for t, _ in self.known], [y[_GAMMA] for _, y in self.known]
        morning[_GAMMA] = _polynomial(times, gammas, day)
        morning[_SLOW] = slow
        return morning

    def _retry(self, day: _Day, defect: np.ndarray, who: np.ndarray) -> np.ndarray:
        """Where the day ended, but with its own capacity and mass, and a better gamma."""
        morning = day.end.copy()
        morning[_SLOW] = day.start[_SLOW]
        morning[_GAMMA] = day.start[_GAMMA] + defect / (1 - self.slope[who])
        return morning

    def _learn(self, one: _Day, two: _Day, who: np.ndarray) -> None:
        """Slope of the map of gamma, and what a change of gamma does to the day, from two tries."""
        step = two.start[_GAMMA] - one.start[_GAMMA]
        useful = np.abs(step) > 1e-7
        safe = np.where(useful, step, 1.0)
        slope = np.clip((two.end[_GAMMA] - one.end[_GAMMA]) / safe, 0.05, 0.8)
        self.slope[who] = np.where(useful, slope, self.slope[who])
        gain = (two.gain - one.gain) / safe
        self.sensitivity[:, who] = np.where(useful, gain, self.sensitivity[:, who])

    def _corrected(self, day: _Day, correction: np.ndarray) -> _Day:
        """The day as it would be had its gamma been settled exactly."""
        end = day.end.copy()
        end[_SLOW] += self.sensitivity * correction
        end[_GAMMA] += self.slope * correction
        return replace(day, end=end)


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

    @classmethod
    def joined(cls, parts: Sequence[Years]) -> Years:
        """One cohort of several with the same times: arrays side by side, people last.

        Raises
        ------
        ValueError
            If there is none, one is no life, or the times differ.
        """
        parts = check_kind("parts", parts, (list, tuple), "lives to join")
        if not parts:
            raise ValueError("parts is []; allowed: at least one life")
        for part in parts:
            check_life(part)
            if not np.array_equal(part.years, parts[0].years):
                raise ValueError(f"years is {shown(part.years)}; allowed: the same of all lives")
        shared = {"years", "breaks"}
        return cls(
            **{
                field.name: getattr(parts[0], field.name)
                if field.name in shared
                else np.concatenate([getattr(part, field.name) for part in parts], axis=-1)
                for field in fields(cls)
            }
        )

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

    @property
    def laboratory(self) -> tuple[np.ndarray, ...]:
        """Fasting glucose, two-hour glucose, A1c and fasting insulin, each of shape (nodes, people)."""
        return (
            self.fasting_glucose_mgdl,
            self.two_hour_glucose_mgdl,
            self.a1c,
            self.fasting_insulin_uUml,
        )

    def state(self, name: str) -> np.ndarray:
        """A state on the mornings, shape (nodes, people).

        Raises
        ------
        ValueError
            If the equations have no such state.
        """
        return self.mornings[:, _STATES.index(check_name("state", name, _STATES))]

    def value(self, series: np.ndarray, year: float, person: int = 0) -> float:
        """A series between its nodes: the cubic through the four nearest of the same stretch of life.

        Parameters
        ----------
        series : ndarray, shape (nodes, people)
        year : float
            Years from the start.
        person : int
            Which of the people.

        Raises
        ------
        ValueError
            If the year is outside the life, there is no such person, or the series is none of this life.
        """
        person, series = self._checked_person(person), self._checked_series(series)
        ends = float(self.years[0]), float(self.years[-1])
        year = check_finite("year", year)
        if not any(abs(year - end) < _ROUNDING for end in ends):
            Limits(*ends, "years").check("year", year)
        first, last = self._stretch(year)
        nearest = int(np.searchsorted(self.years[first:last], year)) + first
        low = min(max(nearest - 2, first), max(last - 4, first))
        four = slice(low, min(low + 4, last))
        return float(_polynomial(self.years[four], series[four, person].astype(float), year))

    def morning(self, year: float, person: int = 0) -> np.ndarray:
        """State before breakfast at a year, shape (10,): stomach and gut empty, the others as :meth:`value` says."""
        series = self.mornings.swapaxes(0, 1)
        state = np.array([self.value(one, year, person) for one in series])
        state[_EMPTY] = 0.0
        return state

    def _checked_person(self, person: int) -> int:
        return Limits(0, self.muscle.shape[1] - 1, "1").check_whole("person", person)

    def _checked_series(self, series: object) -> np.ndarray:
        numbers = isinstance(series, np.ndarray) and series.dtype.kind in "iuf"
        if not numbers or series.shape != self.muscle.shape:
            what = f"has shape {series.shape}" if numbers else f"is {shown(series)}"
            shape = self.muscle.shape
            raise ValueError(
                f"series {what}; allowed: an array of numbers of shape {shape}, (nodes, people)"
            )
        return series

    def _stretch(self, year: float) -> tuple[int, int]:
        """Nodes (first, one past the last) between the changes around `year`."""
        edges = [-np.inf, *self.breaks, np.inf]
        k = int(np.searchsorted(edges, year, side="left"))
        inside = np.nonzero((self.years >= edges[k - 1]) & (self.years <= edges[k]))[0]
        return int(inside[0]), int(inside[-1]) + 1

    def onset(self, series: np.ndarray, limit: float, person: int = 0) -> float | None:
        """Year at which a series first reaches `limit` from below, ``None`` if it never does.

        Raises
        ------
        ValueError
            If the limit is not finite, there is no such person, or the series is none of this life.
        """
        person, series = self._checked_person(person), self._checked_series(series)
        limit = check_finite("limit", limit)
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

    def touches(self, series: np.ndarray, limit: float, person: int = 0) -> bool:
        """Whether a series only grazes `limit`, so that no date can be told: see :data:`ONSET`."""
        limit = check_finite("limit", limit)
        early = self.onset(series, limit * (1 - ONSET["accuracy"]), person)
        late = self.onset(series, limit * (1 + ONSET["accuracy"]), person)
        return early is not None and (late is None or late - early > ONSET["blurred_years"])


def years(
    person: Person | np.ndarray,
    drift: Drift,
    length: float = COURSE_YEARS,
    *,
    longest: float = SCHEME["longest"],
    start: np.ndarray | None = None,
    watch: Watch = lambda person_years: None,
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
        Longest stride between solved days: 1 (every day is solved), or from the shortest to the longest of
        :data:`SCHEME`.
    start : ndarray, shape (10,) or (10, people), optional
        State of the first morning. Default: the healthy body with this reserve.
    watch : callable, optional
        Called as the life goes on, with the person-years lived since the last call.

    Returns
    -------
    Years

    Raises
    ------
    ValueError
        If `length` or `longest` is out of range, the reserves are no row of numbers, or `drift` is none, or one of
        other people.
    """
    length, longest = checked_length(length), _checked_longest(longest)
    reserve = reserves(person)
    check_drift(drift, reserve.size)
    if start is None:
        start = np.array([Person(reserve=value).healthy_start() for value in reserve]).T
    start = check_state("start", start, STATES, reserve.size).reshape(len(_STATES), -1)
    start = np.broadcast_to(start, (len(_STATES), reserve.size))
    every = np.arange(reserve.size)
    together = [every] if reserve.size > _FEW else every[:, None]
    return Years.joined(
        [
            _live(_People(reserve, drift, who), start[:, who], length * YEAR, longest, watch)
            for who in together
        ]
    )


def checked_length(length: float) -> float:
    """The length of a life, years.

    Raises
    ------
    ValueError
        If it is not more than 0 and at most 60.
    """
    years = check_finite("length", length)
    if not 0 < years <= 60:
        raise ValueError(f"length is {shown(length)} years; allowed: more than 0, up to 60 years")
    return years


def _checked_longest(longest: float) -> float:
    days = check_finite("longest", longest)
    shortest, most = SCHEME["shortest"], SCHEME["longest"]
    if days != 1 and not shortest <= days <= most:
        raise ValueError(
            f"longest is {shown(longest)} days; allowed: 1, or {shortest:g} to {most:g} days"
        )
    return days


def check_life(life: object) -> Years:
    """`life` itself.

    Raises
    ------
    ValueError
        If it is no :class:`Years`.
    """
    return check_kind("life", life, Years, "Years, as of years or cohort")


def reserves(person: Person | np.ndarray) -> np.ndarray:
    """Beta-cell reserves of one person or of many, shape (people,).

    Raises
    ------
    ValueError
        If they are not a row of numbers within their range, at least one.
    """
    if isinstance(person, Person):
        return np.array([person.reserve])
    reserve = RANGES["reserve"].check_all("reserve", person)
    if reserve.ndim != 1:
        raise ValueError(f"reserve has shape {reserve.shape}; allowed: (people,), at least one")
    return reserve


def _live(people: _People, start: np.ndarray, end: float, longest: float, watch: Watch) -> Years:
    breaks = _breaks(people.drift, end)
    solved: list[_Day] = []
    morning, begin = start, 0.0
    for stop in (*breaks, end):
        solved += _stretch(people, morning, begin, stop, longest, watch)
        begin, morning = solved[-1].over, solved[-1].end
    return _collect(people, start, solved, tuple(day / YEAR for day in breaks))


def _breaks(drift: Drift, end: float) -> list[float]:
    """Days on which the drift changes in a life of so many, each at least a day after the one before."""
    breaks: list[float] = []
    for day in sorted(drift.breaks):
        if (breaks[-1] if breaks else 0.0) + 1 <= day <= end - 1:
            breaks.append(day)
    return breaks


def _stretch(
    people: _People,
    morning: np.ndarray,
    begin: float,
    stop: float,
    longest: float,
    watch: Watch,
) -> list[_Day]:
    """Solved days from one change of the drift to the next; the last ends exactly there."""
    settler, solved = _Settler(people, [(begin, morning)]), []
    day, step, stride, slow, over = begin, 1.0, SCHEME["shortest"], morning[_SLOW], begin
    while True:
        # In the first days, while gamma follows the change, none is left out.
        solved.append(settler.follow(day) if step == 1 else settler.settle(day, slow))
        if abs(solved[-1].over - stop) < _ROUNDING:
            solved[-1].over = stop
        watch(people.reserve.size * (solved[-1].over - over) / YEAR)
        over = solved[-1].over
        if over >= stop:
            return solved
        left = stop - over  # the last day begins one day before the stop
        if len(solved) < SCHEME["march"] or longest == 1:
            step = min(1.0, left)
        else:
            step = left / math.ceil(left / min(stride, longest))
            stride *= SCHEME["growth"]
        slow = solved[-1].start[_SLOW] + _gained(solved[-3:], day, step)
        day += step


def _gained(solved: list[_Day], day: float, step: float) -> np.ndarray:
    """What sigma and b gain from `day` on: the parabola through what they gained in three solved days."""
    noons, gains = [one.noon for one in solved], [one.gain for one in solved]
    begin, middle, end = (_polynomial(noons, gains, day + share * step) for share in (0, 0.5, 1))
    return step / 6 * (begin + 4 * middle + end)  # Simpson's rule, exact for a parabola


def _collect(
    people: _People, start: np.ndarray, solved: list[_Day], breaks: tuple[float, ...]
) -> Years:
    days = np.array([0.0, *(day.over for day in solved)])
    mornings = [start, *(day.end for day in solved)]
    drinks = [people.drink(*node) for node in zip(mornings, days, strict=True)]
    responses = [people.responses(day) for day in days]
    # What a day adds up to is told on the morning after; on the first morning, for the day that follows.
    solved = [solved[0], *solved]
    return Years(
        years=days / YEAR,
        mornings=np.array(mornings),
        glucose_mgdl=np.array([glucose for glucose, _ in drinks]),
        insulin_uUml=np.array([insulin for _, insulin in drinks]),
        mean_glucose_mgdl=np.array([day.mean_glucose for day in solved]),
        secretion=np.array([day.secretion for day in solved]),
        muscle=np.array([muscle for muscle, _ in responses]),
        liver=np.array([liver for _, liver in responses]),
        breaks=breaks,
    )
