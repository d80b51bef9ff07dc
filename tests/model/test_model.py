"""What holds for every person in the allowed ranges, and what is said when something is out of them."""

import importlib
import re

import numpy as np
import pytest
from distributed import Client, LocalCluster
from hypothesis import given, settings
from hypothesis import strategies as st

from widgets.model import (
    RANGES,
    Drift,
    Person,
    a1c,
    clamp,
    cohort,
    convert,
    day,
    equation,
    feed,
    homa_b,
    homa_ir,
    matsuda,
    meal,
    ogtt,
    parameter_table,
    stage,
    stages,
    years,
)
from widgets.model.body.health import DAILY_MEALS, DAY, healthy_state, settle
from widgets.model.solver.numeric import functions
from widgets.model.solver.rodas import Stepper
from widgets.model.solver.solve import Body
from widgets.model.statement.parameters import TABLE, values


def within(name):
    return st.floats(RANGES[name].lowest, RANGES[name].highest)


people = st.builds(
    Person, muscle=within("muscle"), liver=within("liver"), reserve=within("reserve")
)


@settings(max_examples=40, deadline=None)
@given(people, st.floats(1, RANGES["grams"].highest))
def test_every_person_stays_in_bounds(person, grams):
    course = meal(person, grams, minutes=480)
    assert np.all(np.isfinite(course.states))
    gamma = course.names.index("gamma")
    assert np.all(np.delete(course.states, gamma, axis=0) > -1e-6)
    # Above 1000 mg/dL or 2000 µU/mL nobody is alive; the kidney and secretion keep the model below.
    assert course.glucose_mgdl.max() < 1000
    assert course.insulin_uUml.max() < 2000
    # The shift of the dose response lies in the range of its own equation.
    assert np.all(np.abs(course.state("gamma")) <= values("book")["g_0"])


@settings(max_examples=15, deadline=None)
@given(people)
def test_halving_tolerances_changes_nothing_visible(person):
    body, start, minutes = person.body(), person.fasting(), np.arange(0, 241.0)
    coarse, fine = (body.feed(start, minutes, [(0, 75)], rtol=rtol) for rtol in (1e-8, 5e-9))
    glucose = functions("book").states.index("G")
    np.testing.assert_allclose(coarse[glucose], fine[glucose], atol=0.01)


@settings(max_examples=15, deadline=None)
@given(people, st.floats(5, RANGES["grams"].highest))
def test_mass_of_a_meal_is_accounted_for(person, grams):
    """What was eaten is in the stomach, in the gut, or has been absorbed."""
    course = meal(person, grams, minutes=600)
    preset = values("book")
    absorbed = (
        np.concatenate([[0], np.cumsum((course.state("q2")[1:] + course.state("q2")[:-1]) / 2)])
        * preset["k_a"]
    )
    total = course.state("q1") + course.state("q2") + absorbed
    # Column 0 is the morning before the first bite. Trapezoids of a minute: 0.2 %.
    np.testing.assert_allclose(total[1:], 1000 * grams, rtol=2e-3)
    np.testing.assert_allclose(
        course.quantity("Ra") * preset["BW"] * preset["V_G"],
        (1 - (1 - preset["f_a"]) * person.liver) * preset["k_a"] * course.state("q2"),
    )


@settings(max_examples=25, deadline=None)
@given(people)
def test_a_fasting_body_is_at_rest(person):
    body, state = person.body(), person.fasting()
    rates = np.array(body.rates(0.0, state))
    fast = [
        functions("book").states.index(name) for name in ("q1", "q2", "G", "X", "I", "N5", "N6")
    ]
    np.testing.assert_allclose(rates[fast], 0, atol=1e-6)


