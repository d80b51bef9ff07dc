"""The JavaScript module of the ``book`` preset, written from the one statement of the model.

``python -m widgets.model.browser.module`` writes ``generated/book.js`` beside this file; the build runs it
before it bundles the explorers. The module holds what the browser must share with Python: equations, constants,
ranges, cut-offs, the stages and how they are named, units, the course of the story and the healthy start states.
"""

from __future__ import annotations

import json
from dataclasses import asdict, astuple
from pathlib import Path

from widgets.model.body.drift import COURSE, COURSE_YEARS
from widgets.model.body.experiments import DOSES, GRAMS_AN_HOUR, MOUTHFUL, OGTT_GRAMS
from widgets.model.body.health import DAILY_MEALS, DAY, health_table
from widgets.model.body.person import RANGES, RESERVES
from widgets.model.body.years import ONSET, SAMPLES, SCHEME, YEAR
from widgets.model.solver import rodas, unrolled
from widgets.model.statement import units
from widgets.model.statement.codegen import MADE, PACE, programs
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
from widgets.model.thought.loop import LENGTH
from widgets.model.thought.uptake import CLAMPED_GLUCOSE, FROM_BLOOD, HEARD

PATH = Path(__file__).parent / "generated" / "book.js"

_HEADER = "// Generated from the symbolic statement of the model (widgets/model/statement/equations.py). Do not edit."


def _powers() -> str:
    """Integer powers as products: several times faster than Math.pow. And the general power."""
    lines = [f"const pow{n} = (x) => {body};" for n, body in POWERS.items()]
    return "\n".join([*lines, "const power = (x, n) => (x > 0 ? Math.pow(x, n) : 0);"])


def _constants() -> str:
    """Parameters of the preset and coefficients of the method as module constants."""
    named = values("book") | unrolled.coefficients()
    return "\n".join(f"const {name} = {value!r};" for name, value in named.items())


def _measures() -> str:
    """The indices a clinic computes, as functions of numbers and of samples."""
    lines = [f"  {name}: {javascript_lambda(*astuple(index))}," for name, index in INDICES.items()]
    return "\n".join(["export const measures = {", *lines, "};"])


def _solving(equations: Equations, suffix: str = "") -> tuple[str, ...]:
    """What a solver needs of the book's equations or of the wired ones; `suffix` ends the functions' names."""
    made, sys = programs(equations), system(equations)
    moving = {"y": list(sys.states), "k": made.constants}
    return (
        javascript_function(
            f"prepare{suffix}",
            made.prepare,
            {"u": sys.drivers},
            doc="Constants of a person with drivers u.",
        ),
        javascript_function(
            f"slow{suffix}", made.slow, moving, doc="Rates of the slow states, per minute."
        ),
        javascript_function(
            f"step{suffix}",
            unrolled.step(equations),
            {"y": sys.states, "v": PACE, "k": made.constants},
            unrolled.LENGTH.name,
            doc="One step of Rodas4: fast states at its end, errors, two terms of the dense output.",
        ),
        javascript_function(
            f"quantities{suffix}", made.quantities, moving, doc="Every named quantity."
        ),
    )


def _functions() -> str:
    made, sys = programs("book"), system("book")
    moving = {"y": list(sys.states), "k": made.constants}
    return "\n\n".join(
        (
            *_solving("book"),
            *_solving("wired", "Wired"),
            javascript_function("flows", made.flows, moving, doc="Every flow of glucose, mg/min."),
            javascript_function(
                "secreted",
                made.secreted,
                {"k": made.constants},
                ", ".join(symbol.name for symbol in MADE),
                doc="Insulin made, µU, from the integral of its level and the level's change.",
            ),
            javascript_function(
                "rest",
                made.rest,
                moving,
                doc="Net glucose flow and N5, N6, I, X of a fasting body.",
            ),
        )
    )


def module() -> str:
    """Text of the JavaScript module."""
    made, sys = programs("book"), system("book")
    shared = {
        "STATES": [state.name for state in sys.states],
        "QUANTITIES": [quantity.symbol.name for quantity in sys.quantities],
        "WIRED": {
            "quantities": [quantity.symbol.name for quantity in system("wired").quantities],
            "constants": len(programs("wired").constants),
        },
        "FLOWS": [flow.symbol.name for flow in sys.flows],
        "FROM_BLOOD": FROM_BLOOD,
        "CLAMPED_GLUCOSE": CLAMPED_GLUCOSE,
        "SIZES": {"constants": len(made.constants), "slow": len(PACE)},
        "REFERENCE_SENSITIVITY": values("book")["si_0"],
        "GLUCOSE_VOLUME": values("book")["V_G"],
        "BODY_WEIGHT": values("book")["BW"],
        "HEALTH": health_table(),
        "DAY": DAY,
        "YEAR": YEAR,
        "DAILY_MEALS": [{"minute": minute, "grams": grams} for minute, grams in DAILY_MEALS],
        "OGTT_GRAMS": OGTT_GRAMS,
        "MOUTHFUL": MOUTHFUL,
        "GRAMS_AN_HOUR": GRAMS_AN_HOUR,
        "LOOP": {"minutes": LENGTH},
        "SAMPLES": SAMPLES,
        "SCHEME": SCHEME,
        "ONSET": ONSET,
        "CONTROL": rodas.CONTROL,
        "TOLERANCES": rodas.TOLERANCES,
        "RANGES": {name: vars(limits) for name, limits in (RANGES | HEARD).items()},
        "RESERVES": RESERVES,
        "COURSE": asdict(COURSE),
        "COURSE_YEARS": COURSE_YEARS,
        "COMPENSATION": {"days": DAYS},
        "DOSES": DOSES,
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
