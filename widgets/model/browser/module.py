"""The JavaScript module of the ``book`` preset, written from the one statement of the model.

``python -m widgets.model.browser.module`` writes ``generated/book.js`` beside this file; the build runs it
before it bundles the explorers. The module holds what the browser must share with Python: equations, constants,
ranges, cut-offs, the stages and how they are named, units, the course of the story and the healthy start states.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, astuple
from pathlib import Path
from typing import Any

from widgets.model.body.drift import COURSE, COURSE_YEARS
from widgets.model.body.experiments import (
    CLAMPED_GLUCOSE,
    DOSES,
    MEAL_MINUTES,
    MOUTHFUL,
    OGTT_GRAMS,
    grams_an_hour,
)
from widgets.model.body.health import DAILY_MEALS, DAY, health_table
from widgets.model.body.person import RANGES, RESERVES
from widgets.model.body.years import ONSET, SAMPLES, SCHEME, YEAR
from widgets.model.solver import rodas, unrolled
from widgets.model.statement import units
from widgets.model.statement.codegen import COURSE_OF_INSULIN, pace, programs
from widgets.model.statement.equations import Equations, system
from widgets.model.statement.measures import (
    CRITERIA,
    HYPERINSULINEMIA_RATIO,
    HYPOGLYCEMIA,
    INDICES,
    REPORTED,
    STAGES,
    THRESHOLDS,
)
from widgets.model.statement.parameters import values
from widgets.model.statement.printing import POWERS, javascript_function, javascript_lambda
from widgets.model.thought.compensation import DAYS
from widgets.model.thought.loop import LOOP_MINUTES
from widgets.model.thought.uptake import FROM_BLOOD, HEARD

PATH = Path(__file__).parent / "generated" / "book.js"

_HEADER = "// Generated from the symbolic statement of the model (widgets/model/statement/equations.py). Do not edit."


def _powers() -> str:
    """Integer powers as products: several times faster than a general one, which is faster so than Math.pow."""
    lines = [f"const pow{n} = (x) => {body};" for n, body in POWERS.items()]
    general = [
        "const power = (x, n) => (x > 0 ? Math.exp(n * Math.log(x)) : 0);",
        "const root = (x) => (x > 0 ? Math.sqrt(x) : 0);",
    ]
    return "\n".join([*lines, *general])


def _constants() -> str:
    """Parameters of the preset and coefficients of the method as module constants."""
    named = values("book") | unrolled.coefficients()
    return "\n".join(f"const {name} = {value!r};" for name, value in named.items())


def _measures() -> str:
    """The indices a clinic computes, as functions of numbers and of samples."""
    lines = [f"  {name}: {javascript_lambda(*astuple(index))}," for name, index in INDICES.items()]
    return "\n".join(["export const measures = {", *lines, "};"])


def _solving(equations: Equations, suffix: str = "") -> tuple[str, ...]:
    """What a solver needs of one system; `suffix` ends the functions' names."""
    written, sys = programs(equations), system(equations)
    moving = {"y": sys.symbols, "k": written.constants}
    return (
        javascript_function(
            f"prepare{suffix}",
            written.prepare,
            {"u": sys.drivers},
            doc="Constants of a person with drivers u.",
        ),
        javascript_function(
            f"carried{suffix}",
            written.carried,
            moving,
            doc="Rates of the carried states, per minute.",
        ),
        javascript_function(
            f"step{suffix}",
            unrolled.step(equations),
            {"y": sys.symbols, "v": pace(sys), "k": written.constants},
            unrolled.STEP_LENGTH.name,
            doc="One step of Rodas4: fast states at its end, errors, two terms of the dense output.",
        ),
    )


def _reading(equations: Equations, program: str, suffix: str = "") -> str:
    """The function that reads the quantities, or the flows, off the states of one system."""
    written = programs(equations)
    moving = {"y": system(equations).symbols, "k": written.constants}
    docs = {"quantities": "Every named quantity.", "flows": "Every flow of glucose, mg/min."}
    return javascript_function(
        f"{program}{suffix}", getattr(written, program), moving, doc=docs[program]
    )


