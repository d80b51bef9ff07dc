"""Which sliders of an explorer a body is.

A body is stated once, in percent. Each explorer shows it with the sliders that it has, and some bodies cannot be shown
by some explorers: two of them let the liver follow muscle, two begin in health, one has a course of its own. Such a
meeting is refused, so that a person is the same body wherever a reader meets them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module

from widgets import explorers
from widgets.explorers.kit.base import Control
from widgets.explorers.kit.people import PEOPLE, PERCENT
from widgets.explorers.kit.words import words
from widgets.model.body.drift import COURSE
from widgets.model.body.years import YEAR
from widgets.model.thought.compensation import liver_beside
from widgets.results import amount, out_of_step, written


class BodyError(ValueError):
    """A body or a setting that an explorer cannot show: which field, what it is, and what is allowed."""

    def __init__(self, field: str, value: object, allowed: str) -> None:
        super().__init__(f"{field} is {value!r}; allowed: {allowed}")
        self.field, self.value, self.allowed = field, value, allowed


@dataclass(frozen=True)
class Body:
    """Muscle, liver and release in percent of health, reserve in percent of a robust person's."""

    muscle: float
    liver: float
    release: float
    reserve: float


def pace_days() -> float:
    """Return the time constant with which resistance grows in the book's course, days."""
    return COURSE.changes[0].muscle_days


def _healthy(body: Body) -> None:
    if (body.muscle, body.liver, body.release) != (100, 100, 100):
        raise BodyError("body", (body.muscle, body.liver, body.release), "one in health, as there")


def _resistance(body: Body) -> float:
    """Return how many times the insulin of health muscle needs, where the liver follows it."""
    beside = 100 * float(liver_beside(body.muscle / 100))
    if not math.isclose(body.liver, beside, abs_tol=0.51):
        raise BodyError("body", body.liver, f"a liver at {beside:.0f}%, as it follows muscle there")
    return round(100 / body.muscle, 1)


def _named(body: Body) -> int:
    """Return the place of the person with this reserve among those who have a name."""
    found = [name for name, percent in PERCENT.items() if percent == body.reserve]
    if not found:
        allowed = ", ".join(map(str, PERCENT.values()))
        raise BodyError("reserve", body.reserve, allowed)
    return PEOPLE.index(found[0])


def _meal(body: Body) -> dict[str, float]:
    _healthy(body)
    return {"person": _named(body)}


def _loop(body: Body) -> dict[str, float]:
    return {"answer": body.release, "liver": body.liver}


def _this_week(body: Body) -> dict[str, float]:
    return {"muscle": body.muscle, "liver": body.liver, "reserve": body.reserve}


def _compensation(body: Body) -> dict[str, float]:
    return {"resistance": _resistance(body), "person": _named(body)}


def _map(body: Body) -> dict[str, float]:
    return {"resistance": _resistance(body), "reserve": body.reserve}


def _years(body: Body) -> dict[str, float]:
    return {**_this_week(body), "pace": round(pace_days() * math.log(2) / YEAR, 1)}


def _reasons(body: Body) -> dict[str, float]:
    _healthy(body)
    return {"reserve": body.reserve}


def _practices(body: Body) -> dict[str, float]:
    (end,) = COURSE.changes
    if (body.muscle, body.liver, body.reserve) != (
        100 * end.muscle,
        100 * end.liver,
        PERCENT["susceptible"],
    ):
        shown = (body.muscle, body.liver, body.reserve)
        raise BodyError("body", shown, "the susceptible person of the book's course")
    return {}


#: What an explorer sets for a body; what it has no slider for is left to its own person.
SHOWN: dict[str, Callable[[Body], dict[str, float]]] = {
    "meal": _meal,
    "loop": _loop,
    "resistance": _this_week,
    "compensation": _compensation,
    "reserve": _map,
    "years": _years,
    "reasons": _reasons,
    "practices": _practices,
}


def controls(explorer: str) -> dict[str, Control]:
    """Return the sliders of an explorer, by name."""
    if explorer not in SHOWN or explorer not in explorers.NAMES:
        raise BodyError("explorer", explorer, "one of " + ", ".join(SHOWN))
    module = import_module(f"widgets.explorers.{explorer}.explorer")
    return {control.name: control for control in module.CONTROLS}


def settings(explorer: str, body: Body, extra: Mapping[str, float]) -> dict[str, float]:
    """Return the value of every slider of an explorer that shows a body: those not named stand at their reference.

    Parameters
    ----------
    explorer : str
        One of `SHOWN`.
    body : Body
    extra : mapping of str to float
        Sliders that say nothing of the body, such as a year to look at.

    Raises
    ------
    BodyError
        If the explorer cannot show the body, has no such slider, or the slider cannot be put there.
    """
    sliders = controls(explorer)
    shown = SHOWN[explorer](body)
    for name in extra:
        if name not in sliders or name in shown:
            allowed = ", ".join(other for other in sliders if other not in shown)
            raise BodyError("set", name, f"sliders: {allowed}")
    values = {name: control.reference for name, control in sliders.items()} | shown | dict(extra)
    for name, value in values.items():
        _check(sliders[name], value)
    return values


def _check(control: Control, value: float) -> None:
    allowed = out_of_step(value, control.minimum, control.maximum, control.step, control.unit)
    if allowed:
        raise BodyError(f"set.{control.name}", value, allowed)


def in_words(explorer: str, values: Mapping[str, float]) -> str:
    """Return the sliders that stand off their reference, with their labels and units."""
    texts = words(explorer)["controls"]
    return "; ".join(
        _in_words(control, {**texts.get(name, {}), **control.words}, values[name])
        for name, control in controls(explorer).items()
        if values[name] != control.reference
    )


def _in_words(control: Control, texts: Mapping[str, object], value: float) -> str:
    marks = {float(at): mark for at, mark in (texts.get("marks") or {}).items()}
    if control.named:
        return f"{texts['label']} {marks[value]}"
    return f"{texts['label']} {amount(written(value), control.unit or '1')}"
