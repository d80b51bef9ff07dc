"""Units of glucose and insulin, and the factors between them.

The model computes in mg/dL and µU/mL; a unit switch multiplies by these factors.
"""

from __future__ import annotations

import math

import sympy as sp

from widgets.model.statement.limits import Limits, check_name

#: Minutes in an hour, milligrams in a gram, and µU in a unit of insulin.
HOUR, GRAM, UNIT = 60.0, 1e3, 1e6

FACTORS: dict[str, dict[str, float]] = {
    "glucose": {"mg/dL": 1.0, "mmol/L": 1 / 18.016},  # molar mass of glucose 180.16 g/mol
    "insulin": {"µU/mL": 1.0, "pmol/L": 6.0},  # 1 U = 6 nmol
}


def convert(value: float, quantity: str, unit: str) -> float:
    """`value`, given in the model's unit, in another unit.

    Parameters
    ----------
    value : float
        In mg/dL (glucose) or µU/mL (insulin).
    quantity : {"glucose", "insulin"}
    unit : str
        ``"mg/dL"`` or ``"mmol/L"``; ``"µU/mL"`` or ``"pmol/L"``.

    Raises
    ------
    ValueError
        If the quantity or the unit is unknown, or the value is not finite.
    """
    factors = FACTORS[check_name("quantity", quantity, FACTORS)]
    check_name(f"unit of {quantity}", unit, factors)
    if not isinstance(value, sp.Expr):
        value = Limits(-math.inf, math.inf, "1").check_each("value", value)
    return value * factors[unit]
