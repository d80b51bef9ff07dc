"""How quantities are shown: the units a reader can choose, their decimals, their names in files."""

from __future__ import annotations

from widgets.model.statement.units import FACTORS

#: Decimals in text, and the unit in the name of a CSV column.
_SHOWN: dict[str, tuple[int, str]] = {
    "mg/dL": (0, "mgdl"),
    "mmol/L": (1, "mmolL"),
    "µU/mL": (1, "uUml"),
    "pmol/L": (0, "pmolL"),
}

#: What is shown in one unit only: insulin made in a day, glucose that the liver makes, responses of muscle
#: and liver, change of body weight.
_SINGLE: dict[str, list[dict[str, object]]] = {
    "secretion": [{"unit": "U", "factor": 1, "digits": 0, "column": "secretion_U"}],
    # Of a meal: a flow of glucose, an amount of it, and insulin as it is released.
    "flow": [{"unit": "g/h", "factor": 1, "digits": 0, "column": "flow_gh"}],
    "amount": [{"unit": "g", "factor": 1, "digits": 0, "column": "amount_g"}],
    "release": [{"unit": "U/h", "factor": 1, "digits": 1, "column": "release_Uh"}],
    "production": [{"unit": "mg/kg/min", "factor": 1, "digits": 1, "column": "production_mgkgmin"}],
    "response": [{"unit": "%", "factor": 1, "digits": 0, "column": "response_percent"}],
    "weight_change": [{"unit": "kg", "factor": 1, "digits": 1, "column": "weight_change_kg"}],
}


def quantities() -> dict[str, list[dict[str, object]]]:
    """Return the units of what explorers show, the model's own unit first.

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
