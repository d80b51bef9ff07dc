"""Explorer of chapter 08: fifteen years of growing resistance, with a cursor that tests any moment of them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from widgets.explorers.kit.axes import MEAL_AXES, YEAR_AXES
from widgets.explorers.kit.base import Body, Control, Explorer
from widgets.explorers.kit.charts import meal_chart
from widgets.explorers.kit.filling import figure_with_data
from widgets.explorers.kit.horseshoe import horseshoe
from widgets.explorers.kit.measured import Measured
from widgets.explorers.kit.people import PERCENT, RESERVE_SLIDER, reserve_of
from widgets.explorers.kit.words import words
from widgets.explorers.years.charts import years_chart
from widgets.model.body.drift import COURSE_YEARS, Drift
from widgets.model.body.person import Person
from widgets.model.body.years import YEAR, Years
from widgets.model.body.years import years as years_lived
from widgets.model.evidence import people

CONTROLS = (
    Control("year", 0, COURSE_YEARS, 0.1, 0, "years", color="quiet", digits=1, axis=True),
    Control("muscle", 10, 100, 1, 100, "%", color="muscle"),
    Control("liver", 10, 100, 1, 100, "%", color="liver"),
    Control("pace", 0.5, 6, 0.1, 2, "years", color="ink", digits=1),
    RESERVE_SLIDER,
)

_RESISTANCE = {"muscle": 20, "liver": 90, "pace": 2}

PRESETS: dict[str, dict[str, float]] = {
    "susceptible": {**_RESISTANCE, "reserve": PERCENT["susceptible"]},
    "average": {**_RESISTANCE, "reserve": PERCENT["average"]},
    "robust": {**_RESISTANCE, "reserve": PERCENT["robust"]},
    "slower": {**_RESISTANCE, "pace": 4, "reserve": PERCENT["susceptible"]},
    "none": {"muscle": 100, "liver": 100, "pace": 2, "reserve": PERCENT["susceptible"]},
}


class YearsExplorer(Explorer):
    """See :func:`years`."""

    def __init__(
        self, muscle: float, liver: float, pace: float, reserve: float, year: float
    ) -> None:
        texts = words("years")
        super().__init__(
            "years",
            CONTROLS,
            {"year": year, "muscle": muscle, "liver": liver, "pace": pace, "reserve": reserve},
            PRESETS,
            years_chart(texts, COURSE_YEARS),
            YEAR_AXES,
            body=Body("beside"),
            panels={
                "moment": (
                    meal_chart(texts["panels"]["moment"]["figure"], texts["shared"]["runs"]),
                    MEAL_AXES,
                )
            },
            measured=_measured(texts),
        )

    @property
    def person(self) -> Person:
        """The person at the start, while muscle and liver listen as in health."""
        return Person(reserve=reserve_of(self.values["reserve"]))

    @property
    def drift(self) -> Drift:
        """How the responses of muscle and liver change over the years."""
        values = self.values
        days = values["pace"] * YEAR / math.log(2)
        return Drift().then(0, values["muscle"] / 100, values["liver"] / 100, days)

    def result(self) -> Years:
        """Live the years that the sliders describe now, in Python.

        Returns
        -------
        widgets.model.body.years.Years
        """
        return years_lived(self.person, self.drift, COURSE_YEARS)

    def figure(self) -> go.Figure:
        """Return the charts of glucose and insulin that the sliders describe now, as a Plotly figure.

        Returns
        -------
        plotly.graph_objects.Figure
            In mg/dL and µU/mL, with the robust person behind; without the stages and the cursor.
        """
        lives = {"now": self.result(), "health": years_lived(Person(), self.drift, COURSE_YEARS)}
        runs: dict[str, dict[str, Any]] = {
            run: {
                "years": life.years,
                "fasting_glucose": life.fasting_glucose_mgdl[:, 0],
                "two_hour_glucose": life.two_hour_glucose_mgdl[:, 0],
                "fasting_insulin": life.fasting_insulin_uUml[:, 0],
            }
            for run, life in lives.items()
        }
        figure = years_chart(words("years"), COURSE_YEARS)
        figure.data = [trace for trace in figure.data if "mark" not in trace.meta]
        return figure_with_data(figure, runs, YEAR_AXES)


def _measured(texts: Mapping[str, Any]) -> Measured:
    """The years before diagnosis in people, whose 0 is laid on this life's diagnosis; and their horseshoe."""
    along = horseshoe(texts["shared"]["runs"])
    before = people.whitehall()
    series: dict[str, Sequence[float]] = {}
    for name, course in before.items():
        series |= {f"{name}_before": list(course), name: list(course.values())}
    return Measured(
        ("whitehall", *along.studies), {**along.series, **series}, along.gaps, along.details
    )


def years(
    muscle: float = 20,
    liver: float = 90,
    pace: float = 2,
    reserve: float = 33,
    year: float = 5,
) -> YearsExplorer:
    """Show fifteen years of growing resistance, and what the beta cells make of them.

    Everyone starts in health. Muscle and liver then move exponentially to their final responses.

    Parameters
    ----------
    muscle, liver : float
        Response to insulin in the end, percent of health (10 to 100).
    pace : float
        Years after which half of that change has come (0.5 to 6).
    reserve : float
        Beta-cell reserve, percent of a robust person (30 to 100): 33 susceptible, 60 average.
    year : float
        Where the cursor stands, years from the start (0 to 15).

    Returns
    -------
    YearsExplorer
        A widget: the last line of a cell shows it.

    Raises
    ------
    ValueError
        If a value is outside its range.
    RuntimeError
        If the JavaScript has not been bundled.
    """
    return YearsExplorer(muscle, liver, pace, reserve, year)
