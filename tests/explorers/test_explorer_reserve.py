"""Resistance against reserve: the map is the model's, and the reader's own life is solved on it."""

from __future__ import annotations

import re

import numpy as np
import pytest
from conftest import open_page

from widgets import explorers
from widgets.explorers.kit.words import words
from widgets.explorers.reserve import charts
from widgets.model import fates, worsening
from widgets.model.body.drift import COURSE
from widgets.model.thought.reserve import RESERVES, RESISTANCES, YEARS, reserve_table

CHAPTER = "chapters/07-keeping-up.html"
ROBUST = 1.4
BOOK = 4.9  # times: where resistance ends in the presets


class OnPage:
    """The explorer of a page, seen as a reader sees it."""

    def __init__(self, page):
        self.page = page
        self.root = page.locator(".explorer[data-explorer=reserve]")

    def set(self, **values):
        self.root.evaluate("(root, values) => root.explorer.set(values)", values)
        self.page.wait_for_timeout(250)

    @property
    def sentence(self):
        return self.root.locator("[role=status]").inner_text()

    @property
    def results(self):
        return self.root.evaluate("(root) => root.explorer.results")

    def series(self, series, run="now", part=".explorer-stage", axis="y"):
        script = """(root, [run, series, part, axis]) => {
          const { data } = root.querySelector(`${part} .explorer-chart`);
          return [...data.find(({ meta }) => meta.run === run && meta.series === series)[axis]];
        }"""
        return np.array(self.root.evaluate(script, [run, series, part, axis]))


@pytest.fixture
def explorer(page, site_url):
    open_page(page, site_url + CHAPTER)
    return OnPage(page)


# The map


def test_the_lives_of_the_map_grow_resistant_as_in_the_course_of_the_book():
    (end,) = COURSE.changes
    own = worsening(1 / end.muscle)
    for day in (0, 500, 5000):
        assert own.at(day) == pytest.approx(COURSE.at(day))


@pytest.mark.parametrize("resistance", [3.0, 5.0])
def test_lives_of_the_map_are_those_of_the_model(resistance):
    """Some lives afresh, on both sides of the edge."""
    places = [int(np.argmin(np.abs(RESERVES - reserve))) for reserve in (0.42, 0.47, 0.52, 0.75)]
    table, column = reserve_table(), int(np.argmin(np.abs(RESISTANCES - resistance)))
    for place, fate in zip(places, fates(resistance, RESERVES[places]), strict=True):
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
    for row, reserve in enumerate(RESERVES):
        up = charts.height(reserve)
        if not min(edge.y) <= up <= max(edge.y):
            continue
        at = np.interp(up, edge.y[::-1], edge.x[::-1])
        safe, ill = RESISTANCES[np.isnan(onset[row])], RESISTANCES[np.isfinite(onset[row])]
        assert safe.max(initial=1) - 0.01 <= at <= ill.min(initial=6) + 0.01


# What chapter 7 says of the model


def test_the_same_resistance_has_three_outcomes():
    robust, average, susceptible = fates(BOOK, [ROBUST, 0.60 * ROBUST, 0.33 * ROBUST])
    assert [robust.stage, average.stage, susceptible.stage] == ["normal", "prediabetes", "diabetes"]
    start, top, end = robust.insulin_uUml
    assert top / start == pytest.approx(4.1, abs=0.1) and end == top
    assert susceptible.insulin_uUml == pytest.approx((27.1, 48.8, 8.6), abs=0.5)


def test_a_few_percent_of_reserve_decide_at_the_edge():
    lives = fates(BOOK, [percent / 100 * ROBUST for percent in (55, 51, 48, 45)])
    assert lives[0].stage == "prediabetes"
    assert [life.year for life in lives[1:]] == pytest.approx([13.0, 11.7, 10.6], abs=0.06)


def test_a_milder_course_asks_for_less_reserve():
    assert [life.stage for life in fates(3, [0.51, 0.52])] == ["diabetes", "prediabetes"]
    assert [life.stage for life in fates(BOOK, [0.76, 0.77])] == ["diabetes", "prediabetes"]


