"""Reading the tables of this package, and refusing what would not work.

``factors.yaml`` holds what each factor does to the model, ``claims.yaml`` what can be said of each claim of the
document, and the trials shown beside the model. The classes below say what each field means. Each rule that a file
breaks gives one error, which names the file, the entry, the field, the value found and what is allowed.
"""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, Field, ValidationInfo, model_validator, with_config
from typing_extensions import TypedDict

from widgets import tables
from widgets.model.statement.limits import Limits, is_number
from widgets.results import amount, written
from widgets.tables import Number, Row, Text, refusal

HERE = Path(__file__).parent
FACTORS, CLAIMS = HERE / "factors.yaml", HERE / "claims.yaml"

Grade = Literal["high", "moderate", "low", "very low"]
Target = Literal["muscle", "liver", "release", "output"]
Organ = Literal["muscle", "liver", "release", "output", "carbohydrate", "weight", "nothing"]
Fat = Literal["liver", "pancreas"]
Verdict = Literal[
    "right",
    "mostly right",
    "partly right",
    "overstated",
    "unsupported",
    "wrong for nearly everyone",
]
GRADES: tuple[str, ...] = get_args(Grade)
TARGETS: tuple[str, ...] = get_args(Target)
#: Which way of each target helps: more of it, or less. The browser has the same in
#: ``widgets/lifestyle/javascript/edges.js``.
DIRECTIONS: dict[str, int] = dict.fromkeys(TARGETS, 1) | {"output": -1}

_DAYS = (1e-3, 365)  # the shortest and the longest time that a table may state

# A list in the file is a tuple here. Only the list itself is turned; what is in it stays strict.
Texts = Annotated[tuple[Text, ...], Field(strict=False)]
OneOrMore = Field(strict=False, min_length=1)
Positive = Annotated[Number, Field(gt=0)]
Percent = Annotated[Number, Field(ge=-50, le=100)]
Days = Annotated[Number, Field(ge=_DAYS[0], le=_DAYS[1])]
Multiplier = Annotated[Number, Field(ge=0.05, le=20)]


class TableError(ValueError):
    """A table that breaks a rule."""


def _within(field: str, value: float, lowest: float, highest: float = math.inf) -> None:
    """Refuse a number that is out of limits which the same entry sets."""
    if not lowest <= value <= highest:
        raise refusal(field, value, f"a number from {lowest:g} to {highest:g}")


# --- factors --------------------------------------------------------------------------------------


@with_config(extra="forbid", strict=True)
class Measured(TypedDict):
    """An effect as the studies saw it, where they did not measure that sensitivity."""

    by: Literal["clamp", "suppression"]
    multiplier: Number
    low: Number
    high: Number


class Effect(Row):
    """What one dose does to one sensitivity, to the release of insulin or to the liver's output, once it has settled.

    Attributes
    ----------
    dose : float
        In the unit of the factor (or of what drives it).
    target : {"muscle", "liver", "release", "output"}
        How well muscle or liver hears insulin, how much of it beta cells release at the same glucose, or how much
        glucose the liver gives out at the same insulin.
    multiplier, low, high : float
        On the target; low and high hold about nine tenths of what the average could be. Which of them helps more
        says :data:`DIRECTIONS`.
    people : {"all", "diabetes"}
        ``"diabetes"`` where the effect was seen in type 2 diabetes only; there it stands for the one of all.
    fat : {"liver", "pancreas"} or None
        Organ through whose fat weight or the energy left over acts: it follows them with a lag of its own
        (:class:`OrganFat`). ``None``: directly. One for all doses of a target in the same people; in diabetes, where
        effects were seen there only, theirs holds for the doses of all too.
    measured : dict or None
        ``by`` (clamp or suppression), ``multiplier``, ``low`` and ``high`` as the studies saw it.
    """

    dose: Number
    target: Target
    multiplier: Multiplier
    low: Multiplier
    high: Multiplier
    people: Literal["all", "diabetes"] = "all"
    fat: Fat | None = None
    measured: Measured | None = None

    @model_validator(mode="after")
    def _interval_holds_the_center(self) -> Effect:
        _within("multiplier", self.multiplier, self.low, 20)
        _within("high", self.high, self.multiplier, 20)
        return self

    @property
    def multipliers(self) -> tuple[float, float, float]:
        """(low, central, high)."""
        return self.low, self.multiplier, self.high


