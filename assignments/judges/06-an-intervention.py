"""What is right where an intervention is designed: each plan is tried on the person whose course it changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from scipy.interpolate import CubicSpline

from classroom.judging import (
    Answers,
    Choice,
    Estimate,
    Number,
    Outcome,
    Questions,
    Requirement,
    is_number,
    look_back,
)
from widgets.lifestyle import begin
from widgets.lifestyle.beginning import BEFORE
from widgets.model import Person, Years, stage, years
from widgets.model.body.drift import COURSE, COURSE_YEARS
from widgets.patients import Patient

ALLOWED = yaml.safe_load(
    (Path(__file__).parents[1] / "source" / Path(__file__).stem / "practices.yaml").read_text(
        "utf-8"
    )
)

#: Years from the beginning to the value that counts, and how much later the same plan is tried.
AFTER, LATER = 5.0, 4.0

#: How far an answer may be off: whole mg/dL pass, and so do costs to half a point.
GLUCOSE, POINTS, PER_POINT = 0.6, 0.5, 0.04

#: Share of the points, at most, of a plan that keeps to the budget and does not reach the goal.
NEARLY = 0.8

#: The program of the chapter, what is tried alone, and a plan that does it for everybody here.
PROGRAM = {"weight": -7, "training": 150, "steps": 10000}
WEIGHT = {"weight": -5}
PLAN = {"steps": 10000, "training": 150, "sleep": 7.5, "weight": -3}

STAGES = ("normal", "prediabetes", "diabetes")
PRACTICES = ("weight", "training", "steps", "sleep")
BET = Estimate(60, 400, "mg/dL")


def expected(patient: Patient) -> Questions:
    """What this patient's student should find."""
    year = patient.traits["year"]
    before = _before()
    untouched = float(before["fasting"](year + AFTER))
    return {
        "bet": {"fasting_mgdl": BET, "most": Choice(None, PRACTICES)},
        "before": _as_before(before, year, untouched),
        "price": _price(patient),
        "alone": _alone(patient, untouched),
        "plan": {"plan": _reaches(patient, untouched)},
        "results": _results(patient),
        "later": _later(patient),
        "look_back": look_back(BET, untouched, GLUCOSE, "mg/dL"),
    }


def _before() -> dict[str, CubicSpline]:
    """The person's tests over the years, as smooth curves, while nothing changes."""
    life = years(Person.named("susceptible"), COURSE, COURSE_YEARS)
    tests = zip(("fasting", "two_hour", "a1c"), life.laboratory, strict=False)
    return {name: CubicSpline(life.years, series[:, 0]) for name, series in tests}


@cache
def _tried(year: float, plan: tuple[tuple[str, float], ...]) -> Years:
    return begin(year, **dict(plan)).life


def _with(year: float, plan: Mapping[str, float]) -> dict[str, float]:
    """Fasting and two-hour glucose, mg/dL, some years after a plan began."""
    life = _tried(year, tuple(sorted(plan.items())))
    fasting, two_hour, *_ = life.laboratory
    return {"fasting": life.value(fasting, AFTER), "two_hour": life.value(two_hour, AFTER)}


def _cost(patient: Patient, plan: Mapping[str, float]) -> float:
    return sum(
        patient.traits[f"{name}_points"] * (value - BEFORE[name]) / ALLOWED[name]["step"]
        for name, value in plan.items()
    )


def _as_before(
    before: dict[str, CubicSpline], year: float, untouched: float
) -> dict[str, Number | Choice]:
    now = {name: float(curve(year)) for name, curve in before.items()}
    named = (stage(name, value) for name, value in now.items())
    same = {"this is the value on the day of the beginning. Take the later one.": now["fasting"]}
    return {
        "stage": Choice(max(named, key=STAGES.index), STAGES),
        "now_mgdl": Number(now["fasting"], GLUCOSE, "mg/dL"),
        "later_mgdl": Number(untouched, GLUCOSE, "mg/dL", mistakes=same),
    }


def _price(patient: Patient) -> dict[str, Number]:
    cost = _cost(patient, PROGRAM)
    return {
        "cost": Number(cost, POINTS, "points"),
        "left": Number(patient.traits["budget"] - cost, POINTS, "points"),
    }


