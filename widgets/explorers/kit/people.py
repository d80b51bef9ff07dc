"""The people of the explorers: beta-cell reserve as a reader sets it, in percent of a robust person's, or by name."""

from __future__ import annotations

from collections.abc import Sequence

from widgets.explorers.kit.base import Control
from widgets.explorers.kit.words import kit_words
from widgets.model.body.person import RESERVES
from widgets.model.statement.limits import check_name

ROBUST = RESERVES["robust"]

#: Reserve of each person who has a name, percent of the robust one's.
PERCENT: dict[str, int] = {
    name: round(100 * reserve / ROBUST) for name, reserve in RESERVES.items()
}


def reserve_of(percent: float) -> float:
    """Return the reserve, in the model's unit, of a percentage of the robust one (as ``kit/people.js`` does)."""
    return percent / 100 * ROBUST


def position(name: str, value: str, allowed: Sequence[str]) -> int:
    """Return where a value stands among those that a slider stands for, from left to right.

    Raises
    ------
    ValueError
        If it is none of them; says so of the parameter `name`.
    """
    return list(allowed).index(check_name(name, value, allowed))


def _reserve_slider() -> Control:
    texts = kit_words()["people"]
    marks = {str(percent): texts["names"][name] for name, percent in PERCENT.items()}
    return Control(
        "reserve",
        30,  # just inside the range of the model
        PERCENT["robust"],
        1,
        PERCENT["robust"],
        "%",
        color="pancreas",
        ticks=tuple(PERCENT.values()),
        words={"label": texts["reserve"], "marks": marks},
    )


#: The slider of beta-cell reserve, the same in every explorer.
RESERVE_SLIDER = _reserve_slider()

#: What the slider of a person stands for, from left to right: the least reserve first.
PEOPLE = tuple(sorted(RESERVES, key=RESERVES.__getitem__))


def _person_slider() -> Control:
    texts = kit_words()["people"]
    marks = {str(place): texts["names"][name] for place, name in enumerate(PEOPLE)}
    last = len(PEOPLE) - 1
    return Control(
        "person",
        0,
        last,
        1,
        PEOPLE.index("robust"),
        "",
        color="pancreas",
        page=1,
        named=True,
        words={"label": texts["reserve"], "marks": marks},
    )


#: The slider of a person by name, the same in every explorer.
PERSON_SLIDER = _person_slider()
