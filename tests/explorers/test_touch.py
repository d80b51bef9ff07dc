"""A finger that scrolls edits nothing, wherever it began; one that goes along a slider moves it."""

from __future__ import annotations

import json
import re

import pytest
from conftest import CHAPTER, PAGES, open_page, settle
from playwright.sync_api import expect

PHONE = {"width": 390, "height": 844}
CHAPTERS = [name for name in PAGES if name.startswith("chapters/")]
SWIPE = 220  # pixels, about a third of a small phone
# All that a touch could set: sliders, answers, folds, what is pressed or drawn, and the address.
STATE = """() => JSON.stringify([
  [...document.querySelectorAll(".explorer")].map(({ explorer }) => explorer.values),
  [...document.querySelectorAll("input")].map(({ value, checked }) => [value, checked]),
  [...document.querySelectorAll("details")].map(({ open }) => open),
  [...document.querySelectorAll("[aria-pressed], [aria-expanded]")].map(
    (at) => [at.getAttribute("aria-pressed"), at.getAttribute("aria-expanded")]),
  [...document.querySelectorAll(".explorer-chart")].map(({ layout }) => layout?.xaxis.range),
  [...document.querySelectorAll(".curve-drawn")].map((line) => line.getAttribute("d")),
  location.href])"""
# Everywhere that a thumb may land on its way through a page, one place of each sort but every slider.
PLACES = """() => {
  const shown = (at) => at.checkVisibility();
  const firsts = [".explorer-chart", ".explorer-drawing", "[data-held]", ".explorer-gauges", "[data-preset]",
    ".explorer-player button", ".explorer-group-head", "[data-tool=pin]", "[data-unit]",
    ".explorer summary", ".explorer-panel .explorer-chart",
    ".quiz-choice input[type=radio]", ".quiz-choice input[type=checkbox]", ".quiz-number input", ".quiz-check"];
  const found = firsts.map((one) => [...document.querySelectorAll(one)].find(shown)).filter(Boolean);
  const tracks = [...document.querySelectorAll(".explorer .noUi-base")].filter(shown);
  return [...tracks, ...found];
}"""


@pytest.fixture(scope="module")
def phone(browser):
    """A page on a phone, and a finger."""
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    yield page, Finger(page)
    context.close()


class Finger:
    def __init__(self, page):
        self.page = page
        self.browser = page.context.new_cdp_session(page)

    def touch(self, kind, *points):
        points = [{"x": x, "y": y} for x, y in points]
        self.browser.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    def go(self, start, end):
        """Put the finger down, move it, and lift it."""
        self.touch("touchStart", start)
        for part in (0.2, 0.4, 0.6, 0.8, 1):
            self.touch(
                "touchMove", tuple(a + part * (b - a) for a, b in zip(start, end, strict=True))
            )
        self.touch("touchEnd")

    def tap(self, at):
        self.touch("touchStart", at)
        self.touch("touchEnd")


# Brings a place to where a thumb is and returns where it then stands.
TO_THE_THUMB = """(at) => {
  const { top, height } = at.getBoundingClientRect();
  scrollBy({ top: top + height / 2 - innerHeight * 0.8, behavior: "instant" });
  const box = at.getBoundingClientRect();
  return { x: box.x, y: box.y + box.height / 2, width: box.width, scrolled: scrollY };
}"""


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_swipe_scrolls_and_changes_nothing(phone, site_url, name):
    page, finger = phone
    open_page(page, site_url + name)
    before = page.evaluate(STATE)
    for place in page.evaluate_handle(PLACES).get_properties().values():
        box = place.evaluate(TO_THE_THUMB)
        start = box["x"] + box["width"] / 4, box["y"]
        finger.go(start, (start[0] + 20, start[1] - SWIPE))
        page.wait_for_function("(least) => scrollY > least", arg=box["scrolled"] + SWIPE / 2)
    settle(page, 400)  # the address is written after a pause
    assert json.loads(page.evaluate(STATE)) == json.loads(before)


# What a browser sends of a touch that only stops a page on its way: no click, for nothing was meant.
STOP = """(at) => {
  const { x, y, width, height } = at.getBoundingClientRect();
  const where = { clientX: x + 0.3 * width, clientY: y + height / 2 };
  const finger = { pointerType: "touch", pointerId: 7, isPrimary: true, button: 0, bubbles: true, ...where };
  const under = document.elementFromPoint(where.clientX, where.clientY);
  for (const kind of ["pointerdown", "pointerup"]) under.dispatchEvent(new PointerEvent(kind, finger));
}"""