@settings(max_examples=10, deadline=None)
@given(people)
def test_jacobian_is_the_slope_of_the_rates(person):
    body, state = (
        person.body(),
        person.fasting() + np.array([3e4, 5e3, 20, 10, 5, 5, 5, 0.01, 0, 0]),
    )
    step = 1e-6 * np.maximum(1, np.abs(state))
    columns = [
        (np.array(body.rates(0, state + bump)) - np.array(body.rates(0, state - bump)))
        / (2 * step[i])
        for i, bump in enumerate(np.diag(step))
    ]
    np.testing.assert_allclose(body.jacobian(0, state), np.array(columns).T, rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("method", ["Radau", "BDF"])
def test_scipys_solvers_agree(method):
    person = Person(muscle=0.3, liver=0.8, reserve=0.5)
    body, start, minutes = person.body(), person.fasting(), np.arange(0, 241.0)
    one, other = (
        body.feed(start, minutes, [(0, 75)], method=name, rtol=1e-9) for name in ("LSODA", method)
    )
    np.testing.assert_allclose(one, other, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("person", [Person(), Person(0.2, 0.5, 0.46), Person(2.0, 3.0, 0.4)])
def test_rodas_agrees_with_scipy_over_a_day(person):
    body, start = person.body(), person.fasting()
    state, stepper = start.copy(), Stepper(body.functions, body.constants)
    for (begin, grams), end in zip(DAILY_MEALS, (360.0, 720.0, DAY), strict=True):
        state[0] += 1000 * grams
        state = stepper.run(state, begin, end)
    reference = body.feed(start, np.array([0, DAY]), DAILY_MEALS, rtol=1e-10)[:, -1]
    np.testing.assert_allclose(state, reference, rtol=1e-3, atol=1e-3)


def test_a_step_of_rodas_has_order_four():
    """Halving the tolerance in the fourth power halves the step: errors fall about as the tolerances do."""
    person = Person(0.4, 0.9, 0.6)
    body, start = person.body(), person.fasting()
    start[0] = 75_000
    reference = body.solve(start, np.array([0, 120.0]), rtol=1e-12)[2, -1]
    errors = [
        abs(Stepper(body.functions, body.constants, s).run(start, 0, 120)[2] - reference)
        for s in (1, 100)
    ]
    assert errors[1] < errors[0] / 10


def test_health_table_is_what_the_equations_settle_to():
    for reserve in (1.4, 0.46):
        stored = healthy_state(reserve)
        np.testing.assert_allclose(settle(reserve, stored), stored, rtol=1e-3, atol=1e-3)


def test_one_and_many_take_the_same_step():
    one, many = functions("book"), functions("book", vector=True)
    person = Person(0.4, 0.8, 0.6)
    constants, y = person.body().constants, person.healthy_start()
    y[0] += 40_000
    pace = np.array(one.carried(y.tolist(), constants, 0.0))
    # Of each state an absolute and a relative part, which measure the step and do not change it.
    allowed = [1.0] * 14
    found = one.advance(y.tolist(), pace.tolist(), constants, allowed, 0.0, 2.0)
    _, _, end, _, second, third = np.split(np.array(found), [1, 12, 19, 25, 32])
    three = [np.repeat(column[:, None], 3, axis=1) for column in (y, pace)]
    together = many.step(*three, constants, 0.0, 2.0)
    assert found[1] == pytest.approx(together[1][:, 1].sum())
    for mine, ours in zip((end, second, third), (together[0], *together[2:]), strict=True):
        np.testing.assert_allclose(ours[:, 1], mine, rtol=1e-9, atol=1e-9)


def test_many_at_once_and_one_alone_agree():
    """Those solved together take other steps: closer than the promise of the years, 0.1 % or about 0.09 mg/dL."""
    reserves = np.linspace(0.46, 1.4, 24)
    drift = Drift().then(0, 0.3, 0.9, 200)
    together = years(reserves, drift, 1.0)
    for i in (0, 12, 23):
        alone = years(Person(reserve=reserves[i]), drift, 1.0)
        np.testing.assert_allclose(
            together.fasting_glucose_mgdl[:, i], alone.fasting_glucose_mgdl[:, 0], atol=0.05
        )


def test_one_start_of_whole_numbers_serves_several_people():
    start = np.rint(Person(reserve=0.8).healthy_start()).astype(int)
    start[7:] = 0, 1, 1  # gamma, sigma, b
    several = years(np.array([0.8, 0.9]), Drift(), 0.1, start=start)
    alone = years(Person(reserve=0.9), Drift(), 0.1, start=start.astype(float))
    np.testing.assert_array_equal(
        several.fasting_glucose_mgdl[:, 1], alone.fasting_glucose_mgdl[:, 0]
    )


def test_a_clamp_shows_what_resistance_does():
    # DeFronzo 1979: 1 mU/kg/min raises insulin by about 80 µU/mL.
    healthy, resistant = clamp(Person()), clamp(Person(muscle=0.3))
    own = clamp(Person(), 0).insulin_uUml
    assert healthy.insulin_uUml - own == pytest.approx(80, rel=0.01)
    assert resistant.glucose_infusion < 0.6 * healthy.glucose_infusion


@pytest.mark.parametrize("person", [Person(), Person(0.4, 0.6, 0.5)])
def test_without_an_infusion_a_clamp_at_fasting_glucose_is_the_fasting_body(person):
    morning = person.fasting()
    glucose, insulin = ogtt(person, 1, morning).at(0)
    held = clamp(person, 0.0, float(glucose[0]), morning)
    assert held.insulin_uUml == pytest.approx(insulin[0], rel=1e-6)
    assert held.glucose_infusion == pytest.approx(0, abs=1e-6)


def test_measures_agree_with_their_definitions():
    # ADAG (Nathan 2008): an A1c of 7 % is 154 mg/dL, 6 % is 126 mg/dL.
    assert a1c(154) == pytest.approx(7.0, abs=0.01)
    assert a1c(126) == pytest.approx(6.0, abs=0.02)
    # HOMA (Matthews 1985): 4.5 mmol/L and 5 µU/mL are the normal person, HOMA-IR 1 and HOMA-B 100 %.
    assert homa_ir(4.5 * 18.016, 5) == pytest.approx(1)
    assert homa_b(4.5 * 18.016, 5) == pytest.approx(100)
    assert matsuda([100] * 5, [10] * 5) == pytest.approx(10)
    # A laboratory reports whole mg/dL and tenths of a percent; that is what a cut-off is held against.
    for criterion, (low, high) in {
        "fasting": ((99.49, 99.51), (125.49, 125.51)),
        "two_hour": ((139.49, 139.51), (199.49, 199.51)),
        "a1c": ((5.649, 5.651), (6.449, 6.451)),
    }.items():
        assert [stage(criterion, value) for value in low] == ["normal", "prediabetes"]
        assert [stage(criterion, value) for value in high] == ["prediabetes", "diabetes"]
    # The ADA prints its cut-offs in mmol/L too: 126 mg/dL is 7.0, 200 is 11.1.
    assert round(convert(126, "glucose", "mmol/L"), 1) == 7.0
    assert round(convert(200, "glucose", "mmol/L"), 1) == 11.1


def test_resistance_raises_insulin_before_glucose():
    """The story of the book in one line: hyperinsulinemia, while glucose stays near normal."""
    healthy, resistant = day(Person()), day(Person(muscle=0.4))
    assert resistant.insulin_uUml.mean() > 1.5 * healthy.insulin_uUml.mean()
    assert resistant.glucose_mgdl.mean() < 1.1 * healthy.glucose_mgdl.mean()
    assert stages(Person()) == {"fasting": "normal", "two_hour": "normal"}


def test_every_parameter_has_a_value_a_unit_and_a_source():
    for row in TABLE:
        assert row.published is not None or row.book is not None
        assert row.unit and row.meaning and row.source
    assert "E_{G0}" in parameter_table("book")._repr_markdown_()


def test_formulas_name_every_symbol():
    assert r"\frac{dG}{dt}" in repr(equation("G"))
    assert "V_M" in equation("U")._repr_markdown_()
    for preset in ("book", "published"):
        assert repr(equation(preset=preset))


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: Person(muscle=float("nan")), r"muscle .* is nan; allowed: 0.1 to 2"),
        (lambda: Person(liver=0), r"liver .* is 0; allowed: 0.1 to 3"),
        (lambda: Person(reserve="low"), r"reserve .* is 'low'; allowed: 0.4 to 1.4"),
        (
            lambda: Person.named("strong"),
            r"person is 'strong'; allowed: robust, average, susceptible",
        ),
        (lambda: meal(Person(), 400), r"grams .* is 400 g; allowed: 0 to 150 g"),
        (
            lambda: feed(Person(), [(-5, 10)], 60),
            r"minute of a meal is -5 min; allowed: 0 up to 60 min",
        ),
        (
            lambda: clamp(Person(), insulin_rate=-1),
            r"insulin_rate is -1 mU/kg/min; allowed: 0 to 10",
        ),
        (lambda: clamp(Person(), glucose_mgdl=5), r"glucose_mgdl is 5 mg/dL; allowed: 60 to 180"),
        (lambda: years(Person(), Drift(), length=-1), r"length is -1 years; allowed: more than 0"),
        (lambda: years(Person(), Drift(), longest=0), r"longest is 0 days; allowed: 1, or 5 to 75"),
        (
            lambda: years(np.array([]), Drift()),
            r"reserve .* is array\(\[\].*\); allowed: at least one number, 0.4 to 1.4",
        ),
        (lambda: Drift().then(0, 5, 1, 10), r"muscle .* is 5.0; allowed: 0.1 to 2"),
        (lambda: Drift().then(0, 1, 1, 0), r"days is 0 .*; allowed: more than 0 days"),
        (
            lambda: Drift().then(10, 1, 1, 1).then(5, 1, 1, 1),
            r"day of a change is 5 days; allowed: 10 days or more",
        ),
        (lambda: convert(1, "glucose", "g/L"), r"unit of glucose is 'g/L'; allowed: mg/dL, mmol/L"),
        (
            lambda: convert(1, "lactate", "mmol/L"),
            r"quantity is 'lactate'; allowed: glucose, insulin",
        ),
        (lambda: stage("hba", 5), r"criterion is 'hba'; allowed: fasting, two_hour, a1c"),
        (lambda: parameter_table("mine"), r"preset is 'mine'; allowed: published, book"),
    ],
)
def test_bad_input_gets_one_clear_error(call, says):
    with pytest.raises(ValueError, match=says):
        call()


