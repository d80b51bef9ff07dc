"""The fit: how the ``fitted`` numbers of the ``book`` preset were chosen.

Each row of ``targets.csv`` whose role is ``fitted`` counts alike: its misfit is the distance of the model from
what people measured, as a share of the distance that was allowed. The fit makes the sum of their squares small, by
SciPy's nonlinear least squares. Beyond :data:`SAFE_SHARE` of what is allowed a misfit counts threefold, so that no
target is given away for others. Rows of validation are not in the sum.

``python -m widgets.model.evidence.fit`` starts from the stored values and prints where it ends and what each target
comes to (some hours on two cores). The stored values are where a search in a faster program ended, rounded. Its last
part moved most of the numbers together, step by step along the slopes of all rows, so that better cells raise no
glucose in any recovery; no row of validation was allowed to be missed that had been met, so it looked at those rows,
too. The search before it lived thousands of bodies to choose the form of the equations, their exponents, the numbers
called ``chosen`` and the pace of the book's course; the model card tells more. A test holds that the sum of this module
grows where the most sensitive number leaves its stored value. Two numbers are conventions of the healthy body and stay
where they are: ``s_h`` brings its capacity to rest near 1, and ``K_P`` its mass of beta cells to where it was.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import numpy as np
from scipy.optimize import least_squares

from widgets.model.evidence.targets import Measurement, Target, targets
from widgets.model.statement.parameters import altered, values

#: The numbers that are fitted, and between which values. Bounds are those of measurements where there are any.
FITTED: dict[str, tuple[float, float]] = {
    "k_q": (500.0, 900.0),
    "K_E": (250.0, 500.0),
    "k_a": (0.04, 0.10),
    "f_a": (0.70, 0.85),
    "EG0": (0.0085, 0.0105),
    "VM": (
        0.070,
        0.083,
    ),  # maximal uptake 10 to 11 mg/kg/min (Rizza 1981), without what needs no insulin
    "E_max": (0.54, 0.62),
    "p2": (0.019, 0.033),  # measured in people: Bergman 1979 and after
    "P_L": (1.8, 3.0),
    "K_L": (8.0, 30.0),
    "n_L": (1.0, 1.6),
    "Q_p": (700.0, 1700.0),
    "kappa": (0.5, 3.0),
    "b_i": (0.0, 0.9),
    "K_i": (1.0, 8.0),
    "K_C": (0.60, 0.72),
    "r_m2": (1e-4, 1e-3),
    "r_20": (0.001, 0.006),
    "r_30": (0.3, 1.3),
    "G_s": (88.0, 100.0),  # Ha & Sherman 2020 use 90 and 100
    "s_0": (0.03, 0.12),
    "I_0": (0.2, 0.4),
    "a_s": (0.25, 0.50),
}

#: Share of the allowed distance from which on a misfit counts threefold.
SAFE_SHARE = 0.8

_STEP = 0.02  # of a value, for the slopes
_UNREACHED = 3.0  # misfit of all targets where the susceptible person does not come to diabetes


def misfit(target: Target, value: float) -> float:
    """Distance of `value` from a target, as a share of the distance allowed; beyond the edge it counts threefold.

    A target with a limit on one side only is missed by as much as `value` lies beyond the limit, in tenths of it.
    """
    measured = float(target.target) if target.target else None
    if target.lowest is None or target.highest is None or measured is None:
        over = value - target.highest if target.highest is not None else target.lowest - value
        limit = target.highest if target.highest is not None else target.lowest
        return max(0.0, 10 * over / abs(limit))
    allowed = target.highest - measured if value > measured else measured - target.lowest
    if not allowed:  # yes or no
        return 0.0 if value == measured else _UNREACHED
    share = (value - measured) / allowed
    return share + 2 * np.sign(share) * max(0.0, abs(share) - SAFE_SHARE)


def misfits(trial: np.ndarray) -> np.ndarray:
    """Misfit of each target for trial values.

    Parameters
    ----------
    trial : ndarray, shape (fitted,)
        Values of :data:`FITTED`, in its order.

    Returns
    -------
    ndarray, shape (targets,)
    """
    with altered(**dict(zip(FITTED, map(float, trial), strict=True))):
        measurement = Measurement()
        try:
            return np.array([misfit(one, measurement.measure(one.key)) for one in targets()])
        except (ValueError, TypeError, RuntimeError):  # somebody never reaches what the story needs
            return np.full(len(targets()), _UNREACHED)


def fit(evaluations: int = 12) -> dict[str, float]:
    """Fit, starting from the stored values.

    Parameters
    ----------
    evaluations : int
        Most steps to try.

    Returns
    -------
    dict of str to float
        Name to fitted value.
    """
    start = np.array([values("book")[name] for name in FITTED])
    lowest, highest = np.array(list(FITTED.values())).T
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        found = least_squares(
            misfits,
            start,
            bounds=(lowest, highest),
            x_scale=highest - lowest,
            diff_step=_STEP,
            ftol=1e-3,
            max_nfev=evaluations,
            workers=pool.map,
            verbose=2,
        )
    return dict(zip(FITTED, found.x.tolist(), strict=True))


if __name__ == "__main__":
    for name, value in fit().items():
        print(f"{name:5} {value:.5g}")
