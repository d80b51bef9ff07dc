"""What answers a bet, by the model in Python: for print, for the page of a class, and for the tests.

On a page the explorer's own JavaScript answers (widgets/bets/javascript/answer.js); a test holds the two against each
other.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from widgets import explorers
from widgets.bets import loading
from widgets.explorers.kit.quantities import quantities
from widgets.model.body.experiments import Course
from widgets.model.body.years import Years
from widgets.model.thought.loop import Loop

Curves = dict[str, list[float]]

FINE = 15  # values to each point of a pad, so that a peak is not cut off
COARSE = 20  # from here on a number has no decimals


def moments(pad: str, parts: int = 1) -> list[float]:
    """Return the moments at which a pad has a point, in minutes or years, and `parts` to each.

    Parameters
    ----------
    pad : str
        One of `widgets.bets.pads`.
    parts : int
        How finely; 1 gives the points alone.
    """
    x = loading.pads()[pad]["x"]
    steps = (x["to"] - x["from"]) // x["step"]
    return [x["from"] + x["step"] * index / parts for index in range(steps * parts + 1)]


def curves(bet: dict[str, Any], ghost: bool = False) -> Curves:
    """Return the curves that answer a bet, by pad, each at `moments(pad, FINE)`.

    Parameters
    ----------
    bet : dict
        Checked, from `widgets.bets.load`.
    ghost : bool
        Those of its ghost instead.

    Returns
    -------
    dict of str to list of float
        In the units of the pads.
    """
    run = bet["ghost"] if ghost else bet
    if not bet["curves"] or run is None:
        return {}
    lived = getattr(explorers, bet["explorer"])(**run["values"]).result()
    return {curve["pad"]: _along(lived, curve["pad"]) for curve in bet["curves"]}


def _along(lived: Course | Loop | Years, pad: str) -> list[float]:
    """Return what a pad shows of a run."""
    values = getattr(lived, loading.pads()[pad]["model"])
    if isinstance(lived, Years):
        found = [lived.value(values, at) for at in moments(pad, FINE)]
    else:
        found = np.interp(moments(pad, FINE), lived.minutes, values)
    return [float(value) for value in found]


def told(bet: dict[str, Any]) -> str:
    """Return the sentence that says the answer by itself, in the units of the model.

    Parameters
    ----------
    bet : dict
        Checked, from `widgets.bets.load`.
    """
    facts: dict[str, str] = {}
    for part in ("", "ghost_"):
        for pad, values in curves(bet, ghost=part != "").items():
            facts |= _facts(pad, part, values)
    return bet["told"].format(**facts)


def _facts(pad: str, part: str, values: list[float]) -> dict[str, str]:
    stated, axis = loading.pads()[pad], loading.words()["at"]
    unit = stated["y"]["unit"]
    digits = next(u["digits"] for us in quantities().values() for u in us if u["unit"] == unit)
    at = moments(pad, FINE)[int(np.argmax(values))]
    written = {"high": max(values), "low": min(values), "start": values[0], "end": values[-1]}
    return {
        f"{pad}_unit": unit,
        f"{pad}_{part}high_at": axis[stated["x"]["unit"]].format(x=round(at)),
    } | {
        f"{pad}_{part}{name}": f"{value:.{digits if value < COARSE else 0}f}"
        for name, value in written.items()
    }
