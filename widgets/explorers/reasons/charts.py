"""The charts of the explorer of the reasons: responses, glucose and insulin over days, months or years."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from widgets.explorers.kit.axes import MEAL_AXES, YEAR_AXES
from widgets.explorers.kit.labels import add_cutoffs, add_key, add_title
from widgets.explorers.kit.style import (
    LEGEND_ABOVE,
    LEVEL_AXIS,
    ORGAN_SIGNS,
    PAPER,
    TIME_AXIS,
    margins,
)
from widgets.explorers.kit.traces import band, long_curve

#: Days change fasting insulin less than years do: a lower top than theirs lets it be seen.
_FASTING_INSULIN: dict[str, Any] = {
    "quantity": "insulin",
    "tops": {
        unit: [lowest, *YEAR_AXES["yaxis2"]["tops"][unit]]
        for unit, lowest in (("µU/mL", [13, 3]), ("pmol/L", [78, 18]))
    },
}

#: Vertical axes (see `widgets.explorers.kit.axes`).
REASON_AXES: dict[str, Any] = {
    "yaxis": {"quantity": "response", "tops": {"%": [[125, 25], [180, 50], [240, 50]]}},
    "yaxis2": MEAL_AXES["yaxis"],
    "yaxis3": _FASTING_INSULIN,
}

#: Axis of body weight.
WEIGHT_AXES: dict[str, Any] = {
    "yaxis": {
        "quantity": "weight_change",
        "tops": {"kg": [[2, 0.5], [5, 1], [10, 2], [20, 5], [40, 10]]},
    }
}

#: Room for the name of the liver behind that of muscle.
_BESIDE = "\u2003" * 5

#: Charts from the top: quantity of the axis, and its curves, each with its color; the thin ones are the second.
ROWS = (
    ("response", (("muscle", "muscle"), ("liver", "liver"))),
    ("glucose", (("fasting_glucose", "glucose"), ("two_hour_glucose", "glucose"))),
    ("insulin", (("fasting_insulin", "insulin"),)),
)


def reasons_chart(words: Mapping[str, Any]) -> go.Figure:
    """State the charts over the time that is lived: responses, glucose, insulin, with their bands.

    Parameters
    ----------
    words : mapping
        An explorer's words.

    Returns
    -------
    plotly.graph_objects.Figure
        Without data; the run says what its horizontal axis shows.
    """
    figure = make_subplots(rows=len(ROWS), cols=1, shared_xaxes=True)
    texts = words["figure"]
    for row, (quantity, curves) in enumerate(ROWS, start=1):
        for series, color in curves:
            for edge in band(series, color, quantity, across="days"):
                figure.add_trace(edge, row=row, col=1)
        for series, color in curves:
            for run, name in words["shared"]["runs"].items():
                figure.add_trace(_curve(run, name, series, color, quantity), row=row, col=1)
        color = "ink" if quantity == "response" else f"{quantity}_text"
        add_title(figure, texts[quantity], row, color, texts["key"].get(quantity, ""))
    _label(figure, texts)
    _lay_out(figure, texts)
    return figure


def weight_chart(words: Mapping[str, Any]) -> go.Figure:
    """State the chart of body weight over the time that is lived.

    Parameters
    ----------
    words : mapping
        An explorer's words.

    Returns
    -------
    plotly.graph_objects.Figure
        Without data.
    """
    figure = make_subplots(rows=1, cols=1)
    for run, name in words["shared"]["runs"].items():
        figure.add_trace(_curve(run, name, "weight_change", "fat", "weight_change"))
    add_title(figure, words["details"]["weight"]["figure"]["weight"], 1, "ink")
    _lay_out(figure, words["figure"])
    figure.update_layout(
        **margins({"l": 44, "r": 16, "t": 32, "b": 26}, {"l": 34, "r": 12, "t": 30, "b": 20})
    )
    return figure


def _curve(run: str, name: str, series: str, color: str, quantity: str) -> go.Scatter:
    named = series in ("fasting_glucose", "weight_change")
    return long_curve(run, series, name, color, quantity, across="days", legend=named)


def _label(figure: go.Figure, texts: Mapping[str, Any]) -> None:
    for organ, after in (("muscle", _BESIDE), ("liver", "")):
        add_key(figure, ORGAN_SIGNS.get(organ, "") + texts["organ"][organ] + after, 1, organ)
    add_cutoffs(figure, texts, row=2)


def _lay_out(figure: go.Figure, texts: Mapping[str, Any]) -> None:
    hover = {"hoverformat": ",.0f", "unifiedhovertitle": {"text": texts["day"]}}
    figure.update_xaxes(**TIME_AXIS, **hover)
    figure.update_yaxes(**LEVEL_AXIS)
    figure.update_layout(
        **PAPER,
        **margins({"l": 44, "r": 112, "t": 48, "b": 26}, {"l": 34, "r": 68, "t": 44, "b": 20}),
        legend=LEGEND_ABOVE,
    )
