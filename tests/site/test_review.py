"""Old questions come back after days: when the published scheduler says so, and on this device alone."""

from __future__ import annotations

import copy
import datetime
import json

import node
import pytest
from axe import grave
from conftest import CHAPTER, Watch, open_page
from weighing import SECOND_PAGE, weight

from widgets import quizzes
from widgets.quizzes import loading, markup, shown
from widgets.quizzes.order import order

NAME = "05-insulin-resistance"
ASKED = {question["id"]: question for question in quizzes.load(NAME)["questions"]}
KNOWN, MISSED = [question for question in ASKED.values() if question["kind"] == "choice"][:2]
KEY = "cells-listening:review"
FIRST = datetime.date(2026, 11, 28)
GRADES = {"again": 1, "hard": 2, "good": 3, "easy": 4}  # as ts-fsrs numbers them

#: What ts-fsrs itself says of days and grades: after how many days it asks again.
DAYS = """
import { readFileSync } from "node:fs";
import { createEmptyCard, fsrs } from "ts-fsrs";
const scheduler = fsrs({ enable_short_term: false, request_retention: 0.9 });
const day = (n) => new Date(Date.UTC(2026, 10, 28 + n));
const days = JSON.parse(readFileSync(0)).map((graded) => {
  let card = createEmptyCard(day(0));
  for (const [n, grade] of graded) card = scheduler.next(card, day(n), grade).card;
  return card.scheduled_days;
});
console.log(JSON.stringify(days));
"""
FULL = """() => {
  const own = Storage.prototype.setItem;
  Storage.prototype.setItem = function (key, text) {
    if (key.startsWith("cells-listening")) throw new DOMException("", "QuotaExceededError");
    own.call(this, key, text);
  };
}"""


def place(question, right):
    """Where the first choice that is right, or wrong, stands in its file."""
    return next(
        i for i, one in enumerate(question["choices"]) if one.get("correct", False) is right
    )


class Reader:
    """Who reads in Auckland, where a day begins thirteen hours before that of UTC."""

    def __init__(self, page):
        self.page = page
        self.said = page.locator(".review-said")

    def it_is(self, days: int, hour: int) -> None:
        """Let the clock stand some days after the first one."""
        zone = datetime.timezone(datetime.timedelta(hours=13))
        day = FIRST + datetime.timedelta(days=days)
        now = datetime.datetime.combine(day, datetime.time(hour), zone)
        self.page.clock.set_fixed_time(now)

    def comes_back(self) -> None:
        """Come back to the page, which the browser has kept as it was left."""
        self.page.evaluate(
            "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"
        )

    def answers(self, question, right) -> str:
        """Answer one of the questions that the page shows; returns what is said of it."""
        form = self.page.locator(f'[data-question="{question["id"]}"]')
        wanted = place(question, right)
        form.locator(".quiz-choices input").nth(order(NAME, question).index(wanted)).check()
        form.get_by_role("button", name="Check").click()
        feedback = form.get_by_role("status").inner_text()
        assert markup.plain(question["choices"][wanted]["feedback"]) in " ".join(feedback.split())
        return feedback

    def reads(self, *parts: str) -> None:
        """What the page says now."""
        for part in parts:
            self.said.get_by_text(part).wait_for()

    def kept(self):
        return json.loads(self.page.evaluate(f"localStorage.getItem('{KEY}')"))


def on(days: int) -> str:
    """A day some days after the first one, as the page writes it."""
    day = FIRST + datetime.timedelta(days=days)
    return f"on {day:%A}, {day:%B} {day.day}."


@pytest.fixture
def reader(browser, site_url):
    """A reader on the evening of the first day, with the page and what it asked for."""
    watch = Watch(own=site_url)
    with browser.new_context(
        timezone_id="Pacific/Auckland", viewport={"width": 390, "height": 844}
    ) as context:
        page = context.new_page()
        watch.follow(page)
        reader = Reader(page)
        reader.it_is(0, hour=22)
        yield reader, watch
        assert watch.problems == []


def test_questions_come_back_when_they_are_due(reader, site_url, site_dir):
    reader, watch = reader
    open_page(reader.page, site_url + CHAPTER)
    later = first_evening(reader, watch, site_url, site_dir)
    next_morning(reader)
    both_come_back(reader, later)
    changed = one_has_changed(reader, later)
    storage_is_full(reader, changed)
    all_is_forgotten(reader, site_dir)


def first_evening(reader, watch, site_url, site_dir) -> int:
    """Answers, and the way to the page; returns after how many days what was known comes back."""
    page = reader.page
    reader.answers(MISSED, right=False)
    reader.answers(KNOWN, right=True)
    reader.answers(KNOWN, right=False)  # after a right answer: curiosity
    seen = set(watch.seen)
    page.get_by_role("link", name="Old questions, again").last.click()
    soon, later = node.answer(DAYS, [[[0, GRADES["again"]]], [[0, GRADES["good"]]]])
    assert soon == 1 < later
    reader.reads("Nothing comes back today.", "tomorrow", on(soon))
    page.wait_for_load_state("networkidle")
    own = page.evaluate(
        "[location.href, ...performance.getEntriesByType('resource').map(({ name }) => name)]"
    )
    assert weight({*own} - seen, site_url, site_dir) <= SECOND_PAGE
    return later


