"""Glucose into a vein: tests that ask the beta cells alone, without the gut.

Glucose at once, as in the frequently sampled intravenous test, shows the first answer of the beta cells and how fast
glucose goes away. Glucose held at a level, or led along a course that a drink has drawn, shows how they answer to
glucose itself: what more a drink calls forth is the gut's.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from scipy.optimize import least_squares

from widgets.model.body.experiments import Course, first_state, ogtt
from widgets.model.body.person import Person, check_person
from widgets.model.statement.limits import GLUCOSE, INSULIN, MINUTES, Limits, check_kind, shown

#: Glucose of an intravenous test, grams per kilogram of body weight (Pacini & Bergman 1986).
GRAMS_PER_KG = 0.3

#: Glucose at which a hyperglycemic clamp holds the blood, mg/dL: 10 mmol/L (Fritsche 2000).
CLAMPED_HIGH = 180.0

#: Minutes over which the first answer of the beta cells is averaged.
FIRST_PHASE = (2, 10)

PATH = Path(__file__).parent / "fsigt.csv"

_SAMPLED = Limits(0.0, MINUTES.highest, MINUTES.unit)
_MIXED = 8.0  # minutes until the glucose of the bolus has spread: earlier samples tell of mixing
_FITTED = 4  # numbers that the minimal model reads from the samples: no fewer can tell them


@dataclass(frozen=True)
class Samples:
    """Blood samples: ``minutes``, ``glucose_mgdl`` and ``insulin_uUml``, each of shape (n,), not to be written into.

    Raises
    ------
    ValueError
        If a value is none of blood, the minutes do not rise, or there are not as many of each.
    """

    minutes: np.ndarray
    glucose_mgdl: np.ndarray
    insulin_uUml: np.ndarray

    def __post_init__(self) -> None:
        limits = {"minutes": _SAMPLED, "glucose_mgdl": GLUCOSE, "insulin_uUml": INSULIN}
        for name, allowed in limits.items():
            own = allowed.check_all(name, getattr(self, name))
            own.flags.writeable = False
            object.__setattr__(self, name, own)
            if own.ndim != 1 or own.shape != self.minutes.shape:
                shape = self.minutes.shape if self.minutes.ndim == 1 else "(n,)"
                raise ValueError(f"{name} has shape {own.shape}; allowed: {shape}")
        if not (np.diff(self.minutes) > 0).all():
            raise ValueError(f"minutes is {shown(self.minutes)}; allowed: minutes that rise")

    @property
    def first_phase(self) -> float:
        """Acute insulin response: mean rise of insulin from two to ten minutes, µU/mL."""
        begin, end = FIRST_PHASE
        early = (self.minutes >= begin) & (self.minutes <= end)
        minutes, rise = self.minutes[early], self.insulin_uUml[early] - self.insulin_uUml[0]
        return float(np.trapezoid(rise, minutes) / (minutes[-1] - minutes[0]))


@dataclass(frozen=True)
class Minimal:
    """What the minimal model of Bergman (1979) reads from an intravenous test.

    Attributes
    ----------
    sensitivity : float
        S_I: by how much 1 µU/mL of insulin speeds up the use of glucose, mL/µU/min.
    effectiveness : float
        S_G: how fast glucose goes away by itself, 1/min.
    """

    sensitivity: float
    effectiveness: float


@cache
def fsigt() -> Samples:
    """The intravenous test of a person that ``fsigt.csv`` holds."""
    with PATH.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = ("minute", "glucose_mgdl", "insulin_uUml")
    return Samples(*(np.array([float(row[name]) for row in rows]) for name in names))


def bolus(
    person: Person,
    grams_per_kg: float = GRAMS_PER_KG,
    minutes: int = 182,
    start: np.ndarray | None = None,
) -> Course:
    """Glucose into a vein, all at once, after a night's fast.

    Parameters
    ----------
    person : Person
    grams_per_kg : float
        Glucose per kilogram of body weight, 0 to 0.5.
    minutes : int
        Length.
    start : ndarray, shape (10,), optional
        State to start from. Default: after a night's fast at this setting, this week.

    Returns
    -------
    Course
        One column a minute; glucose at minute 0 is that after the bolus.

    Raises
    ------
    ValueError
        If `grams_per_kg` is outside its range.
    """
    grams_per_kg = Limits(0.0, 0.5, "g/kg").check("grams_per_kg", grams_per_kg)
    minutes = MINUTES.check_whole("minutes", minutes)
    body, grid = check_person(person).body(), np.arange(minutes + 1.0)
    first = first_state(person, start).copy()
    first[body.place("G")] += 1000 * grams_per_kg / body.parameters["V_G"]
    return Course(grid, body.solve(first, grid), body)


def held(person: Person, glucose_mgdl: np.ndarray, start: np.ndarray | None = None) -> Course:
    """Glucose infused so that its level in the blood follows a course, after a night's fast.

    A course that stays at one level is the hyperglycemic clamp (DeFronzo 1979). The course of a glucose drink makes
    the isoglycemic test: the same glucose, but nothing in the gut (Nauck 1986).

    Parameters
    ----------
    person : Person
    glucose_mgdl : ndarray, shape (minutes,)
        Level of each minute, 40 to 400 mg/dL.
    start : ndarray, shape (10,), optional
        State to start from. Default: after a night's fast at this setting, this week.

    Returns
    -------
    Course
        One column a minute.

    Raises
    ------
    ValueError
        If the course is no row of levels within their range, at least two.
    """
    level = Limits(40.0, 400.0, "mg/dL").check_all("glucose_mgdl", glucose_mgdl)
    if level.ndim != 1 or level.size < 2:
        raise ValueError(f"glucose_mgdl has shape {level.shape}; allowed: (minutes,), at least two")
    body, grid = check_person(person).body(), np.arange(float(level.size))
    first = first_state(person, start).copy()
    return Course(grid, body.lead(first, grid, level), body)


def incretin_effect(person: Person, start: np.ndarray | None = None) -> float:
    """Insulin released in the two hours after a glucose drink, of that after the same glucose curve by vein.

    Parameters
    ----------
    person : Person
    start : ndarray, shape (10,), optional
        State to start from. Default: after a night's fast at this setting, this week.
    """
    drink = ogtt(person, 120, start)
    vein = held(person, drink.glucose_mgdl, start)
    return float(np.trapezoid(drink.quantity("S")) / np.trapezoid(vein.quantity("S")))


def two_phases(clamped: Course) -> bool:
    """Whether release peaks within ten minutes of a hyperglycemic clamp, falls by a fifth, and rises again by a half.

    Of the release, because the blood blurs it: what the liver's own vein carries shows both phases (Blackard 1970).

    Parameters
    ----------
    clamped : Course
        Of :func:`held` at one level, for an hour at least.
    """
    check_kind("clamped", clamped, Course, "a Course")
    if clamped.minutes[-1] - clamped.minutes[0] < 60:
        raise ValueError(
            f"length of the clamp is {clamped.minutes[-1]:g} min; allowed: 60 min or more"
        )
    release = clamped.quantity("S")
    peak = int(release[:11].argmax())
    dip = float(release[peak:31].min())
    return dip < 0.8 * release[peak] and release[-1] > 1.5 * dip


def steepness(person: Person, start: np.ndarray | None = None) -> float:
    """Power of glucose with which release rises near fasting, the slow states of the beta cells held where they are.

    Parameters
    ----------
    person : Person
    start : ndarray, shape (10,), optional
        The fasting state. Default: after a night's fast at this setting, this week.
    """
    body = check_person(person).body()
    fasting = first_state(person, start).copy()

    def release(glucose: float) -> float:
        state = body.resting_at(glucose, fasting)
        return float(Course(np.zeros(1), state[:, None], body).quantity("S")[0])

    low, high = (fasting[body.place("G")] * (1 + step) for step in (-0.01, 0.01))
    return float(np.log(release(high) / release(low)) / np.log(high / low))


def sampled(course: Course, fasting: tuple[float, float]) -> Samples:
    """A course as the blood samples of :func:`fsigt`, the first of them taken before the bolus.

    Parameters
    ----------
    course : Course
        Of :func:`bolus`, at least as long as the test.
    fasting : (float, float)
        Glucose (mg/dL) and insulin (µU/mL) before the bolus.
    """
    check_kind("course", course, Course, "a Course")
    if not isinstance(fasting, (tuple, list, np.ndarray)) or len(fasting) != 2:
        raise ValueError(
            f"fasting is {shown(fasting)}; allowed: glucose (mg/dL) and insulin (µU/mL) before the bolus"
        )
    minutes = fsigt().minutes
    glucose, insulin = course.at(*minutes)
    glucose[0] = GLUCOSE.check("glucose before the bolus", fasting[0])
    insulin[0] = INSULIN.check("insulin before the bolus", fasting[1])
    return Samples(minutes, glucose, insulin)


def minimal_model(samples: Samples) -> Minimal:
    """Fit the minimal model to the samples of an intravenous test.

    ``G' = S_G (G_b - G) - X G`` and ``X' = p_2 (S_I (I - I_b) - X)``, insulin as measured and straight between samples,
    from the minute on at which the glucose has mixed (Bergman 1979).

    Parameters
    ----------
    samples : Samples
        The first taken before the bolus: glucose and insulin at rest.

    Returns
    -------
    Minimal
    """
    check_kind("samples", samples, Samples, "Samples, as of fsigt or sampled")
    minutes, glucose, insulin = samples.minutes, samples.glucose_mgdl, samples.insulin_uUml
    mixed = minutes >= _MIXED
    if mixed.sum() < _FITTED:
        raise ValueError(
            f"samples holds {mixed.sum()} from {_MIXED:g} min on; allowed: {_FITTED} or more"
        )
    grid = np.arange(0.0, minutes[-1] + 0.5, 0.5)
    step = grid[1]
    above = np.maximum(np.interp(grid, minutes, insulin) - insulin[0], 0.0)
    between = (above[1:] + above[:-1]) / 2

    def misses(trial: np.ndarray) -> np.ndarray:
        effectiveness, delay, sensitivity, first = trial
        action, level, course = 0.0, first, [first]
        kept = np.exp(-delay * step)
        for heard in between:
            before, action = action, action * kept + sensitivity * heard * (1 - kept)
            speed = effectiveness + (before + action) / 2
            end = effectiveness * glucose[0] / speed
            level = end + (level - end) * np.exp(-speed * step)
            course.append(level)
        return np.interp(minutes[mixed], grid, course) - glucose[mixed]

    begin, scale = [0.02, 0.03, 5e-4, glucose.max()], [0.01, 0.01, 1e-4, 100]
    limits = ([1e-3, 1e-3, 1e-6, 50], [0.2, 0.5, 1e-2, 800])
    found = least_squares(misses, begin, bounds=limits, x_scale=scale)
    return Minimal(float(found.x[2]), float(found.x[0]))
