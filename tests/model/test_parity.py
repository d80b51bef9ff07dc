"""One statement, two programs: the browser's solver against SciPy's."""

import node
import numpy as np
import pytest

from widgets.model import RANGES, Person, clamp, convert, day, ogtt
from widgets.model.body.health import healthy_state
from widgets.model.statement.measures import THRESHOLDS

PEOPLE = 200

#: What the site promises at every minute of a day.
GLUCOSE_MGDL, INSULIN_SHARE = 0.1, 0.005


def random_people():
    rng = np.random.default_rng(20)
    settings = {
        name: rng.uniform(RANGES[name].lowest, RANGES[name].highest, PEOPLE)
        for name in ("muscle", "liver", "reserve", "release", "output")
    }
    return [
        dict(zip(settings, map(float, values), strict=True))
        for values in zip(*settings.values(), strict=True)
    ]


def in_browser(script, argument=None):
    """What the browser's program gives, in Node; that the page's is the same stands in tests/explorers."""
    return node.evaluate(f"return ({script});", argument=argument)


def test_browser_and_scipy_agree_at_every_minute_of_a_day():
    people = random_people()
    both = "(day) => [[...day.glucose_mgdl], [...day.insulin_uUml]]"
    solve = f"argument.map((person) => model.day(person)).map({both})"
    for person, (glucose, insulin) in zip(people, in_browser(solve, people), strict=True):
        reference = day(Person(**person))
        np.testing.assert_allclose(
            glucose, reference.glucose_mgdl, rtol=0, atol=GLUCOSE_MGDL, err_msg=str(person)
        )
        np.testing.assert_allclose(
            insulin, reference.insulin_uUml, rtol=INSULIN_SHARE, atol=0, err_msg=str(person)
        )


def test_browser_and_scipy_agree_on_a_glucose_drink():
    for person in (
        {"muscle": 1, "liver": 1, "reserve": 1.4},
        {"muscle": 0.1, "liver": 0.1, "reserve": 0.4},
    ):
        drink = "model.meal(argument, model.OGTT_GRAMS, { minutes: 180 })"
        drunk = in_browser(f"[...{drink}.glucose_mgdl]", person)
        np.testing.assert_allclose(
            drunk, ogtt(Person(**person)).glucose_mgdl, rtol=0, atol=GLUCOSE_MGDL
        )


def test_browser_and_python_start_from_the_same_bodies():
    for reserve in (0.4, 0.46, 0.777, 1.4):
        np.testing.assert_allclose(
            in_browser("[...model.healthyState(argument)]", reserve),
            healthy_state(reserve),
            rtol=1e-12,
        )
    for person in random_people()[:20]:
        np.testing.assert_allclose(
            in_browser("[...model.fastingState(argument)]", person),
            Person(**person).fasting(),
            rtol=1e-6,
            atol=1e-9,
        )


def test_browser_and_python_share_cut_offs_and_units():
    assert in_browser("model.THRESHOLDS") == THRESHOLDS
    assert in_browser("100 * model.UNITS.glucose['mmol/L']") == pytest.approx(
        convert(100, "glucose", "mmol/L")
    )


def test_dose_response_agrees_with_the_clamp():
    person = {"muscle": 0.4, "liver": 0.8, "reserve": 1.4}
    reference = clamp(Person(**person), glucose_mgdl=float(healthy_state(1.4)[2]))
    levels = [reference.insulin_uUml]
    response = in_browser(
        f"((r) => [r.uptake_mgkgmin[0], r.production_mgkgmin[0]])(model.doseResponse(argument, {levels}))",
        person,
    )
    assert response[1] == pytest.approx(reference.production, rel=1e-9)
    # The dose response shows what insulin adds; the clamp counts the uptake that needs none as well.
    assert 0 < response[0] < reference.uptake
