"""What a clinic reads from glucose and insulin: cut-offs, indices, and the stage they name.

Cut-offs are those of the American Diabetes Association; the indices are HOMA (Matthews 1985),
the Matsuda index (1999), an oral disposition index and the average glucose of an A1c (ADAG, Nathan 2008).
The indices are stated once, as formulas; Python and the browser compute from them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import sympy as sp

from widgets.model.statement.limits import GLUCOSE, INSULIN, Limits, check_name
from widgets.model.statement.units import convert

#: Lower limits of prediabetes and of diabetes (ADA Standards of Care): mg/dL, and percent for A1c.
THRESHOLDS: dict[str, dict[str, float]] = {
    "fasting": {"prediabetes": 100.0, "diabetes": 126.0},
    "two_hour": {"prediabetes": 140.0, "diabetes": 200.0},
    "a1c": {"prediabetes": 5.7, "diabetes": 6.5},
}

#: Upper limits of low glucose, mg/dL: level 1 and level 2 of the International Hypoglycaemia Study Group (2017) and
#: of the ADA Standards of Care.
HYPOGLYCEMIA: dict[str, float] = {"level_1": 70.0, "level_2": 54.0}

#: Where the glucose of healthy people stays for most of a day, mg/dL (Shah 2019).
NORMAL_DAY: tuple[float, float] = (70.0, 140.0)

#: Upper limit of a normal glucose one hour after 75 g, mg/dL (International Diabetes Federation 2024).
ONE_HOUR = 155.0

#: The stages, from health on.
STAGES = ("normal", "prediabetes", "diabetes")

#: The criteria of a stage in the order in which they are told, each with the series of a life that it reads.
CRITERIA: dict[str, str] = {
    "two_hour": "two_hour_glucose_mgdl",
    "fasting": "fasting_glucose_mgdl",
    "a1c": "a1c_percent",
}

#: Decimals to which a laboratory reports the value of each criterion.
REPORTED: dict[str, int] = {"fasting": 0, "two_hour": 0, "a1c": 1}

#: Fasting insulin, relative to health, from which the book speaks of hyperinsulinemia.
#: There is no agreed cut-off; here it is half as much again as in health.
HYPERINSULINEMIA_RATIO = 1.5

_g, _i = sp.symbols("glucose insulin")
_SAMPLES = (0, 30, 60, 90, 120)  # minutes
_gs = sp.symbols([f"glucose_{minute}" for minute in _SAMPLES])
_is = sp.symbols([f"insulin_{minute}" for minute in _SAMPLES])
_MATSUDA = 10**4 / sp.sqrt(_gs[0] * _is[0] * sum(_gs) / 5 * sum(_is) / 5)


@dataclass(frozen=True)
class Index:
    """An index: what it is computed from (symbols, or rows of symbols: samples of an OGTT), and how."""

    arguments: tuple
    formula: sp.Expr


#: The indices, from glucose in mg/dL and insulin in µU/mL.
INDICES: dict[str, Index] = {
    "homa_ir": Index((_g, _i), convert(_g, "glucose", "mmol/L") * _i / 22.5),
    "homa_b": Index((_g, _i), 20 * _i / (convert(_g, "glucose", "mmol/L") - 3.5)),
    "matsuda": Index((_gs, _is), _MATSUDA),
    "disposition_index": Index((_gs, _is), _MATSUDA * (_is[1] - _is[0]) / (_gs[1] - _gs[0])),
    "a1c": Index((_g,), (_g + 46.7) / 28.7),
}


#: A1c of a person, percent.
A1C = Limits(2.0, 25.0, "%")

#: Glucose at which HOMA-B has a value: above 3.5 mmol/L.
ABOVE_HOMA_B = Limits(63.1, GLUCOSE.highest, GLUCOSE.unit)


@cache
def _function(name: str) -> Callable:
    return sp.lambdify(INDICES[name].arguments, INDICES[name].formula, "numpy")


Number = float | np.ndarray


def _checked(
    glucose_mgdl: object, insulin_uUml: object, limits: Limits = GLUCOSE
) -> tuple[Number, Number]:
    """Glucose and insulin as floats, in which no small type of NumPy overflows."""
    glucose = limits.check_each("glucose_mgdl", glucose_mgdl)
    insulin = INSULIN.check_each("insulin_uUml", insulin_uUml)
    try:
        np.broadcast_shapes(np.shape(glucose), np.shape(insulin))
    except ValueError:
        shape = np.shape(glucose)
        raise ValueError(
            f"insulin_uUml has shape {np.shape(insulin)}; allowed: {shape}, that of glucose_mgdl"
        ) from None
    return glucose, insulin


def _checked_samples(glucose_mgdl: object, insulin_uUml: object) -> tuple[Number, Number]:
    checked = _checked(glucose_mgdl, insulin_uUml)
    for name, samples in zip(("glucose_mgdl", "insulin_uUml"), checked, strict=True):
        if np.shape(samples)[:1] != (len(_SAMPLES),):
            minutes = ", ".join(map(str, _SAMPLES))
            raise ValueError(
                f"{name} has shape {np.shape(samples)}; allowed: samples at {minutes} min"
            )
    return checked


def homa_ir(glucose_mgdl: float, insulin_uUml: float) -> float:
    """HOMA-IR of a fasting sample: mostly the liver's resistance."""
    return _function("homa_ir")(*_checked(glucose_mgdl, insulin_uUml))


