"""The charts of the explorer of the loop: glucose, insulin and the liver's output on one time axis."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from widgets.explorers.kit.figures import _LIGHT, MEAL_AXES, _curve, _lay_out, _margins
from widgets.model.statement.measures import HYPOGLYCEMIA
from widgets.model.thought.loop import LENGTH

#: Vertical axes (see `figures.MEAL_AXES`).
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


def loop(words: Mapping[str, Any]) -> go.Figure:
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
        _add_title(figure, texts[quantity], row, text_color)
    _add_low(figure, texts)
    _lay_out(figure, texts)
    hours = list(range(0, LENGTH + 1, 60))
    labels = [texts["meal"], *(texts["hours"].format(hours=minute // 60) for minute in hours[1:])]
    figure.update_xaxes(range=[-4, LENGTH + 4], tickvals=hours, ticktext=labels)
    figure.update_layout(
        **_margins({"l": 44, "r": 92, "t": 32, "b": 26}, {"l": 34, "r": 60, "t": 26, "b": 20})
    )
    figure.layout.meta["heights"] = {"yaxis3": 84}
    figure.layout.meta["gaps"] = {"yaxis3": {"wide": 50, "narrow": 30}}
    return figure


def _run(run: str, quantity: str, color: str, name: str, legend: bool) -> go.Scatter:
    """A curve of the panel; no fill, since insulin may be below as well as above the whole loop's."""
    if quantity != "production":
        return _curve(run, quantity, name, legend).update(fill="none")
    curve = _curve(run, "glucose", name, legend)
    curve.line.color = _LIGHT["ink"] if run == "pinned" else _LIGHT[color]
    curve.meta = {"run": run, "series": quantity, "quantity": quantity}
    return curve


def _add_title(figure: go.Figure, text: str, row: int, color: str) -> None:
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
        font={"size": 14, "color": _LIGHT[color]},
    )


def _add_low(figure: go.Figure, texts: Mapping[str, Any]) -> None:
    """Mark low glucose: two lines, the zone below the second one shaded, names beside the chart."""
    line = {"color": _LIGHT["axis"], "width": 1, "dash": "2px,3px"}
    ends = {"x0": 0, "x1": LENGTH, "row": 1, "col": 1, "layer": "below"}
    shifts = dict(zip(HYPOGLYCEMIA, (6, -6), strict=True))  # so that two near names stay apart
    for level, value in HYPOGLYCEMIA.items():
        figure.add_shape(type="line", y0=value, y1=value, line=line, **ends)
        figure.add_annotation(
            text=texts["low"][level],
            xref="paper",
            x=1,
            xanchor="left",
            xshift=6,
            yref="y",
            y=value,
            yshift=shifts[level],
            align="left",
            showarrow=False,
            font={"size": 12, "color": _LIGHT["quiet"]},
        )
    figure.add_shape(
        type="rect",
        y0=0,
        y1=HYPOGLYCEMIA["level_2"],
        fillcolor=_LIGHT["grid"],
        line={"width": 0},
        **ends,
    )
