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
from widgets.model.solver.source import source
from widgets.model.statement.equations import Equations, system
from widgets.model.statement.parameters import parameter_names
from widgets.model.statement.printing import POWERS

Numbers = Sequence[Any] | np.ndarray

#: Programs that every solver runs, each compiled where the system has it.
_AT_ONCE = frozenset(
    ("prepare", "rates", "carried", "jacobian", "quantities", "flows", "rest", "released")
)


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
            "root": lambda x: np.sqrt(np.maximum(x, 0.0)),
            "maximum": np.maximum,
            "minimum": np.minimum,
            "heaviside": lambda x: (x > 0) * 1.0,
        }
    else:
        names = {
            "exp": _exp,
            "power": lambda x, n: x**n if x > 0 else 0.0,
            "root": lambda x: math.sqrt(x) if x > 0 else 0.0,
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
    text, sys = source(equations), system(equations)
    space = _names(vector)
    for name in _AT_ONCE & text.functions.keys():
        exec(text.functions[name], space)
    compiled = {name: space.get(name) for name in _AT_ONCE}
    return Functions(
        vector=vector,
        states=_names_of(sys.symbols),
        empty=_names_of(sys.empty),
        resting=_names_of(sys.resting),
        quantity_names=tuple(quantity.symbol.name for quantity in sys.quantities),
        flow_names=tuple(flow.symbol.name for flow in sys.flows),
        parameter_names=parameter_names(sys.preset),
        pattern=text.pattern,
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
    names = space | unrolled.coefficients()
    exec(source(equations).functions["advance"], names)
    return names["advance"]


def _step_of_many(equations: Equations, space: dict[str, Any]) -> Callable:
    """The step for arrays, compiled in a name space."""
    for name in ("solved", "factor", "solve"):
        exec(source(equations).functions[name], space)
    return staged.step(space["solved"], space["factor"], space["solve"])
