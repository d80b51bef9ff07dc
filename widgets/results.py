"""Results of the model as a table, as a chapter shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


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
        If a row has another number of values than there are columns.
    """
    written = []
    for number, row in enumerate(rows, 1):
        values = tuple(row)
        if len(values) != len(columns):
            raise ValueError(f"row {number} has {len(values)} values; allowed: {len(columns)}")
        written.append(tuple(map(format, values, columns.values())))
    return ResultTable(tuple(columns), tuple(written))