def _functions() -> str:
    written, sys = programs("book"), system("book")
    return "\n\n".join(
        (
            *_solving("book"),
            _reading("book", "quantities"),
            _reading("book", "flows"),
            *_solving("wired", "Wired"),
            _reading("wired", "quantities", "Wired"),
            *_solving("traced", "Traced"),
            _reading("traced", "flows", "Traced"),
            javascript_function(
                "released",
                written.released,
                {"k": written.constants},
                ", ".join(symbol.name for symbol in COURSE_OF_INSULIN),
                doc="Insulin released, µU, from the integral of its level and the level's change.",
            ),
            javascript_function(
                "rest",
                written.rest,
                {"y": sys.symbols, "k": written.constants},
                doc=f"Net glucose flow and {', '.join(map(str, sys.resting))} of a fasting body.",
            ),
        )
    )


def _tolerances(equations: Equations) -> dict[str, tuple[float, float]]:
    """Of the states that a step of one system solves."""
    return {state.name: rodas.TOLERANCES[state.name] for state in system(equations).solved}


def _named(symbols: Iterable[Any]) -> list[str]:
    """Names of states, or of what has a symbol."""
    return [getattr(one, "symbol", one).name for one in symbols]


def _systems() -> dict[str, Any]:
    """The states and quantities of each system, and how exactly a step solves it."""
    sys, wired, traced = system("book"), system("wired"), system("traced")
    return {
        "STATES": _named(sys.states),
        "QUANTITIES": _named(sys.quantities),
        "WIRED": {
            "quantities": _named(wired.quantities),
            "constants": len(programs("wired").constants),
        },
        "TRACED": {
            "states": _named(traced.states),
            "carried": len(traced.carried),
            "constants": len(programs("traced").constants),
            "tolerances": _tolerances("traced"),
        },
        "FLOWS": _named(sys.flows),
        "SIZES": {"constants": len(programs("book").constants), "carried": len(sys.carried)},
        "CONTROL": rodas.CONTROL,
        "TOLERANCES": _tolerances("book"),
    }


def _body() -> dict[str, Any]:
    """A body, and how much it can differ."""
    return {
        "REFERENCE_SENSITIVITY": values("book")["si_0"],
        "GLUCOSE_VOLUME": values("book")["V_G"],
        "BODY_WEIGHT": values("book")["BW"],
        "HEALTH": health_table(),
        "RANGES": {name: vars(limits) for name, limits in (RANGES | HEARD).items()},
        "RESERVES": RESERVES,
        "COURSE": asdict(COURSE),
        "COURSE_YEARS": COURSE_YEARS,
    }


def _experiments() -> dict[str, Any]:
    """What a body is asked: meals, days, years and doses."""
    return {
        "FROM_BLOOD": FROM_BLOOD,
        "CLAMPED_GLUCOSE": CLAMPED_GLUCOSE,
        "DAY": DAY,
        "YEAR": YEAR,
        "DAILY_MEALS": [{"minute": minute, "grams": grams} for minute, grams in DAILY_MEALS],
        "OGTT_GRAMS": OGTT_GRAMS,
        "MEAL_MINUTES": MEAL_MINUTES,
        "MOUTHFUL": MOUTHFUL,
        "GRAMS_AN_HOUR": grams_an_hour(values("book")),
        "LOOP": {"minutes": LOOP_MINUTES},
        "SAMPLES": SAMPLES,
        "SCHEME": SCHEME,
        "ONSET": ONSET,
        "COMPENSATION": {"days": DAYS},
        "DOSES": DOSES,
    }


def _laboratory() -> dict[str, Any]:
    """How an answer is measured and named."""
    return {
        "THRESHOLDS": THRESHOLDS,
        "REPORTED": REPORTED,
        "STAGES": STAGES,
        "CRITERIA": CRITERIA,
        "HYPERINSULINEMIA_RATIO": HYPERINSULINEMIA_RATIO,
        "HYPOGLYCEMIA": HYPOGLYCEMIA,
        "UNITS": units.FACTORS,
        "HOUR": units.HOUR,
        "GRAM": units.GRAM,
        "UNIT": units.UNIT,
    }


def module() -> str:
    """Text of the JavaScript module."""
    shared = _systems() | _body() | _experiments() | _laboratory()
    tables = "\n".join(
        f"export const {name} = {json.dumps(value, ensure_ascii=False)};"
        for name, value in shared.items()
    )
    return "\n\n".join((_HEADER, _powers(), _constants(), tables, _measures(), _functions())) + "\n"


def write() -> Path:
    """Write the module to :data:`PATH`."""
    PATH.parent.mkdir(exist_ok=True)
    PATH.write_text(module(), encoding="utf-8")
    return PATH


if __name__ == "__main__":
    print(f"wrote {write().name}")
