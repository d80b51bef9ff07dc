"""Lives of many years, lived by the browser's program: Python takes half a second for one, it a fiftieth of that.

`tests/model/test_years.py` holds the two programs to the same dates and values.
"""

from __future__ import annotations

import atexit
from collections.abc import Callable
from contextlib import ExitStack
from functools import cache

import node
import numpy as np

from widgets.model import Drift, Person, Years
from widgets.model.body.drift import COURSE_YEARS

_LIVE = """
const life = model.years({ reserve }, course, { length });
return {
  years: life.years,
  mornings: Array.from(life.years, (year) => life.morning(year)),
  glucose_mgdl: life.glucose_mgdl,
  insulin_uUml: life.insulin_uUml,
  mean_glucose_mgdl: life.series.mean_glucose_mgdl,
  secretion: life.series.secretion_units,
  muscle: life.series.muscle,
  liver: life.series.liver,
  breaks: life.breaks,
};
"""


def plain(drift: Drift) -> dict:
    """A drift as the browser takes it."""
    asked = ("day", "muscle", "liver", "muscle_days", "liver_days")
    changes = [{name: getattr(change, name) for name in asked} for change in drift.changes]
    return {"muscle": drift.muscle, "liver": drift.liver, "changes": changes}


@cache
def _asked() -> Callable[..., dict]:
    """The browser's program, started once for all lives of a process."""
    running = ExitStack()
    atexit.register(running.close)
    return running.enter_context(node.talk(_LIVE, "reserve", "course", "length"))


def years(person: Person, drift: Drift, length: float = COURSE_YEARS) -> Years:
    """What stands in for `widgets.model.years`, of one person."""
    told = _asked()(reserve=person.reserve, course=plain(drift), length=length)
    columns = {name: np.array(values)[..., None] for name, values in told.items()}
    for samples in ("glucose_mgdl", "insulin_uUml"):
        columns[samples] = columns[samples].swapaxes(0, 1)
    return Years(**columns | {"years": np.array(told["years"]), "breaks": told["breaks"]})
