"""Glucose into a vein: the tests of the beta cells alone, and what is read from them."""

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from widgets.model import (
    Person,
    bolus,
    fsigt,
    held,
    incretin_effect,
    minimal_model,
    ogtt,
    sampled,
    steepness,
    two_phases,
)
from widgets.model.body.intravenous import Samples
from widgets.model.statement.parameters import values


def test_the_measured_test_is_read_as_it_is_stored():
    # The table printed by Allen Downey from Pacini & Bergman 1986: 92 mg/dL before, 350 at two minutes, 90 at the end.
    measured = fsigt()
    assert (measured.glucose_mgdl[0], measured.glucose_mgdl[1], measured.glucose_mgdl[-1]) == (
        92,
        350,
        90,
    )
    assert measured.insulin_uUml.max() == 130
    assert 50 < measured.first_phase < 80


def test_the_minimal_model_finds_what_made_the_samples():
    """Samples made by SciPy from known numbers, with insulin that rises and falls: the fit gives them back."""
    minutes = fsigt().minutes
    insulin = 8 + 80 * np.exp(-minutes / 15)
    insulin[0] = 8
    effectiveness, delay, sensitivity = 0.025, 0.03, 6e-4

    def rates(t, y):
        glucose, action = y
        above = np.interp(t, minutes, insulin) - insulin[0]
        return [
            effectiveness * (90 - glucose) - action * glucose,
            delay * (sensitivity * above - action),
        ]

    made = solve_ivp(rates, (0, minutes[-1]), [290, 0], t_eval=minutes, max_step=0.5, rtol=1e-9).y[
        0
    ]
    made[0] = 90
    found = minimal_model(Samples(minutes, made, insulin))
    assert found.sensitivity == pytest.approx(sensitivity, rel=0.02)
    assert found.effectiveness == pytest.approx(effectiveness, rel=0.02)


def test_glucose_at_once_fills_the_space_of_glucose():
    course, fasting = bolus(Person(), 0.3, 60), Person().fasting()
    assert course.glucose_mgdl[0] - fasting[2] == pytest.approx(300 / values("book")["V_G"])
    assert course.insulin_uUml[1:11].min() > 3 * course.insulin_uUml[0]


def test_samples_of_a_course_start_before_the_bolus():
    fasting = Person().fasting()
    samples = sampled(bolus(Person()), (fasting[2], fasting[4]))
    assert samples.glucose_mgdl[0] == fasting[2]
    assert samples.glucose_mgdl[1] > 2 * fasting[2]
    np.testing.assert_array_equal(samples.minutes, fsigt().minutes)


def test_led_glucose_goes_where_it_is_led():
    level = 90 + 80 * np.sin(np.linspace(0, np.pi, 121))
    np.testing.assert_array_equal(held(Person(), level).glucose_mgdl, level)


def test_a_free_body_led_along_its_own_curve_does_what_it_did():
    """Without food a body led along its own glucose releases what it released; after a drink, less: no gut."""
    free = bolus(Person(), 0.2, 60)
    led = held(Person(), free.glucose_mgdl)
    np.testing.assert_allclose(led.insulin_uUml[20:], free.insulin_uUml[20:], rtol=0.02)
    assert incretin_effect(Person()) > 1.3
    assert held(Person(), ogtt(Person(), 120).glucose_mgdl).insulin_uUml.max() < (
        ogtt(Person(), 120).insulin_uUml.max()
    )


def test_the_gut_adds_less_in_diabetes():
    # Nauck 1986, Mari 2013: 1.7 times in health, 1.1 times in type 2 diabetes.
    ill = Person(muscle=0.3, liver=0.6, reserve=0.46)
    start = ill.fasting()
    start[ill.body().functions.states.index("sigma")] = 0.1
    assert incretin_effect(ill, start) < incretin_effect(Person()) - 0.3


def test_held_glucose_calls_two_phases():
    clamped = held(Person(), np.full(121, 180.0))
    assert two_phases(clamped)
    assert not two_phases(held(Person(), np.full(121, float(Person().fasting()[2]))))


def test_release_near_fasting_is_no_steeper_than_the_fourth_power():
    assert 2 < steepness(Person()) < 4


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: bolus(Person(), 2), r"grams_per_kg is 2 g/kg; allowed: 0 to 0.5 g/kg"),
        (lambda: held(Person(), [90]), r"glucose_mgdl has shape \(1,\); allowed: \(minutes,\), at"),
        (
            lambda: held(Person(), [90, 900]),
            r"glucose_mgdl is 900.0 mg/dL; allowed: 40 to 400 mg/dL",
        ),
        (
            lambda: held(Person(), [90, float("nan")]),
            r"glucose_mgdl is nan mg/dL; allowed: 40 to 400 mg/dL",
        ),
    ],
)
def test_bad_input_gets_one_clear_error(call, says):
    with pytest.raises(ValueError, match=says):
        call()
