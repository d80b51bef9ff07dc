"""The charts, stated once: the browser fills in data, and so does `filled` in a live kernel.

Each trace says in ``meta`` where its numbers come from: ``run`` ("now", "health" or "pinned"),
``series`` (a curve of that run), ``quantity`` (for the unit), and ``at`` (minutes) if it shows
single points. Texts hold {unit} and {value}; the value is the height at which the text stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from widgets.model import THRESHOLDS
from widgets.palette import PALETTE

_LIGHT = PALETTE["light"]

#: Vertical axes of a meal: the quantity; the tops that an axis may have, with the distance of its
#: ticks, by unit (it takes the lowest top above its curves, so it grows in steps and never clips);
#: and the marks, in the model's unit, that the axis names besides.
MEAL_AXES: dict[str, Any] = {
    "yaxis": {
        "quantity": "glucose",
        "marks": list(THRESHOLDS["fasting"].values()),
        "tops": {
            "mg/dL": [[240, 50], [340, 100], [440, 100], [640, 200], [1040, 200]],
            "mmol/L": [[13.5, 3], [19, 6], [25, 6], [37, 12], [61, 12]],
        },
    },
    "yaxis2": {
        "quantity": "insulin",
        "tops": {
            "µU/mL": [
                [80, 20],
                [130, 40],
                [210, 50],
                [320, 100],
                [520, 100],
                [840, 200],
                [1640, 400],
            ],
            "pmol/L": [
                [480, 120],
                [780, 240],
                [1260, 300],
                [1920, 600],
                [3120, 600],
                [5040, 1200],
                [9840, 2400],
            ],
        },
    },
}

#: Minutes after the meal at which a diagnosis is read.
FASTING, TWO_HOURS = 0, 120


# Plotly's simplified lines show corners where insulin turns.
_LINES: dict[str, dict[str, Any]] = {
    "health": {"dash": "5px,4px", "width": 1.5, "simplify": False},
    "now": {"width": 2.75, "simplify": False},
    "pinned": {"dash": "1.5px,3px", "width": 2.25, "simplify": False},
}

_PAPER: dict[str, Any] = {
    "template": "none",
    "dragmode": False,
    "hovermode": "x unified",
    "hoverlabel": {
        "bgcolor": _LIGHT["paper"],
        "bordercolor": _LIGHT["line"],
        "font": {"color": _LIGHT["ink"]},
    },
    "paper_bgcolor": _LIGHT["paper"],
    "plot_bgcolor": _LIGHT["paper"],
    "font": {"size": 13, "color": _LIGHT["ink"]},
}

_LEGEND: dict[str, Any] = {
    "orientation": "h",
    "xref": "container",
    "x": 1,
    "xanchor": "right",
    "y": 1,
    "yanchor": "bottom",
    "itemclick": False,
    "itemdoubleclick": False,
    "bgcolor": "rgba(0,0,0,0)",
}


def meal(words: Mapping[str, Any], bands: bool = False) -> go.Figure:
    """State the charts of a meal: glucose above insulin on one time axis.

    Parameters
    ----------
    words : mapping
        ``figure`` and ``shared`` of an explorer's words.
    bands : bool
        Whether intervals stand around the curves of now (see `band`).

    Returns
    -------
    plotly.graph_objects.Figure
        Without data.
    """
    figure = make_subplots(rows=2, cols=1, shared_xaxes=True, vertical_spacing=0.16)
    runs = words["shared"]["runs"]
    for row, quantity in ((1, "glucose"), (2, "insulin")):
        for edge in band(quantity, quantity, quantity) if bands else ():
            figure.add_trace(edge, row=row, col=1)
        for run in ("health", "now", "pinned"):
            curve = _curve(run, quantity, runs[run], legend=row == 1)
            figure.add_trace(curve.update(fill="none") if bands else curve, row=row, col=1)
    figure.add_trace(_readings(), row=1, col=1)
    for criterion, minute in (("fasting", FASTING), ("two_hour", TWO_HOURS)):
        _add_cutoffs(figure, words["figure"], criterion, minute)
    for row, quantity in ((1, "glucose"), (2, "insulin")):
        _add_title(figure, words["figure"][quantity], row, quantity)
    _lay_out(figure, words["figure"])
    return figure


def _curve(run: str, quantity: str, name: str, legend: bool) -> go.Scatter:
    return go.Scatter(
        mode="lines",
        name=name,
        legendgroup=run,
        showlegend=legend,
        legendrank=["now", "health", "pinned"].index(run),
        line={"color": _LIGHT["ink"] if run == "pinned" else _LIGHT[quantity], **_LINES[run]},
        # The fill between health and now is the insulin that resistance costs.
        fill="tonexty" if run == "now" and quantity == "insulin" else "none",
        fillcolor=_LIGHT["insulin_fill"],
        hovertemplate="%{y:.4~g}",
        meta={"run": run, "series": quantity, "quantity": quantity},
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
    stated = {
        "mode": "lines",
        "showlegend": False,
        "hoverinfo": "skip",
        "line": {"width": 0, "simplify": False},
    }
    low, high = (
        {"run": "now", "series": f"{series}_{edge}", "x": across, "quantity": quantity}
        for edge in ("low", "high")
    )
    return (
        go.Scatter(**stated, meta=low),
        go.Scatter(**stated, meta=high, fill="tonexty", fillcolor=_LIGHT[f"{color}_fill"]),
    )


def _readings() -> go.Scatter:
    """Dots where a diagnosis is read: fasting, and at two hours."""
    return go.Scatter(
        mode="markers",
        showlegend=False,
        cliponaxis=False,
        hoverinfo="skip",
        marker=_dot("glucose"),
        meta={"run": "now", "series": "glucose", "quantity": "glucose", "at": [FASTING, TWO_HOURS]},
    )


def _dot(color: str) -> dict[str, Any]:
    return {"size": 9, "color": _LIGHT[color], "line": {"width": 2, "color": _LIGHT["paper"]}}


def _add_cutoffs(figure: go.Figure, words: Mapping[str, Any], criterion: str, minute: int) -> None:
    """Mark the cut-offs where they are read; labels stand beside the chart, off the curves."""
    for stage, value in THRESHOLDS[criterion].items():
        two_hours = criterion == "two_hour"
        figure.add_shape(
            type="line",
            layer="below",
            x0=minute - (6 if two_hours else 0),
            x1=240 if two_hours else 10,
            y0=value,
            y1=value,
            line={"color": _LIGHT["axis"], "width": 1, "dash": "2px,3px" if two_hours else "solid"},
            row=1,
            col=1,
        )
        if two_hours:
            figure.add_annotation(
                text=words["cutoff"][stage],
                xref="paper",
                x=1,
                xanchor="left",
                xshift=6,
                yref="y",
                y=value,
                align="left",
                showarrow=False,
                font={"size": 12, "color": _LIGHT["quiet"]},
            )


def _add_title(figure: go.Figure, text: str, row: int, quantity: str) -> None:
    figure.add_annotation(
        text=f"<b>{text}</b>",
        xref="paper",
        x=0,
        xanchor="left",
        yref=f"y{'' if row == 1 else row} domain",
        y=1,
        yanchor="bottom",
        yshift=4,
        showarrow=False,
        font={"size": 14, "color": _LIGHT[f"{quantity}_text"]},
    )


def _lay_out(figure: go.Figure, words: Mapping[str, Any]) -> None:
    hours = [0, 60, 120, 180, 240]
    figure.update_xaxes(
        range=[-3, 243],
        tickvals=hours,
        ticktext=[
            words["meal"],
            *(words["hours"].format(hours=minute // 60) for minute in hours[1:]),
        ],
        tickangle=0,
        showticklabels=True,
        unifiedhovertitle={"text": words["minute"]},
        spikethickness=1,
        spikedash="solid",
        spikecolor=_LIGHT["axis"],
        fixedrange=True,
        showgrid=True,
        gridcolor=_LIGHT["grid"],
        zeroline=False,
        ticks="",
        tickfont={"color": _LIGHT["quiet"]},
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
    figure.update_layout(
        **_PAPER,
        **_margins({"l": 44, "r": 112, "t": 32, "b": 26}, {"l": 34, "r": 68, "t": 26, "b": 20}),
        legend=_LEGEND,
    )


#: Axes of the dose-response curves: fixed, by unit.
DOSE_AXES: dict[str, Any] = {
    "xaxis": {
        "quantity": "insulin",
        "fixed": {
            "µU/mL": {"range": [0, 2.67], "tickvals": [1, 3, 10, 30, 100, 300]},
            "pmol/L": {"range": [0.778, 3.448], "tickvals": [10, 30, 100, 300, 1000]},
        },
    },
}


def dose(words: Mapping[str, Any]) -> go.Figure:
    """State the dose-response curves of muscle and liver.

    Parameters
    ----------
    words : mapping
        ``details`` of an explorer's words.

    Returns
    -------
    plotly.graph_objects.Figure
        Without data: rates in mg/kg/min over insulin, on a logarithmic axis.
    """
    figure = go.Figure()
    texts = words["details"]["dose"]
    for series, organ in (("uptake", "muscle"), ("production", "liver")):
        for run in ("health", "now"):
            figure.add_scatter(
                name=texts[series],
                mode="lines",
                showlegend=run == "now",
                **_dose_curve(run, series, organ),
            )
        figure.add_scatter(**_own_point(series, organ))
    title = {"text": texts["insulin"], "standoff": 4}
    axis = {
        "gridcolor": _LIGHT["grid"],
        "zeroline": False,
        "fixedrange": True,
        "ticks": "",
        "tickangle": 0,
    }
    figure.update_xaxes(type="log", title=title, tickfont={"color": _LIGHT["quiet"]}, **axis)
    figure.update_yaxes(range=[0, 9], dtick=2, tickfont={"color": _LIGHT["quiet"]}, **axis)
    figure.update_layout(
        **_PAPER,
        **_margins({"l": 28, "r": 16, "t": 32, "b": 44}, {"l": 24, "r": 12, "t": 32, "b": 40}),
        legend={**_LEGEND, "x": 0, "xanchor": "left"},
    )
    return figure


def _margins(wide: dict[str, int], narrow: dict[str, int]) -> dict[str, Any]:
    """Margins in pixels; the browser takes the narrow ones from ``meta`` where room is scarce."""
    return {"margin": {**wide, "autoexpand": False}, "meta": {"narrow": narrow}}


def _dose_curve(run: str, series: str, organ: str) -> dict[str, Any]:
    line = {"color": _LIGHT[organ], **_LINES[run]}
    meta = {"run": run, "series": series, "x": "dose", "x_quantity": "insulin"}
    return {"line": line, "hovertemplate": "%{y:.1f}", "meta": meta}


def _own_point(series: str, organ: str) -> dict[str, Any]:
    meta = {"run": "now", "series": f"own_{series}", "x": "own_dose", "x_quantity": "insulin"}
    return {
        "mode": "markers",
        "showlegend": False,
        "hoverinfo": "skip",
        "marker": _dot(organ),
        "meta": meta,
    }


def filled(
    figure: go.Figure, runs: Mapping[str, Mapping[str, Any]], axes: Mapping[str, Any]
) -> go.Figure:
    """Fill data into a figure, in the model's units, as the browser does.

    Parameters
    ----------
    figure : plotly.graph_objects.Figure
        From one of the functions above.
    runs : mapping of str to mapping of str to array_like
        Run to its curves, ``minutes`` among them.
    axes : mapping
        The figure's axes.

    Returns
    -------
    plotly.graph_objects.Figure
        Without the traces that have no run.
    """
    figure.data = [trace for trace in figure.data if trace.meta["run"] in runs]
    for trace in figure.data:
        curves, at = runs[trace.meta["run"]], trace.meta.get("at")
        trace.x = at or curves[trace.meta.get("x", "minutes")]
        trace.y = (
            np.interp(at, curves["minutes"], curves[trace.meta["series"]])
            if at
            else curves[trace.meta["series"]]
        )
    for name, axis in axes.items():
        unit, tops = next(iter(axis["tops"].items()))
        highest = max(
            max(trace.y) for trace in figure.data if trace.meta.get("quantity") == axis["quantity"]
        )
        top, distance = next((pair for pair in tops if pair[0] > highest), tops[-1])
        figure.layout[name].update(range=[0, top], dtick=distance)
        _write(figure, name.replace("axis", ""), unit)
    return figure


def _write(figure: go.Figure, reference: str, unit: str) -> None:
    """Fill {unit} and {value} into the texts that stand on one axis."""
    for annotation in figure.layout.annotations:
        if annotation.yref.removesuffix(" domain") == reference:
            annotation.text = annotation.text.format(unit=unit, value=f"{annotation.y:g}")


def stated(figure: go.Figure) -> dict[str, Any]:
    """Return a figure as plain JSON values, without a template.

    Parameters
    ----------
    figure : plotly.graph_objects.Figure
    """
    plain = figure.to_plotly_json()
    plain["layout"].pop("template", None)
    return _listed(plain)


def _listed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _listed(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | np.ndarray):
        return [_listed(inner) for inner in value]
    return value
