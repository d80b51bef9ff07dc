"""How quantities are shown: the units a reader can choose, their decimals, their names in files."""

from __future__ import annotations

from widgets.model.units import FACTORS

#: Decimals in text, and the unit in the name of a CSV column.
_SHOWN: dict[str, tuple[int, str]] = {
    "mg/dL": (0, "mgdl"),
    "mmol/L": (1, "mmolL"),
    "µU/mL": (1, "uUml"),
    "pmol/L": (0, "pmolL"),
}

#: What is shown in one unit only: insulin made in a day.
_SINGLE: dict[str, list[dict[str, object]]] = {
    "secretion": [{"unit": "U", "factor": 1, "digits": 0, "column": "secretion_U"}],
}


def quantities() -> dict[str, list[dict[str, object]]]:
    """Return the units of glucose, insulin and what the pancreas makes, the model's own unit first.

    Returns
    -------
    dict
        Quantity to its units: ``unit``, ``factor`` (from the model's unit), ``digits``, ``column``.
    """
    return {
        quantity: [
            {
                "unit": unit,
                "factor": factor,
                "digits": _SHOWN[unit][0],
                "column": f"{quantity}_{_SHOWN[unit][1]}",
            }
            for unit, factor in units.items()
        ]
        for quantity, units in FACTORS.items()
    } | _SINGLE
