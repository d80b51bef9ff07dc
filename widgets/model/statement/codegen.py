"""From the SymPy statement to straight-line programs that a solver can run.

A Rosenbrock step needs three things: the rates, a factorisation of ``c * 1 - J`` (J the Jacobian) and solutions
with those factors. J is sparse and its pattern never changes, so the elimination is unrolled here, once, symbolically,
and printed as code without loops or indices (the way of the Kinetic PreProcessor, Damian et al. 2002).

Each program comes in two parts. What depends on the person alone is computed once (`prepare`); what depends on the
state is computed at every step. Both languages, Python and JavaScript, print the same programs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import sympy as sp

from widgets.model.statement.equations import Equations, I, System, rest, system
from widgets.model.statement.parameters import TABLE

Assignment = tuple[sp.Symbol, sp.Expr]

PARAMETERS = frozenset(sp.Symbol(row.name, positive=True) for row in TABLE)
#: The integral of insulin's level over a time, and the change of the level.
COURSE_OF_INSULIN = sp.symbols("level change", real=True)


def pace(sys: System) -> tuple[sp.Symbol, ...]:
    """Rates of the system's `carried` states at the start of a step, as symbols."""
    return tuple(sp.Symbol(f"v_{state.name}", real=True) for state in sys.carried)


STEP = sp.Symbol("c", positive=True)  # 1 / (step length * gamma) of the Rosenbrock method


@dataclass(frozen=True)
class Program:
    """Straight-line code: assignments in order, then results in terms of the inputs and of what was assigned."""

    steps: tuple[Assignment, ...]
    results: tuple[sp.Expr, ...]


@dataclass(frozen=True)
class Programs:
    """All that a solver runs for one preset.

    Attributes
    ----------
    prepare : Program
        From the inputs to the person's constants (`constants`, in that order).
    constants : tuple of Symbol
    rates : Program
        From states and constants to the time derivatives.
    solved, carried : Program
        The same in two parts: those of the system's `solved` states, and those of its `carried` ones.
    jacobian : Program
        From states and constants to the entries at `pattern`.
    pattern : tuple of (int, int)
        Row and column of each entry of the Jacobian that is not zero.
    factor : Program
        From states, their :func:`pace`, constants and `STEP` to the `factors` of ``STEP * 1 - J`` for the solved
        states; then, for each of them, what the carried states' pace adds to its rate in a minute; then
        the solved states' rates themselves, which share most of the work.
    factors : tuple of Symbol
    solve : Program
        From `factors` and a right-hand side ``x0, x1, ...`` to the solution.
    quantities, flows : Program
        From states and constants to every named quantity, and to every flow, of the system.
    rest : Program or None
        From glucose, the slow states and the constants to the net flow of glucose and the system's `resting` states;
        ``None`` where the system states none.
    released : Program or None
        From the constants and `COURSE_OF_INSULIN` (the integral of insulin's level over a time, and the level's
        change) to the insulin that was released in that time, µU; ``None`` where the system names no `release`.
    """

    prepare: Program
    constants: tuple[sp.Symbol, ...]
    rates: Program
    solved: Program
    carried: Program
    jacobian: Program
    pattern: tuple[tuple[int, int], ...]
    factor: Program
    factors: tuple[sp.Symbol, ...]
    solve: Program
    quantities: Program
    flows: Program
    rest: Program | None
    released: Program | None


def _ordered(
    assignments: Mapping[sp.Symbol, sp.Expr], results: Iterable[sp.Expr]
) -> tuple[Assignment, ...]:
    """The assignments that `results` need, each after those it needs itself."""
    order: dict[sp.Symbol, sp.Expr] = {}

    def visit(expression: sp.Expr) -> None:
        for symbol in sorted(expression.free_symbols, key=str):
            if symbol in assignments and symbol not in order:
                visit(assignments[symbol])
                order[symbol] = assignments[symbol]

    for result in results:
        visit(result)
    return tuple(order.items())


