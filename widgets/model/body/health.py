"""The healthy body: what each beta-cell reserve settles to, eating three meals a day, year after year.

``python -m widgets.model.body.health`` computes the table ``health.csv`` again (two minutes); a test computes rows
of it afresh. Between two rows every state is interpolated linearly, in Python as in the browser.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
from scipy.optimize import root

from widgets.model.solver.numeric import functions
from widgets.model.solver.solve import SCALES, Body
from widgets.model.statement.equations import system
from widgets.model.statement.parameters import alterations, remembered, values

PATH = Path(__file__).parent / "health.csv"

#: Meals of every day of the years: minute of the day and grams of carbohydrate.
DAILY_MEALS = ((0.0, 60.0), (360.0, 60.0), (720.0, 60.0))

DAY = 1440.0

#: Change from one morning to the next that is none, as a share of a state's size (of a slow one, in its own time).
_NO_CHANGE = 1e-6

_TABULATED = np.round(np.arange(1.40, 0.399, -0.02), 2)


def settle(reserve: float, guess: np.ndarray) -> np.ndarray:
    """State before breakfast that returns every morning, slow states included.

    Parameters
    ----------
    reserve : float
        Beta-cell reserve.
    guess : ndarray, shape (10,)
        A state nearby.

    Returns
    -------
    ndarray, shape (10,)

    Raises
    ------
    RuntimeError
        If no such state is found.
    """
    preset = values("book")
    told = {"si": preset["si_0"], "ISRI": reserve}
    body = Body.of("book", *(told.get(driver.name, 1.0) for driver in system("book").drivers))
    names = body.functions.states[2:]  # the gut is empty before breakfast
    scale = np.array([SCALES[name] for name in names])
    # A slow state moves little in a day: its daily change counts in units of its own time.
    days = {
        "gamma": preset["tau_g"] / DAY,
        "sigma": preset["tau_s"] / DAY,
        "b": preset["tau_b"] / DAY,
    }
    weight = np.array([days.get(name, 1.0) for name in names]) / scale

    def daily_change(scaled: np.ndarray) -> np.ndarray:
        morning = np.concatenate([[0, 0], scaled * scale])
        return (body.feed(morning, np.array([0, DAY]), DAILY_MEALS)[:, -1] - morning)[2:] * weight

    found = root(daily_change, guess[2:] / scale, options={"eps": 1e-5, "xtol": 1e-8})
    # The search may stop in the rounding of the solver's steps and call that no progress; it is there all the same.
    if not np.abs(found.fun).max() < _NO_CHANGE:
        raise RuntimeError(f"no settled body for a beta-cell reserve of {reserve}: {found.message}")
    return np.concatenate([[0, 0], found.x * scale])


def _compute() -> np.ndarray:
    """The table: reserve, then the states, a row a reserve, reserves falling."""
    rows, guess = [], np.array([0, 0, 90.8, 5.4, 5.4, 47.7, 675.0, -0.018, 1.05, 470.0])
    for reserve in _TABULATED:
        guess = settle(reserve, guess)
        rows.append([reserve, *guess])
    return np.array(rows)


@cache
def health_table() -> dict[str, list[float]]:
    """Column name to values, reserves rising."""
    with PATH.open(encoding="utf-8") as file:
        names = file.readline().strip().split(",")
        table = np.loadtxt(file, delimiter=",")[::-1]
    return {name: column.tolist() for name, column in zip(names, table.T, strict=True)}


def healthy_state(reserve: float) -> np.ndarray:
    """State before breakfast of the healthy body, shape (10,).

    From the table; settled anew where parameters are :func:`widgets.model.statement.parameters.altered`.
    """
    table = health_table()
    stored = np.array(
        [np.interp(reserve, table["reserve"], table[name]) for name in functions("book").states]
    )
    return _settled(reserve, tuple(stored)).copy() if alterations() else stored


@remembered
def _settled(reserve: float, guess: tuple[float, ...]) -> np.ndarray:
    return settle(reserve, np.array(guess))


if __name__ == "__main__":
    header = ",".join(["reserve", *functions("book").states])
    np.savetxt(PATH, _compute(), delimiter=",", header=header, comments="", fmt="%.10g")
    print(f"wrote {PATH.name}")
