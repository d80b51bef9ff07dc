"""A way of living over time, and what it makes of muscle, liver, beta cells, meals and weight.

Each factor j has its own ``x_j``, which follows the logarithm of its multiplier with its own lag;
the sensitivities are ``S = S0 exp(sum of x_j)``, and so is the release of insulin. The liver's output
is the exponential of minus that sum, so that what helps is a larger x everywhere. Body weight comes
from the energy balance (`energy.py`); what it does to liver and beta cells goes through the fat of
liver and pancreas, which follow with lags of their own. Nothing counts twice: diets act only through
carbohydrate, energy and weight, exercise enters the energy balance once, and of a group of factors
that are two sizes of one thing only the strongest counts.

The browser computes the same (``widgets/lifestyle/javascript/index.js``); a test holds the two together.

*Bands.* Intervals of the factors are taken as independent, so their distances from the central
value add as squares, below and above separately. For bell-shaped errors of the ``x_j`` that is
exact, for lopsided ones close (a test holds it against 4,000 random members); it costs three lives
instead of hundreds and never flickers.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

import numpy as np

from widgets.model import RANGES, Drift
from widgets.model.body.drift import check_drift
from widgets.model.statement.limits import Limits, check_finite, check_kind, check_name, shown

from .energy import Demand, EnergyCourse, Point
from .loading import DIRECTIONS, TARGETS, Effect, Factor, Fat, Table, factors

Edge = Literal["low", "central", "high", "band"]
Number = float | np.ndarray

_EDGES = ("low", "central", "high")
_LAGS = ("weight", "imbalance", "liver", "pancreas")  # what follows weight and the energy left over
_WEIGHTS = Limits(40.0, 250.0, "kg")
_DAYS = Limits(0.0, math.inf, "days")
_KILOGRAM = Limits(0.0, 10.0, "1")


@dataclass(frozen=True)
class Setting:
    """A factor at a value from day `start` up to day `end`; refused as :meth:`Lifestyle.live` says."""

    factor: str
    value: float
    start: float
    end: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", _row(self.factor).check(self.value))
        start = _DAYS.check(f"start of {self.factor}", self.start)
        object.__setattr__(self, "start", start)
        if self.end == math.inf:
            return
        end = check_finite(f"end of {self.factor}", self.end)
        if not start < end:
            raise ValueError(
                f"end of {self.factor} is {shown(self.end)} days; allowed: later than its start, day {start:g}"
            )
        object.__setattr__(self, "end", end)


@dataclass(frozen=True)
class _Piece:
    """From a day on, x moves to a target with a time constant; shapes (edges, targets)."""

    day: float
    x: np.ndarray
    target: np.ndarray
    days: float

    def at(self, day: float) -> np.ndarray:
        return self.target + (self.x - self.target) * math.exp(-(day - self.day) / self.days)


class _Curve:
    """Logarithm of a factor's multipliers by dose: straight lines between reference and doses, flat beyond them.

    Of each target the way that helps is up.

    Attributes
    ----------
    fats : list
        Organ through whose fat each target is reached, ``None`` where directly.
    """

    def __init__(self, factor: Factor, diabetes: bool, habit: float) -> None:
        effects = [factor.effects_on(target, diabetes=diabetes) for target in TARGETS]
        self.lines = [
            self._line(factor, those, DIRECTIONS[target])
            for target, those in zip(TARGETS, effects, strict=True)
        ]
        self.fats = [those[-1].fat if those else None for those in effects]
        self.habit = self._read([habit] * len(TARGETS))

    @staticmethod
    def _line(
        factor: Factor, effects: Sequence[Effect], direction: int
    ) -> tuple[np.ndarray, np.ndarray]:
        points = {factor.reference: (1.0, 1.0, 1.0)}
        if not factor.moves_nothing:
            points |= {effect.dose: effect.multipliers for effect in effects}
        doses = sorted(points)
        return np.array(doses), direction * np.log([points[dose] for dose in doses])

    def at(self, dose: float) -> np.ndarray:
        """What a dose changes beside the habit, shape (edges, targets)."""
        return self.at_each([dose] * len(TARGETS))

    def at_each(self, doses: Sequence[float]) -> np.ndarray:
        """The same, of one dose for each target."""
        # Giving up what harmed most may help most: the edges change places.
        return np.sort(self._read(doses) - self.habit, axis=0)

    def _read(self, read_at: Sequence[float]) -> np.ndarray:
        lines = list(zip(read_at, self.lines, strict=True))
        return np.array(
            [
                [np.interp(dose, doses, logs[:, edge]) for dose, (doses, logs) in lines]
                for edge in range(len(_EDGES))
            ]
        )


@dataclass(frozen=True)
class Lifestyle:
    """Settings of factors over time; lives in :func:`widgets.model.body.years` as a :class:`widgets.model.Drift` does.

    Parameters
    ----------
    base : Drift
        Muscle and liver without this way of living (its `at` gives S0).
    weight_kg : float
        Body weight at the start.
    diabetes : bool
        Whether the person has type 2 diabetes: some effects were seen there only.
    settings : tuple of Setting
        Use :meth:`live`.
    edge : {"central", "low", "high", "band"}
        Which edge of the factors' intervals is lived; ``"band"`` lives low, central and high together.
    habits : mapping of str to float
        How this person has lived so far: factors at a value other than their reference. What that did is in `base`
        already, so a habit that is kept changes nothing, and one that is given up gives back what it took.
    kilogram : float
        What a kilogram lost or gained brings this person, of what it brings the mean one (1).

    Raises
    ------
    ValueError
        If `weight_kg`, `kilogram` or a habit is out of range, a habit would change meals or body weight, or one of
        the others is none of what it can be.

    Examples
    --------
    >>> from widgets.lifestyle import Lifestyle
    >>> week = Lifestyle().live("sleep", 5).live("steps", 2000, start=2, end=9)
    >>> round(week.muscle(9), 2)
    0.6
    """

    base: Drift = field(default_factory=Drift)
    weight_kg: float = 75.0
    diabetes: bool = False
    settings: tuple[Setting, ...] = ()
    edge: Edge = "central"
    habits: Mapping[str, float] = field(default_factory=dict, hash=False)
    kilogram: float = 1.0

    def __post_init__(self) -> None:
        check_drift(self.base)
        check_name("edge", self.edge, (*_EDGES, "band"))
        own: dict[str, Any] = {
            "diabetes": bool(
                check_kind("diabetes", self.diabetes, (bool, np.bool_), "True or False")
            ),
            "weight_kg": _WEIGHTS.check("weight_kg (body weight at the start)", self.weight_kg),
            "kilogram": _KILOGRAM.check(
                "kilogram (what one brings, of what it brings the mean person)", self.kilogram
            ),
            "habits": _checked_habits(self.habits),
            "settings": tuple(
                check_kind("settings", self.settings, (tuple, list), "a tuple of Setting")
            ),
        }
        for setting in own["settings"]:
            check_kind("setting", setting, Setting, "a Setting")
        for name, value in own.items():
            object.__setattr__(self, name, value)
        self._refuse_two_goals()

    def live(
        self, factor: str, value: float, start: float = 0.0, end: float = math.inf
    ) -> Lifestyle:
        """The same way of living, with `factor` at `value` from day `start` up to day `end`.

        A later call for the same factor covers an earlier one. Outside all settings a factor is at its habit, which
        is its reference unless `habits` say otherwise.

        Raises
        ------
        ValueError
            If the factor is unknown, a value or day out of range, a factor that happens once is given an end, or body
            weight and energy are both set for the same time. Names the factor, the value, the unit and what is allowed.
        """
        row = _row(factor)
        if row.kind == "once":
            value, start = row.check(value), _DAYS.check(f"start of {factor}", start)
            if end != math.inf:
                raise ValueError(
                    f"end of {factor} is {shown(end)} days; allowed: none, it happens once on day {start:g}"
                )
            end = start + row.length(value)
        return replace(self, settings=(*self.settings, Setting(factor, value, start, end)))

    def live_all(
        self, values: Mapping[str, float], start: float = 0.0, end: float = math.inf
    ) -> Lifestyle:
        """All settings of `values` (factor to value) for the same days; see :meth:`live`."""
        life = self
        for factor, value in check_kind(
            "values", values, Mapping, "a mapping of factor to value"
        ).items():
            once = _row(factor).kind == "once"
            life = life.live(factor, value, start, math.inf if once else end)
        return life

    def of(self, people: slice | int) -> Lifestyle:
        """The same way of living for some of the people of its `base`."""
        return replace(self, base=self.base.of(people))

    def _refuse_two_goals(self) -> None:
        weight, energy = _table().weight, _table().imbalance
        for goal in (s for s in self.settings if s.factor == weight.name):
            for other in (s for s in self.settings if s.factor == energy.name):
                if other.start < goal.end and goal.start < other.end:
                    raise ValueError(
                        f"{energy.name} is {other.value:g} {energy.unit} while {weight.name} is set to "
                        f"{goal.value:g} {weight.unit}; allowed: one of the two at a time, a weight to reach says "
                        "what is eaten"
                    )

    # --- Edges -------------------------------------------------------------------------------------------------------

    @property
    def low(self) -> Lifestyle:
        """The same at the edge of all intervals together at which everything helps least."""
        return replace(self, edge="low")

    @property
    def high(self) -> Lifestyle:
        """The same at the edge of all intervals together at which everything helps most."""
        return replace(self, edge="high")

    @property
    def band(self) -> Lifestyle:
        """Low, central and high together: `at` answers arrays of shape (3,), for a cohort of three."""
        return replace(self, edge="band")

    # --- What a Drift offers -----------------------------------------------------------------------------------------

    def at(self, day: float) -> tuple[Number, Number]:
        """Responses of muscle and liver on a day (days from the start), relative to health.

        Returns
        -------
        tuple of float, or of ndarray of shape (3,) for the ``"band"``
        """
        return self.responses(day)[:2]

    def release(self, day: float) -> Number:
        """Release of insulin at the same glucose on a day, relative to health; shaped as each answer of :meth:`at`."""
        return self.responses(day)[2]

    def output(self, day: float) -> Number:
        """What the liver gives out at the same insulin on a day, relative to health; shaped as that of :meth:`at`."""
        return self.responses(day)[3]

    def responses(self, day: float) -> tuple[Number, Number, Number, Number]:
        """What :meth:`at` answers, and :meth:`release` and :meth:`output` besides."""
        day = _DAYS.check("day", day)
        edges = self._edges_at(day)
        if self.edge != "band":
            edges = edges[_EDGES.index(self.edge)]
        before = *self.base.at(day), self.base.release(day), self.base.output(day)
        return tuple(
            np.clip(
                value * np.exp(DIRECTIONS[name] * edges[..., i]),
                RANGES[name].lowest,
                RANGES[name].highest,
            )
            for i, (name, value) in enumerate(zip(TARGETS, before, strict=True))
        )

    @cached_property
    def breaks(self) -> tuple[float, ...]:
        """Days on which something changes: settings, the end of what happens once, a weight that is reached."""
        days = {day for pieces in self._pieces.values() for day in (piece.day for piece in pieces)}
        days |= {day for s in self.settings for day in (s.start, s.end)} | set(self._energy.days)
        return tuple(sorted({day for day in (*days, *self.base.breaks) if 0 < day < math.inf}))

    def portion(self, day: float) -> float:
        """Size of the meals of a day, relative to the model's own day."""
        return self.carbohydrate(day) / _table().eaten.reference

    # --- What a chart shows ------------------------------------------------------------------------------------------

    def muscle(self, days: Number) -> Number:
        """Response of muscle on one or many days; shape of `days`, times (3,) for the ``"band"``."""
        return self._over(days, lambda day: self.at(day)[0])

    def liver(self, days: Number) -> Number:
        """Response of the liver on one or many days; shape of `days`, times (3,) for the ``"band"``."""
        return self._over(days, lambda day: self.at(day)[1])

    def carbohydrate(self, days: Number) -> Number:
        """Carbohydrate eaten, g/d; none during a fast."""
        return self._over(days, self._carbohydrate_at)

    def weight(self, days: Number) -> Number:
        """Body weight, kg."""
        return self._over(days, lambda day: self.weight_kg + self._energy.at(day).weight)

    def balance(self, days: Number) -> Number:
        """Energy that is left over (or missing, if negative), kcal/d."""
        return self._over(days, lambda day: self._energy.at(day).balance)

    def liver_fat(self, days: Number) -> Number:
        """Fat of the liver, of that at the start."""
        return self._over(days, lambda day: self._fat_at(day, "liver"))

    def pancreas_fat(self, days: Number) -> Number:
        """Fat of the pancreas, of that at the start."""
        return self._over(days, lambda day: self._fat_at(day, "pancreas"))

    def _fat_at(self, day: float, organ: Literal["liver", "pancreas"]) -> float:
        point, place = self._energy.at(day), _LAGS.index(organ)
        percent = 100 * point.lagged_weight[place] / self.weight_kg
        return getattr(_table().organ_fat, organ).of_start(percent, point.lagged_balance[place])

    def extra_energy(self, day: float) -> float:
        """What is eaten more and spent less than at the reference on a day, kcal/d."""
        day = _DAYS.check("day", day)
        return sum(
            row.energy_per_unit * (self.value(row.name, day) - row.reference)
            for row in self._touched
        )

    @staticmethod
    def _over(days: Number, one: Callable[[float], Number]) -> Number:
        asked = _DAYS.check_all("day", days)
        answers = np.array([one(day) for day in asked.ravel().tolist()])
        shaped = answers.reshape(asked.shape + answers.shape[1:])
        return shaped if shaped.ndim else float(shaped)

    # --- Inside ------------------------------------------------------------------------------------------------------

    def value(self, factor: str, day: float) -> float:
        """Setting of a factor on a day.

        Raises
        ------
        ValueError
            If the factor is unknown, or the day is before the start or no finite number.
        """
        day = _DAYS.check("day", day)
        setting = self._setting(factor, day)
        return self._habit(factor) if setting is None else setting.value

    def _habit(self, factor: str) -> float:
        return self.habits.get(factor, _row(factor).reference)

    def _setting(self, factor: str, day: float) -> Setting | None:
        """The last setting of a factor that covers a day."""
        covering = (
            s for s in reversed(self.settings) if s.factor == factor and s.start <= day < s.end
        )
        return next(covering, None)

    def _carbohydrate_at(self, day: float) -> float:
        fasting = self._setting(_table().fasted.name, day) is not None
        return 0.0 if fasting else self.value(_table().eaten.name, day)

    @cached_property
    def _touched(self) -> tuple[Factor, ...]:
        """Factors that were ever set, each once."""
        return tuple(_row(name) for name in dict.fromkeys(s.factor for s in self.settings))

    def _days_of(self, *names: str) -> list[float]:
        days = {0.0} | {day for s in self.settings if s.factor in names for day in (s.start, s.end)}
        return sorted(day for day in days if day < math.inf)

    @cached_property
    def _pieces(self) -> dict[str, list[_Piece]]:
        return {row.name: self._course(row) for row in self._touched if row.driven_by == "setting"}

    def _course(self, row: Factor) -> list[_Piece]:
        """Pieces of one factor's x."""
        curve = self._curve(row)
        pieces: list[_Piece] = []
        before, x = self._habit(row.name), np.zeros((len(_EDGES), len(TARGETS)))
        for day in self._days_of(row.name):
            value = self.value(row.name, day)
            back = abs(value - row.reference) < abs(before - row.reference)
            x = pieces[-1].at(day) if pieces else x
            pieces.append(_Piece(day, x, curve.at(value), row.fade_days if back else row.rise_days))
            before = value
        return pieces

    def _curve(self, row: Factor) -> _Curve:
        return _Curve(row, self.diabetes, self._habit(row.name))

    @cached_property
    def _energy(self) -> EnergyCourse:
        table = _table()
        lags = {
            "weight": table.weight.rise_days,
            "imbalance": table.imbalance.rise_days,
            "liver": table.organ_fat.liver.days,
            "pancreas": table.organ_fat.pancreas.days,
        }
        days = self._days_of(*(row.name for row in self._touched if row.spends))
        return EnergyCourse(
            table.weight_rule,
            self.weight_kg,
            [lags[name] for name in _LAGS],
            [self._demand(day) for day in days],
        )

    def _demand(self, day: float) -> Demand:
        goal = self._setting(_table().weight.name, day)
        if goal is None:
            return Demand(day, self.extra_energy(day))
        kilograms = goal.value / 100 * self.weight_kg
        return Demand(day, self.extra_energy(day), kilograms, goal.start)

    @cached_property
    def _driven(self) -> list[tuple[Factor, _Curve]]:
        """Factors that follow weight or the energy left over; they act whatever moved those."""
        if not any(row.spends for row in self._touched):
            return []
        rows = (row for row in _table().factors.values() if row.driven_by != "setting")
        return [(row, self._curve(row)) for row in rows]

    def _driver(self, row: Factor, fat: Fat | None, point: Point) -> float:
        """What an effect follows: weight (percent) or the energy left over, each with the lag that is its own."""
        place = _LAGS.index(fat or row.driven_by)
        if row.driven_by == "imbalance":
            return point.lagged_balance[place]
        return 100 * point.lagged_weight[place] / self.weight_kg

    def _edges_at(self, day: float) -> np.ndarray:
        """Sum of all x, shape (edges, targets)."""
        groups: dict[str, list[np.ndarray]] = {}
        for row in self._touched:
            if row.name in self._pieces:
                pieces = self._pieces[row.name]
                piece = next(p for p in reversed(pieces) if p.day <= day)
                groups.setdefault(row.group or row.name, []).append(piece.at(day))
        if self._driven:
            point = self._energy.at(day)
            for row, curve in self._driven:
                doses = [self._driver(row, fat, point) for fat in curve.fats]
                share = self.kilogram if row.driven_by == "weight" else 1.0
                groups[row.name] = [share * curve.at_each(doses)]
        return _together([_strongest(members) for members in groups.values()])


