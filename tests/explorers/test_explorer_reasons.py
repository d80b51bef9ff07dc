"""Reasons, lived for days, months or years: each does what its study found, with its interval, or visibly nothing."""

from __future__ import annotations

import re

import numpy as np
import pytest
from conftest import open_page
from explorer_page import ExplorerPage
from playwright.sync_api import expect

from widgets import explorers
from widgets.explorers.kit.words import words
from widgets.explorers.reasons.explorer import CONTROLS, FACTORS, LENGTHS, PRESETS
from widgets.lifestyle import Lifestyle, claims, factors
from widgets.model import years
from widgets.quizzes.loading import load

EXPLORER, CHAPTER = "reasons", "chapters/09-why-cells-stop-listening.html"
QUIZ = "09-why-cells-stop-listening"
WORDS = words("reasons")
LENGTH_NAMES = {name: at for at, name in WORDS["controls"]["length"]["marks"].items()}
AVERAGE = 0.60 * 1.4
NOTHING = [name for name in FACTORS if factors().factors[name].moves_nothing]
HEALTH = PRESETS["health"]
LABELS = {control.name: control.words.get("label") for control in CONTROLS}


@pytest.fixture
def explorer(explorer):
    """*Feasting*, which the first step of *Try* presses."""
    explorer.preset("feast")
    return explorer


def group(explorer, name):
    return explorer.root.locator(f"[data-group={name}]")


def heading(explorer, name):
    """The button that opens and closes a group."""
    return group(explorer, name).locator("[aria-expanded]")


def live(explorer, days, **reasons):
    """Live so many days in health but for some reasons."""
    at = [length.days for length in LENGTHS].index(days)
    explorer.set(**{**HEALTH, "length": at, **reasons})
    return explorer.results


def lived(days, reasons):
    """The same days in Python: low edge, center, high edge."""
    return years(np.full(3, AVERAGE), Lifestyle().live_all(reasons).band, days / 365)


# What a reason does


@pytest.mark.parametrize(
    ("days", "reasons"),
    [
        (1, {"cortisol": 2.6}),
        (7, {"bed_rest": 1}),
        (91, {"energy": 700, "sleep": 6, "short_night": 1}),
        (1825, {"energy": 300, "steps": 6000, "magnesium": 0, "antibiotics": 1}),
    ],
)
def test_browser_and_python_live_the_same_with_their_bands(explorer, days, reasons):
    results = live(explorer, days, **reasons)
    muscle, liver = (100 * response for response in Lifestyle().live_all(reasons).band.at(days))
    fasting, two_hour, _, insulin = (series[-1] for series in lived(days, reasons).laboratory)
    for name, here in (
        ("muscle_percent", muscle),
        ("liver_percent", liver),
        ("glucose_fasting_mgdl", fasting),
        ("glucose_2h_mgdl", two_hour),
        ("insulin_fasting_uUml", insulin),
    ):
        there = [results[name + edge] for edge in ("_low", "", "_high")]
        np.testing.assert_allclose(
            there, [here.min(), here[1], here.max()], rtol=2e-3, err_msg=name
        )
    gained = Lifestyle().live_all(reasons).weight(days) - 75
    assert results["weight_change_kg"] == pytest.approx(gained, abs=1e-6)


def test_a_week_in_bed_as_the_study_found_it(explorer):
    """Stuart 1988: half-maximal insulin from 45 to 78 µU/mL in a week, the liver unchanged."""
    results = live(explorer, 7, bed_rest=1)
    assert results["muscle_percent_low"] < 100 * 45 / 78 < results["muscle_percent_high"]
    assert results["liver_percent"] == 100


def test_too_much_energy_meets_the_liver_in_days_and_muscle_with_weight(explorer):
    days = live(explorer, 5, energy=1250)
    assert days["liver_percent"] < 85 < 93 < days["muscle_percent"]
    assert days["weight_change_kg"] < 1
    months = live(explorer, 365, energy=300)
    assert months["muscle_percent"] < months["liver_percent"]
    assert months["weight_change_kg"] == pytest.approx(7.5, abs=0.1)


