"""Explorer of chapter 02: what a meal does, from the gut to blood glucose to insulin."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from widgets.explorers.kit.base import Control, Explorer
from widgets.explorers.kit.filling import figure_with_data
from widgets.explorers.kit.measured import tolerance
from widgets.explorers.kit.people import PEOPLE, PERSON_SLIDER, position
from widgets.explorers.kit.words import words
from widgets.explorers.meal import charts
from widgets.model.body.experiments import OGTT_GRAMS, Course, feed, portions
from widgets.model.body.person import Person

#: Minutes that the explorer shows, and those after which it says how much of the meal has arrived.
MINUTES, ARRIVAL = 360, 240

CONTROLS = (
    Control("grams", 10, 120, 1, OGTT_GRAMS, "g", color="glucose"),
    Control("hours", 0, 4, 0.5, 0, "h", color="ink", page=2, digits=1),
    PERSON_SLIDER,
)

PRESETS: dict[str, dict[str, float]] = {
    "drink": {"grams": OGTT_GRAMS, "hours": 0, "person": 2},
    "small": {"grams": 25, "hours": 0, "person": 2},
    "large": {"grams": 120, "hours": 0, "person": 2},
    "slow": {"grams": OGTT_GRAMS, "hours": 4, "person": 2},
    "susceptible": {"grams": OGTT_GRAMS, "hours": 0, "person": 0},
}


class MealExplorer(Explorer):
    """See :func:`meal`."""

    def __init__(self, grams: float, hours: float, person: str) -> None:
        texts = words("meal")
        super().__init__(
            "meal",
            CONTROLS,
            {"grams": grams, "hours": hours, "person": position("person", person, PEOPLE)},
            PRESETS,
            charts.arrival_chart(texts, MINUTES),
            charts.ARRIVAL_AXES,
            details={
                name: (charts.detail_chart(texts, name, MINUTES), charts.DETAIL_AXES[name])
                for name in charts.DETAILS
            },
            facts={
                "people": PEOPLE,
                "ghost": PRESETS["drink"],
                "minutes": MINUTES,
                "arrival": ARRIVAL,
            },
            measured=tolerance(("normal",)),
        )

    @property
    def person(self) -> Person:
        """The person that the sliders describe now."""
        return Person.named(PEOPLE[round(self.values["person"])])

    def result(self) -> Course:
        """Solve the meal that the sliders describe now, in Python.

        Returns
        -------
        widgets.model.Course
            Six hours, minute by minute; ``flow_gh("Ra")`` is what arrives from the gut.
        """
        eaten = portions(self.values["grams"], 60 * self.values["hours"])
        return feed(self.person, eaten, MINUTES)

    def figure(self) -> go.Figure:
        """Return the charts that the sliders describe now, as a Plotly figure to work on.

        Returns
        -------
        plotly.graph_objects.Figure
            In g/h, mg/dL and µU/mL, with the test drink of a robust person behind.
        """
        courses = {"now": self.result(), "health": feed(Person(), [(0, OGTT_GRAMS)], MINUTES)}
        figure = charts.arrival_chart(words("meal"), MINUTES)
        figure.data = [trace for trace in figure.data if "mark" not in trace.meta]
        runs = {run: _curves(course) for run, course in courses.items()}
        return figure_with_data(figure, runs, charts.ARRIVAL_AXES)


def _curves(course: Course) -> dict[str, np.ndarray]:
    return {
        "minutes": course.minutes,
        "arrival": course.flow_gh("Ra"),
        "liver": course.flow_gh("HGP"),
        "glucose": course.glucose_mgdl,
        "insulin": course.insulin_uUml,
    }


def meal(grams: float = OGTT_GRAMS, hours: float = 0, person: str = "robust") -> MealExplorer:
    """Show a meal from the gut to the blood: glucose that arrives, blood glucose, insulin.

    Parameters
    ----------
    grams : float
        Carbohydrate of the meal, g (10 to 120); 75 g is the drink of the glucose tolerance test.
    hours : float
        How long eating lasts, evenly spread, h (0 to 4); 0 is all at once.
    person : {"susceptible", "average", "robust"}
        Beta-cell reserve. Muscle and liver listen as in health.

    Returns
    -------
    MealExplorer
        A widget: the last line of a cell shows it.

    Raises
    ------
    ValueError
        If a value is outside its range, or the person unknown.
    RuntimeError
        If the JavaScript has not been bundled.
    """
    return MealExplorer(grams, hours, person)
