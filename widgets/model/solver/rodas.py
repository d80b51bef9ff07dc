"""Solving through time with steps of Rodas4, for one person (floats) or a cohort (arrays).

The step itself is generated for one person (:mod:`widgets.model.solver.unrolled`) and stands in
:mod:`widgets.model.solver.staged` for a cohort; here stand how long it may be, and the carried states. The browser does
the same with the generated step, the same tolerances and control (``widgets/model/browser/rodas.js``); SciPy's solvers
are the reference for all.

A step is implicit in the states that it solves. The carried ones (those that take days to years, and amounts that no
rate depends on) follow a straight line within it; at its end Simpson's rule, with their rates at its start, middle and
end, says where they have come.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from widgets.model.solver.numeric import Functions

#: Error of a step that counts as 1, per solved state: an absolute part in its unit, and a part of its size.
#: Glucose within 0.03 mg/dL at every minute of a day, insulin within 0.2 %.
TOLERANCES: dict[str, tuple[float, float]] = {
    "q1": (3.0, 0.0),
    "q2": (3.0, 0.0),
    "G": (0.025, 0.0),
    "X": (1e-3, 1e-3),
    "I": (3e-4, 3e-4),
    "N5": (2e-3, 2e-3),
    "N6": (3e-3, 3e-3),
    "G_e": (0.025, 0.0),
    "D": (0.025, 0.0),
}

#: How the length of a step follows its error.
CONTROL = {
    "safety": 0.85,
    "largest_growth": 5.0,
    "smallest_growth": 0.2,
    "shortest": 1e-6,
    "first": 1.0,
    "longest": 60.0,
    "lengths": 4,  # that a step may have between a power of two and the next
}


def _even(h: float) -> float:
    """The nearest shorter length that a step may have.

    Few lengths, so that errors of rounding, which differ from one language and machine to another, do not choose
    other steps: the same life gives the same numbers everywhere.
    """
    part = 2.0 ** math.floor(math.log2(h)) / CONTROL["lengths"]
    return part * math.floor(h / part)


Visit = Callable[[float, float, np.ndarray, np.ndarray, np.ndarray], None]


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
        self._solved = len(allowed)

    def _entries(self, y: np.ndarray) -> Sequence[Any]:
        """States as the compiled functions want them: floats (far faster than NumPy's) or arrays."""
        return y.tolist() if y.ndim == 1 else y

    def _pace(self, y: np.ndarray) -> np.ndarray:
        """Rates of the carried states."""
        return np.array(self._functions.carried(self._entries(y), self._constants, 0.0))

    def _attempt(self, y: np.ndarray, pace: np.ndarray, h: float) -> tuple[np.ndarray, np.ndarray]:
        """One step of the solved states: their end, and its error."""
        end, error, *bends = self._functions.step(
            self._entries(y), self._entries(pace), self._constants, 0.0, h
        )
        self._dense = (y[: self._solved], end, *bends)
        return end, error

    def within(self, share: float) -> np.ndarray:
        """Solved states within the step that is being visited, at a share of its length."""
        start, end, second, third = self._dense
        return (1 - share) * start + share * (end + (1 - share) * (second + share * third))

    def _norm(self, y: np.ndarray, error: np.ndarray) -> float:
        """Largest error, of what is allowed, over states and people."""
        allowed = np.maximum(self._absolute, self._relative * np.abs(y[: self._solved].T))
        return float(np.max(np.abs(error.T) / allowed))

    def _complete(
        self, y: np.ndarray, end: np.ndarray, pace: np.ndarray, h: float
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """All states in the middle and at the end of a step, and the carried states' rates there."""
        carried = y[self._solved :]
        middle = np.concatenate([self.within(0.5), carried + h / 2 * pace])
        pace_after = self._pace(np.concatenate([end, carried + h * pace]))
        carried_end = carried + h / 6 * (pace + 4 * self._pace(middle) + pace_after)
        return middle, np.concatenate([end, carried_end]), pace_after

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
            h = min(_even(h), CONTROL["longest"], end - t)
            solved, error = self._attempt(y, pace, h)
            size = self._norm(y, error)
            if not np.isfinite(size):
                raise FloatingPointError(
                    f"the model has no value at minute {t:g}: a state is not finite"
                )
            change = max(CONTROL["smallest_growth"], CONTROL["safety"] * max(size, 1e-12) ** -0.25)
            if size <= 1:
                middle, after, pace = self._complete(y, solved, pace, h)
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
