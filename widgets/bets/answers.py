"""What answers a bet, by the model in Python: for print, for the page of a class, and for the tests.

On a page the explorer's own JavaScript answers; a test holds the two against each other.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from widgets import explorers
from widgets.bets import loading
from widgets.explorers.kit.quantities import quantities

Curves = dict[str, list[float]]

FINE = 15  # values to each point of a pad, so that a peak is not cut off
COARSE = 20  # from here on a number has no decimals (javascript/answer.js)


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


def curves(bet: dict[str, Any], run: str = "now") -> Curves:
    """Return the curves that answer a bet, by pad, each at `moments(pad, FINE)`.

    Parameters
    ----------
    bet : dict
        Checked, from `widgets.bets.load`.
    run : {"now", "health"}
        The answer, or the explorer's run of comparison.

    Returns
    -------
    dict of str to list of float
        In the units of the pads.
    """
    if not bet["curves"]:
        return {}
    shown = getattr(explorers, bet["explorer"])(**bet["values"]).figure().data
    found = {}
    for curve in bet["curves"]:
        trace = next(
            t for t in shown if (t.meta["run"], t.meta["series"]) == (run, curve["series"])
        )
        at = moments(curve["pad"], FINE)
        found[curve["pad"]] = [round(float(value), 1) for value in np.interp(at, trace.x, trace.y)]
    return found


def told(bet: dict[str, Any]) -> str:
    """Return the sentence that says the answer by itself, in the units of the model.

    Parameters
    ----------
    bet : dict
        Checked, from `widgets.bets.load`.
    """
    facts: dict[str, str] = {}
    for part, run in (("", "now"), ("ghost_", "health")):
        for pad, values in curves(bet, run).items() if part == "" or bet["ghost"] else ():
            facts |= _facts(pad, part, values)
    return bet["told"].format(**facts)


def _facts(pad: str, part: str, values: list[float]) -> dict[str, str]:
    stated, axis = loading.pads()[pad], loading.words()["at"]
    unit = stated["y"]["unit"]
    digits = next(u["digits"] for us in quantities().values() for u in us if u["unit"] == unit)
    at = moments(pad, FINE)[int(np.argmax(values))]
    written = {"high": max(values), "low": min(values), "end": values[-1]}
    return {
        f"{pad}_unit": unit,
        f"{pad}_{part}high_at": axis[stated["x"]["unit"]].format(x=round(at)),
    } | {
        f"{pad}_{part}{name}": f"{value:.{digits if value < COARSE else 0}f}"
        for name, value in written.items()
    }
