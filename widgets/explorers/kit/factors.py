"""Sliders of the factors of `widgets.lifestyle`: names, ranges, certainty and findings come from its one table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from widgets.explorers.kit.base import Control, Group
from widgets.explorers.kit.words import kit_words
from widgets.lifestyle import Factor, factors

#: Color of a slider by what it acts on first.
_COLORS = {
    "muscle": "muscle",
    "liver": "liver",
    "output": "liver",
    "release": "insulin",
    "carbohydrate": "glucose",
    "weight": "fat",
    "nothing": "quiet",
}


def factor_control(name: str, **changed: Any) -> Control:
    """Return the slider of one factor, with its certainty and what can be said of it beside it.

    Where single values have names, its steps are those names: between them nothing was measured.

    Parameters
    ----------
    name : str
        Of ``factors.yaml``.
    **changed
        Fields of the Control that the explorer wants otherwise, such as ``minimum``.

    Returns
    -------
    Control
    """
    row = factors().factors[name]
    step = 1.0 if row.names else row.step
    control = Control(
        row.name,
        row.lowest,
        row.highest,
        step,
        row.reference,
        "" if row.unit == "1" else row.unit,
        color=_COLORS[row.acts_on[0]],
        digits=0 if step == int(step) else 1,
        named=bool(row.names),
        words=_words(row),
    )
    return replace(control, **changed)


def _words(row: Factor) -> dict[str, Any]:
    shared = kit_words()["shared"]
    template = shared["certainty_of" if row.certain_of else "certainty"]
    digits = 0 if row.names or row.step == int(row.step) else 1
    reference = {f"{row.reference:.{digits}f}": shared["factor_reference"]}
    return {
        "label": row.label,
        "marks": {str(value): text for value, text in row.names.items()} or reference,
        "grade": row.grade,
        "certainty": template.format(grade=row.grade, of=row.certain_of),
        "note": row.honest,
    }


def factor_groups(parts: Mapping[str, str], names: Iterable[str]) -> tuple[Group, ...]:
    """Return groups of sliders, each below what the document says.

    A factor that belongs to several stands in the first of them.

    Parameters
    ----------
    parts : mapping of str to str
        ``factors().reasons`` or ``factors().practices``: names to the document's words.
    names : iterable of str
        Factors that have a slider.

    Returns
    -------
    tuple of Group
        Those that have a slider.
    """
    members: dict[str, list[str]] = {part: [] for part in parts}
    for name in names:
        first = next(part for part in parts if part in factors().factors[name].belongs)
        members[first].append(name)
    return tuple(Group(part, parts[part], tuple(mine)) for part, mine in members.items() if mine)
