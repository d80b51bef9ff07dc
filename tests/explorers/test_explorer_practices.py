"""Beginning in any year: what comes back and when, early works, late does not, what does nothing moves nothing."""

from __future__ import annotations

import re

import nbformat
import numpy as np
import pytest
from conftest import ROOT, open_page
from drawing import drawing
from explorer_page import ExplorerPage
from playwright.sync_api import expect

from widgets import explorers
from widgets.explorers.kit.words import words
from widgets.lifestyle import begin, claims, factors
from widgets.lifestyle.beginning import BEFORE, HABITS, PERSON, without
from widgets.model import Person, feed
from widgets.model.body.drift import COURSE_YEARS
from widgets.model.body.years import YEAR

EXPLORER, CHAPTER = "practices", "chapters/10-what-can-help.html"
NOTEBOOK = ROOT / "chapters/10-what-can-help.ipynb"
WORDS = words("practices")
PROGRAM = {"weight": -7, "training": 150, "steps": 10000}
PILLS = ("zinc", "chromium", "b_vitamins", "thiamine", "biotin", "vitamin_d")


def returning(explorer, series, run="now", axis="y"):
    """A curve of the chart of what comes back."""
    return explorer.curve(series, run, "[data-panel=returning]", axis)


@pytest.fixture(scope="module")
def early():
    return begin(5, **PROGRAM)


@pytest.fixture(scope="module")
def late():
    return begin(10, **PROGRAM)


# --- The same years in browser and Python -------------------------------------------------------------


def agrees(results, beginning):
    life = beginning.life
    for years_later, name in ((1, "glucose_1y"), (beginning.left, "glucose_end")):
        fasting = life.value(life.fasting_glucose_mgdl, years_later)
        assert results[f"{name}_fasting_mgdl"] == pytest.approx(fasting, rel=3e-3)
    end = [life.value(series, beginning.left) for series in life.laboratory]
    there = ("glucose_end_2h_mgdl", "a1c_end_percent", "insulin_end_fasting_uUml")
    assert [results[name] for name in there] == pytest.approx(end[1:], rel=5e-3)
    assert results["stage"] == beginning.stage
    assert results["stage_end"] == beginning.stage_at_end


def test_browser_and_python_live_the_same_years(explorer, early, late):
    explorer.preset("program")
    agrees(explorer.results, early)
    explorer.preset("late")
    agrees(explorer.results, late)


def test_the_interval_is_that_of_the_two_edges(explorer):
    explorer.set(**{**BEFORE, **PROGRAM, "start": 10})
    edges = begin(10, **PROGRAM).interval.fasting_glucose_mgdl[-1]
    there = [explorer.results[f"glucose_end_{edge}_mgdl"] for edge in ("high", "low")]
    assert there == pytest.approx([edges[0], edges[2]], rel=3e-3)


def test_the_band_holds_its_curve(explorer):
    explorer.preset("remission")
    for quantity in ("glucose", "insulin"):
        low, now, high = (
            explorer.curve(f"fasting_{quantity}{edge}") for edge in ("_low", "", "_high")
        )
        assert (low <= now + 1e-9).all()
        assert (now <= high + 1e-9).all()
    assert (high - low).max() > 1


def test_before_the_beginning_both_lives_are_one(explorer):
    explorer.preset("program")
    years = explorer.curve("fasting_glucose", axis="x")
    with_, without_ = (explorer.curve("fasting_glucose", run) for run in ("now", "health"))
    before = years <= 5
    np.testing.assert_array_equal(with_[before], without_[before])
    assert (with_[~before] < without_[~before]).all()


def test_the_arrow_of_insulin_is_that_of_what_the_body_releases_by_then(explorer):
    """Weight that goes gives beta cells some of their answer back: here a year after the beginning."""
    explorer.set(**{**BEFORE, "start": 10, "weight": -20})
    begun = begin(10, weight=-20)
    muscle, liver, release, output = begun.lifestyle.responses(YEAR)
    assert release > 1.4
    person = Person(muscle, liver, Person.named(PERSON).reserve, release, output)
    morning = feed(person, [], 1, start=begun.life.morning(1))
    label = drawing(explorer).get_attribute("aria-label")
    told = float(re.search(r"releases ([\d.]+) U of insulin an hour", label)[1])
    assert told == pytest.approx(morning.quantity("S")[0] * 60 / 1e6, abs=0.05)  # one decimal


# --- Early and late, days and years ---------------------------------------------------------------------


