"""Explorer of chapter 01: a body through a day of three meals, with what flows between its organs."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from widgets.explorers.body.charts import DAY_AXES, cursor_chart
from widgets.explorers.kit.base import Body, Control, Explorer
from widgets.explorers.kit.filling import figure_with_data
from widgets.explorers.kit.measured import Measured
from widgets.explorers.kit.words import words
from widgets.model.body.experiments import Course, day
from widgets.model.body.health import DAILY_MEALS, DAY
from widgets.model.body.person import Person
from widgets.model.evidence import people
from widgets.model.statement.measures import NORMAL_DAY

#: Minute of the day (7:00) at which the model's day begins, with breakfast.
BREAKFAST = 7 * 60

#: Carbohydrate of each meal of an ordinary day, g.
ORDINARY = DAILY_MEALS[0][1]

CONTROLS = (
    Control("time", 0, DAY, 5, 0, "", color="quiet", page=12, clock=BREAKFAST, axis=True),
    Control("grams", 10, 120, 1, ORDINARY, "g", color="glucose"),
)

PRESETS: dict[str, dict[str, float]] = {
    "morning": {"time": 0},
    "meal": {"time": 45},
    "between": {"time": 300},
    "night": {"time": 1200},
}

#: Minutes of the day that pass in a second while it plays.
PACE = 60


class BodyExplorer(Explorer):
    """See :func:`body`."""

    def __init__(self, time: float, grams: float) -> None:
        super().__init__(
            "body",
            CONTROLS,
            {"time": time, "grams": grams},
            PRESETS,
            cursor_chart(words("body")),
            DAY_AXES,
            body=Body("column", key=True),
            player={"control": "time", "pace": PACE},
            facts={"breakfast": BREAKFAST},
            measured=_sensor(),
        )

    @property
    def person(self) -> Person:
        """The person of the explorer: in health."""
        return Person()

    def result(self) -> Course:
        """Solve the day that the sliders describe now, in Python.

        Returns
        -------
        widgets.model.Course
            Of the 1441 minutes from breakfast to the next.
        """
        return _day_of_meals(self.values["grams"])

    def figure(self) -> go.Figure:
        """Return the charts that the sliders describe now, as a Plotly figure to work on.

        Returns
        -------
        plotly.graph_objects.Figure
            In mg/dL and µU/mL, with the ordinary day behind; without the cursor.
        """
        days = {"now": self.result(), "health": _day_of_meals(ORDINARY)}
        runs: dict[str, dict[str, Any]] = {
            run: {
                "minutes": course.minutes,
                "glucose": course.glucose_mgdl,
                "insulin": course.insulin_uUml,
            }
            for run, course in days.items()
        }
        figure = cursor_chart(words("body"))
        figure.data = [trace for trace in figure.data if "mark" not in trace.meta]
        return figure_with_data(figure, runs, DAY_AXES)


def _sensor() -> Measured:
    """Days of healthy people by sensor: their mean, and the range in which they spend nearly all of it."""
    told = people.sensor_day()
    low, high = NORMAL_DAY
    series = {
        "sensor_minutes": [0, DAY],
        "sensor_mean": [told["mean"]] * 2,
        "range_low": [low] * 2,
        "range_high": [high] * 2,
    }
    shares = {name: value for name, value in told.items() if name != "mean"}
    ends = {"low": (low, "glucose"), "high": (high, "glucose"), "mean": (told["mean"], "glucose")}
    return Measured(("sensor",), series, shares | ends)


def _day_of_meals(grams: float) -> Course:
    return day(Person(), [(minute, grams) for minute, _ in DAILY_MEALS])


def body(time: float = 30, grams: float = ORDINARY) -> BodyExplorer:
    """Show what flows between the organs of a healthy body through a day of three meals.

    Parameters
    ----------
    time : float
        Minutes since breakfast (0 to 1440), at which the picture stands.
    grams : float
        Carbohydrate of each of the three meals, g (10 to 120).

    Returns
    -------
    BodyExplorer
        A widget: the last line of a cell shows it.

    Raises
    ------
    ValueError
        If a value is outside its range.
    RuntimeError
        If the JavaScript has not been bundled.
    """
    return BodyExplorer(time, grams)
