"""An explorer seen small: one of its charts, some of its sliders and one sentence, beside the idea that it proves."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from widgets.explorers.kit.quantities import quantities

#: Words of the kit that a small explorer says.
_SAID = (
    "language",
    "keys",
    "keys_single",
    "value",
    "value_named",
    "spoken",
    "spoken_named",
    "spoken_unit",
    "failed",
)


@dataclass(frozen=True)
class Small:
    """What is left of an explorer that is seen small.

    Attributes
    ----------
    name : str
        ``data-explorer`` on the page, and what the text calls it.
    title : str
        Above it.
    shows : str
        What the chart shows, for who cannot see it.
    chart : str
        A further chart of the explorer by its name, or of its main chart the panel of a series or quantity.
    sliders : sequence of str
        Those that stay; the others are held where they are.
    labels : mapping of str to str
        Of sliders that mean something else here than in the explorer.
    sentences : sequence of mapping
        Each with its ``text`` and with ``when``, ranges of results and sliders: the first that holds is said.
    still : Path
        Where its picture is stored.
    up : sequence of float, optional
        Ends of the vertical axis, in the model's unit, where those of the explorer would hide what is shown.
    """

    name: str
    title: str
    shows: str
    chart: str
    sliders: Sequence[str]
    labels: Mapping[str, str]
    sentences: Sequence[Mapping[str, Any]]
    still: Path
    up: Sequence[float] | None = None


#: Most ticks of an axis, besides its first.
_TICKS = 5
#: Moments of a cursor that a small explorer has no slider for.
_CURSOR = {"cursor", "now"}


def small_words(words: Mapping[str, Any], small: Small, units: set[str]) -> dict[str, Any]:
    """Return what is left of an explorer's words, where its sliders have some `units`."""
    said = ("label", "marks")  # how sure we are of each stands beside the sliders of the explorer
    controls = {
        name: {part: text for part, text in words["controls"][name].items() if part in said}
        for name in small.sliders
    }
    for name, label in small.labels.items():
        controls[name] = controls[name] | {"label": label}
    shared = {name: words["shared"][name] for name in _SAID}
    spoken = {unit: text for unit, text in shared["spoken_unit"].items() if unit in units}
    shared = {**shared, "spoken_unit": spoken}
    return {"title": small.title, "chart": small.shows, "controls": controls, "shared": shared}


def chart_of(view: Any, small: Small) -> tuple[dict[str, Any], dict[str, Any], dict[str, str]]:
    """Return the chart that is left: figure, axes, and how the explorer's JavaScript selects what it shows.

    Parameters
    ----------
    view : ExplorerView
        Of the explorer.
    small : Small

    Raises
    ------
    ValueError
        If there is no such chart; says which there are.
    """
    figure, axes, chart = _found(view, small.chart)
    if small.up is None:
        return figure, axes, chart
    low, high = small.up
    layout = figure["layout"]
    annotations = [one for one in layout.get("annotations", []) if _lies(one, low, high)]
    named = {one["y"] for one in annotations if one["yref"] == "y"}
    # A level that the axis names no more says nothing.
    shapes = [one for one in layout.get("shapes", []) if one["yref"] != "y" or one["y1"] in named]
    within = {"annotations": annotations, "shapes": shapes}
    quantity = axes["yaxis"]["quantity"]
    fixed = {"quantity": quantity, "fixed": _scales(quantity, low, high)}
    return {**figure, "layout": {**layout, **within}}, {**axes, "yaxis": fixed}, chart


def _lies(part: Mapping[str, Any], low: float, high: float) -> bool:
    """Whether an annotation lies within the vertical axis, if it has a place on it."""
    return part["yref"] != "y" or low <= part["y"] <= high


def _scales(quantity: str, low: float, high: float) -> dict[str, Any]:
    """Return range and ticks of an axis in each unit of a quantity."""
    scales = {}
    for unit in quantities()[quantity]:
        ends = [low * unit["factor"], high * unit["factor"]]
        rough = (ends[1] - ends[0]) / _TICKS
        power = 10 ** math.floor(math.log10(rough))
        step = power * next(one for one in (1, 2, 5, 10) if one * power >= rough)
        first, last = math.ceil(ends[0] / step), math.floor(ends[1] / step)
        ticks = [round(step * at, 6) for at in range(first, last + 1)]
        scales[unit["unit"]] = {"range": ends, "tickvals": ticks}
    return scales


