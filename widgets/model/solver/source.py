"""The programs of a system as Python source, and the file that keeps them.

SymPy takes a second to derive and to write them, and they follow from the statement alone. So
``python -m widgets.model.solver``, which the build runs, keeps them in ``generated/source.json`` beside this file;
where there is none, or the statement has changed since, they are written when they are asked for.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args

import sympy as sp

from widgets.model.solver import unrolled
from widgets.model.statement.codegen import (
    COURSE_OF_INSULIN,
    PARAMETERS,
    STEP,
    pace,
    programs,
)
from widgets.model.statement.equations import Equations, Ra, system
from widgets.model.statement.parameters import parameter_names
from widgets.model.statement.printing import python_function

HERE = Path(__file__).parent
PATH = HERE / "generated" / "source.json"


@dataclass(frozen=True)
class Source:
    """Programs of one system, as text.

    Attributes
    ----------
    functions : mapping of str to str
        Source of each function, by its name: those of :class:`widgets.model.statement.codegen.Programs`, and
        `advance` of :mod:`widgets.model.solver.unrolled`. Of `rest` and `released` only where the system has them.
    pattern : tuple of (int, int)
        Row and column of each entry that `jacobian` returns.
    """

    functions: Mapping[str, str]
    pattern: tuple[tuple[int, int], ...]


@cache
def source(equations: Equations) -> Source:
    """The source of one system, kept or written now.

    Parameters
    ----------
    equations : {"published", "book", "wired", "traced", "stored"}
    """
    kept = _kept().get(equations)
    if kept is None:
        return written(equations)
    return Source(kept["functions"], tuple((row, column) for row, column in kept["pattern"]))


def written(equations: Equations) -> Source:
    """The source of one system, written from its programs."""
    of, sys = programs(equations), system(equations)
    names = parameter_names(sys.preset)
    parameters = [next(p for p in PARAMETERS if p.name == name) for name in names]
    moving = {"y": sys.symbols, "k": of.constants}
    at_step = {"y": sys.symbols, "v": pace(sys), "k": of.constants}
    right_side = [sp.Symbol(f"x{i}") for i in range(len(sys.solved))]
    functions = {
        "prepare": python_function("prepare", of.prepare, {"u": sys.drivers, "p": parameters}),
        "factor": python_function("factor", of.factor, at_step, f"{Ra.name}, {STEP.name}"),
        "solve": python_function("solve", of.solve, {"lu": of.factors, "x": right_side}),
        "advance": python_function(
            "advance",
            unrolled.advance(equations),
            at_step | {"e": unrolled.tolerated(equations)},
            f"{Ra.name}, {unrolled.STEP_LENGTH}",
        ),
    }
    for name in ("rates", "solved", "carried", "jacobian", "quantities", "flows"):
        functions[name] = python_function(name, getattr(of, name), moving, Ra.name)
    if of.rest:
        functions["rest"] = python_function("rest", of.rest, moving)
    if of.released:
        course = ", ".join(symbol.name for symbol in COURSE_OF_INSULIN)
        functions["released"] = python_function(
            "released", of.released, {"k": of.constants}, course
        )
    return Source(functions, of.pattern)


def _kept() -> dict[str, Any]:
    """The systems in the file, by name; none where it is not there or the statement is another now."""
    if not PATH.exists():
        return {}
    content = json.loads(PATH.read_text("utf-8"))
    return content["systems"] if content["follows_from"] == _statement() else {}


def _statement() -> str:
    """Digest of all that the source follows from."""
    digest = hashlib.sha256(sp.__version__.encode())
    for path in files():
        digest.update(path.read_bytes())
    return digest.hexdigest()


def files() -> Iterable[Path]:
    """The files that the source follows from."""
    room = HERE.parent / "statement"
    return [
        *sorted([*room.glob("*.py"), *room.glob("*.csv")]),
        *(HERE / name for name in ("method.py", "source.py", "unrolled.py")),
    ]


def write() -> None:
    """Write the file, unless it is there and follows from the statement of today."""
    if not _kept():
        systems = {name: asdict(written(name)) for name in get_args(Equations)}
        content = {"follows_from": _statement(), "systems": systems}
        PATH.parent.mkdir(exist_ok=True)
        PATH.write_text(json.dumps(content), "utf-8")
