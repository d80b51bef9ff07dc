"""The charts of the explorer of the reasons: responses, glucose and insulin over days, months or years."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from widgets.explorers.kit.figures import (
    _LEGEND,
    _LIGHT,
    _LINES,
    _PAPER,
    MEAL_AXES,
    _add_title,
    _margins,
    band,
)
from widgets.explorers.years.charts import YEAR_AXES, _add_aside
from widgets.model.statement.measures import THRESHOLDS

#: Vertical axes (see `figures.MEAL_AXES`).
REASON_AXES: dict[str, Any] = {
    "yaxis": {"quantity": "response", "tops": {"%": [[125, 25], [180, 50], [240, 50]]}},
    "yaxis2": MEAL_AXES["yaxis"],
    "yaxis3": YEAR_AXES["yaxis2"],
}

#: Axis of body weight.
WEIGHT_AXES: dict[str, Any] = {
    "yaxis": {
        "quantity": "weight_change",
        "tops": {"kg": [[2, 0.5], [5, 1], [10, 2], [20, 5], [40, 10]]},
    }
}

#: Charts from the top: quantity of the axis, and its curves, each with its color; the thin ones are the second.
ROWS = (
    ("response", (("muscle", "muscle"), ("liver", "liver"))),
    ("glucose", (("fasting_glucose", "glucose"), ("two_hour_glucose", "glucose"))),
    ("insulin", (("fasting_insulin", "insulin"),)),
)


def over_time(words: Mapping[str, Any]) -> go.Figure:
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
    for row, (quantity, curves) in enumerate(ROWS, start=1):
        for series, color in curves:
            for edge in band(series, color, quantity, across="days"):
                figure.add_trace(edge, row=row, col=1)
        for series, color in curves:
            for run, name in words["shared"]["runs"].items():
                figure.add_trace(_curve(run, name, series, color, quantity), row=row, col=1)
        color = "ink" if quantity == "response" else f"{quantity}_text"
        _title(figure, words["figure"][quantity], row, color)
    _label(figure, words["figure"])
    _lay_out(figure, words["figure"])
    return figure


def over_weight(words: Mapping[str, Any]) -> go.Figure:
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
    _title(figure, words["details"]["weight"]["weight"], 1, "ink")
    _lay_out(figure, words["figure"])
    figure.update_layout(
        **_margins({"l": 44, "r": 16, "t": 32, "b": 26}, {"l": 34, "r": 12, "t": 30, "b": 20})
    )
    return figure


def _curve(run: str, name: str, series: str, color: str, quantity: str) -> go.Scatter:
    """A curve over the days; the two-hour value is the thin one."""
    thin = series == "two_hour_glucose"
    line = {**_LINES[run], **({"width": 0.6 * _LINES[run]["width"]} if thin else {})}
    return go.Scatter(
        mode="lines",
        name=name,
        legendgroup=run,
        showlegend=series in ("fasting_glucose", "weight_change"),
        legendrank=["now", "health", "pinned"].index(run),
        line={"color": _LIGHT["ink"] if run == "pinned" else _LIGHT[color], **line},
        hovertemplate="%{y:.4~g}",
        meta={"run": run, "series": series, "x": "days", "quantity": quantity},
    )


def _title(figure: go.Figure, text: str, row: int, color: str) -> None:
    _add_title(figure, text, row, "glucose")
    figure.layout.annotations[-1].font.color = _LIGHT[color]


def _label(figure: go.Figure, words: Mapping[str, Any]) -> None:
    # Far enough to the right for the narrow chart; the view moves them by its left margin.
    for organ, end in (("muscle", 0.92), ("liver", 1.2)):
        _title(figure, words["organ"][organ], 1, organ)
        figure.layout.annotations[-1].update(x=end, xanchor="right")
    for criterion, dash in (("fasting", "solid"), ("two_hour", "2px,3px")):
        for stage, value in THRESHOLDS[criterion].items():
            figure.add_shape(
                type="line",
                layer="below",
                xref="x domain",
                x0=0,
                x1=1,
                y0=value,
                y1=value,
                line={"color": _LIGHT["axis"], "width": 1, "dash": dash},
                row=2,
                col=1,
            )
            if criterion == "two_hour":
                _add_aside(figure, words["cutoff"][stage], "y2", value)


def _lay_out(figure: go.Figure, words: Mapping[str, Any]) -> None:
    figure.update_xaxes(
        tickangle=0,
        showticklabels=True,
        fixedrange=True,
        showgrid=True,
        gridcolor=_LIGHT["grid"],
        zeroline=False,
        ticks="",
        tickfont={"color": _LIGHT["quiet"]},
        hoverformat=",.0f",
        unifiedhovertitle={"text": words["day"]},
        spikethickness=1,
        spikedash="solid",
        spikecolor=_LIGHT["axis"],
    )
    figure.update_yaxes(
        rangemode="tozero",
        fixedrange=True,
        gridcolor=_LIGHT["grid"],
        zeroline=True,
        zerolinecolor=_LIGHT["line"],
        ticklabelstandoff=4,
        tickfont={"color": _LIGHT["quiet"]},
        ticks="",
    )
    figure.update_layout(
        **_PAPER,
        **_margins({"l": 44, "r": 112, "t": 48, "b": 26}, {"l": 34, "r": 68, "t": 44, "b": 20}),
        # Above the title, beside which the names of the organs stand.
        legend={**_LEGEND, "yref": "container", "yanchor": "top"},
    )
