"""Explorer of chapter 01: a body through a day of three meals, with what flows between its organs."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from widgets.explorers.body.picture import picture
from widgets.explorers.compensation import charts
from widgets.explorers.kit import figures
from widgets.explorers.kit.base import Control, Explorer
from widgets.explorers.kit.figures import _dot, _margins
from widgets.explorers.kit.words import words
from widgets.explorers.years.charts import _cursor
from widgets.model.body.experiments import Course, day
from widgets.model.body.health import DAILY_MEALS, DAY
from widgets.model.body.person import Person

#: Minute of the day (7:00) at which the model's day begins, with breakfast.
BREAKFAST = 7 * 60

#: Carbohydrate of each meal of an ordinary day, g.
ORDINARY = DAILY_MEALS[0][1]

CONTROLS = (
    Control("time", 0, DAY, 5, 0, "", color="quiet", page=12, clock=BREAKFAST),
    Control("grams", 10, 120, 1, ORDINARY, "g", color="glucose"),
)

PRESETS: dict[str, dict[str, float]] = {
    "morning": {"time": 0},
    "meal": {"time": 45},
    "between": {"time": 300},
    "night": {"time": 1200},
}

#: Vertical axes of a healthy day (see `figures.MEAL_AXES`).
DAY_AXES: dict[str, Any] = {
    "yaxis": {
        "quantity": "glucose",
        "tops": {"mg/dL": [[180, 50], [240, 50]], "mmol/L": [[10, 3], [13.5, 3]]},
    },
    "yaxis2": {
        "quantity": "insulin",
        "tops": {"µU/mL": [[100, 25], [130, 40]], "pmol/L": [[600, 150], [780, 240]]},
    },
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
            _charts(),
            DAY_AXES,
            picture=picture(),
            player={"control": "time", "pace": PACE},
            facts={"breakfast": BREAKFAST},
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
        return _eaten(self.values["grams"])

    def figure(self) -> go.Figure:
        """Return the charts that the sliders describe now, as a Plotly figure to work on.

        Returns
        -------
        plotly.graph_objects.Figure
            In mg/dL and µU/mL, with the ordinary day behind; without the cursor.
        """
        days = {"now": self.result(), "health": _eaten(ORDINARY)}
        runs: dict[str, dict[str, Any]] = {
            run: {
                "minutes": course.minutes,
                "glucose": course.glucose_mgdl,
                "insulin": course.insulin_uUml,
            }
            for run, course in days.items()
        }
        charts = _charts()
        charts.data = [trace for trace in charts.data if "mark" not in trace.meta]
        return figures.filled(charts, runs, DAY_AXES)


def _eaten(grams: float) -> Course:
    return day(Person(), [(minute, grams) for minute, _ in DAILY_MEALS])


def _charts() -> go.Figure:
    """Glucose and insulin through the day, with the cursor."""
    own = words("body")
    figure = charts.day({**own, "details": {"day": own["figure"]}})
    figure.update_xaxes(range=[0, DAY])
    for row, quantity in ((1, "glucose"), (2, "insulin")):
        figure.add_trace(_cursor(), row=row, col=1)
        figure.add_trace(_at_cursor(quantity), row=row, col=1)
    narrow = {"l": 34, "r": 24, "t": 26, "b": 36}
    figure.update_xaxes(showticklabels=False, row=1, col=1)
    figure.update_xaxes(ticklabelstandoff=5, row=2, col=1)
    figure.update_layout(**_margins({"l": 44, "r": 40, "t": 32, "b": 42}, narrow))
    figure.layout.meta["gaps"] = {"yaxis2": {"wide": 32, "narrow": 28}}
    return figure


def _at_cursor(quantity: str) -> go.Scatter:
    return go.Scatter(
        mode="markers",
        showlegend=False,
        hoverinfo="skip",
        cliponaxis=False,
        marker=_dot(quantity),
        meta={
            "run": "now",
            "series": f"{quantity}_now",
            "x": "now",
            "quantity": quantity,
            "mark": True,
        },
    )


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
