"""Solving through time with steps of Rodas4, for one person (floats) or a cohort (arrays).

The step itself, with the carried states, is generated for one person (:mod:`widgets.model.solver.unrolled`) and stands
in :mod:`widgets.model.solver.staged` for a cohort; here stands how long it may be. The browser does the same with the
generated step, the same tolerances and control (``widgets/model/browser/rodas.js``); SciPy's solvers are the reference
for all.

A step is implicit in the states that it solves. The carried ones (those that take days to years, and amounts that no
rate depends on) follow a straight line within it; at its end Simpson's rule, with their rates at its start, middle and
end, says where they have come.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

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


States = Sequence[float] | np.ndarray
Visit = Callable[[float, float, States, States, States], None]


class _One:
    """A step for one person: floats, all of it in the generated function, as NumPy is slow for so few numbers."""

    def __init__(
        self, functions: Functions, constants: tuple, least: np.ndarray, share: np.ndarray
    ) -> None:
        self._functions, self._constants = functions, constants
        self._allowed = (*least.tolist(), *share.tolist())
        self._solved, self._all = len(least), len(functions.states)

    def states(self, y: np.ndarray) -> States:
        """States as this kind of step wants them."""
        return y.tolist()

    def pace(self, y: States) -> States:
        """Rates of the carried states."""
        return self._functions.carried(y, self._constants, 0.0)

    def attempt(self, y: States, pace: States, h: float) -> float:
        """Take one step; its largest error, of what is allowed."""
        self._start = y
        size, errors, *self._found = self._functions.advance(
            y, pace, self._constants, self._allowed, 0.0, h
        )
        return size if math.isfinite(errors) else math.nan

    def complete(self) -> tuple[States, States, States]:
        """States in the middle and at the end of the step that was taken, and the pace there."""
        n, end = self._all, 3 * self._all - self._solved
        return self._found[:n], self._found[n : 2 * n], self._found[2 * n : end]

    def within(self, share: float) -> np.ndarray:
        """Solved states within the step that was taken, at a share of its length."""
        n, solved = self._all, self._solved
        bends = np.reshape(self._found[-2 * solved :], (2, solved))
        end = np.array(self._found[n : n + solved])
        return _dense(np.array(self._start[:solved]), end, *bends, share)


class _Many:
    """A step for a cohort: arrays, stage by stage."""

    def __init__(
        self, functions: Functions, constants: tuple, least: np.ndarray, share: np.ndarray
    ) -> None:
        self._functions, self._constants = functions, constants
        self._least, self._share, self._solved = least, share, len(least)

    def states(self, y: np.ndarray) -> States:
        """States as this kind of step wants them."""
        return y

    def pace(self, y: States) -> States:
        """Rates of the carried states."""
        return np.array(self._functions.carried(y, self._constants, 0.0))

    def attempt(self, y: States, pace: States, h: float) -> float:
        """Take one step; its largest error over states and people, of what is allowed."""
        start = y[: self._solved]
        end, error, *bends = self._functions.step(y, pace, self._constants, 0.0, h)
        self._taken, self._bends = (y, pace, h), (start, end, *bends)
        allowed = np.maximum(self._least, self._share * np.abs(start.T))
        return float(np.max(np.abs(error.T) / allowed))

    def complete(self) -> tuple[States, States, States]:
        """States in the middle and at the end of the step that was taken, and the pace there."""
        y, pace, h = self._taken
        carried, end = y[self._solved :], self._bends[1]
        middle = np.concatenate([self.within(0.5), carried + h / 2 * pace])
        pace_after = self.pace(np.concatenate([end, carried + h * pace]))
        carried_end = carried + h / 6 * (pace + 4 * self.pace(middle) + pace_after)
        return middle, np.concatenate([end, carried_end]), pace_after

    def within(self, share: float) -> np.ndarray:
        """Solved states within the step that was taken, at a share of its length."""
        return _dense(*self._bends, share)


def _dense(
    start: np.ndarray, end: np.ndarray, second: np.ndarray, third: np.ndarray, share: float
) -> np.ndarray:
    """Dense output of the method."""
    return (1 - share) * start + share * (end + (1 - share) * (second + share * third))


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
        allowed = np.array([TOLERANCES[name] for name in functions.states if name in TOLERANCES])
        least, share = (allowed / strictness).T
        self._step = (_Many if functions.vector else _One)(functions, constants, least, share)

    def within(self, share: float) -> np.ndarray:
        """Solved states within the step that is being visited, at a share of its length."""
        return self._step.within(share)

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
            return np.array(self._run(self._step.states(y), begin, end, visit))

    def _run(self, y: States, begin: float, end: float, visit: Visit | None) -> States:
        step, t, h = self._step, begin, CONTROL["first"]
        pace, grow = step.pace(y), CONTROL["largest_growth"]
        while end - t > 1e-9:
            h = min(_even(h), CONTROL["longest"], end - t)
            size = step.attempt(y, pace, h)
            if not math.isfinite(size):
                raise FloatingPointError(
                    f"the model has no value at minute {t:g}: a state is not finite"
                )
            change = max(CONTROL["smallest_growth"], CONTROL["safety"] * max(size, 1e-12) ** -0.25)
            if size <= 1:
                middle, after, pace = step.complete()
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
