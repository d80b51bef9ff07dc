"""The charts of the explorer of the body: glucose and insulin through a healthy day, with a cursor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

from widgets.explorers.kit.charts import day_chart
from widgets.explorers.kit.measured import RUN
from widgets.explorers.kit.style import LIGHT, margins
from widgets.explorers.kit.traces import add_cursor
from widgets.model.body.health import DAY

#: Vertical axes of a healthy day (see `widgets.explorers.kit.axes`).
DAY_AXES: dict[str, Any] = {
    "yaxis": {
        "quantity": "glucose",
        "tops": {"mg/dL": [[180, 50], [240, 50]], "mmol/L": [[10, 3], [13.5, 3]]},
    },
    "yaxis2": {
        "quantity": "insulin",
        "tops": {"µU/mL": [[100, 25], [130, 40]], "pmol/L": [[600, 150], [780, 240]]},
    },
}


def cursor_chart(words: Mapping[str, Any]) -> go.Figure:
    """State the charts of a day, with the cursor at the time of the picture.

    Parameters
    ----------
    words : mapping
        ``figure`` and ``shared`` of the explorer's words.

    Returns
    -------
    plotly.graph_objects.Figure
        Without data.
    """
    figure = day_chart(words["figure"], words["shared"]["runs"])
    figure.update_xaxes(range=[0, DAY])
    add_cursor(figure)
    behind = [*_range_of_people(), _mean_of_people()]
    for trace in behind:
        figure.add_trace(trace, row=1, col=1)
    figure.data = figure.data[-len(behind) :] + figure.data[: -len(behind)]
    narrow = {"l": 34, "r": 24, "t": 26, "b": 36}
    figure.update_xaxes(showticklabels=False, row=1, col=1)
    figure.update_xaxes(ticklabelstandoff=5, row=2, col=1)
    figure.update_layout(**margins({"l": 44, "r": 40, "t": 32, "b": 42}, narrow))
    figure.layout.meta["gaps"] = {"yaxis2": {"wide": 32, "narrow": 28}}
    return figure


def _range_of_people() -> tuple[go.Scatter, go.Scatter]:
    """The range in which healthy people spend nearly all of their day, as an area."""
    edge = {
        "mode": "lines",
        "showlegend": False,
        "hoverinfo": "skip",
        "line": {"width": 0, "simplify": False},
    }
    low, high = (
        {"run": RUN, "series": f"range_{end}", "x": "sensor_minutes", "quantity": "glucose"}
        for end in ("low", "high")
    )
    return (
        go.Scatter(**edge, meta=low | {"mark": True}),
        go.Scatter(**edge, meta=high | {"mark": True}, fill="tonexty", fillcolor=LIGHT["grid"]),
    )


def _mean_of_people() -> go.Scatter:
    return go.Scatter(
        mode="lines",
        showlegend=False,
        hoverinfo="skip",
        line={"color": LIGHT["ink"], "width": 1.75, "dash": "9px,4px", "simplify": False},
        meta={"run": RUN, "series": "sensor_mean", "x": "sensor_minutes", "quantity": "glucose"},
    )
