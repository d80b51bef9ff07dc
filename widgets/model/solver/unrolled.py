"""One step of Rodas4 as straight-line code, for one person.

The loops and small arrays of a step cost more than its arithmetic, in a browser and in Python. So its six stages, each
a call of the programs of :mod:`widgets.model.statement.codegen`, are written out one after the other, every value a
local name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain

import sympy as sp

from widgets.model.solver.method import METHOD
from widgets.model.statement.codegen import STEP, Assignment, Program, pace, programs
from widgets.model.statement.equations import Equations, system

STEP_LENGTH = sp.Symbol("length", positive=True)  # of the step, minutes
MIDDLE = sp.Rational(1, 2)  # of the step, as a share of its length

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
    write = _Writer()
    results = chain.from_iterable(_stages_of(equations, write))
    return Program(tuple(write.steps), tuple(results))


def tolerated(equations: Equations) -> list[sp.Symbol]:
    """Errors of :func:`advance` that count as 1: of each solved state an absolute part, then of each a relative one."""
    solved = range(len(system(equations).solved))
    return [sp.Symbol(f"{part}{i}", positive=True) for part in ("least", "share") for i in solved]


@cache
def advance(equations: Equations) -> Program:
    """One step with all that follows from it, from states, their pace, constants, `tolerated` and `STEP_LENGTH`.

    Parameters
    ----------
    equations : {"published", "book", "wired", "traced", "stored"}

    Returns
    -------
    Program
        Its results: largest error, of what is tolerated; sum of the errors, which is finite where all are; states in
        the middle of the step; states at its end; pace there; the two terms of the dense output.
    """
    sys, write = system(equations), _Writer()
    n, v, carried = len(sys.solved), pace(sys), sys.symbols[len(sys.solved) :]
    end, errors, second, third = _stages_of(equations, write)
    end = [
        write.name(f"{state}_end", value) for state, value in zip(sys.symbols, end, strict=False)
    ]
    errors = [write.name(f"error{i}", value) for i, value in enumerate(errors)]
    allowed = tolerated(equations)
    size = sp.Max(
        *(
            sp.Abs(error) / sp.Max(least, share * sp.Abs(state), evaluate=False)
            for error, least, share, state in zip(
                errors, allowed[:n], allowed[n:], sys.symbols, strict=False
            )
        ),
        evaluate=False,
    )
    middle = [
        MIDDLE * y + MIDDLE * (one + MIDDLE * (two + MIDDLE * three))
        for y, one, two, three in zip(sys.symbols, end, second, third, strict=False)
    ]
    middle = [
        write.name(f"{state}_middle", value)
        for state, value in zip(
            sys.symbols,
            [*middle, *_straight(carried, v, MIDDLE * STEP_LENGTH)],
            strict=True,
        )
    ]
    rates = programs(equations).carried
    then = write.inline(rates, dict(zip(sys.symbols, middle, strict=True)), "middle")
    arrived = dict(zip(sys.symbols, [*end, *_straight(carried, v, STEP_LENGTH)], strict=True))
    after = write.inline(rates, arrived, "end")
    moved = [
        state + STEP_LENGTH / 6 * (before + 4 * between + behind)  # Simpson's rule
        for state, before, between, behind in zip(carried, v, then, after, strict=True)
    ]
    results = (size, sum(errors), *middle, *end, *moved, *after, *second, *third)
    return Program(tuple(write.steps), results)


def _straight(
    states: Sequence[sp.Symbol], pace: Sequence[sp.Symbol], length: sp.Expr
) -> list[sp.Expr]:
    """Where carried states are after a time, along a straight line."""
    return [state + length * rate for state, rate in zip(states, pace, strict=True)]


def _stages_of(equations: Equations, write: _Writer) -> list[list[sp.Expr]]:
    """Write the stages of a step; of every solved state its end, its error, and the two terms of the dense output."""
    written, sys = programs(equations), system(equations)
    states, n = sys.symbols, len(sys.solved)
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
    dense = [[_weighted(f"{term}_", stages[:-1], i) for i in range(n)] for term in ("D2", "D3")]
    return [last, stages[-1], *dense]


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
