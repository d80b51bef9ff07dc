"""Ha & Sherman 2020 as printed: their meals, their glucose drink, their pathways to type 2 diabetes.

This is the proof that the code is right: run for five years it must land on the authors' own stored numbers.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np

from widgets.model.solver.solve import Body
from widgets.model.statement.parameters import values

DAY = 1440.0
_MEAL_EVERY, _MEALS = 360.0, 3  # three meals of 60 g, then a night
_BLOCK = 5  # days between two glucose tolerance tests

#: State at the start, in the authors' units.
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

#: The glucose drink: minutes, and mg/min that reach the blood (75 g in all).
_DRINK = (np.array([0.0, 15.0, 120.0, 240.0]), np.array([0.0, 588.5, 353.1, 0.0]))

_RTOL = 1e-7


@dataclass(frozen=True)
class Pathway:
    """One way to type 2 diabetes: where the two sensitivities go (time constants in days), and beta-cell reserve."""

    si: float
    h: float
    reserve: float = 0.5259
    si_days: float = 250.0
    h_days: float = 250.0


PATHWAYS = {
    "IGT first": Pathway(si=0.1, h=0.85),
    "IFG first": Pathway(si=0.5, h=0.1),
    "resistance alone": Pathway(si=0.1, h=0.85, reserve=1.4),
    "defect alone": Pathway(si=START_SI, h=START_H),
}


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
    """Five-day by five-day: ``years``, shape (n,); ``mornings``, shape (n, 7); two-hour glucose, shape (n,)."""

    years: np.ndarray
    mornings: np.ndarray
    two_hour_glucose_mgdl: np.ndarray

    def state(self, name: str) -> np.ndarray:
        """A state on the mornings, shape (n,)."""
        return self.mornings[:, list(START).index(name)]

    def onset(self, series: np.ndarray, limit: float) -> float | None:
        """Year at which a series first reaches `limit`, by straight lines between mornings."""
        above = np.nonzero(series >= limit)[0]
        if not above.size:
            return None
        k = above[0]
        share = (limit - series[k - 1]) / (series[k] - series[k - 1])
        return float(self.years[k - 1] + share * (self.years[k] - self.years[k - 1]))


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


def follow(pathway: Pathway, years: float = 5.0) -> Course:
    """Live a pathway for years, with a glucose tolerance test every five days.

    Parameters
    ----------
    pathway : Pathway
    years : float
        Length, years of 365 days.

    Returns
    -------
    Course
    """
    morning = np.array(list(START.values()))
    days, mornings, two_hours = [0], [morning], []
    meal_times = np.arange(_MEALS + 1) * _MEAL_EVERY
    for day in range(round(years * 365)):
        if day % _BLOCK == 0:
            two_hours.append(drink(_body(pathway, day), morning, np.array([0.0, 120.0]))[0, -1])
        eaten = _piecewise(
            _body(pathway, day + 0.5), morning, np.array([0.0, DAY]), meal_inflow, meal_times
        )
        morning = eaten[:, -1]
        if (day + 1) % _BLOCK == 0:
            days.append(day + 1)
            mornings.append(morning)
    two_hours.append(drink(_body(pathway, days[-1]), morning, np.array([0.0, 120.0]))[0, -1])
    return Course(np.array(days) / 365, np.array(mornings), np.array(two_hours))


def _body(pathway: Pathway, day: float) -> Body:
    """The equations with the sensitivities of a day."""
    si = pathway.si + (START_SI - pathway.si) * np.exp(-day / pathway.si_days)
    h = pathway.h + (START_H - pathway.h) * np.exp(-day / pathway.h_days)
    return Body.of(si, h, pathway.reserve, "published")
