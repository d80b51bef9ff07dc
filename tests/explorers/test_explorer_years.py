"""Fifteen years follow the thumb: the mountain of insulin, the cliff of glucose, and when each line is met."""

from __future__ import annotations

import itertools
import re

import numpy as np
import pytest
from conftest import open_page
from explorer_page import ExplorerPage
from playwright.sync_api import expect

from book import prose
from widgets import explorers
from widgets.bets import load
from widgets.explorers.kit.words import words
from widgets.model import Person, years
from widgets.model.statement.measures import THRESHOLDS

EXPLORER, CHAPTER = "years", "chapters/08-hyperglycemia.html"
CONTROLS = ("year", "muscle", "liver", "pace", "reserve")
WORDS = words("years")
ROBUST = 1.4
STAGES = tuple(WORDS["stage_name"])


def gauge(explorer, name):
    row = explorer.root.get_by_role("row", name=WORDS["gauges"]["rows"][name])
    return [int(text.strip("%")) for text in row.get_by_role("cell").all_inner_texts()]


@pytest.fixture
def explorer(explorer):
    """The person of the chapter's bet, whom a reader meets at the first step of *Try*."""
    explorer.preset("susceptible")
    return explorer


@pytest.fixture(scope="module")
def lives():
    """The years of the chapter in Python: the susceptible and the robust person."""
    drift = explorers.years().drift
    return {
        "susceptible": years(Person(reserve=0.33 * ROBUST), drift),
        "robust": years(Person(), drift),
    }


def test_the_chapter_opens_in_health_and_gives_its_bet_not_away(page, site_url):
    open_page(page, site_url + CHAPTER)
    explorer = ExplorerPage(page, EXPLORER)
    assert (explorer.values["muscle"], explorer.values["liver"]) == (100, 100)
    assert np.ptp(explorer.curve("fasting_glucose")) < 1
    assert np.ptp(explorer.curve("fasting_insulin")) < 0.3
    person = {name: value for name, value in explorer.values.items() if name != "year"}
    explorer.preset("susceptible")
    answered = load("08-hyperglycemia")["values"]
    assert explorer.values == {**answered, "year": explorer.values["year"]} != person


def test_browser_and_python_tell_the_same_years(explorer, lives):
    results, life = explorer.results, lives["susceptible"]
    onsets = [
        life.onset(series, THRESHOLDS[criterion]["diabetes"])
        for criterion, series in (
            ("two_hour", life.two_hour_glucose_mgdl),
            ("fasting", life.fasting_glucose_mgdl),
            ("a1c", life.a1c),
        )
    ]
    assert results["diabetes_year"] == pytest.approx(min(onsets), abs=0.03)
    end = life.fasting_glucose_mgdl[-1, 0]
    assert results["glucose_end_fasting_mgdl"] == pytest.approx(end, rel=1e-3)
    at_five = life.value(life.two_hour_glucose_mgdl, 5)
    assert results["glucose_2h_mgdl"] == pytest.approx(at_five, rel=1e-3)
    robust = lives["robust"].fasting_insulin_uUml[-1, 0]
    assert explorer.curve("fasting_insulin", "health")[-1] == pytest.approx(robust, rel=2e-3)


def test_the_mountain_comes_before_the_cliff(explorer):
    results = explorer.results
    insulin = explorer.curve("fasting_insulin")
    assert 0 < insulin.argmax() < len(insulin) - 1
    assert 0.5 < results["diabetes_year"] - results["insulin_peak_year"] < 1.5
    assert insulin[-1] < insulin[0] < 0.7 * insulin.max()


def test_the_sentence_tells_the_stage_and_the_mountain(explorer):
    for year, insulin in ((0, "still climbing"), (12, "past its top")):
        explorer.set(year=year)
        assert explorer.sentence.startswith(f"Right now, in year {year}: ")
        assert WORDS["stage"][explorer.results["stage"]] in explorer.sentence
        assert insulin in explorer.sentence


def test_the_rest_names_each_criterion_with_its_year(explorer):
    rest = explorer.rest
    for stage in ("Prediabetes", "Diabetes"):
        told = rest.split(f"{stage} shows in year ")[1].split(".\n")[0]
        assert all(prose.unlinked(name) in told for name in WORDS["criterion"].values())
        dates = [float(date) for date in re.findall(r"\d+\.\d", told)]
        assert dates == sorted(dates)
    peak = f"{explorer.results['insulin_peak_uUml']:.1f}"
    assert f"At its top: {peak} µU/mL, in year" in rest


