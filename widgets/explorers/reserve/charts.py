"""The charts of the explorer of reserve: the map, a life, the pancreas at work, the hyperbola and the bowl."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from widgets.explorers.kit.axes import FASTING_AXES
from widgets.explorers.kit.labels import add_cutoff, add_title
from widgets.explorers.kit.people import PERCENT, ROBUST
from widgets.explorers.kit.style import AXIS, AXIS_TITLE, LEGEND, LIGHT, LINES, PAPER, dot, margins
from widgets.explorers.kit.traces import curve
from widgets.model.body.person import RESERVES as PEOPLE
from widgets.model.statement.measures import THRESHOLDS
from widgets.model.thought.reserve import MAP_RESERVES, MAP_RESISTANCES, YEARS, reserve_table

#: Vertical axis of the life; the map's axis is fixed.
LIFE_AXES: dict[str, Any] = {"yaxis2": FASTING_AXES["yaxis"]}

_INSULIN = {
    "quantity": "insulin",
    "tops": {
        "µU/mL": [[80, 20], [165, 40], [220, 50], [330, 100]],
        "pmol/L": [[480, 120], [990, 240], [1320, 300], [1980, 600]],
    },
}
STARLING_AXES: dict[str, Any] = {
    "xaxis": {
        "quantity": "glucose",
        "fixed": {
            "mg/dL": {"range": [85, 195], "tickvals": [100, 126, 150, 175]},
            "mmol/L": {"range": [4.72, 10.82], "tickvals": [5.6, 7, 8, 9, 10]},
        },
    },
    "yaxis": _INSULIN,
}
HYPERBOLA_AXES: dict[str, Any] = {"yaxis": _INSULIN}

#: Years at which the map draws how early diabetes comes, the latest first.
ONSETS = (15, 9, 7)
#: Reserve at which the labels of those lines stand: above the susceptible person's path.
_LABELED = 0.52
#: Room that such a label needs to the right of its line, in resistance.
_LABEL_ROOM = 0.3
#: How far off its reserve a person's name stands, as a factor: paths begin at the reserve itself.
_APART = 1.03
#: The regions at the right edge of the map: those of prediabetes are so low there that they have one name.
_STAGES = ("prediabetes", "diabetes")
#: Where the name of the normal region stands, which has little room at that edge: its resistance and reserve.
_NORMAL = (2.5, 0.8)

_RIGHT = float(MAP_RESISTANCES[-1])
_SPACE = "\u2002"


def height(reserve: float | np.ndarray) -> float | np.ndarray:
    """Where a reserve stands on the map: the robust reserve over it, on an axis of ratios.

    So the edge, at which the load is a certain share of the reserve, has as much room as the regions around it.
    """
    return ROBUST / reserve


@dataclass(frozen=True)
class _Line:
    """A line on the map: beyond it, in resistance, something comes; above its top, never."""

    resistance: np.ndarray
    reserve: np.ndarray

    @property
    def up(self) -> np.ndarray:
        return np.asarray(height(self.reserve))


def _line(at: np.ndarray, top: float) -> _Line:
    """Make a line of its resistance at each reserve, and of the reserve at which it leaves the map."""
    inside = (at < _RIGHT) & (top > MAP_RESERVES)
    return _Line(np.append(at[inside], _RIGHT), np.append(MAP_RESERVES[inside], top))


def _first(criterion: str) -> _Line:
    """Where the highest value of a criterion reaches prediabetes."""
    limit = THRESHOLDS[criterion]["prediabetes"]
    peaks = reserve_table()[f"{criterion}_peak"]
    at = np.array([_crossing(MAP_RESISTANCES, row, limit) for row in peaks])
    # Values fall as reserve rises: along the edge of the map, look from the largest reserve down.
    return _line(at, _crossing(MAP_RESERVES[::-1], peaks[::-1, -1], limit))


def _crossing(places: np.ndarray, values: np.ndarray, limit: float) -> float:
    """Place at which values first reach a limit; the last place where they do not."""
    above = np.nonzero(values >= limit)[0]
    if not above.size:
        return float(places[-1])
    k = above[0]
    if k == 0:
        return float(places[0])
    share = (limit - values[k - 1]) / (values[k] - values[k - 1])
    return float(places[k - 1] + share * (places[k] - places[k - 1]))


def _diabetes_within(years: float) -> _Line:
    """Where diabetes comes within some years."""
    table = reserve_table()
    onset = np.fmin.reduce([table[f"{name}_diabetes"] for name in THRESHOLDS])
    # Speed, the inverse of the onset, is nearly straight: it can be extended to where it never comes. The steps of
    # reserve are the finer ones: look along them, from the largest reserve down.
    at = np.array([_reaching(MAP_RESERVES[::-1], 1 / each, 1 / years) for each in onset.T[:, ::-1]])
    inside = at > MAP_RESERVES[0]
    foot = _reaching(MAP_RESISTANCES, 1 / onset[0], 1 / years)
    return _Line(np.append(foot, MAP_RESISTANCES[inside]), np.append(MAP_RESERVES[0], at[inside]))


def _reaching(places: np.ndarray, speeds: np.ndarray, wanted: float) -> float:
    """Place at which speed reaches what is wanted, not beyond the last place without any."""
    known = np.nonzero(np.isfinite(speeds))[0]
    if not known.size or speeds[known[-1]] < wanted:
        return float(places[-1])
    if known.size == 1:  # nothing to extend: between this place and the last one without any
        return float(places[known[0] - 1 : known[0] + 1].mean())
    xs, ys = places[known], speeds[known]
    k = max(int(np.searchsorted(ys, wanted)), 1)
    at = xs[k - 1] + (wanted - ys[k - 1]) / (ys[k] - ys[k - 1]) * (xs[k] - xs[k - 1])
    before = places[max(known[0] - 1, 0)]
    low, high = sorted((float(before), float(places[-1])))
    return float(np.clip(at, low, high))


def reserve_map(words: Mapping[str, Any]) -> go.Figure:
    """State the map of what fifteen years bring, and below it the life of the reader's point.

    Parameters
    ----------
    words : mapping
        ``figure`` and ``shared`` of the explorer's words.

    Returns
    -------
    plotly.graph_objects.Figure
        The map with its data, the life without.
    """
    figure = make_subplots(rows=2, cols=1, vertical_spacing=0.2)
    texts = words["figure"]
    lines = {"two_hour": _first("two_hour"), "fasting": _first("fasting")}
    lines |= {f"{years}": _diabetes_within(years) for years in ONSETS}
    for line in lines.values():
        figure.add_trace(_region(line), row=1, col=1)
    figure.add_trace(_edge(lines[str(ONSETS[0])]), row=1, col=1)
    figure.add_trace(_onset_labels(lines, texts["within"]), row=1, col=1)
    figure.add_trace(_stage_labels(lines, texts["region"]), row=1, col=1)
    figure.add_trace(_people(texts["people"]), row=1, col=1)
    for run in ("pinned", "now"):
        figure.add_trace(_path(run), row=1, col=1)
        figure.add_trace(_point(run), row=1, col=1)
    for run in ("health", "now", "pinned"):
        line = curve(run, "glucose", words["shared"]["runs"][run], legend=True)
        line.meta = {**line.meta, "x": "years"}
        figure.add_trace(line, row=2, col=1)
    figure.add_trace(_onset_point(), row=2, col=1)
    add_title(figure, texts["map"], 1, "glucose_text")
    add_title(figure, texts["glucose"], 2, "glucose_text")
    for stage, value in THRESHOLDS["fasting"].items():
        add_cutoff(figure, texts["cutoff"][stage], value, (0, YEARS), row=2)
    _lay_out(figure, texts)
    return figure


def _region(line: _Line) -> go.Scatter:
    """All that is more resistant than a line; regions lie upon each other and deepen."""
    return go.Scatter(
        mode="lines",
        x=[*np.round(line.resistance, 3), _RIGHT],
        y=[*np.round(line.up, 4), round(float(line.up[0]), 4)],
        fill="toself",
        fillcolor=LIGHT["stage_fill"],
        line={"width": 0},
        showlegend=False,
        hoverinfo="skip",
        meta={},
    )


def _edge(line: _Line) -> go.Scatter:
    """Beyond this line diabetes comes within the fifteen years."""
    return go.Scatter(
        mode="lines",
        x=np.round(line.resistance, 3),
        y=np.round(line.up, 4),
        line={"color": LIGHT["quiet"], "width": 1.5},
        showlegend=False,
        hoverinfo="skip",
        meta={},
    )


def _text(
    places: Sequence[tuple[float, float]], texts: Sequence[str], position: str | list[str]
) -> go.Scatter:
    """Words on the map, each at its place."""
    xs, ys = zip(*places, strict=True)
    return go.Scatter(
        mode="text",
        x=xs,
        y=ys,
        text=texts,
        textposition=position,
        textfont={"size": 12, "color": LIGHT["ink"]},
        showlegend=False,
        hoverinfo="skip",
        cliponaxis=False,
        meta={},
    )


def _onset_labels(lines: Mapping[str, _Line], template: str) -> go.Scatter:
    """The years that the lines of onset stand for, beside them."""
    each = [lines[str(years)] for years in ONSETS]
    places = [
        (float(np.interp(_LABELED, line.reserve, line.resistance)), float(height(_LABELED)))
        for line in each
    ]
    names = [f"{_SPACE}{template.format(years=years)}{_SPACE}" for years in ONSETS]
    # Off the line, which goes on to the upper right, and on the map.
    at_edge = _RIGHT - _LABEL_ROOM
    sides = ["bottom left" if resistance > at_edge else "bottom right" for resistance, _ in places]
    return _text(places, names, sides)


def _stage_labels(lines: Mapping[str, _Line], texts: Mapping[str, str]) -> go.Scatter:
    """Names of the regions: beside the map at its most resistant edge, and of the normal one on it."""
    bounds = [lines[name].up[-1] for name in ("two_hour", str(ONSETS[0]))]
    edges = [*map(float, bounds), float(height(MAP_RESERVES[0]))]
    places = [(_RIGHT, math.sqrt(above * below)) for above, below in itertools.pairwise(edges)]
    names = [(_SPACE + texts[name]).replace("<br>", f"<br>{_SPACE}") for name in _STAGES]
    resistance, reserve = _NORMAL
    places.append((resistance, float(height(reserve * ROBUST))))
    return _text(places, [*names, texts["normal"]], "middle right")


def _people(texts: Mapping[str, str]) -> go.Scatter:
    """Three people at the left edge of the map."""
    lowest = min(PEOPLE.values())
    ups = [height(each) * (1 / _APART if each == lowest else _APART) for each in PEOPLE.values()]
    places = [(1.0, float(up)) for up in ups]
    beside = ["top right" if each == lowest else "bottom right" for each in PEOPLE.values()]
    return _text(places, [_SPACE + texts[name] for name in PEOPLE], beside)


def _path(run: str) -> go.Scatter:
    """How resistance grows on the map."""
    color = LIGHT["ink"]
    line = {"color": color, "width": 1.5, "dash": "1.5px,3px" if run == "pinned" else "solid"}
    meta = {"run": run, "series": "path_up", "x": "path", "mark": True}
    return go.Scatter(mode="lines", line=line, showlegend=False, hoverinfo="skip", meta=meta)


def _point(run: str) -> go.Scatter:
    meta = {"run": run, "series": "own_up", "x": "own", "mark": True}
    marker = {**dot("ink"), "size": 13 if run == "now" else 9}
    return go.Scatter(
        mode="markers",
        marker=marker,
        cliponaxis=False,
        showlegend=False,
        hoverinfo="skip",
        meta=meta,
    )


def _onset_point() -> go.Scatter:
    """The year in which the first cut-off of diabetes is reached."""
    meta = {"run": "now", "series": "onset", "quantity": "glucose", "x": "onset_year", "mark": True}
    return go.Scatter(
        mode="markers", marker=dot("glucose"), showlegend=False, hoverinfo="skip", meta=meta
    )


def _lay_out(figure: go.Figure, texts: Mapping[str, Any]) -> None:
    steps = list(range(1, round(_RIGHT) + 1))
    figure.update_xaxes(
        row=1,
        range=[1, _RIGHT],
        tickvals=steps,
        ticktext=[f"{step}×" for step in steps],
        title={"text": texts["resistance"], **AXIS_TITLE},
        **AXIS,
    )
    shares = sorted(PERCENT.values(), reverse=True)
    figure.update_yaxes(
        row=1,
        type="log",
        range=[math.log10(height(MAP_RESERVES[0])), 0],
        tickvals=[100 / share for share in shares],
        ticktext=[f"{share}%" for share in shares],
        ticklabelstandoff=4,
        **AXIS,
    )
    marks = (5, 10, 15)
    ticks = {"tickvals": marks, "ticktext": [texts["year"].format(year=mark) for mark in marks]}
    hover = {"unifiedhovertitle": {"text": texts["at"]}}
    figure.update_xaxes(row=2, range=[0, YEARS], **ticks, **hover, **AXIS)
    figure.update_yaxes(row=2, rangemode="tozero", ticklabelstandoff=4, **AXIS)
    figure.update_layout(
        **PAPER,
        **margins({"l": 44, "r": 112, "t": 32, "b": 26}, {"l": 38, "r": 76, "t": 26, "b": 20}),
        legend=LEGEND,
    )
    figure.layout.meta["heights"] = {"yaxis2": 104}
    figure.layout.meta["gaps"] = {"yaxis2": {"wide": 72, "narrow": 60}}


def starling_chart(words: Mapping[str, Any]) -> go.Figure:
    """State the Starling curve of the pancreas: insulin of a glucose drink over fasting glucose.

    Parameters
    ----------
    words : mapping
        ``details`` and ``shared`` of the explorer's words.

    Returns
    -------
    plotly.graph_objects.Figure
        Without data; its run "health" is a robust person with the same resistance.
    """
    texts = words["details"]["starling"]["figure"]
    names = {"now": words["shared"]["runs"]["now"], "health": texts["robust"]}
    figure = _lives(names, "fasting", "glucose")
    figure.update_xaxes(title={"text": texts["glucose"], **AXIS_TITLE})
    add_title(figure, texts["insulin"], 1, "insulin_text")
    return figure


def hyperbola_chart(words: Mapping[str, Any]) -> go.Figure:
    """State the hyperbola: insulin of a glucose drink over sensitivity.

    Parameters
    ----------
    words : mapping
        ``details`` and ``shared`` of the explorer's words.

    Returns
    -------
    plotly.graph_objects.Figure
        Without data; its run "health" is the hyperbola through the start.
    """
    texts = words["details"]["hyperbola"]["figure"]
    names = {"now": words["shared"]["runs"]["now"], "health": texts["constant"]}
    figure = _lives(names, "sensitivity", None)
    ticks = [20, 40, 60, 80, 100]
    title = {"text": texts["sensitivity"], **AXIS_TITLE}
    text = [f"{tick}%" for tick in ticks]
    figure.update_xaxes(range=[104, 10], tickvals=ticks, ticktext=text, title=title)
    add_title(figure, texts["insulin"], 1, "insulin_text")
    return figure


def _lives(names: Mapping[str, str], across: str, quantity: str | None) -> go.Figure:
    """Insulin along a life, with marks at its years."""
    figure = go.Figure()
    figure.set_subplots(1, 1)
    for run in ("health", "now"):
        meta = {"run": run, "series": "insulin", "quantity": "insulin", "x": across}
        meta |= {"x_quantity": quantity}
        line = {"color": LIGHT["insulin"], **LINES[run]}
        figure.add_scatter(
            mode="lines",
            name=names[run],
            legendrank=run == "health",
            line=line,
            hovertemplate="%{y:.3~g}",
            meta=meta,
        )
    marks = {"run": "now", "series": "marks", "quantity": "insulin", "x": "marks_at"}
    figure.add_scatter(
        mode="markers+text",
        text=["0", "5", "10", "15 y"],
        textposition=["top right", "top right", "top left", "top right"],  # the last two are near
        textfont={"size": 12, "color": LIGHT["quiet"]},
        marker=dot("insulin"),
        showlegend=False,
        hoverinfo="skip",
        cliponaxis=False,
        meta={**marks, "x_quantity": quantity, "mark": True},
    )
    figure.update_xaxes(**AXIS)
    figure.update_yaxes(rangemode="tozero", ticklabelstandoff=4, **AXIS)
    figure.update_layout(
        **{**PAPER, "hovermode": "closest"},
        **margins({"l": 44, "r": 40, "t": 32, "b": 44}, {"l": 34, "r": 24, "t": 40, "b": 40}),
        legend=LEGEND,
    )
    return figure


def bowl_chart(words: Mapping[str, Any]) -> go.Figure:
    """State the bowl in which the capacity of the beta cells rests, or from which it rolls.

    Parameters
    ----------
    words : mapping
        ``details`` and ``shared`` of the explorer's words.

    Returns
    -------
    plotly.graph_objects.Figure
        Without data. The horizontal axis is a logarithm of capacity, which falls from left to right; heights have no
        unit. Its run "health" is the same person without resistance.
    """
    texts, runs = words["details"]["bowl"]["figure"], words["shared"]["runs"]
    figure = go.Figure()
    for run in ("health", "now"):
        figure.add_scatter(
            mode="lines",
            name=runs[run],
            legendrank=run == "health",
            line={"color": LIGHT["pancreas"], **LINES[run]},
            fill="tozeroy" if run == "now" else "none",
            fillcolor=LIGHT["pancreas_fill"],
            hoverinfo="skip",
            meta={"run": run, "series": "bowl", "x": "capacity"},
        )
    figure.add_scatter(
        mode="markers",
        showlegend=False,
        hoverinfo="skip",
        marker={**dot("pancreas"), "size": 16},
        meta={"run": "now", "series": "marble", "x": "rest", "mark": True},
    )
    ticks = [200, 100, 50, 20, 10, 5]
    text = [f"{tick}%" for tick in ticks]
    title = {"text": texts["capacity"], **AXIS_TITLE}
    ends = [math.log10(end) for end in (290, 3.8)]
    figure.update_xaxes(type="log", range=ends, tickvals=ticks, ticktext=text, title=title, **AXIS)
    bare = {**AXIS, "showgrid": False, "showticklabels": False}
    figure.update_yaxes(range=[0, 18.5], **bare)
    figure.update_layout(
        **PAPER,
        **margins({"l": 12, "r": 12, "t": 32, "b": 44}, {"l": 12, "r": 12, "t": 32, "b": 40}),
        legend=LEGEND,
    )
    return figure