def test_the_chapter_opens_with_the_life_so_far_and_gives_its_bet_not_away(explorer):
    assert explorer.values == {"start": 5, **BEFORE}
    expect(explorer.status).to_contain_text("nothing is changed")


def test_early_works_and_late_does_not(explorer):
    explorer.preset("program")
    assert explorer.results["stage_end"] != "diabetes"
    assert explorer.results["function_end_percent"] > 30
    explorer.preset("late")
    late = explorer.results
    assert late["stage_end"] == "diabetes"
    assert late["function_end_percent"] < 10
    assert late["glucose_end_fasting_mgdl"] < late["glucose_end_without_mgdl"] - 5


def test_late_a_larger_change_still_works(explorer):
    explorer.preset("remission")
    for year in (9, 10):
        explorer.set(start=year)
        assert explorer.results["stage"] == "diabetes"
        assert explorer.results["stage_end"] != "diabetes"
        assert explorer.results["function_end_percent"] > 60


@pytest.mark.parametrize(("year", "stage"), [(0, "normal"), (5, "prediabetes"), (9, "diabetes")])
def test_the_stage_at_the_beginning_is_named(explorer, year, stage):
    explorer.set(start=year)
    assert explorer.results["stage"] == stage
    assert WORDS["stage"][stage] in explorer.rest


def test_the_liver_comes_back_in_days_muscle_in_weeks_beta_cells_in_years(explorer):
    explorer.preset("remission")
    days = returning(explorer, "liver", axis="x")
    half = {}
    for series in ("liver", "muscle", "function"):
        gain = returning(explorer, series) / returning(explorer, series, "health")
        # Beside the same without the practices, which sinks: half of the largest gain of the first years.
        early = gain[days < 3 * 365]
        half[series] = days[np.argmax(early - 1 >= 0.5 * (early.max() - 1))]
    # Weight goes down over half a year. The liver answers to the losing, muscle to what is lost.
    # Beta cells take longer.
    assert half["liver"] < half["muscle"] < half["function"]

    def after_a_week(series, run="now"):
        return np.interp(7, days, returning(explorer, series, run))

    ratio = after_a_week("liver") / after_a_week("liver", "health")
    assert ratio == pytest.approx(explorer.results["liver_ratio"], rel=0.02)
    assert ratio > 1.1
    assert after_a_week("function") == pytest.approx(after_a_week("function", "health"), rel=0.05)


def test_counterpoint_in_the_explorer(explorer):
    """A large deficit in early diabetes: the liver's answer comes within the first week (Lim 2011)."""
    explorer.preset("remission")
    assert explorer.results["stage"] == "diabetes"
    assert explorer.results["liver_ratio"] > 1.8
    losing, without = begin(10, weight=-15, training=150, steps=10000), begin(10)
    listens = losing.after(7).liver / without.after(7).liver
    assert explorer.results["liver_ratio"] == pytest.approx(listens, rel=0.01)


def test_near_the_cliff_the_sentence_says_that_both_fates_are_open(explorer):
    explorer.preset("program")
    _, both = WORDS["sentence"]["two_fates"].split("**, ")
    expect(explorer.status).to_contain_text(both)
    explorer.set(**{**BEFORE, "start": 9, "sleep": 7.5})
    expect(explorer.status).not_to_contain_text(both)


# --- What does nothing -----------------------------------------------------------------------------------


def test_what_does_nothing_moves_nothing_and_says_why(explorer):
    explorer.preset("pills")
    for series in ("fasting_glucose", "two_hour_glucose", "fasting_insulin"):
        np.testing.assert_array_equal(explorer.curve(series), explorer.curve(series, "health"))
    np.testing.assert_array_equal(
        explorer.curve("fasting_glucose_low"), explorer.curve("fasting_glucose_high")
    )
    assert "Nothing moves." in explorer.sentence
    for name in PILLS:
        row = factors().factors[name]
        assert row.label in explorer.rest
        note = explorer.root.locator(f"[data-control={name}] .explorer-control-note")
        expect(note).to_be_visible()
        expect(note).to_contain_text(row.honest)


def test_what_has_no_effect_is_named_beside_what_has(explorer):
    explorer.preset("program")
    explorer.set(chromium=2)
    assert "Without effect in this person: Chromium." in explorer.rest


def test_niacin_moves_the_wrong_way(explorer):
    explorer.preset("pills")
    explorer.set(niacin=2)
    assert explorer.results["glucose_1y_fasting_mgdl"] > explorer.results["glucose_1y_without_mgdl"]


