"""One step of Rodas4 for many people at once, stage by stage.

Where each value is an array, sums of stages are cheapest as products of matrices, and temporaries that die with a stage
keep the processor's cache: three times faster than the straight line of :mod:`widgets.model.solver.unrolled`.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from widgets.model.solver.method import METHOD

_SUMS = {name: [np.array(weights) for weights in METHOD[name]] for name in ("a", "c")}
_BENDS = [np.array(METHOD[name]) for name in ("d2", "d3")]
_PLACES = list(zip(METHOD["alpha"], METHOD["push"], strict=True))


def _weighted(weights: np.ndarray, stages: np.ndarray) -> np.ndarray:
    """Sum of the first stages times weights, in one pass."""
    used = stages[: len(weights)]
    return (weights @ used.reshape(len(weights), -1)).reshape(used.shape[1:])


def step(solved: Callable, factor: Callable, solve: Callable) -> Callable:
    """The step, of the compiled programs of :class:`widgets.model.statement.codegen.Programs`.

    Returns
    -------
    callable ``(states, pace, constants, Ra, length)``
        -> state at the end, error, and the two terms of the dense output, each of shape (solved states, people).
    """

    def stepped(
        y: np.ndarray, pace: np.ndarray, constants: tuple, inflow: float, length: float
    ) -> tuple[np.ndarray, ...]:
        n = len(y) - len(pace)
        linear = factor(y, pace, constants, inflow, 1 / (length * METHOD["gamma"]))
        lu, pushes, rates = linear[: -2 * n], linear[-2 * n : -n], np.array(linear[-n:])
        pushed = [(i, by) for i, by in enumerate(pushes) if np.ndim(by) or by]
        stages = np.empty((len(_PLACES), *rates.shape))
        inner = y[:n]
        for stage, (place, push) in enumerate(_PLACES):
            if stage == len(_PLACES) - 1:  # stiffly accurate: the last starts from the one before
                inner = inner + stages[stage - 1]
            elif stage:
                inner = y[:n] + _weighted(_SUMS["a"][stage], stages)
            if stage:
                moved = np.concatenate([inner, y[n:] + place * length * pace])
                rates = np.array(solved(moved, constants, inflow))
                rates += _weighted(_SUMS["c"][stage], stages) / length
            for i, by in pushed:
                rates[i] += push * length * by
            stages[stage] = solve(lu, rates)
        bends = [_weighted(weights, stages) for weights in _BENDS]
        return inner + stages[-1], stages[-1], *bends

    return stepped
