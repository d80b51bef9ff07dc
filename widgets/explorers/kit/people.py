"""The people of the explorers: beta-cell reserve as a reader sets it, in percent of a robust person's."""

from __future__ import annotations

from widgets.explorers.kit.base import Control
from widgets.explorers.kit.words import kit_words
from widgets.model.body.person import RESERVES

ROBUST = RESERVES["robust"]

#: Reserve of each person who has a name, percent of the robust one's.
PERCENT: dict[str, int] = {
    name: round(100 * reserve / ROBUST) for name, reserve in RESERVES.items()
}


def reserve_of(percent: float) -> float:
    """Return the reserve, in the model's unit, of a percentage of the robust one."""
    return percent / 100 * ROBUST


def _slider() -> Control:
    own = kit_words()["people"]
    marks = {str(percent): own["names"][name] for name, percent in PERCENT.items()}
    return Control(
        "reserve",
        30,  # just inside the range of the model
        PERCENT["robust"],
        1,
        PERCENT["robust"],
        "%",
        color="pancreas",
        words={"label": own["reserve"], "marks": marks},
    )


#: The slider of beta-cell reserve, the same in every explorer.
RESERVE_SLIDER = _slider()