def test_an_unknown_equation_is_named():
    with pytest.raises(KeyError, match="quantity is 'glucagon'; allowed: r, E_q, f_p, Ra"):
        equation("glucagon")


def test_a_body_with_too_few_drivers_says_which_it_wants():
    with pytest.raises(
        ValueError, match=r"drivers of book are .*allowed: one each for si, h, ISRI"
    ):
        Body.of("book", 0.73, 1.0)


def test_a_body_without_a_value_says_where():
    body = Person().body()
    broken = np.full(10, np.nan)
    with pytest.raises(FloatingPointError, match="no value at minute 0"):
        Stepper(body.functions, body.constants).run(broken, 0, 10)
    assert ogtt(Person()).table().startswith("    0 min")


def pieces_of(people, monkeypatch):
    """Have a cohort cut into pieces of so many."""
    monkeypatch.setattr(
        importlib.import_module("widgets.model.body.cohort"), "PEOPLE_AT_ONCE", people
    )


def test_a_cohort_shows_how_far_it_is(capfd, monkeypatch):
    """Person-years on the bar, some of them before the first piece ends."""
    pieces_of(4, monkeypatch)
    cohort(np.linspace(0.5, 1.4, 8), Drift().then(100, 0.5, 1.0, 100), 1.0)
    shown = [int(lived) for lived in re.findall(r"(\d+)/8 person-years", capfd.readouterr().err)]
    assert shown == sorted(shown)
    assert (shown[0], shown[-1]) == (0, 8)
    assert {1, 2, 3} & set(shown)


