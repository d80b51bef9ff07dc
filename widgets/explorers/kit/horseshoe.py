"""Glucose and insulin of 145 people in one glucose tolerance test each: the mountain and the cliff, in people.

A chart that opens with *Show people*. The explorer's own person takes the same test beside them (``kit/horseshoe.js``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from widgets.explorers.kit.labels import add_title
from widgets.explorers.kit.measured import RUN, SYMBOLS, Measured, points
from widgets.explorers.kit.style import (
    AXIS,
    AXIS_TITLE,
    LEGEND_ABOVE,
    LIGHT,
    LINES,
    PAPER,
    dot,
    margins,
)
from widgets.explorers.kit.words import kit_words
from widgets.model.evidence import people

#: Groups of the study, by the criteria of its time, and the names of their series.
_GROUPS = {
    "normal": "normal",
    "chemical diabetes": "chemical",
    "overt diabetes": "overt",
}

#: Axes that hold all of the people.
AXES: dict[str, Any] = {
    "xaxis": {
        "quantity": "glucose",
        "fixed": {
            "mg/dL": {"range": [70, 540], "tickvals": [100, 200, 300, 400, 500]},
            "mmol/L": {"range": [3.9, 30], "tickvals": [5, 10, 15, 20, 25]},
        },
    },
    "yaxis": {
        "quantity": "insulin",
        "tops": {
            "µU/mL": [[260, 50], [420, 100], [840, 200]],
            "pmol/L": [[1560, 300], [2520, 600], [5040, 1200]],
        },
    },
}


def horseshoe_series() -> dict[str, list[float]]:
    """Return the people as series of the run of what was measured, and the middle ones of each class of glucose."""
    all_of_them = people.reaven_miller()
    series: dict[str, list[float]] = {}
    for group, name in _GROUPS.items():
        inside = [at for at, told in enumerate(all_of_them.group) if told == group]
        series[f"{name}_glucose"] = _rounded(all_of_them.glucose_mgdl[inside])
        series[f"{name}_insulin"] = _rounded(all_of_them.insulin_uUml[inside])
    counts, glucose, insulin = zip(*all_of_them.classes(), strict=True)
    return series | {
        "class_n": list(counts),
        "class_glucose": _rounded(glucose),
        "class_insulin": _rounded(insulin),
    }


def _rounded(values: Sequence[float]) -> list[float]:
    return [round(float(value), 2) for value in values]


def horseshoe(runs: Mapping[str, str]) -> Measured:
    """Return the people of Reaven & Miller 1979, with their chart; `runs` are the names of the explorer's runs."""
    lowest, *_, highest = people.reaven_miller().resistance_by_class()
    gaps = {
        "grams": people.TEST_GRAMS,
        "hours": people.TEST_HOURS,
        "sspg_low": (lowest, "glucose"),
        "sspg_high": (highest, "glucose"),
    }
    details = {"horseshoe": (horseshoe_chart(runs), AXES)}
    return Measured(("reaven_miller",), horseshoe_series(), gaps, details)


def horseshoe_chart(runs: Mapping[str, str]) -> go.Figure:
    """State the chart: mean insulin of the test over its mean glucose, people and the model's person.

    Parameters
    ----------
    runs : mapping of str to str
        Name of each run in the legend.

    Returns
    -------
    plotly.graph_objects.Figure
        Without data.
    """
    texts = kit_words()["measured"]["details"]["horseshoe"]["figure"]
    figure = go.Figure()
    figure.set_subplots(1, 1)
    for name, symbol in zip(_GROUPS.values(), SYMBOLS, strict=True):
        mark = points(
            f"{name}_insulin", texts[name], "insulin", f"{name}_glucose", symbol, "glucose"
        )
        figure.add_trace(mark.update(marker={"size": 6, "line": {"width": 1}}))
    figure.add_trace(_middle(texts["middle"]))
    for run in ("health", "pinned", "now"):
        figure.add_trace(_course(run, runs[run]))
        figure.add_trace(_point(run))
    figure.update_xaxes(**AXIS, title={"text": texts["glucose"], **AXIS_TITLE})
    figure.update_yaxes(rangemode="tozero", ticklabelstandoff=4, **AXIS)
    add_title(figure, texts["insulin"], 1, "insulin_text")
    figure.update_layout(
        **{**PAPER, "hovermode": "closest"},
        **margins({"l": 44, "r": 24, "t": 32, "b": 44}, {"l": 34, "r": 18, "t": 44, "b": 40}),
        legend=LEGEND_ABOVE,
    )
    return figure


def _middle(name: str) -> go.Scatter:
    """The middle person of each class of glucose, as a line."""
    meta = {"run": RUN, "series": "class_insulin", "quantity": "insulin"}
    return go.Scatter(
        mode="lines",
        name=name,
        line={"color": LIGHT["ink"], "width": 2.5},
        hovertemplate="%{y:.3~g}",
        legendrank=3,
        meta=meta | {"x": "class_glucose", "x_quantity": "glucose"},
    )


def _course(run: str, name: str) -> go.Scatter:
    """The tests of a run, one after the other."""
    meta = {"run": run, "series": "test_insulin", "quantity": "insulin"}
    color = "ink" if run == "pinned" else "insulin"
    return go.Scatter(
        mode="lines",
        name=name,
        legendrank=("now", "health", "pinned").index(run),
        line={"color": LIGHT[color], **LINES[run]},
        hovertemplate="%{y:.3~g}",
        meta=meta | {"x": "test_glucose", "x_quantity": "glucose"},
    )


def _point(run: str) -> go.Scatter:
    """The test that a reader looks at."""
    meta = {"run": run, "series": "own_insulin", "quantity": "insulin", "x": "own_glucose"}
    marker = {**dot("ink" if run == "pinned" else "insulin"), "size": 12 if run == "now" else 8}
    return go.Scatter(
        mode="markers",
        showlegend=False,
        hoverinfo="skip",
        cliponaxis=False,
        marker=marker,
        meta=meta | {"x_quantity": "glucose", "mark": True},
    )
