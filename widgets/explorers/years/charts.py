"""The charts of the explorer of the years: glucose, insulin, and the stage by each criterion.

A trace with ``mark`` in its ``meta`` is no curve: a band, the cursor, a dot. It is left out of the table of numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from widgets.explorers.kit.labels import add_aside, add_cutoffs, add_title
from widgets.explorers.kit.layout import lay_out_years
from widgets.explorers.kit.measured import SYMBOLS, points
from widgets.explorers.kit.traces import (
    cursor,
    dot_at_cursor,
    long_curve,
    stage_area,
    stage_name,
    strip_stretch,
)
from widgets.model.statement.measures import CRITERIA


def years_chart(words: Mapping[str, Any], length: int) -> go.Figure:
    """State the charts of the years: glucose, insulin, and the stage by each criterion.

    Parameters
    ----------
    words : mapping
        An explorer's words.
    length : int
        Years.

    Returns
    -------
    plotly.graph_objects.Figure
        Without data.
    """
    figure = make_subplots(rows=3, cols=1, shared_xaxes=True)
    for row in (1, 2):
        for stage in ("prediabetes", "diabetes"):
            figure.add_trace(stage_area(stage), row=row, col=1)
        figure.add_trace(cursor(), row=row, col=1)
    runs = words["shared"]["runs"]
    for row, quantity, sample in (
        (1, "glucose", "fasting"),
        (1, "glucose", "two_hour"),
        (2, "insulin", "fasting"),
    ):
        for run in ("health", "now", "pinned"):
            legend = (quantity, sample) == ("glucose", "fasting")
            line = long_curve(
                run, f"{sample}_{quantity}", runs[run], quantity, quantity, legend=legend
            )
            figure.add_trace(line, row=row, col=1)
        figure.add_trace(dot_at_cursor(quantity, sample), row=row, col=1)
    for (sample, name), symbol in zip(words["phrases"]["before"].items(), SYMBOLS, strict=False):
        mark = points(f"{sample}_glucose", name, "glucose", f"{sample}_glucose_years", symbol)
        figure.add_trace(mark, row=1, col=1)
    for criterion in CRITERIA:
        for stage in ("touched", "prediabetes", "diabetes"):
            figure.add_trace(_stretch(criterion, stage), row=3, col=1)
    for stage in words["stage_name"]:
        figure.add_trace(stage_name(stage, words), row=3, col=1)
    figure.add_trace(cursor("strip_height"), row=3, col=1)
    _label(figure, words["figure"])
    lay_out_years(figure, words["figure"], length, len(CRITERIA))
    return figure


def _stretch(criterion: str, stage: str) -> go.Scatter:
    """The years that one criterion puts in a stage; thin where its line is only touched."""
    touched = stage == "touched"
    return strip_stretch(
        "now",
        f"{criterion}_{stage}_row",
        f"{criterion}_{stage}",
        "prediabetes" if touched else stage,
        2 if touched else 9,
    )


def _label(figure: go.Figure, texts: Mapping[str, Any]) -> None:
    for row, quantity in ((1, "glucose"), (2, "insulin")):
        key = texts["key"].get(quantity, "")
        add_title(figure, texts[quantity], row, f"{quantity}_text", key)
    add_cutoffs(figure, texts)
    for level, criterion in enumerate(reversed(CRITERIA)):
        add_aside(figure, texts["criterion"][criterion], "y3", level)
