"""SciPy's solvers on the model: the reference that the browser's solver is held against.

A body in the browser is ``widgets/model/browser/body.js``.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.integrate import solve_ivp
from scipy.optimize import brentq

from widgets.model.solver.numeric import Functions, functions
from widgets.model.statement.equations import TAKERS, Equations, T_kept, system
from widgets.model.statement.limits import shown
from widgets.model.statement.parameters import values

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
    "Y": 100.0,
    "G_e": 100.0,
    "D": 100.0,
    **{taken.name: 1e4 for taken in (*TAKERS.values(), T_kept)},
}

RTOL = 1e-8

#: Stiff solvers of :func:`scipy.integrate.solve_ivp`, the one that is used unless said first.
METHODS = ("LSODA", "Radau", "BDF")


@dataclass(frozen=True)
class Body:
    """The equations of one system, bound to one person's drivers and to the parameters of the moment.

    Attributes
    ----------
    functions : Functions
    constants : tuple of float
        What `functions.prepare` makes of the drivers and parameters.
    parameters : dict of str to float
        The values that this body was made with (:func:`widgets.model.statement.parameters.values`).
    """

    functions: Functions
    constants: tuple[float, ...]
    parameters: dict[str, float]

    @classmethod
    def of(cls, equations: Equations, *drivers: float) -> Body:
        """A body.

        Parameters
        ----------
        equations : {"published", "book", "wired", "traced", "stored"}
        drivers : float
            What a life or a slider sets, in the system's own order.

        Raises
        ------
        ValueError
            If these are not as many as the system has.
        """
        names = [driver.name for driver in system(equations).drivers]
        if len(drivers) != len(names):
            raise ValueError(
                f"drivers of {equations} are {shown(drivers)}; allowed: one each for {', '.join(names)}"
            )
        compiled, parameters = functions(equations), values(system(equations).preset)
        constants = compiled.prepare(drivers, tuple(parameters.values()))
        return cls(compiled, constants, parameters)

    def place(self, name: str) -> int:
        """Row of a state in every array of states."""
        return self.functions.states.index(name)

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
        method: str = METHODS[0],
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
        stomach = self.place("q1")
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
        place = self.place("G")

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
        empty = [self.place(name) for name in self.functions.empty]
        state = np.array(slow, dtype=float)
        state[empty] = 0.0

        def balance(glucose: float) -> float:
            state[self.place("G")] = glucose
            return self.functions.rest(state.tolist(), self.constants)[0]

        # Glucose arrives faster than it leaves at 1 mg/dL, and leaves faster at 2000.
        return self.resting_at(brentq(balance, 1.0, 2000.0, xtol=1e-9), state)

    def resting_at(self, glucose_mgdl: float, state: np.ndarray) -> np.ndarray:
        """The same state, with glucose at a level and all that follows from it at rest there, shape (10,)."""
        state = np.array(state, dtype=float)
        state[self.place("G")] = glucose_mgdl
        _, *still = self.functions.rest(state.tolist(), self.constants)
        state[[self.place(name) for name in self.functions.resting]] = still
        return state
