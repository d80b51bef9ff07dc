"""Resistance against reserve: the map is the model's, and the reader's own life is solved on it."""

from __future__ import annotations

import re

import lives
import numpy as np
import pytest

from widgets import explorers
from widgets.explorers.kit.words import words
from widgets.explorers.reserve import charts
from widgets.model import Fate, Person, fates, worsening
from widgets.model.body.drift import COURSE
from widgets.model.thought.reserve import MAP_RESERVES, MAP_RESISTANCES, YEARS, reserve_table

EXPLORER, CHAPTER = "reserve", "chapters/07-keeping-up.html"
ROBUST = 1.4
BOOK = 4.9  # times: where resistance ends in the presets


# The map


def test_the_lives_of_the_map_grow_resistant_as_in_the_course_of_the_book():
    (end,) = COURSE.changes
    own = worsening(1 / end.muscle)
    for day in (0, 500, 5000):
        assert own.at(day) == pytest.approx(COURSE.at(day))


@pytest.mark.parametrize("resistance", [3.0, 5.0])
def test_lives_of_the_map_are_those_of_the_model(resistance):
    """Some lives afresh, on both sides of the edge, by the browser's program."""
    places = [
        int(np.argmin(np.abs(MAP_RESERVES - reserve))) for reserve in (0.42, 0.47, 0.52, 0.75)
    ]
    table, column = reserve_table(), int(np.argmin(np.abs(MAP_RESISTANCES - resistance)))
    for place in places:
        fate = Fate.of(lives.years(Person(reserve=MAP_RESERVES[place]), worsening(resistance)))
        stored = {name: values[place, column] for name, values in table.items()}
        stage = next(
            (
                stage
                for stage in ("diabetes", "prediabetes")
                if np.isfinite(
                    [stored[f"{c}_{stage}"] for c in ("fasting", "two_hour", "a1c")]
                ).any()
            ),
            "normal",
        )
        assert stage == fate.stage
        if fate.criterion:
            assert stored[f"{fate.criterion}_{stage}"] == pytest.approx(fate.year, abs=0.1)


def test_more_resistance_or_less_reserve_never_helps():
    peaks = reserve_table()["two_hour_peak"]
    assert (np.diff(peaks, axis=1) > -0.5).all()  # resistance grows
    assert (np.diff(peaks, axis=0) < 0.5).all()  # reserve grows


def test_the_drawn_edge_lies_between_those_who_keep_up_and_those_who_do_not():
    figure = charts.reserve_map(words("reserve"))
    edge = next(t for t in figure.data if t.mode == "lines" and t.line.width == 1.5 and not t.meta)
    table = reserve_table()
    onset = np.fmin.reduce([table[f"{c}_diabetes"] for c in ("fasting", "two_hour", "a1c")])
    for row, reserve in enumerate(MAP_RESERVES):
        up = charts.height(reserve)
        if not min(edge.y) <= up <= max(edge.y):
            continue
        at = np.interp(up, edge.y[::-1], edge.x[::-1])
        safe, ill = MAP_RESISTANCES[np.isnan(onset[row])], MAP_RESISTANCES[np.isfinite(onset[row])]
        assert safe.max(initial=1) - 0.01 <= at <= ill.min(initial=6) + 0.01


# What chapter 7 says of the model


def test_the_same_resistance_has_three_outcomes():
    robust, average, susceptible = fates(BOOK, [ROBUST, 0.60 * ROBUST, 0.33 * ROBUST])
    assert [robust.stage, average.stage, susceptible.stage] == ["normal", "prediabetes", "diabetes"]
    start, top, end = robust.insulin_uUml
    assert top / start == pytest.approx(4.1, abs=0.1) and end == top
    assert susceptible.insulin_uUml == pytest.approx((25.8, 44.5, 9.0), abs=0.3)


def test_a_few_percent_of_reserve_decide_at_the_edge():
    first, *others = fates(BOOK, [percent / 100 * ROBUST for percent in (60, 54, 51, 48)])
    assert first.stage == "prediabetes"
    assert [fate.year for fate in others] == pytest.approx([12.4, 11.3, 10.4], abs=0.06)


def test_a_milder_course_asks_for_less_reserve():
    assert [life.stage for life in fates(3, [0.54, 0.55])] == ["diabetes", "prediabetes"]
    assert [life.stage for life in fates(BOOK, [0.83, 0.84])] == ["diabetes", "prediabetes"]


