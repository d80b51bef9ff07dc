"""Data for a chart: the browser fills it in from what it solves, and a live kernel from what Python solves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import plotly.graph_objects as go


def figure_with_data(
    figure: go.Figure, runs: Mapping[str, Mapping[str, Any]], axes: Mapping[str, Any]
) -> go.Figure:
    """Fill data into a figure, in the model's units, as the browser does.

    Parameters
    ----------
    figure : plotly.graph_objects.Figure
        A chart without data, whose traces say where their numbers come from (see `widgets.explorers.kit.traces`).
    runs : mapping of str to mapping of str to array_like
        Run to its curves, ``minutes`` among them.
    axes : mapping
        The figure's axes (see `widgets.explorers.kit.axes`).

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


def plotly_json(figure: go.Figure) -> dict[str, Any]:
    """Return a figure as plain JSON values, without a template.

    Parameters
    ----------
    figure : plotly.graph_objects.Figure
    """
    plain = figure.to_plotly_json()
    plain["layout"].pop("template", None)
    return _with_lists(plain)


def _with_lists(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _with_lists(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | np.ndarray):
        return [_with_lists(inner) for inner in value]
    return value
