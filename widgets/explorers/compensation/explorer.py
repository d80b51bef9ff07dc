"""Explorer of chapter 06: what the pancreas does about resistance, this week and later."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from widgets.explorers.compensation.charts import fasting_chart
from widgets.explorers.kit.axes import FASTING_AXES, MEAL_AXES
from widgets.explorers.kit.base import Body, Control, Explorer
from widgets.explorers.kit.charts import day_chart
from widgets.explorers.kit.filling import figure_with_data
from widgets.explorers.kit.horseshoe import horseshoe
from widgets.explorers.kit.people import PEOPLE, PERSON_SLIDER, position
from widgets.explorers.kit.words import words
from widgets.model.body.person import RESERVES, Person
from widgets.model.thought.compensation import (
    DAYS,
    RESISTANCES,
    Compensation,
    compensation_table,
    resistant,
)
from widgets.model.thought.compensation import compensation as compensation_after

#: What the slider of time stands for, from left to right.
TIMES = tuple(DAYS)

CONTROLS = (
    Control("resistance", 1, 6, 0.1, 1, "×", color="muscle", digits=1),
    Control("time", 0, 2, 1, 0, "", color="ink", page=1, named=True),
    PERSON_SLIDER,
)

PRESETS: dict[str, dict[str, float]] = {
    "health": {"resistance": 1, "time": 0, "person": 2},
    "week": {"resistance": 4, "time": 0, "person": 2},
    "weeks": {"resistance": 4, "time": 1, "person": 2},
    "years": {"resistance": 4, "time": 2, "person": 2},
    "susceptible": {"resistance": 4, "time": 2, "person": 0},
}


class CompensationExplorer(Explorer):
    """See :func:`compensation`."""

    def __init__(self, resistance: float, time: str, person: str) -> None:
        super().__init__(
            "compensation",
            CONTROLS,
            {
                "resistance": resistance,
                "time": position("time", time, TIMES),
                "person": position("person", person, PEOPLE),
            },
            PRESETS,
            fasting_chart(words("compensation")),
            FASTING_AXES,
            details={"day": (_day(), MEAL_AXES)},
            facts=_facts(),
            measured=horseshoe(words("compensation")["shared"]["runs"]),
            body=Body("beside"),
        )

    @property
    def person(self) -> Person:
        """The person that the sliders describe now."""
        reserve = RESERVES[PEOPLE[round(self.values["person"])]]
        return resistant(self.values["resistance"], reserve)

    def result(self) -> Compensation:
        """Solve what the sliders describe now, in Python.

        Returns
        -------
        widgets.model.thought.compensation.Compensation
            With ``glucose_mgdl`` and ``insulin_uUml`` (fasting), ``release``, ``removal``,
            ``secretion`` and ``day``.
        """
        return compensation_after(self.person, TIMES[round(self.values["time"])])

    def figure(self) -> go.Figure:
        """Return the day that the sliders describe now, as a Plotly figure to work on.

        Returns
        -------
        plotly.graph_objects.Figure
            In mg/dL and µU/mL, with the healthy day behind.
        """
        settings = self.result()
        healthy = compensation_after(resistant(1, self.person.reserve))
        runs: dict[str, dict[str, Any]] = {
            run: {
                "minutes": course.minutes,
                "glucose": course.glucose_mgdl,
                "insulin": course.insulin_uUml,
            }
            for run, course in (("now", settings.day), ("health", healthy.day))
        }
        return figure_with_data(_day(), runs, MEAL_AXES)


def _day() -> go.Figure:
    texts = words("compensation")
    return day_chart(texts["details"]["day"]["figure"], texts["shared"]["runs"])


def _facts() -> dict[str, Any]:
    """What the sliders of person and time stand for, and the curves over resistance."""
    curves: dict[str, dict[str, dict[str, list[float]]]] = {}
    for row in compensation_table():
        curve = curves.setdefault(row["person"], {}).setdefault(row["time"], {})
        for name in ("glucose_mgdl", "insulin_uUml", "release"):
            curve.setdefault(name, []).append(float(row[name]))
    return {
        "people": PEOPLE,
        "times": TIMES,
        "resistances": RESISTANCES.tolist(),
        "curves": curves,
    }


def compensation(
    resistance: float = 1, time: str = "week", person: str = "robust"
) -> CompensationExplorer:
    """Show what the pancreas does about resistance: this week, after weeks, after years.

    Parameters
    ----------
    resistance : float
        How many times the insulin of health muscle needs for the same uptake (1 to 6). The liver
        follows a little, as in the book's course.
    time : {"week", "weeks", "years"}
        How long the body has lived with it: this week only glucose drives the beta cells; after
        four weeks their dose response has shifted; after ten years capacity and mass have followed.
    person : {"susceptible", "average", "robust"}
        Beta-cell reserve.

    Returns
    -------
    CompensationExplorer
        A widget: the last line of a cell shows it.

    Raises
    ------
    ValueError
        If a value is outside its range, or a name unknown.
    RuntimeError
        If the JavaScript has not been bundled.
    """
    return CompensationExplorer(resistance, time, person)
