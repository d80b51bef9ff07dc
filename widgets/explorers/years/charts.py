"""The charts of the explorer of the years: glucose, insulin, and the stage by each criterion.

A trace with ``mark`` in its ``meta`` is no curve: a band, the cursor, a dot. It is left out of the table of numbers.
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
    MEAL_AXES,
    _add_title,
    _dot,
    _margins,
)
from widgets.model.statement.measures import CRITERIA, THRESHOLDS

#: Vertical axes of the years (see `figures.MEAL_AXES`).
YEAR_AXES: dict[str, Any] = {
    "yaxis": MEAL_AXES["yaxis"],
    "yaxis2": {
        "quantity": "insulin",
        "tops": {
            "µU/mL": [[26, 5], [45, 10], [80, 20], [130, 40], [210, 50], [320, 100]],
            "pmol/L": [[156, 30], [270, 60], [480, 120], [780, 240], [1260, 300], [1920, 600]],
        },
    },
}


def over_years(words: Mapping[str, Any], length: int) -> go.Figure:
    """State the charts of the years: glucose, insulin, and the stage by each criterion.

    Parameters
    ----------
    words : mapping
        An explorer's words.
    length : int
        Years.

    Returns
    -------
    plotly.graph_objects.Figure
        Without data.
    """
    figure = make_subplots(rows=3, cols=1, shared_xaxes=True)
    for row in (1, 2):
        for stage in ("prediabetes", "diabetes"):
            figure.add_trace(_band(stage), row=row, col=1)
        figure.add_trace(_cursor(), row=row, col=1)
    runs = words["shared"]["runs"]
    for row, quantity, sample in (
        (1, "glucose", "fasting"),
        (1, "glucose", "two_hour"),
        (2, "insulin", "fasting"),
    ):
        for run in ("health", "now", "pinned"):
            figure.add_trace(_yearly(run, quantity, sample, runs[run]), row=row, col=1)
        figure.add_trace(_at_cursor(quantity, sample), row=row, col=1)
    for criterion in CRITERIA:
        for stage in ("touched", "prediabetes", "diabetes"):
            figure.add_trace(_stretch(criterion, stage), row=3, col=1)
    for stage, name in words["stage_name"].items():
        figure.add_trace(_stage_name(stage, name), row=3, col=1)
    figure.add_trace(_cursor("strip_height"), row=3, col=1)
    _label_years(figure, words["figure"])
    _lay_out_years(figure, words["figure"], length)
    return figure


def _band(stage: str) -> go.Scatter:
    """A stage, by whichever criterion comes first, behind a chart."""
    return go.Scatter(
        mode="lines",
        showlegend=False,
        hoverinfo="skip",
        fill="toself",
        fillcolor=_LIGHT[f"{stage}_fill"],
        line={"width": 0},
        meta={"run": "now", "series": f"band_{stage}_height", "x": f"band_{stage}", "mark": True},
    )


def _cursor(height: str = "cursor_height") -> go.Scatter:
    return go.Scatter(
        mode="lines",
        showlegend=False,
        hoverinfo="skip",
        line={"color": _LIGHT["quiet"], "width": 1},
        meta={"run": "now", "series": height, "x": "cursor", "mark": True},
    )


def _yearly(run: str, quantity: str, sample: str, name: str) -> go.Scatter:
    """A curve over the years; the two-hour value is the thin one."""
    fasting = sample == "fasting"
    line = {**_LINES[run], **({} if fasting else {"width": 0.6 * _LINES[run]["width"]})}
    return go.Scatter(
        mode="lines",
        name=name,
        legendgroup=run,
        showlegend=fasting and quantity == "glucose",
        legendrank=["now", "health", "pinned"].index(run),
        line={"color": _LIGHT["ink"] if run == "pinned" else _LIGHT[quantity], **line},
        hovertemplate="%{y:.4~g}",
        meta={
            "run": run,
            "series": f"{sample}_{quantity}",
            "x": "years",
            "quantity": quantity,
        },
    )


def _at_cursor(quantity: str, sample: str) -> go.Scatter:
    return go.Scatter(
        mode="markers",
        showlegend=False,
        hoverinfo="skip",
        marker=_dot(quantity),
        meta={
            "run": "now",
            "series": f"{sample}_{quantity}_now",
            "x": "now",
            "quantity": quantity,
            "mark": True,
        },
    )


def _stretch(criterion: str, stage: str) -> go.Scatter:
    """The years that one criterion puts in a stage; thin where its line is only touched."""
    touched = stage == "touched"
    return go.Scatter(
        mode="lines",
        showlegend=False,
        hoverinfo="skip",
        line={
            "color": _LIGHT["prediabetes" if touched else stage],
            "width": 2 if touched else 9,
        },
        meta={
            "run": "now",
            "series": f"{criterion}_{stage}_row",
            "x": f"{criterion}_{stage}",
            "mark": True,
        },
    )


def _stage_name(stage: str, name: str) -> go.Scatter:
    """The name of a stage above the strip, in the middle of its longest stretch, if it fits there."""
    return go.Scatter(
        mode="text",
        text=[name],
        showlegend=False,
        hoverinfo="skip",
        textfont={"size": 12, "color": _LIGHT["quiet"]},
        meta={
            "run": "now",
            "series": "name_height",
            "x": f"name_{stage}",
            "between": True,
            "mark": True,
        },
    )


def _label_years(figure: go.Figure, words: Mapping[str, Any]) -> None:
    for row, quantity in ((1, "glucose"), (2, "insulin")):
        _add_title(figure, words[quantity], row, quantity)
    for criterion, values in (("fasting", "solid"), ("two_hour", "2px,3px")):
        for stage, value in THRESHOLDS[criterion].items():
            figure.add_shape(
                type="line",
                layer="below",
                xref="x domain",
                x0=0,
                x1=1,
                y0=value,
                y1=value,
                line={"color": _LIGHT["axis"], "width": 1, "dash": values},
                row=1,
                col=1,
            )
            if criterion == "two_hour":
                _add_aside(figure, words["cutoff"][stage], "y", value)
    for level, criterion in enumerate(reversed(CRITERIA)):
        _add_aside(figure, words["criterion"][criterion], "y3", level)


def _add_aside(figure: go.Figure, text: str, axis: str, height: float) -> None:
    """Label a height of a chart in its right margin."""
    figure.add_annotation(
        text=text,
        xref="paper",
        x=1,
        xanchor="left",
        xshift=6,
        yref=axis,
        y=height,
        align="left",
        showarrow=False,
        font={"size": 12, "color": _LIGHT["quiet"]},
    )


def _lay_out_years(figure: go.Figure, words: Mapping[str, Any], length: int) -> None:
    ticks = list(range(0, length + 1, 3))
    figure.update_xaxes(
        range=[0, length],
        tickvals=ticks,
        ticktext=[words["start"], *(words["years"].format(years=year) for year in ticks[1:])],
        tickangle=0,
        showticklabels=True,
        fixedrange=True,
        showgrid=True,
        gridcolor=_LIGHT["grid"],
        zeroline=False,
        ticks="",
        tickfont={"color": _LIGHT["quiet"]},
        hoverformat=".1f",
        unifiedhovertitle={"text": words["year"]},
        spikethickness=1,
        spikedash="solid",
        spikecolor=_LIGHT["axis"],
    )
    figure.update_yaxes(
        rangemode="tozero",
        fixedrange=True,
        gridcolor=_LIGHT["grid"],
        zeroline=True,
        zerolinecolor=_LIGHT["line"],
        ticklabelstandoff=4,
        tickfont={"color": _LIGHT["quiet"]},
        ticks="",
    )
    # One row more, for the names of the stages.
    strip = {"range": [-0.6, len(CRITERIA) + 0.5], "zeroline": False, "showgrid": False}
    figure.update_yaxes(**strip, showticklabels=False, row=3, col=1)
    figure.update_xaxes(showticklabels=False, row=2, col=1)
    figure.update_layout(
        **_PAPER,
        **_margins({"l": 44, "r": 112, "t": 32, "b": 26}, {"l": 34, "r": 68, "t": 44, "b": 20}),
        # Above the title, which says more than in other charts.
        legend={**_LEGEND, "yref": "container", "yanchor": "top"},
    )
    figure.layout.meta["heights"] = {"yaxis3": 17 * (len(CRITERIA) + 1)}
