"""What is right where beta cells make up for resistance: by the indices of the model."""

from __future__ import annotations

from typing import NamedTuple

from classroom.judging import (
    Choice,
    Estimate,
    Number,
    Questions,
    look_back,
)
from widgets.model import (
    Compensation,
    compensation,
    convert,
    disposition_index,
    homa_ir,
    matsuda,
    ogtt,
    resistant,
)
from widgets.patients import Patient

SAMPLES = (0, 30, 60, 90, 120)  # minutes
LATER = ("higher", "about the same", "lower")

#: How far an answer may be off. Glucose as a laboratory tells it; of the rest, what two decimals lose on the way.
GLUCOSE, INSULIN, TIMES, HOMA, MATSUDA, EARLY, PERCENT = 0.6, 0.12, 0.04, 0.04, 0.04, 0.02, 1.5

BET = Estimate(0.1, 20, "times")


def expected(patient: Patient) -> Questions:
    """What this patient's student should find."""
    reserve = patient.traits["reserve"]
    body = resistant(patient.traits["resistance"], reserve)
    health = compensation(resistant(1.0, reserve))
    week, weeks, years = (compensation(body, time) for time in ("week", "weeks", "years"))
    sister = compensation(resistant(patient.traits["sister"], reserve))
    times = years.insulin_uUml / health.insulin_uUml
    drinks = {"week": Drink.of(week), "years": Drink.of(years), "sister": Drink.of(sister)}
    in_health = Drink.of(health)
    return {
        "bet": {"times": BET, "glucose": Choice(None, LATER)},
        "week": _week(week, health),
        "later": _later(week, weeks, years),
        "homa": {"week": _homa(week), "years": _homa(years)},
        "matsuda": {when: _matsuda(drinks[when]) for when in ("week", "years")},
        "early": _early(drinks["week"], in_health),
        "hyperbola": {whose: _percent(drink, in_health) for whose, drink in drinks.items()},
        "look_back": look_back(BET, times, TIMES, "times"),
    }


class Drink(NamedTuple):
    """What a glucose tolerance test of one morning tells."""

    sensitivity: float
    response: float
    index: float

    @classmethod
    def of(cls, moment: Compensation) -> Drink:
        """The test of a body, with its five samples."""
        samples = ogtt(moment.person, start=moment.morning).at(*SAMPLES)
        sensitivity, index = float(matsuda(*samples)), float(disposition_index(*samples))
        return cls(sensitivity, index / sensitivity, index)


def _week(week: Compensation, health: Compensation) -> dict[str, Number]:
    of_health = "this is the person in health. The question asks for your patient."
    more = "this is by how much insulin is higher. How many times as high is it?"
    times = week.insulin_uUml / health.insulin_uUml
    return {
        "glucose_mgdl": Number(
            week.glucose_mgdl, GLUCOSE, "mg/dL", {of_health: health.glucose_mgdl}
        ),
        "insulin_uUml": Number(
            week.insulin_uUml, INSULIN, "µU/mL", {of_health: health.insulin_uUml}
        ),
        "times": Number(times, TIMES, "times", {more: week.insulin_uUml - health.insulin_uUml}),
    }


def _later(week: Compensation, weeks: Compensation, years: Compensation) -> dict[str, Number]:
    early = "this is the value of this week."
    return {
        "weeks_glucose_mgdl": Number(
            weeks.glucose_mgdl, GLUCOSE, "mg/dL", {early: week.glucose_mgdl}
        ),
        "years_glucose_mgdl": Number(
            years.glucose_mgdl,
            GLUCOSE,
            "mg/dL",
            {early: week.glucose_mgdl, "this is the value after four weeks.": weeks.glucose_mgdl},
        ),
        "years_insulin_uUml": Number(
            years.insulin_uUml, INSULIN, "µU/mL", {early: week.insulin_uUml}
        ),
    }


def _homa(moment: Compensation) -> Number:
    value = homa_ir(moment.glucose_mgdl, moment.insulin_uUml)
    heavier = "glucose seems to stand in mg/dL here. The index wants it in mmol/L."
    return Number(value, HOMA, "1", {heavier: value / convert(1.0, "glucose", "mmol/L")})


def _matsuda(drink: Drink) -> Number:
    value = drink.sensitivity
    return Number(
        value,
        MATSUDA,
        "1",
        {
            "the root seems to be missing.": value**2 / 10_000,
            "sums seem to stand where the means belong.": value / len(SAMPLES),
        },
    )


def _early(week: Drink, health: Drink) -> dict[str, Number]:
    turned = "the two rises seem to have changed places."
    of_health = "this is the early response in health."
    has = "this is what your patient has, and not what would be needed."
    unit = "µU/mL for each mg/dL"
    return {
        "week": Number(
            week.response, EARLY, unit, {turned: 1 / week.response, of_health: health.response}
        ),
        "needed": Number(health.index / week.sensitivity, EARLY, unit, {has: week.response}),
    }


def _percent(drink: Drink, health: Drink) -> Number:
    sensitivity = 100 * drink.sensitivity / health.sensitivity
    response = 100 * drink.response / health.response
    alone = {
        "this is the Matsuda index alone. The disposition index is a product.": sensitivity,
        "this is the early response alone. The disposition index is a product.": response,
    }
    return Number(100 * drink.index / health.index, PERCENT, "%", alone)