def test_a_cohort_stops_where_a_piece_fails(monkeypatch):
    pieces_of(1, monkeypatch)
    with pytest.raises(ValueError, match="length is 99 years"):
        cohort(np.array([0.5, 1.0, 1.4]), Drift(), 99, progress=False)


def test_a_cohort_is_its_people(monkeypatch):
    """Pieces, processes and Dask change nothing: each life is the life lived alone."""
    pieces_of(2, monkeypatch)
    reserves = np.array([0.46, 0.6, 1.4])
    drift = Drift().then(0, np.array([0.2, 0.3, 0.4]), 0.9, 250)
    here = cohort(reserves, drift, 0.5, progress=False)
    with (
        LocalCluster(n_workers=1, processes=False, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        there = cohort(reserves, drift, 0.5, executor=client.get_executor(), progress=False)
    np.testing.assert_array_equal(here.fasting_glucose_mgdl, there.fasting_glucose_mgdl)
    for i, reserve in enumerate(reserves):
        alone = years(Person(reserve=reserve), drift.of(i), 0.5)
        np.testing.assert_array_equal(
            here.two_hour_glucose_mgdl[:, i], alone.two_hour_glucose_mgdl[:, 0]
        )
    with pytest.raises(ValueError, match=r"reserve .* is array\(\[\].*\); allowed"):
        cohort(np.array([]), drift)
