"""Rates of a system straight from its symbols: no code of ours is generated."""

from __future__ import annotations

from collections.abc import Callable

import sympy as sp

from widgets.model.statement.equations import Equations, Hill, System, system
from widgets.model.statement.parameters import values


def symbolic_rates(equations: Equations, *drivers: float) -> tuple[System, Callable]:
    """A system, and its rates as SciPy's solvers want them."""
    stated = system(equations)
    numbers = values("book") | dict(zip(map(str, stated.drivers), drivers, strict=True))
    expressions = {}
    for quantity in (*stated.quantities, *stated.flows):
        expressions[quantity.symbol] = quantity.expression.xreplace(expressions)
    rates = [state.rate.xreplace(expressions) for state in stated.states]
    free = sorted(set().union(*(rate.free_symbols for rate in rates)), key=str)
    numeric = {symbol: numbers[symbol.name] for symbol in free if symbol.name in numbers}
    plain = [
        rate.xreplace(numeric).replace(Hill, lambda x, half, n: x**n / (half**n + x**n))
        for rate in rates
    ]
    evaluated = sp.lambdify(stated.symbols, plain, "math", cse=True)
    return stated, lambda t, y: evaluated(*y)
