"""The charts of the explorer of the practices: the years after a beginning, what comes back first, and the trials.

A trace with ``mark`` in its ``meta`` is no curve: a band, a line, a dot. It is left out of the table of numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from widgets.explorers.kit.figures import (
    _LEGEND,
    _LIGHT,
    _LINES,
    _PAPER,
    _add_title,
    _dot,
    _margins,
    band,
)
from widgets.explorers.years.charts import YEAR_AXES, _add_aside, _band, _stage_name, _yearly
from widgets.lifestyle.trials import beside
from widgets.model.statement.measures import THRESHOLDS

#: Vertical axes of the years: as in the chapter of the years.
PRACTICE_AXES = YEAR_AXES

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


def over_years(words: Mapping[str, Any], length: int) -> go.Figure:
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
            figure.add_trace(_band(stage), row=row, col=1)
        figure.add_trace(_beginning("line_height"), row=row, col=1)
        for edge in band(f"fasting_{quantity}", quantity, quantity, "years"):
            figure.add_trace(edge, row=row, col=1)
        for run in ("health", "now", "pinned"):
            figure.add_trace(_yearly(run, quantity, "fasting", runs[run]), row=row, col=1)
            if quantity == "glucose":
                figure.add_trace(_yearly(run, quantity, "two_hour", runs[run]), row=row, col=1)
        figure.add_trace(_at_beginning(quantity), row=row, col=1)
    for run in STRIP:
        for stage in ("prediabetes", "diabetes"):
            figure.add_trace(_stretch(run, stage), row=3, col=1)
    for stage, name in words["stage_name"].items():
        figure.add_trace(_stage_name(stage, name), row=3, col=1)
    figure.add_trace(_beginning("strip_height"), row=3, col=1)
    _label(figure, words)
    _lay_out(figure, words["figure"], length)
    return figure


def _beginning(height: str) -> go.Scatter:
    """The line at which the practices begin."""
    return go.Scatter(
        mode="lines",
        showlegend=False,
        hoverinfo="skip",
        line={"color": _LIGHT["quiet"], "width": 1},
        meta={"run": "now", "series": height, "x": "line", "mark": True},
    )


def _at_beginning(quantity: str) -> go.Scatter:
    return go.Scatter(
        mode="markers",
        showlegend=False,
        hoverinfo="skip",
        marker=_dot(quantity),
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
    return go.Scatter(
        mode="lines",
        showlegend=False,
        hoverinfo="skip",
        line={"color": _LIGHT[stage], "width": 9},
        meta={"run": run, "series": f"strip_{stage}_{height}", "x": f"strip_{stage}", "mark": True},
    )


def _label(figure: go.Figure, words: Mapping[str, Any]) -> None:
    texts = words["figure"]
    for row, quantity in ((1, "glucose"), (2, "insulin")):
        _add_title(figure, texts[quantity], row, quantity)
    for criterion, dash in (("fasting", "solid"), ("two_hour", "2px,3px")):
        for stage, value in THRESHOLDS[criterion].items():
            figure.add_shape(
                type="line",
                layer="below",
                xref="x domain",
                x0=0,
                x1=1,
                y0=value,
                y1=value,
                line={"color": _LIGHT["axis"], "width": 1, "dash": dash},
                row=1,
                col=1,
            )
            if criterion == "two_hour":
                _add_aside(figure, texts["cutoff"][stage], "y", value)
    for height, run in enumerate(reversed(STRIP)):
        _add_aside(figure, texts["strip"][run], "y3", height)


def _lay_out(figure: go.Figure, words: Mapping[str, Any], length: int) -> None:
    ticks = list(range(0, length + 1, 3))
    figure.update_xaxes(
        range=[0, length],
        tickvals=ticks,
        ticktext=[words["start"], *(words["years"].format(years=year) for year in ticks[1:])],
        hoverformat=".1f",
        unifiedhovertitle={"text": words["year"]},
        spikethickness=1,
        spikedash="solid",
        spikecolor=_LIGHT["axis"],
        showticklabels=True,
        **_AXIS,
    )
    figure.update_yaxes(rangemode="tozero", ticklabelstandoff=4, **_AXIS)
    # One row more, for the names of the stages.
    strip = {"range": [-0.6, len(STRIP) + 0.5], "showgrid": False}
    figure.update_yaxes(**strip, showticklabels=False, row=3, col=1)
    figure.update_xaxes(showticklabels=False, row=2, col=1)
    figure.update_layout(
        **_PAPER,
        **_margins({"l": 44, "r": 112, "t": 32, "b": 26}, {"l": 34, "r": 68, "t": 44, "b": 20}),
        legend={**_LEGEND, "yref": "container", "yanchor": "top"},
    )
    figure.layout.meta["heights"] = {"yaxis3": 17 * (len(STRIP) + 1)}


_AXIS: dict[str, Any] = {
    "tickangle": 0,
    "fixedrange": True,
    "showgrid": True,
    "gridcolor": _LIGHT["grid"],
    "zeroline": False,
    "ticks": "",
    "tickfont": {"color": _LIGHT["quiet"]},
}


def returning(words: Mapping[str, Any]) -> go.Figure:
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
    texts = words["panels"]["returning"]
    for series, color in (("liver", "liver"), ("muscle", "muscle"), ("function", "pancreas")):
        for run in ("health", "now"):
            figure.add_scatter(
                mode="lines",
                name=texts["curves"][series],
                showlegend=run == "now",
                line={"color": _LIGHT[color], **_LINES[run]},
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
        **_AXIS,
    )
    figure.update_yaxes(ticklabelstandoff=4, **_AXIS)
    figure.update_layout(
        **_PAPER,
        **_margins({"l": 44, "r": 16, "t": 32, "b": 26}, {"l": 34, "r": 12, "t": 32, "b": 22}),
        legend={**_LEGEND, "x": 0, "xanchor": "left", "xref": "paper"},
    )
    return figure


def trials(words: Mapping[str, Any]) -> go.Figure:
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
    texts = words["details"]["trials"]
    rows = [row for name in ("dpp", "direct") for row in beside(name) if row.text in texts["rows"]]
    places = [texts["rows"][row.text] for row in rows]
    figure = go.Figure()
    for kind, color in (("measured", "ink"), ("model", "glucose")):
        figure.add_scatter(
            mode="markers",
            name=texts[kind],
            x=places,
            y=[getattr(row, kind) for row in rows],
            marker={"size": 11, "color": _LIGHT[color], "symbol": _SYMBOLS[kind]},
            hovertemplate="%{y:.0f}%",
            meta={"mark": True},
        )
    figure.update_xaxes(type="category", **_AXIS)
    figure.update_yaxes(range=[-4, 104], dtick=20, ticksuffix="%", ticklabelstandoff=4, **_AXIS)
    figure.update_layout(
        **_PAPER,
        **_margins({"l": 48, "r": 16, "t": 32, "b": 44}, {"l": 40, "r": 8, "t": 32, "b": 58}),
        legend={**_LEGEND, "x": 0, "xanchor": "left"},
    )
    return figure


_SYMBOLS = {"measured": "diamond", "model": "circle"}
