"""SciPy's solvers on the model: the reference that the browser's solver is held against."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.integrate import solve_ivp
from scipy.optimize import brentq

from widgets.model.solver.numeric import Functions, functions
from widgets.model.statement.parameters import Preset, values

#: Absolute tolerance of each state, in its own unit, at a relative tolerance of 1: scaled by `rtol`.
SCALES = {
    "q1": 1e4,
    "q2": 1e4,
    "G": 100.0,
    "X": 10.0,
    "I": 10.0,
    "N5": 10.0,
    "N6": 100.0,
    "gamma": 0.1,
    "sigma": 1.0,
    "b": 400.0,
}

RTOL = 1e-8


@dataclass(frozen=True)
class Body:
    """The equations of one preset, bound to one person's drivers.

    Attributes
    ----------
    functions : Functions
    constants : tuple of float
        What `functions.prepare` makes of the drivers.
    """

    functions: Functions
    constants: tuple[float, ...]

    @classmethod
    def of(cls, si: float, h: float, reserve: float, preset: Preset = "book") -> Body:
        """A body with insulin sensitivity `si` (muscle) and `h` (liver), both 1-ish, and beta-cell `reserve`."""
        compiled = functions(preset)
        return cls(compiled, compiled.prepare((si, h, reserve), tuple(values(preset).values())))

    def rates(
        self, t: float, y: np.ndarray, inflow: Callable[[float], float] | None = None
    ) -> tuple[float, ...]:
        """Time derivatives, per minute; `inflow` (mg/dL/min) feeds a preset that has no gut of its own."""
        return self.functions.rates(y.tolist(), self.constants, inflow(t) if inflow else 0.0)

    def jacobian(
        self, t: float, y: np.ndarray, inflow: Callable[[float], float] | None = None
    ) -> np.ndarray:
        """Jacobian, shape (states, states)."""
        matrix = np.zeros((y.size, y.size))
        rows, columns = zip(*self.functions.pattern, strict=True)
        matrix[rows, columns] = self.functions.jacobian(
            y.tolist(), self.constants, inflow(t) if inflow else 0.0
        )
        return matrix

    def solve(
        self,
        start: np.ndarray,
        minutes: np.ndarray,
        *,
        inflow: Callable[[float], float] | None = None,
        method: str = "LSODA",
        rtol: float = RTOL,
    ) -> np.ndarray:
        """States at `minutes`.

        Parameters
        ----------
        start : ndarray, shape (states,)
            State at ``minutes[0]``.
        minutes : ndarray, shape (n,)
            Increasing times.
        inflow : callable, optional
            Glucose that arrives, mg/dL/min, as a smooth function of time between ``minutes[0]`` and ``minutes[-1]``.
        method : {"LSODA", "Radau", "BDF"}
            A stiff solver of :func:`scipy.integrate.solve_ivp`.
        rtol : float
            Relative tolerance; absolute ones are :data:`SCALES` times this.

        Returns
        -------
        ndarray, shape (states, n)

        Raises
        ------
        RuntimeError
            If the solver gives up.
        """
        scales = np.array([SCALES[name] for name in self.functions.states])
        solution = solve_ivp(
            self.rates,
            (minutes[0], minutes[-1]),
            start,
            method=method,
            t_eval=minutes,
            jac=self.jacobian,
            rtol=rtol,
            atol=rtol * scales,
            args=(inflow,),
        )
        if not solution.success:
            raise RuntimeError(
                f"{method} stopped at minute {solution.t[-1] if solution.t.size else minutes[0]}: {solution.message}"
            )
        return solution.y

    def feed(
        self,
        start: np.ndarray,
        minutes: np.ndarray,
        meals: Sequence[tuple[float, float]],
        **options: object,
    ) -> np.ndarray:
        """States at `minutes` of a body that eats.

        Parameters
        ----------
        start : ndarray, shape (states,)
        minutes : ndarray, shape (n,)
            Increasing, starting at the start.
        meals : sequence of (minute, grams)
            Carbohydrate that reaches the stomach at once at that minute.
        options
            As for :meth:`solve`.
        """
        times = sorted(
            {
                float(minutes[0]),
                float(minutes[-1]),
                *(t for t, _ in meals if minutes[0] <= t < minutes[-1]),
            }
        )
        result = np.empty((start.size, minutes.size))
        result[:, 0] = start
        state = np.array(start, dtype=float)
        stomach = self.functions.states.index("q1")
        for begin, end in itertools.pairwise(times):
            state[stomach] += 1000 * sum(grams for t, grams in meals if t == begin)
            inside = (minutes > begin) & (minutes <= end)
            grid = np.concatenate(
                [[begin], minutes[inside], [] if end in minutes[inside] else [end]]
            )
            solved = self.solve(state, grid, **options)
            result[:, inside] = solved[:, 1 : 1 + inside.sum()]
            state = solved[:, -1].copy()
        return result

    def lead(self, start: np.ndarray, minutes: np.ndarray, glucose_mgdl: np.ndarray) -> np.ndarray:
        """States at `minutes` of a body whose glucose is led along a course by an infusion.

        Parameters
        ----------
        start : ndarray, shape (states,)
            State at ``minutes[0]``.
        minutes, glucose_mgdl : ndarray, shape (n,)
            Increasing times, and glucose at each, straight in between.

        Returns
        -------
        ndarray, shape (states, n)

        Raises
        ------
        RuntimeError
            If the solver gives up.
        """
        place = self.functions.states.index("G")

        def rates(t: float, y: np.ndarray) -> list[float]:
            seen = y.copy()
            seen[place] = np.interp(t, minutes, glucose_mgdl)
            moved = list(self.rates(t, seen))
            moved[place] = 0.0
            return moved

        scales = np.array([SCALES[name] for name in self.functions.states])
        solution = solve_ivp(
            rates,
            (minutes[0], minutes[-1]),
            start,
            method="LSODA",
            t_eval=minutes,
            rtol=RTOL,
            atol=RTOL * scales,
        )
        if not solution.success:
            raise RuntimeError(f"LSODA stopped: {solution.message}")
        solution.y[place] = glucose_mgdl
        return solution.y

    def at_rest(self, slow: np.ndarray) -> np.ndarray:
        """The fasting body: every fast state at rest, with the slow states (gamma, sigma, b) of `slow`.

        Parameters
        ----------
        slow : ndarray, shape (10,)
            A state of the ``book`` preset, whose slow states are kept.

        Returns
        -------
        ndarray, shape (10,)
        """
        names = self.functions.states
        place = {name: i for i, name in enumerate(names)}
        state = np.array(slow, dtype=float)
        state[[place["q1"], place["q2"]]] = 0.0

        def balance(glucose: float) -> float:
            state[place["G"]] = glucose
            return self.functions.rest(state.tolist(), self.constants)[0]

        # Glucose arrives faster than it leaves at 1 mg/dL, and leaves faster at 2000.
        state[place["G"]] = brentq(balance, 1.0, 2000.0, xtol=1e-9)
        _, n5, n6, insulin, delayed = self.functions.rest(state.tolist(), self.constants)
        state[[place["N5"], place["N6"], place["I"], place["X"]]] = n5, n6, insulin, delayed
        return state
