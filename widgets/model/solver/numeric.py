"""The programs as Python functions: scalar ones for SciPy, array ones for a cohort."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import sympy as sp

from widgets.model.solver import staged, unrolled
from widgets.model.statement.codegen import MADE, PACE, PARAMETERS, SLOW, STEP, programs
from widgets.model.statement.equations import Equations, Ra, system
from widgets.model.statement.parameters import values
from widgets.model.statement.printing import POWERS, python_function

Numbers = Sequence[Any] | np.ndarray


@dataclass(frozen=True)
class Functions:
    """Compiled programs of one preset.

    Every argument and result is a sequence of floats, or of arrays (one value a person) for a cohort; times and the
    glucose that arrives are numbers, and the results of `step` four rows of states.

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
        -> end, error and dense output of the fast states: :mod:`widgets.model.solver.unrolled`,
        :mod:`widgets.model.solver.staged`
    quantities, flows : callable ``(states, constants, Ra) -> values``
    rest : callable ``(states, constants) -> (balance, N5, N6, I, X)``, only in the ``book`` preset
    secreted : callable ``(constants, level, change) -> (insulin,)``, µU, only in the ``book`` preset
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
    secreted: Callable | None


def _exp(x: float) -> float:
    """``math.exp`` that, as NumPy's and JavaScript's do, answers infinity where it would overflow."""
    return math.exp(x) if x < 709.0 else math.inf


def _names(vector: bool) -> dict[str, Any]:
    """The functions that generated code calls, for floats or for arrays."""
    if vector:
        names: dict[str, Any] = {
            "exp": np.exp,
            "power": lambda x, n: np.maximum(x, 0.0) ** n,
            "maximum": np.maximum,
            "minimum": np.minimum,
            "heaviside": lambda x: (x > 0) * 1.0,
        }
    else:
        names = {
            "exp": _exp,
            "power": lambda x, n: x**n if x > 0 else 0.0,
            "maximum": max,
            "minimum": min,
            "heaviside": lambda x: 1.0 if x > 0 else 0.0,
        }
    for n, body in POWERS.items():
        exec(f"def pow{n}(x): return {body}", names)
    return names


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
        "quantities": python_function("quantities", made.quantities, moving, Ra.name),
        "flows": python_function("flows", made.flows, moving, Ra.name),
    }
    if made.rest:
        source["rest"] = python_function("rest", made.rest, moving)
    if made.secreted:
        scalars = ", ".join(symbol.name for symbol in MADE)
        source["secreted"] = python_function(
            "secreted", made.secreted, {"k": made.constants}, scalars
        )
    space = _names(vector)
    for text in source.values():
        exec(text, space)
    space["step"] = _step_of_many(preset, space) if vector else _step_of_one(preset, space)
    return Functions(
        states=tuple(state.name for state in states),
        quantity_names=tuple(quantity.symbol.name for quantity in sys.quantities),
        flow_names=tuple(flow.symbol.name for flow in sys.flows),
        parameter_names=names,
        pattern=made.pattern,
        rest=space.get("rest"),
        secreted=space.get("secreted"),
        **{name: space[name] for name in source.keys() - {"rest", "secreted"} | {"step"}},
    )


def _step_of_one(preset: Equations, space: dict[str, Any]) -> Callable:
    """The step for floats, compiled in a name space."""
    states, scalars = system(preset).states, f"{Ra.name}, {unrolled.LENGTH}"
    arrays = {"y": states, "v": PACE, "k": programs(preset).constants}
    names, each = space | unrolled.coefficients(), len(states) - len(SLOW)
    exec(python_function("step", unrolled.step(preset), arrays, scalars), names)
    stepped = names["step"]
    return lambda *inputs: np.reshape(stepped(*inputs), (-1, each))


def _step_of_many(preset: Equations, space: dict[str, Any]) -> Callable:
    """The step for arrays, compiled in a name space."""
    made, states = programs(preset), system(preset).states
    moving = {"y": states, "k": made.constants}
    right_side = [sp.Symbol(f"x{i}") for i in range(len(states) - len(SLOW))]
    inputs = {"y": states, "v": PACE, "k": made.constants}
    exec(python_function("fast", made.fast, moving, Ra.name), space)
    exec(python_function("factor", made.factor, inputs, f"{Ra.name}, {STEP.name}"), space)
    exec(python_function("solve", made.solve, {"lu": made.factors, "x": right_side}), space)
    return staged.step(space["fast"], space["factor"], space["solve"])
