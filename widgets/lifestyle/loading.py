"""Reading the tables of this package, and refusing what would not work.

``factors.yaml`` holds what each factor does to the model, ``claims.yaml`` what can be said of each claim of the
document, and the trials shown beside the model. Each rule that a file breaks gives one error, which names the file,
the entry, the field, the value found and what is allowed.

A factor has ``label``, ``belongs`` (reasons and practices), ``unit``, ``lowest``, ``highest``,
``reference``, ``step``, ``acts_on``, ``effects``, ``lag`` (days to rise and to fade, time
constants), ``certainty``, ``honest`` and ``found``; and if wanted

``names``
    Words for single values, such as ``{0: deficient, 1: enough}``.
``kind``
    ``held`` (as long as it is set; the default), ``once`` (then ``lasts_days``, a number, or ``value/24`` where the
    value is hours) or ``goal`` (a body weight to reach and hold).
``group``
    Of the factors of a group only the strongest counts: a day in bed is not also a day of few steps.
``driven_by``
    ``imbalance`` (kcal a day that are left over) or ``weight`` (percent gained): what the effect follows instead of
    the setting itself.
``energy_per_unit``
    What one unit adds to the energy balance, kcal a day.
``assumptions``
    What is not taken from a study.
``mismatch``
    Where the model does not show what a study saw.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

import yaml

HERE = Path(__file__).parent
FACTORS, CLAIMS = HERE / "factors.yaml", HERE / "claims.yaml"

GRADES = ("high", "moderate", "low", "very low")
TARGETS = ("muscle", "liver")
ORGANS = (*TARGETS, "carbohydrate", "weight", "nothing")
KINDS = ("held", "once", "goal")
DRIVERS = ("setting", "imbalance", "weight")
MEASURED_BY = ("clamp", "suppression")
VERDICTS = (
    "right",
    "mostly right",
    "partly right",
    "overstated",
    "unsupported",
    "wrong for nearly everyone",
    "reversed",
)

Fields = dict[str, Any]


class TableError(ValueError):
    """A table that breaks a rule."""


@dataclass(frozen=True)
class Place:
    """Where in the files a value stands; every refusal starts from it."""

    file: str
    entry: str = ""

    def refuse(self, field: str, value: object, allowed: str) -> NoReturn:
        """Raise the one error for a value that is not allowed."""
        where = f'{self.file}, "{self.entry}"' if self.entry else self.file
        raise TableError(f"{where}: {field} is {value!r}; allowed: {allowed}")

    def fields(
        self, field: str, value: object, needed: tuple[str, ...], optional: tuple[str, ...] = ()
    ) -> Fields:
        """Check that a value has the fields it needs and no other."""
        if not isinstance(value, dict):
            self.refuse(field, value, f"fields {', '.join(needed)}")
        for name in value:
            if name not in (*needed, *optional):
                self.refuse(
                    f"{field}{name}",
                    value[name],
                    f"no such field; there is {', '.join((*needed, *optional))}",
                )
        for name in needed:
            if name not in value:
                self.refuse(f"{field}{name}", "missing", "given")
        return value

    def number(
        self, field: str, value: object, lowest: float = -math.inf, highest: float = math.inf
    ) -> float:
        """Check that a value is a finite number within limits."""
        good = (
            isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
        )
        if not good or not lowest <= value <= highest:
            self.refuse(field, value, f"a number from {lowest:g} to {highest:g}")
        return float(value)

    def text(self, field: str, value: object) -> str:
        """Check that a value is words."""
        if not isinstance(value, str) or not value.strip():
            self.refuse(field, value, "text that is not empty")
        return value.strip()

    def one_of(self, field: str, value: object, allowed: tuple[str, ...]) -> str:
        """Check that a value is one of a few words."""
        if value not in allowed:
            self.refuse(field, value, ", ".join(allowed))
        return str(value)

    def texts(
        self, field: str, value: object, allowed: tuple[str, ...] = (), least: int = 0
    ) -> tuple[str, ...]:
        """Check that a value is a list of texts, each one of `allowed` where that is given."""
        if not isinstance(value, list) or len(value) < least:
            self.refuse(field, value, f"a list of {least} or more")
        return tuple(
            self.one_of(field, item, allowed) if allowed else self.text(field, item)
            for item in value
        )


@dataclass(frozen=True)
class Effect:
    """What one dose does to one sensitivity, once it has settled.

    Attributes
    ----------
    dose : float
        In the unit of the factor (or of what drives it).
    target : {"muscle", "liver"}
    multipliers : tuple of float
        (low, central, high): on the sensitivity; low and high hold about nine tenths of what the average could be.
    people : {"all", "diabetes"}
        ``"diabetes"`` where the effect was seen in type 2 diabetes only; there it stands for the one of all.
    measured : dict or None
        ``by`` (clamp or suppression), ``multiplier``, ``low`` and ``high`` as the studies saw it.
    """

    dose: float
    target: str
    multipliers: tuple[float, float, float]
    people: str = "all"
    measured: Fields | None = None


@dataclass(frozen=True)
class Finding:
    """What one study found, in one line; `approximate` where the number was not checked in the paper."""

    text: str
    source: str
    approximate: bool = False


@dataclass(frozen=True)
class Factor:
    """One row of the table; see the top of this module."""

    name: str
    label: str
    belongs: tuple[str, ...]
    unit: str
    lowest: float
    highest: float
    reference: float
    step: float
    acts_on: tuple[str, ...]
    effects: tuple[Effect, ...]
    rise_days: float
    fade_days: float
    grade: str
    certain_of: str
    honest: str
    found: tuple[Finding, ...]
    names: Fields
    kind: str
    lasts_days: float | str | None
    group: str | None
    driven_by: str
    energy_per_unit: float
    assumptions: tuple[str, ...]
    mismatch: str

    @property
    def sources(self) -> tuple[str, ...]:
        """Keys of the bibliography, each once."""
        return tuple(dict.fromkeys(finding.source for finding in self.found))

    @property
    def moves_nothing(self) -> bool:
        """Whether the evidence says that it does nothing."""
        return self.acts_on == ("nothing",)

    def check(self, value: object) -> float:
        """`value` as a float.

        Raises
        ------
        ValueError
            If it is not a finite number within the limits; names the factor, the value, the unit and the limits.
        """
        unit = "" if self.unit == "1" else f" {self.unit}"
        good = (
            isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
        )
        if not good or not self.lowest <= value <= self.highest:
            raise ValueError(
                f"{self.name} ({self.label}) is {value!r}{unit}; allowed: {self.lowest:g} to {self.highest:g}{unit}"
            )
        return float(value)

    def length(self, value: float) -> float:
        """Days that a factor of kind ``"once"`` lasts."""
        return value / 24 if self.lasts_days == "value/24" else float(self.lasts_days or math.inf)


@dataclass(frozen=True)
class WeightRule:
    """How body weight follows the energy balance: ``days * d(kg)/dt = balance / kcal_per_day_per_kg - kg``."""

    kcal_per_day_per_kg: float
    days: float
    start_kg: float
    lightest_percent: float
    heaviest_percent: float
    goal_days: float
    goal_kcal_per_day: float
    sources: tuple[str, ...]
    assumptions: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """All of ``factors.yaml``."""

    reasons: dict[str, str]
    practices: dict[str, str]
    weight_rule: WeightRule
    factors: dict[str, Factor]


class _StrictLoader(yaml.SafeLoader):
    """YAML that refuses a field given twice, where plain YAML keeps the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[object] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    problem=f'the field "{key.value}" is given twice', problem_mark=key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def parse(path: Path) -> object:
    """Content of a YAML file.

    Raises
    ------
    TableError
        If it is not YAML, or gives a field twice.
    """
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_StrictLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise TableError(f"{path.name}, line {line}: {error.problem}") from None


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
    place = Place(path.name)
    content = place.fields("", parse(path), ("reasons", "practices", "weight_rule", "factors"))
    parts = {part: _words(place, part, content[part]) for part in ("reasons", "practices")}
    known = (*parts["reasons"], *parts["practices"])
    if not isinstance(content["factors"], dict) or not content["factors"]:
        place.refuse("factors", content["factors"], "one entry a factor")
    rows = {
        name: _factor(Place(path.name, name), name, row, known)
        for name, row in content["factors"].items()
    }
    for part in known:
        if not any(part in row.belongs for row in rows.values()):
            place.refuse(
                part, "without a factor", "a reason or practice that some factor belongs to"
            )
    return Table(
        parts["reasons"], parts["practices"], _weight_rule(path.name, content["weight_rule"]), rows
    )


