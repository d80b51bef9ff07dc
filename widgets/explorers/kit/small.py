"""An explorer seen small: one of its charts, some of its sliders and one sentence, beside the idea that it proves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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
    sentences : sequence of mapping
        Each with its ``text`` and with ``when``, ranges of results and sliders: the first that holds is said.
    """

    name: str
    title: str
    shows: str
    chart: str
    sliders: Sequence[str]
    sentences: Sequence[Mapping[str, Any]]


def small_words(words: Mapping[str, Any], small: Small) -> dict[str, Any]:
    """Return what is left of an explorer's words."""
    controls = {name: words["controls"][name] for name in small.sliders}
    shared = {name: words["shared"][name] for name in _SAID}
    return {"title": small.title, "chart": small.shows, "controls": controls, "shared": shared}


def chart_of(view: Any, name: str) -> tuple[dict[str, Any], dict[str, Any], dict[str, str]]:
    """Return a chart of an explorer by name: figure, axes, and how the explorer's JavaScript selects what it shows.

    Parameters
    ----------
    view : ExplorerView
    name : str
        As `Small.chart`.

    Raises
    ------
    ValueError
        If there is no such chart; says which there are.
    """
    for kind in ("details", "panels"):
        if name in getattr(view, kind):
            chart = getattr(view, kind)[name]
            return _without_pins(chart["figure"]), chart["axes"], {"kind": kind, "name": name}
    for trace in view.figure["data"]:
        meta = trace["meta"]
        if meta.get("run") == "now" and name in (meta.get("series"), meta.get("quantity")):
            return (*_panel(view, trace.get("yaxis", "y")), {})
    metas = [trace["meta"] for trace in view.figure["data"]]
    known = {str(meta["series"]) for meta in metas if meta.get("run") == "now"}
    raise ValueError(
        f"chart is {name!r}; allowed: {', '.join([*view.details, *view.panels, *sorted(known)])}"
    )


def _without_pins(figure: Mapping[str, Any]) -> dict[str, Any]:
    """Return a figure without the runs that a small explorer never has."""
    kept = [
        trace for trace in figure["data"] if trace["meta"].get("run") in (None, "now", "health")
    ]
    return {**figure, "data": kept}


def _panel(view: Any, up: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return one panel of the main chart as a figure of its own, and its axes."""
    layout = view.figure["layout"]
    kept = [trace for trace in _without_pins(view.figure)["data"] if trace.get("yaxis", "y") == up]
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
    """Return a trace on the only axes that there are; the first of each name is in the legend."""
    meta = trace["meta"]
    name = trace.get("name") if meta.get("run") and not meta.get("mark") else None
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