@pytest.mark.parametrize("name", NOTHING)
def test_what_has_no_effect_moves_nothing_and_says_why(explorer, name):
    row = factors().factors[name]
    live(explorer, 1825)
    before = {s: explorer.curve(s) for s in ("muscle_low", "liver_high", "fasting_insulin")}
    live(explorer, 1825, **{name: row.highest if row.kind == "once" else row.lowest})
    for series, curve in before.items():
        np.testing.assert_allclose(explorer.curve(series), curve, rtol=1e-9)
    expect(explorer.status).to_contain_text(f"Moves nothing: {row.label}.")
    expect(explorer.root.locator(f"[data-control={name}]")).to_contain_text(row.honest)


def test_the_document_s_micronutrients_have_a_slider_each(explorer):
    shown = group(explorer, "micronutrients_low").locator("[data-control]")
    names = {node.get_attribute("data-control") for node in shown.all()}
    assert {"chromium", "zinc", "magnesium", "b_vitamins"} <= names


def test_one_night_is_over_after_a_few_days(explorer):
    live(explorer, 7, short_night=1)
    muscle = explorer.curve("muscle")
    assert muscle.min() < 82
    assert muscle[-1] == pytest.approx(100, abs=0.5)


# What stands beside a slider


@pytest.mark.parametrize("name", FACTORS)
def test_each_slider_has_its_certainty_and_its_honest_line(explorer, name):
    row, slider = factors().factors[name], explorer.root.locator(f"[data-control={name}]")
    expect(slider).to_contain_text(f"Certainty: {row.grade}")
    expect(slider).to_contain_text(row.honest)
    handle = explorer.slider(name)
    assert handle.get_attribute("aria-label") == row.label
    assert row.honest in handle.get_attribute("aria-description")


def test_every_reason_of_the_table_has_its_group_in_the_document_s_order(explorer):
    shown = [
        node.get_attribute("data-group") for node in explorer.root.locator("[data-group]").all()
    ]
    assert shown == list(factors().reasons)
    for name, text in factors().reasons.items():
        expect(heading(explorer, name)).to_contain_text(text)


# Groups


def test_a_heading_opens_and_closes_its_sliders_by_keyboard(explorer):
    expect(heading(explorer, "caloric_surplus")).to_have_attribute("aria-expanded", "true")
    expect(heading(explorer, "short_sleep")).to_have_attribute("aria-expanded", "false")
    expect(explorer.slider("sleep")).to_be_hidden()
    heading(explorer, "short_sleep").focus()
    explorer.page.keyboard.press("Enter")
    expect(explorer.slider("sleep")).to_be_visible()
    explorer.page.keyboard.press("Tab")
    expect(explorer.slider("sleep")).to_be_focused()
    explorer.page.keyboard.press("ArrowLeft")
    expect(heading(explorer, "short_sleep")).to_contain_text("1 changed")
    expect(explorer.status).to_contain_text("the liver at")


def test_a_preset_opens_what_it_is_about(explorer):
    explorer.preset("vitamins")
    expect(explorer.slider("chromium")).to_be_visible()
    expect(explorer.slider("energy")).to_be_hidden()
    expect(heading(explorer, "micronutrients_low")).to_contain_text("4 changed")
    explorer.button("Reset").click()
    expect(explorer.slider("prednisolone")).to_be_visible()


@pytest.mark.parametrize("name", CONTROLS, ids=lambda control: control.name)
def test_keys_reach_both_ends_of_every_slider(explorer, name):
    explorer.root.evaluate(
        "(root) => root.querySelectorAll('[aria-expanded=false]').forEach((head) => head.click())"
    )
    handle = explorer.slider(name.name)
    handle.focus()
    for key, end in (("End", name.maximum), ("Home", name.minimum)):
        explorer.page.keyboard.press(key)
        expect(handle).to_have_attribute("aria-valuenow", re.compile(rf"^{end:g}(\.0)?$"))


