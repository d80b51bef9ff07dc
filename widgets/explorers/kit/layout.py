"""How the panels of a chart are laid out over hours or over years."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

from widgets.explorers.kit.style import (
    LEGEND,
    LEGEND_ABOVE,
    LEVEL_AXIS,
    PAPER,
    TIME_AXIS,
    margins,
)

#: Pixels of a row of a strip.
_STRIP_ROW = 17


def hour_ticks(texts: Mapping[str, Any], minutes: int) -> dict[str, Any]:
    """Return the ticks of a time axis that begins with a meal: one each hour.

    Parameters
    ----------
    texts : mapping
        ``meal``, and ``hours`` with {hours}.
    minutes : int
        Length of the axis.
    """
    ticks = list(range(0, minutes + 1, 60))
    hours = [texts["hours"].format(hours=minute // 60) for minute in ticks[1:]]
    return {"tickvals": ticks, "ticktext": [texts["meal"], *hours]}


def lay_out_minutes(figure: go.Figure, hover: str, **axis: Any) -> None:
    """Lay out panels above one time axis in minutes.

    Parameters
    ----------
    figure : plotly.graph_objects.Figure
    hover : str
        Title of what a reader hovers over, such as ``"%{x} min"``.
    **axis
        The rest of the horizontal axis: ``range``, ``tickvals``, ``ticktext`` …
    """
    figure.update_xaxes(**{**TIME_AXIS, "unifiedhovertitle": {"text": hover}, **axis})
    figure.update_yaxes(**LEVEL_AXIS)
    figure.update_layout(
        **PAPER,
        **margins({"l": 44, "r": 112, "t": 32, "b": 26}, {"l": 34, "r": 68, "t": 26, "b": 20}),
        legend=LEGEND,
    )


def lay_out_years(figure: go.Figure, texts: Mapping[str, Any], length: int, rows: int) -> None:
    """Lay out glucose, insulin and a strip of stages above one axis of years.

    Parameters
    ----------
    figure : plotly.graph_objects.Figure
        With three panels.
    texts : mapping
        ``start``, ``years`` with {years}, and ``year`` for what a reader hovers over.
    length : int
        Years.
    rows : int
        Of the strip.
    """
    ticks = list(range(0, length + 1, 3))
    figure.update_xaxes(
        **TIME_AXIS,
        range=[0, length],
        tickvals=ticks,
        ticktext=[texts["start"], *(texts["years"].format(years=year) for year in ticks[1:])],
        hoverformat=".1f",
        unifiedhovertitle={"text": texts["year"]},
    )
    figure.update_yaxes(**LEVEL_AXIS)
    # One row more, for the names of the stages.
    strip = {"range": [-0.6, rows + 0.5], "zeroline": False, "showgrid": False}
    figure.update_yaxes(**strip, showticklabels=False, row=3, col=1)
    figure.update_xaxes(showticklabels=False, row=2, col=1)
    figure.update_layout(
        **PAPER,
        **margins({"l": 44, "r": 112, "t": 32, "b": 26}, {"l": 34, "r": 68, "t": 44, "b": 20}),
        legend=LEGEND_ABOVE,
    )
    figure.layout.meta["heights"] = {"yaxis3": _STRIP_ROW * (rows + 1)}
