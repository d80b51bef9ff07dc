"""Explorer of chapter 07: resistance against beta-cell reserve, and what fifteen years bring."""

from __future__ import annotations

import plotly.graph_objects as go

from widgets.explorers.kit.base import Control, Explorer
from widgets.explorers.kit.horseshoe import horseshoe
from widgets.explorers.kit.people import PERCENT, RESERVE_SLIDER, reserve_of
from widgets.explorers.kit.style import dot
from widgets.explorers.kit.words import words
from widgets.explorers.reserve import charts
from widgets.model.body.person import Person
from widgets.model.body.years import Years, years
from widgets.model.thought.reserve import YEARS, worsening

CONTROLS = (
    Control("resistance", 1, 6, 0.1, 1, "×", color="muscle", digits=1),
    RESERVE_SLIDER,
)

#: Where resistance ends in the story of the book.
_BOOK = 4.9

PRESETS: dict[str, dict[str, float]] = {
    "robust": {"resistance": _BOOK, "reserve": PERCENT["robust"]},
    "average": {"resistance": _BOOK, "reserve": PERCENT["average"]},
    "edge": {"resistance": _BOOK, "reserve": 54},
    "susceptible": {"resistance": _BOOK, "reserve": PERCENT["susceptible"]},
    "calm": {"resistance": 2, "reserve": PERCENT["susceptible"]},
}


class ReserveExplorer(Explorer):
    """See :func:`reserve`."""

    def __init__(self, resistance: float, reserve: float) -> None:
        texts = words("reserve")
        super().__init__(
            "reserve",
            CONTROLS,
            {"resistance": resistance, "reserve": reserve},
            PRESETS,
            charts.reserve_map(texts),
            charts.LIFE_AXES,
            details={
                "starling": (charts.starling_chart(texts), charts.STARLING_AXES),
                "hyperbola": (charts.hyperbola_chart(texts), charts.HYPERBOLA_AXES),
                "bowl": (charts.bowl_chart(texts), {}),
            },
            measured=horseshoe(texts["shared"]["runs"]),
        )

    @property
    def person(self) -> Person:
        """The person that the sliders describe, in health, at the start."""
        return Person(reserve=reserve_of(self.values["reserve"]))

    def result(self) -> Years:
        """Live the fifteen years that the sliders describe, in Python (some seconds).

        Returns
        -------
        widgets.model.body.years.Years
        """
        return years(self.person, worsening(self.values["resistance"]), YEARS)

    def figure(self) -> go.Figure:
        """Return the map as a Plotly figure to work on, with the point that the sliders describe.

        Returns
        -------
        plotly.graph_objects.Figure
        """
        figure = charts.reserve_map(words("reserve"))
        figure.data = [trace for trace in figure.data if "run" not in trace.meta]
        up = float(charts.height(self.person.reserve))
        marker = dot("ink")
        figure.add_scatter(
            x=[self.values["resistance"]], y=[up], mode="markers", marker=marker, row=1, col=1
        )
        return figure


def reserve(resistance: float = _BOOK, reserve: float = 100) -> ReserveExplorer:
    """Show what fifteen years of growing resistance bring, against beta-cell reserve.

    Parameters
    ----------
    resistance : float
        Where resistance ends: times the insulin of health that muscle needs (1 to 6).
    reserve : float
        Beta-cell reserve, percent of a robust person (30 to 100): 33 susceptible, 60 average.

    Returns
    -------
    ReserveExplorer
        A widget: the last line of a cell shows it.

    Raises
    ------
    ValueError
        If a value is outside its range.
    RuntimeError
        If the JavaScript has not been bundled.
    """
    return ReserveExplorer(resistance, reserve)
