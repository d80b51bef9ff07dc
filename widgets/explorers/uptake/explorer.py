"""Explorer of chapter 03: where a drink of glucose goes, with insulin's help and without."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from widgets.explorers.kit.axes import DOSE_AXES
from widgets.explorers.kit.base import Control, Explorer
from widgets.explorers.kit.filling import figure_with_data
from widgets.explorers.kit.words import words
from widgets.explorers.uptake import charts
from widgets.model.body.experiments import MEAL_MINUTES, OGTT_GRAMS
from widgets.model.statement.units import GRAM, HOUR
from widgets.model.thought.uptake import FROM_BLOOD, Uptake
from widgets.model.thought.uptake import uptake as uptake_course

#: From mg/min, in which the model states its flows, to g/h, in which they are shown.
HOURLY = HOUR / GRAM

CONTROLS = (
    Control("heard", 0, 100, 1, 100, "%", color="insulin"),
    Control("time", 0, MEAL_MINUTES, 5, MEAL_MINUTES, "min", page=6),
    Control("grams", 25, 100, 5, OGTT_GRAMS, "g", color="glucose", page=2),
)

PRESETS: dict[str, dict[str, float]] = {
    "full": {"heard": 100, "time": MEAL_MINUTES, "grams": OGTT_GRAMS},
    "half": {"heard": 50, "time": MEAL_MINUTES, "grams": OGTT_GRAMS},
    "none": {"heard": 0, "time": MEAL_MINUTES, "grams": OGTT_GRAMS},
    "hour": {"heard": 100, "time": 60, "grams": OGTT_GRAMS},
}


class UptakeExplorer(Explorer):
    """See :func:`uptake`."""

    def __init__(self, heard: float, grams: float, time: float) -> None:
        texts = words("uptake")
        super().__init__(
            "uptake",
            CONTROLS,
            {"heard": heard, "time": time, "grams": grams},
            PRESETS,
            charts.organ_chart(texts, MEAL_MINUTES),
            charts.ORGAN_AXES,
            details={
                "blood": (charts.blood_chart(texts, MEAL_MINUTES), charts.BLOOD_AXES),
                "clamp": (charts.clamp_chart(texts), DOSE_AXES),
            },
            facts={
                "minutes": MEAL_MINUTES,
                "places": charts.PLACES,
                "colors": charts.COLORS,
            },
        )

    def result(self) -> Uptake:
        """Follow the drink that the sliders describe now, in Python.

        Returns
        -------
        widgets.model.Uptake
        """
        return _drink(self.values)

    def figure(self) -> go.Figure:
        """Return the charts that the sliders describe now, as a Plotly figure to work on.

        Returns
        -------
        plotly.graph_objects.Figure
            Flows in g/h and amounts in g, with the total flow of full help; without the cursor and the labels.
        """
        runs: dict[str, dict[str, Any]] = {
            "now": _curves(self.result()),
            "health": _curves(_drink({**self.values, "heard": 100})),
        }
        figure = charts.organ_chart(words("uptake"), MEAL_MINUTES)
        figure.data = [trace for trace in figure.data if trace.meta["series"] in runs["now"]]
        return figure_with_data(figure, runs, charts.ORGAN_AXES)


def _drink(values: dict[str, float]) -> Uptake:
    return uptake_course(values["heard"] / 100, values["grams"], MEAL_MINUTES)


def _curves(drink: Uptake) -> dict[str, Any]:
    """Curves by the names that the charts know them by."""
    flows = {name: HOURLY * flow for name, flow in drink.flows.items()}
    taken = {name: flows[name] for name in FROM_BLOOD}
    return {
        "minutes": drink.minutes,
        **taken,
        "made": flows["made"],
        "taken": sum(taken.values()),
        **{f"{place}_held": held for place, held in drink.places.items()},
        "drink": 0 * drink.minutes + drink.grams,
    }


def uptake(
    heard: float = 100, grams: float = OGTT_GRAMS, time: float = MEAL_MINUTES
) -> UptakeExplorer:
    """Show where a drink of glucose goes while the cells hear all of insulin, a part of it, or nothing.

    A healthy person drinks. Insulin runs its healthy course, but from the first sip on the cells hear
    only a share of it.

    Parameters
    ----------
    heard : float
        Insulin's help: the share of insulin that the cells hear, percent (0 to 100).
    grams : float
        Glucose of the drink, g (25 to 100).
    time : float
        Where the cursor stands, minutes after the drink (0 to 240).

    Returns
    -------
    UptakeExplorer
        A widget: the last line of a cell shows it.

    Raises
    ------
    ValueError
        If a value is outside its range.
    RuntimeError
        If the JavaScript has not been bundled.
    """
    return UptakeExplorer(heard, grams, time)