class Finding(Row):
    """What one study found, in one line; `approximate` where the number was not checked in the paper."""

    text: Text
    source: Text
    approximate: bool = False


class Lag(Row):
    """Time constants, days."""

    rise: Days
    fade: Days


class Certainty(Row):
    """How sure we are, and of what."""

    grade: Grade
    of: Text = ""


def _days_or_rule(value: object) -> object:
    if value != "value/24" and not (is_number(value) and _DAYS[0] <= value <= _DAYS[1]):
        raise refusal("", value, f"a number of days from {_DAYS[0]:g} to {_DAYS[1]:g}, or value/24")
    return value


class Factor(Row):
    """One row of the table.

    Attributes
    ----------
    name : str
        Its name in the table.
    label, unit : str
    belongs : tuple of str
        Reasons and practices.
    lowest, highest, reference, step : float
        Of its slider; at the reference nothing happens.
    names : dict
        Words for single values, such as ``{0: deficient, 1: enough}``.
    kind : {"held", "once", "goal"}
        ``held``: as long as it is set; ``once`` (then ``lasts_days``, a number, or ``value/24`` where the value is
        hours); ``goal``: a body weight to reach and hold.
    group : str or None
        Of the factors of a group only the strongest counts: a day in bed is not also a day of few steps.
    driven_by : {"setting", "imbalance", "weight"}
        ``imbalance`` (kcal a day that are left over) or ``weight`` (percent gained): what the effect follows instead
        of the setting itself.
    energy_per_unit : float
        What one unit adds to the energy balance, kcal a day.
    meals : {"grams", "none"} or None
        What it does to the meals of a day: ``grams``: its value is the carbohydrate that is eaten; ``none``: nothing is
        eaten as long as it lasts.
    habit : float or None
        Value at which the person of the practices has lived so far, where that is not the reference.
    acts_on : tuple of str
    effects : tuple of Effect
    lag : Lag
    certainty : Certainty
    honest : str
        What to say of it in a sentence or two.
    found : tuple of Finding
    assumptions : tuple of str
        What is not taken from a study.
    mismatch : str
        Where the model does not show what a study saw.
    """

    name: str
    label: Text
    belongs: Annotated[tuple[Text, ...], OneOrMore]
    unit: Text
    lowest: Number
    highest: Number
    reference: Number
    step: Positive
    acts_on: Annotated[tuple[Organ, ...], OneOrMore]
    effects: Annotated[tuple[Effect, ...], OneOrMore]
    lag: Lag
    certainty: Certainty
    honest: Text
    found: Annotated[tuple[Finding, ...], OneOrMore]
    names: dict[int | float, Text] = Field(default={})
    kind: Literal["held", "once", "goal"] = "held"
    lasts_days: Annotated[Any, AfterValidator(_days_or_rule)] = None
    group: Text | None = None
    driven_by: Literal["setting", "imbalance", "weight"] = "setting"
    energy_per_unit: Number = 0.0
    meals: Literal["grams", "none"] | None = None
    habit: Number | None = None
    assumptions: Texts = ()
    mismatch: Text = ""

    @model_validator(mode="after")
    def _limits_hold(self) -> Factor:
        _within("highest", self.highest, self.lowest)
        _within("reference", self.reference, self.lowest, self.highest)
        _within("step", self.step, 0, self.highest - self.lowest)
        if self.habit is not None:
            _within("habit", self.habit, self.lowest, self.highest)
        for index, effect in enumerate(self.effects):
            field = f"effects[{index + 1}].dose"
            _within(field, effect.dose, self.lowest, self.highest)
            if effect.dose == self.reference:
                allowed = "a value other than the reference, where nothing happens"
                raise refusal(field, effect.dose, allowed)
        return self

    @model_validator(mode="after")
    def _fat_follows_energy(self) -> Factor:
        for index, effect in enumerate(self.effects):
            if effect.fat and self.driven_by == "setting":
                allowed = (
                    "left out where the effect follows neither weight nor the energy left over"
                )
                raise refusal(f"effects[{index + 1}].fat", effect.fat, allowed)
        return self

    @model_validator(mode="after")
    def _fat_is_one(self) -> Factor:
        first: dict[tuple[str, str], Fat | None] = {}
        for index, effect in enumerate(self.effects):
            fat = first.setdefault((effect.target, effect.people), effect.fat)
            if effect.fat != fat:
                allowed = f"{fat or 'left out'}, as at the other doses for {effect.target}"
                raise refusal(f"effects[{index + 1}].fat", effect.fat, allowed)
        return self

    @model_validator(mode="after")
    def _effects_are_those_it_says(self) -> Factor:
        if (self.kind == "once") != (self.lasts_days is not None):
            allowed = 'days where kind is "once", and left out elsewhere'
            raise refusal("lasts_days", self.lasts_days, allowed)
        if (self.meals is not None) != ("carbohydrate" in self.acts_on):
            raise refusal(
                "meals", self.meals, "grams or none where it acts on carbohydrate, else left out"
            )
        moved = {effect.target for effect in self.effects if effect.multiplier != 1}
        if moved != set(self.acts_on) & set(TARGETS):
            allowed = f"muscle, liver, release and output as the effects have it: {sorted(moved) or 'none'}"
            raise refusal("acts_on", list(self.acts_on), allowed)
        if self.moves_nothing and self.energy_per_unit:
            raise refusal("energy_per_unit", self.energy_per_unit, "0 where it acts on nothing")
        return self

    @property
    def rise_days(self) -> float:
        """Time constant of its rise."""
        return self.lag.rise

    @property
    def fade_days(self) -> float:
        """Time constant of its fading."""
        return self.lag.fade

    def effects_on(self, target: str, *, diabetes: bool) -> tuple[Effect, ...]:
        """Effects on a target that count in these people, those of diabetes last."""
        everybody = ("all", "diabetes") if diabetes else ("all",)
        return tuple(
            effect
            for people in everybody
            for effect in self.effects
            if (effect.target, effect.people) == (target, people)
        )

    @property
    def grade(self) -> str:
        """How sure we are."""
        return self.certainty.grade

    @property
    def certain_of(self) -> str:
        """What the grade is about."""
        return self.certainty.of

    @property
    def sources(self) -> tuple[str, ...]:
        """Keys of the bibliography, each once."""
        return tuple(dict.fromkeys(finding.source for finding in self.found))

    @property
    def spends(self) -> bool:
        """Whether it moves the energy balance, by what is eaten or spent or by a weight to reach."""
        return bool(self.energy_per_unit) or self.kind == "goal"

    @property
    def moves_nothing(self) -> bool:
        """Whether the evidence says that it does nothing."""
        return self.acts_on == ("nothing",)

    def written(self, value: float) -> str:
        """Write a value with its unit, or its name where it has one.

        Raises
        ------
        ValueError
            If it is none of this factor's. See `check`.
        """
        value = self.check(value)
        return str(self.names[value]) if value in self.names else amount(written(value), self.unit)

    def check(self, value: object) -> float:
        """`value` as a float.

        Raises
        ------
        ValueError
            If it is not a finite number within the limits; names the factor, the value, the unit and the limits.
        """
        limits = Limits(self.lowest, self.highest, self.unit)
        return limits.check(f"{self.name} ({self.label})", value)

    def length(self, value: float) -> float:
        """Days that a factor of kind ``"once"`` lasts.

        Raises
        ------
        ValueError
            If `value` is outside the limits.
        """
        value = self.check(value)
        return value / 24 if self.lasts_days == "value/24" else float(self.lasts_days or math.inf)


