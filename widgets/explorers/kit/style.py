"""How every chart looks: colors, lines, paper, axes and margins, stated once."""

from __future__ import annotations

from typing import Any

from widgets.palette import PALETTE

#: Colors by name; the browser puts those of the reader's theme in their place.
LIGHT = PALETTE["light"]

#: Line of each run. Plotly's simplified lines show corners where insulin turns.
LINES: dict[str, dict[str, Any]] = {
    "health": {"dash": "5px,4px", "width": 1.5, "simplify": False},
    "now": {"width": 2.75, "simplify": False},
    "pinned": {"dash": "1.5px,3px", "width": 2.25, "simplify": False},
}

#: How the curve of an organ is drawn besides its color. Muscle and liver look alike to many eyes, so squares stand
#: along the liver's curve, and before its name.
ORGAN_MARKS: dict[str, dict[str, Any]] = {
    "liver": {
        "mode": "lines+markers",
        "marker": {"symbol": "square", "size": 6, "maxdisplayed": 8},
    }
}
ORGAN_SIGNS = {"liver": "■\u2009"}

#: Layout of every chart.
PAPER: dict[str, Any] = {
    "template": "none",
    "dragmode": False,
    "hovermode": "x unified",
    "hoverlabel": {
        "bgcolor": LIGHT["paper"],
        "bordercolor": LIGHT["line"],
        "font": {"color": LIGHT["ink"]},
    },
    "paper_bgcolor": LIGHT["paper"],
    "plot_bgcolor": LIGHT["paper"],
    "font": {"size": 13, "color": LIGHT["ink"]},
}

#: Legend at the right, level with the title.
LEGEND: dict[str, Any] = {
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

#: Legend above the title, for a title that needs the whole width.
LEGEND_ABOVE: dict[str, Any] = {**LEGEND, "yref": "container", "yanchor": "top"}

#: Any axis.
AXIS: dict[str, Any] = {
    "fixedrange": True,
    "showgrid": True,
    "gridcolor": LIGHT["grid"],
    "zeroline": False,
    "ticks": "",
    "tickangle": 0,
    "tickfont": {"color": LIGHT["quiet"]},
}

#: A horizontal axis of time, along which a reader hovers.
TIME_AXIS: dict[str, Any] = {
    **AXIS,
    "showticklabels": True,
    "ticklabelstandoff": 3,  # off the nothing of the axis beside it
    "spikethickness": 1,
    "spikedash": "solid",
    "spikecolor": LIGHT["axis"],
}

#: A vertical axis that begins at nothing.
LEVEL_AXIS: dict[str, Any] = {
    **AXIS,
    "rangemode": "tozero",
    "zeroline": True,
    "zerolinecolor": LIGHT["line"],
    "ticklabelstandoff": 4,
}

#: Title below a horizontal axis.
AXIS_TITLE: dict[str, Any] = {"standoff": 4, "font": {"size": 12, "color": LIGHT["quiet"]}}


def margins(wide: dict[str, int], narrow: dict[str, int]) -> dict[str, Any]:
    """Return the part of a layout that states its margins.

    Parameters
    ----------
    wide, narrow : dict of str to int
        Pixels at ``l``, ``r``, ``t`` and ``b``; the browser takes the narrow ones from ``meta`` where room is scarce.
    """
    return {"margin": {**wide, "autoexpand": False}, "meta": {"narrow": narrow}}


def dot(color: str) -> dict[str, Any]:
    """Return the marker of a single point, in a color of the palette."""
    return {"size": 9, "color": LIGHT[color], "line": {"width": 2, "color": LIGHT["paper"]}}
