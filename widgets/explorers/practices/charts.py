"""The charts of the explorer of the practices: the years after a beginning, what comes back first, and the trials.

A trace with ``mark`` in its ``meta`` is no curve: a band, a line, a dot. It is left out of the table of numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from widgets.explorers.kit.labels import add_aside, add_cutoffs, add_title
from widgets.explorers.kit.layout import lay_out_years
from widgets.explorers.kit.style import AXIS, LEGEND, LIGHT, LINES, ORGAN_MARKS, PAPER, dot, margins
from widgets.explorers.kit.traces import (
    band,
    cursor,
    long_curve,
    stage_area,
    stage_name,
    strip_stretch,
)
from widgets.lifestyle.trials import beside

#: Axis of what comes back, in percent of health.
RETURN_AXES: dict[str, Any] = {
    "yaxis": {
        "quantity": "response",
        "tops": {"%": [[120, 20], [170, 50], [260, 50], [330, 100]]},
    }
}

#: Days at which the axis of what comes back is labeled, with their names in the words.
DAYS = {1: "day", 7: "week", 30: "month", 365: "year", 3650: "decade"}

#: Rows of the strip, from the top: with the practices and without them.
STRIP = ("now", "health")


def practices_chart(words: Mapping[str, Any], length: int) -> go.Figure:
    """State the charts of the years: glucose, insulin, and the stage with and without the practices.

    Parameters
    ----------
    words : mapping
        The explorer's words.
    length : int
        Years.

    Returns
    -------
    plotly.graph_objects.Figure
        Without data.
    """
    figure = make_subplots(rows=3, cols=1, shared_xaxes=True)
    runs = words["shared"]["runs"]
    for row, quantity in ((1, "glucose"), (2, "insulin")):
        for stage in ("prediabetes", "diabetes"):
            figure.add_trace(stage_area(stage), row=row, col=1)
        figure.add_trace(cursor("line_height", "line"), row=row, col=1)
        for edge in band(f"fasting_{quantity}", quantity, quantity, "years"):
            figure.add_trace(edge, row=row, col=1)
        for run in ("health", "now", "pinned"):
            for sample in ("fasting", "two_hour") if quantity == "glucose" else ("fasting",):
                legend = (quantity, sample) == ("glucose", "fasting")
                line = long_curve(
                    run, f"{sample}_{quantity}", runs[run], quantity, quantity, legend=legend
                )
                figure.add_trace(line, row=row, col=1)
        figure.add_trace(_at_beginning(quantity), row=row, col=1)
    for run in STRIP:
        for stage in ("prediabetes", "diabetes"):
            figure.add_trace(_stretch(run, stage), row=3, col=1)
    for stage in words["stage_name"]:
        figure.add_trace(stage_name(stage, words), row=3, col=1)
    figure.add_trace(cursor("strip_height", "line"), row=3, col=1)
    _label(figure, words["figure"])
    lay_out_years(figure, words["figure"], length, len(STRIP))
    return figure


def _at_beginning(quantity: str) -> go.Scatter:
    return go.Scatter(
        mode="markers",
        showlegend=False,
        hoverinfo="skip",
        marker=dot(quantity),
        meta={
            "run": "now",
            "series": f"fasting_{quantity}_start",
            "x": "start",
            "quantity": quantity,
            "mark": True,
        },
    )


def _stretch(run: str, stage: str) -> go.Scatter:
    """The years that one run spends in a stage, by whichever criterion is worst."""
    height = len(STRIP) - 1 - STRIP.index(run)
    return strip_stretch(run, f"strip_{stage}_{height}", f"strip_{stage}", stage)


def _label(figure: go.Figure, texts: Mapping[str, Any]) -> None:
    for row, quantity in ((1, "glucose"), (2, "insulin")):
        key = texts["key"].get(quantity, "")
        add_title(figure, texts[quantity], row, f"{quantity}_text", key)
    add_cutoffs(figure, texts)
    for height, run in enumerate(reversed(STRIP)):
        add_aside(figure, texts["strip"][run], "y3", height)


def recovery_chart(words: Mapping[str, Any]) -> go.Figure:
    """State the chart of what comes back: liver, muscle and beta cells from the first day on.

    Parameters
    ----------
    words : mapping
        The explorer's words.

    Returns
    -------
    plotly.graph_objects.Figure
        Without data: percent of health over days, on a logarithmic axis.
    """
    figure = go.Figure()
    texts = words["panels"]["returning"]["figure"]
    for series, color in (("liver", "liver"), ("muscle", "muscle"), ("function", "pancreas")):
        for run in ("health", "now"):
            figure.add_scatter(
                **ORGAN_MARKS.get(color, {"mode": "lines"}),
                name=texts["curves"][series],
                showlegend=run == "now",
                line={"color": LIGHT[color], **LINES[run]},
                hovertemplate="%{y:.0f}%",
                meta={"run": run, "series": series, "x": "days", "quantity": "response"},
            )
    figure.update_xaxes(
        type="log",
        range=[-0.32, 3.75],
        tickvals=list(DAYS),
        ticktext=[texts["ticks"][name] for name in DAYS.values()],
        hoverformat=".3~g",
        unifiedhovertitle={"text": texts["day"]},
        **AXIS,
    )
    figure.update_yaxes(ticklabelstandoff=4, **AXIS)
    figure.update_layout(
        **PAPER,
        **margins({"l": 44, "r": 16, "t": 32, "b": 26}, {"l": 34, "r": 12, "t": 42, "b": 22}),
        legend={**LEGEND, "x": 0, "xanchor": "left", "xref": "paper"},
    )
    return figure


def trials_chart(words: Mapping[str, Any]) -> go.Figure:
    """State the chart of the trials beside the model; it brings its data.

    Parameters
    ----------
    words : mapping
        The explorer's words.

    Returns
    -------
    plotly.graph_objects.Figure
        Percent, one place a result.
    """
    texts = words["details"]["trials"]["figure"]
    rows = [row for name in ("dpp", "direct") for row in beside(name) if row.text in texts["rows"]]
    places = [texts["rows"][row.text] for row in rows]
    figure = go.Figure()
    for kind, color in (("measured", "ink"), ("model", "glucose")):
        figure.add_scatter(
            mode="markers",
            name=texts[kind],
            x=places,
            y=[getattr(row, kind) for row in rows],
            marker={"size": 11, "color": LIGHT[color], "symbol": _SYMBOLS[kind]},
            hovertemplate="%{y:.0f}%",
            meta={"mark": True},
        )
    figure.update_xaxes(type="category", **AXIS)
    figure.update_yaxes(range=[-4, 104], dtick=20, ticksuffix="%", ticklabelstandoff=4, **AXIS)
    figure.update_layout(
        **PAPER,
        **margins({"l": 48, "r": 16, "t": 32, "b": 44}, {"l": 40, "r": 8, "t": 32, "b": 58}),
        legend={**LEGEND, "x": 0, "xanchor": "left"},
    )
    return figure


_SYMBOLS = {"measured": "diamond", "model": "circle"}
