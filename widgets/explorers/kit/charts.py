"""Charts that several explorers show: a meal, and a day of meals. Stated without data, which the browser fills in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from widgets.explorers.kit.labels import add_aside, add_level, add_title
from widgets.explorers.kit.layout import hour_ticks, lay_out_minutes
from widgets.explorers.kit.style import dot, margins
from widgets.explorers.kit.traces import band, curve
from widgets.model.body.experiments import MEAL_MINUTES
from widgets.model.statement.measures import THRESHOLDS

#: Minutes after the meal at which a diagnosis is read.
FASTING, TWO_HOURS = 0, 120

_PANELS = ((1, "glucose"), (2, "insulin"))


def meal_chart(
    texts: Mapping[str, Any],
    runs: Mapping[str, str],
    bands: bool = False,
    diagnosis: bool = True,
) -> go.Figure:
    """State the charts of a meal: glucose above insulin on one time axis.

    Parameters
    ----------
    texts : mapping
        ``glucose``, ``insulin``, ``meal``, ``hours`` and ``minute``, and with `diagnosis` ``cutoff``.
    runs : mapping of str to str
        Name of each run in the legend.
    bands : bool
        Whether intervals stand around the curves of now (see :func:`widgets.explorers.kit.traces.band`).
    diagnosis : bool
        Whether the cut-offs and the moments at which they are read are marked.

    Returns
    -------
    plotly.graph_objects.Figure
        Without data. Its axes are `widgets.explorers.kit.axes.MEAL_AXES`.
    """
    figure = make_subplots(rows=2, cols=1, shared_xaxes=True, vertical_spacing=0.16)
    for row, quantity in _PANELS:
        for edge in band(quantity, quantity, quantity) if bands else ():
            figure.add_trace(edge, row=row, col=1)
        for run in ("health", "now", "pinned"):
            line = curve(run, quantity, runs[run], legend=row == 1)
            figure.add_trace(line.update(fill="none") if bands else line, row=row, col=1)
    if diagnosis:
        figure.add_trace(_readings(), row=1, col=1)
        _add_cutoffs(figure, texts["cutoff"])
    for row, quantity in _PANELS:
        add_title(figure, texts[quantity], row, f"{quantity}_text")
    ticks = hour_ticks(texts, MEAL_MINUTES)
    lay_out_minutes(figure, texts["minute"], range=[-3, MEAL_MINUTES + 3], **ticks)
    return figure


def _readings() -> go.Scatter:
    """Dots where a diagnosis is read: fasting, and at two hours."""
    return go.Scatter(
        mode="markers",
        showlegend=False,
        cliponaxis=False,
        hoverinfo="skip",
        marker=dot("glucose"),
        meta={"run": "now", "series": "glucose", "quantity": "glucose", "at": [FASTING, TWO_HOURS]},
    )


def _add_cutoffs(figure: go.Figure, names: Mapping[str, str]) -> None:
    """Mark the cut-offs where they are read; names stand beside the chart, off the curves."""
    for value in THRESHOLDS["fasting"].values():
        add_level(figure, value, (FASTING, FASTING + 10), dash="solid")
    for stage, value in THRESHOLDS["two_hour"].items():
        add_level(figure, value, (TWO_HOURS - 6, MEAL_MINUTES))
        add_aside(figure, names[stage], "y", value)


def day_chart(texts: Mapping[str, Any], runs: Mapping[str, str]) -> go.Figure:
    """State the charts of a day of meals: glucose above insulin.

    Parameters
    ----------
    texts : mapping
        ``glucose``, ``insulin``, ``minute``, and ``hours``: five texts, one each six hours.
    runs : mapping of str to str
        Name of each run in the legend.

    Returns
    -------
    plotly.graph_objects.Figure
        Without data.
    """
    figure = make_subplots(rows=2, cols=1, shared_xaxes=True, vertical_spacing=0.16)
    for row, quantity in _PANELS:
        for run in ("health", "now", "pinned"):
            line = curve(run, quantity, runs[run], legend=row == 1)
            figure.add_trace(line, row=row, col=1)
        add_title(figure, texts[quantity], row, f"{quantity}_text")
    ticks = {"tickvals": [0, 360, 720, 1080, 1440], "ticktext": texts["hours"]}
    lay_out_minutes(figure, texts["minute"], range=[-12, 1452], **ticks)
    narrow = {"l": 34, "r": 24, "t": 26, "b": 22}
    figure.update_layout(**margins({"l": 44, "r": 40, "t": 32, "b": 26}, narrow))
    return figure
