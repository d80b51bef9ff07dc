"""CSV as spreadsheets and learning platforms write it, read and written back without changing its ways."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from .names import ClassError

_BOM = b"\xef\xbb\xbf"

#: What makes a spreadsheet take a text for a formula, at its beginning; some look behind spaces too.
_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True)
class CsvFile:
    """The cells of a file, and how it is written.

    Attributes
    ----------
    rows : list of list of str
        All rows, the header among them.
    lines : list of int
        Line of the file at which each row ends.
    delimiter, line_end : str
    bom : bool
        Whether it begins with a byte-order mark.
    """

    rows: list[list[str]]
    lines: list[int]
    delimiter: str = ","
    line_end: str = "\n"
    bom: bool = False

    @property
    def header(self) -> list[str]:
        """The first row, without spaces around its cells; empty where there is none."""
        return [cell.strip() for cell in self.rows[0]] if self.rows else []

    def column(self, *names: str) -> int | None:
        """Number of the column with one of these names; ``None`` where there is none."""
        return next((place for place, cell in enumerate(self.header) if cell in names), None)

    def write(self, path: Path) -> None:
        """Write the cells into a file, in the same way."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=self.delimiter, lineterminator=self.line_end)
        writer.writerows(self.rows)
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.part")
        beside.write_bytes((_BOM if self.bom else b"") + text.getvalue().encode("utf-8"))
        beside.replace(path)


def read(path: Path) -> CsvFile:
    """Read a file: UTF-8 with or without a byte-order mark; commas, semicolons or tabs; any line ends.

    Raises
    ------
    ClassError
        If it is missing, in another encoding or no sound CSV.
    """
    if not path.is_file():
        raise ClassError(f"{path.name} is not in {str(path.parent)!r}; allowed: a CSV file")
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ClassError(
            f"{path.name} is not in UTF-8; allowed: saved as 'CSV UTF-8', as spreadsheets call it"
        ) from None
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    rows, lines = _rows(path, text, delimiter)
    end = "\r\n" if first.endswith("\r") else "\n"
    return CsvFile(rows, lines, delimiter, end, content.startswith(_BOM))


def _rows(path: Path, text: str, delimiter: str) -> tuple[list[list[str]], list[int]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows, lines = [], []
    try:
        for row in reader:
            rows.append(row)
            lines.append(reader.line_num)
    except csv.Error as found:
        where = f"{path.name}, line {reader.line_num}"
        raise ClassError(f"{where}: this is not sound CSV: {found}") from None
    return rows, lines


def write(path: Path, rows: Iterable[Sequence[object]]) -> None:
    """Write a table of our own, with a byte-order mark, by which spreadsheets know UTF-8."""
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    CsvFile(cells, [], bom=True).write(path)


_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d*)?", re.ASCII)


def number(text: str) -> float:
    """The number that a cell says, with a point or a comma; not a number where it says none.

    Python alone would also take ``1_0`` for ten.
    """
    told = text.strip()
    return float(told.replace(",", ".")) if _NUMBER.fullmatch(told) else math.nan


def defused(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text
