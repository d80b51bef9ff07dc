"""What is right where measurements are fitted: the minimal model in closed form, and the book's body tried anew."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import numpy as np
from scipy.optimize import least_squares, minimize_scalar
from scipy.signal import lfilter

from classroom.judging import (
    Answers,
    Choice,
    Estimate,
    Number,
    Outcome,
    Questions,
    Requirement,
    Series,
    is_number,
    look_back,
)
from widgets.model import RANGES, RESERVES, Person, ogtt
from widgets.patients import Patient

DATA = files("widgets.model")

#: Minutes of the glucose drink, and that in which insulin tells two bodies apart.
DRINK, TELLING = (0, 30, 60, 90, 120), 60

#: First minute that counts in the two fits.
EARLY, LATE = 8, 12

#: Parameters with which the student's equations are tried, and the minutes that are looked at.
TRIAL = {"s_g": 0.02, "p_2": 0.03, "s_i": 6e-4, "start": 280.0}
LOOKED_AT = (10, 42, 82)

#: S_I is handed in in this unit, 1/min per µU/mL.
UNIT_OF_S_I = 1e-4

#: How far an answer may be off: shares where a solver of another kind ends a little elsewhere, else in the unit. From
#: the later minute on the fit is flat along S_G, so that solvers differ more.
S_G_SHARE, LATE_S_G_SHARE, S_I_SHARE, AREA_SHARE = 0.03, 0.06, 0.02, 0.01
GLUCOSE, TYPICAL, INSULIN, MUSCLE, TIMES = 0.6, 0.15, 0.3, 0.012, 0.05

#: Muscle that is looked for, what makes a second body another one with the same curve, and the reserve of one such.
MUSCLE_RANGE = (0.1, 1.0)
OTHER_MUSCLE, SAME_CURVE = 1.25, 3.0
OTHER_RESERVE = 0.5

NAMES = ("S_G", "S_I")
BODIES = ("one", "several")
BET = Estimate(0.1, 100, "mg/dL")


def expected(patient: Patient) -> Questions:
    """What this patient's student should find."""
    test = Intravenous.of(patient)
    early, late = test.fit(EARLY), test.fit(LATE)
    return {
        "bet": {"typical_mgdl": BET, "bodies": Choice(None, BODIES)},
        "look": _look(test),
        "equations": {
            "glucose": Series(test.at(LOOKED_AT, test.modelled(*TRIAL.values())), GLUCOSE, "mg/dL")
        },
        "fit": _fit(early),
        "later": _later(early, late),
        **_drink(patient.traits["between"]),
        "look_back": look_back(BET, early.typical, TYPICAL, "mg/dL"),
    }


# --- glucose into a vein ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Fit:
    """The minimal model's parameters, and the typical distance of its curve from the samples, mg/dL."""

    s_g: float
    s_i: float
    typical: float


