"""Traces that several charts draw.

Each says in ``meta`` where its numbers come from: ``run`` ("now", "health" or "pinned"), ``series`` (a curve of that
run), ``x`` (the series of the horizontal axis; minutes unless told), ``quantity`` (for the unit), and ``at`` (minutes)
if it shows single points. One with ``mark`` is no curve (an area, the cursor, a dot): the table of numbers leaves it
out. One with ``between`` stands in the middle between its two places: the first of its texts that fits there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

from widgets.explorers.kit.style import LIGHT, LINES, ORGAN_MARKS, dot

_RUNS = ("now", "health", "pinned")


def curve(run: str, quantity: str, name: str, legend: bool) -> go.Scatter:
    """State a curve of glucose or insulin over minutes.

    Parameters
    ----------
    run : {"now", "health", "pinned"}
    quantity : {"glucose", "insulin"}
        Its series, its unit and its color.
    name : str
        In the legend.
    legend : bool
        Whether the legend names it.

    Returns
    -------
    plotly.graph_objects.Scatter
        The insulin of now is filled down to that of health: what resistance costs.
    """
    return go.Scatter(
        mode="lines",
        name=name,
        legendgroup=run,
        showlegend=legend,
        legendrank=_RUNS.index(run),
        line={"color": LIGHT["ink"] if run == "pinned" else LIGHT[quantity], **LINES[run]},
        fill="tonexty" if run == "now" and quantity == "insulin" else "none",
        fillcolor=LIGHT["insulin_fill"],
        hovertemplate="%{y:.4~g}",
        meta={"run": run, "series": quantity, "quantity": quantity},
    )


def long_curve(
    run: str,
    series: str,
    name: str,
    color: str,
    quantity: str,
    across: str = "years",
    legend: bool = False,
) -> go.Scatter:
    """State a curve over days or years; that of two-hour glucose is the thin one.

    Parameters
    ----------
    run : {"now", "health", "pinned"}
    series : str
    name : str
        In the legend.
    color : str
        Name of a color of the palette.
    quantity : str
        For the unit.
    across : str
        Series of the horizontal axis.
    legend : bool
        Whether the legend names it.

    Returns
    -------
    plotly.graph_objects.Scatter
    """
    thin = {"width": 0.6 * LINES[run]["width"]} if series == "two_hour_glucose" else {}
    return go.Scatter(
        **ORGAN_MARKS.get(color, {"mode": "lines"}),
        name=name,
        legendgroup=run,
        showlegend=legend,
        legendrank=_RUNS.index(run),
        line={"color": LIGHT["ink"] if run == "pinned" else LIGHT[color], **LINES[run], **thin},
        hovertemplate="%{y:.4~g}",
        meta={"run": run, "series": series, "x": across, "quantity": quantity},
    )


def band(
    series: str, color: str, quantity: str | None = None, across: str = "minutes"
) -> tuple[go.Scatter, go.Scatter]:
    """State the interval around a curve of the run of now; it stands behind, so add it before the curve.

    Parameters
    ----------
    series : str
        The curve; its edges are the series ``<series>_low`` and ``<series>_high``.
    color : str
        Name of a color of the palette that has a ``_fill``.
    quantity : str, optional
        For the unit, and so that the axis holds the band.
    across : str
        Series of the horizontal axis.

    Returns
    -------
    tuple of plotly.graph_objects.Scatter
        The lower edge, and the upper edge with the area down to it.
    """
    edge = {
        "mode": "lines",
        "showlegend": False,
        "hoverinfo": "skip",
        "line": {"width": 0, "simplify": False},
    }
    low, high = (
        {"run": "now", "series": f"{series}_{end}", "x": across, "quantity": quantity}
        for end in ("low", "high")
    )
    return (
        go.Scatter(**edge, meta=low),
        go.Scatter(**edge, meta=high, fill="tonexty", fillcolor=LIGHT[f"{color}_fill"]),
    )


def cursor(
    height: str = "cursor_height", across: str = "cursor", color: str = "quiet"
) -> go.Scatter:
    """State an upright line at the moment that a reader points at.

    Parameters
    ----------
    height, across : str
        Series of its ends.
    color : str
        Name of a color of the palette.
    """
    return go.Scatter(
        mode="lines",
        showlegend=False,
        hoverinfo="skip",
        line={"color": LIGHT[color], "width": 1},
        meta={"run": "now", "series": height, "x": across, "mark": True},
    )


def dot_at_cursor(quantity: str, sample: str = "") -> go.Scatter:
    """State the dot of a curve at the moment that the cursor points at.

    Parameters
    ----------
    quantity : {"glucose", "insulin"}
    sample : {"", "fasting", "two_hour"}
        Which of several curves of the quantity. Its series is ``<sample>_<quantity>_now``, or ``<quantity>_now`` where
        there is one curve, over the series ``now``.
    """
    return go.Scatter(
        mode="markers",
        showlegend=False,
        hoverinfo="skip",
        cliponaxis=False,
        marker=dot(quantity),
        meta={
            "run": "now",
            "series": f"{sample}_{quantity}_now" if sample else f"{quantity}_now",
            "x": "now",
            "quantity": quantity,
            "mark": True,
        },
    )


def stage_area(stage: str) -> go.Scatter:
    """State the time spent in a stage, by whichever criterion comes first, as an area behind a chart."""
    return go.Scatter(
        mode="lines",
        showlegend=False,
        hoverinfo="skip",
        fill="toself",
        fillcolor=LIGHT[f"{stage}_fill"],
        line={"width": 0},
        meta={"run": "now", "series": f"band_{stage}_height", "x": f"band_{stage}", "mark": True},
    )


def stage_name(stage: str, words: Mapping[str, Any]) -> go.Scatter:
    """State the name of a stage in the middle of its longest stretch above a strip, whole or short, if it fits."""
    return go.Scatter(
        mode="text",
        text=[words["stage_name"][stage], words["stage_short"][stage]],
        showlegend=False,
        hoverinfo="skip",
        textfont={"size": 12, "color": LIGHT["quiet"]},
        meta={
            "run": "now",
            "series": "name_height",
            "x": f"name_{stage}",
            "between": True,
            "mark": True,
        },
    )


def strip_stretch(run: str, series: str, across: str, color: str, width: int = 9) -> go.Scatter:
    """State a row of a strip: the time for which something holds.

    Parameters
    ----------
    run : {"now", "health", "pinned"}
    series, across : str
        Series of its height and of its stretches.
    color : str
        Name of a color of the palette.
    width : int
        Pixels.
    """
    return go.Scatter(
        mode="lines",
        showlegend=False,
        hoverinfo="skip",
        line={"color": LIGHT[color], "width": width},
        meta={"run": run, "series": series, "x": across, "mark": True},
    )


def add_cursor(figure: go.Figure) -> None:
    """Add the cursor, and the dot that it points at, to the curves of glucose (row 1) and of insulin (row 2)."""
    for row, quantity in ((1, "glucose"), (2, "insulin")):
        figure.add_trace(cursor(), row=row, col=1)
        figure.add_trace(dot_at_cursor(quantity), row=row, col=1)