class _Hoist:
    """Takes what depends on parameters and inputs alone out of expressions, as constants of the person."""

    def __init__(self, sys: System) -> None:
        self.fixed = PARAMETERS | set(sys.drivers)
        self.found: dict[sp.Expr, sp.Symbol] = {}
        # A quantity of the person alone (the response of muscle) is not a quantity of the state.
        self.known: dict[sp.Symbol, sp.Expr] = {}
        for quantity in sys.named:
            expression = quantity.expression.subs(self.known)
            if expression.free_symbols <= self.fixed:
                self.known[quantity.symbol] = expression

    def __call__(self, expression: sp.Expr) -> sp.Expr:
        return self._hoist(expression.rewrite(sp.Pow).subs(self.known))

    def _hoist(self, expression: sp.Expr) -> sp.Expr:
        if not expression.free_symbols & self.fixed:
            return expression
        if expression.free_symbols <= self.fixed:
            return self.found.setdefault(expression, sp.Symbol(f"k{len(self.found)}", real=True))
        if isinstance(expression, sp.Add | sp.Mul):
            fixed = [term for term in expression.args if term.free_symbols <= self.fixed]
            moving = [
                self._hoist(term) for term in expression.args if not term.free_symbols <= self.fixed
            ]
            return expression.func(self._hoist(expression.func(*fixed)), *moving)
        return expression.func(*(self._hoist(argument) for argument in expression.args))


def _derivatives(sys: System) -> tuple[dict[sp.Symbol, sp.Expr], dict[tuple[int, int], sp.Expr]]:
    """Chain rule along the quantities: helper assignments, and the entries of the Jacobian."""
    assignments: dict[sp.Symbol, sp.Expr] = {}
    slopes: dict[tuple[sp.Symbol, sp.Symbol], sp.Symbol] = {}

    def slope(expression: sp.Expr, state: sp.Symbol) -> sp.Expr:
        total = expression.diff(state)
        for symbol in sorted(expression.free_symbols, key=str):
            if (symbol, state) in slopes:
                total += expression.diff(symbol) * slopes[symbol, state]
        return total

    for quantity in sys.named:
        for state in sys.symbols:
            value = slope(quantity.expression, state)
            if value != 0:
                name = sp.Symbol(f"d{quantity.symbol.name}_d{state.name}", real=True)
                assignments[name] = value
                slopes[quantity.symbol, state] = name
    entries = {
        (row, column): value
        for row, rate in enumerate(sys.rates.values())
        for column, state in enumerate(sys.symbols)
        if (value := slope(rate, state)) != 0
    }
    return assignments, entries


def _shared(
    assignments: Mapping[sp.Symbol, sp.Expr], results: list[sp.Expr], prefix: str
) -> Program:
    """A program with common subexpressions computed once."""
    needed = _ordered(assignments, results)
    replaced, reduced = sp.cse(
        [e for _, e in needed] + results, symbols=sp.numbered_symbols(prefix), list=True
    )
    everything = dict(replaced) | dict(zip((name for name, _ in needed), reduced, strict=False))
    results = reduced[len(needed) :]
    return Program(_ordered(everything, results), tuple(results))


def _pivot_order(pattern: Iterable[tuple[int, int]], n: int) -> list[int]:
    """Diagonal pivots in Markowitz' order: at each turn the one that fills in least."""
    pattern, left, order = set(pattern), set(range(n)), []
    while left:
        below = {k: [i for i in left if i != k and (i, k) in pattern] for k in left}
        beside = {k: [j for j in left if j != k and (k, j) in pattern] for k in left}
        pivot = min(left, key=lambda k: (len(below[k]) * len(beside[k]), k))
        pattern |= {(i, j) for i in below[pivot] for j in beside[pivot]}
        order.append(pivot)
        left.remove(pivot)
    return order