def _alone(patient: Patient, untouched: float) -> dict[str, Number]:
    lighter = _with(patient.traits["year"], WEIGHT)["fasting"]
    less, cost = untouched - lighter, _cost(patient, WEIGHT)
    mistakes = {
        "this is what the whole step brings. Share it among its points.": less,
        "this is points for each mg/dL. The question asks for mg/dL for each point.": cost / less,
    }
    return {
        "weight_mgdl": Number(lighter, GLUCOSE, "mg/dL"),
        "per_point": Number(less / cost, PER_POINT, "mg/dL per point", mistakes=mistakes),
        "chromium_mgdl": Number(untouched, GLUCOSE, "mg/dL"),
    }


def _read(given: Any) -> tuple[dict[str, float], str]:
    """A plan as it was handed in, and a sentence where it is none."""
    if not isinstance(given, dict) or not given:
        return {}, 'plan should be a dict such as {"steps": 8000}.'
    plan = {}
    for name, value in given.items():
        if name not in ALLOWED:
            return {}, f"plan holds {name[:20]!r}. Allowed: {', '.join(ALLOWED)}."
        low, high = sorted((BEFORE[name], ALLOWED[name]["furthest"]))
        if not is_number(value) or not low <= value <= high:
            return {}, f"plan: {name} should be a number from {low:g} to {high:g}."
        plan[name] = float(value)
    return plan, ""


def _reaches(patient: Patient, untouched: float) -> Requirement:
    """A plan within the budget that reaches the goal; part of the points for how near it comes."""
    traits = patient.traits

    def test(answers: Answers) -> Outcome:
        plan, fault = _read(answers["plan"])
        if fault:
            return Outcome(0.0, fault)
        if _cost(patient, plan) > traits["budget"] + 1e-6:
            return Outcome(
                0.0,
                "plan: a strong plan, and more than this person can keep up. "
                "Take back what brings least for its points.",
            )
        reached = _with(traits["year"], plan)["fasting"]
        if reached < traits["goal"]:
            return Outcome(1.0)
        way = (untouched - reached) / (untouched - traits["goal"])
        return Outcome(
            NEARLY * min(1.0, max(0.0, way)),
            "plan: it keeps to the budget and does not reach the goal yet. "
            "Look for what brings more for the same points.",
        )

    return Requirement(test, PLAN)


def _told(
    name: str, unit: str, tolerance: float, found: Callable[[Mapping[str, float]], float]
) -> Requirement:
    """What a student says of the own plan: it must be what the plan gives."""

    def test(answers: Answers) -> Outcome:
        plan, fault = _read(answers.get("plan"))
        if fault:
            return Outcome(0.0, f"{name} can only be judged beside a plan.")
        return Number(found(plan), tolerance, unit).judge(name, answers)

    return Requirement(test, found(PLAN))


def _is_plan() -> Requirement:
    def test(answers: Answers) -> Outcome:
        _, fault = _read(answers["plan"])
        return Outcome(0.0, fault) if fault else Outcome(1.0)

    return Requirement(test, PLAN)


def _results(patient: Patient) -> dict[str, Requirement]:
    year = patient.traits["year"]
    return {
        "plan": _is_plan(),
        "cost": _told("cost", "points", POINTS, lambda plan: _cost(patient, plan)),
        "fasting_mgdl": _told(
            "fasting_mgdl", "mg/dL", GLUCOSE, lambda plan: _with(year, plan)["fasting"]
        ),
        "two_hour_mgdl": _told(
            "two_hour_mgdl", "mg/dL", GLUCOSE, lambda plan: _with(year, plan)["two_hour"]
        ),
    }


def _later(patient: Patient) -> dict[str, Requirement]:
    year = patient.traits["year"]

    def late(plan: Mapping[str, float]) -> float:
        return _with(year + LATER, plan)["fasting"]

    def higher(plan: Mapping[str, float]) -> float:
        return late(plan) - _with(year, plan)["fasting"]

    return {
        "plan": _is_plan(),
        "fasting_mgdl": _told("fasting_mgdl", "mg/dL", GLUCOSE, late),
        "higher_by": _told("higher_by", "mg/dL", 2 * GLUCOSE, higher),
    }