def test_the_same_resistance_has_two_fates(explorer):
    explorer.preset("robust")
    assert explorer.results["prediabetes_year"] is None
    assert "No line is reached in 15 years." in explorer.rest
    assert explorer.results["insulin_end_fasting_uUml"] == pytest.approx(11, abs=0.1)


def test_a_line_that_is_only_grazed_gets_no_date(explorer):
    explorer.set(reserve=73)
    assert "only touched before breakfast" in explorer.rest


@pytest.mark.parametrize("name", CONTROLS)
def test_a_key_moves_charts_and_sentence(explorer, name):
    before = explorer.sentence
    explorer.slider(name).focus()
    explorer.page.keyboard.press("PageUp" if name != "liver" else "PageDown")
    explorer.draw()
    assert explorer.sentence != before


def test_the_cursor_shows_the_drink_and_the_organs_of_its_year(explorer):
    panel = "[data-panel=moment]"
    explorer.set(year=0)
    assert gauge(explorer, "muscle") == [100, 100]
    early = explorer.curve("insulin", within=panel)
    explorer.set(year=12)
    late = explorer.curve("insulin", within=panel)
    assert late.max() < 0.5 * early.max()
    now, robust = gauge(explorer, "beta_cell_capacity")
    assert (now, robust) == pytest.approx((9, 90), abs=1)
    glucose = explorer.curve("glucose", within=panel)
    assert glucose[120] == pytest.approx(explorer.results["glucose_2h_mgdl"], rel=2e-3)


def test_the_cursor_solves_no_life_anew(explorer):
    curves = []
    for year in (2, 9):
        explorer.set(year=year)
        curves.append(explorer.curve("fasting_glucose"))
    np.testing.assert_array_equal(*curves)


def test_the_handle_of_the_cursor_stands_below_its_year(explorer):
    explorer.set(year=9)
    handle = explorer.slider("year").bounding_box()
    line = explorer.root.evaluate(
        """(root) => {
          const chart = root.querySelector(".js-plotly-plot");
          const { xaxis } = chart._fullLayout;
          return chart.getBoundingClientRect().left + xaxis._offset + xaxis.l2p(9);
        }"""
    )
    assert handle["x"] + handle["width"] / 2 == pytest.approx(line, abs=2)


def test_units_reach_every_number(explorer):
    before = explorer.curve("fasting_glucose")
    explorer.unit("mmol/L")
    np.testing.assert_allclose(explorer.curve("fasting_glucose"), before / 18.016, rtol=1e-6)
    assert "mmol/L" in explorer.sentence
    # The tables of further charts follow when the curves rest.
    expect(explorer.root.locator("th", has_text="mg/dL")).to_have_count(0)
    told = explorer.told_in_units
    assert "mmol/L" in told
    assert "mg/dL" not in told


def test_a_pinned_run_is_compared(explorer):
    onset = f"{explorer.results['diabetes_year']:.1f}"
    explorer.button("Pin this run").click()
    explorer.preset("robust")
    row = explorer.root.get_by_role("row", name=WORDS["table"]["diabetes_year"])
    assert row.get_by_role("cell").all_inner_texts() == ["never", onset, "never"]


def test_the_table_of_numbers_has_years_and_named_columns(explorer):
    columns, rows = explorer.table()
    assert len(rows) == 151
    assert columns[0] == "years"
    assert {"now_fasting_glucose_mgdl", "health_two_hour_glucose_mgdl"} <= set(columns)
    assert float(rows[-1][0]) == 15


def test_the_address_carries_the_state(page, site_url):
    open_page(page, site_url + CHAPTER + "?years.reserve=60&years.year=9.5&years.muscle=5")
    explorer = ExplorerPage(page, EXPLORER)
    assert explorer.slider("reserve").get_attribute("aria-valuenow") in ("60", "60.0")
    assert "in year 9.5:" in explorer.sentence
    assert float(explorer.slider("muscle").get_attribute("aria-valuenow")) == 10


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_jumps_below_the_sentence(page, site_url, width):
    page.set_viewport_size({"width": width, "height": 900})
    open_page(page, site_url + CHAPTER)
    explorer = ExplorerPage(page, EXPLORER)
    explorer.preset("susceptible")
    tops = set()
    for values in ({"reserve": 33}, {"reserve": 59}, {"reserve": 100}, {"pace": 1, "reserve": 33}):
        explorer.set(**values)
        offset = "(at) => Math.round(at.getBoundingClientRect().top + scrollY)"
        tops.add(explorer.slider("year").evaluate(offset))
    assert len(tops) == 1


