"""Every parameter of the model: symbol, meaning, unit, value in each preset, and where the value comes from.

The table ``parameters.csv`` is the only place where a value of the model is written. The equations
name the symbols; the solvers, the model card and the JavaScript module read the values from there.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, wraps
from pathlib import Path
from typing import Any, Literal

from widgets.model.statement.limits import check_name, is_number, shown

Preset = Literal["published", "book"]
PATH = Path(__file__).parent / "parameters.csv"

PRESETS: tuple[Preset, ...] = ("published", "book")

Kind = Literal["published", "literature", "chosen", "fitted", "convention"]


@dataclass(frozen=True)
class Parameter:
    """One row of the parameter table.

    Attributes
    ----------
    part : str
        Part of the body: gut, glucose, uptake, liver, store, insulin, beta cell, adaptation.
    name : str
        The name in code and in the equations, e.g. ``"EG0"``.
    latex : str
        The symbol as it is printed.
    meaning : str
        One plain phrase.
    unit : str
        Unit of the value; ``"1"`` where it has none.
    published, book : float or None
        Value in each preset; ``None`` where a preset has no such parameter.
    kind : {"published", "literature", "chosen", "fitted", "convention"}
        Where the ``book`` value (or the only value) comes from: Ha & Sherman, a measurement, our choice so
        that the source's measurement comes out, the fit to the check targets, or a definition.
    source : str
        Key of the bibliography.
    """

    part: str
    name: str
    latex: str
    meaning: str
    unit: str
    published: float | None
    book: float | None
    kind: Kind
    source: str

    def value(self, preset: Preset) -> float | None:
        """Value in `preset`, ``None`` where that preset has no such parameter."""
        return getattr(self, _known(preset))


def _known(preset: str) -> Preset:
    return check_name("preset", preset, PRESETS)  # type: ignore[return-value]


def _numbers(row: dict[str, str]) -> dict[str, float | None]:
    """Values of the presets; an empty cell is a parameter that the preset does not have."""
    return {preset: float(row[preset]) if row[preset] else None for preset in PRESETS}


def _read() -> tuple[Parameter, ...]:
    with PATH.open(encoding="utf-8", newline="") as file:
        return tuple(Parameter(**row | _numbers(row)) for row in csv.DictReader(file))


TABLE: tuple[Parameter, ...] = _read()


def parameter_names(preset: Preset) -> tuple[str, ...]:
    """Names of the parameters that a preset has, in the order of :func:`values`.

    Raises
    ------
    ValueError
        If `preset` is unknown.
    """
    return tuple(row.name for row in TABLE if row.value(preset) is not None)


def values(preset: Preset) -> dict[str, float]:
    """Values of one preset.

    Parameters
    ----------
    preset : {"published", "book"}

    Returns
    -------
    dict of str to float
        Name to value, in the units of :data:`TABLE`, only the parameters that the preset has.

    Raises
    ------
    ValueError
        If `preset` is unknown.
    """
    stated = {row.name: value for row in TABLE if (value := row.value(preset)) is not None}
    return stated | _ALTERED.get({}) if preset == "book" else stated


Alterations = tuple[tuple[str, float], ...]

_ALTERED: ContextVar[dict[str, float]] = ContextVar("altered")


@contextmanager
def altered(**changes: float) -> Iterator[None]:
    """Other values for parameters of the ``book`` preset, as long as a ``with`` block lasts.

    The ``published`` preset stays as it was printed, inside the block too; what can be changed there stands in
    :class:`widgets.model.evidence.published.Pathway`. Healthy people are settled anew inside the block. The sliders of
    an explorer do not follow: the browser has the values of the table.

    Parameters
    ----------
    **changes : float
        Parameter name to value, in the unit of :data:`TABLE`.

    Raises
    ------
    ValueError
        If there is no such parameter, only the ``published`` preset has it, or a value is not a positive number.

    Examples
    --------
    >>> from widgets.model import Person, altered, ogtt
    >>> with altered(EG0=0.012):
    ...     print(ogtt(Person()).table())
    """
    known, checked = values("book"), {}
    for name, value in changes.items():
        if name not in known:
            only = " (of the published preset, which stays as printed)" * (
                name in values("published")
            )
            raise ValueError(f"parameter is {name!r}{only}; allowed: {', '.join(known)}")
        if not is_number(value) or value <= 0:
            raise ValueError(f"{name} is {shown(value)}; allowed: a positive number")
        checked[name] = float(value)
    with restored(_ALTERED.get({}) | checked):
        yield


def alterations() -> Alterations:
    """What :func:`altered` has changed just now: names and values, in the order of the names."""
    return tuple(sorted(_ALTERED.get({}).items()))


@contextmanager
def restored(changes: Alterations | dict[str, float]) -> Iterator[None]:
    """These alterations and no others, as :func:`alterations` told them, as long as a ``with`` block lasts."""
    token = _ALTERED.set(dict(changes))
    try:
        yield
    finally:
        _ALTERED.reset(token)


def remembered(function: Callable) -> Callable:
    """Like :func:`functools.cache`, but what is altered just now counts as one more argument."""

    @cache
    def under(changes: Alterations, *arguments: object) -> object:
        return function(*arguments)

    @wraps(function)
    def answer(*arguments: object) -> object:
        return under(alterations(), *arguments)

    return answer


def as_made(method: Callable) -> Callable:
    """A method that computes under the alterations under which its object was made: its field ``alterations``.

    Without this, an object that solves only when it is asked would answer for another body once the ``with`` block of
    :func:`altered` has ended.
    """

    @wraps(method)
    def within(self: Any, *arguments: object, **options: object) -> object:
        with restored(self.alterations):
            return method(self, *arguments, **options)

    return within


class ParameterTable:
    """The parameters of one preset, as a table that a notebook shows."""

    def __init__(self, preset: Preset) -> None:
        self.rows = [(row, value) for row in TABLE if (value := row.value(preset)) is not None]

    def _repr_markdown_(self) -> str:
        lines = ["| symbol | meaning | value | unit | kind | source |", "|---|---|---|---|---|---|"]
        for row, value in self.rows:
            unit = "" if row.unit == "1" else row.unit
            lines.append(
                f"| ${row.latex}$ | {row.meaning} | {value:,.6g} | {unit} | {row.kind} | {{cite:t}}`{row.source}` |"
            )
        return "\n".join(lines)

    def __repr__(self) -> str:
        return "\n".join(
            f"{row.name:8} {value:12,.6g} {row.unit:10} {row.meaning}" for row, value in self.rows
        )


def parameter_table(preset: Preset = "book") -> ParameterTable:
    """The parameters of one preset, with units, how each was chosen, and its source.

    Raises
    ------
    ValueError
        If `preset` is unknown.
    """
    return ParameterTable(_known(preset))
