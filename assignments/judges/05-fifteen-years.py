"""What is right in a patient's fifteen years: read from smooth curves through the solved mornings of one life."""

from __future__ import annotations

from functools import cache

import numpy as np
from scipy.interpolate import CubicSpline

from classroom.judging import (
    Answers,
    Choice,
    Estimate,
    Number,
    Outcome,
    Questions,
    Requirement,
    is_number,
    look_back,
)
from widgets.model import THRESHOLDS, Drift, Person, Years, years
from widgets.patients import Patient

LENGTH = 15  # years

#: How far an answer may be off. A year to one decimal passes, and so do whole mg/dL; the top of the mountain is flat,
#: so that its year is known less well than its height.
YEARS, TOP_YEARS, GLUCOSE, INSULIN, TIMES = 0.06, 0.16, 0.6, 0.2, 0.06

#: How clear a patient must be: the lead of the first line (years), how far the mountain stands above any other top or
#: end of insulin (share), and how far a yearly fasting value keeps from its line (mg/dL).
LEAD, ABOVE, BESIDE = 2 * YEARS, 0.03, 0.005

#: By how much the last question asks to put off the line, years.
LATER = (1.0, 2.5)

#: The longest time constant that is tried, days.
SLOWEST = 10_000

NAMES = {"fasting": "fasting", "two_hour": "two hours", "a1c": "A1c"}
BET = Estimate(0, 60, "years")
BY = "this is by how much it rose. How many times as high is it?"


@cache
def _life(reserve: float, muscle: float, liver: float, days: float) -> Years:
    course = Drift().then(day=0, muscle=muscle, liver=liver, days=days)
    return years(Person(reserve=reserve), course, LENGTH)


def _lived(patient: Patient, days: float) -> dict[str, CubicSpline]:
    """What a laboratory finds over the years, as smooth curves."""
    traits = patient.traits
    life = _life(traits["reserve"], traits["muscle_end"], traits["liver_end"], days)
    series = zip((*NAMES, "insulin"), life.laboratory, strict=True)
    return {name: CubicSpline(life.years, values[:, 0]) for name, values in series}


def _crossed(curve: CubicSpline, limit: float) -> float | None:
    """Year in which a curve first reaches a limit."""
    found = curve.solve(limit, extrapolate=False)
    return float(found[0]) if found.size else None


def _reached(lines: dict[str, CubicSpline], stage: str) -> dict[str, float]:
    """Year in which each of the three tests reaches the line of a stage.

    Raises
    ------
    ValueError
        If one never does: then this is no patient for the assignment.
    """
    when = {name: _crossed(lines[name], THRESHOLDS[name][stage]) for name in NAMES}
    for name, year in when.items():
        if year is None:
            raise ValueError(
                f"{NAMES[name]} never reaches the line of {stage}; allowed: patients who do"
            )
    return when


def expected(patient: Patient) -> Questions:
    """What this patient's student should find."""
    lines = _lived(patient, patient.traits["days"])
    early, late = _reached(lines, "prediabetes"), _reached(lines, "diabetes")
    return {
        "bet": {"fasting_126": BET, "first": Choice(None, tuple(NAMES.values()))},
        "ends": _ends(lines),
        "prediabetes": _lines_of_prediabetes(early, late),
        "first": _first(early),
        "mountain": _mountain(lines["insulin"]),
        "diabetes": _diabetes(lines["insulin"], late, early),
        "yearly": _yearly(lines),
        "slower": {"days": _slower(patient, late["fasting"])},
        "look_back": look_back(BET, late["fasting"], YEARS, "years"),
    }


def _ends(lines: dict[str, CubicSpline]) -> dict[str, Number]:
    first, last = (float(lines["fasting"](year)) for year in (0, LENGTH))
    start = {"this is the value of the first year. The question asks for the last.": first}
    fasting = {"this is the fasting value. Take the one after two hours.": last}
    return {
        "fasting_start": Number(first, GLUCOSE, "mg/dL"),
        "fasting_end": Number(last, GLUCOSE, "mg/dL", mistakes=start),
        "two_hour_end": Number(
            float(lines["two_hour"](LENGTH)), GLUCOSE, "mg/dL", mistakes=fasting
        ),
    }


