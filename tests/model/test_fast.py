"""A fast: the store of glycogen, and that nobody who eats every day notices it."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.integrate import solve_ivp
from symbolic import symbolic_rates

from widgets.lifestyle import factors
from widgets.model import Person, day, fast, feed
from widgets.model.statement.parameters import values
from widgets.model.thought.fast import morning_store, ordinary_day


@pytest.fixture(scope="module")
def long_fast():
    return fast(72)


def test_it_is_what_scipy_makes_of_the_symbols(long_fast):
    stated, rates = symbolic_rates("stored", *Person().drivers)
    course = long_fast.course
    grid = course.minutes[::60]
    solved = solve_ivp(rates, (0, grid[-1]), course.states[:, 0], "BDF", grid, rtol=1e-9, atol=1e-9)
    assert solved.success
    names = [state.name for state in stated.states]
    for name in ("G", "I", "Y"):
        found = course.state(name)[::60]
        np.testing.assert_allclose(found, solved.y[names.index(name)], rtol=1e-5, atol=1e-6)


def test_on_an_ordinary_day_the_healthy_body_is_the_books():
    """So that every other page may leave the store out; and the day brings the store back to where it was."""
    store = morning_store()
    lived, without = ordinary_day(store), day(Person(), start=Person().healthy_start())
    np.testing.assert_allclose(lived.glucose_mgdl, without.glucose_mgdl, atol=1e-3)
    assert lived.state("Y")[-1] == pytest.approx(store, abs=0.01)
    assert lived.state("Y").min() > values("book")["Y_h"]


@pytest.mark.parametrize("muscle", [1.5, 0.5])
def test_a_night_is_too_short_to_be_noticed(muscle):
    """Two hours past the night, muscle better or worse than in health: as without a store."""
    person = Person(muscle=muscle)
    without = feed(person, [], 120).glucose_mgdl
    np.testing.assert_allclose(fast(14, person).course.glucose_mgdl, without, atol=1e-3)


def test_what_the_liver_gives_comes_from_somewhere(long_fast):
    """In three days: new glucose, the store, and what the liver took from the blood meanwhile."""
    course = long_fast.course
    given = np.trapezoid(course.flow("F_made"), course.minutes) / 1000
    new = np.trapezoid(course.flow_gh("N_G"), course.minutes) / 60
    taken = np.trapezoid(course.flow("F_liver") * course.quantity("B"), course.minutes) / 1000
    lost = long_fast.glycogen_g[0] - long_fast.glycogen_g[-1]
    assert given == pytest.approx(new + taken + lost, rel=1e-4)


def test_glucose_and_insulin_fall_all_the_way(long_fast):
    """As in all of the fasts that the model card cites: no plateau, and no rise."""
    hourly = long_fast.course.states[:, 180::180]
    for name in ("G", "I", "Y"):
        assert (np.diff(hourly[long_fast.course.names.index(name)]) < 1e-3).all(), name


def test_after_36_hours_muscle_hears_as_much_less_as_the_factor_of_a_fast_says(long_fast):
    """Jørgensen 2021, as `factors.yaml` reads it. No glucose of a fast was looked at for it."""
    (found,) = (row for row in factors().factors["fast"].effects if row.target == "muscle")
    emptied = 1 - np.interp(found.dose, long_fast.hours, long_fast.course.quantity("f_Y"))
    assert 1 - values("book")["m_Y"] * emptied == pytest.approx(found.multiplier, abs=0.02)


def test_after_a_fast_the_same_drink_is_met_worse():
    """Tripolt 2023: after 36 hours higher glucose, and less insulin in the first half hour, than after 12."""
    (high, early), (usual, quick) = (fast(hours).drink().at(60, 30) for hours in (36, 12))
    assert high[0] > usual[0] + 5
    assert early[1] < quick[1]
