"""Explorer of chapter 05: the same meal, this week, while muscle and liver respond less."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from widgets.explorers.kit.axes import DOSE_AXES, FASTING_AXES, RESISTED_MEAL_AXES
from widgets.explorers.kit.base import Body, Control, Explorer
from widgets.explorers.kit.charts import meal_chart
from widgets.explorers.kit.filling import figure_with_data
from widgets.explorers.kit.measured import tolerance, tolerance_marks
from widgets.explorers.kit.people import PERCENT, RESERVE_SLIDER, reserve_of
from widgets.explorers.kit.words import words
from widgets.explorers.resistance.charts import dose_response, fasting_insulin
from widgets.model import Course, Person, meal
from widgets.model.body.experiments import OGTT_GRAMS

CONTROLS = (
    Control("muscle", 10, 100, 1, 100, "%", color="muscle"),
    Control("liver", 10, 100, 1, 100, "%", color="liver"),
    RESERVE_SLIDER,
    Control("grams", 10, 120, 1, OGTT_GRAMS, "g", color="glucose"),
)

PRESETS: dict[str, dict[str, float]] = {
    "health": {"muscle": 100, "liver": 100, "reserve": 100, "grams": OGTT_GRAMS},
    "muscle": {"muscle": 40, "liver": 100, "reserve": 100, "grams": OGTT_GRAMS},
    "liver": {"muscle": 100, "liver": 40, "reserve": 100, "grams": OGTT_GRAMS},
    "both": {"muscle": 25, "liver": 50, "reserve": 100, "grams": OGTT_GRAMS},
    "low_reserve": {
        "muscle": 25,
        "liver": 50,
        "reserve": PERCENT["susceptible"],
        "grams": OGTT_GRAMS,
    },
}


class ResistanceExplorer(Explorer):
    """See :func:`resistance`."""

    def __init__(self, muscle: float, liver: float, reserve: float, grams: float) -> None:
        super().__init__(
            "resistance",
            CONTROLS,
            {"muscle": muscle, "liver": liver, "reserve": reserve, "grams": grams},
            PRESETS,
            _meal(),
            RESISTED_MEAL_AXES,
            details={
                "dose": (dose_response(words("resistance")), DOSE_AXES),
                "breakfast": (
                    fasting_insulin(words("resistance")),
                    {"yaxis": FASTING_AXES["yaxis2"]},
                ),
            },
            measured=tolerance(tuple(words("resistance")["phrases"]["groups"])),
            body=Body("beside"),
        )

    @property
    def person(self) -> Person:
        """The person that the sliders describe now."""
        return _person(self.values)

    def result(self) -> Course:
        """Solve the meal that the sliders describe now, in Python.

        Returns
        -------
        widgets.model.Course
            With ``minutes``, ``glucose_mgdl`` and ``insulin_uUml``, each of shape (241,).
        """
        return meal(self.person, self.values["grams"])

    def figure(self) -> go.Figure:
        """Return the charts that the sliders describe now, as a Plotly figure to work on.

        Returns
        -------
        plotly.graph_objects.Figure
            In mg/dL and µU/mL, with the healthy run behind.
        """
        healthy = _person({**self.values, "muscle": 100, "liver": 100})
        courses = {"now": self.result(), "health": meal(healthy, self.values["grams"])}
        runs: dict[str, dict[str, Any]] = {
            run: {
                "minutes": course.minutes,
                "glucose": course.glucose_mgdl,
                "insulin": course.insulin_uUml,
            }
            for run, course in courses.items()
        }
        return figure_with_data(_meal(), runs, RESISTED_MEAL_AXES)


def _meal() -> go.Figure:
    texts = words("resistance")
    figure = meal_chart(texts["figure"], texts["shared"]["runs"])
    for marks in tolerance_marks(texts["phrases"]["groups"]):
        figure.add_trace(marks, row=1, col=1)
    return figure


def _person(values: dict[str, float]) -> Person:
    """Sliders are in percent: of health for muscle and liver, of a robust person for reserve."""
    return Person(
        muscle=values["muscle"] / 100,
        liver=values["liver"] / 100,
        reserve=reserve_of(values["reserve"]),
    )


def resistance(
    muscle: float = 100, liver: float = 100, reserve: float = 100, grams: float = OGTT_GRAMS
) -> ResistanceExplorer:
    """Show the same meal, this week, while muscle and liver respond less to insulin.

    The slow adaptation of the beta cells (days to years) is held as it is in health with the same
    reserve.

    Parameters
    ----------
    muscle, liver : float
        Response to insulin at the start, percent of health (10 to 100).
    reserve : float
        Beta-cell reserve, percent of a robust person (30 to 100): 33 susceptible, 60 average.
    grams : float
        Carbohydrate of the meal, g (10 to 120); 75 g is the glucose tolerance test.

    Returns
    -------
    ResistanceExplorer
        A widget: the last line of a cell shows it.

    Raises
    ------
    ValueError
        If a value is outside its range.
    RuntimeError
        If the JavaScript has not been bundled.
    """
    return ResistanceExplorer(muscle, liver, reserve, grams)
