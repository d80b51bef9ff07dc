"""The drink that is followed into the organs: one more system of the statement, solved as the others are."""

from __future__ import annotations

import numpy as np
import pytest
from node import evaluate
from scipy.integrate import solve_ivp
from symbolic import symbolic_rates

from widgets.model import Person, clamped, uptake
from widgets.model.body.experiments import Course
from widgets.model.solver.rodas import Stepper
from widgets.model.solver.solve import Body
from widgets.model.statement.equations import TAKERS, system

MINUTES = 240


def first_state(stated, grams):
    fasting = dict(zip(Person().body().functions.states, Person().fasting(), strict=True))
    start = fasting | {"q1": 1000 * grams, "G_e": fasting["G"]}
    return np.array([start.get(state.name, 0.0) for state in stated.states])


@pytest.mark.parametrize(("heard", "grams"), [(1.0, 75), (0.35, 100), (0.0, 50)])
def test_it_is_what_scipy_makes_of_the_symbols(heard, grams):
    stated, rates = symbolic_rates("traced", *Person().drivers, heard)
    grid = np.arange(MINUTES + 1.0)
    start = first_state(stated, grams)
    solved = solve_ivp(rates, (0, MINUTES), start, "BDF", grid, rtol=1e-9, atol=1e-7)
    assert solved.success
    states = dict(zip((state.name for state in stated.states), solved.y, strict=True))
    followed = uptake(heard, grams, MINUTES)
    np.testing.assert_allclose(followed.glucose_mgdl, states["G_e"], rtol=1e-5)
    for flow in TAKERS:
        place = flow.name.removeprefix("F_")
        taken = states[f"T_{place}"] + (states["T_kept"] if place == "liver" else 0)
        np.testing.assert_allclose(followed.places[place], taken / 1000, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("heard", [1.0, 0.4, 0.0])
def test_the_generated_step_solves_it_as_scipy_does(heard):
    """The step that the browser runs, in Python: within what the page promises of glucose, and 0.01 g of the drink."""
    person = Person()
    body = Body.of("traced", *person.drivers, heard)
    start = first_state(system("traced"), 75)
    end = Stepper(body.functions, body.constants).run(start, 0.0, MINUTES)
    reference = Course(np.zeros(1), body.solve(start, np.array([0.0, MINUTES]))[:, -1:], body)
    assert end[body.place("G_e")] == pytest.approx(reference.state("G_e")[0], abs=0.1)
    for name in [name for name in body.functions.states if name.startswith("T_")]:
        assert end[body.place(name)] == pytest.approx(reference.state(name)[0], abs=10), name


def test_with_all_of_insulin_heard_both_bloods_are_one():
    person = Person()
    body = Body.of("traced", *person.drivers, 1.0)
    grid = np.arange(MINUTES + 1.0)
    course = Course(grid, body.solve(first_state(system("traced"), 75), grid), body)
    np.testing.assert_allclose(course.state("G_e"), course.state("G"), rtol=1e-6)


#: What the page may differ by from SciPy: a tenth of mg/dL, as everywhere, and a hundredth of a gram.
GLUCOSE_MGDL, GRAMS = 0.1, 0.01


@pytest.mark.parametrize(("heard", "grams"), [(1.0, 75), (0.35, 100), (0.0, 50)])
def test_the_browser_solves_it_as_scipy_does(heard, grams):
    found = evaluate("return model.uptake(drink)", drink={"heard": heard, "grams": grams})
    reference = uptake(heard, grams)
    np.testing.assert_allclose(
        found["glucose_mgdl"], reference.glucose_mgdl, rtol=0, atol=GLUCOSE_MGDL
    )
    assert found["places"].keys() == reference.places.keys()
    for place, held in reference.places.items():
        np.testing.assert_allclose(found["places"][place], held, rtol=0, atol=GRAMS, err_msg=place)
    assert found["flows"].keys() == reference.flows.keys()
    for flow, rate in reference.flows.items():
        np.testing.assert_allclose(found["flows"][flow], rate, rtol=0, atol=0.2, err_msg=flow)


def test_the_browser_holds_the_same_clamp():
    levels = [1.0, 10.0, 100.0]
    found = evaluate("return model.clamped(levels)", levels=levels)
    for name, taken in clamped(levels).items():
        np.testing.assert_allclose(found[name], taken, rtol=1e-9, err_msg=name)