# Time


@pytest.mark.parametrize(("at", "name"), WORDS["controls"]["length"]["marks"].items())
def test_every_length_has_its_axis_and_its_name(explorer, at, name):
    explorer.set(**{**HEALTH, "length": at, "steps": 3000})
    expect(explorer.status).to_contain_text(f"after {name}:")
    shown = explorer.root.evaluate(
        """(root) => {
          const { xaxis } = root.querySelector(".js-plotly-plot").layout;
          return { range: xaxis.range, last: xaxis.tickvals.at(-1), texts: xaxis.ticktext };
        }"""
    )
    assert shown["range"] == [0, LENGTHS[at].days]
    assert shown["last"] >= 0.8 * LENGTHS[at].days
    assert len(shown["texts"]) <= 8


def test_years_with_three_lives_are_drawn_with_their_bands(explorer):
    explorer.preset("together")
    expect(explorer.status).to_contain_text("after 15 years")
    low, central, high = (
        explorer.curve(f"fasting_glucose{edge}") for edge in ("_low", "", "_high")
    )
    assert np.all(low <= central)
    assert np.all(central <= high)
    reasons = {name: PRESETS["together"][name] for name in FACTORS}
    end = np.sort(lived(15 * 365, reasons).fasting_glucose_mgdl[-1])
    np.testing.assert_allclose([low[-1], central[-1], high[-1]], end, rtol=2e-3)
    explorer.set(reserve=55)
    central, high = (explorer.curve(f"fasting_glucose{edge}") for edge in ("", "_high"))
    assert central[-1] < 100 < 126 < high[-1]
    explorer.set(reserve=33)
    assert explorer.results["stage"] == "diabetes"


# The rest of the frame


def test_the_drink_of_the_last_morning_has_a_band_and_a_ghost(explorer):
    results = live(explorer, 14, prednisolone=30)
    drink = explorer.details("drink")
    glucose = explorer.curve("glucose", within=drink)
    assert glucose[120] == pytest.approx(results["glucose_2h_mgdl"], rel=2e-3)
    insulin, ghost = (
        explorer.curve("insulin", within=drink),
        explorer.curve("insulin", "health", drink),
    )
    assert insulin.max() > 1.3 * ghost.max()
    assert np.all(explorer.curve("insulin_low", within=drink) <= insulin)
    assert np.all(insulin <= explorer.curve("insulin_high", within=drink))


def test_units_reach_every_number(explorer):
    before = explorer.curve("fasting_glucose_high")
    explorer.unit("mmol/L")
    expect(explorer.status).to_contain_text("mmol/L")
    np.testing.assert_allclose(explorer.curve("fasting_glucose_high"), before / 18.016, rtol=1e-6)
    # The tables of further charts follow when the curves rest.
    shown = explorer.root.locator("th", has_text="mg/dL").filter(visible=True)
    expect(shown).to_have_count(0)
    told = explorer.told_in_units
    assert "mmol/L" in told
    assert "mg/dL" not in told


def test_a_pinned_run_is_compared(explorer):
    explorer.preset("bed")
    explorer.button("Pin this run").click()
    explorer.preset("nights")
    expect(explorer.status).to_contain_text("88%")
    row = explorer.root.get_by_role("row", name=WORDS["table"]["muscle_percent"])
    assert row.get_by_role("cell").all_inner_texts() == ["100", "56", "88"]


def test_the_table_of_numbers_has_days_bands_and_named_columns(explorer):
    names, rows = explorer.table()
    assert names[0] == "days"
    columns = {"now_muscle_percent", "now_liver_low_percent", "now_fasting_glucose_high_mgdl"}
    assert columns <= set(names)
    assert float(rows[-1][0]) == 5