class WeightRule(Row):
    """How body weight follows the energy balance: ``days * d(kg)/dt = balance / kcal_per_day_per_kg - kg``."""

    kcal_per_day_per_kg: Positive
    days: Positive
    start_kg: Positive
    lightest_percent: Percent
    heaviest_percent: Percent
    goal_days: Positive
    goal_kcal_per_day: Positive
    sources: Annotated[tuple[Text, ...], OneOrMore]
    assumptions: Texts


class OrganFat(Row):
    """Fat of an organ: ``days * dx/dt = per_percent * weight + per_1000_kcal * balance / 1000 - x``.

    `x` is the logarithm of the fat, of that at the start; weight in percent gained, the energy left over in kcal/d.

    Attributes
    ----------
    label : str
    start_percent : float
        Fat of the organ in early type 2 diabetes, percent.
    days : float
        Its lag.
    per_percent_lost, per_percent_gained : float
        What a percent of body weight does to `x`.
    per_1000_kcal : float
        What 1,000 kcal left over a day do to `x`.
    found : tuple of Finding
    assumptions : tuple of str
    """

    label: Text
    start_percent: Positive
    days: Days
    per_percent_lost: Number
    per_percent_gained: Number
    per_1000_kcal: Number
    found: Annotated[tuple[Finding, ...], OneOrMore]
    assumptions: Texts

    def of_start(self, weight_percent: float, balance_kcal: float) -> float:
        """The fat, of that at the start, for weight and energy left over as they stand with its lag."""
        per_percent = self.per_percent_lost if weight_percent < 0 else self.per_percent_gained
        return math.exp(per_percent * weight_percent + self.per_1000_kcal * balance_kcal / 1000)


