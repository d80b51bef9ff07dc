"""What is right where a glucose tolerance test is read: found on a smooth curve through the test's minutes."""

from __future__ import annotations

import numpy as np
from scipy.interpolate import CubicSpline

from classroom.judging import (
    Choice,
    Estimate,
    Number,
    Questions,
    look_back,
)
from widgets.model import THRESHOLDS, Course, Person, convert, ogtt, stage
from widgets.patients import Patient

STAGES = ("normal", "prediabetes", "diabetes")
FURTHER = ("fasting", "two hours", "both alike")
HIGH = THRESHOLDS["two_hour"]["prediabetes"]

#: How far an answer may be off. A laboratory reports whole mg/dL, and a curve read every second minute still passes.
GLUCOSE, MINUTES = 1.0, 2.0

BET = Estimate(60, 400, "mg/dL")


def expected(patient: Patient) -> Questions:
    """What this patient's student should find."""
    test, healthy = ogtt(patient.person), ogtt(Person())
    (fasting, two_hours), (fasting_insulin, _) = test.at(0, 120)
    return {
        "bet": {"two_hours_mgdl": BET},
        "fasting": {
            "glucose_mgdl": Number(fasting, GLUCOSE, "mg/dL"),
            "insulin_uUml": Number(fasting_insulin, 0.3, "µU/mL"),
        },
        "peak": _peak(test, healthy),
        "two_hours": {
            "mgdl": Number(two_hours, GLUCOSE, "mg/dL"),
            "mmol": Number(convert(two_hours, "glucose", "mmol/L"), 0.06, "mmol/L"),
        },
        "stages": _stages(fasting, two_hours),
        "insulin": _insulin(test),
        "above": {"minutes": Number(_minutes_above(test), MINUTES, "min")},
        "look_back": look_back(BET, two_hours, GLUCOSE, "mg/dL"),
    }


def _top(minutes: np.ndarray, values: np.ndarray) -> tuple[float, float]:
    """Minute and height of the highest point of a smooth curve."""
    curve = CubicSpline(minutes, values)
    turns = curve.derivative().roots(extrapolate=False)
    minute = max(turns, key=curve)
    return float(minute), float(curve(minute))


def _peak(test: Course, healthy: Course) -> dict[str, Number]:
    minute, height = _top(test.minutes, test.glucose_mgdl)
    _, usual = _top(healthy.minutes, healthy.glucose_mgdl)
    of_health = {"this is the peak of a healthy body. Run the test on me.person.": usual}
    return {
        "glucose_mgdl": Number(height, GLUCOSE, "mg/dL", mistakes=of_health),
        "minute": Number(minute, MINUTES, "min", step=15.0),
    }


def _stages(fasting: float, two_hours: float) -> dict[str, Choice]:
    by = {
        "fasting": stage("fasting", fasting),
        "two_hours": stage("two_hour", two_hours),
    }
    lead = STAGES.index(by["fasting"]) - STAGES.index(by["two_hours"])
    further = "both alike" if lead == 0 else "fasting" if lead > 0 else "two hours"
    said = "look at the lower limits again, with the value in whole mg/dL."
    return {
        name: Choice(right, STAGES, dict.fromkeys(STAGES, said)) for name, right in by.items()
    } | {"further": Choice(further, FURTHER)}


def _insulin(test: Course) -> dict[str, Number]:
    minute, height = _top(test.minutes, test.insulin_uUml)
    later = minute - _top(test.minutes, test.glucose_mgdl)[0]
    instead = {
        "this is the minute of insulin's peak. How long after that of glucose is it?": minute
    }
    return {
        "peak_uUml": Number(height, 2.0, "µU/mL"),
        "minutes_later": Number(later, MINUTES, "min", mistakes=instead),
    }


def _minutes_above(test: Course) -> float:
    fine = np.linspace(test.minutes[0], test.minutes[-1], 100_001)
    high = CubicSpline(test.minutes, test.glucose_mgdl)(fine) > HIGH
    return float(np.mean(high) * np.ptp(fine))