def _checked_habits(habits: object) -> dict[str, float]:
    checked = {}
    for name, value in check_kind(
        "habits", habits, Mapping, "a mapping of factor to value"
    ).items():
        checked[name] = _row(name).check(value)
        if not _can_be_habit(_row(name)):
            raise ValueError(
                f"habit {name} is {checked[name]:g}; "
                "allowed: a factor that is held and moves neither meals nor body weight"
            )
    return checked


def _can_be_habit(row: Factor) -> bool:
    """Whether a factor can be a habit: what moves meals or weight would make another body, not another response."""
    other = set(row.acts_on) - {*TARGETS, "nothing"}
    return (
        row.kind == "held" and row.driven_by == "setting" and not row.energy_per_unit and not other
    )


def _strongest(members: list[np.ndarray]) -> np.ndarray:
    """Of a group: the strongest central x, with the widest of its members' intervals."""
    x = np.array(members)
    strongest = np.abs(x[:, 1]).argmax(axis=0)
    central = np.take_along_axis(x[:, 1], strongest[None], axis=0)[0]
    below, above = (x[:, 1] - x[:, 0]).max(axis=0), (x[:, 2] - x[:, 1]).max(axis=0)
    return np.array([central - below, central, central + above])


def _together(effects: list[np.ndarray]) -> np.ndarray:
    """Sum of independent effects: central values add, distances to the edges add as squares."""
    if not effects:
        return np.zeros((len(_EDGES), len(TARGETS)))
    x = np.array(effects)
    central = x[:, 1].sum(axis=0)
    below = np.sqrt(((x[:, 1] - x[:, 0]) ** 2).sum(axis=0))
    above = np.sqrt(((x[:, 2] - x[:, 1]) ** 2).sum(axis=0))
    return np.array([central - below, central, central + above])


def _table() -> Table:
    return factors()


def _row(name: str) -> Factor:
    table = _table().factors
    return table[check_name("factor", name, table)]