# What the page shows


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"resistance": BOOK, "reserve": 100}, "stays in the normal range"),
        ({"resistance": BOOK, "reserve": 60}, "prediabetes range after 9.5 years"),
        ({"resistance": BOOK, "reserve": 55}, "diabetes does not come"),
        ({"resistance": BOOK, "reserve": 48}, "type 2 diabetes comes after 11.7 years"),
        ({"resistance": BOOK, "reserve": 45}, "type 2 diabetes comes after 10.6 years"),
        ({"resistance": 2.6, "reserve": 33}, "diabetes does not come"),
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
    assert explorer.series("own_up") == pytest.approx([2])
    assert explorer.series("own_up", axis="x") == pytest.approx([3])
    calm = explorer.series("glucose")
    explorer.set(resistance=BOOK, reserve=33)
    failing = explorer.series("glucose")
    years = explorer.series("glucose", axis="x")
    assert years[0] == 0 and years[-1] == YEARS
    assert failing[-1] > 160 > 110 > calm[-1]
    # The dot stands where the first cut-off of diabetes is reached.
    onset = explorer.results["diabetes_year"]
    assert explorer.series("onset", axis="x") == pytest.approx([onset])
    assert explorer.series("onset")[0] == pytest.approx(np.interp(onset, years, failing), abs=0.3)


def test_the_pancreas_goes_up_and_then_down(explorer):
    explorer.set(resistance=BOOK, reserve=33)
    explorer.root.locator("[data-details=starling] summary").click()
    explorer.page.wait_for_timeout(400)
    part = "[data-details=starling]"
    insulin, glucose = (
        explorer.series("insulin", part=part),
        explorer.series("insulin", part=part, axis="x"),
    )
    top = int(insulin.argmax())
    assert insulin[top] / insulin[0] == pytest.approx(1.80, abs=0.05)
    assert 97 < glucose[top] < 105
    assert insulin[-1] < insulin[0] / 2
    assert (np.diff(explorer.series("insulin", "health", part)) > 0).all()  # a robust person's


def test_a_robust_pancreas_stays_near_the_hyperbola_and_a_susceptible_one_leaves_it(explorer):
    explorer.root.locator("[data-details=hyperbola] summary").click()
    part = "[data-details=hyperbola]"
    ends = {}
    for reserve in (100, 33):
        explorer.set(resistance=BOOK, reserve=reserve)
        explorer.page.wait_for_timeout(300)
        sensitivity = explorer.series("insulin", part=part, axis="x")
        product = sensitivity * explorer.series("insulin", part=part)
        ends[reserve] = product[-1] / product[0]
    assert ends[100] > 0.88
    assert ends[33] < 0.1


def test_the_life_downloads_as_a_table(explorer):
    with explorer.page.expect_download() as waiting:
        explorer.root.locator("[data-tool=csv]").click()
    head, *lines = waiting.value.path().read_text("utf-8").splitlines()
    assert head.startswith("years,")
    assert {"now_glucose_mgdl", "health_glucose_mgdl"} <= set(head.split(","))
    assert float(lines[-1].split(",")[0]) == YEARS


def test_units_change_the_life_and_its_numbers(explorer):
    explorer.set(resistance=BOOK, reserve=33)
    explorer.root.get_by_role("button", name="mmol/L", exact=True).click()
    explorer.page.wait_for_timeout(250)
    assert re.search(r"fasting glucose is 9\.[01] mmol/L", explorer.sentence)
    assert explorer.series("glucose").max() < 11


def test_python_gets_what_the_explorer_shows():
    shown = explorers.reserve(3, 50)
    assert shown.person.reserve == pytest.approx(0.7)
    assert shown.figure().data[-1].x == (3,)
    with pytest.raises(ValueError, match=r"reserve is 20; allowed: a number from 30 to 100"):
        explorers.reserve(3, 20)
