"""Courses lived by a program that shares nothing with the book: what the years are held against.

``python tests/model/elsewhere.py`` compiles ``every_day.c`` (it needs a C compiler), lives eight courses of fifteen
years with it, two at a time, and writes ``elsewhere.csv`` (about a quarter of an hour).
"""

from __future__ import annotations

import csv
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from widgets.model import Drift, Person
from widgets.model.statement.parameters import PATH as PARAMETERS
from widgets.model.statement.parameters import values

HERE = Path(__file__).parent
SOURCE, PATH = HERE / "every_day.c", HERE / "elsewhere.csv"

RESULTS = (
    "two_hour_140",
    "fasting_100",
    "two_hour_200",
    "fasting_126",
    "fasting_end",
    "two_hour_end",
)

_SI_0 = values("book")["si_0"]
_SLOW, _FAST, _LIVER_FIRST = (
    Drift().then(0, muscle / _SI_0, liver, days)
    for muscle, liver, days in ((0.15, 0.88, 1000), (0.2, 0.9, 250), (0.5, 0.1, 250))
)

#: Who lives, and how their resistance changes, by a name of the course.
COURSES: dict[str, tuple[str, Drift]] = {
    "slow": ("susceptible", _SLOW),
    "fast": ("susceptible", _FAST),
    "liver first": ("susceptible", _LIVER_FIRST),
    "robust": ("robust", _SLOW),
    "no resistance": ("susceptible", Drift()),
    "average": ("average", _SLOW),
    "treated in part": ("susceptible", _SLOW.then(2190, 0.40 / _SI_0, 1, 90)),
    "treated in full": ("susceptible", _SLOW.then(2190, 1, 1, 90)),
}


def stored() -> dict[str, dict[str, float | None]]:
    """Results of each course, ``None`` where a limit is never reached."""
    with PATH.open(encoding="utf-8") as file:
        return {
            row.pop("course"): {name: float(x) if x else None for name, x in row.items()}
            for row in csv.DictReader(file)
        }


def _line(person: Person, drift: Drift) -> str:
    """A course as the program reads it: a change that does not come changes nothing."""
    stay = (1.0, 1.0, 1.0, 1.0)
    changes = [(c.muscle, c.liver, c.muscle_days, c.liver_days) for c in drift.changes]
    second = drift.changes[1].day if len(changes) > 1 else -1
    numbers = [person.reserve, second, *np.ravel([*changes, stay, stay][:2])]
    return " ".join(repr(float(x)) for x in [*numbers, *person.healthy_start()])


def _lived(program: Path, name: str) -> list[str]:
    who, drift = COURSES[name]
    asked = _line(Person.named(who), drift)
    told = subprocess.run(
        [program, PARAMETERS], input=asked, capture_output=True, text=True, check=True
    )
    return ["" if float(x) < 0 else x for x in told.stdout.split()]


def main() -> None:
    """Write the table."""
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "every_day"
        subprocess.run(["cc", "-O2", "-o", program, SOURCE, "-lm"], check=True)
        with ThreadPoolExecutor(2) as pool:
            rows = list(pool.map(lambda name: _lived(program, name), COURSES))
    with PATH.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("course", *RESULTS))
        writer.writerows((name, *row) for name, row in zip(COURSES, rows, strict=True))
    print(f"wrote {PATH.name}")


if __name__ == "__main__":
    main()