def next_morning(reader):
    """Ten hours later is another day. What was missed comes back, and is missed again."""
    page = reader.page
    reader.it_is(1, hour=8)
    reader.comes_back()
    reader.reads("1 question comes back today.")
    assert page.locator(".quiz-question").count() == 1
    reader.answers(MISSED, right=False)
    reader.answers(MISSED, right=True)  # after its explanation: not known
    (again,) = node.answer(DAYS, [[[0, 1], [1, 1]]])
    page.get_by_text(f"It comes back tomorrow, {on(1 + again)}").wait_for()
    assert page.locator(".review-grades").count() == 0
    page.get_by_role("button", name="Go on").click()
    reader.reads("That was all for today.", on(1 + again))
    assert reader.said.evaluate("at => at === document.activeElement")


def both_come_back(reader, later):
    """Once both are due, the reader says how hard each was, with the keyboard."""
    page = reader.page
    reader.it_is(later, hour=23)
    reader.comes_back()
    reader.reads("2 questions come back today.")
    for question, before in ((MISSED, [[0, 1], [1, 1]]), (KNOWN, [[0, 3]])):
        reader.answers(question, right=True)
        names = ("hard", "good", "easy")
        days = node.answer(DAYS, [[*before, [later, GRADES[name]]] for name in names])
        assert sorted(days) == days
        said = page.locator(".review-grades button span").all_inner_texts()
        assert said == ["tomorrow" if n == 1 else f"in {n} days" for n in days]
        assert grave(page, ".review") == []
        page.locator("[data-grade=good]").press("Enter")
        reader.reads(on(later + days[1]))
        focused = reader.said if question is KNOWN else page.locator(".review-from")
        assert focused.evaluate("at => at === document.activeElement")
    first, second = "2026-11-28", "2026-11-29"
    last = str(FIRST + datetime.timedelta(days=later))
    graded = [entry["graded"] for entry in reader.kept().values()]
    assert graded == [[[first, 1], [second, 1], [last, 3]], [[first, 3], [last, 3]]]


def one_has_changed(reader, later):
    """A question that has changed begins anew; a clock that was set back undoes nothing."""
    changed = reader.kept()
    changed[f"{NAME}/{KNOWN['id']}"]["stamp"] = "another"
    reader.page.evaluate(f"kept => localStorage.setItem('{KEY}', JSON.stringify(kept))", changed)
    reader.it_is(later - 1, hour=12)
    reader.comes_back()
    reader.reads("1 question comes back today.")
    reader.page.get_by_text("This question has changed since").wait_for()
    return changed


def storage_is_full(reader, kept):
    """A storage that takes nothing more: all goes on, and the page says so."""
    page = reader.page
    page.evaluate(FULL)
    page.emulate_media(color_scheme="dark")
    reader.answers(KNOWN, right=True)
    page.get_by_role("button", name="Easy").click()
    reader.reads("That was all for today.")
    page.get_by_text("it is forgotten when you leave this page").wait_for()
    assert reader.kept() == kept


def all_is_forgotten(reader, site_dir):
    """Asked twice, and then nothing is left; the page leads to the chapters."""
    page = reader.page
    page.get_by_role("button", name="Forget it", exact=True).click()
    page.get_by_role("button", name="Keep it").click()
    page.get_by_role("button", name="Forget it", exact=True).click()
    page.get_by_role("button", name="Yes, forget it").click()
    reader.reads("Forgotten.")
    assert page.evaluate(f"localStorage.getItem('{KEY}')") is None
    links = page.locator(".review ol a")
    assert links.count() == len(quizzes.chapters())
    assert (site_dir / "book" / links.first.get_attribute("href").split("#")[0]).exists()
    assert grave(page, ".review") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


GRADED = [7, ["2026-13-01", 3], ["2026-11-28", 9], ["2026-12-01", 1], ["2026-11-28", 3]]
STRANGE = {
    "[7": None,
    "7": None,
    '{"a/b": 7}': None,
    json.dumps({"a/b": {"stamp": "s", "graded": GRADED}}): [["2026-11-28", 3], ["2026-12-01", 1]],
}


@pytest.mark.parametrize("kept", STRANGE)
def test_of_what_was_kept_only_days_and_grades_count(kept):
    script = """
import { readFileSync } from "node:fs";
const kept = JSON.parse(readFileSync(0));
globalThis.localStorage = { getItem: () => kept };
const { gradedOf } = await import("./book/runtime/review/log.js");
console.log(JSON.stringify(gradedOf("a", { id: "b", stamp: "s" })));
"""
    assert node.answer(script, kept) == STRANGE[kept]


def test_a_question_is_another_one_when_it_asks_something_else():
    quiz = quizzes.load(NAME)
    (first, *_) = shown.spec(quiz)["questions"]
    better, other = copy.deepcopy(quiz), copy.deepcopy(quiz)
    better["questions"][0]["choices"][1]["feedback"] = "Better put."
    other["questions"][0]["choices"][1]["text"] = "Another answer."
    assert shown.spec(better)["questions"][0]["stamp"] == first["stamp"]
    assert shown.spec(other)["questions"][0]["stamp"] != first["stamp"]
    # What no page can ask by itself does not come back, and what was not judged neither.
    stamped = {one["id"]: "stamp" in one for one in shown.spec(quiz)["questions"]}
    assert stamped == {name: one["kind"] != "explorer" for name, one in ASKED.items()}
    for part, comes in (("before", False), ("after", True)):
        twice = shown.spec(loading.asked_twice("04-the-off-switch", part), part)
        assert {"stamp" in one for one in twice["questions"]} == {comes}


def test_without_a_script_the_page_says_what_it_needs(site_dir):
    page = (site_dir / "book/review.html").read_text("utf-8")
    assert "<noscript>The questions need JavaScript" in page
