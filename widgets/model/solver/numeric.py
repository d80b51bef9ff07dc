"""The programs as Python functions: scalar ones for SciPy, array ones for a cohort."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import sympy as sp

from widgets.model.solver import staged, unrolled
from widgets.model.statement.codegen import (
    COURSE_OF_INSULIN,
    PARAMETERS,
    STEP,
    pace,
    programs,
)
from widgets.model.statement.equations import Equations, Ra, system
from widgets.model.statement.parameters import parameter_names
from widgets.model.statement.printing import POWERS, python_function

Numbers = Sequence[Any] | np.ndarray


@dataclass(frozen=True)
class Functions:
    """Compiled programs of one system.

    Every argument and result is a sequence of floats, or of arrays (one value a person) for a cohort; times and the
    glucose that arrives are numbers, and the results of `step` four rows of states.

    Attributes
    ----------
    vector : bool
        Whether they are for arrays.
    states : tuple of str
        Names, in the order of every sequence of states.
    empty : tuple of str
        Names of the states that are 0 after a night without food.
    resting : tuple of str
        Names, in the order of what `rest` returns after the balance.
    quantity_names : tuple of str
        Names, in the order of what `quantities` returns.
    flow_names : tuple of str
        Names, in the order of what `flows` returns.
    prepare : callable ``(drivers, parameters) -> constants``
        Drivers are ``(si, h, ISRI)``, then the system's own; parameters as in `parameter_names`.
    rates : callable ``(states, constants, Ra) -> rates``, per minute
    jacobian : callable ``(states, constants, Ra) -> entries`` at `pattern`
    carried : callable ``(states, constants, Ra) -> rates`` of the carried states
    step : callable ``(states, pace, constants, Ra, length)``
        -> end, error and dense output of the solved states, for arrays alone: :mod:`widgets.model.solver.staged`
    advance : callable ``(states, pace, constants, tolerated, Ra, length)``
        -> all that follows from a step, one float after the other, for floats alone:
        :func:`widgets.model.solver.unrolled.advance`
    quantities, flows : callable ``(states, constants, Ra) -> values``
    rest : callable ``(states, constants) -> (balance, *resting)``; None of a system without `resting` states
    released : callable ``(constants, level, change) -> (insulin,)``, µU; None where the system names no release
    """

    vector: bool
    states: tuple[str, ...]
    empty: tuple[str, ...]
    resting: tuple[str, ...]
    quantity_names: tuple[str, ...]
    flow_names: tuple[str, ...]
    parameter_names: tuple[str, ...]
    pattern: tuple[tuple[int, int], ...]
    prepare: Callable
    rates: Callable
    carried: Callable
    step: Callable | None
    advance: Callable | None
    jacobian: Callable
    quantities: Callable
    flows: Callable
    rest: Callable | None
    released: Callable | None


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


def _names_of(symbols: Iterable[sp.Symbol]) -> tuple[str, ...]:
    return tuple(symbol.name for symbol in symbols)


@cache
def functions(equations: Equations = "book", vector: bool = False) -> Functions:
    """Compile the programs of one system.

    Parameters
    ----------
    equations : {"published", "book", "wired", "traced", "stored"}
    vector : bool
        ``True`` for arrays (one value a person), ``False`` for floats, which is faster for one person.
    """
    written, sys = programs(equations), system(equations)
    names = parameter_names(sys.preset)
    drivers, states = list(sys.drivers), list(sys.symbols)
    parameters = [next(p for p in PARAMETERS if p.name == name) for name in names]
    moving = {"y": states, "k": written.constants}
    source = {
        "prepare": python_function("prepare", written.prepare, {"u": drivers, "p": parameters}),
        "rates": python_function("rates", written.rates, moving, Ra.name),
        "carried": python_function("carried", written.carried, moving, Ra.name),
        "jacobian": python_function("jacobian", written.jacobian, moving, Ra.name),
        "quantities": python_function("quantities", written.quantities, moving, Ra.name),
        "flows": python_function("flows", written.flows, moving, Ra.name),
    }
    if written.rest:
        source["rest"] = python_function("rest", written.rest, moving)
    if written.released:
        course = ", ".join(_names_of(COURSE_OF_INSULIN))
        source["released"] = python_function(
            "released", written.released, {"k": written.constants}, course
        )
    space = _names(vector)
    for text in source.values():
        exec(text, space)
    compiled = {"rest": None, "released": None} | {name: space[name] for name in source}
    return Functions(
        vector=vector,
        states=_names_of(sys.symbols),
        empty=_names_of(sys.empty),
        resting=_names_of(sys.resting),
        quantity_names=tuple(quantity.symbol.name for quantity in sys.quantities),
        flow_names=tuple(flow.symbol.name for flow in sys.flows),
        parameter_names=names,
        pattern=written.pattern,
        step=_when_called(_step_of_many, equations, space) if vector else None,
        advance=None if vector else _when_called(_advance_of_one, equations, space),
        **compiled,
    )


def _when_called(compiled: Callable, equations: Equations, space: dict[str, Any]) -> Callable:
    """A step that is compiled by its first call: SciPy needs none."""

    @cache
    def step() -> Callable:
        return compiled(equations, space)

    return lambda *inputs: step()(*inputs)


def _advance_of_one(equations: Equations, space: dict[str, Any]) -> Callable:
    """All that follows from a step for floats, compiled in a name space."""
    sys, scalars = system(equations), f"{Ra.name}, {unrolled.STEP_LENGTH}"
    arrays = {"y": sys.symbols, "v": pace(sys), "k": programs(equations).constants}
    arrays["e"] = unrolled.tolerated(equations)
    names = space | unrolled.coefficients()
    exec(python_function("advance", unrolled.advance(equations), arrays, scalars), names)
    return names["advance"]


def _step_of_many(equations: Equations, space: dict[str, Any]) -> Callable:
    """The step for arrays, compiled in a name space."""
    written, sys = programs(equations), system(equations)
    moving = {"y": sys.symbols, "k": written.constants}
    right_side = [sp.Symbol(f"x{i}") for i in range(len(sys.solved))]
    inputs = {"y": sys.symbols, "v": pace(sys), "k": written.constants}
    exec(python_function("solved", written.solved, moving, Ra.name), space)
    exec(python_function("factor", written.factor, inputs, f"{Ra.name}, {STEP.name}"), space)
    exec(python_function("solve", written.solve, {"lu": written.factors, "x": right_side}), space)
    return staged.step(space["solved"], space["factor"], space["solve"])
