"""The charts of the explorer of sensitivity: glucose and insulin after a glucose drink, with a cursor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

from widgets.explorers.kit.axes import RESISTED_MEAL_AXES
from widgets.explorers.kit.charts import meal_chart
from widgets.explorers.kit.style import margins
from widgets.explorers.kit.traces import add_cursor
from widgets.model.body.experiments import MEAL_MINUTES

#: Vertical axes of a drink while muscle alone resists (see `widgets.explorers.kit.axes`).
DRINK_AXES: dict[str, Any] = {
    "yaxis": {
        "quantity": "glucose",
        "tops": {"mg/dL": [[180, 60], [240, 60]], "mmol/L": [[10, 3], [13.5, 3]]},
    },
    "yaxis2": RESISTED_MEAL_AXES["yaxis2"],
}


def drink_chart(words: Mapping[str, Any]) -> go.Figure:
    """State the charts of the drink, with the cursor at the moment of the body.

    Parameters
    ----------
    words : mapping
        ``figure`` and ``shared`` of the explorer's words.

    Returns
    -------
    plotly.graph_objects.Figure
        Without data.
    """
    figure = meal_chart(words["figure"], words["shared"]["runs"], diagnosis=False)
    add_cursor(figure)
    figure.update_xaxes(range=[0, MEAL_MINUTES])
    figure.update_xaxes(showticklabels=False, row=1, col=1)
    narrow = {"l": 34, "r": 16, "t": 24, "b": 20}
    figure.update_layout(**margins({"l": 44, "r": 20, "t": 26, "b": 24}, narrow))
    figure.layout.meta["gaps"] = {"yaxis2": {"wide": 32, "narrow": 26}}
    return figure
