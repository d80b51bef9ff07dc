"""Each common belief has its reason, the slider that answers it, and the evidence with its certainty."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import parse_qsl

import numpy as np
import pytest
from conftest import ROOT, open_page
from test_teachers_guide import LINK, settled

from widgets import explorers
from widgets.lifestyle import Lifestyle
from widgets.lifestyle.loading import GRADES
from widgets.model import THRESHOLDS, Drift, Person, ogtt, years
from widgets.model.body.person import RESERVES
from widgets.model.statement.measures import ONE_HOUR

PAGE = ROOT / "book/misconceptions.md"
BELIEFS = re.findall(r'^## "(.+)"\n(.*?)(?=^## |\Z)', PAGE.read_text("utf-8"), re.M | re.S)
PARTS = ("Why it is plausible.", "The slider.", "What was found.", "So:")


def links():
    """Yield the words of each link to an explorer, its page, and what it sets."""
    for name in ("misconceptions", "who-is-tested"):
        text = (ROOT / f"book/{name}.md").read_text("utf-8").replace("&amp;", "&")
        assert text.count("<a href") == len(LINK.findall(text)), "a link that would go untested"
        for page, query, words in LINK.findall(text):
            yield words, page, query


LINKS = list(links())


@pytest.mark.parametrize(("belief", "text"), BELIEFS, ids=[belief for belief, _ in BELIEFS])
def test_a_belief_is_answered_in_full(belief, text):
    assert [part for part in PARTS if f"**{part}**" in text] == list(PARTS)
    assert LINK.search(text.replace("&amp;", "&"))
    found, so = text.split("**What was found.**")[1].split("**So:**")
    assert "{cite:p}" in found
    grades = "|".join(GRADES)
    assert re.search(rf"\(Certainty: [^)]*\b({grades})\b[^)]*\)", so)


def test_the_beliefs_that_a_clinician_hears_most_are_there():
    told = " ".join(belief for belief, _ in BELIEFS).lower()
    for word in ("sugar", "thin", "insulin makes fat", "will", "only adults"):
        assert word in told


# --- what the page says of the model --------------------------------------------------------------

DIABETES = THRESHOLDS["two_hour"]["diabetes"]
PREDIABETES = THRESHOLDS["two_hour"]["prediabetes"]
AS_BEFORE = {"start": 5, "weight": 0, "training": 0, "steps": 4000}
A_YEAR_LATER = 6


@cache
def chapter_8(muscle=0.2, pace=2.0, reserve=33, length=15):
    """The life of chapter 8: the liver's response falls to 90%."""
    course = Drift().then(0, muscle, 0.9, pace * 365 / 0.6931)
    return years(Person(reserve=reserve / 100 * RESERVES["robust"]), course, length)


def practices(**settings):
    return explorers.practices(**settings).result()


def two_hour(life, year):
    return life.value(life.two_hour_glucose_mgdl, year)


def a1c(life, year):
    return life.value(life.a1c, year)


def few_carbohydrates_move_a1c_and_not_listening():
    before, after = practices(**AS_BEFORE), practices(**AS_BEFORE, carbohydrate=50)
    assert a1c(after, 8) < a1c(before, 8) - 0.3
    assert after.muscle == pytest.approx(before.muscle)


def a_surplus_moves_both():
    life = Lifestyle().live("energy", 300)
    assert max(life.muscle(365), life.liver(365)) < 0.98


def moving_more_is_heard_by_muscle():
    moved = practices(**{**AS_BEFORE, "steps": 10000, "training": 150})
    before = practices(**AS_BEFORE)
    assert moved.value(moved.muscle, 8) > before.value(before.muscle, 8) * 1.2


def nothing_is_left_a_year_later(**settings):
    after, before = practices(**AS_BEFORE, **settings), practices(**AS_BEFORE)
    assert two_hour(after, A_YEAR_LATER) == pytest.approx(two_hour(before, A_YEAR_LATER), abs=0.5)


def one_of_two_gets_diabetes():
    ends = [two_hour(explorers.reserve(4.9, reserve).result(), 15) for reserve in (33, 100)]
    assert ends[0] >= DIABETES > ends[1]


def resistance_hides_before_the_meal():
    test = ogtt(Person(muscle=0.3))
    assert test.glucose_mgdl[0] < THRESHOLDS["fasting"]["prediabetes"]


def only_the_one_hour_value_is_high():
    test = ogtt(Person(muscle=0.3, reserve=RESERVES["susceptible"]))
    before, hour, two_hours = np.interp((0, 60, 120), test.minutes, test.glucose_mgdl)
    assert before < THRESHOLDS["fasting"]["prediabetes"]
    assert hour >= ONE_HOUR
    assert two_hours < PREDIABETES


SAID = {
    "50 g of carbohydrate a day, and nothing else changed": few_carbohydrates_move_a1c_and_not_listening,
    "300 kcal a day too much, for a year": a_surplus_moves_both,
    "half the resistance, with very little reserve": lambda: (
        two_hour(chapter_8(0.4, reserve=30), 15) >= DIABETES
    ),
    "much resistance, with robust beta cells": lambda: (
        two_hour(explorers.reserve(4.9, 100).result(), 15) < PREDIABETES
    ),
    "little reserve, with a robust one pinned": one_of_two_gets_diabetes,
    "resistance that comes in months, with little reserve": lambda: (
        two_hour(chapter_8(pace=0.5), 3) >= DIABETES
    ),
    "muscle at 30%": resistance_hides_before_the_meal,
    "muscle at 30%, with little reserve": only_the_one_hour_value_is_high,
    "the susceptible person in year 8": lambda: two_hour(chapter_8(), 8) >= DIABETES,
    "a person with 70% of a robust reserve in year 15": lambda: (
        PREDIABETES <= two_hour(chapter_8(reserve=70), 15) < DIABETES
        and chapter_8(reserve=70, length=40).two_hour_glucose_mgdl.max() < DIABETES
    ),
    "moving more, weight as before": moving_more_is_heard_by_muscle,
    "one fast of 72 hours": lambda: nothing_is_left_a_year_later(fast=72),
    "pills on top of enough": lambda: nothing_is_left_a_year_later(
        zinc=2, chromium=2, b_vitamins=2, vitamin_d=2
    ),
}


@pytest.mark.parametrize("words", SAID)
def test_the_slider_answers_as_the_page_says(words):
    assert words in [link for link, _, _ in LINKS]
    assert SAID[words]() is not False


# --- in the browser -------------------------------------------------------------------------------


@pytest.mark.parametrize(("words", "target", "query"), LINKS, ids=[words for words, _, _ in LINKS])
def test_a_link_sets_the_state_in_its_address(page, site_url, words, target, query):
    given = parse_qsl(query)
    (name,) = {key.split(".")[0] for key, _ in given}
    values = {key.split(".")[1]: float(value) for key, value in given if not key.endswith(".pin")}
    open_page(page, f"{site_url}{target}?{query}#try")
    root = settled(page, name, values)
    assert root.locator(".explorer-comparison").is_visible() == any(
        "pin" in key for key, _ in given
    )
