"""Axes that several explorers share: what each measures, and how far it may reach.

An axis has a ``quantity``, from which its unit follows, and either

* ``tops``, by unit: the tops that it may have, each with the distance of its ticks. It takes the lowest top above its
  curves, so it grows in steps and never clips. ``marks`` are values, in the model's unit, that it names besides.
* ``fixed``, by unit: its range and its ticks.
"""

from __future__ import annotations

from typing import Any

from widgets.model.statement.measures import THRESHOLDS

#: Vertical axes of a meal: glucose above insulin.
MEAL_AXES: dict[str, Any] = {
    "yaxis": {
        "quantity": "glucose",
        "marks": list(THRESHOLDS["fasting"].values()),
        "tops": {
            "mg/dL": [[240, 50], [340, 100], [440, 100], [640, 200], [1040, 200]],
            "mmol/L": [[13.5, 3], [19, 6], [25, 6], [37, 12], [61, 12]],
        },
    },
    "yaxis2": {
        "quantity": "insulin",
        "tops": {
            "µU/mL": [
                [80, 20],
                [130, 40],
                [210, 50],
                [320, 100],
                [520, 100],
                [840, 200],
                [1640, 400],
            ],
            "pmol/L": [
                [480, 120],
                [780, 240],
                [1260, 300],
                [1920, 600],
                [3120, 600],
                [5040, 1200],
                [9840, 2400],
            ],
        },
    },
}

#: The same of a drink while muscle may resist: insulin has room to double before its axis grows.
RESISTED_MEAL_AXES: dict[str, Any] = {
    **MEAL_AXES,
    "yaxis2": {
        **MEAL_AXES["yaxis2"],
        "tops": {unit: tops[1:] for unit, tops in MEAL_AXES["yaxis2"]["tops"].items()},
    },
}

#: Vertical axes of fasting values.
FASTING_AXES: dict[str, Any] = {
    "yaxis": {
        "quantity": "glucose",
        "marks": list(THRESHOLDS["fasting"].values()),
        "tops": {
            "mg/dL": [[150, 50], [200, 50], [300, 100]],
            "mmol/L": [[8.4, 2], [11.2, 2], [17, 5]],
        },
    },
    "yaxis2": {
        "quantity": "insulin",
        "tops": {"µU/mL": [[28, 10], [40, 10]], "pmol/L": [[168, 60], [240, 60]]},
    },
}

#: Vertical axes of years: glucose fasting and at two hours, above fasting insulin.
YEAR_AXES: dict[str, Any] = {
    "yaxis": MEAL_AXES["yaxis"],
    "yaxis2": {
        "quantity": "insulin",
        "tops": {
            "µU/mL": [[16, 5], [26, 5], [45, 10], [80, 20], [130, 40], [210, 50], [320, 100]],
            "pmol/L": [
                [96, 30],
                [156, 30],
                [270, 60],
                [480, 120],
                [780, 240],
                [1260, 300],
                [1920, 600],
            ],
        },
    },
}

#: Horizontal axis of a dose response: insulin, logarithmic.
DOSE_AXES: dict[str, Any] = {
    "xaxis": {
        "quantity": "insulin",
        "fixed": {
            "µU/mL": {"range": [0, 2.67], "tickvals": [1, 3, 10, 30, 100, 300]},
            "pmol/L": {"range": [0.778, 3.448], "tickvals": [10, 30, 100, 300, 1000]},
        },
    },
}
