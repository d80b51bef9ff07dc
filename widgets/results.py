"""Results as the book shows them: numbers, units and tables.

One style for all: a comma at thousands, a minus sign and no hyphen, a percent sign at its number and any other unit
after a space, a range in words (``4 to 5%``). In the browser ``widgets/javascript/numbers.js`` writes the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from numbers import Real
from typing import Any

MINUS = "\N{MINUS SIGN}"
_SIGN = re.compile(r"^([+ ]?)")  # of a format; the comma stands after it
_ZERO = re.compile(r"^-[0.,]+(e[+-]?\d+|%)?$")


def written(value: Any, spec: str = "g") -> str:
    """Write a value.

    Parameters
    ----------
    value : float or object
        What is no number is written as `format` writes it.
    spec : str
        How many digits a number has, as `format` takes it: ``".1f"``, ``"+.3g"``; ``""`` leaves it as it is.

    Returns
    -------
    str
        Such as ``"4,252"`` or ``"−0.5"``.
    """
    if not isinstance(value, Real):
        return format(value, spec)
    number = format(value, _SIGN.sub(r"\1,", spec, count=1))
    if _ZERO.match(number):  # a zero has no sign, nor what is rounded to it
        number = format(abs(value), _SIGN.sub(r"\1,", spec, count=1))
    return number.replace("-", MINUS)


def amount(number: str, unit: str) -> str:
    """Put its unit to a number that is written; a pure number, of the unit ``1``, has none."""
    if unit == "1":
        return number
    return f"{number}%" if unit == "%" else f"{number} {unit}"


def out_of_step(value: float, low: float, high: float, step: float, unit: str) -> str:
    """Say which values a slider can have, where `value` is none of them; empty where it is one."""
    steps = (value - low) / step
    if low <= value <= high and abs(steps - round(steps)) < 1e-6:
        return ""
    return f"{written(low)} to {amount(written(high), unit or '1')} in steps of {written(step)}"


def markdown_table(columns: Sequence[str], rows: Iterable[Sequence[str]], rule: str = "---") -> str:
    """Columns and rows as a Markdown table; `rule` says how all columns but the first stand: ``---:`` to the right."""
    first, *others = columns
    lines = [(first, *others), ("---", *(rule for _ in others)), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


@dataclass(frozen=True)
class ResultTable:
    """A table that a notebook shows: Markdown, or plain text where that is all there is.

    Attributes
    ----------
    columns : tuple of str
    rows : tuple of tuple of str
        What stands in the cells, rounded.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def _repr_markdown_(self) -> str:
        return markdown_table(self.columns, self.rows, rule="---:")

    def __repr__(self) -> str:
        lines = (self.columns, *self.rows)
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        return "\n".join(
            " | ".join(
                (line[0].ljust(widths[0]), *map(str.rjust, line[1:], widths[1:])),
            ).rstrip()
            for line in lines
        )


def table(columns: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> ResultTable:
    """Lay out results in columns.

    Parameters
    ----------
    columns : mapping of str to str
        Headings, with their units, and how the values below are written: a format such as ``".0f"``; ``""`` leaves
        them as they are.
    rows : iterable of sequence
        One value a column each.

    Returns
    -------
    ResultTable

    Raises
    ------
    ValueError
        If there is no column, or a row has another number of values than there are columns.
    """
    if not isinstance(columns, Mapping) or not columns:
        raise ValueError(
            f"columns is {columns!r}; allowed: at least one heading, with how its values are written"
        )
    lines = []
    for number, row in enumerate(rows, 1):
        values = tuple(row)
        if len(values) != len(columns):
            raise ValueError(f"row {number} has {len(values)} values; allowed: {len(columns)}")
        lines.append(tuple(map(written, values, columns.values())))
    return ResultTable(tuple(columns), tuple(lines))
