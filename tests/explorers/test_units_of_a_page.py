"""The unit that a reader chose holds on the whole page, in its questions too."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import urlsplit

import pytest
from conftest import open_page, settle
from explorer_page import unfold

from widgets import quizzes
from widgets.model.statement.units import FACTORS

PMOL = FACTORS["insulin"]["pmol/L"]
CURVES = "chapters/05-insulin-resistance.html"


def choose(page, *units):
    unfold(page)
    for unit in units:
        page.locator(".explorer").first.get_by_role("button", name=unit, exact=True).click()
    settle(page)


def number_question(page, unit):
    """The first question of the page that asks for a number in a unit of the questions."""
    (asked, *_) = [
        question
        for question in quizzes.load(PurePosixPath(urlsplit(page.url).path).stem)["questions"]
        if question.get("unit") == unit
    ]
    return asked, page.locator(f'[data-question="{asked["id"]}"]')


def answer(place, typed):
    place.locator("input").fill(typed)
    place.get_by_role("button", name="Check").click()
    return place.locator(".quiz-feedback").get_attribute("data-outcome")


def test_questions_follow_the_unit(page, site_url):
    open_page(page, site_url + CURVES)
    asked, place = number_question(page, "µU/mL")
    assert place.locator(".quiz-unit").inner_text() == "µU/mL"
    choose(page, "pmol/L")
    assert place.locator(".quiz-unit").inner_text() == "pmol/L"
    assert place.get_by_role("textbox", name="Your answer in pmol/L").count() == 1
    assert answer(place, f"{asked['answer']['value'] * PMOL:.0f}") == "correct"
    page.reload()
    page.wait_for_selector("html[data-widgets=ready]")
    assert place.locator(".quiz-unit").inner_text() == "pmol/L"
    assert place.locator(".quiz-feedback").get_attribute("data-outcome") == "correct"
    choose(page, "µU/mL")
    assert place.locator(".quiz-unit").inner_text() == "µU/mL"


def test_what_a_reader_keeps_of_the_questions_follows_the_unit(page, site_url):
    """How it went, and the questions that come back on a page without an explorer."""
    open_page(page, site_url + CURVES)
    asked, place = number_question(page, "µU/mL")
    choose(page, "pmol/L")
    value = asked["answer"]["value"]
    assert answer(place, f"{value * PMOL:.0f}") == "correct"
    page.locator(".record > summary").click()
    page.get_by_text("See every line of it").click()
    row = page.locator(".record tr", has_text=re.compile(rf"{value * PMOL:.0f} pmol/L"))
    assert row.count() == 1
    page.evaluate(
        """(id) => {
          const key = "cells-listening:review";
          const kept = JSON.parse(localStorage[key]);
          localStorage[key] = JSON.stringify(kept).replaceAll(/\\d{4}-\\d\\d-\\d\\d/g, "2020-01-01");
        }""",
        asked["id"],
    )
    page.goto(site_url + "book/review.html")
    form = page.locator(f'[data-question="{asked["id"]}"]')
    form.wait_for()
    assert form.locator(".quiz-unit").inner_text() == "pmol/L"
    assert answer(form, f"{value * PMOL:.0f}") == "correct"


@pytest.mark.parametrize("chosen", ["µU/mL", "pmol/L"])
def test_an_answer_is_taken_in_either_unit(page, site_url, chosen):
    open_page(page, site_url + CURVES)
    asked, place = number_question(page, "µU/mL")
    choose(page, chosen)
    value = asked["answer"]["value"]
    right = [
        f"{value} µU/mL",
        f"{value}µu/ml",
        f"{value * PMOL:.0f} pmol/L",
        f"{value * PMOL:.1f}".replace(".", ",") + " pmol/l",
    ]
    for typed in right:
        assert answer(place, typed) == "correct", typed
    for typed in (f"{value} pmol/L", f"{value * PMOL:.0f} µU/mL", f"{value + 5} µU/mL"):
        assert answer(place, typed) == "wrong", typed
    for typed in (f"{value} apples", "µU/mL", f"{value} mg/dL"):
        assert answer(place, typed) == "notice", typed


def test_number_and_unit_may_be_typed_as_they_come(page, site_url):
    open_page(page, site_url + CURVES)
    asked, place = number_question(page, "µU/mL")
    value = str(asked["answer"]["value"])
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in value)  # as keyboards of East Asia type
    # A microunit a milliliter is a milliunit a liter, and laboratories write "international" or not.
    units = (
        "µU/mL",
        "μU/mL",
        "uU/ml",
        "µU / mL",
        "mU/L",
        "µIU/mL",
        "mIU/L",
        "µU per mL",
        "µU∕mL",
        "",
    )
    typed = [f"{value} {unit}" for unit in units]
    typed += [wide, f"{value}.", f"\u200b{value}\u00a0µU/mL", f"{value},0", f"{value}.0 µU/mL."]
    for text in typed:
        assert answer(place, "no number") != "correct"  # what was said before is gone
        assert answer(place, text) == "correct", text
    choose(page, "pmol/L")
    for text in ("{} pmol/L", "{}", "\u200b{}"):
        assert answer(place, text.format(f"{asked['answer']['value'] * PMOL:.0f}")) == "correct"


@pytest.mark.parametrize(
    "name, unit, words",
    [
        ("01-main-players", "g", ("gram", "grams")),
        ("06-hyperinsulinemia", "U", ("units", "unit", "IU", "Units")),
        ("08-hyperglycemia", "years", ("year", "yrs", "y")),
        ("09-why-cells-stop-listening", "%", ("percent", "per cent")),
    ],
)
def test_a_unit_may_be_typed_as_a_word(page, site_url, name, unit, words):
    open_page(page, f"{site_url}chapters/{name}.html")
    asked, place = number_question(page, unit)
    value = str(asked["answer"]["value"])
    for text in (*(f"{value} {word}" for word in words), f"~{value}", f"\u2248 {value} {unit}"):
        assert answer(place, "no number") == "notice"
        assert answer(place, text) == "correct", text
    assert answer(place, f"{value} parsecs") == "notice"


@pytest.mark.parametrize(
    "name", ["02-from-food-to-blood", "05-insulin-resistance", "08-hyperglycemia"]
)
def test_no_question_speaks_the_other_unit_alone(page, site_url, name):
    """Wherever a question has a number in mg/dL or µU/mL, it has it in the chosen unit as well."""
    open_page(page, f"{site_url}chapters/{name}.html")
    choose(page, "mmol/L", "pmol/L")
    for text in page.locator(".quiz-prompt, .quiz-choice, .quiz-value").all_inner_texts():
        for own, other in (("mg/dL", "mmol/L"), ("µU/mL", "pmol/L")):
            if re.search(rf"\d {own}", text):
                assert other in text, text
    for value in page.locator(".quiz-value").all_inner_texts():
        assert "mg/dL" not in value
        assert "µU/mL" not in value


def test_a_question_about_units_keeps_its_own(page, site_url):
    open_page(page, site_url + "chapters/02-from-food-to-blood.html")
    choose(page, "mmol/L")
    asked, place = number_question(page, "mg/dL")
    assert place.locator(".quiz-unit").inner_text() == "mg/dL"
    assert answer(place, str(asked["answer"]["value"])) == "correct"
