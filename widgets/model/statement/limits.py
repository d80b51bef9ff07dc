"""What may be asked: limits of a value, and one clear error beyond them."""

from __future__ import annotations

import math
import sys
from collections.abc import Collection
from dataclasses import dataclass
from numbers import Real
from typing import Any

import numpy as np

#: Letters of a value that an error repeats.
LONGEST = 80


@dataclass(frozen=True)
class Limits:
    """Allowed values: from `lowest` to `highest`, in `unit` (``"1"`` where there is none)."""

    lowest: float
    highest: float
    unit: str

    def check(self, name: str, value: Any) -> float:
        """`value` as a float.

        Raises
        ------
        ValueError
            If it is not a finite number within the limits; names the value, the unit and the limits.
        """
        if not is_number(value) or not self.lowest <= value <= self.highest:
            raise self._refusal(name, value)
        return float(value)

    def check_all(self, name: str, values: Any) -> np.ndarray:
        """`values` as an array of floats, in its own shape.

        Raises
        ------
        ValueError
            As :meth:`check`, for the first value that is not within the limits; also where there is none.
        """
        array = _numbers(values)
        if array is None or not array.size:
            raise self._refusal(name, values, "at least one number, ")
        outside = ~(np.isfinite(array) & (array >= self.lowest) & (array <= self.highest))
        if outside.any():
            raise self._refusal(name, float(array[outside].flat[0]))
        return array

    def check_whole(self, name: str, value: Any) -> int:
        """`value` as a whole number.

        Raises
        ------
        ValueError
            As :meth:`check`, also for a number that is not whole.
        """
        if not is_number(value) or value != int(value) or not self.lowest <= value <= self.highest:
            raise self._refusal(name, value, "a whole number from ")
        return int(value)

    def _refusal(self, name: str, value: Any, kind: str = "") -> ValueError:
        unit = "" if self.unit == "1" else f" {self.unit}"
        limits = f"{self.lowest:g} to {self.highest:g}{unit}"
        if self.highest == math.inf:
            limits = f"{self.lowest:g}{unit} or more"
        if self.lowest == -math.inf:
            limits = "a finite number"
        return ValueError(f"{name} is {shown(value)}{unit}; allowed: {kind}{limits}")


def shown(value: Any) -> str:
    """`value` as Python writes it, in one line of no great length."""
    plain = value.item() if isinstance(value, np.number) else value
    line = " ".join(repr(plain).split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


def is_number(value: Any) -> bool:
    """Whether `value` is a finite number, of Python or of NumPy; a truth is none."""
    good = isinstance(value, Real) and not isinstance(value, bool | np.timedelta64)
    return good and bool(abs(value) <= sys.float_info.max)


def _numbers(values: Any) -> np.ndarray | None:
    """`values` as an array of floats; None for truths, text, dates and rows of different lengths."""
    try:
        array = np.asarray(values)
    except ValueError:
        return None
    return array.astype(float) if array.dtype.kind in "iuf" else None


#: Glucose of a blood sample. A value in mmol/L is below the limit, but for the rarest.
GLUCOSE = Limits(30.0, 2000.0, "mg/dL")

#: Insulin of a blood sample: anything that was measured at all.
INSULIN = Limits(0.01, 20000.0, "µU/mL")

#: Length of an experiment: up to a month.
MINUTES = Limits(1, 43200, "min")


def check_finite(name: str, value: Any) -> float:
    """`value` as a float, of any size and sign.

    Raises
    ------
    ValueError
        If it is not a finite number.
    """
    if not is_number(value):
        raise ValueError(f"{name} is {shown(value)}; allowed: a finite number")
    return float(value)


def check_name(name: str, value: Any, allowed: Collection[str]) -> str:
    """`value`, one of the names that are allowed.

    Raises
    ------
    ValueError
        If it is none of them; lists them.
    """
    if not isinstance(value, str) or value not in allowed:
        raise ValueError(f"{name} is {shown(value)}; allowed: {', '.join(allowed)}")
    return value


def check_state(name: str, state: Any, size: int, people: int | None = None) -> np.ndarray:
    """A state of the model as an array of floats, for one or for `people`.

    Raises
    ------
    ValueError
        If it has another shape than ``(size,)``, or ``(size, people)`` where there are people, or is not finite.
    """
    array = _numbers(state)
    if array is None:
        raise ValueError(f"{name} is {shown(state)}; allowed: an array of numbers")
    shapes = [(size,)] if people is None else [(size,), (size, people)]
    if array.shape not in shapes:
        raise ValueError(
            f"{name} has shape {array.shape}; allowed: {' or '.join(map(str, shapes))}"
        )
    if not np.isfinite(array).all():
        raise ValueError(f"{name} holds {array[~np.isfinite(array)][0]}; allowed: finite numbers")
    return array