def test_enough_is_enough(explorer):
    explorer.set(**{**BEFORE, "magnesium": 1})
    enough = explorer.curve("fasting_glucose")
    assert enough[-1] < explorer.curve("fasting_glucose", "health")[-1]
    for values in ({"magnesium": 2}, {"magnesium": 1, "sleep": 7.5}):
        explorer.set(**{**BEFORE, **values})
    more = explorer.curve("fasting_glucose")
    explorer.set(sleep=9)
    np.testing.assert_array_equal(explorer.curve("fasting_glucose"), more)


def test_probiotics_are_for_diabetes_only(explorer):
    explorer.set(**{**BEFORE, "probiotics": 1})
    assert "Nothing moves." in explorer.sentence
    explorer.set(start=9)
    assert "Nothing moves." not in explorer.sentence


def test_low_carb_lowers_the_load_and_nothing_else(explorer):
    explorer.set(**{**BEFORE, "carbohydrate": 50})
    for organ in ("liver", "muscle"):
        np.testing.assert_allclose(
            returning(explorer, organ), returning(explorer, organ, "health"), rtol=1e-9
        )
    results = explorer.results
    assert results["a1c_end_percent"] < results["a1c_end_without_percent"] - 0.3


# --- Controls --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["start", "weight", "steps", "carbohydrate", "fiber", "sleep"])
def test_a_key_moves_charts_and_sentence(explorer, name):
    # The sliders of a closed group take no focus until it is open.
    group = explorer.root.locator(f".explorer-group:has([data-control={name}])")
    if group.count() and group.get_attribute("data-open") == "false":
        group.locator(".explorer-group-head").click()
    before = explorer.sentence
    explorer.slider(name).focus()
    explorer.page.keyboard.press("PageUp" if name in ("fiber", "sleep") else "PageDown")
    expect(explorer.status).not_to_have_text(before)


def test_every_practice_of_the_document_has_its_group_of_sliders(explorer):
    for name, text in factors().practices.items():
        group = explorer.root.locator(f"[data-group={name}]")
        expect(group).to_have_attribute("aria-label", text)
        assert group.get_by_role("slider", include_hidden=True).count() >= 1
    named = explorer.root.locator("[data-control] [role=slider]").count()
    assert named == len(BEFORE) + 1


def test_the_marks_say_how_this_person_has_lived_so_far(explorer):
    explorer.preset("before")
    assert "nothing is changed" in explorer.sentence
    mark = explorer.root.locator("[data-control=steps] .explorer-scale")
    assert f"{HABITS['steps']:,.0f} steps/d · as before" in mark.text_content()


def test_reset_brings_the_first_run_back(explorer):
    first = explorer.results
    explorer.preset("late")
    explorer.button("Reset").click()
    expect(explorer.slider("weight")).to_have_attribute("aria-valuenow", re.compile(r"^-?0"))
    explorer.draw()
    assert explorer.results == first


def test_units_reach_every_number(explorer):
    before = explorer.curve("fasting_glucose")
    explorer.unit("mmol/L")
    np.testing.assert_allclose(explorer.curve("fasting_glucose"), before / 18.016, rtol=1e-6)
    told = explorer.told_in_units
    assert "mmol/L" in told
    assert "mg/dL" not in told


def test_a_pinned_run_is_compared(explorer):
    explorer.preset("program")
    explorer.button("Pin this run").click()
    explorer.preset("late")
    row = explorer.root.get_by_role("row", name=WORDS["table"]["glucose_end_fasting_mgdl"])
    cells = [int(text) for text in row.get_by_role("cell").all_inner_texts()]
    course = without()
    end = course.value(course.fasting_glucose_mgdl, COURSE_YEARS)
    assert cells[0] == pytest.approx(end, abs=1)
    assert cells[1] < 110 < 126 < cells[2] < cells[0]


def test_the_table_of_numbers_has_years_runs_and_edges(explorer):
    columns, rows = explorer.table()
    assert columns[0] == "years"
    assert {"now_fasting_glucose_mgdl", "health_fasting_glucose_mgdl"} <= set(columns)
    assert (float(rows[0][0]), float(rows[-1][0])) == (0, COURSE_YEARS)