@dataclass(frozen=True)
class Intravenous:
    """Glucose into a vein, as this patient's laboratory found it.

    Attributes
    ----------
    minutes, glucose, insulin : ndarray, shape (samples,)
        In min, mg/dL and µU/mL.
    """

    minutes: np.ndarray
    glucose: np.ndarray
    insulin: np.ndarray

    @classmethod
    def of(cls, patient: Patient) -> "Intravenous":
        """The published table without the lost sample, insulin by this laboratory's assay."""
        rows = np.loadtxt(DATA / "body" / "fsigt.csv", delimiter=",", skiprows=1)
        minutes, glucose, insulin = rows[rows[:, 0] != patient.traits["lost"]].T
        return cls(minutes, glucose, insulin * patient.traits["assay"])

    @property
    def area(self) -> float:
        """Insulin above fasting, µU/mL times min."""
        return float(np.trapezoid(self.insulin - self.insulin[0], self.minutes))

    @cached_property
    def _fine(self) -> tuple[np.ndarray, np.ndarray]:
        """Minutes, a tenth apart, and insulin above fasting on lines between the samples."""
        fine = np.linspace(0, self.minutes[-1], round(10 * self.minutes[-1]) + 1)
        return fine, np.interp(fine, self.minutes, self.insulin) - self.insulin[0]

    def modelled(self, s_g: float, p_2: float, s_i: float, start: float) -> np.ndarray:
        """Glucose of the minimal model at the samples: both equations are linear, and solved as such."""
        fine, above = self._fine
        stride = fine[1]
        kept = np.exp(-p_2 * stride)
        middle = s_i * (above[1:] + above[:-1]) / 2
        action = np.concatenate([[0.0], lfilter([1 - kept], [1, -kept], middle)])
        gone = _integral(s_g + action, stride)
        came = _integral(s_g * self.glucose[0] * np.exp(gone), stride)
        return np.interp(self.minutes, fine, np.exp(-gone) * (start + came))

    def at(self, minutes: tuple[float, ...], values: np.ndarray) -> list[float]:
        """Some of the samples' values."""
        return [float(values[np.flatnonzero(self.minutes == minute)[0]]) for minute in minutes]

    def fit(self, first: float) -> Fit:
        """The parameters that come nearest to the samples from a minute on."""
        counted = self.minutes >= first
        guess = np.array(list(TRIAL.values()))

        def off(scaled: np.ndarray) -> np.ndarray:
            return (self.modelled(*(scaled * guess)) - self.glucose)[counted]

        found = least_squares(off, np.ones(4), bounds=(0, np.inf), diff_step=1e-4, xtol=1e-10)
        s_g, _, s_i, _ = found.x * guess
        return Fit(float(s_g), float(s_i), _typical(found.fun))


def _integral(values: np.ndarray, stride: float) -> np.ndarray:
    return np.concatenate([[0.0], np.cumsum((values[1:] + values[:-1]) / 2 * stride)])


def _typical(off: np.ndarray) -> float:
    return float(np.sqrt(np.mean(np.square(off))))


def _look(test: Intravenous) -> dict[str, Number]:
    whole = float(np.trapezoid(test.insulin, test.minutes))
    fasting = {"this is the whole area. Take off what fasting insulin makes of it.": whole}
    return {
        "fasting_uUml": Number(float(test.insulin[0]), INSULIN / 3, "µU/mL"),
        "peak_uUml": Number(float(test.insulin.max()), INSULIN, "µU/mL"),
        "area": Number(test.area, AREA_SHARE * test.area, "µU/mL times min", mistakes=fasting),
    }


def _s_i(value: float) -> Number:
    plain = {"this is the value without its power of ten. Hand it in as the text says.": value}
    scaled = value / UNIT_OF_S_I
    return Number(scaled, S_I_SHARE * scaled, "the unit of the text", mistakes=plain)


def _s_g(value: float, share: float) -> Number:
    hours = {"this is for each hour. The question asks for each minute.": 60 * value}
    return Number(value, share * value, "1/min", mistakes=hours)


def _fit(early: Fit) -> dict[str, Number]:
    return {
        "s_g": _s_g(early.s_g, S_G_SHARE),
        "s_i": _s_i(early.s_i),
        "typical_mgdl": Number(early.typical, TYPICAL, "mg/dL"),
    }


def _later(early: Fit, late: Fit) -> dict[str, Number | Choice]:
    moved = {"S_G": abs(late.s_g / early.s_g - 1), "S_I": abs(late.s_i / early.s_i - 1)}
    return {
        "s_g": _s_g(late.s_g, LATE_S_G_SHARE),
        "s_i": _s_i(late.s_i),
        "steadier": Choice(min(moved, key=moved.get), NAMES),
    }


# --- a glucose drink --------------------------------------------------------------------------------------------------


@cache
def _means() -> dict[str, np.ndarray]:
    """Mean glucose of each group at the minutes of the drink, mg/dL."""
    with (DATA / "evidence" / "stanford_ogtt.csv").open(encoding="utf-8", newline="") as table:
        rows = {(row["group"], float(row["minute"])): row for row in csv.DictReader(table)}
    return {
        group: np.array([float(rows[group, minute]["glucose_mgdl"]) for minute in DRINK])
        for group in ("normal", "IGT")
    }