class OrganFats(Row):
    """The organs whose fat is followed."""

    liver: OrganFat
    pancreas: OrganFat


def _with_names(content: object, *parts: str) -> object:
    """Give each entry of some parts of a file its name as a field."""
    if not isinstance(content, dict):
        return content
    named = {
        part: {
            name: {**row, "name": name} if isinstance(row, dict) else row
            for name, row in content[part].items()
        }
        for part in parts
        if isinstance(content.get(part), dict)
    }
    return {**content, **named}


#: Parts that the way of living knows of, by field and value; one factor plays each.
PARTS = (("kind", "goal"), ("driven_by", "imbalance"), ("meals", "grams"), ("meals", "none"))


class Table(Row):
    """All of ``factors.yaml``: the document's reasons and practices, by name, and what acts."""

    reasons: dict[str, Text]
    practices: dict[str, Text]
    weight_rule: WeightRule
    organ_fat: OrganFats
    factors: Annotated[dict[str, Factor], Field(min_length=1)]

    @model_validator(mode="before")
    @classmethod
    def _entries_have_names(cls, content: object) -> object:
        return _with_names(content, "factors")

    @model_validator(mode="after")
    def _parts_are_played_once(self) -> Table:
        for field, value in PARTS:
            players = [name for name, row in self.factors.items() if getattr(row, field) == value]
            if len(players) != 1:
                raise refusal("factors", players, f"one entry with {field}: {value}")
        return self

    def played(self, field: str, value: str) -> Factor:
        """The one factor that plays a part: see :data:`PARTS`."""
        return next(row for row in self.factors.values() if getattr(row, field) == value)

    @property
    def weight(self) -> Factor:
        """The body weight to reach and hold."""
        return self.played("kind", "goal")

    @property
    def imbalance(self) -> Factor:
        """The energy that is left over or missing."""
        return self.played("driven_by", "imbalance")

    @property
    def eaten(self) -> Factor:
        """The carbohydrate of a day."""
        return self.played("meals", "grams")

    @property
    def fasted(self) -> Factor:
        """A time without meals."""
        return self.played("meals", "none")

    @model_validator(mode="after")
    def _parts_fit(self) -> Table:
        known = (*self.reasons, *self.practices)
        for name, row in self.factors.items():
            _belong(f"factors.{name}.belongs", row.belongs, known)
        for part in known:
            if not any(part in row.belongs for row in self.factors.values()):
                allowed = "a reason or practice that some factor belongs to"
                raise refusal(part, "without a factor", allowed)
        return self


