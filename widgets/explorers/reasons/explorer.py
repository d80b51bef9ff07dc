"""Explorer of chapter 09: live with the reasons for insulin resistance, for days, months or years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go

from widgets.explorers.kit.axes import MEAL_AXES
from widgets.explorers.kit.base import Control, Explorer
from widgets.explorers.kit.charts import meal_chart
from widgets.explorers.kit.factors import factor_control, factor_groups
from widgets.explorers.kit.filling import figure_with_data
from widgets.explorers.kit.people import PERCENT, RESERVE_SLIDER, reserve_of
from widgets.explorers.kit.words import words
from widgets.explorers.reasons import charts
from widgets.lifestyle import Lifestyle, factors
from widgets.model.body.years import YEAR, Years, years
from widgets.model.statement.limits import is_number, shown


@dataclass(frozen=True)
class Length:
    """A time to live, days, and its ticks: every so many units."""

    days: int
    unit: str
    every: int

    @property
    def ticks(self) -> list[tuple[int, float]]:
        """Ticks after the first, as (number of units, day)."""
        unit = {"days": 1, "months": YEAR / 12, "years": YEAR}[self.unit]
        numbers = range(self.every, round(self.days / unit) + 1, self.every)
        return [(number, min(number * unit, self.days)) for number in numbers]


#: What the slider of time can be set to.
LENGTHS = (
    *(Length(days, "days", 1) for days in (1, 2, 3, 5, 7)),
    Length(14, "days", 2),
    Length(30, "days", 5),
    Length(61, "days", 10),
    Length(91, "months", 1),
    Length(182, "months", 1),
    Length(365, "months", 3),
    Length(730, "months", 6),
    *(Length(years * YEAR, "years", 1) for years in (3, 5)),
    Length(10 * YEAR, "years", 2),
    Length(15 * YEAR, "years", 3),
)
_DAYS = tuple(length.days for length in LENGTHS)

#: The table's rows that are a reason; a weight to reach is left to the practices.
FACTORS = tuple(
    row.name
    for row in factors().factors.values()
    if row.kind != "goal" and set(row.belongs) & set(factors().reasons)
)

CONTROLS = (
    Control(
        "length", 0, len(LENGTHS) - 1, 1, 0, "", color="quiet", named=True, ticks=(0, 4, 10, 15)
    ),
    RESERVE_SLIDER,
    # A reason is too much energy; too little is a practice.
    factor_control("energy", minimum=0),
    *(factor_control(name) for name in FACTORS if name != "energy"),
)
_HEALTH = {control.name: control.reference for control in CONTROLS if control.name in FACTORS}


def _preset(days: int, reserve: float, **changed: float) -> dict[str, float]:
    return {"length": _DAYS.index(days), "reserve": reserve, **_HEALTH, **changed}


PRESETS: dict[str, dict[str, float]] = {
    "health": _preset(14, PERCENT["average"]),
    "feast": _preset(5, PERCENT["average"], energy=1250),
    "couch": _preset(14, PERCENT["average"], steps=1300),
    "bed": _preset(7, PERCENT["average"], bed_rest=1),
    "nights": _preset(7, PERCENT["average"], sleep=5),
    "steroid": _preset(14, PERCENT["average"], prednisolone=30),
    "vitamins": _preset(
        3 * YEAR, PERCENT["average"], chromium=0, b_vitamins=0, thiamine=0, biotin=0
    ),
    "together": _preset(15 * YEAR, PERCENT["average"], energy=300, steps=4000, sleep=6, stress=5),
}


class ReasonsExplorer(Explorer):
    """See :func:`reasons`."""

    def __init__(self, days: float, reserve: float, changed: Mapping[str, float]) -> None:
        texts = words("reasons")
        super().__init__(
            "reasons",
            CONTROLS,
            {"length": _index(days), "reserve": reserve, **_HEALTH, **_checked_reasons(changed)},
            PRESETS,
            charts.reasons_chart(texts),
            charts.REASON_AXES,
            details={
                "drink": (
                    meal_chart(
                        texts["details"]["drink"]["figure"], texts["shared"]["runs"], bands=True
                    ),
                    MEAL_AXES,
                ),
                "weight": (charts.weight_chart(texts), charts.WEIGHT_AXES),
            },
            facts={
                "factors": list(FACTORS),
                "lengths": [_length_facts(length, texts["figure"]) for length in LENGTHS],
            },
            groups=factor_groups(factors().reasons, FACTORS),
        )

    @property
    def days(self) -> int:
        """How long the settings are lived with."""
        return LENGTHS[round(self.values["length"])].days

    @property
    def lifestyle(self) -> Lifestyle:
        """The way of living that the sliders describe, from the first day on."""
        values = self.values
        changed = {name: values[name] for name in FACTORS if values[name] != _HEALTH[name]}
        return Lifestyle().live_all(changed)

    def result(self) -> Years:
        """Live the time that the sliders describe, in Python (some seconds).

        Returns
        -------
        widgets.model.body.years.Years
            Of three people: the low edge of the interval, its center, its high edge.
        """
        reserve = reserve_of(self.values["reserve"])
        return years(np.full(3, reserve), self.lifestyle.band, self.days / YEAR)

    def figure(self) -> go.Figure:
        """Return the charts over time as a Plotly figure to work on.

        Returns
        -------
        plotly.graph_objects.Figure
            In mg/dL and µU/mL, with the bands, without the life in health.
        """
        life = self.result()
        curves = {
            "muscle": 100 * life.muscle,
            "liver": 100 * life.liver,
            "fasting_glucose": life.fasting_glucose_mgdl,
            "two_hour_glucose": life.two_hour_glucose_mgdl,
            "fasting_insulin": life.fasting_insulin_uUml,
        }
        run: dict[str, Any] = {"days": life.years * YEAR}
        for name, values in curves.items():
            run |= {
                name: values[:, 1],
                f"{name}_low": values.min(axis=1),
                f"{name}_high": values.max(axis=1),
            }
        texts = words("reasons")
        figure = figure_with_data(charts.reasons_chart(texts), {"now": run}, charts.REASON_AXES)
        length = _length_facts(LENGTHS[_index(self.days)], texts["figure"])
        return figure.update_xaxes(length["across"])


def _index(days: float) -> int:
    if not is_number(days) or days not in _DAYS:
        raise ValueError(f"days is {shown(days)}; allowed: {', '.join(map(str, _DAYS))} (days)")
    return _DAYS.index(int(days))


def _checked_reasons(changed: Mapping[str, float]) -> Mapping[str, float]:
    for name in changed:
        if name not in FACTORS:
            raise ValueError(f"reason is {name!r}; allowed: {', '.join(FACTORS)}")
    return changed


def _length_facts(length: Length, texts: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the browser must know of a length: its days, and the horizontal axis in the words of the figure."""
    ticks = [texts[length.unit].format(number=number) for number, _ in length.ticks]
    return {
        "days": length.days,
        "across": {
            "range": [0, length.days],
            "tickvals": [0, *(day for _, day in length.ticks)],
            "ticktext": [texts["start"], *ticks],
        },
    }


def reasons(
    days: float = 14, reserve: float = PERCENT["average"], **changed: float
) -> ReasonsExplorer:
    """Show what reasons for insulin resistance do in days, months or years, with the intervals.

    Everyone starts in health and lives with the settings from the first day on.

    Parameters
    ----------
    days : int
        1, 2, 3, 5, 7, 14, 30, 61, 91, 182, 365, 730, 1095, 1825, 3650 or 5475.
    reserve : float
        Beta-cell reserve, percent of a robust person (30 to 100): 33 susceptible, 60 average.
    **changed : float
        Reasons that are off their reference, such as ``steps=1300``: names of ``factors.yaml``, in its units.

    Returns
    -------
    ReasonsExplorer
        A widget: the last line of a cell shows it.

    Raises
    ------
    ValueError
        If a reason is unknown or a value is outside its range.
    RuntimeError
        If the JavaScript has not been bundled.
    """
    return ReasonsExplorer(days, reserve, changed)
