"""Rodas4, a Rosenbrock method for stiff systems, for one person (floats) or a cohort (arrays).

Hairer & Wanner, Solving Ordinary Differential Equations II (1996), section IV.7: six stages, order 4, L-stable and
stiffly accurate, with an error estimate of order 3. The browser runs the same method with the same coefficients and
tolerances, from a program of its own (``javascript/rodas.js``); SciPy's solvers are the reference for both.

A step is implicit in the fast states. The slow ones (days to years) follow a straight line within it; at its end
Simpson's rule, with their rates at its start, middle and end, says where they have come.
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


def _moving() -> dict[str, list[float]]:
    """Where each stage stands in the step, and its weight of what moves by itself.

    Both follow from the method applied to a clock, t' = 1.
    """
    a, c, gamma = COEFFICIENTS["a"], COEFFICIENTS["c"], COEFFICIENTS["gamma"]
    clock: list[float] = []
    for weights in c:
        clock.append(gamma * (1 + sum(w * u for w, u in zip(weights, clock, strict=True))))
    places = [sum(w * u for w, u in zip(weights, clock, strict=False)) for weights in a]
    return {"alpha": [*places, 1.0], "push": clock}


COEFFICIENTS |= _moving()

#: Error of a step that counts as 1, per fast state: an absolute part in its unit, and a part of its size.
#: Glucose within 0.03 mg/dL at every minute of a day, insulin within 0.2 %.
TOLERANCES: dict[str, tuple[float, float]] = {
    "q1": (3.0, 0.0),
    "q2": (3.0, 0.0),
    "G": (0.025, 0.0),
    "X": (1e-3, 1e-3),
    "I": (3e-4, 3e-4),
    "N5": (2e-3, 2e-3),
    "N6": (3e-3, 3e-3),
}

#: How the length of a step follows its error.
CONTROL = {
    "safety": 0.85,
    "largest_growth": 5.0,
    "smallest_growth": 0.2,
    "shortest": 1e-6,
    "first": 1.0,
    "longest": 60.0,
}

Visit = Callable[[float, float, np.ndarray, np.ndarray, np.ndarray], None]


# The weights of sums of stages.
_A, _C = ([np.array(weights) for weights in COEFFICIENTS[name]] for name in ("a", "c"))
_BENDS = [np.array(COEFFICIENTS[name]) for name in ("d2", "d3")]


def _weighted(weights: np.ndarray, stages: np.ndarray) -> np.ndarray:
    """Sum of the first stages times weights, in one pass."""
    used = stages[: len(weights)]
    return (weights @ used.reshape(len(weights), -1)).reshape(used.shape[1:])


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
        allowed = (
            np.array([TOLERANCES[name] for name in functions.states if name in TOLERANCES])
            / strictness
        )
        self._absolute, self._relative = allowed.T
        self._fast = len(allowed)

    def _entries(self, y: np.ndarray) -> Sequence[Any]:
        """States as the compiled functions want them: floats (far faster than NumPy's) or arrays."""
        return y.tolist() if y.ndim == 1 else y

    def _pace(self, y: np.ndarray) -> np.ndarray:
        """Rates of the slow states."""
        return np.array(self._functions.slow(self._entries(y), self._constants, 0.0))

    def _attempt(self, y: np.ndarray, pace: np.ndarray, h: float) -> tuple[np.ndarray, np.ndarray]:
        """One step of the fast states: their end, and its error."""
        n = self._fast
        linear = self._functions.factor(
            self._entries(y),
            self._entries(pace),
            self._constants,
            0.0,
            1 / (h * COEFFICIENTS["gamma"]),
        )
        lu, pushes, rates = linear[: -2 * n], linear[-2 * n : -n], np.array(linear[-n:])
        pushed = [(i, by) for i, by in enumerate(pushes) if np.ndim(by) or by]
        stages = np.empty((len(_C), *rates.shape))
        inner = y[:n]
        for stage, (place, push) in enumerate(
            zip(COEFFICIENTS["alpha"], COEFFICIENTS["push"], strict=True)
        ):
            if stage:
                # Stiffly accurate: the last stage starts from the one before.
                inner = inner + stages[4] if stage == 5 else y[:n] + _weighted(_A[stage], stages)
                moved = np.concatenate([inner, y[n:] + place * h * pace])
                rates = np.array(self._functions.fast(self._entries(moved), self._constants, 0.0))
                rates += _weighted(_C[stage], stages) / h
            for i, by in pushed:
                rates[i] += push * h * by
            stages[stage] = self._functions.solve(lu, self._entries(rates))
        end = inner + stages[-1]
        bends = [_weighted(weights, stages) for weights in _BENDS]
        self._dense = (y[:n], end, *bends)
        return end, stages[-1]

    def within(self, share: float) -> np.ndarray:
        """Fast states within the step that is being visited, at a share of its length."""
        start, end, second, third = self._dense
        return (1 - share) * start + share * (end + (1 - share) * (second + share * third))

    def _norm(self, y: np.ndarray, error: np.ndarray) -> float:
        """Largest error, of what is allowed, over states and people."""
        allowed = np.maximum(self._absolute, self._relative * np.abs(y[: self._fast].T))
        return float(np.max(np.abs(error.T) / allowed))

    def _complete(
        self, y: np.ndarray, end: np.ndarray, pace: np.ndarray, h: float
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """All states in the middle and at the end of a step, and the slow states' rates there."""
        slow = y[self._fast :]
        middle = np.concatenate([self.within(0.5), slow + h / 2 * pace])
        pace_after = self._pace(np.concatenate([end, slow + h * pace]))
        slow_end = slow + h / 6 * (pace + 4 * self._pace(middle) + pace_after)
        return middle, np.concatenate([end, slow_end]), pace_after

    def run(
        self, y: np.ndarray, begin: float, end: float, visit: Visit | None = None
    ) -> np.ndarray:
        """State at `end` of a body that is at `y` at `begin` (minutes).

        Parameters
        ----------
        y : ndarray, shape (10,) for one person, (10, people) for a cohort
        visit : callable ``(t, h, before, middle, after)``, optional
            Called for each accepted step, with its begin, its length, and the states at its start,
            middle and end.

        Raises
        ------
        FloatingPointError
            If the model has no value there; names the minute.
        """
        with np.errstate(
            over="ignore"
        ):  # an exponential that overflows is infinity, as it should be
            return self._run(y, begin, end, visit)

    def _run(self, y: np.ndarray, begin: float, end: float, visit: Visit | None) -> np.ndarray:
        t, h = begin, CONTROL["first"]
        pace, grow = self._pace(y), CONTROL["largest_growth"]
        while end - t > 1e-9:
            h = min(h, CONTROL["longest"], end - t)
            fast, error = self._attempt(y, pace, h)
            size = self._norm(y, error)
            if not np.isfinite(size):
                raise FloatingPointError(
                    f"the model has no value at minute {t:g}: a state is not finite"
                )
            change = max(CONTROL["smallest_growth"], CONTROL["safety"] * max(size, 1e-12) ** -0.25)
            if size <= 1:
                middle, after, pace = self._complete(y, fast, pace, h)
                if visit:
                    visit(t, h, y, middle, after)
                y, t = after, t + h
                h *= min(grow, change)
                grow = CONTROL["largest_growth"]
            else:
                h *= min(change, 1.0)
                grow = 1.0  # no growth right after a rejection
                if h < CONTROL["shortest"]:
                    raise FloatingPointError(f"the model cannot be solved past minute {t:g}")
        return y