def _belong(field: str, parts: tuple[str, ...], known: tuple[str, ...]) -> None:
    for part in parts:
        if part not in known:
            raise refusal(field, part, ", ".join(known))


@cache
def factors() -> Table:
    """The checked table of factors."""
    return read_factors(FACTORS)


def read_factors(path: Path) -> Table:
    """Read and check one table of factors.

    Raises
    ------
    TableError
        If it breaks a rule.
    """
    return tables.read(path, Table, TableError, _place)[0]


# --- claims and trials ----------------------------------------------------------------------------


class Claim(Row):
    """One claim of the document: as written, how sure we are, and what to say instead."""

    name: str
    claim: Text
    about: Annotated[tuple[Text, ...], OneOrMore]
    verdict: Verdict
    grade: Grade = Field(validation_alias="certainty")
    numbers: Text
    say: Text
    sources: Annotated[tuple[Text, ...], OneOrMore]


class Result(Row):
    """One number of a trial, with its interval where there is one; `fitted` where the model was made to have it."""

    text: Text
    value: Number
    unit: Text
    low: Number | None = None
    high: Number | None = None
    fitted: bool = False

    @model_validator(mode="after")
    def _interval_holds_the_value(self) -> Result:
        _within("low", self.value if self.low is None else self.low, -math.inf, self.value)
        _within("high", self.value if self.high is None else self.high, self.value)
        return self


class Trial(Row):
    """A trial that the book shows beside the model."""

    name: str
    label: Text
    people: Text
    design: Text
    results: Annotated[tuple[Result, ...], OneOrMore]
    mismatch: Text
    sources: Annotated[tuple[Text, ...], OneOrMore]


class Claims(Row):
    """All of ``claims.yaml``; the context is the names of reasons and practices."""

    claims: dict[str, Claim]
    trials: dict[str, Trial]

    @model_validator(mode="before")
    @classmethod
    def _entries_have_names(cls, content: object) -> object:
        return _with_names(content, "claims", "trials")

    @model_validator(mode="after")
    def _claims_are_about_something(self, info: ValidationInfo) -> Claims:
        for name, claim in self.claims.items():
            _belong(f"claims.{name}.about", claim.about, info.context)
        return self


@cache
def claims() -> Claims:
    """The checked table of claims and trials."""
    return read_claims(CLAIMS)


def read_claims(path: Path) -> Claims:
    """Read and check one table of claims.

    Raises
    ------
    TableError
        If it breaks a rule.
    """
    known = (*factors().reasons, *factors().practices)
    return tables.read(path, Claims, TableError, _place, context=known)[0]


def _place(steps: tables.Steps, _content: Any) -> tables.Place:
    """Name the entry that a value stands in."""
    steps = tuple(part for step in steps for part in _split(step))
    if steps and steps[0] in ("organ_fat", "factors", "claims", "trials") and len(steps) > 2:
        return tables.Place(f'"{steps[1]}"', steps[2:])
    if steps and steps[0] == "weight_rule":
        return tables.Place('"weight_rule"', steps[1:])
    return tables.Place("", steps)


def _split(step: str | int) -> list[str | int]:
    return list(step.split(".")) if isinstance(step, str) else [step]