def _found(view: Any, name: str) -> tuple[dict[str, Any], dict[str, Any], dict[str, str]]:
    for kind in ("details", "panels"):
        if name in getattr(view, kind):
            chart = getattr(view, kind)[name]
            return _left(chart["figure"]), chart["axes"], {"kind": kind, "name": name}
    for trace in view.figure["data"]:
        meta = trace["meta"]
        if meta.get("run") == "now" and name in (meta.get("series"), meta.get("quantity")):
            return (*_panel(view, trace.get("yaxis", "y")), {})
    metas = [trace["meta"] for trace in view.figure["data"]]
    known = {str(meta["series"]) for meta in metas if meta.get("run") == "now"}
    raise ValueError(
        f"chart is {name!r}; allowed: {', '.join([*view.details, *view.panels, *sorted(known)])}"
    )


def _left(figure: Mapping[str, Any]) -> dict[str, Any]:
    """Return a figure without the runs and the cursor that a small explorer never has."""
    kept = [
        trace
        for trace in figure["data"]
        if trace["meta"].get("run") in (None, "now", "health")
        and trace["meta"].get("x") not in _CURSOR
    ]
    return {**figure, "data": kept}


def _panel(view: Any, up: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return one panel of the main chart as a figure of its own, and its axes."""
    layout = view.figure["layout"]
    kept = [trace for trace in _left(view.figure)["data"] if trace.get("yaxis", "y") == up]
    across = kept[0].get("xaxis", "x")
    named: set[str] = set()
    data = [_alone(trace, named) for trace in kept]
    moved = {up: "y", f"{up} domain": "y domain", across: "x", f"{across} domain": "x domain"}
    parts = {
        part: [_moved(one, moved) for one in layout.get(part, []) if one.get("yref") in moved]
        for part in ("annotations", "shapes")
    }
    own = {name: layout[_axis(ref)] for name, ref in (("xaxis", across), ("yaxis", up))}
    own["xaxis"] = {**_free(own["xaxis"]), "showticklabels": True}
    kept_layout = {name: value for name, value in layout.items() if not _is_axis(name)}
    meta = {"narrow": layout["meta"]["narrow"]}
    axes = {
        name: view.spec["axes"][_axis(ref)]
        for name, ref in (("xaxis", across), ("yaxis", up))
        if _axis(ref) in view.spec["axes"]
    }
    bare = {"data": data, "layout": {**kept_layout, **own, **parts, "meta": meta}}
    bare["layout"]["yaxis"] = _free(own["yaxis"])
    return bare, axes


def _alone(trace: Mapping[str, Any], named: set[str]) -> dict[str, Any]:
    """Return a trace on the only axes that there are; the first of each name is in the legend, but for named layers."""
    meta = trace["meta"]
    curve = meta.get("run") and not meta.get("mark") and "stackgroup" not in trace
    name = trace.get("name") if curve else None
    legend = bool(name) and name not in named
    if name:
        named.add(name)
    return {**trace, "xaxis": "x", "yaxis": "y", "showlegend": legend}


def _moved(part: Mapping[str, Any], moved: Mapping[str, str]) -> dict[str, Any]:
    """Return an annotation or a shape on the only axes that there are."""
    refs = {ref: moved.get(part[ref], part[ref]) for ref in ("xref", "yref") if ref in part}
    return {**part, **refs}


def _free(axis: Mapping[str, Any]) -> dict[str, Any]:
    """Return an axis that follows no other one."""
    return {
        name: value for name, value in axis.items() if name not in ("anchor", "matches", "domain")
    }


def _axis(reference: str) -> str:
    """Return the name of an axis in a layout, such as ``yaxis2`` of ``y2``."""
    return f"{reference[0]}axis{reference[1:]}"


def _is_axis(name: str) -> bool:
    return name.startswith(("xaxis", "yaxis"))
