"""What is written at a chart: the titles of its panels, its cut-offs, and what stands in its right margin."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

from widgets.explorers.kit.style import LIGHT
from widgets.model.statement.measures import THRESHOLDS

#: How the lines of a criterion are drawn.
_DASHES = {"fasting": "solid", "two_hour": "2px,3px"}


def add_title(figure: go.Figure, text: str, row: int, color: str, key: str = "") -> None:
    """Write a title above a panel.

    Parameters
    ----------
    figure : plotly.graph_objects.Figure
    text : str
        May hold {unit}.
    row : int
        Of the panel, from 1.
    color : str
        Name of a color of the palette.
    key : str
        What stands beside the title and is not bold, such as what the lines are.
    """
    whole = "  ".join(part for part in (text and f"<b>{text}</b>", key) if part)
    _write_above(figure, whole, row, color, "left")


def add_key(figure: go.Figure, text: str, row: int, color: str) -> None:
    """Write what a line of another color is at the right end of a panel's title (see :func:`add_title`)."""
    _write_above(figure, text, row, color, "right")


def _write_above(figure: go.Figure, text: str, row: int, color: str, side: str) -> None:
    figure.add_annotation(
        text=text,
        xref="paper",
        x=0 if side == "left" else 1,
        xanchor=side,
        yref=f"y{'' if row == 1 else row} domain",
        y=1,
        yanchor="bottom",
        yshift=4,
        showarrow=False,
        font={"size": 14, "color": LIGHT[color]},
    )


def add_aside(figure: go.Figure, text: str, axis: str, height: float, shift: float = 0) -> None:
    """Label a height of a chart in its right margin.

    Parameters
    ----------
    figure : plotly.graph_objects.Figure
    text : str
        May hold {unit} and {value}, the height in the chosen unit.
    axis : str
        Such as ``"y2"``.
    height : float
        In the model's unit.
    shift : float
        Pixels that it stands higher.
    """
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
        font={"size": 12, "color": LIGHT["quiet"]},
        **({"yshift": shift} if shift else {}),
    )


def add_level(
    figure: go.Figure, value: float, ends: tuple[float, float], row: int = 1, dash: str = "2px,3px"
) -> None:
    """Draw a level across a panel, behind its curves.

    Parameters
    ----------
    figure : plotly.graph_objects.Figure
    value : float
        In the model's unit.
    ends : tuple of float
        Where it begins and ends, on the horizontal axis.
    row : int
        Of the panel, from 1.
    dash : str
        Of Plotly.
    """
    line = {"color": LIGHT["axis"], "width": 1, "dash": dash}
    x0, x1 = ends
    figure.add_shape(
        type="line", layer="below", x0=x0, x1=x1, y0=value, y1=value, line=line, row=row, col=1
    )


def add_cutoff(
    figure: go.Figure, text: str, value: float, ends: tuple[float, float], row: int
) -> None:
    """Draw a cut-off across a panel, and name it beside (see :func:`add_level` and :func:`add_aside`)."""
    add_level(figure, value, ends, row)
    add_aside(figure, text, "y" if row == 1 else f"y{row}", value)


def add_cutoffs(figure: go.Figure, texts: Mapping[str, Any], row: int = 1) -> None:
    """Draw all cut-offs of glucose over the whole width of a panel; those of two hours are named beside it.

    Parameters
    ----------
    figure : plotly.graph_objects.Figure
    texts : mapping
        With the name of each stage under ``cutoff``.
    row : int
        Of the panel, from 1.
    """
    for criterion, dash in _DASHES.items():
        for stage, value in THRESHOLDS[criterion].items():
            line = {"color": LIGHT["axis"], "width": 1, "dash": dash}
            level = {"x0": 0, "x1": 1, "y0": value, "y1": value, "line": line}
            figure.add_shape(type="line", layer="below", xref="x domain", **level, row=row, col=1)
            if criterion == "two_hour":
                add_aside(figure, texts["cutoff"][stage], "y" if row == 1 else f"y{row}", value)
