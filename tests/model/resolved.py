"""Courses of which every day was solved: what the scheme of the years is held against.

``PYTHONPATH=tests python tests/model/resolved.py`` draws 39 random courses, adds one that grazes a cut-off, solves
every day of their fifteen years with tolerances ten times as strict as those of a drawn day, and writes
``resolved_courses.csv`` (a quarter of an hour on one core).

Robust and susceptible people, growing resistance, and in every other course a change for the better.
The program that solves is the browser's, in Node; `test_years.py` holds it against SciPy.
"""

from __future__ import annotations

import csv
import math
from pathlib import Path

import node
import numpy as np

from widgets.model import Drift

PATH = Path(__file__).with_name("resolved_courses.csv")

COUNT, SEED = 40, 3
EVERY_DAY = {"longest": 1, "strictness": 20}

CHANGE = ("muscle", "liver", "muscle_days", "liver_days")
SETTINGS = ("reserve", *CHANGE, "day", *(f"then_{name}" for name in CHANGE))
#: Column of an onset: the series, and the limit that it reaches.
ONSETS = {
    "two_hour_140": ("two_hour_glucose_mgdl", 140),
    "fasting_100": ("fasting_glucose_mgdl", 100),
    "two_hour_200": ("two_hour_glucose_mgdl", 200),
    "fasting_126": ("fasting_glucose_mgdl", 126),
}
RESULTS = (*ONSETS, "fasting_end", "two_hour_end", "two_hour_peak")

Course = dict[str, float | None]


def live(courses: list[dict], **options: float) -> list[dict]:
    """The years of courses in the browser's program: onsets, ends, peaks, and every series."""
    asked = {"courses": courses, "onsets": ONSETS, "options": options}
    return node.answer(Path(__file__).with_name("live.mjs"), asked)


def plain(row: Course) -> dict:
    """A row as the browser takes it: reserve, and the course as plain data."""
    changes = [{"day": 0, **{name: row[name] for name in CHANGE}}]
    if row["day"] is not None:
        changes.append({"day": row["day"], **{name: row[f"then_{name}"] for name in CHANGE}})
    return {"reserve": row["reserve"], "course": {"muscle": 1, "liver": 1, "changes": changes}}


def drift(course: dict) -> Drift:
    """The same as Python takes it."""
    made = Drift(course["muscle"], course["liver"])
    for change in course["changes"]:
        made = made.then(
            change["day"],
            change["muscle"],
            change["liver"],
            change["muscle_days"],
            change["liver_days"],
        )
    return made


def stored() -> list[Course]:
    """All rows of the table."""
    with PATH.open(encoding="utf-8") as file:
        return [
            {name: float(value) if value else None for name, value in row.items()}
            for row in csv.DictReader(file)
        ]


def _drawn(random: np.random.Generator, number: int) -> Course:
    """A random course: of four people two are susceptible; every other four change for the better."""

    def between(low: float, high: float) -> float:
        return round(float(random.uniform(low, high)), 3)

    def slow(low: float, high: float) -> float:
        return round(math.exp(random.uniform(math.log(low), math.log(high))))

    reserve = between(*((0.42, 0.5), (0.5, 0.7), (0.42, 0.5), (0.6, 1.4))[number % 4])
    worse = (between(0.12, 0.5), between(0.3, 1.0), slow(150, 2000), slow(150, 2000))
    day = round(random.uniform(700, 3300))
    better = (between(0.4, 1.2), between(0.9, 1.8), slow(30, 300), slow(30, 300))
    later = (day, *better) if number // 4 % 2 else (None,) * 5
    return dict(zip(SETTINGS, (reserve, *worse, *later), strict=True))


def _grazing() -> Course:
    """A course whose two-hour glucose just reaches 140 mg/dL: found by halving an interval of reserve."""
    row: Course = dict.fromkeys(SETTINGS)
    row |= {"muscle": 0.24, "liver": 0.88, "muscle_days": 1000, "liver_days": 1000}
    low, high = 0.7, 1.1
    while high - low > 1e-5:
        row["reserve"] = (low + high) / 2
        peak = live([plain(row)])[0]["two_hour_peak"]
        low, high = (low, row["reserve"]) if peak < 140 else (row["reserve"], high)
    return row | {"reserve": round(low, 5)}


def main() -> None:
    """Write the table."""
    random = np.random.default_rng(SEED)
    rows = [*(_drawn(random, number) for number in range(COUNT - 1)), _grazing()]
    with PATH.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, [*SETTINGS, *RESULTS], lineterminator="\n")
        table.writeheader()
        for row in rows:
            (told,) = live([plain(row)], **EVERY_DAY)
            rounded = {
                name: None if told[name] is None else round(told[name], 5) for name in RESULTS
            }
            table.writerow(row | rounded)
            file.flush()
    print(f"wrote {PATH.name}")


if __name__ == "__main__":
    main()
