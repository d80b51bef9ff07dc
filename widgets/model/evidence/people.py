"""Measurements of people that explorers lay over the model's curves.

``people.csv`` names each study, its paper and how many people it measured; each has a table of its own beside it. The
papers measured more than these tables hold: what stands here is raw data that the authors or a book published, or a
number of the paper's abstract, and nothing is read off a figure.
"""

from __future__ import annotations

import csv
import itertools
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from widgets.model.statement.units import FACTORS

ROOM = Path(__file__).parent

#: The oral glucose tolerance test of Reaven & Miller: its hours, over which an area is a mean, and the glucose that its
#: drink stood for in their study of 1968.
TEST_HOURS, TEST_GRAMS = 3, 100

#: Where classes of glucose part, mg/dL·h in the three hours: what lies on a line belongs to the class below it.
CLASS_EDGES = (300, 350, 400, 500, 600, 800)


class PeopleError(ValueError):
    """A table of measurements that breaks a rule; the message says where and what is allowed."""


@dataclass(frozen=True)
class Number:
    """What a column of numbers may hold.

    Attributes
    ----------
    lowest, highest : float
    whole : bool
        Whether they are counts.
    optional : bool
        Whether a row may leave it empty; it reads as NaN.
    """

    lowest: float
    highest: float
    whole: bool = False
    optional: bool = False

    @property
    def allowed(self) -> str:
        """In words."""
        kind = "a whole number" if self.whole else "a number"
        return f"{kind} from {self.lowest:g} to {self.highest:g}{' or nothing' * self.optional}"

    def read(self, text: str) -> float | int:
        """Return the number that a text is.

        Raises
        ------
        ValueError
            If it is none, or outside.
        """
        if self.optional and not text:
            return math.nan
        value = int(text) if self.whole else float(text)
        if not self.lowest <= value <= self.highest:
            raise ValueError
        return value


@dataclass(frozen=True)
class Name:
    """What a column of names may hold: `choices`, or any text where there are none."""

    choices: tuple[str, ...] = ()

    @property
    def allowed(self) -> str:
        """In words."""
        return ", ".join(self.choices) or "text that is not empty"

    def read(self, text: str) -> str:
        """Return the name.

        Raises
        ------
        ValueError
            If it is empty or none of the choices.
        """
        if not text or (self.choices and text not in self.choices):
            raise ValueError
        return text


Columns = Mapping[str, Number | Name]

_GROUPS = ("normal", "IGT", "T2D")
_GLUCOSE = Number(20, 1000)

#: What each table holds.
TABLES: dict[str, Columns] = {
    "people.csv": {
        "study": Name(),
        "source": Name(),
        "doi": Name(),
        "n": Number(1, 1e6, whole=True),
    },
    "stanford_ogtt.csv": {
        "group": Name(_GROUPS),
        "n": Number(1, 1e6, whole=True),
        "minute": Number(0, 180),
        "glucose_mgdl": _GLUCOSE,
        "sd": Number(0, 200, optional=True),
    },
    "sensor_day.csv": {
        "quantity": Name(("mean", "in_range", "above", "below")),
        "value": Number(0, 1000),
        "lowest": Number(0, 1000, optional=True),
        "highest": Number(0, 1000, optional=True),
        "unit": Name(("mg/dL", "%")),
    },
    "reaven_miller.csv": {
        "relative_weight": Number(0.5, 2),
        "fasting_glucose_mgdl": _GLUCOSE,
        "glucose_area_mgdlh": Number(100, 3000),
        "insulin_area_uUmlh": Number(1, 3000),
        "sspg_mgdl": Number(10, 1000),
        "group": Name(("normal", "chemical diabetes", "overt diabetes")),
    },
    "whitehall.csv": {
        "quantity": Name(("fasting_glucose", "two_hour_glucose", "homa_b", "homa_s")),
        "year": Number(-13, 0),
        "value": Number(0, 1000),
        "unit": Name(("mmol/L", "%")),
    },
}


def read_table(path: Path, columns: Columns) -> list[dict[str, float | int | str]]:
    """Read a table of measurements.

    Parameters
    ----------
    path : Path
        A CSV file with a head.
    columns : mapping of str to Number or Name
        Its columns, in their order, and what each may hold.

    Raises
    ------
    PeopleError
        If the head is another, or a value is not allowed; one line.
    """
    with path.open(encoding="utf-8", newline="") as file:
        head, *lines = csv.reader(file)
    if head != list(columns):
        raise PeopleError(
            f"{path.name}: the head is {','.join(head)}; allowed: {','.join(columns)}."
        )
    return [_row(path.name, number, line, columns) for number, line in enumerate(lines, start=1)]


def _row(file: str, number: int, line: list[str], columns: Columns) -> dict[str, float | int | str]:
    if len(line) != len(columns):
        raise PeopleError(f"{file}, row {number}: {len(line)} values; allowed: {len(columns)}.")
    row = {}
    for (name, column), text in zip(columns.items(), line, strict=True):
        try:
            row[name] = column.read(text)
        except ValueError:
            raise PeopleError(
                f'{file}, row {number}: "{name}" is "{text}"; allowed: {column.allowed}.'
            ) from None
    return row


