"""Text and model agree: what the story says of the model is in its text, and the model gives it.

Each claim quotes the words of a page. A sentence that changes must take its check along.
"""

from __future__ import annotations

from functools import cache

import nbformat
import pytest
from conftest import ROOT

from widgets.model import Person, clamp, feed, ogtt
from widgets.model.parameters import values
from widgets.model.person import RESERVES

CHAPTER_05 = "chapters/05-insulin-resistance.ipynb"
CLAIMS = []


def claim(page, words):
    """Register a check of what a page says of the model."""

    def register(check):
        CLAIMS.append(pytest.param(page, words, check, id=check.__name__))
        return check

    return register


@cache
def text(page):
    notebook = nbformat.read(ROOT / page, as_version=4)
    cells = (cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    return " ".join(" ".join(cells).split())


@pytest.mark.parametrize(("page", "words", "check"), CLAIMS)
def test_the_model_gives_what_the_story_says(page, words, check):
    assert words in text(page), f"{page} no longer says: {words}"
    check()


@cache
def drink(muscle=1.0, liver=1.0, reserve=RESERVES["robust"]):
    return ogtt(Person(muscle, liver, reserve))


def half_maximal(muscle):
    """Insulin at half of what insulin can add to uptake, by the clamp (µU/mL)."""
    preset, person = values("book"), Person(muscle)
    without = preset["EG0"] * 90 * preset["V_G"]
    most = preset["VM"] * 90 * preset["V_G"]
    low, high = 0.0, 10.0
    while high - low > 1e-9:
        middle = (low + high) / 2
        below = clamp(person, middle).uptake - without < most / 2
        low, high = (middle, high) if below else (low, middle)
    return clamp(person, low).insulin_uUml


@claim(CHAPTER_05, "In step 1, glucose rose a little and insulin rose a lot.")
def resistance_shows_in_insulin_first():
    healthy, resistant = drink(), drink(muscle=0.3)
    assert resistant.glucose_mgdl.max() < 1.2 * healthy.glucose_mgdl.max()
    assert resistant.insulin_uUml.max() > 3 * healthy.insulin_uUml.max()


@claim(CHAPTER_05, "At a response of 50%, muscle needs twice the insulin for the same uptake.")
def half_the_response_needs_twice_the_insulin():
    assert half_maximal(0.5) == pytest.approx(2 * half_maximal(1.0), rel=1e-3)


@claim(CHAPTER_05, "At 30% it needs a little more than three times as much.")
def a_third_of_the_response_needs_three_times_the_insulin():
    assert 3 < half_maximal(0.3) / half_maximal(1.0) < 3.5


@claim(
    CHAPTER_05,
    "at the same insulin the resistant body takes less. At very high insulin the two come close again.",
)
def the_curve_slides_and_keeps_its_maximum():
    healthy, resistant = (clamp(Person(muscle), 1.0).uptake for muscle in (1.0, 0.3))
    assert resistant < 0.7 * healthy
    healthy, resistant = (clamp(Person(muscle), 10.0).uptake for muscle in (1.0, 0.3))
    assert 0.85 * healthy < resistant < healthy


@claim(CHAPTER_05, "Glucose settles just above where it was, at a higher level of insulin.")
def fasting_finds_a_new_balance():
    healthy, resistant = drink(), drink(muscle=0.3)
    assert 0 < resistant.glucose_mgdl[0] - healthy.glucose_mgdl[0] < 10
    assert resistant.insulin_uUml[0] > 2 * healthy.insulin_uUml[0]


@claim(CHAPTER_05, "In the model the two reasons count about equally in step 1.")
def release_and_removal_count_about_equally():
    healthy, resistant = drink(), drink(muscle=0.3)
    release = resistant.quantity("S")[0] / healthy.quantity("S")[0]
    removal = resistant.insulin_uUml[0] / healthy.insulin_uUml[0] / release
    assert 0.75 < release / removal < 1.35


@claim(
    CHAPTER_05,
    "Step 2 lifts the start of the glucose curve more than step 1 does, and step 1 lifts the peak more.",
)
def liver_lifts_the_start_and_muscle_the_peak():
    muscle, liver = drink(muscle=0.3), drink(liver=0.3)
    assert liver.glucose_mgdl[0] > muscle.glucose_mgdl[0]
    assert muscle.glucose_mgdl.max() > liver.glucose_mgdl.max()


@claim(CHAPTER_05, "Insulin rose less, and glucose climbed higher.")
def low_reserve_changes_the_fate():
    robust, susceptible = drink(muscle=0.3), drink(muscle=0.3, reserve=RESERVES["susceptible"])
    assert susceptible.insulin_uUml.max() < robust.insulin_uUml.max()
    assert susceptible.glucose_mgdl.max() > robust.glucose_mgdl.max()


@claim(CHAPTER_05, "The liver must fall further, for two reasons.")
def fasting_insulin_doubles_later_with_the_liver():
    doubled = 2 * drink().insulin_uUml[0]
    assert drink(muscle=0.46).insulin_uUml[0] == pytest.approx(doubled, rel=0.03)
    assert drink(liver=0.46).insulin_uUml[0] < doubled


@claim("book/index.ipynb", "glucose stays near its dashed ghost, and insulin leaves it far below.")
def the_landing_page_promises_what_the_slider_shows():
    for muscle in (0.8, 0.5, 0.3):
        healthy, resistant = (feed(Person(m), [(0, 75)], 240) for m in (1.0, muscle))
        glucose = resistant.glucose_mgdl.max() / healthy.glucose_mgdl.max() - 1
        insulin = resistant.insulin_uUml.max() / healthy.insulin_uUml.max() - 1
        assert insulin > 5 * glucose
