"""The charts of the explorer of the loop: glucose, insulin and the liver's output on one time axis."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from widgets.explorers.kit.axes import MEAL_AXES
from widgets.explorers.kit.labels import add_aside, add_level, add_title
from widgets.explorers.kit.layout import hour_ticks, lay_out_minutes
from widgets.explorers.kit.style import LIGHT, margins
from widgets.explorers.kit.traces import curve
from widgets.model.statement.measures import HYPOGLYCEMIA
from widgets.model.thought.loop import LOOP_MINUTES

#: Vertical axes (see `widgets.explorers.kit.axes`).
LOOP_AXES: dict[str, Any] = {
    "yaxis": {
        "quantity": "glucose",
        "tops": {
            "mg/dL": [[240, 50], [340, 100], [440, 100], [640, 200]],
            "mmol/L": [[13.5, 3], [19, 6], [25, 6], [37, 12]],
        },
    },
    "yaxis2": MEAL_AXES["yaxis2"],
    "yaxis3": {"quantity": "production", "tops": {"mg/kg/min": [[3, 1], [4.5, 1], [6.5, 2]]}},
}

#: Color of each panel: its curves, and its title.
_PANELS = {
    "glucose": ("glucose", "glucose_text"),
    "insulin": ("insulin", "insulin_text"),
    "production": ("liver", "liver"),
}


def loop_chart(words: Mapping[str, Any]) -> go.Figure:
    """State the charts of a meal with the loop whole or cut.

    Parameters
    ----------
    words : mapping
        ``figure`` and ``shared`` of the explorer's words.

    Returns
    -------
    plotly.graph_objects.Figure
        Without data.
    """
    figure = make_subplots(rows=3, cols=1, shared_xaxes=True, vertical_spacing=0.1)
    texts, runs = words["figure"], words["shared"]["runs"]
    for row, (quantity, (color, text_color)) in enumerate(_PANELS.items(), start=1):
        for run in ("health", "now", "pinned"):
            figure.add_trace(_run(run, quantity, color, runs[run], row == 1), row=row, col=1)
        add_title(figure, texts[quantity], row, text_color)
    _add_low(figure, texts)
    ticks = hour_ticks(texts, LOOP_MINUTES)
    lay_out_minutes(figure, texts["minute"], range=[-4, LOOP_MINUTES + 4], **ticks)
    figure.update_layout(
        **margins({"l": 44, "r": 92, "t": 32, "b": 26}, {"l": 34, "r": 60, "t": 26, "b": 20})
    )
    figure.layout.meta["heights"] = {"yaxis3": 84}
    figure.layout.meta["gaps"] = {"yaxis3": {"wide": 50, "narrow": 30}}
    return figure


def _run(run: str, quantity: str, color: str, name: str, legend: bool) -> go.Scatter:
    """A curve of the panel; no fill, since insulin may be below as well as above the whole loop's."""
    if quantity != "production":
        return curve(run, quantity, name, legend).update(fill="none")
    line = curve(run, "glucose", name, legend)
    line.line.color = LIGHT["ink"] if run == "pinned" else LIGHT[color]
    line.meta = {"run": run, "series": quantity, "quantity": quantity}
    return line


def _add_low(figure: go.Figure, texts: Mapping[str, Any]) -> None:
    """Mark low glucose: two lines, the zone below the second one shaded, names beside the chart."""
    shifts = dict(zip(HYPOGLYCEMIA, (6, -6), strict=True))  # so that two near names stay apart
    for level, value in HYPOGLYCEMIA.items():
        add_level(figure, value, (0, LOOP_MINUTES))
        add_aside(figure, texts["low"][level], "y", value, shifts[level])
    figure.add_shape(
        type="rect",
        layer="below",
        x0=0,
        x1=LOOP_MINUTES,
        y0=0,
        y1=HYPOGLYCEMIA["level_2"],
        fillcolor=LIGHT["grid"],
        line={"width": 0},
        row=1,
        col=1,
    )