def _body(muscle: float, reserve: float = RESERVES["robust"]) -> tuple[np.ndarray, float]:
    """Glucose at the minutes of the drink, and insulin in the minute that tells."""
    course = ogtt(Person(muscle=muscle, reserve=reserve), 120)
    return course.at(*DRINK)[0], float(course.at(TELLING)[1][0])


def _nearest(curve: np.ndarray, reserve: float) -> float:
    """Response of muscle with which a body comes nearest to a curve.

    Raises
    ------
    ValueError
        If it lies at the end of the range: then this is no patient for the assignment.
    """
    low, high = MUSCLE_RANGE
    found = minimize_scalar(
        lambda muscle: _typical(_body(float(muscle), reserve)[0] - curve),
        bounds=MUSCLE_RANGE,
        method="bounded",
    )
    if not low + MUSCLE < found.x < high - MUSCLE:
        raise ValueError(f"muscle fitted is {found.x:.2f}; allowed: between {low:g} and {high:g}")
    return float(found.x)


@cache
def _fitted(between: float) -> tuple[np.ndarray, float, float]:
    """A patient's curve, and the muscles that fit it: of a robust body, and of one with less reserve to the first."""
    means = _means()
    curve = (1 - between) * means["normal"] + between * means["IGT"]
    robust = _nearest(curve, RESERVES["robust"])
    return curve, robust, _nearest(_body(robust)[0], OTHER_RESERVE)


def _drink(between: float) -> dict[str, dict[str, Number | Series | Requirement]]:
    curve, muscle, second = _fitted(between)
    return {
        "drink": {
            "curve": Series(curve.tolist(), GLUCOSE, "mg/dL"),
            "muscle": Number(muscle, MUSCLE, "1"),
            "typical_mgdl": Number(_typical(_body(muscle)[0] - curve), TYPICAL, "mg/dL"),
        },
        "pair": _pair(muscle, {"muscle": second, "reserve": OTHER_RESERVE}),
    }


def _read(given: Any) -> tuple[dict[str, float], str]:
    """A body as it was handed in, and a sentence where it is none."""
    if not isinstance(given, dict) or set(given) != {"muscle", "reserve"}:
        return {}, 'other should be a dict such as {"muscle": 0.9, "reserve": 0.8}.'
    for name, value in given.items():
        allowed = RANGES[name]
        if not is_number(value) or not allowed.lowest <= value <= allowed.highest:
            limits = f"{allowed.lowest:g} to {allowed.highest:g}"
            return {}, f"other: {name} should be a number from {limits}."
    return {name: float(value) for name, value in given.items()}, ""


def _apart(muscle: float, other: Mapping[str, float]) -> float:
    """Typical distance of the curves of two bodies, mg/dL."""
    return _typical(_body(muscle)[0] - _body(**other)[0])


def _pair(muscle: float, example: dict[str, float]) -> dict[str, Requirement]:
    def test(answers: Answers) -> Outcome:
        other, fault = _read(answers["other"])
        if fault:
            return Outcome(0.0, fault)
        ratio = other["muscle"] / muscle
        if max(ratio, 1 / ratio) < OTHER_MUSCLE:
            return Outcome(0.0, "other: its muscle is too much like that of the first body.")
        if _apart(muscle, other) > SAME_CURVE:
            return Outcome(0.0, "other: its glucose curve can be told from that of the first body.")
        return Outcome(1.0)

    def times(other: Mapping[str, float]) -> float:
        return _body(muscle)[1] / _body(**other)[1]

    return {
        "other": Requirement(test, example),
        "apart_mgdl": _told(
            "apart_mgdl", "mg/dL", 3 * TYPICAL, lambda other: _apart(muscle, other), example
        ),
        "insulin_times": _told("insulin_times", "1", TIMES, times, example),
    }


def _told(
    name: str,
    unit: str,
    tolerance: float,
    found: Callable[[Mapping[str, float]], float],
    example: dict[str, float],
) -> Requirement:
    """What a student says of the second body: it must be what that body gives."""

    def test(answers: Answers) -> Outcome:
        other, fault = _read(answers.get("other"))
        if fault:
            return Outcome(0.0, f"{name} can only be judged beside a second body.")
        return Number(found(other), tolerance, unit).judge(name, answers)

    return Requirement(test, found(example))
