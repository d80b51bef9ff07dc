"""The charts of the explorer of uptake: glucose into each organ, where the drink is, the blood, and a clamp."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from widgets.explorers.kit.axes import MEAL_AXES
from widgets.explorers.kit.labels import add_title
from widgets.explorers.kit.layout import hour_ticks, lay_out_minutes
from widgets.explorers.kit.style import AXIS, LEGEND, LEGEND_ABOVE, LIGHT, LINES, PAPER, margins
from widgets.explorers.kit.traces import cursor, curve

#: Where glucose can be, from the bottom of a stack to its top: first who needs no insulin, then who does.
PLACES = ("brain", "liver", "fat", "muscle", "other", "urine", "blood", "gut")
_ORGANS = PLACES[:6]

#: Name of the color of each place.
COLORS: dict[str, str] = {
    **{organ: organ for organ in ("brain", "liver", "fat", "muscle")},
    "other": "other_cells",
    "urine": "quiet",
    "blood": "glucose",
    "gut": "grid",
}

#: What tells the liver's layer from muscle's besides its color.
_PATTERNS = {
    "liver": {
        "shape": "/",
        "size": 7,
        "solidity": 0.25,
        "fgcolor": LIGHT["paper"],
        "bgcolor": LIGHT["liver"],
    }
}

#: Vertical axes of the flows and of the drink (see `widgets.explorers.kit.axes`).
ORGAN_AXES: dict[str, Any] = {
    "yaxis": {
        "quantity": "flow",
        "tops": {"g/h": [[36, 10], [48, 10], [64, 20], [84, 20]]},
    },
    "yaxis2": {
        "quantity": "amount",
        "tops": {"g": [[32, 10], [54, 10], [80, 20], [106, 25]]},
    },
}

#: Vertical axes of the blood: those of a meal, without cut-offs, since nobody is tested here.
BLOOD_AXES: dict[str, Any] = {**MEAL_AXES, "yaxis": {**MEAL_AXES["yaxis"], "marks": []}}

_SPACE = "\u2009"


def organ_chart(words: Mapping[str, Any], length: int) -> go.Figure:
    """State the charts of the flows into each organ, and of where the drink is.

    Parameters
    ----------
    words : mapping
        ``figure`` and ``shared`` of the explorer's words.
    length : int
        Minutes.

    Returns
    -------
    plotly.graph_objects.Figure
        Without data.
    """
    figure = make_subplots(rows=2, cols=1, shared_xaxes=True, vertical_spacing=0.16)
    texts, runs = words["figure"], words["shared"]["runs"]
    for organ in _ORGANS:
        figure.add_trace(_area(organ, texts["place"][organ], organ, "flow"), row=1, col=1)
    figure.add_trace(_top("taken", "flow"), row=1, col=1)
    for run in ("health", "pinned"):
        figure.add_trace(_line(run, "taken", runs[run]), row=1, col=1)
    figure.add_trace(_line("now", "made", texts["made"]), row=1, col=1)
    for place in PLACES:
        name = texts["place"][place]
        figure.add_trace(_area(place, name, f"{place}_held", "amount"), row=2, col=1)
    figure.add_trace(_top("drink", "amount"), row=2, col=1)
    for place in PLACES:
        figure.add_trace(_label(place, texts["place"][place]), row=2, col=1)
    for row, quantity in ((1, "flow"), (2, "amount")):
        figure.add_trace(cursor(color="ink"), row=row, col=1)
        add_title(figure, texts[quantity], row, "ink")
    _lay_out(figure, texts, length)
    wide, narrow = {"l": 44, "r": 112, "t": 32, "b": 26}, {"l": 34, "r": 84, "t": 44, "b": 20}
    figure.update_layout(**margins(wide, narrow), legend=LEGEND_ABOVE)
    return figure


def _area(place: str, name: str, series: str, quantity: str) -> go.Scatter:
    """One layer of a stack; a seam keeps it apart from the next."""
    return go.Scatter(
        mode="lines",
        name=name,
        showlegend=False,
        stackgroup=quantity,
        line={"color": LIGHT["paper"], "width": 1},
        fillcolor=LIGHT[COLORS[place]],
        fillpattern=_PATTERNS.get(place),
        hovertemplate="%{y:.1f}",
        meta={"run": "now", "series": series, "quantity": quantity},
    )


def _top(series: str, quantity: str) -> go.Scatter:
    """The edge of a stack, by which its axis takes its top."""
    return go.Scatter(
        mode="lines",
        showlegend=False,
        hoverinfo="skip",
        line={"color": LIGHT["quiet"], "width": 0.75},
        meta={"run": "now", "series": series, "quantity": quantity, "mark": True},
    )


def _line(run: str, series: str, name: str) -> go.Scatter:
    """All that the organs take, of a run beside; or what the liver gives out."""
    return go.Scatter(
        mode="lines",
        name=name,
        line={"color": LIGHT["ink"], **LINES[run]},
        hovertemplate="%{y:.1f}",
        meta={"run": run, "series": series, "quantity": "flow"},
    )


def _label(place: str, name: str) -> go.Scatter:
    """The name of a place, beside its layer at the end."""
    marker = {"symbol": "square", "size": 9, "color": LIGHT[COLORS[place]]}
    return go.Scatter(
        mode="markers+text",
        text=[_SPACE + name],
        textposition="middle right",
        textfont={"size": 12, "color": LIGHT["ink"]},
        marker={**marker, "line": {"width": 1, "color": LIGHT["axis"]}},
        showlegend=False,
        hoverinfo="skip",
        cliponaxis=False,
        meta={"run": "now", "series": f"{place}_label", "x": "label_at", "mark": True},
    )


def _lay_out(figure: go.Figure, texts: Mapping[str, Any], length: int) -> None:
    ticks = {**hour_ticks(texts, length), "ticklabelstandoff": 3}
    lay_out_minutes(figure, texts["minute"], range=[0, length], **ticks)


def blood_chart(words: Mapping[str, Any], length: int) -> go.Figure:
    """State the charts of the blood: glucose, and below it insulin as the cells hear it.

    Parameters
    ----------
    words : mapping
        ``details``, ``figure`` and ``shared`` of the explorer's words.
    length : int
        Minutes.

    Returns
    -------
    plotly.graph_objects.Figure
        Without data.
    """
    figure = make_subplots(rows=2, cols=1, shared_xaxes=True, vertical_spacing=0.16)
    texts, runs = words["details"]["blood"]["figure"], words["shared"]["runs"]
    for row, quantity in ((1, "glucose"), (2, "insulin")):
        for run in ("health", "now", "pinned"):
            line = curve(run, quantity, runs[run], legend=row == 1)
            figure.add_trace(line.update(fill="none"), row=row, col=1)
        add_title(figure, texts[quantity], row, f"{quantity}_text")
    _lay_out(figure, words["figure"], length)
    narrow = {"l": 34, "r": 24, "t": 26, "b": 22}
    figure.update_layout(**margins({"l": 44, "r": 40, "t": 32, "b": 26}, narrow))
    return figure


def clamp_chart(words: Mapping[str, Any]) -> go.Figure:
    """State what each organ takes at each level of insulin while glucose is held.

    Parameters
    ----------
    words : mapping
        ``details`` and ``figure`` of the explorer's words.

    Returns
    -------
    plotly.graph_objects.Figure
        Without data: rates in mg/kg/min over insulin, on a logarithmic axis.
    """
    figure = go.Figure()
    texts, names = words["details"]["clamp"]["figure"], words["figure"]["place"]
    across = {"x": "dose", "x_quantity": "insulin"}
    for organ in ("brain", "liver", "fat", "muscle"):
        layer = _area(organ, names[organ], organ, "rate")
        meta = {"run": "now", "series": organ, **across}
        figure.add_trace(layer.update(showlegend=True, hovertemplate="%{y:.1f}", meta=meta))
    made = _line("now", "made", words["figure"]["made"])
    figure.add_trace(
        made.update(hovertemplate="%{y:.1f}", meta={"run": "now", "series": "made", **across})
    )
    title = {"text": texts["insulin"], "standoff": 4}
    figure.update_xaxes(type="log", title=title, **AXIS)
    figure.update_yaxes(range=[0, 10], dtick=2, **AXIS)
    figure.update_layout(
        **PAPER,
        **margins({"l": 28, "r": 16, "t": 32, "b": 44}, {"l": 24, "r": 12, "t": 62, "b": 40}),
        legend={**LEGEND, "x": 0, "xanchor": "left", "traceorder": "normal"},
    )
    return figure