@cache
def _table(name: str) -> list[dict]:
    return read_table(ROOM / name, TABLES[name])


@dataclass(frozen=True)
class Study:
    """A study of people: `source` is its key in ``book/references.bib``, `n` how many it measured."""

    study: str
    source: str
    doi: str
    n: int


@cache
def studies() -> dict[str, Study]:
    """Return the studies by name."""
    return {row["study"]: Study(**row) for row in _table("people.csv")}


@dataclass(frozen=True)
class Group:
    """Glucose of a group of people after 75 g of glucose.

    Attributes
    ----------
    n : int
    minutes : ndarray, shape (samples,)
    glucose_mgdl : ndarray, shape (samples,)
        Mean, mg/dL.
    sd_mgdl : ndarray, shape (samples,)
        Standard deviation, mg/dL; NaN where it was not kept.
    """

    n: int
    minutes: np.ndarray
    glucose_mgdl: np.ndarray
    sd_mgdl: np.ndarray


@cache
def stanford() -> dict[str, Group]:
    """Return the oral glucose tolerance tests of volunteers at Stanford: ``normal``, ``IGT`` and ``T2D``."""
    groups = {}
    for name in _GROUPS:
        rows = [row for row in _table("stanford_ogtt.csv") if row["group"] == name]
        columns = (np.array([row[key] for row in rows]) for key in ("minute", "glucose_mgdl", "sd"))
        groups[name] = Group(rows[0]["n"], *columns)
    return groups


@cache
def sensor_day() -> dict[str, float]:
    """Return days of healthy people by sensor.

    Returns
    -------
    dict of str to float
        ``mean`` (mg/dL), and shares of the time in percent, medians of the people: ``in_range`` (70 to 140 mg/dL) with
        its quartiles ``in_range_lowest`` and ``in_range_highest``, ``above`` and ``below``.
    """
    rows = {row["quantity"]: row for row in _table("sensor_day.csv")}
    quartiles = {f"in_range_{end}": rows["in_range"][end] for end in ("lowest", "highest")}
    return {name: row["value"] for name, row in rows.items()} | quartiles


@dataclass(frozen=True)
class Horseshoe:
    """Glucose and insulin of people in one glucose tolerance test of three hours.

    Attributes
    ----------
    glucose_mgdl, insulin_uUml : ndarray, shape (people,)
        Means over the test: the areas that were published, divided by its hours.
    sspg_mgdl : ndarray, shape (people,)
        Glucose held by the same infusion of glucose and insulin in everybody: the higher, the more resistant.
    group : tuple of str
        By the criteria of 1979.
    """

    glucose_mgdl: np.ndarray
    insulin_uUml: np.ndarray
    sspg_mgdl: np.ndarray
    group: tuple[str, ...]

    def _by_class(self) -> list[np.ndarray]:
        """Who is in each class of glucose."""
        bounds = itertools.pairwise([0, *CLASS_EDGES, math.inf])
        area = np.round(self.glucose_mgdl * TEST_HOURS)  # published in whole numbers
        return [(area > low) & (area <= high) for low, high in bounds]

    def classes(self) -> list[tuple[int, float, float]]:
        """Return people by classes of glucose (`CLASS_EDGES`): how many, median glucose and median insulin."""
        both = (self.glucose_mgdl, self.insulin_uUml)
        return [
            (int(inside.sum()), *(float(np.median(each[inside])) for each in both))
            for inside in self._by_class()
        ]

    def resistance_by_class(self) -> list[float]:
        """Return the median of `sspg_mgdl` of each class of glucose, mg/dL."""
        return [float(np.median(self.sspg_mgdl[inside])) for inside in self._by_class()]


@cache
def reaven_miller() -> Horseshoe:
    """Return the 145 people of Reaven & Miller 1979."""
    rows = _table("reaven_miller.csv")
    column = {key: np.array([row[key] for row in rows]) for key in rows[0] if key != "group"}
    return Horseshoe(
        column["glucose_area_mgdlh"] / TEST_HOURS,
        column["insulin_area_uUmlh"] / TEST_HOURS,
        column["sspg_mgdl"],
        tuple(row["group"] for row in rows),
    )


@cache
def whitehall() -> dict[str, dict[float, float]]:
    """Return the years before diagnosis in the Whitehall II study.

    Returns
    -------
    dict of str to dict
        ``fasting_glucose`` and ``two_hour_glucose`` (mg/dL), ``homa_b`` and ``homa_s`` (%), each by the year, of which
        0 is that of diagnosis.
    """
    courses: dict[str, dict[float, float]] = {}
    for row in _table("whitehall.csv"):
        factor = 1 if row["unit"] == "%" else FACTORS["glucose"][row["unit"]]
        courses.setdefault(row["quantity"], {})[row["year"]] = row["value"] / factor
    return courses