def test_a_link_shows_the_same_run(page, site_url):
    open_page(
        page, f"{site_url}{CHAPTER}?practices.start=8&practices.weight=-15&practices.sleep=99"
    )
    explorer = ExplorerPage(page, EXPLORER)
    expect(explorer.status).to_contain_text("begun in year 8:")
    expect(explorer.slider("weight")).to_have_attribute("aria-valuenow", re.compile("-15"))
    expect(explorer.slider("sleep")).to_have_attribute("aria-valuenow", re.compile("^9"))


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_jumps_below_the_sentence_and_nothing_overflows(page, site_url, width):
    page.set_viewport_size({"width": width, "height": 900})
    open_page(page, site_url + CHAPTER)
    explorer = ExplorerPage(page, EXPLORER)
    heights = set()
    for name in ("before", "program", "late", "remission", "pills"):
        explorer.preset(name)
        heights.add(explorer.root.locator(".explorer-stage").evaluate("(at) => at.offsetHeight"))
    assert len(heights) == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_trials_stand_beside_the_model(explorer):
    explorer.root.locator("[data-details=trials] > summary").click()
    chart = explorer.root.locator("[data-details=trials] .js-plotly-plot")
    expect(chart.locator(".main-svg").first).to_be_visible()
    measured, model = chart.evaluate("(chart) => chart.data.map(({ y }) => [...y])")
    trials = claims().trials
    shown = [r.value for t in ("dpp", "direct") for r in trials[t].results]
    assert set(measured) <= set(shown)
    assert measured[0] == 58  # Knowler 2002
    assert model[0] > measured[0]
    for here, there in zip(model[1:], measured[1:], strict=True):
        assert here == pytest.approx(there, abs=12)  # percent of people: Lean 2018


# --- Python ----------------------------------------------------------------------------------------------


def test_python_gets_what_the_explorer_shows(early):
    shown = explorers.practices(start=5, **PROGRAM)
    assert (shown.beginning.year, shown.beginning.practices) == (5, early.practices)
    drawn = {(t.meta["run"], t.meta["series"]): t for t in shown.figure().data}
    last = drawn["now", "fasting_glucose"]
    assert last.x[-1] == pytest.approx(COURSE_YEARS)
    assert last.y[-1] == pytest.approx(early.life.fasting_glucose_mgdl[-1, 0])


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: begin(11), r"year is 11 years; allowed: 0 to 10 years"),
        (lambda: begin(6, juice=1), r"practice is 'juice'; allowed: weight, steps"),
        (lambda: begin(6, sleep=30), r"sleep \(Sleep\) is 30 h; allowed: 4 to 9 h"),
        (lambda: begin(6).after(1e4), r"days is 10000.0 days; allowed: 0 to 3285 days"),
        (lambda: explorers.practices(energy=-500), r"practice is 'energy'; allowed"),
    ],
)
def test_bad_input_gets_one_clear_error(call, says):
    with pytest.raises(ValueError, match=says):
        call()


def test_a_life_that_begins_nothing_is_the_course_itself():
    course, kept = without(), begin(6)
    for year in (7, 10, 15):
        here = kept.life.value(kept.life.fasting_glucose_mgdl, year - 6)
        assert here == pytest.approx(course.value(course.fasting_glucose_mgdl, year), rel=2e-3)


# --- The chapter -----------------------------------------------------------------------------------------

SECTION = {
    "Prioritizing on losing excess weight.": True,
    "Focusing on a low-carb diet plan.": True,
    "Incorporating fasting protocols (if well tolerated).": True,
    "Engaging in some form of physical activity.": True,
    "Emphasizing getting all the micronutrients from your diet.": False,
    "Working on your gut health since the gut microbiome is linked to insulin resistance.": False,
    "Working on your stress levels and engaging in good sleeping patterns.": False,
}


def sections():
    """Text of each section of the chapter, from its heading on."""
    cells = nbformat.read(NOTEBOOK, 4).cells
    text = "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    return re.split(r"^##+ ", text, flags=re.MULTILINE)


@pytest.mark.parametrize(("quote", "dangerous"), SECTION.items())
def test_each_practice_is_quoted_with_its_certainty_and_its_danger(quote, dangerous):
    mine = next(section for section in sections() if f"> {quote}" in section)
    assert "**Certainty: " in mine
    assert (":class: warning" in mine and "(../book/safety.md)" in mine) == dangerous


@pytest.mark.parametrize("words", ["sulfonylurea", "SGLT2 inhibitor", "eating disorder"])
def test_low_carb_and_fasting_name_who_must_ask_first(words):
    for number in ("2. ", "3. "):
        assert words in next(section for section in sections() if section.startswith(number))
