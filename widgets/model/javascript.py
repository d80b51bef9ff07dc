"""The JavaScript module of the ``book`` preset, written from the one statement of the model.

``python -m widgets.model.javascript`` writes ``javascript/generated/book.js`` beside this file; the build runs it
before it bundles the explorers. The module holds what the browser must share with Python: equations, constants,
ranges, thresholds, units and the healthy start states.
"""

from __future__ import annotations

import json
from pathlib import Path

import sympy as sp

from . import measures, rodas, units
from .codegen import STEP, programs
from .equations import system
from .health import health_table
from .parameters import values
from .person import RANGES
from .printing import POWERS, javascript_function

PATH = Path(__file__).parent / "javascript" / "generated" / "book.js"

_HEADER = "// Generated from the symbolic statement of the model (widgets/model/equations.py). Do not edit."


def _powers() -> str:
    """Integer powers as products: several times faster than Math.pow."""
    return "\n".join(f"const pow{n} = (x) => {body};" for n, body in POWERS.items())


def _constants() -> str:
    """Parameters of the preset as module constants."""
    return "\n".join(f"const {name} = {value!r};" for name, value in values("book").items())


def _functions() -> str:
    made, sys = programs("book"), system("book")
    moving = {"y": list(sys.states), "k": made.constants}
    right_side = [sp.Symbol(f"x{i}") for i in range(len(sys.states))]
    return "\n\n".join(
        (
            javascript_function(
                "prepare",
                made.prepare,
                {"u": sys.drivers},
                doc="Constants of a person with drivers u.",
            ),
            javascript_function("rates", made.rates, moving, doc="Time derivatives, per minute."),
            javascript_function(
                "factor", made.factor, moving, STEP.name, doc="Factors of c - J, J the Jacobian."
            ),
            javascript_function(
                "solve",
                made.solve,
                {"lu": made.factors, "x": right_side},
                doc="Solve with the factors.",
            ),
            javascript_function("quantities", made.quantities, moving, doc="Every named quantity."),
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
        "SIZES": {"constants": len(made.constants), "factors": len(made.factors)},
        "REFERENCE_SENSITIVITY": values("book")["si_0"],
        "GLUCOSE_VOLUME": values("book")["V_G"],
        "HEALTH": health_table(),
        "RODAS": rodas.COEFFICIENTS,
        "CONTROL": rodas.CONTROL,
        "TOLERANCES": rodas.TOLERANCES,
        "RANGES": {name: vars(limits) for name, limits in RANGES.items()},
        "THRESHOLDS": measures.THRESHOLDS,
        "UNITS": units.FACTORS,
    }
    tables = "\n".join(
        f"export const {name} = {json.dumps(value, ensure_ascii=False)};"
        for name, value in shared.items()
    )
    return "\n\n".join((_HEADER, _powers(), _constants(), tables, _functions())) + "\n"


def write() -> Path:
    """Write the module to :data:`PATH`."""
    PATH.parent.mkdir(exist_ok=True)
    PATH.write_text(module(), encoding="utf-8")
    return PATH


if __name__ == "__main__":
    print(f"wrote {write().name}")
