"""What may be asked: limits of a value, and one clear error beyond them."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from numbers import Real
from typing import Any, TypeVar

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
        number = _number(value)
        if number is None or not self.lowest <= number <= self.highest:
            raise self._refusal(name, value)
        return number

    def check_all(self, name: str, values: Any) -> np.ndarray:
        """`values` as an array of floats, in its own shape.

        Raises
        ------
        ValueError
            As :meth:`check`, for the first value that is not within the limits; also where there is none.
        """
        array = as_numbers(values)
        if array is None or not array.size:
            raise self._refusal(name, values, "at least one number, ")
        outside = ~(np.isfinite(array) & (array >= self.lowest) & (array <= self.highest))
        if outside.any():
            raise self._refusal(name, float(array[outside].flat[0]))
        return array

    def check_each(self, name: str, values: Any) -> float | np.ndarray:
        """`values` as by :meth:`check_all`, but one that stands alone as a float."""
        array = self.check_all(name, values)
        return array if array.ndim else float(array)

    def check_whole(self, name: str, value: Any) -> int:
        """`value` as a whole number.

        Raises
        ------
        ValueError
            As :meth:`check`, also for a number that is not whole.
        """
        number = _number(value)
        if number is None or number != int(number) or not self.lowest <= number <= self.highest:
            raise self._refusal(name, value, "a whole number from ")
        return int(number)

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
    return _number(value) is not None


def _number(value: Any) -> float | None:
    """`value` as a float, in which no small type of NumPy overflows; None for what is no finite number."""
    if not isinstance(value, Real) or isinstance(value, bool | np.timedelta64):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def as_numbers(values: Any) -> np.ndarray | None:
    """`values` as an array of floats of its own; None for truths, text, dates, gaps and rows of different lengths."""
    try:
        array = np.asarray(values)
    except ValueError:
        return None
    if array.dtype.kind not in "iuf" or np.ma.is_masked(values):
        return None
    with np.errstate(over="ignore"):  # what is too large is infinite then, and refused as that
        return array.astype(float)


#: Glucose of a blood sample. A value in mmol/L is below the limit, but for the rarest.
GLUCOSE = Limits(30.0, 2000.0, "mg/dL")

#: Insulin of a blood sample: anything that was measured at all.
INSULIN = Limits(0.01, 20000.0, "µU/mL")

#: How far below its lowest a state may be and count as there, as a share of its highest.
TRACE = 1e-8

#: Length of an experiment: up to a month.
MINUTES = Limits(1, 43200, "min")


def check_finite(name: str, value: Any) -> float:
    """`value` as a float, of any size and sign.

    Raises
    ------
    ValueError
        If it is not a finite number.
    """
    number = _number(value)
    if number is None:
        raise ValueError(f"{name} is {shown(value)}; allowed: a finite number")
    return number


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


Kind = TypeVar("Kind")


def check_kind(
    name: str, value: Any, kind: type[Kind] | tuple[type[Kind], ...], allowed: str
) -> Kind:
    """`value` itself, an object of a class, or of one of several.

    Raises
    ------
    ValueError
        If it is none; says what is allowed.
    """
    if not isinstance(value, kind):
        raise ValueError(f"{name} is {shown(value)}; allowed: {allowed}")
    return value


def check_state(
    name: str, state: Any, limits: Mapping[str, Limits], people: int | None = None
) -> np.ndarray:
    """A state of the model as an array of floats, for one or for `people`.

    Parameters
    ----------
    name : str
    state : array_like
    limits : mapping of str to Limits
        Of each state, in the order of the rows.
    people : int, optional

    Raises
    ------
    ValueError
        If it has another shape than ``(states,)``, or ``(states, people)`` where there are people, is not finite, or
        one of its states is outside its limits.
    """
    array = as_numbers(state)
    if array is None:
        raise ValueError(f"{name} is {shown(state)}; allowed: an array of numbers")
    size = len(limits)
    shapes = [(size,)] if people is None else [(size,), (size, people)]
    if array.shape not in shapes:
        raise ValueError(
            f"{name} has shape {array.shape}; allowed: {' or '.join(map(str, shapes))}"
        )
    if not np.isfinite(array).all():
        raise ValueError(f"{name} holds {array[~np.isfinite(array)][0]}; allowed: finite numbers")
    for row, (each, allowed) in zip(array, limits.items(), strict=True):
        # A solver leaves what has run empty a trace below nothing.
        near = (row < allowed.lowest) & (row > allowed.lowest - TRACE * allowed.highest)
        allowed.check_all(f"{each} of {name}", np.where(near, allowed.lowest, row))
    return array
