"""What a clinic reads from glucose and insulin: cut-offs, indices, and the stage they name.

Cut-offs are those of the American Diabetes Association; the indices are HOMA (Matthews 1985),
the Matsuda index (1999) and the average glucose of an A1c (ADAG, Nathan 2008).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .units import convert

#: Lower limits of prediabetes and of diabetes (ADA Standards of Care): mg/dL, and percent for A1c.
THRESHOLDS: dict[str, dict[str, float]] = {
    "fasting": {"prediabetes": 100.0, "diabetes": 126.0},
    "two_hour": {"prediabetes": 140.0, "diabetes": 200.0},
    "a1c": {"prediabetes": 5.7, "diabetes": 6.5},
}


def homa_ir(glucose_mgdl: float, insulin_uUml: float) -> float:
    """HOMA-IR of a fasting sample: mostly the liver's resistance."""
    return convert(glucose_mgdl, "glucose", "mmol/L") * insulin_uUml / 22.5


def homa_b(glucose_mgdl: float, insulin_uUml: float) -> float:
    """HOMA-B of a fasting sample, percent: how hard the beta cells work."""
    return 20 * insulin_uUml / (convert(glucose_mgdl, "glucose", "mmol/L") - 3.5)


def matsuda(glucose_mgdl: Sequence[float], insulin_uUml: Sequence[float]) -> float:
    """Matsuda index of an OGTT, samples at 0, 30, 60, 90 and 120 min: whole-body insulin sensitivity.

    Parameters
    ----------
    glucose_mgdl, insulin_uUml : sequence of float
        The samples, the fasting one first.
    """
    fasting = glucose_mgdl[0] * insulin_uUml[0]
    return 1e4 / float(np.sqrt(fasting * np.mean(glucose_mgdl) * np.mean(insulin_uUml)))


def a1c(mean_glucose_mgdl: float) -> float:
    """A1c, percent, of a body whose glucose averages `mean_glucose_mgdl` over months."""
    return (mean_glucose_mgdl + 46.7) / 28.7


def stage(criterion: str, value: float) -> str:
    """Stage that one criterion names.

    Parameters
    ----------
    criterion : {"fasting", "two_hour", "a1c"}
    value : float
        In mg/dL, percent for ``"a1c"``.

    Returns
    -------
    {"normal", "prediabetes", "diabetes"}

    Raises
    ------
    ValueError
        If the criterion is unknown.
    """
    if criterion not in THRESHOLDS:
        raise ValueError(f"criterion is {criterion!r}; allowed: {', '.join(THRESHOLDS)}")
    limits = THRESHOLDS[criterion]
    return (
        "diabetes"
        if value >= limits["diabetes"]
        else "prediabetes"
        if value >= limits["prediabetes"]
        else "normal"
    )
