"""The charts of the explorer of compensation: fasting values over resistance, and a day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from widgets.explorers.kit.figures import (
    _LIGHT,
    MEAL_AXES,
    _add_title,
    _curve,
    _dot,
    _lay_out,
    _margins,
)
from widgets.model.statement.measures import THRESHOLDS

#: Vertical axes of fasting values (see `figures.MEAL_AXES`).
FASTING_AXES: dict[str, Any] = {
    "yaxis": {
        "quantity": "glucose",
        "marks": list(THRESHOLDS["fasting"].values()),
        "tops": {
            "mg/dL": [[150, 50], [200, 50], [300, 100]],
            "mmol/L": [[8.4, 2], [11.2, 2], [17, 5]],
        },
    },
    "yaxis2": {
        "quantity": "insulin",
        "tops": {"µU/mL": [[28, 10], [40, 10]], "pmol/L": [[168, 60], [240, 60]]},
    },
}

#: Vertical axes of a day: those of a meal.
DAY_AXES = MEAL_AXES

_HIGHEST = 6
_SPACE = "\u2002"  # between a band and its name


def over_resistance(words: Mapping[str, Any]) -> go.Figure:
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
            curve = _curve(run, quantity, words["shared"]["runs"][run], legend=row == 1)
            figure.add_trace(_over(curve), row=row, col=1)
        for run in ("pinned", "now"):
            figure.add_trace(_point(run, quantity), row=row, col=1)
        _add_title(figure, texts[quantity], row, quantity)
    figure.add_trace(_this_week(), row=1, col=1)
    for part in ("release", "removal"):
        figure.add_trace(_label(part, texts[part]), row=2, col=1)
    for stage, value in THRESHOLDS["fasting"].items():
        _add_cutoff(figure, texts["cutoff"][stage], value, (1, _HIGHEST), row=1)
    _lay_out(figure, {"meal": "", "hours": "", "minute": texts["at"]})
    _lay_out_resistance(figure, texts["resistance"])
    return figure


def _over(curve: go.Scatter) -> go.Scatter:
    """The same curve over resistance; health is one level at all resistances."""
    meta = {**curve.meta, "x": "resistance"}
    if meta["run"] == "health":
        meta["series"] = f"level_{meta['quantity']}"
    curve.meta = meta
    return curve


def _released() -> go.Scatter:
    """Where the part of the rise that more release explains ends, and slower removal begins."""
    return go.Scatter(
        mode="lines",
        showlegend=False,
        hoverinfo="skip",
        line={"color": _LIGHT["pancreas"], "width": 1},
        fill="tonexty",
        fillcolor=_LIGHT["pancreas_fill"],
        meta={"run": "now", "series": "released", "quantity": "insulin", "x": "resistance"},
    )


def _this_week() -> go.Scatter:
    """Glucose of the same person this week, once time has passed."""
    return go.Scatter(
        mode="lines",
        showlegend=False,
        hoverinfo="skip",
        line={"color": _LIGHT["glucose"], "width": 1, "simplify": False},
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
        marker={**_dot(color), "size": 12 if run == "now" else 9},
        meta={"run": run, "series": f"own_{quantity}", "quantity": quantity, **mark},
    )


def _label(part: str, text: str) -> go.Scatter:
    """The name of a band, beside its end."""
    mark = {"x": "end", "mark": True}
    return go.Scatter(
        mode="text",
        text=[_SPACE + text.replace("<br>", f"<br>{_SPACE}")],
        textposition="middle right",
        textfont={"size": 12, "color": _LIGHT["quiet"]},
        showlegend=False,
        hoverinfo="skip",
        cliponaxis=False,
        meta={"run": "now", "series": f"{part}_label", "quantity": "insulin", **mark},
    )


def _add_cutoff(
    figure: go.Figure, text: str, value: float, ends: tuple[float, float], row: int
) -> None:
    """A cut-off across a panel, named beside it."""
    line = {"color": _LIGHT["axis"], "width": 1, "dash": "2px,3px"}
    x0, x1 = ends
    figure.add_shape(
        type="line", layer="below", x0=x0, x1=x1, y0=value, y1=value, line=line, row=row, col=1
    )
    figure.add_annotation(
        text=text,
        xref="paper",
        x=1,
        xanchor="left",
        xshift=6,
        yref="y" if row == 1 else f"y{row}",
        y=value,
        align="left",
        showarrow=False,
        font={"size": 12, "color": _LIGHT["quiet"]},
    )


def _lay_out_resistance(figure: go.Figure, title: str) -> None:
    steps = list(range(1, _HIGHEST + 1))
    figure.update_xaxes(
        range=[0.92, _HIGHEST], tickvals=steps, ticktext=[f"{step}×" for step in steps]
    )
    font = {"size": 12, "color": _LIGHT["quiet"]}
    figure.update_xaxes(title={"text": title, "standoff": 4, "font": font}, row=2)
    figure.update_layout(
        **_margins({"l": 44, "r": 112, "t": 32, "b": 46}, {"l": 34, "r": 68, "t": 26, "b": 38})
    )


def day(words: Mapping[str, Any]) -> go.Figure:
    """State the charts of a day of meals: glucose above insulin.

    Parameters
    ----------
    words : mapping
        ``details`` and ``shared`` of the explorer's words.

    Returns
    -------
    plotly.graph_objects.Figure
        Without data.
    """
    figure = make_subplots(rows=2, cols=1, shared_xaxes=True, vertical_spacing=0.16)
    texts, runs = words["details"]["day"], words["shared"]["runs"]
    for row, quantity in ((1, "glucose"), (2, "insulin")):
        for run in ("health", "now", "pinned"):
            figure.add_trace(_curve(run, quantity, runs[run], legend=row == 1), row=row, col=1)
        _add_title(figure, texts[quantity], row, quantity)
    _lay_out(figure, {"meal": "", "hours": "", "minute": texts["minute"]})
    hours = [0, 360, 720, 1080, 1440]
    figure.update_xaxes(range=[-12, 1452], tickvals=hours, ticktext=texts["hours"])
    narrow = {"l": 34, "r": 24, "t": 26, "b": 22}
    figure.update_layout(**_margins({"l": 44, "r": 40, "t": 32, "b": 26}, narrow))
    return figure
