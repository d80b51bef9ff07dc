"""The feedback loop of a meal, whole or with wires cut.

Glucose calls insulin, and insulin lowers glucose: each change calls forth what undoes it. A cut replaces a signal
by the value at which it is held (see ``wired`` in :mod:`widgets.model.statement.equations`):

* ``answer``: what the beta cells release stays at its fasting rate;
* ``off_switch``: from the minute of the highest release on, release stays at that height;
* ``liver``: the liver goes on hearing the insulin of the fasting body, so that its output stays as it was, but for
  its defense where glucose is low.

Of each wire a part may be left: the signal is then a mixture of its true value and the one at which it is held.
``life`` makes insulin last longer: it appears and vanishes more slowly, and the fasting level stays. The browser solves
the same (``widgets/model/browser/loop.js``).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from widgets.model.body.experiments import OGTT_GRAMS, Course
from widgets.model.body.person import RANGES, Person, Range, check_person
from widgets.model.solver.solve import Body
from widgets.model.statement.limits import GLUCOSE
from widgets.model.statement.measures import HYPOGLYCEMIA

#: Allowed values of the settings of :func:`loop`.
LOOP_RANGES: dict[str, Range] = {
    "answer": Range(0.0, 1.0, 1.0, "1", "share of the insulin answer that is left"),
    "off_switch": Range(0.0, 1.0, 1.0, "1", "share of the off switch that is left"),
    "liver": Range(0.0, 1.0, 1.0, "1", "share of the brake on the liver that is left"),
    "life": Range(1.0, 10.0, 1.0, "times", "how long insulin lasts, 1 = as in health"),
}

#: The whole loop, each wire cut, and insulin that lingers: settings of :func:`loop` by what they are called.
CUTS: dict[str, dict[str, float]] = {
    "whole loop": {},
    "no answer": {"answer": 0.0},
    "no off switch": {"off_switch": 0.0},
    "no liver brake": {"liver": 0.0},
    "insulin lingers": {"life": 8.0},
}

#: Minutes after the meal that are looked at.
LOOP_MINUTES = 360


@dataclass(frozen=True)
class Loop:
    """A meal with the loop whole or cut, minute by minute.

    Attributes
    ----------
    minutes, glucose_mgdl, insulin_uUml : ndarray, shape (n,)
    release_uUmin : ndarray, shape (n,)
        Insulin that the blood receives from the pancreas, µU/min.
    production_mgkgmin : ndarray, shape (n,)
        Glucose that the liver makes, mg/kg/min.
    """

    minutes: np.ndarray
    glucose_mgdl: np.ndarray
    insulin_uUml: np.ndarray
    release_uUmin: np.ndarray
    production_mgkgmin: np.ndarray

    def first_below(self, glucose_mgdl: float) -> float | None:
        """First minute at which glucose is below a level (mg/dL), ``None`` if it never is.

        Raises
        ------
        ValueError
            If the level is none of glucose.
        """
        glucose_mgdl = GLUCOSE.check("glucose_mgdl", glucose_mgdl)
        below = np.flatnonzero(self.glucose_mgdl < glucose_mgdl)
        return float(self.minutes[below[0]]) if below.size else None

    @property
    def summary(self) -> tuple[str, str, str, str, str]:
        """Highest and lowest glucose (mg/dL), highest insulin (µU/mL), and when glucose is first below each low line.

        Below the second line the strength of the liver's defense is a guess, so the lowest value there means nothing.
        """
        minutes = (self.first_below(level) for level in HYPOGLYCEMIA.values())
        low, very_low = ("never" if at is None else f"{at:.0f} min" for at in minutes)
        floor, lowest = HYPOGLYCEMIA["level_2"], self.glucose_mgdl.min()
        bottom = f"{lowest:.0f}" if lowest >= floor else f"<{floor:.0f}"
        highest = f"{self.glucose_mgdl.max():.0f}", bottom, f"{self.insulin_uUml.max():.0f}"
        return *highest, low, very_low


@dataclass(frozen=True)
class _Wires:
    """Settings of the wires for one stretch of time."""

    release: float = 1.0
    release_held: float = 0.0
    liver: float = 1.0
    liver_held: float = 0.0
    life: float = 1.0

    def held_from_now(self, left: float, level: float) -> _Wires:
        """The same, with `left` of the release's present signal, and `level` (µU/min) in place of the rest."""
        share = left * self.release
        fixed = left * (1 - self.release) * self.release_held + (1 - left) * level
        held = fixed / (1 - share) if share < 1 else 0.0
        return _Wires(share, held, self.liver, self.liver_held, self.life)

    def body(self, person: Person) -> Body:
        """The wired equations, bound to a person."""
        return Body.of(
            "wired",
            *person.drivers,
            self.release,
            self.release_held,
            self.liver,
            self.liver_held,
            self.life,
        )