def _words(place: Place, field: str, value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        place.refuse(field, value, "one line each")
    return {name: place.text(f"{field}.{name}", words) for name, words in value.items()}


def _weight_rule(file: str, value: object) -> WeightRule:
    place = Place(file, "weight_rule")
    numbers = ("kcal_per_day_per_kg", "days", "start_kg", "goal_days", "goal_kcal_per_day")
    limits = ("lightest_percent", "heaviest_percent")
    row = place.fields("", value, (*numbers, *limits, "sources", "assumptions"))
    return WeightRule(
        **{name: place.number(name, row[name], 1e-9) for name in numbers},
        **{name: place.number(name, row[name], -50, 100) for name in limits},
        sources=place.texts("sources", row["sources"], least=1),
        assumptions=place.texts("assumptions", row["assumptions"]),
    )


_NEEDED = (
    "label", "belongs", "unit", "lowest", "highest", "reference", "step",
    "acts_on", "effects", "lag", "certainty", "honest", "found",
)  # fmt: skip
_OPTIONAL = (
    "names",
    "kind",
    "lasts_days",
    "group",
    "driven_by",
    "energy_per_unit",
    "assumptions",
    "mismatch",
)


def _factor(place: Place, name: str, value: object, known: tuple[str, ...]) -> Factor:
    row = place.fields("", value, _NEEDED, _OPTIONAL)
    lowest = place.number("lowest", row["lowest"])
    highest = place.number("highest", row["highest"], lowest)
    lag = place.fields("lag.", row["lag"], ("rise", "fade"))
    certainty = place.fields("certainty.", row["certainty"], ("grade",), ("of",))
    kind = place.one_of("kind", row.get("kind", "held"), KINDS)
    made = Factor(
        name=name,
        label=place.text("label", row["label"]),
        belongs=place.texts("belongs", row["belongs"], known, least=1),
        unit=place.text("unit", row["unit"]),
        lowest=lowest,
        highest=highest,
        reference=place.number("reference", row["reference"], lowest, highest),
        step=place.number("step", row["step"], 1e-9, highest - lowest),
        acts_on=place.texts("acts_on", row["acts_on"], ORGANS, least=1),
        effects=_effects(place, row["effects"], lowest, highest),
        rise_days=place.number("lag.rise", lag["rise"], 1e-3, 365),
        fade_days=place.number("lag.fade", lag["fade"], 1e-3, 365),
        grade=place.one_of("certainty.grade", certainty["grade"], GRADES),
        certain_of=place.text("certainty.of", certainty["of"]) if "of" in certainty else "",
        honest=place.text("honest", row["honest"]),
        found=_findings(place, row["found"]),
        names=row.get("names", {}),
        kind=kind,
        lasts_days=_lasts(place, kind, row.get("lasts_days")),
        group=place.text("group", row["group"]) if "group" in row else None,
        driven_by=place.one_of("driven_by", row.get("driven_by", "setting"), DRIVERS),
        energy_per_unit=place.number("energy_per_unit", row.get("energy_per_unit", 0.0)),
        assumptions=place.texts("assumptions", row.get("assumptions", [])),
        mismatch=place.text("mismatch", row["mismatch"]) if "mismatch" in row else "",
    )
    _agree(place, made)
    return made


def _lasts(place: Place, kind: str, value: object) -> float | str | None:
    if (kind == "once") != (value is not None):
        place.refuse("lasts_days", value, 'days where kind is "once", and left out elsewhere')
    return (
        value
        if value is None or value == "value/24"
        else place.number("lasts_days", value, 1e-3, 365)
    )


def _effects(place: Place, value: object, lowest: float, highest: float) -> tuple[Effect, ...]:
    if not isinstance(value, list) or not value:
        place.refuse("effects", value, "a list of 1 or more")
    return tuple(_effect(place, row, lowest, highest) for row in value)


def _effect(place: Place, value: object, lowest: float, highest: float) -> Effect:
    needed = ("dose", "target", "multiplier", "low", "high")
    row = place.fields("effects.", value, needed, ("people", "measured"))
    measured = row.get("measured")
    if measured is not None:
        place.fields("measured.", measured, ("by", "multiplier", "low", "high"))
        place.one_of("measured.by", measured["by"], MEASURED_BY)
    return Effect(
        dose=place.number("effects.dose", row["dose"], lowest, highest),
        target=place.one_of("effects.target", row["target"], TARGETS),
        multipliers=_interval(place, row),
        people=place.one_of("effects.people", row.get("people", "all"), ("all", "diabetes")),
        measured=measured,
    )


def _interval(place: Place, row: Fields) -> tuple[float, float, float]:
    low = place.number("effects.low", row["low"], 0.05, 20)
    central = place.number("effects.multiplier", row["multiplier"], low, 20)
    return low, central, place.number("effects.high", row["high"], central, 20)


def _findings(place: Place, value: object) -> tuple[Finding, ...]:
    if not isinstance(value, list) or not value:
        place.refuse("found", value, "a list of 1 or more")
    rows = [place.fields("found.", row, ("text", "source"), ("approximate",)) for row in value]
    return tuple(
        Finding(
            place.text("found.text", row["text"]),
            place.text("found.source", row["source"]),
            bool(row.get("approximate")),
        )
        for row in rows
    )


def _agree(place: Place, factor: Factor) -> None:
    """Refuse a factor whose effects are not those it says it has."""
    moved = {effect.target for effect in factor.effects if effect.multipliers[1] != 1}
    said = set(factor.acts_on) & set(TARGETS)
    if moved != said:
        place.refuse(
            "acts_on",
            list(factor.acts_on),
            f"muscle and liver as the effects have it: {sorted(moved) or 'none'}",
        )
    if factor.moves_nothing and factor.energy_per_unit:
        place.refuse("energy_per_unit", factor.energy_per_unit, "0 where it acts on nothing")
    for effect in factor.effects:
        if effect.dose == factor.reference:
            place.refuse(
                "effects.dose",
                effect.dose,
                "a value other than the reference, where nothing happens",
            )


@dataclass(frozen=True)
class Claim:
    """One claim of the document: as written, how sure we are, and what to say instead."""

    name: str
    claim: str
    about: tuple[str, ...]
    verdict: str
    grade: str
    numbers: str
    say: str
    sources: tuple[str, ...]
    approximate: bool


@dataclass(frozen=True)
class Result:
    """One number of a trial, with its interval where there is one."""

    text: str
    value: float
    low: float | None
    high: float | None
    unit: str
    approximate: bool


@dataclass(frozen=True)
class Trial:
    """A trial that the book shows beside the model."""

    name: str
    label: str
    people: str
    design: str
    results: tuple[Result, ...]
    mismatch: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Claims:
    """All of ``claims.yaml``."""

    claims: dict[str, Claim]
    trials: dict[str, Trial]


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
    place = Place(path.name)
    content = place.fields("", parse(path), ("claims", "trials"))
    known = (*factors().reasons, *factors().practices)
    for part in ("claims", "trials"):
        if not isinstance(content[part], dict):
            place.refuse(part, content[part], "one entry each")
    return Claims(
        {
            name: _claim(Place(path.name, name), name, row, known)
            for name, row in content["claims"].items()
        },
        {
            name: _trial(Place(path.name, name), name, row)
            for name, row in content["trials"].items()
        },
    )


def _claim(place: Place, name: str, value: object, known: tuple[str, ...]) -> Claim:
    needed = ("claim", "about", "verdict", "certainty", "numbers", "say", "sources")
    row = place.fields("", value, needed, ("approximate",))
    return Claim(
        name=name,
        claim=place.text("claim", row["claim"]),
        about=place.texts("about", row["about"], known, least=1),
        verdict=place.one_of("verdict", row["verdict"], VERDICTS),
        grade=place.one_of("certainty", row["certainty"], GRADES),
        numbers=place.text("numbers", row["numbers"]),
        say=place.text("say", row["say"]),
        sources=place.texts("sources", row["sources"], least=1),
        approximate=bool(row.get("approximate")),
    )


def _trial(place: Place, name: str, value: object) -> Trial:
    row = place.fields("", value, ("label", "people", "design", "results", "mismatch", "sources"))
    if not isinstance(row["results"], list) or not row["results"]:
        place.refuse("results", row["results"], "a list of 1 or more")
    words = {
        field: place.text(field, row[field]) for field in ("label", "people", "design", "mismatch")
    }
    results = tuple(_result(place, result) for result in row["results"])
    return Trial(
        name=name, **words, results=results, sources=place.texts("sources", row["sources"], least=1)
    )


def _result(place: Place, value: object) -> Result:
    row = place.fields("results.", value, ("text", "value", "unit"), ("low", "high", "approximate"))
    number = place.number("results.value", row["value"])
    return Result(
        text=place.text("results.text", row["text"]),
        value=number,
        low=place.number("results.low", row["low"], highest=number) if "low" in row else None,
        high=place.number("results.high", row["high"], number) if "high" in row else None,
        unit=place.text("results.unit", row["unit"]),
        approximate=bool(row.get("approximate")),
    )
