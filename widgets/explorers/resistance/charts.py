"""The charts of the explorer of resistance that are its own: what muscle and liver do, and insulin before breakfast."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

from widgets.explorers.kit.labels import add_title
from widgets.explorers.kit.style import (
    AXIS,
    AXIS_TITLE,
    LEGEND,
    LEVEL_AXIS,
    LIGHT,
    LINES,
    ORGAN_MARKS,
    PAPER,
    dot,
    margins,
)
from widgets.explorers.kit.traces import long_curve

#: Curves of the dose response, each with its organ.
_CURVES = {"uptake": "muscle", "production": "liver"}


def dose_response(words: Mapping[str, Any]) -> go.Figure:
    """State the dose-response curves of muscle and liver.

    Parameters
    ----------
    words : mapping
        ``details`` of the explorer's words.

    Returns
    -------
    plotly.graph_objects.Figure
        Without data: rates in mg/kg/min over insulin, on a logarithmic axis.
    """
    figure = go.Figure()
    texts = words["details"]["dose"]["figure"]
    for series, organ in _CURVES.items():
        for run in ("health", "now"):
            figure.add_trace(_curve(run, series, organ, texts[series]))
        figure.add_trace(_fasting_point(series, organ))
    title = {"text": texts["insulin"], "standoff": 4}
    figure.update_xaxes(type="log", title=title, **AXIS)
    figure.update_yaxes(range=[0, 9], dtick=2, **AXIS)
    figure.update_layout(
        **PAPER,
        **margins({"l": 28, "r": 16, "t": 32, "b": 44}, {"l": 24, "r": 12, "t": 32, "b": 40}),
        legend={**LEGEND, "x": 0, "xanchor": "left"},
    )
    return figure


def _curve(run: str, series: str, organ: str, name: str) -> go.Scatter:
    return go.Scatter(
        **ORGAN_MARKS.get(organ, {"mode": "lines"}),
        name=name,
        showlegend=run == "now",
        line={"color": LIGHT[organ], **LINES[run]},
        hovertemplate="%{y:.1f}",
        meta={"run": run, "series": series, "x": "dose", "x_quantity": "insulin"},
    )


def _fasting_point(series: str, organ: str) -> go.Scatter:
    """Where this person stands, at their own fasting insulin."""
    return go.Scatter(
        mode="markers",
        showlegend=False,
        hoverinfo="skip",
        marker=dot(organ),
        meta={"run": "now", "series": f"own_{series}", "x": "own_dose", "x_quantity": "insulin"},
    )


def fasting_insulin(words: Mapping[str, Any]) -> go.Figure:
    """State the curve of fasting insulin over the response of muscle.

    Parameters
    ----------
    words : mapping
        ``details`` and ``shared`` of the explorer's words.

    Returns
    -------
    plotly.graph_objects.Figure
        Without data; its run "health" is one level at all responses.
    """
    figure = go.Figure()
    figure.set_subplots(1, 1)
    texts, runs = words["details"]["breakfast"]["figure"], words["shared"]["runs"]
    for run in ("health", "now"):
        line = ("fasting_insulin", runs[run], "insulin", "insulin", "responses")
        figure.add_trace(long_curve(run, *line, legend=True))
    meta = {"run": "now", "series": "own_insulin", "quantity": "insulin", "x": "own", "mark": True}
    figure.add_scatter(
        mode="markers", showlegend=False, hoverinfo="skip", marker=dot("insulin"), meta=meta
    )
    add_title(figure, texts["insulin"], 1, "insulin_text")
    ticks = [100, 80, 60, 40, 20]
    title = {"text": texts["muscle"], **AXIS_TITLE}
    text = [f"{tick}%" for tick in ticks]
    figure.update_xaxes(range=[102, 8], tickvals=ticks, ticktext=text, title=title, **AXIS)
    figure.update_yaxes(**LEVEL_AXIS)
    figure.update_layout(
        **PAPER,
        **margins({"l": 36, "r": 16, "t": 32, "b": 44}, {"l": 30, "r": 12, "t": 32, "b": 40}),
        legend=LEGEND,
    )
    return figure
