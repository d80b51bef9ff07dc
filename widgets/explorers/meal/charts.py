"""The charts of the explorer of a meal: what arrives, blood glucose, insulin; and where the meal is.

A trace with ``mark`` in its ``meta`` is no curve: a dot, or the time of eating. It is left out of the
table of numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from widgets.explorers.kit.labels import add_key, add_title
from widgets.explorers.kit.layout import hour_ticks, lay_out_minutes
from widgets.explorers.kit.measured import tolerance_marks
from widgets.explorers.kit.style import LEGEND_ABOVE, LIGHT, LINES, dot, margins
from widgets.explorers.kit.traces import curve

#: Vertical axes (see `widgets.explorers.kit.axes`). Nothing is diagnosed here, so no cut-off is named.
ARRIVAL_AXES: dict[str, Any] = {
    "yaxis": {"quantity": "flow", "tops": {"g/h": [[40, 10]]}},
    "yaxis2": {
        "quantity": "glucose",
        "tops": {"mg/dL": [[200, 50], [240, 50]], "mmol/L": [[11, 3], [13.5, 3]]},
    },
    "yaxis3": {
        "quantity": "insulin",
        "tops": {"µU/mL": [[110, 30], [210, 50]], "pmol/L": [[660, 180], [1260, 300]]},
    },
}

#: Charts that open on demand, and their axes.
DETAIL_AXES: dict[str, Any] = {
    "place": {
        "yaxis": {"quantity": "amount", "tops": {"g": [[30, 10], [60, 20], [100, 25], [130, 25]]}}
    },
    "release": {"yaxis": {"quantity": "release", "tops": {"U/h": [[15, 5]]}}},
}
DETAILS = tuple(DETAIL_AXES)

#: Where a meal can be, with the color of its line: on its way, kept by the liver, in the blood.
_PLACES = {"stomach": "ink", "gut": "axis", "arrived": "glucose", "kept": "liver"}

_ROWS = ((1, "arrival", "flow"), (2, "glucose", "glucose"), (3, "insulin", "insulin"))


def arrival_chart(words: Mapping[str, Any], minutes: int) -> go.Figure:
    """State the charts of a meal: glucose that arrives, blood glucose and insulin on one time axis.

    Parameters
    ----------
    words : mapping
        An explorer's words.
    minutes : int
        Length of the time axis.

    Returns
    -------
    plotly.graph_objects.Figure
        Without data.
    """
    figure = make_subplots(rows=3, cols=1, shared_xaxes=True)
    texts, runs = words["figure"], words["shared"]["runs"]
    figure.add_trace(_eating(), row=1, col=1)
    for row, series, quantity in _ROWS:
        for run in ("health", "now", "pinned"):
            line = _curve(run, series, quantity, runs[run], legend=row == 1)
            figure.add_trace(line, row=row, col=1)
        if series == "arrival":
            figure.add_trace(_liver(), row=row, col=1)
            add_key(figure, texts["key"]["liver"], row, "liver")
        figure.add_trace(_peak(series, quantity), row=row, col=1)
        if series == "glucose":
            for marks in tolerance_marks(words["phrases"]["groups"]):
                figure.add_trace(marks, row=row, col=1)
        color = "insulin_text" if series == "insulin" else "glucose_text"
        add_title(figure, texts[series], row, color, texts["key"].get(series, ""))
    _lay_out(figure, texts, minutes)
    return figure


def _curve(run: str, series: str, quantity: str, name: str, legend: bool) -> go.Scatter:
    line = curve(run, "insulin" if series == "insulin" else "glucose", name, legend)
    shaded = run == "now" and series == "arrival"  # its area is the glucose that has arrived
    line.update(
        fill="tozeroy" if shaded else "none",
        fillcolor=LIGHT["stage_fill"],
        meta={"run": run, "series": series, "quantity": quantity},
    )
    return line


def _liver() -> go.Scatter:
    """What the liver gives out meanwhile."""
    return go.Scatter(
        mode="lines",
        showlegend=False,
        line={"color": LIGHT["liver"], "width": 1.5, "simplify": False},
        hovertemplate="%{y:.4~g}",
        meta={"run": "now", "series": "liver", "quantity": "flow"},
    )


def _eating() -> go.Scatter:
    """A bar on the time axis while the meal is eaten."""
    return go.Scatter(
        mode="lines",
        showlegend=False,
        hoverinfo="skip",
        cliponaxis=False,
        line={"color": LIGHT["quiet"], "width": 7},
        meta={"run": "now", "series": "eating_height", "x": "eating", "mark": True},
    )


def _peak(series: str, quantity: str) -> go.Scatter:
    return go.Scatter(
        mode="markers",
        showlegend=False,
        hoverinfo="skip",
        marker=dot("insulin" if series == "insulin" else "glucose"),
        meta={
            "run": "now",
            "series": f"{series}_peak",
            "x": f"{series}_peak_minute",
            "quantity": quantity,
            "mark": True,
        },
    )


def _lay_out(figure: go.Figure, texts: Mapping[str, Any], minutes: int) -> None:
    ticks = hour_ticks(texts, minutes)
    lay_out_minutes(figure, texts["minute"], range=[-4, minutes + 4], **ticks)
    figure.update_layout(
        **margins({"l": 44, "r": 24, "t": 52, "b": 26}, {"l": 34, "r": 18, "t": 50, "b": 20}),
        legend=LEGEND_ABOVE,
    )


def detail_chart(words: Mapping[str, Any], name: str, minutes: int) -> go.Figure:
    """State one of the charts that open on demand.

    Parameters
    ----------
    words : mapping
        An explorer's words.
    name : {"place", "release"}
        Where the meal is, in grams; or the insulin that the pancreas releases, in units an hour.
    minutes : int
        Length of the time axis.

    Returns
    -------
    plotly.graph_objects.Figure
        Without data.
    """
    figure = make_subplots(rows=1, cols=1)
    runs = words["shared"]["runs"]
    if name == "place":
        texts = words["details"][name]["figure"]
        for place, color in _PLACES.items():
            meta = {"run": "now", "series": place, "quantity": "amount"}
            figure.add_trace(_line(texts[place], color, "now", meta), row=1, col=1)
    else:
        for run in ("health", "now"):
            meta = {"run": run, "series": "release", "quantity": "release"}
            figure.add_trace(_line(runs[run], "pancreas", run, meta), row=1, col=1)
    _lay_out(figure, words["figure"], minutes)
    figure.update_layout(legend={"x": 0, "xanchor": "left"})
    figure.layout.margin.t = 32
    return figure


def _line(name: str, color: str, run: str, meta: dict[str, Any]) -> go.Scatter:
    line = {"color": LIGHT[color], **LINES[run]}
    return go.Scatter(mode="lines", name=name, line=line, hovertemplate="%{y:.3~g}", meta=meta)
