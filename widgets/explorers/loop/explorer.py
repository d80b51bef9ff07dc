"""Explorer of chapter 04: one meal, while a wire of the feedback between glucose and insulin is cut."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from widgets.explorers.kit.base import Control, Explorer
from widgets.explorers.kit.filling import figure_with_data
from widgets.explorers.kit.words import words
from widgets.explorers.loop import charts
from widgets.model.body.experiments import OGTT_GRAMS
from widgets.model.body.person import Person
from widgets.model.thought.loop import CUTS, LOOP_RANGES, Loop
from widgets.model.thought.loop import loop as loop_course

_LONGEST = LOOP_RANGES["life"].highest

CONTROLS = (
    Control("answer", 0, 100, 1, 100, "%", color="pancreas"),
    Control("off_switch", 0, 100, 1, 100, "%", color="pancreas"),
    Control("liver", 0, 100, 1, 100, "%", color="liver"),
    Control("life", 1, _LONGEST, 0.5, 1, "×", color="insulin", page=4, digits=1),
    Control("grams", 10, 120, 1, OGTT_GRAMS, "g", color="glucose"),
)

_WHOLE = {"answer": 100, "off_switch": 100, "liver": 100, "life": 1, "grams": OGTT_GRAMS}

PRESETS: dict[str, dict[str, float]] = {
    "whole": _WHOLE,
    "answer": _WHOLE | {"answer": 0},
    "off_switch": _WHOLE | {"off_switch": 0},
    "liver": _WHOLE | {"liver": 0},
    "life": _WHOLE | CUTS["insulin lingers"],
}


class LoopExplorer(Explorer):
    """See :func:`loop`."""

    def __init__(
        self, answer: float, off_switch: float, liver: float, life: float, grams: float
    ) -> None:
        super().__init__(
            "loop",
            CONTROLS,
            {
                "answer": answer,
                "off_switch": off_switch,
                "liver": liver,
                "life": life,
                "grams": grams,
            },
            PRESETS,
            charts.loop_chart(words("loop")),
            charts.LOOP_AXES,
        )

    @property
    def person(self) -> Person:
        """The healthy person in whom the wires are cut."""
        return Person()

    def result(self) -> Loop:
        """Solve the meal that the sliders describe now, in Python.

        Returns
        -------
        widgets.model.thought.loop.Loop
            With ``minutes``, ``glucose_mgdl``, ``insulin_uUml``, ``release_uUmin`` and
            ``production_mgkgmin``, each of shape (361,).
        """
        return _course(self.values)

    def figure(self) -> go.Figure:
        """Return the charts that the sliders describe now, as a Plotly figure to work on.

        Returns
        -------
        plotly.graph_objects.Figure
            In mg/dL, µU/mL and mg/kg/min, with the whole loop behind.
        """
        whole = _course({**_WHOLE, "grams": self.values["grams"]})
        runs: dict[str, dict[str, Any]] = {
            run: {
                "minutes": course.minutes,
                "glucose": course.glucose_mgdl,
                "insulin": course.insulin_uUml,
                "production": course.production_mgkgmin,
            }
            for run, course in (("now", self.result()), ("health", whole))
        }
        return figure_with_data(charts.loop_chart(words("loop")), runs, charts.LOOP_AXES)


def _course(values: dict[str, float]) -> Loop:
    """Wires are in percent of their whole."""
    wires = {name: values[name] / 100 for name in ("answer", "off_switch", "liver")}
    return loop_course(**wires, grams=values["grams"], life=values["life"])


def loop(
    answer: float = 100,
    off_switch: float = 100,
    liver: float = 100,
    life: float = 1,
    grams: float = OGTT_GRAMS,
) -> LoopExplorer:
    """Show one meal while a wire of the feedback between glucose and insulin is cut.

    The person is healthy and robust. At the meal a signal is replaced, wholly or in part, by a
    value at which it is held.

    Parameters
    ----------
    answer : float
        How much is left of the insulin answer, percent (0 to 100): at 0 release stays at its
        fasting rate.
    off_switch : float
        How much is left of the off switch, percent (0 to 100): at 0 release stays at its peak.
    liver : float
        How much is left of insulin's brake on the liver, percent (0 to 100): at 0 the liver goes
        on as in the fasting body.
    life : float
        How many times longer than in health insulin lasts (1 to 10).
    grams : float
        Carbohydrate of the meal, g (10 to 120).

    Returns
    -------
    LoopExplorer
        A widget: the last line of a cell shows it.

    Raises
    ------
    ValueError
        If a value is outside its range.
    RuntimeError
        If the JavaScript has not been bundled.
    """
    return LoopExplorer(answer, off_switch, liver, life, grams)