def _lines_of_prediabetes(early: dict[str, float], late: dict[str, float]) -> dict[str, Number]:
    other = "this is the line of diabetes. The question asks for that of prediabetes."
    swapped = {
        "fasting": {"this is the two-hour line. Take the fasting one.": early["two_hour"]},
        "two_hour": {"this is the fasting line. Take the two-hour one.": early["fasting"]},
        "a1c": {},
    }
    return {
        name: Number(
            year,
            YEARS,
            "years",
            step=1.0,
            mistakes=swapped[name] | {other: late[name]},
        )
        for name, year in early.items()
    }


def _require(clear: bool, what: str) -> None:
    """Refuse a patient about whom two answers could be right.

    Raises
    ------
    ValueError
        If it is not clear.
    """
    if not clear:
        raise ValueError(f"{what} cannot be told clearly; allowed: patients in whom it can")


def _first(early: dict[str, float]) -> dict[str, Choice | Number]:
    order = sorted(early, key=early.get)
    first, second, last = (early[name] for name in order)
    _require(second - first > LEAD, "which line is reached first")
    spread, tolerance = last - first, 2 * YEARS  # two dates, each to one decimal
    middle = {"this is from the first line to the second. Take the last one.": second - first}
    return {
        "line": Choice(NAMES[order[0]], tuple(NAMES.values())),
        "years_between": Number(spread, tolerance, "years", mistakes=middle),
    }


def _top(insulin: CubicSpline) -> float:
    turns = insulin.derivative().roots(extrapolate=False)
    tops = [float(turn) for turn in turns if insulin(turn, 2) < 0]
    top = max(tops, key=insulin)
    others = [float(insulin(year)) for year in (*tops, LENGTH) if abs(year - top) > 1]
    _require(max(others) < (1 - ABOVE) * insulin(top), "the top of fasting insulin")
    return top


def _mountain(insulin: CubicSpline) -> dict[str, Number]:
    year = _top(insulin)
    peak = float(insulin(year))
    times = peak / float(insulin(0))
    by = {BY: times - 1}
    return {
        "peak_uUml": Number(peak, INSULIN, "µU/mL"),
        "year": Number(year, TOP_YEARS, "years", step=1.0),
        "times": Number(times, TIMES, "1", mistakes=by),
    }


def _diabetes(
    insulin: CubicSpline, late: dict[str, float], early: dict[str, float]
) -> dict[str, Number]:
    year, latest = min(late.values()), max(late.values())
    mistakes = {
        "another line is reached before this one. Take the earliest of the three.": latest,
        "this is a line of prediabetes. The question asks for diabetes.": min(early.values()),
    }
    return {
        "year": Number(year, YEARS, "years", step=1.0, mistakes=mistakes),
        "after_peak": Number(year - _top(insulin), TOP_YEARS + YEARS, "years"),
    }


def _yearly(lines: dict[str, CubicSpline]) -> dict[str, Number]:
    visits = np.arange(LENGTH + 1)
    above = lines["fasting"](visits) - THRESHOLDS["fasting"]["prediabetes"]
    _require(np.abs(above).min() > BESIDE, "the visit that first finds something")
    alarm = int(visits[above >= 0][0])
    last = alarm - 1
    fasting, two_hour = (float(lines[name](last)) for name in ("fasting", "two_hour"))
    insulin = float(lines["insulin"](last) / lines["insulin"](0))
    late = {"this is the first visit that finds something. Take the one before.": alarm}
    by = {BY: insulin - 1}
    one = {"this is the fasting value. Take the one after two hours.": fasting}
    return {
        "last_normal": Number(last, 0.0, "years", mistakes=late),
        "two_hour": Number(two_hour, GLUCOSE, "mg/dL", mistakes=one),
        "insulin_times": Number(insulin, TIMES, "1", mistakes=by),
    }


def _slower(patient: Patient, year: float) -> Requirement:
    """A longer time constant, found out by living with it."""
    days = patient.traits["days"]
    earliest, latest = (year + later for later in LATER)

    def test(answers: Answers) -> Outcome:
        given = answers["days"]
        if not is_number(given) or not days < given <= SLOWEST:
            return Outcome(0.0, "days should be a number of days, and more than your patient has.")
        line = _lived(patient, float(given))["fasting"]
        found = _crossed(line, THRESHOLDS["fasting"]["diabetes"])
        if found is None or found > latest + YEARS:
            return Outcome(0.5, "days: with so slow a fall the line is put off by too much.")
        if found < earliest - YEARS:
            return Outcome(0.5, "days: the line is put off, but not yet far enough.")
        return Outcome(1.0)

    # The line is put off about as much as the time constant grows. Nobody tries single days.
    return Requirement(test, round(days * (1 + sum(LATER) / 2 / year), -1))
