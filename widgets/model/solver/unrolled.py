"""One step of Rodas4 as straight-line code, for one person.

The loops and small arrays of a step cost more than its arithmetic, in a browser and in Python. So its six stages, each
a call of the programs of :mod:`widgets.model.statement.codegen`, are written out one after the other, every value a
local name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import sympy as sp

from widgets.model.solver.method import METHOD
from widgets.model.statement.codegen import STEP, Assignment, Program, pace, programs
from widgets.model.statement.equations import Equations, system

STEP_LENGTH = sp.Symbol("length", positive=True)  # of the step, minutes

_STAGES = len(METHOD["c"])


def coefficients() -> dict[str, float]:
    """Coefficients of the method by the names that the code calls them."""
    named = {"GAMMA": METHOD["gamma"]}
    for letter in ("a", "c"):
        for stage, row in enumerate(METHOD[letter]):
            named |= {f"{letter.upper()}{stage + 1}{j + 1}": value for j, value in enumerate(row)}
    for name in ("alpha", "push", "d2", "d3"):
        named |= {f"{name.upper()}_{j + 1}": value for j, value in enumerate(METHOD[name])}
    return named


def _weighted(letter: str, stages: list[list[sp.Symbol]], i: int) -> sp.Expr:
    """Sum over the stages so far, of state i, weighted as the coefficients say."""
    return sum(
        (sp.Symbol(f"{letter}{j + 1}") * stage[i] for j, stage in enumerate(stages)), sp.S.Zero
    )


class _Writer:
    """Collects assignments, each name used once."""

    def __init__(self) -> None:
        self.steps: list[Assignment] = []

    def name(self, name: str, value: sp.Expr) -> sp.Symbol:
        symbol = sp.Symbol(name)
        self.steps.append((symbol, value))
        return symbol

    def inline(
        self, program: Program, inputs: Mapping[sp.Symbol, sp.Expr], tag: str
    ) -> list[sp.Expr]:
        """Results of a program with such inputs; its own names get a tag."""
        known = dict(inputs)
        for symbol, value in program.steps:
            known[symbol] = self.name(f"{symbol.name}_{tag}", value.xreplace(known))
        return [sp.sympify(result).xreplace(known) for result in program.results]


@cache
def step(equations: Equations) -> Program:
    """One step, from states, their pace, constants and `STEP_LENGTH`.

    Parameters
    ----------
    equations : {"published", "book", "wired", "traced", "stored"}

    Returns
    -------
    Program
        Its results, each for every solved state: state at the end, error, and the two terms of the dense output.
    """
    written, sys = programs(equations), system(equations)
    states, n, write = sys.symbols, len(sys.solved), _Writer()
    start, carried = states[:n], states[n:]
    w = write.name("w", 1 / STEP_LENGTH)
    c = write.name("c", w / sp.Symbol("GAMMA"))
    linear = write.inline(written.factor, {STEP: c}, "at1")
    factors = dict(zip(written.factors, linear, strict=False))
    pushes = [
        push and write.name(f"push{i}", STEP_LENGTH * push)
        for i, push in enumerate(linear[-2 * n : -n])
    ]
    rates = linear[-n:]
    stages: list[list[sp.Symbol]] = []
    inner: Sequence[sp.Symbol] = start
    for number in range(1, _STAGES + 1):
        if number > 1:
            inner = _inner(write, start, inner, stages, number)
            moved = [
                write.name(
                    f"{state}_{number}", state + sp.Symbol(f"ALPHA_{number}") * STEP_LENGTH * rate
                )
                for state, rate in zip(carried, pace(sys), strict=True)
            ]
            inputs = dict(zip(states, [*inner, *moved], strict=True))
            rates = write.inline(written.solved, inputs, f"at{number}")
        right_side = {}
        for i, (rate, push) in enumerate(zip(rates, pushes, strict=True)):
            value = rate + w * _weighted(f"C{number}", stages, i)
            if number < _STAGES - 1:  # the last two stages stand where the step ends
                value += sp.Symbol(f"PUSH_{number}") * push
            right_side[sp.Symbol(f"x{i}")] = write.name(f"x{i}_{number}", value)
        solved = write.inline(written.solve, factors | right_side, f"of{number}")
        stages.append(solved)
    last = [inner[i] + stages[-1][i] for i in range(n)]
    dense = [_weighted(f"{term}_", stages[:-1], i) for term in ("D2", "D3") for i in range(n)]
    return Program(tuple(write.steps), (*last, *stages[-1], *dense))


def _inner(
    write: _Writer,
    start: Sequence[sp.Symbol],
    before: Sequence[sp.Symbol],
    stages: list[list[sp.Symbol]],
    number: int,
) -> list[sp.Symbol]:
    """The state at which a stage evaluates the rates. Stiffly accurate: the last starts from the one before."""
    n = len(start)
    values = (
        [start[i] + _weighted(f"A{number}", stages, i) for i in range(n)]
        if number < _STAGES
        else [before[i] + stages[-1][i] for i in range(n)]
    )
    return [
        write.name(f"{state}_{number}", value) for state, value in zip(start, values, strict=True)
    ]