def homa_b(glucose_mgdl: float, insulin_uUml: float) -> float:
    """HOMA-B of a fasting sample, percent: how hard the beta cells work."""
    return _function("homa_b")(*_checked(glucose_mgdl, insulin_uUml, ABOVE_HOMA_B))


def matsuda(glucose_mgdl: Sequence[float], insulin_uUml: Sequence[float]) -> float:
    """Matsuda index of an OGTT, samples at 0, 30, 60, 90 and 120 min: whole-body insulin sensitivity.

    Parameters
    ----------
    glucose_mgdl, insulin_uUml : sequence of float
        The samples, the fasting one first.
    """
    return _function("matsuda")(*_checked_samples(glucose_mgdl, insulin_uUml))


def disposition_index(glucose_mgdl: Sequence[float], insulin_uUml: Sequence[float]) -> float:
    """Oral disposition index: Matsuda index times early insulin response (its rise per glucose, 0 to 30 min).

    Parameters are those of :func:`matsuda`.
    """
    glucose, insulin = _checked_samples(glucose_mgdl, insulin_uUml)
    same = np.extract(glucose[1] == glucose[0], glucose[1])
    if same.size:
        raise ValueError(
            f"glucose_mgdl is {same[0]:g} mg/dL at 30 min as at 0 min; allowed: another value, it is divided by"
        )
    return _function("disposition_index")(glucose, insulin)


def a1c(mean_glucose_mgdl: float) -> float:
    """A1c, percent, of a body whose glucose averages `mean_glucose_mgdl` over months."""
    return _function("a1c")(GLUCOSE.check_each("mean_glucose_mgdl", mean_glucose_mgdl))


def stage(criterion: str, value: float) -> str:
    """Stage that one criterion names. What is held against a cut-off is the value as a laboratory reports it.

    Parameters
    ----------
    criterion : {"fasting", "two_hour", "a1c"}
    value : float
        In mg/dL, percent for ``"a1c"``; rounded here to whole mg/dL, or to tenths of a percent.

    Returns
    -------
    {"normal", "prediabetes", "diabetes"}

    Raises
    ------
    ValueError
        If the criterion is unknown, or the value is none in that unit.
    """
    check_name("criterion", criterion, THRESHOLDS)
    value = (A1C if criterion == "a1c" else GLUCOSE).check(f"value of {criterion}", value)
    reported = round(value, REPORTED[criterion])
    reached = [stage for stage, limit in THRESHOLDS[criterion].items() if reported >= limit]
    return reached[-1] if reached else STAGES[0]