# What the page shows


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"resistance": BOOK, "reserve": 100}, "stays in the normal range"),
        ({"resistance": BOOK, "reserve": 60}, "prediabetes range after 8.4 years"),
        ({"resistance": BOOK, "reserve": 61}, "diabetes does not come"),
        ({"resistance": BOOK, "reserve": 51}, "type 2 diabetes comes after 11.3 years"),
        ({"resistance": BOOK, "reserve": 48}, "type 2 diabetes comes after 10.4 years"),
        ({"resistance": 2.4, "reserve": 33}, "diabetes does not come"),
    ],
)
def test_the_sentence_tells_what_the_years_bring(explorer, values, told):
    explorer.set(**values)
    assert told in explorer.sentence


def test_the_readers_life_is_that_of_scipy(explorer):
    explorer.set(resistance=BOOK, reserve=40)
    (fate,) = fates(BOOK, [0.40 * ROBUST])
    results = explorer.results
    assert results["stage"] == fate.stage
    assert results["diabetes_year"] == pytest.approx(fate.year, abs=0.05)
    assert results["insulin_start_uUml"] == pytest.approx(fate.insulin_uUml[0], rel=0.01)
    assert results["insulin_top_uUml"] == pytest.approx(fate.insulin_uUml[1], rel=0.01)
    assert results["insulin_mean_uUml"] == pytest.approx(fate.insulin_uUml[2], rel=0.02)
    assert f"{fate.year:.1f} years" in explorer.sentence


def test_the_point_moves_on_the_map_and_the_life_below_answers(explorer):
    explorer.set(resistance=3, reserve=50)
    assert explorer.curve("own_up") == pytest.approx([2])
    assert explorer.curve("own_up", axis="x") == pytest.approx([3])
    calm = explorer.curve("glucose")
    explorer.set(resistance=BOOK, reserve=33)
    failing = explorer.curve("glucose")
    years = explorer.curve("glucose", axis="x")
    assert years[0] == 0 and years[-1] == YEARS
    assert failing[-1] > 160 > 110 > calm[-1]
    # The dot stands where the first cut-off of diabetes is reached.
    onset = explorer.results["diabetes_year"]
    assert explorer.curve("onset", axis="x") == pytest.approx([onset])
    assert explorer.curve("onset")[0] == pytest.approx(np.interp(onset, years, failing), abs=0.3)


def test_the_pancreas_goes_up_and_then_down(explorer):
    explorer.set(resistance=BOOK, reserve=33)
    part = explorer.details("starling")
    insulin, glucose = (
        explorer.curve("insulin", within=part),
        explorer.curve("insulin", within=part, axis="x"),
    )
    top = int(insulin.argmax())
    assert insulin[top] / insulin[0] == pytest.approx(1.73, abs=0.05)
    assert 97 < glucose[top] < 105
    assert insulin[-1] < insulin[0] / 2
    assert (np.diff(explorer.curve("insulin", "health", part)) > 0).all()  # a robust person's


def test_a_robust_pancreas_stays_near_the_hyperbola_and_a_susceptible_one_leaves_it(explorer):
    part = explorer.details("hyperbola")
    ends = {}
    for reserve in (100, 33):
        explorer.set(resistance=BOOK, reserve=reserve)
        sensitivity = explorer.curve("insulin", within=part, axis="x")
        product = sensitivity * explorer.curve("insulin", within=part)
        ends[reserve] = product[-1] / product[0]
    assert ends[100] > 0.88
    assert ends[33] < 0.1


def test_the_life_downloads_as_a_table(explorer):
    columns, rows = explorer.table()
    assert columns[0] == "years"
    assert {"now_glucose_mgdl", "health_glucose_mgdl"} <= set(columns)
    assert float(rows[-1][0]) == YEARS


def test_units_change_the_life_and_its_numbers(explorer):
    explorer.set(resistance=BOOK, reserve=33)
    explorer.unit("mmol/L")
    assert re.search(r"fasting glucose is 9\.2 mmol/L", explorer.sentence)
    assert explorer.curve("glucose").max() < 11


def test_python_gets_what_the_explorer_shows():
    shown = explorers.reserve(3, 50)
    assert shown.person.reserve == pytest.approx(0.7)
    assert shown.figure().data[-1].x == (3,)
    with pytest.raises(ValueError, match=r"reserve is 20; allowed: a number from 30 to 100"):
        explorers.reserve(3, 20)