def test_the_address_carries_the_state_and_opens_its_group(page, site_url):
    open_page(
        page,
        site_url + CHAPTER + "?reasons.length=4&reasons.sleep=5&reasons.prednisolone=0&reasons.x=1",
    )
    explorer = ExplorerPage(page, EXPLORER)
    expect(explorer.slider("sleep")).to_be_visible()
    expect(explorer.status).to_contain_text("after 1 week: muscle listens at 88% of health")
    assert "88% (77 to 95)" in explorer.rest


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_jumps_below_the_sentence(page, site_url, width):
    page.set_viewport_size({"width": width, "height": 900})
    open_page(page, site_url + CHAPTER)
    explorer = ExplorerPage(page, EXPLORER)
    offset = "(at) => Math.round(at.getBoundingClientRect().top + scrollY)"
    tops = set()
    for name in ("health", "bed", "together", "vitamins"):
        explorer.set(**PRESETS[name])
        tops.add(explorer.slider("length").evaluate(offset))
    assert len(tops) == 1
    assert page.evaluate("document.documentElement.scrollWidth") == width


# Python


def test_python_gets_what_the_explorer_shows():
    explorer = explorers.reasons(days=7, bed_rest=1)
    assert explorer.days == 7
    assert explorer.lifestyle.muscle(7) == pytest.approx(Lifestyle().live("bed_rest", 1).muscle(7))
    life = explorer.result()
    assert life.muscle.shape[1] == 3
    figure = explorer.figure()
    drawn = {trace.meta["series"]: trace for trace in figure.data}
    np.testing.assert_allclose(drawn["muscle"].y, 100 * life.muscle[:, 1])
    assert list(figure.layout.xaxis.range) == [0, 7]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"days": 4}, "days is 4; allowed: 1, 2, 3, 5"),
        ({"days": True}, "days is True; allowed: 1, 2, 3, 5"),
        ({"days": 5 + 0j}, "days is (5+0j); allowed: 1, 2, 3, 5"),
        ({"sugar": 1}, "reason is 'sugar'; allowed: energy, steps"),
        ({"sleep": 30}, "sleep is 30; allowed: a number from 4 to 9 (h)"),
        ({"energy": -100}, "energy is -100; allowed: a number from 0 to 1500 (kcal/d)"),
    ],
)
def test_bad_input_gets_one_clear_error(given, says):
    with pytest.raises(ValueError, match=re.escape(says)):
        explorers.reasons(**given)


# The chapter


def test_the_chapter_grades_as_the_table_does(explorer):
    """Certainties in the text are those of the claims."""
    story = " ".join(explorer.page.locator("main").text_content().split())
    said = claims().claims
    for name, words_before in (
        ("caloric_surplus", "So the document is mostly right."),
        ("microbiome", "A cause is plausible, not proven."),
        ("b_vitamins", "we know of no trial that tells"),
        ("short_sleep", "cells listen less (certainty:"),
    ):
        after = story.split(words_before, 1)[1][:90]
        assert said[name].grade in after.lower(), name


def test_the_quiz_can_be_answered_with_the_explorer(explorer):
    targets = {question["id"]: question.get("target") for question in load(QUIZ)["questions"]}
    for bed in (LENGTH_NAMES["3 days"], LENGTH_NAMES["5 days"], PRESETS["bed"]["length"]):
        explorer.set(**{**PRESETS["bed"], "length": bed})
        found = explorer.results["muscle_percent"]
        inside = targets["bed-speed"]["min"] <= found <= targets["bed-speed"]["max"]
        assert inside == (bed == LENGTH_NAMES["5 days"])
    explorer.set(**PRESETS["together"])
    assert explorer.results["glucose_2h_mgdl"] < 140
    explorer.set(reserve=33)
    target = targets["over-the-cliff"]
    assert target["min"] < explorer.results["glucose_2h_mgdl"] < target["max"]


def test_the_band_of_the_quiz_is_the_model_s():
    low, _, high = 100 * Lifestyle().live("steps", 1300).band.muscle(14)
    band = next(question for question in load(QUIZ)["questions"] if question["id"] == "band")
    assert f"from about {low:.0f} to {high:.0f}%" in band["prompt"]
