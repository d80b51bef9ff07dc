"""What is right where a drink of glucose is followed: each body solved up to the patient's minute and no further."""

from __future__ import annotations

import numpy as np

from classroom.judging import Estimate, Number, Questions, look_back
from widgets.model import Uptake, uptake
from widgets.model.body.experiments import OGTT_GRAMS
from widgets.patients import Patient

ORGANS = ("muscle", "liver", "brain")

#: How far an answer may be off. Whole grams pass, and so does a flow that is added up minute by minute.
GRAMS, PERCENT = 0.6, 1.5

BET = Estimate(0, OGTT_GRAMS, "g")

OF_HEALTH = "this is the healthy body's amount. The question asks for your patient's."
OF_THE_OTHER = "muscle and liver seem to have changed places."


def expected(patient: Patient) -> Questions:
    """What this patient's student should find."""
    minute = int(patient.traits["minute"])
    healthy, own, deaf = (
        uptake(heard, minutes=minute) for heard in (1.0, patient.traits["heard"], 0.0)
    )
    usual, held = healthy.at(minute), own.at(minute)
    return {
        "bet": {"muscle_g": BET},
        "healthy": _organs(usual, {}),
        "own": _organs(held, usual),
        "shares": {
            "of_the_drink": Number(100 * held["muscle"] / OGTT_GRAMS, PERCENT, "%"),
            "of_healthy_muscle": Number(100 * held["muscle"] / usual["muscle"], PERCENT, "%"),
        },
        "liver_output": _liver_output(own, deaf, uptake(patient.traits["heard"])),
        "in_all": _in_all(own, held["muscle"]),
        "look_back": look_back(BET, held["muscle"], GRAMS, "g"),
    }


def _grams(value: float, mistakes: dict[str, float]) -> Number:
    return Number(value, GRAMS, "g", mistakes)


def _organs(held: dict[str, float], usual: dict[str, float]) -> dict[str, Number]:
    """Amounts in the organs; `usual` are those of health, where they are not what is asked for."""
    known: dict[str, dict[str, float]] = {organ: {} for organ in ORGANS}
    for organ in usual.keys() & known.keys():
        known[organ][OF_HEALTH] = usual[organ]
    for organ, other in (("muscle", "liver"), ("liver", "muscle")):
        known[organ][OF_THE_OTHER] = held[other]
    return {f"{organ}_g": _grams(held[organ], known[organ]) for organ in ORGANS}


def _liver_output(own: Uptake, deaf: Uptake, longer: Uptake) -> dict[str, Number]:
    given_out, without_help = own.made_grams(), deaf.made_grams()
    return {
        "given_out_g": _grams(
            given_out,
            {
                "this is the amount of all the time that was computed. Stop at your minute.": longer.made_grams(),
                "this is what a liver gives out that hears nothing.": without_help,
            },
        ),
        "held_back_g": _grams(
            without_help - given_out,
            {
                "this is the whole output without insulin. How much less is your patient's?": without_help
            },
        ),
    }


def _in_all(own: Uptake, of_the_drink: float) -> dict[str, Number]:
    in_all = float(np.trapezoid(own.flows["muscle"], own.minutes)) / 1000
    painted = {"this is the drink's part alone. The flow counts all glucose.": of_the_drink}
    return {
        "muscle_g": _grams(in_all, painted),
        "not_from_drink_g": _grams(in_all - of_the_drink, painted),
    }
