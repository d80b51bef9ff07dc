"""Explorer of chapter 10: begin with the practices in any year of the course, and watch the years that follow."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import plotly.graph_objects as go

from widgets.explorers.kit.axes import YEAR_AXES
from widgets.explorers.kit.base import Body, Control, Explorer
from widgets.explorers.kit.factors import factor_control, factor_groups
from widgets.explorers.kit.filling import figure_with_data
from widgets.explorers.kit.words import words
from widgets.explorers.practices import charts
from widgets.lifestyle import Beginning, begin, factors
from widgets.lifestyle.beginning import BEFORE, LATEST_BEGINNING, without
from widgets.model.body.drift import COURSE_YEARS
from widgets.model.body.years import Years

_PILLS = ("zinc", "chromium", "b_vitamins", "thiamine", "biotin", "vitamin_d")

#: The goals of the Diabetes Prevention Program, and more steps.
_PROGRAM = {"weight": -7.0, "training": 150.0, "steps": 10000.0}

PRESETS: dict[str, dict[str, float]] = {
    "before": {"start": 5, **BEFORE},
    "program": {"start": 5, **BEFORE, **_PROGRAM},
    "late": {"start": 10, **BEFORE, **_PROGRAM},
    "remission": {"start": 10, **BEFORE, **_PROGRAM, "weight": -15.0},
    "pills": {"start": 5, **BEFORE, **dict.fromkeys(_PILLS, 2.0)},
}


def _control(name: str) -> Control:
    """The slider of a factor; its mark is how this person has lived so far."""
    control, texts = factor_control(name), words("practices")
    changed: dict[str, Any] = {"reference": BEFORE[name]}
    marks = control.words["marks"] if control.named else {}
    if name == "magnesium":  # between deficient and enough: few people lack it wholly
        changed |= {"step": 0.5, "digits": 1, "ticks": (0.0, 1.0, 2.0)}
        marks = texts["phrases"]["magnesium"]
    if name == "weight":
        changed |= {"maximum": 0.0}
    marks = marks or {f"{BEFORE[name]:.{control.digits}f}": texts["phrases"]["as_before"]}
    return replace(control, **changed, words={**control.words, "marks": marks})


CONTROLS = (
    Control("start", 0, LATEST_BEGINNING, 0.1, 0, "", color="quiet", digits=1),
    *(_control(name) for name in BEFORE),
)


class PracticesExplorer(Explorer):
    """See :func:`practices`."""

    def __init__(self, start: float, values: dict[str, float]) -> None:
        texts = words("practices")
        super().__init__(
            "practices",
            CONTROLS,
            {"start": start, **BEFORE, **values},
            PRESETS,
            charts.practices_chart(texts, COURSE_YEARS),
            YEAR_AXES,
            groups=factor_groups(factors().practices, BEFORE),
            details={"trials": (charts.trials_chart(texts), {})},
            body=Body("beside"),
            panels={"returning": (charts.recovery_chart(texts), charts.RETURN_AXES)},
        )

    @property
    def beginning(self) -> Beginning:
        """What the sliders describe: the practices, and the year in which they begin."""
        values = self.values
        return begin(values.pop("start"), **values)

    def result(self) -> Years:
        """Live the years with the practices, from their beginning on, in Python (some seconds).

        Returns
        -------
        widgets.model.body.years.Years
        """
        return self.beginning.life

    def figure(self) -> go.Figure:
        """Return the charts of glucose and insulin as a Plotly figure to work on.

        Returns
        -------
        plotly.graph_objects.Figure
            In mg/dL and µU/mL, the years without the practices behind; without intervals and stages.
        """
        runs: dict[str, dict[str, Any]] = {
            run: {
                "years": life.years + start,
                "fasting_glucose": life.fasting_glucose_mgdl[:, 0],
                "two_hour_glucose": life.two_hour_glucose_mgdl[:, 0],
                "fasting_insulin": life.fasting_insulin_uUml[:, 0],
            }
            for run, start, life in (
                ("now", self.beginning.year, self.result()),
                ("health", 0.0, without()),
            )
        }
        figure = charts.practices_chart(words("practices"), COURSE_YEARS)
        known = set(runs["now"])
        figure.data = [trace for trace in figure.data if trace.meta["series"] in known]
        return figure_with_data(figure, runs, YEAR_AXES)


def practices(start: float = 5, **values: float) -> PracticesExplorer:
    """Show what practices change when they begin in a year of the susceptible person's course.

    Without `values`, the goals of a large trial are shown, 7% of weight lost and 150 minutes of training a week,
    together with 10,000 steps a day.

    Parameters
    ----------
    start : float
        Year in which they begin (0 to 10).
    **values : float
        Factor that belongs to a practice to its value from then on; the others stay as they were
        (`widgets.lifestyle.beginning.BEFORE`).

    Returns
    -------
    PracticesExplorer
        A widget: the last line of a cell shows it.

    Raises
    ------
    ValueError
        If a factor belongs to no practice, or a value is outside its range.
    RuntimeError
        If the JavaScript has not been bundled.
    """
    begin(start, **values)  # refuses what is unknown or out of range
    return PracticesExplorer(start, values or _PROGRAM)
