"""The chart of the explorer of compensation that is its own: fasting values over resistance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from widgets.explorers.kit.labels import add_cutoff, add_title
from widgets.explorers.kit.layout import lay_out_minutes
from widgets.explorers.kit.style import AXIS_TITLE, LIGHT, dot, margins
from widgets.explorers.kit.traces import curve
from widgets.model.statement.measures import THRESHOLDS

_HIGHEST = 6
_SPACE = "\u2002"  # between a band and its name


def fasting_chart(words: Mapping[str, Any]) -> go.Figure:
    """State the charts of fasting glucose and insulin over resistance.

    Parameters
    ----------
    words : mapping
        ``figure`` and ``shared`` of the explorer's words.

    Returns
    -------
    plotly.graph_objects.Figure
        Without data. What lies between health and the line `released` is due to more release;
        what lies above it, to slower removal.
    """
    figure = make_subplots(rows=2, cols=1, shared_xaxes=True, vertical_spacing=0.16)
    texts = words["figure"]
    for row, quantity in ((1, "glucose"), (2, "insulin")):
        for run in ("health", "now", "pinned"):
            if (run, quantity) == ("now", "insulin"):
                figure.add_trace(_released(), row=row, col=1)
            line = curve(run, quantity, words["shared"]["runs"][run], legend=row == 1)
            figure.add_trace(_over_resistance(line), row=row, col=1)
        for run in ("pinned", "now"):
            figure.add_trace(_point(run, quantity), row=row, col=1)
        add_title(figure, texts[quantity], row, f"{quantity}_text")
    figure.add_trace(_this_week(), row=1, col=1)
    for part in ("release", "removal"):
        figure.add_trace(_label(part, texts[part]), row=2, col=1)
    for stage, value in THRESHOLDS["fasting"].items():
        add_cutoff(figure, texts["cutoff"][stage], value, (1, _HIGHEST), row=1)
    _lay_out(figure, texts)
    return figure


def _over_resistance(line: go.Scatter) -> go.Scatter:
    """The same curve over resistance; health is one level at all resistances."""
    meta = {**line.meta, "x": "resistance"}
    if meta["run"] == "health":
        meta["series"] = f"level_{meta['quantity']}"
    line.meta = meta
    return line


def _released() -> go.Scatter:
    """Where the part of the rise that more release explains ends, and slower removal begins."""
    return go.Scatter(
        mode="lines",
        showlegend=False,
        hoverinfo="skip",
        line={"color": LIGHT["pancreas"], "width": 1},
        fill="tonexty",
        fillcolor=LIGHT["pancreas_fill"],
        meta={"run": "now", "series": "released", "quantity": "insulin", "x": "resistance"},
    )


def _this_week() -> go.Scatter:
    """Glucose of the same person this week, once time has passed."""
    return go.Scatter(
        mode="lines",
        showlegend=False,
        hoverinfo="skip",
        line={"color": LIGHT["glucose"], "width": 1, "simplify": False},
        meta={"run": "now", "series": "week", "quantity": "glucose", "x": "resistance"},
    )


def _point(run: str, quantity: str) -> go.Scatter:
    """The reader's own point, or the pinned one."""
    color = "ink" if run == "pinned" else quantity
    mark = {"x": "own", "mark": True}
    return go.Scatter(
        mode="markers",
        showlegend=False,
        hoverinfo="skip",
        cliponaxis=False,
        marker={**dot(color), "size": 12 if run == "now" else 9},
        meta={"run": run, "series": f"own_{quantity}", "quantity": quantity, **mark},
    )


def _label(part: str, text: str) -> go.Scatter:
    """The name of a band, beside its end."""
    mark = {"x": "end", "mark": True}
    return go.Scatter(
        mode="text",
        text=[_SPACE + text],
        textposition="middle right",
        textfont={"size": 12, "color": LIGHT["quiet"]},
        showlegend=False,
        hoverinfo="skip",
        cliponaxis=False,
        meta={"run": "now", "series": f"{part}_label", "quantity": "insulin", **mark},
    )


def _lay_out(figure: go.Figure, texts: Mapping[str, Any]) -> None:
    steps = list(range(1, _HIGHEST + 1))
    ticks = {"tickvals": steps, "ticktext": [f"{step}×" for step in steps]}
    lay_out_minutes(figure, texts["at"], range=[0.92, _HIGHEST], **ticks)
    figure.update_xaxes(title={"text": texts["resistance"], **AXIS_TITLE}, row=2)
    figure.update_layout(
        **margins({"l": 44, "r": 112, "t": 32, "b": 46}, {"l": 34, "r": 68, "t": 26, "b": 38})
    )
