"""Resistance grows: the explorer shows what the pancreas does about it, this week and later."""

from __future__ import annotations

import re

import numpy as np
import pytest
from conftest import open_page
from playwright.sync_api import expect

from widgets import explorers
from widgets.model import Person, compensation, resistant
from widgets.model.body.drift import COURSE
from widgets.model.body.person import RESERVES
from widgets.model.thought.compensation import RESISTANCES, compensation_table

EXPLORER, CHAPTER = "compensation", "chapters/06-hyperinsulinemia.html"
TIMES = ("week", "weeks", "years")
PEOPLE = ("susceptible", "average", "robust")
SUSCEPTIBLE, ROBUST = 0, 2


# What the model says


def test_the_liver_follows_muscle_as_in_the_course_of_the_book():
    for day in (0, 400, 2000, 5000):
        muscle, liver = COURSE.at(day)
        assert resistant(1 / muscle).liver == pytest.approx(liver)


@pytest.mark.parametrize(
    ("person", "time", "resistance"),
    [("robust", "week", 4.0), ("robust", "weeks", 2.0), ("average", "years", 5.0)],
)
def test_the_stored_curves_are_those_of_the_model(person, time, resistance):
    (row,) = (
        row
        for row in compensation_table()
        if (row["person"], row["time"], float(row["resistance"])) == (person, time, resistance)
    )
    then = compensation(resistant(resistance, RESERVES[person]), time)
    assert float(row["glucose_mgdl"]) == pytest.approx(then.glucose_mgdl, abs=0.1)
    assert float(row["insulin_uUml"]) == pytest.approx(then.insulin_uUml, rel=0.01)
    assert float(row["release"]) == pytest.approx(then.release, rel=0.01)
    assert float(row["secretion"]) == pytest.approx(then.secretion, rel=0.01)


def test_glucose_comes_back_while_insulin_climbs():
    """What chapter 6 says of the robust person at four times the resistance."""
    health = compensation(Person())
    week, weeks, later = (compensation(resistant(4), time) for time in TIMES)
    assert health.secretion == pytest.approx(30, abs=0.5)
    assert week.glucose_mgdl - health.glucose_mgdl == pytest.approx(7, abs=0.5)
    assert week.glucose_mgdl > weeks.glucose_mgdl > later.glucose_mgdl
    assert later.glucose_mgdl - health.glucose_mgdl == pytest.approx(3, abs=0.5)
    assert week.insulin_uUml < weeks.insulin_uUml < later.insulin_uUml
    assert later.secretion == pytest.approx(54, abs=0.5)


def test_release_and_removal_share_the_rise_as_the_chapter_says():
    four = compensation(resistant(4))
    assert four.release == pytest.approx(1.3, abs=0.02)  # "by three tenths"
    assert four.removal == pytest.approx(1.75, abs=0.02)  # "by three quarters"
    assert four.release * four.removal * compensation(Person()).insulin_uUml == pytest.approx(
        four.insulin_uUml
    )


def test_unknown_names_are_refused():
    with pytest.raises(ValueError, match=r"time is 'soon'; allowed: week, weeks, years"):
        compensation(Person(), "soon")
    with pytest.raises(ValueError, match=r"resistance is 0"):
        resistant(0)
    with pytest.raises(ValueError, match=r"person is 'me'; allowed: susceptible"):
        explorers.compensation(person="me")


# What the page shows


@pytest.mark.parametrize("person", range(3))
@pytest.mark.parametrize("time", range(3))
def test_the_readers_point_is_solved_and_lies_on_the_curve(explorer, person, time):
    explorer.set(resistance=2.4, time=time, person=person)
    place = int(np.argmin(np.abs(RESISTANCES - 2.4)))
    for name in ("glucose", "insulin"):
        own, curve = explorer.curve(f"own_{name}"), explorer.curve(name)
        assert own[0] == pytest.approx(curve[place], rel=0.005)


def test_numbers_are_those_of_scipy(explorer):
    explorer.set(resistance=4, time=1, person=ROBUST)
    then, results = compensation(resistant(4), "weeks"), explorer.results
    assert results["glucose_fasting_mgdl"] == pytest.approx(then.glucose_mgdl, abs=0.1)
    assert results["insulin_fasting_uUml"] == pytest.approx(then.insulin_uUml, rel=0.005)
    assert results["release_ratio"] == pytest.approx(then.release, rel=0.005)
    assert results["removal_ratio"] == pytest.approx(then.removal, rel=0.005)
    assert results["secretion_U"] == pytest.approx(then.secretion, rel=0.005)
    told = [float(n) for n in re.findall(r"([\d.]+) times", explorer.rest)]
    assert told == [round(then.release, 1), round(then.removal, 1)]


def test_the_sentence_tells_who_keeps_up_and_who_does_not(explorer):
    assert "every cell listens" in explorer.sentence
    explorer.set(resistance=4)
    assert "this week" in explorer.sentence and "hyperinsulinemia" in explorer.sentence
    explorer.set(time=2)
    assert "stays in the normal range" in explorer.sentence
    explorer.set(person=SUSCEPTIBLE)
    assert "could not keep up" in explorer.sentence


def test_sliders_with_names_speak_their_names(explorer):
    for name, words in (("time", "this week"), ("person", "robust")):
        assert explorer.slider(name).get_attribute("aria-valuetext") == words
    explorer.slider("time").focus()
    explorer.page.keyboard.press("ArrowRight")
    expect(explorer.slider("time")).to_have_attribute("aria-valuetext", "4 weeks")
    assert explorer.slider("resistance").get_attribute("aria-valuetext").startswith("1.0")


def test_the_bands_add_up_to_the_rise(explorer):
    explorer.set(resistance=4)
    released, insulin = explorer.curve("released"), explorer.curve("insulin")
    level = explorer.curve("level_insulin", "health")
    assert (level <= released + 0.1).all()
    assert (released <= insulin + 0.1).all()
    place = int(np.argmin(np.abs(RESISTANCES - 4)))
    assert 0 < (released - level)[place] < (insulin - released)[place]


def test_a_day_opens_on_demand(explorer):
    explorer.set(resistance=4, time=2)
    insulin = explorer.curve("insulin", within=explorer.details("day"))
    then = compensation(resistant(4), "years")
    np.testing.assert_allclose(insulin[::60], then.day.insulin_uUml[::60], rtol=0.02, atol=0.3)


def test_the_table_of_the_curves_downloads(explorer):
    columns, (first, *_) = explorer.table()
    assert columns[0] == "resistance"
    assert {"now_glucose_mgdl", "now_insulin_uUml", "now_released_uUml"} <= set(columns)
    assert len(first) == len(columns)


def test_the_state_is_in_the_address(opened, site_url):
    opened.set(resistance=3.2, time=1)
    opened.page.wait_for_url("**compensation.resistance=3.2**")
    open_page(opened.page, opened.page.url)
    assert "4 weeks at 3.2 times" in opened.sentence


def test_python_gets_what_the_explorer_shows():
    shown = explorers.compensation(4, "weeks")
    assert shown.person == resistant(4)
    assert shown.result().glucose_mgdl == pytest.approx(95.8, abs=0.1)
    assert {trace.meta["run"] for trace in shown.figure().data} == {"now", "health"}
