"""What is right where fasting insulin doubles: Brent's method on the fasting body's balance."""

from __future__ import annotations

import math

from scipy.optimize import brentq

from classroom.judging import (
    Choice,
    Estimate,
    Number,
    Questions,
    look_back,
)
from widgets.model import RANGES, Person, ogtt
from widgets.patients import Patient

ORGANS = ("muscle", "liver")
STEP = 0.05

#: How far an answer may be off: two decimals of a response and of insulin pass, and whole percents; glucose as a
#: laboratory tells it.
RESPONSE, PERCENT, INSULIN, GLUCOSE, APART = 0.006, 1.2, 0.012, 1.0, 0.3

BET = Estimate(10, 100, "%")


def expected(patient: Patient) -> Questions:
    """What this patient's student should find."""
    own = {organ: patient.traits[organ] for organ in ORGANS}
    target = 2 * _fasting_insulin(own)
    response = {organ: _response(own, organ, target) for organ in ORGANS}
    left = {organ: 100 * response[organ] / own[organ] for organ in ORGANS}
    return {
        "bet": {"percent_left": BET, "organ": Choice(None, ORGANS)},
        "today": _today(target),
        "table": _table(response["muscle"]),
        "muscle": _found("muscle", response, own),
        "liver": _found("liver", response, own)
        | {"larger_loss": Choice(min(ORGANS, key=lambda organ: left[organ]), ORGANS)},
        "two_bodies": _two_bodies(own, response),
        "look_back": look_back(BET, left["muscle"], PERCENT, "percentage points"),
    }


def _fasting_insulin(body: dict[str, float]) -> float:
    person = Person(**body)
    names = person.body().functions.states
    return float(person.fasting()[names.index("I")])


def _response(own: dict[str, float], organ: str, target: float) -> float:
    def lacking(response: float) -> float:
        return _fasting_insulin(own | {organ: response}) - target

    return brentq(lacking, RANGES[organ].lowest, own[organ])


def _today(target: float) -> dict[str, Number]:
    of_health = {
        "this is a healthy body's insulin. Put your patient's muscle and liver in.": _fasting_insulin(
            {}
        )
    }
    today = target / 2
    return {
        "insulin_uUml": Number(today, INSULIN, "µU/mL", of_health),
        "target_uUml": Number(
            target,
            2 * INSULIN,
            "µU/mL",
            {"this is today's insulin. The target is twice as much.": today},
        ),
    }


def _table(response: float) -> dict[str, Number]:
    above = STEP * math.floor(response / STEP)
    return {
        "still_below": Number(above + STEP, 0.001, "1", step=STEP),
        "already_above": Number(above, 0.001, "1", step=STEP),
    }


def _found(organ: str, response: dict[str, float], own: dict[str, float]) -> dict[str, Number]:
    (other,) = set(ORGANS) - {organ}
    share = response[organ] / own[organ]
    return {
        "response": Number(
            response[organ],
            RESPONSE,
            "1",
            {f"this is the answer for the {other}.": response[other]},
        ),
        "percent_left": Number(
            100 * share,
            PERCENT,
            "%",
            {
                "this is what was lost. The question asks what is left.": 100 * (1 - share),
                "this is percent of health, and not of today's response.": 100 * response[organ],
            },
        ),
    }


def _two_bodies(own: dict[str, float], response: dict[str, float]) -> dict[str, Number]:
    tests = {organ: ogtt(Person(**own | {organ: response[organ]})) for organ in ORGANS}
    peaks = {organ: float(test.glucose_mgdl.max()) for organ, test in tests.items()}
    fasting = {organ: float(test.at(0)[0][0]) for organ, test in tests.items()}
    turned = "muscle and liver seem to have changed places."
    today = float(ogtt(Person(**own)).glucose_mgdl.max())
    before = {"this is your patient's peak of today. Put in the response that you found.": today}
    return {
        "muscle_peak_mgdl": Number(
            peaks["muscle"], GLUCOSE, "mg/dL", {turned: peaks["liver"]} | before
        ),
        "liver_peak_mgdl": Number(
            peaks["liver"], GLUCOSE, "mg/dL", {turned: peaks["muscle"]} | before
        ),
        "fasting_apart_mgdl": Number(fasting["liver"] - fasting["muscle"], APART, "mg/dL"),
    }
