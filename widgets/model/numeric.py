"""The programs as Python functions: scalar ones for SciPy, array ones for a cohort."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from .codegen import PACE, PARAMETERS, programs
from .equations import Equations, Ra, system
from .parameters import values
from .printing import POWERS, python_function
from .unrolled import LENGTH, coefficients, step

Numbers = Sequence[Any] | np.ndarray


@dataclass(frozen=True)
class Functions:
    """Compiled programs of one preset.

    Every argument and result is a sequence of floats, or of arrays (one value a person) for a cohort.

    Attributes
    ----------
    states : tuple of str
        Names, in the order of every sequence of states.
    quantity_names : tuple of str
        Names, in the order of what `quantities` returns.
    flow_names : tuple of str
        Names, in the order of what `flows` returns.
    prepare : callable ``(drivers, parameters) -> constants``
        Drivers are ``(si, h, ISRI)``, parameters as in `parameter_names`.
    rates : callable ``(states, constants, Ra) -> rates``, per minute
    jacobian : callable ``(states, constants, Ra) -> entries`` at `pattern`
    slow : callable ``(states, constants, Ra) -> rates`` of the slow states
    step : callable ``(states, pace, constants, Ra, length)``
        -> end, error and dense output of the fast states; see :func:`widgets.model.unrolled.step`
    quantities, flows : callable ``(states, constants, Ra) -> values``
    rest : callable ``(states, constants) -> (balance, N5, N6, I, X)``, only in the ``book`` preset
    """

    states: tuple[str, ...]
    quantity_names: tuple[str, ...]
    flow_names: tuple[str, ...]
    parameter_names: tuple[str, ...]
    pattern: tuple[tuple[int, int], ...]
    prepare: Callable
    rates: Callable
    slow: Callable
    step: Callable
    jacobian: Callable
    quantities: Callable
    flows: Callable
    rest: Callable | None


def _exp(x: float) -> float:
    """``math.exp`` that, as NumPy's and JavaScript's do, answers infinity where it would overflow."""
    return math.exp(x) if x < 709.0 else math.inf


def _names(vector: bool) -> dict[str, Any]:
    """What generated code calls, for floats or for arrays, and the coefficients of the method."""
    if vector:
        names: dict[str, Any] = {
            "exp": np.exp,
            "maximum": np.maximum,
            "minimum": np.minimum,
            "heaviside": lambda x: (x > 0) * 1.0,
        }
    else:
        names = {
            "exp": _exp,
            "maximum": max,
            "minimum": min,
            "heaviside": lambda x: 1.0 if x > 0 else 0.0,
        }
    for n, body in POWERS.items():
        exec(f"def pow{n}(x): return {body}", names)
    return names | coefficients()


@cache
def functions(preset: Equations = "book", vector: bool = False) -> Functions:
    """Compile the programs of `preset`.

    Parameters
    ----------
    preset : {"published", "book", "wired"}
    vector : bool
        ``True`` for arrays (one value a person), ``False`` for floats, which is faster for one person.
    """
    made, sys = programs(preset), system(preset)
    names = tuple(values(sys.preset))
    drivers, states = list(sys.drivers), list(sys.states)
    parameters = [next(p for p in PARAMETERS if p.name == name) for name in names]
    moving = {"y": states, "k": made.constants}
    source = {
        "prepare": python_function("prepare", made.prepare, {"u": drivers, "p": parameters}),
        "rates": python_function("rates", made.rates, moving, Ra.name),
        "slow": python_function("slow", made.slow, moving, Ra.name),
        "jacobian": python_function("jacobian", made.jacobian, moving, Ra.name),
        "step": python_function(
            "step",
            step(preset),
            {"y": states, "v": PACE, "k": made.constants},
            f"{Ra.name}, {LENGTH.name}",
        ),
        "quantities": python_function("quantities", made.quantities, moving, Ra.name),
        "flows": python_function("flows", made.flows, moving, Ra.name),
    }
    if made.rest:
        source["rest"] = python_function("rest", made.rest, moving)
    space = _names(vector)
    for text in source.values():
        exec(text, space)
    return Functions(
        states=tuple(state.name for state in states),
        quantity_names=tuple(quantity.symbol.name for quantity in sys.quantities),
        flow_names=tuple(flow.symbol.name for flow in sys.flows),
        parameter_names=names,
        pattern=made.pattern,
        rest=space.get("rest"),
        **{name: space[name] for name in source.keys() - {"rest"}},
    )