@pytest.mark.parametrize("width", [1280, 390])
def test_names_of_stages_stand_apart(page, site_url, width):
    """However long the stages are: a name stands within its own, whole or short, or not at all."""
    page.set_viewport_size({"width": width, "height": 900})
    open_page(page, site_url + CHAPTER)
    explorer, shown = ExplorerPage(page, EXPLORER), {}
    explorer.preset("susceptible")
    script = """(chart) => [...chart.querySelectorAll(".textpoint text")].map((text) => {
      const { left, right } = text.getBoundingClientRect();
      return [left, right, text.textContent];
    }).filter(([left]) => left > chart.getBoundingClientRect().left)"""
    for pace in (0.5, 1, 2, 3, 5):
        explorer.set(pace=pace)
        explorer.draw()
        names = sorted(explorer.root.locator(".js-plotly-plot").first.evaluate(script))
        shown[pace] = {name for _, _, name in names}
        for (_, end, _), (begin, _, _) in itertools.pairwise(names):
            assert begin - end > 5
    texts = [{WORDS["stage_name"][stage], WORDS["stage_short"][stage]} for stage in STAGES]
    assert set().union(*shown.values()) <= set().union(*texts)
    assert all(shown[2] & either for either in texts)  # as in the chapter: also on a phone
    assert any(shown[pace] != shown[2] for pace in shown)


def test_python_gets_what_the_explorer_shows():
    explorer = explorers.years(reserve=60, year=3)
    assert explorer.person == Person(reserve=0.60 * ROBUST)
    life = explorer.result()
    assert life.muscle[-1, 0] == pytest.approx(0.2, abs=0.01)
    figure = explorer.figure()
    drawn = {(trace.meta["run"], trace.meta["series"]): trace for trace in figure.data}
    np.testing.assert_array_equal(
        drawn["now", "fasting_glucose"].y, life.fasting_glucose_mgdl[:, 0]
    )
    with pytest.raises(ValueError, match=re.escape("pace is 9; allowed: a number from 0.5 to 6")):
        explorers.years(pace=9)


# Numbers of the chapter


def test_the_numbers_in_the_prose_and_the_quiz_are_the_models(lives):
    life, robust = lives["susceptible"], lives["robust"]
    insulin = life.fasting_insulin_uUml[:, 0]
    crossing = life.onset(life.fasting_glucose_mgdl, THRESHOLDS["fasting"]["diabetes"])
    assert crossing == pytest.approx(7.7, abs=0.05)
    assert crossing - life.years[insulin.argmax()] > 1
    late = life.value(life.fasting_insulin_uUml, 8)
    assert late / insulin[0] == pytest.approx(1.3, abs=0.05)
    assert robust.value(robust.fasting_insulin_uUml, 8) / late == pytest.approx(1.55, abs=0.05)


def test_the_reserve_that_the_quiz_asks_for_is_the_smallest():
    """Years in which two-hour glucose reaches the line, and fasting glucose at the end."""
    course = explorers.years().drift
    reserves = np.array([0.54, 0.56, 0.57, 0.58]) * ROBUST
    life = years(reserves, course)
    onsets = [life.onset(life.two_hour_glucose_mgdl, 200, person) for person in range(4)]
    assert onsets[0] < 13 < 14 < onsets[1] < 15
    assert onsets[2:] == [None, None]
    ends = life.fasting_glucose_mgdl[-1]
    assert ends[1] > 109.5 > ends[2] > 108.3 > ends[3]


def test_a_resistant_liver_raises_the_fasting_value_first():
    explorer = explorers.years(muscle=50, liver=10)
    life = explorer.result()
    limits = {criterion: THRESHOLDS[criterion]["prediabetes"] for criterion in THRESHOLDS}
    fasting = life.onset(life.fasting_glucose_mgdl, limits["fasting"])
    assert fasting < life.onset(life.two_hour_glucose_mgdl, limits["two_hour"])
