"""Body weight from the energy balance, solved in closed form between the days on which something changes.

With `e` the kcal a day at which one kilogram comes to rest and `T` a time constant (``weight_rule``
of ``factors.yaml``, after Hall 2011): ``T dw/dt = E / e - w``, where `w` is the change of weight in
kg and `E` the change of what is eaten and spent, kcal/d. What is left over, ``E - e w``, fades as
weight catches up. Muscle and the fat of two organs follow weight and the left-over, each with a lag of
its own; lagged values of exponentials have a closed form too. The browser computes the same
(``widgets/lifestyle/javascript/energy.js``).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from .loading import WeightRule


@dataclass(frozen=True)
class Demand:
    """What is asked of the body from a day on.

    Attributes
    ----------
    day : float
    energy : float
        Change of what is eaten and spent, kcal/d.
    goal : float or None
        Change of weight to reach and hold, kg; then `energy` does not count.
    goal_day : float
        Day from which the goal is followed.
    """

    day: float
    energy: float
    goal: float | None = None
    goal_day: float = 0.0


@dataclass(frozen=True)
class Stretch:
    """A time of constant energy, from `day` on; what holds on that day."""

    day: float
    energy: float
    weight: float
    lagged_weight: tuple[float, ...]
    lagged_balance: tuple[float, ...]


@dataclass(frozen=True)
class Point:
    """Energy on one day: kg gained, and kcal/d left over; each also with every lag, in their order."""

    weight: float
    lagged_weight: tuple[float, ...]
    balance: float
    lagged_balance: tuple[float, ...]


class EnergyCourse:
    """Weight over time.

    Parameters
    ----------
    rule : WeightRule
    start_kg : float
        Weight at the start.
    lags : sequence of float
        Time constants with which something follows weight and the left-over energy, days.
    demands : sequence of Demand
        In order of time, the first on day 0.
    """

    def __init__(
        self,
        rule: WeightRule,
        start_kg: float,
        lags: Sequence[float],
        demands: Sequence[Demand],
    ) -> None:
        self.rule, self.lags = rule, tuple(lags)
        self.lightest = rule.lightest_percent / 100 * start_kg
        self.heaviest = rule.heaviest_percent / 100 * start_kg
        self.stretches: list[Stretch] = []
        at_rest = (0.0,) * len(self.lags)
        state = Stretch(0.0, 0.0, 0.0, at_rest, at_rest)
        for demand, until in zip(
            demands, [*(later.day for later in demands[1:]), math.inf], strict=True
        ):
            state = self._live(state, demand, until)

    @property
    def days(self) -> tuple[float, ...]:
        """Days on which a stretch begins."""
        return tuple(stretch.day for stretch in self.stretches)

    def at(self, day: float) -> Point:
        """Energy on a day."""
        stretch = self.stretches[0]
        for later in self.stretches[1:]:
            if later.day > day:
                break
            stretch = later
        return self._within(stretch, max(day, 0.0))

    def _within(self, stretch: Stretch, day: float) -> Point:
        rule, passed = self.rule, day - stretch.day
        final = stretch.energy / rule.kcal_per_day_per_kg
        slow = math.exp(-passed / rule.days)
        apart = stretch.weight - final
        balance = -rule.kcal_per_day_per_kg * apart

        def lagged(before: tuple[float, ...], now: float, end: float) -> tuple[float, ...]:
            """What follows, with each lag, a value that goes from `now` to `end` as weight does."""
            follows = (((now - end) * rule.days / (rule.days - lag), lag) for lag in self.lags)
            return tuple(
                end + follow * slow + (value - end - follow) * math.exp(-passed / lag)
                for value, (follow, lag) in zip(before, follows, strict=True)
            )

        return Point(
            weight=final + apart * slow,
            lagged_weight=lagged(stretch.lagged_weight, stretch.weight, final),
            balance=balance * slow,
            lagged_balance=lagged(stretch.lagged_balance, balance, 0.0),
        )

    def _live(self, state: Stretch, demand: Demand, until: float) -> Stretch:
        """From one demand to the next, split where a goal or a limit of weight is met."""
        while True:
            energy, end = self._energy(state, demand)
            stretch = Stretch(
                state.day, energy, state.weight, state.lagged_weight, state.lagged_balance
            )
            if not self.stretches or energy != self.stretches[-1].energy:
                self.stretches.append(stretch)
            end = min(end, until)
            if math.isinf(end):
                return stretch
            point = self._within(stretch, end)
            state = Stretch(end, energy, point.weight, point.lagged_weight, point.lagged_balance)
            if end == until:
                return state

    def _energy(self, state: Stretch, demand: Demand) -> tuple[float, float]:
        """Energy from this state on, and the day until which it stays so."""
        rule = self.rule
        if demand.goal is not None:
            return self._towards(state, demand.goal, demand.goal_day + rule.goal_days)
        final = demand.energy / rule.kcal_per_day_per_kg
        limit = self.heaviest if final > state.weight else self.lightest
        if (final - limit) * (final - state.weight) <= 0:
            return demand.energy, math.inf
        if abs(state.weight - limit) < 1e-9:
            return limit * rule.kcal_per_day_per_kg, math.inf
        return demand.energy, state.day + self._time(state.weight, limit, final)

    def _towards(self, state: Stretch, goal: float, due: float) -> tuple[float, float]:
        """Eat so that the goal is met when due, or later where that asks too much."""
        rule = self.rule
        hold = goal * rule.kcal_per_day_per_kg
        if abs(goal - state.weight) < 1e-9:
            return hold, math.inf
        share = 1 - math.exp(-max(due - state.day, 1e-3) / rule.days)
        final = state.weight + (goal - state.weight) / share
        largest = rule.goal_kcal_per_day / rule.kcal_per_day_per_kg
        final = min(max(final, -largest), largest)
        return final * rule.kcal_per_day_per_kg, state.day + self._time(state.weight, goal, final)

    def _time(self, weight: float, reached: float, final: float) -> float:
        """Days from one weight to another on the way to a third."""
        return -self.rule.days * math.log((reached - final) / (weight - final))