def _eliminate(
    entries: Mapping[tuple[int, int], sp.Expr], n: int
) -> tuple[list[Assignment], list[sp.Symbol], Program]:
    """Unroll Gauss' elimination of `entries`: its assignments, the factors to keep, and the solution with them."""
    steps = [(sp.Symbol(f"w{i}_{j}"), value) for (i, j), value in entries.items()]
    newest = {at: name for at, (name, _) in zip(entries, steps, strict=True)}
    right_side = list(sp.symbols(f"x:{n}"))
    forward: list[Assignment] = []
    eliminated: list[tuple[int, list[int]]] = []
    factors: list[sp.Symbol] = []
    left = _pivot_order(entries, n)
    while left:
        k = left.pop(0)
        beside = [j for j in left if (k, j) in newest]
        pivot = sp.Symbol(f"p{k}")
        steps.append((pivot, 1 / newest[k, k]))
        factors += [pivot, *(newest[k, j] for j in beside)]
        for i in [i for i in left if (i, k) in newest]:
            ratio = sp.Symbol(f"l{i}_{k}")
            steps.append((ratio, newest[i, k] * pivot))
            factors.append(ratio)
            reduced = sp.Symbol(f"x{i}_{k}")
            forward.append((reduced, right_side[i] - ratio * right_side[k]))
            right_side[i] = reduced
            for j in beside:
                filled = sp.Symbol(f"w{i}_{j}_{k}")
                steps.append((filled, newest.get((i, j), sp.S.Zero) - ratio * newest[k, j]))
                newest[i, j] = filled
        eliminated.append((k, beside))
    solution = [sp.Symbol(f"s{k}") for k in range(n)]
    backward = [
        (
            solution[k],
            sp.Symbol(f"p{k}") * (right_side[k] - sum(newest[k, j] * solution[j] for j in beside)),
        )
        for k, beside in reversed(eliminated)
    ]
    return steps, factors, Program(tuple(forward + backward), tuple(solution))


def _at_rest(
    equations: Equations, defined: Mapping[sp.Symbol, sp.Expr], hoist: _Hoist
) -> Program | None:
    closed = rest(equations)
    if closed is None:
        return None
    still = dict.fromkeys(system(equations).empty, 0)
    known = defined | {state: hoist(value) for state, value in closed.states.items()}
    known = {name: value.subs(still) for name, value in known.items()}
    return _shared(known, [hoist(closed.balance), *closed.states], "t")


def _released(sys: System, hoist: _Hoist) -> Program | None:
    if sys.release is None:
        return None
    level, change = COURSE_OF_INSULIN
    (released,) = sp.solve(sys.rates[I] - change, sys.release)
    return Program((), (hoist(released.subs(I, level)),))


@cache
def programs(equations: Equations) -> Programs:
    """All programs of one system.

    Parameters
    ----------
    equations : {"published", "book", "wired", "traced", "stored"}

    Returns
    -------
    Programs
        Parameters appear as symbols, so that both printers can name them.
    """
    sys = system(equations)
    hoist = _Hoist(sys)
    defined = {quantity.symbol: hoist(quantity.expression) for quantity in sys.named}
    rates = [hoist(rate) for rate in sys.rates.values()]
    slopes, entries = _derivatives(sys)
    slopes = {name: hoist(value) for name, value in slopes.items()}
    entries = {at: hoist(value) for at, value in entries.items()}
    n = len(sys.solved)
    matrix = {
        (i, j): (STEP if i == j else 0) - entries.get((i, j), 0)
        for i, j in sorted(entries.keys() | {(i, i) for i in range(n)})
        if i < n and j < n
    }
    steps, factors, solve = _eliminate(matrix, n)
    pushes = [
        sum((entries.get((i, n + j), 0) * v for j, v in enumerate(pace(sys))), sp.S.Zero)
        for i in range(n)
    ]
    at_rest, released = _at_rest(equations, defined, hoist), _released(sys, hoist)
    return Programs(
        prepare=_shared({}, list(hoist.found), "t"),
        constants=tuple(hoist.found.values()),
        rates=_shared(defined, rates, "t"),
        solved=_shared(defined, rates[:n], "t"),
        carried=_shared(defined, rates[n:], "t"),
        jacobian=_shared(defined | slopes, list(entries.values()), "t"),
        pattern=tuple(entries),
        factor=_shared(defined | slopes | dict(steps), [*factors, *pushes, *rates[:n]], "t"),
        factors=tuple(factors),
        solve=solve,
        quantities=_shared(defined, [quantity.symbol for quantity in sys.quantities], "t"),
        flows=_shared(defined, [flow.symbol for flow in sys.flows], "t"),
        rest=at_rest,
        released=released,
    )