@pytest.mark.parametrize("name", ["chapters/01-main-players.html", CHAPTER])
def test_a_touch_that_only_stops_a_moving_page_changes_nothing(phone, site_url, name):
    page, _ = phone
    open_page(page, site_url + name)
    before = page.evaluate(STATE)
    pads = page.query_selector_all(".bet-surface, .explorer-stage > .explorer-chart .nsewdrag")
    tracks = page.evaluate_handle(PLACES).get_properties().values()
    for place in [*tracks, *pads]:
        place.evaluate(TO_THE_THUMB)
        place.evaluate(STOP)
    settle(page, 400)
    assert json.loads(page.evaluate(STATE)) == json.loads(before)


@pytest.fixture(scope="module")
def chapter(phone, site_url):
    """The phone's page, opened where one slider after the other is touched."""
    page, finger = phone
    open_page(page, site_url + CHAPTER)
    return page, finger


@pytest.fixture
def slider(chapter):
    page, finger = chapter
    page.evaluate("document.querySelector('.explorer').explorer.set({ liver: 100 })")
    track = page.locator(
        "[data-explorer=resistance] [data-control=liver] .noUi-base"
    ).element_handle()
    box = track.evaluate(TO_THE_THUMB)

    def at(percent):
        """Where a percentage of the liver's slider, 10 to 100, stands on the page."""
        return box["x"] + (percent - 10) / 90 * box["width"], box["y"]

    def value():
        settle(page)
        return page.evaluate("document.querySelector('.explorer').explorer.values.liver")

    assert value() == 100
    return finger, at, value


def test_a_tap_on_the_track_moves_the_slider_there(slider):
    finger, at, value = slider
    finger.tap(at(55))
    assert value() == pytest.approx(55, abs=1)


def test_a_finger_drags_the_handle(slider):
    finger, at, value = slider
    x, y = at(100)
    # Beside the middle of the handle, and not along a straight line: the handle keeps its distance to the finger.
    finger.go((x - 6, y), (at(40)[0] - 6, y + 14))
    assert value() == pytest.approx(40, abs=1)


def test_a_finger_drags_from_anywhere_on_the_track(slider):
    finger, at, value = slider
    finger.go(at(30), at(70))
    assert value() == pytest.approx(70, abs=1)


def test_a_finger_that_goes_astray_keeps_the_slider(slider):
    """What has begun along the track stays with it, also when the finger leaves the row."""
    finger, at, value = slider
    finger.touch("touchStart", at(100))
    for percent, down in [(95, 0), (85, 0), (70, 0), (60, -60), (50, -120)]:
        x, y = at(percent)
        finger.touch("touchMove", (x, y + down))
    finger.touch("touchEnd")
    assert value() == pytest.approx(50, abs=1)


def test_a_finger_along_the_curves_moves_the_cursor(phone, site_url):
    page, finger = phone
    open_page(page, site_url + "chapters/01-main-players.html")
    plot = page.locator(".explorer-stage > .explorer-chart .nsewdrag").first.element_handle()
    box = plot.evaluate(TO_THE_THUMB)

    def at(minute):
        return box["x"] + minute / 1440 * box["width"], box["y"]

    finger.go(at(300), at(900))
    settle(page)
    time = page.evaluate("document.querySelector('.explorer').explorer.values.time")
    assert time == pytest.approx(900, abs=6)  # a pixel of a phone is some minutes of a day


def test_a_hand_draws_an_organ_as_far_as_its_slider(phone, page, site_url):
    """A finger and a mouse take hold of muscle itself; a tap moves nothing, and keys go on from there."""
    touched, finger = phone
    for one in (touched, page):
        open_page(one, site_url + "book/index.html")
        muscle = one.locator("[data-organ=muscle]").element_handle()
        track = one.locator("[data-control=muscle] .noUi-base").bounding_box()
        box = muscle.evaluate(TO_THE_THUMB)
        start = box["x"] + box["width"] / 2, box["y"]
        end = start[0] - track["width"] / 3, start[1] + 9  # 30 of the slider's 90 percent
        if one is touched:
            finger.tap(start)
            one.wait_for_timeout(100)
            assert one.evaluate("document.querySelector('.explorer').explorer.values.muscle") == 100
            finger.go(start, end)
        else:
            one.mouse.move(*start)
            one.mouse.down()
            one.mouse.move(*end, steps=5)
            one.mouse.up()
        slider = one.get_by_role("slider", name="How well muscle listens")
        expect(slider).to_have_attribute("aria-valuenow", re.compile(r"^(69|70|71)(\.0)?$"))
        one.keyboard.press("End")
        expect(slider).to_have_attribute("aria-valuenow", re.compile(r"^100"))


def test_a_wheel_over_an_answer_scrolls_and_changes_nothing(page, site_url):
    open_page(page, site_url + CHAPTER)
    field = page.locator(".quiz-number input").first
    field.fill("140")
    field.hover()
    before = page.evaluate("scrollY")
    page.mouse.wheel(0, 120)
    page.wait_for_function("(before) => scrollY > before", arg=before)
    assert field.input_value() == "140"
