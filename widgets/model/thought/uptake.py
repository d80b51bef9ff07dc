"""Where a drink of glucose goes: by organ and minute, with all of insulin's help, a part of it, or none.

A thought experiment on the healthy body of the ``book`` preset. The pancreas answers the drink as ever, but from
the first sip on the cells hear only a share of its insulin: muscle and fat open less, and the liver holds back less.
What glucose does is solved afresh; insulin itself keeps its healthy course, so that nothing makes up for the loss.

The glucose of the drink is followed as a tracer would: it mixes with the blood's, and each organ takes of both alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.integrate import solve_ivp

from widgets.model.body.experiments import OGTT_GRAMS
from widgets.model.body.person import RANGES, Person, Range
from widgets.model.solver.solve import RTOL, SCALES, Body
from widgets.model.statement.parameters import values

#: Share of insulin that the cells hear: the allowed values.
HEARD: dict[str, Range] = {
    "heard": Range(0.0, 1.0, 1.0, "1", "share of insulin that the cells hear")
}

#: Who takes glucose from the blood, each by its flow ``F_…`` of the equations.
FROM_BLOOD: tuple[str, ...] = ("brain", "liver", "fat", "muscle", "other", "urine")

#: Where the glucose of the drink can be; liver and gut have what they kept at once as well.
PLACES: tuple[str, ...] = (*FROM_BLOOD, "blood", "gut")

#: Glucose at which a clamp holds the blood, mg/dL.
CLAMPED_GLUCOSE = 90.0


@dataclass(frozen=True)
class Uptake:
    """What became of a drink of glucose, minute by minute.

    Attributes
    ----------
    heard : float
        Share of insulin that the cells heard, 0 to 1.
    grams : float
        Glucose of the drink.
    minutes, glucose_mgdl : ndarray, shape (n,)
    flows : dict of str to ndarray, shape (n,)
        Glucose by flow (``"muscle"``, ``"made"``, …), mg/min, that of the drink and that of the body together.
    places : dict of str to ndarray, shape (n,)
        Grams of the drink in each of :data:`PLACES`; ``"gut"`` is what has not been absorbed. They add up to the drink.
    """

    heard: float
    grams: float
    minutes: np.ndarray
    glucose_mgdl: np.ndarray
    flows: dict[str, np.ndarray]
    places: dict[str, np.ndarray]

    def at(self, minute: float) -> dict[str, float]:
        """Grams of the drink in each place at one minute."""
        return {
            place: float(np.interp(minute, self.minutes, held))
            for place, held in self.places.items()
        }

    def made_grams(self) -> float:
        """Glucose that the liver gave out over the whole time, g."""
        return float(np.trapezoid(self.flows["made"], self.minutes)) / 1000

    def table(self) -> str:
        """Grams in each place at the end, as text."""
        rows = [f"{place:8}{grams:6.0f} g" for place, grams in self.at(self.minutes[-1]).items()]
        return "\n".join(rows)


def uptake(heard: float = 1.0, grams: float = OGTT_GRAMS, minutes: int = 240) -> Uptake:
    """Follow a drink of glucose through the body.

    Parameters
    ----------
    heard : float
        Share of insulin that the cells hear from the first sip on, 0 (none) to 1 (health).
    grams : float
        Glucose of the drink, 0 to 150 g.
    minutes : int
        Length.

    Returns
    -------
    Uptake
        One value a minute.

    Raises
    ------
    ValueError
        If a value is outside its range.
    """
    heard = HEARD["heard"].check("heard", heard)
    grams = RANGES["grams"].check("grams", grams)
    person, grid = Person(), np.arange(minutes + 1.0)
    body, start = person.body(), person.fasting()
    start[0] = 1000 * grams
    whole = _Followed(body, heard)
    states = whole.solve(start, grid)
    return Uptake(
        heard, grams, grid, states[whole.glucose], whole.flows(states), whole.held(states)
    )


class _Followed:
    """The healthy body, which makes the insulin; beside it the glucose of the experiment, and its tracer.

    The states are those of the body, then glucose and the drink's part of it (both mg/dL), then what each place
    of `FROM_BLOOD`, and liver and gut at once, have taken of the drink (mg).
    """

    def __init__(self, body: Body, heard: float) -> None:
        self.body, self.heard = body, heard
        self.place = {name: i for i, name in enumerate(body.functions.states)}
        self.flow = {name.removeprefix("F_"): i for i, name in enumerate(body.functions.flow_names)}
        self.glucose = len(self.place)
        self.tracer = self.glucose + 1
        preset = values("book")
        self.space = preset["BW"] * preset["V_G"]

    def flowing(self, y: np.ndarray) -> np.ndarray:
        """All flows (mg/min) in the states `y` of the experiment."""
        seen = y[: self.glucose].copy()
        seen[self.place["G"]] = y[self.glucose]
        seen[[self.place["X"], self.place["I"]]] *= self.heard
        return np.array(self.body.functions.flows(seen.tolist(), self.body.constants, 0.0))

    def rates(self, t: float, y: np.ndarray) -> np.ndarray:
        flow = self.flowing(y)
        taken = flow[[self.flow[name] for name in FROM_BLOOD]]
        arriving, made = flow[self.flow["in"]], flow[self.flow["made"]]
        tracing = y[self.tracer] / y[self.glucose] * taken
        return np.concatenate(
            [
                self.body.rates(t, y[: self.glucose]),
                [(made + arriving - taken.sum()) / self.space],
                [(arriving - tracing.sum()) / self.space],
                tracing,
                [flow[self.flow["kept"]]],
            ]
        )

    def solve(self, start: np.ndarray, minutes: np.ndarray) -> np.ndarray:
        followed = len(FROM_BLOOD) + 2
        scales = [SCALES[name] for name in self.place] + [SCALES["G"]] + followed * [1e4]
        first = np.concatenate([start, [start[self.place["G"]]], np.zeros(followed)])
        solution = solve_ivp(
            self.rates,
            (minutes[0], minutes[-1]),
            first,
            method="LSODA",
            t_eval=minutes,
            rtol=RTOL,
            atol=RTOL * np.array(scales),
        )
        if not solution.success:
            raise RuntimeError(f"LSODA stopped: {solution.message}")
        return solution.y

    def flows(self, states: np.ndarray) -> dict[str, np.ndarray]:
        columns = np.array([self.flowing(y) for y in states.T])
        return {name: columns[:, i] for name, i in self.flow.items()}

    def held(self, states: np.ndarray) -> dict[str, np.ndarray]:
        taken = dict(zip(FROM_BLOOD, states[self.tracer + 1 :] / 1000, strict=False))
        taken["liver"] = taken["liver"] + states[-1] / 1000
        waiting = states[self.place["q1"]] + states[self.place["q2"]]
        return taken | {"blood": states[self.tracer] * self.space / 1000, "gut": waiting / 1000}


def clamped(
    insulin_uUml: Sequence[float] | np.ndarray, glucose_mgdl: float = CLAMPED_GLUCOSE
) -> dict[str, np.ndarray]:
    """What each organ of the healthy body takes while insulin and glucose are held: a clamp, organ by organ.

    Parameters
    ----------
    insulin_uUml : sequence of float
        Levels of insulin.
    glucose_mgdl : float
        Glucose that is held.

    Returns
    -------
    dict of str to ndarray, shape (levels,)
        The flows from the blood, and ``"made"`` by the liver, mg/kg/min.
    """
    body, weight = Person().body(), values("book")["BW"]
    held = _Followed(body, 1.0)
    columns = []
    for level in insulin_uUml:
        y = np.append(Person().healthy_start(), glucose_mgdl)
        y[held.place["X"]] = level
        y[held.place["I"]] = (
            0.0  # infused: the liver's own vein brings no more than the rest of the blood
        )
        columns.append(held.flowing(y) / weight)
    flows = np.array(columns)
    return {name: flows[:, held.flow[name]] for name in (*FROM_BLOOD, "made")}