def loop(
    answer: float = 1.0,
    off_switch: float = 1.0,
    liver: float = 1.0,
    grams: float = OGTT_GRAMS,
    life: float = 1.0,
    person: Person | None = None,
) -> Loop:
    """A meal after a night's fast, with the feedback whole (1) or cut (0), or with a part of a wire left.

    Parameters
    ----------
    answer, off_switch, liver : float
        Share of each wire that is left, 0 to 1: see the module's text.
    grams : float
        Carbohydrate of the meal.
    life : float
        How many times longer than in health insulin lasts, 1 to 10.
    person : Person, optional
        Default: healthy and robust.

    Returns
    -------
    Loop
        361 minutes.

    Raises
    ------
    ValueError
        If a setting is outside :data:`LOOP_RANGES`, or the meal outside ``RANGES["grams"]``.
    """
    settings = {"answer": answer, "off_switch": off_switch, "liver": liver, "life": life}
    answer, off_switch, liver, life = (
        LOOP_RANGES[name].check(name, value) for name, value in settings.items()
    )
    grams = RANGES["grams"].check("grams", grams)
    person = Person() if person is None else check_person(person)
    start = person.fasting()
    resting = Course(np.zeros(1), start[:, None], person.body())
    fasting_release, fasting_insulin = resting.quantity("S")[0], resting.quantity("X_L")[0]
    wires = _Wires(answer, fasting_release, liver, fasting_insulin, life)
    body, grid = wires.body(person), np.arange(LOOP_MINUTES + 1.0)
    first = Course(grid, body.feed(start, grid, [(0.0, grams)]), body)
    release = first.quantity("S_b")
    peak = int(np.argmax(release))
    if off_switch == 1.0 or peak == LOOP_MINUTES:
        return _joined([first])
    held = wires.held_from_now(off_switch, release[peak]).body(person)
    # At the moment of the cut the meal has been eaten: the stomach's content is part of the state.
    after = held.solve(_eaten(first.states[:, peak], peak, grams), grid[peak:])
    before = Course(grid[:peak], first.states[:, :peak], body)
    return _joined([before, Course(grid[peak:], after, held)])


def _eaten(state: np.ndarray, minute: int, grams: float) -> np.ndarray:
    """The state of a minute, with the meal in the stomach: at minute 0 a course shows it before the first bite."""
    if minute > 0:
        return state
    return state + np.array([1000 * grams, *np.zeros(state.size - 1)])


def _joined(courses: list[Course]) -> Loop:
    """One course after the other, as what the chapter speaks of."""
    courses = [course for course in courses if course.minutes.size]

    def quantity(name: str) -> np.ndarray:
        return np.concatenate([course.quantity(name) for course in courses])

    return Loop(
        np.concatenate([course.minutes for course in courses]),
        np.concatenate([course.glucose_mgdl for course in courses]),
        np.concatenate([course.insulin_uUml for course in courses]),
        quantity("S_b"),
        quantity("HGP") * courses[0].body.parameters["V_G"],
    )
