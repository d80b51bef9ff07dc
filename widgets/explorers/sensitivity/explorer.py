"""Explorer of the landing page: a body after a glucose drink, while muscle listens less to insulin."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from widgets.explorers.kit.base import Body, Control, Explorer
from widgets.explorers.kit.filling import figure_with_data
from widgets.explorers.kit.words import words
from widgets.explorers.sensitivity.charts import DRINK_AXES, drink_chart
from widgets.model.body.experiments import MEAL_MINUTES, OGTT_GRAMS, Course, meal
from widgets.model.body.person import Person

#: Minute after the drink at which the body is shown first, when its flows are wide.
FIRST_MOMENT = 60

CONTROLS = (
    Control("muscle", 10, 100, 1, 100, "%", color="muscle", ticks=(10, 100)),
    Control("time", 0, MEAL_MINUTES, 1, FIRST_MOMENT, "min", color="ink", axis=True),
)

PRESETS: dict[str, dict[str, float]] = {
    "health": {"muscle": 100},
    "half": {"muscle": 50},
    "hardly": {"muscle": 10},
}


class SensitivityExplorer(Explorer):
    """See :func:`sensitivity`."""

    def __init__(self, muscle: float, time: float) -> None:
        super().__init__(
            "sensitivity",
            CONTROLS,
            {"muscle": muscle, "time": time},
            PRESETS,
            drink_chart(words("sensitivity")),
            DRINK_AXES,
            body=Body("above"),
        )

    @property
    def person(self) -> Person:
        """The person that the slider describes now."""
        return Person(muscle=self.values["muscle"] / 100)

    def result(self) -> Course:
        """Solve the drink that the slider describes now, in Python.

        Returns
        -------
        widgets.model.Course
            With ``minutes``, ``glucose_mgdl`` and ``insulin_uUml``, each of shape (241,).
        """
        return meal(self.person, OGTT_GRAMS)

    def figure(self) -> go.Figure:
        """Return the charts that the slider describes now, as a Plotly figure to work on.

        Returns
        -------
        plotly.graph_objects.Figure
            In mg/dL and µU/mL, with the healthy run behind; without the cursor.
        """
        courses = {"now": self.result(), "health": meal(Person(), OGTT_GRAMS)}
        runs: dict[str, dict[str, Any]] = {
            run: {
                "minutes": course.minutes,
                "glucose": course.glucose_mgdl,
                "insulin": course.insulin_uUml,
            }
            for run, course in courses.items()
        }
        figure = drink_chart(words("sensitivity"))
        figure.data = [trace for trace in figure.data if "mark" not in trace.meta]
        return figure_with_data(figure, runs, DRINK_AXES)


def sensitivity(muscle: float = 100, time: float = FIRST_MOMENT) -> SensitivityExplorer:
    """Show a body after a drink of 75 g of glucose, this week, while muscle listens less to insulin.

    Parameters
    ----------
    muscle : float
        Response of muscle to insulin, percent of health (10 to 100).
    time : float
        Minutes after the drink (0 to 240), at which the body is shown.

    Returns
    -------
    SensitivityExplorer
        A widget: the last line of a cell shows it.

    Raises
    ------
    ValueError
        If a value is outside its range.
    RuntimeError
        If the JavaScript has not been bundled.
    """
    return SensitivityExplorer(muscle, time)
