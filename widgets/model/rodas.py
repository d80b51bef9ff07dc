"""Rodas4, a Rosenbrock method for stiff systems, for one person (floats) or a cohort (arrays).

Hairer & Wanner, Solving Ordinary Differential Equations II (1996), section IV.7: six stages, order 4, L-stable and
stiffly accurate, with an error estimate of order 3. The browser runs the same method with the same coefficients and
tolerances, from a program of its own (``javascript/rodas.js``); SciPy's solvers are the reference for both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .numeric import Functions

#: Coefficients in the form that needs no product with the Jacobian (``u = gamma * k``).
COEFFICIENTS: dict[str, Any] = {
    "gamma": 0.25,
    "a": [
        [],
        [1.544],
        [0.9466785280815826, 0.2557011698983284],
        [3.314825187068521, 2.896124015972201, 0.9986419139977817],
        [1.221224509226641, 6.019134481288629, 12.53708332932087, -0.6878860361058950],
    ],
    "c": [
        [],
        [-5.6688],
        [-2.430093356833875, -0.2063599157091915],
        [-0.1073529058151375, -9.594562251023355, -20.47028614809616],
        [7.496443313967647, -10.24680431464352, -33.99990352819905, 11.70890893206160],
        [
            8.083246795921522,
            -7.981132988064893,
            -31.52159432874371,
            16.31930543123136,
            -6.058818238834054,
        ],
    ],
    # Dense output: y(t + s h) = (1-s) y0 + s (y1 + (1-s) (d2.u + s d3.u)).
    "d2": [
        10.12623508344586,
        -7.487995877610167,
        -34.80091861555747,
        -7.992771707568823,
        1.025137723295662,
    ],
    "d3": [
        -0.6762803392806898,
        6.087714651680015,
        16.43084320892478,
        24.76722511418386,
        -6.594389125716872,
    ],
}

#: Error of a step that counts as 1, per state: an absolute part in its unit, and a part of its size.
#: Glucose within a few hundredths of a mg/dL over a day, insulin within a few tenths of a percent.
TOLERANCES: dict[str, tuple[float, float]] = {
    "q1": (10.0, 0.0),
    "q2": (10.0, 0.0),
    "G": (0.08, 0.0),
    "X": (3e-3, 3e-3),
    "I": (1e-3, 1e-3),
    "N5": (1e-2, 1e-2),
    "N6": (1e-2, 1e-2),
    "gamma": (2e-4, 0.0),
    "sigma": (2e-4, 0.0),
    "b": (0.05, 0.0),
}

#: How the length of a step follows its error.
CONTROL = {
    "safety": 0.85,
    "largest_growth": 5.0,
    "smallest_growth": 0.2,
    "shortest": 1e-6,
    "first": 0.25,
    "longest": 60.0,
}

Visit = Callable[[float, float, np.ndarray, np.ndarray, np.ndarray, np.ndarray], None]


def _weighted(weights: Sequence[float], stages: Sequence[np.ndarray]) -> np.ndarray:
    """Sum of stages times weights."""
    total = weights[0] * stages[0]
    for weight, stage in zip(weights[1:], stages[1:], strict=True):
        total += weight * stage
    return total


class Stepper:
    """Solves the system of one set of compiled functions.

    Parameters
    ----------
    functions : Functions
        Compiled for floats or for arrays.
    constants : tuple
        What ``functions.prepare`` made of the drivers.
    strictness : float
        Tolerances are divided by this.
    """

    def __init__(self, functions: Functions, constants: tuple, strictness: float = 1.0) -> None:
        self._functions, self._constants = functions, constants
        allowed = np.array([TOLERANCES[name] for name in functions.states]) / strictness
        self._absolute, self._relative = allowed.T

    def _entries(self, y: np.ndarray) -> Sequence[Any]:
        """States as the compiled functions want them: floats (far faster than NumPy's) or arrays."""
        return y.tolist() if y.ndim == 1 else y

    def _rates(self, y: np.ndarray) -> np.ndarray:
        return np.array(self._functions.rates(self._entries(y), self._constants, 0.0))

    def _attempt(self, y: np.ndarray, slope: np.ndarray, h: float) -> tuple[np.ndarray, np.ndarray]:
        """One step: the state at its end, and its error."""
        a, c, gamma = COEFFICIENTS["a"], COEFFICIENTS["c"], COEFFICIENTS["gamma"]
        lu = self._functions.factor(self._entries(y), self._constants, 0.0, 1 / (h * gamma))

        def solve(right_side: np.ndarray) -> np.ndarray:
            return np.array(self._functions.solve(lu, self._entries(right_side)))

        stages = [solve(slope)]
        inner = y
        for stage in range(1, 6):
            # Stiffly accurate: the last stage starts from the one before.
            inner = y + _weighted(a[stage], stages) if stage < 5 else inner + stages[-1]
            stages.append(solve(self._rates(inner) + _weighted(c[stage], stages) / h))
        return inner + stages[-1], stages[-1]

    def _norm(self, y: np.ndarray, error: np.ndarray) -> float:
        """Largest error, of what is allowed, over states and people."""
        allowed = np.maximum(self._absolute, self._relative * np.abs(y.T))
        return float(np.max(np.abs(error.T) / allowed))

    def run(
        self, y: np.ndarray, begin: float, end: float, visit: Visit | None = None
    ) -> np.ndarray:
        """State at `end` of a body that is at `y` at `begin` (minutes).

        Parameters
        ----------
        y : ndarray, shape (10,) for one person, (10, people) for a cohort
        visit : callable ``(t, h, before, after, slope_before, slope_after)``, optional
            Called for each accepted step, with the states and their rates at both ends.

        Raises
        ------
        FloatingPointError
            If the model has no value there; names the minute.
        """
        with np.errstate(
            over="ignore"
        ):  # an exponential that overflows answers infinity, as it should
            return self._run(y, begin, end, visit)

    def _run(self, y: np.ndarray, begin: float, end: float, visit: Visit | None) -> np.ndarray:
        t, h = begin, CONTROL["first"]
        slope, grow = self._rates(y), CONTROL["largest_growth"]
        while end - t > 1e-9:
            h = min(h, CONTROL["longest"], end - t)
            after, error = self._attempt(y, slope, h)
            size = self._norm(y, error)
            if not np.isfinite(size):
                raise FloatingPointError(
                    f"the model has no value at minute {t:g}: a state is not finite"
                )
            change = max(CONTROL["smallest_growth"], CONTROL["safety"] * max(size, 1e-12) ** -0.25)
            if size <= 1:
                slope_after = self._rates(after)
                if visit:
                    visit(t, h, y, after, slope, slope_after)
                y, slope, t = after, slope_after, t + h
                h *= min(grow, change)
                grow = CONTROL["largest_growth"]
            else:
                h *= min(change, 1.0)
                grow = 1.0  # no growth right after a rejection
                if h < CONTROL["shortest"]:
                    raise FloatingPointError(f"the model cannot be solved past minute {t:g}")
        return y
