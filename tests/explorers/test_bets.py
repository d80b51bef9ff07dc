"""A bet: drawn by mouse, finger or keys, or picked; committed, and only then answered, by the model."""

from __future__ import annotations

import json
import re

import nbformat
import numpy as np
import pytest
from axe import grave
from conftest import CHAPTER, ROOT, open_page, settle
from playwright.sync_api import expect

from book import prose
from widgets import bets
from widgets.bets import answers
from widgets.bets.loading import BetError, read
from widgets.explorers import sensitivity
from widgets.lifestyle import Lifestyle, begin
from widgets.model import Drift, Person, day, feed, loop, meal, worsening, years

NAME = "05-insulin-resistance"
YEARS = "chapters/08-hyperglycemia.html"
CHOICES = "chapters/01-main-players.html"


# --- the table ------------------------------------------------------------------------------------


def predict(name):
    cells = nbformat.read(ROOT / f"chapters/{name}.ipynb", as_version=4).cells
    return {cell.id: cell.source for cell in cells}


@pytest.mark.parametrize("name", [page.stem for page in prose.chapters()])
def test_every_chapter_asks_for_its_bet_and_takes_it_up_again_after_try(name):
    cells = predict(name)
    (asked,) = re.findall(r"\*\*([^*]+\?)\*\*", cells["predict"])
    assert prose.unlinked(asked) == bets.load(name)["question"]
    assert f'bets.show("{name}")' in cells["bet"]
    order = list(cells)
    places = [order.index(part) for part in ("predict", "bet", "try", "bet-again", "explain")]
    assert places == sorted(places)
    assert cells["bet-again"] == f'bets.recall("{name}")'


def test_the_place_of_an_answer_does_not_give_it_away():
    places = [bets.load(page.stem)["right"] for page in prose.chapters()]
    assert max(places.count(place) for place in (1, 2, 3)) <= len(places) / 2


def moved(x, y):
    """The choices of the bet, with the last point of a shape somewhere else."""
    first, *others = bets.load(NAME)["choices"]
    points = {"times": None, "points": [[0, 90], [x, y]]}
    return {"choices": [first | {"shapes": {"glucose": points}}, *others]}


BROKEN = {
    "right": ({"right": 4}, '"right" is 4; allowed: a place from 1 to 3'),
    "fact": ({"told": "It was {glucose_hight}."}, '"told" is "glucose_hight"; allowed: one of'),
    "curve": ({"curves": [{"pad": "sugar", "series": "glucose"}]}, '"curves[1].pad" is "sugar"'),
    "shape": ({"curves": []}, "shapes"),
    "after": (moved(241, 90), 'shapes.glucose.points[2]" is 241.0; allowed: 0 to 240 min'),
    "above": (moved(240, 241), 'shapes.glucose.points[2]" is 241.0; allowed: 20 to 240 mg/dL'),
    "end": ({"sentences": [{"text": "So.", "when": {"glucose_end": [1]}}]}, "sentences[1].when"),
    "field": ({"answer": 3}, '"answer" is 3; allowed: left out'),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_table_that_breaks_a_rule_gets_one_line(tmp_path, fault):
    changes, message = BROKEN[fault]
    path = tmp_path / "bets.yaml"
    path.write_text(json.dumps({NAME: bets.load(NAME) | changes}), "utf-8")
    with pytest.raises(BetError, match=re.escape(message)) as refused:
        read(path)
    told = str(refused.value)
    assert told.startswith(f'bets.yaml, "{NAME}"') and "\n" not in told


def test_an_unknown_chapter_is_refused_by_name():
    with pytest.raises(BetError, match=r"no bet of chapter '11'. Chapters with a bet: \"01-main"):
        bets.load("11")


# --- the answers ----------------------------------------------------------------------------------


def truth(name):
    """What the model of Python does, asked by itself and not through an explorer: pad to (moments, values)."""
    if name == NAME:
        course = meal(Person(liver=0.4), 75)
        return {"glucose": (course.minutes, course.glucose_mgdl)}
    if name == "04-the-off-switch":
        course = loop(off_switch=0)
        return {"glucose": (course.minutes, course.glucose_mgdl)}
    if name == "07-keeping-up":
        life = years(Person(reserve=0.51 * 1.4), worsening(4.9))
        at = np.arange(0, 15.01, 0.1)
        return {"years": (at, [life.value(life.fasting_glucose_mgdl, y) for y in at])}
    # Half of the change after two years, as the explorer's slider says.
    days = 2 * 365 / np.log(2)
    life = years(Person(reserve=0.33 * 1.4), Drift().then(day=0, muscle=0.2, liver=0.9, days=days))
    at = np.arange(0, 15.01, 0.1)
    fasting = {"years": life.fasting_glucose_mgdl, "mountain": life.fasting_insulin_uUml}
    return {pad: (at, [life.value(series, y) for y in at]) for pad, series in fasting.items()}


DRAWN = [name for name in bets.chapters() if bets.load(name)["curves"]]


@pytest.mark.parametrize("name", DRAWN)
def test_the_answers_in_print_are_those_of_the_model(name):
    told = answers.curves(bets.load(name))
    for pad, (at, values) in truth(name).items():
        expected = np.interp(answers.moments(pad, answers.FINE), at, values)
        assert told.pop(pad) == pytest.approx(expected, abs=0.1, rel=0.002), pad
    assert told == {}


SHOWN = """(pad) => {
  const path = pad.querySelector(".curve-answer");
  const length = path.getTotalLength();
  return Array.from({ length: 400 }, (_, i) => path.getPointAtLength((length * i) / 399)).map(({ x, y }) => [x, y]);
}"""
GRID = """(pad) => [...pad.querySelectorAll(".curve-grid")].map((grid) => [grid.querySelector("text").textContent,
  ...["y1", "x1", "x2"].map((name) => grid.querySelector("line").getAttribute(name))].map(Number))"""


def shown(pad):
    """The answer that a pad shows, in the units of its axes: moments and values."""
    points = np.array(pad.evaluate(SHOWN))
    (v0, y0, left, right), *_, (v1, y1, _, _) = sorted(pad.evaluate(GRID))
    axis = bets.pads()[pad.get_attribute("data-pad")]["x"]
    along = axis["from"] + (points[:, 0] - left) / (right - left) * (axis["to"] - axis["from"])
    return along, v0 + (points[:, 1] - y0) / (y1 - y0) * (v1 - v0)


@pytest.mark.parametrize("name", DRAWN)
def test_commitment_reveals_what_the_model_of_python_says(page, site_url, name):
    open_bet(page, f"{site_url}chapters/{name}.html")
    assert page.locator(".curve-answer").count() == 0
    page.locator(".bet-choice input").first.check()
    page.get_by_role("button", name="This is my bet").click()
    for pad, (at, values) in truth(name).items():
        along, seen = shown(page.locator(f"[data-pad={pad}]"))
        expected = np.interp(along, at, values)
        # A hundredth of the axis: what an eye can read.
        axis = bets.pads()[pad]["y"]
        assert np.abs(seen - expected).max() < 0.01 * (axis["to"] - axis["from"]), pad


def night(said):
    at_three = 20 * 60  # minutes from breakfast at seven
    flows = {name: day(Person()).flow(name)[at_three] for name in ("F_made", "F_in")}
    assert flows["F_made"] > 100 and flows["F_in"] < 1  # mg/min
    assert "liver" in said


def share_of_the_drink(said):
    drink = feed(Person(), [(0, 75)], 240)
    arrived = np.cumsum(drink.flow_gh("Ra"))[drink.glucose_mgdl.argmax()] / 60 / 75
    assert 0.2 < arrived < 0.25 and "a little more than a fifth" in said


def week_in_bed(said):
    idle = Lifestyle().live("bed_rest", 1)
    muscle, liver = (100 - 100 * organ(7) for organ in (idle.muscle, idle.liver))
    assert muscle > 20 and liver < muscle / 4 and "Muscle falls a lot, and the liver hardly" in said


def early_and_late(said):
    early, late = (
        begin(year, weight=-7, training=150, steps=10000).stage_at_end for year in (5, 10)
    )
    assert (early, late) == ("prediabetes", "diabetes")
    assert said.index(early) < said.index("of diabetes")


TRUE = {
    "01-main-players": night,
    "02-from-food-to-blood": share_of_the_drink,
    "09-why-cells-stop-listening": week_in_bed,
    "10-what-can-help": early_and_late,
}


@pytest.mark.parametrize("name", TRUE)
def test_an_answer_in_words_is_what_the_model_does(name):
    TRUE[name](bets.load(name)["told"])


@pytest.mark.parametrize("name", DRAWN)
def test_the_shape_that_comes_nearest_is_the_right_one(name):
    bet = bets.load(name)
    now, ghost = answers.curves(bet), answers.curves(bet, ghost=True)

    def off(choice):
        """How far the shapes of a choice are from the answers, in axes."""
        gaps = []
        for pad, shape in choice["shapes"].items():
            axis, at = bets.pads()[pad]["y"], answers.moments(pad)
            if shape["points"]:
                drawn = np.interp(at, *np.transpose(shape["points"]))
            else:
                healthy = np.array(ghost[pad])[:: answers.FINE]
                drawn = healthy[0] + shape["times"] * (healthy - healthy[0])
            gap = np.abs(drawn - np.array(now[pad])[:: answers.FINE])
            gaps.append(gap.mean() / (axis["to"] - axis["from"]))
        return sum(gaps)

    distances = [off(choice) for choice in bet["choices"]]
    assert distances.index(min(distances)) == bet["right"] - 1


def test_after_two_hours_glucose_is_nearer_to_health_as_the_answer_says():
    told = bets.load(NAME)["told"]
    assert "After two hours it was nearer to the healthy curve than at the start" in told
    now, health = (meal(person, 75).glucose_mgdl for person in (Person(liver=0.4), Person()))
    assert now[120:].max() - health[120] < 0.2 * (now.max() - health[0])
    assert 0 < now[120] - health[120] < 0.7 * (now[0] - health[0])


def test_no_bet_is_answered_on_the_first_page():
    bet = bets.load(NAME)
    first = {control["name"] for control in sensitivity().view.spec["controls"]}
    assert set(bet["values"]) & first == {"muscle"} and bet["values"]["muscle"] == 100


# --- the hands ------------------------------------------------------------------------------------


def open_bet(page, address):
    page.goto(address, wait_until="commit")
    page.locator(".bet").wait_for()


def kept(page):
    """What the bet has stored."""
    return page.evaluate(
        """() => Object.entries(localStorage).filter(([key]) => key.startsWith("cells-listening:bet:"))
            .map(([, value]) => JSON.parse(value))"""
    )


def stroke(page, points, surface=None):
    """Draw with the mouse; points are shares of the pad's width and height."""
    surface = surface or page.locator(".bet-surface").first
    surface.scroll_into_view_if_needed()
    box = surface.bounding_box()
    places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in points]
    page.mouse.move(*places[0])
    page.mouse.down()
    for place in places[1:]:
        page.mouse.move(*place)
    page.mouse.up()


def commit(page):
    page.get_by_role("button", name="This is my bet").click()


def test_a_curve_is_drawn_by_mouse_and_the_gap_is_named(page, site_url):
    open_bet(page, site_url + CHAPTER)
    assert page.locator(".bet-recall").is_hidden()
    stroke(page, [(0.08, 0.85), (0.35, 0.5), (0.96, 0.85)])
    commit(page)
    (made,) = kept(page)
    drawn = made["drawn"]["glucose"]
    assert None not in drawn and len(drawn) == len(answers.moments("glucose"))
    peak = meal(Person(liver=0.4), 75).glucose_mgdl.max()
    said = page.locator(".bet-gap").inner_text()
    assert said.startswith(f"You drew a peak of {max(drawn):.0f}; it was {peak:.0f} mg/dL.")
    assert page.locator(".bet-recall").inner_text().endswith(said)
    assert page.locator(".curve-bet").get_attribute("d")  # what was drawn stays
    stroke(page, [(0.2, 0.1), (0.9, 0.1)])  # and is a bet: it cannot be drawn over
    assert kept(page) == [made]


def test_a_bet_is_remembered_and_can_be_forgotten(page, site_url):
    open_bet(page, site_url + CHAPTER)
    stroke(page, [(0.08, 0.85), (0.35, 0.5), (0.96, 0.85)])
    commit(page)
    said = page.locator(".bet-gap").inner_text()
    open_bet(page, site_url + CHAPTER)
    assert page.locator(".bet-gap").inner_text() == said
    page.get_by_role("button", name="Forget it").click()
    assert kept(page) == []
    assert page.locator(".bet-gap").is_hidden() and page.locator(".bet-recall").is_hidden()
    assert page.locator(".curve-answer").count() == 0
    record = page.evaluate("localStorage.getItem('cells-listening:record')")
    assert json.loads(record)["chapters"][NAME] == {}
    open_bet(page, site_url + CHAPTER)
    assert page.locator(".curve-answer").count() == 0


def test_a_curve_is_drawn_by_keys_and_enter_bets(page, site_url):
    open_bet(page, site_url + CHAPTER)
    page.set_viewport_size({"width": 844, "height": 390})  # the answer comes below the window
    page.get_by_role("slider", name="0 min", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_text("This is no whole bet yet").wait_for()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("PageUp")
    at = page.get_by_role("slider", name="40 min", exact=True)
    assert at.evaluate("(handle) => handle === document.activeElement")
    assert re.fullmatch(r"\d+ mg/dL", at.get_attribute("aria-valuetext"))
    page.keyboard.press("Home")
    assert page.evaluate("document.activeElement.ariaLabel") == "0 min"
    page.keyboard.press("Enter")
    expect(page.locator(".bet-gap")).to_be_in_viewport(ratio=1)
    page.locator(".bet-gap", has_text="You drew a peak of").wait_for()
    first, between, third, *rest = kept(page)[0]["drawn"]["glucose"]
    assert between == pytest.approx((first + third) / 2)
    assert set(rest) == {third}  # the line is held to the end, and that is what the reader sees


def test_a_shape_is_picked_and_can_be_drawn_over(page, site_url):
    open_bet(page, site_url + CHAPTER)
    page.get_by_label("As in health").check()
    commit(page)
    health = meal(Person(), 75).glucose_mgdl
    (made,) = kept(page)
    assert made["choice"] == 0
    assert max(made["drawn"]["glucose"]) == pytest.approx(health[::20].max(), abs=0.5)
    said = page.locator(".bet-gap").inner_text()
    assert "You let it begin as in health" in said
    page.get_by_role("button", name="Forget it").click()
    page.get_by_label("As in health").check()
    stroke(page, [(0.3, 0.2), (0.5, 0.2)])
    commit(page)
    assert "choice" not in kept(page)[0]


def test_an_answer_in_words_is_picked(page, site_url):
    open_bet(page, site_url + CHOICES)
    commit(page)
    page.get_by_text("Nothing to bet on yet").wait_for()
    bet = bets.load("01-main-players")
    page.get_by_label(bet["choices"][0]["text"]).check()
    commit(page)
    assert page.locator(".bet-gap").inner_text() == f"Not quite. {bet['told']}"
    marks = [choice.inner_text().split("\n")[-1] for choice in page.locator(".bet-choice").all()]
    assert "your bet" in marks[0] and "the answer" in marks[bet["right"] - 1]
    again = page.locator(".bet-recall").inner_text()
    assert bet["choices"][0]["text"] in again and bet["told"] in again


def test_who_skips_is_shown_the_answer_and_nothing_is_kept(page, site_url):
    open_bet(page, site_url + CHAPTER)
    page.get_by_role("button", name="Show me without a bet").click()
    page.locator(".curve-answer").wait_for()
    assert page.locator(".bet-gap").inner_text() == answers.told(bets.load(NAME))
    assert kept(page) == [] and page.locator(".bet-recall").is_hidden()
    page.get_by_role("button", name="Bet after all").click()
    assert page.locator(".curve-answer").count() == 0


def test_the_gap_is_named_in_the_unit_that_the_reader_chose(page, site_url):
    open_page(page, site_url + CHAPTER)
    page.get_by_label("As in health").check()
    commit(page)
    more = page.locator("[data-tool=more]").first
    more.click()
    page.locator(".explorer").first.get_by_role("button", name="mmol/L", exact=True).click()
    peak = meal(Person(liver=0.4), 75).glucose_mgdl.max()
    said = page.locator(".bet-gap", has_text="mmol/L").inner_text()
    # A mole of glucose weighs 180.16 g; a curve has a point every few minutes, and one decimal is told.
    told = float(re.search(r"it was ([\d.]+) mmol/L", said)[1])
    assert told == pytest.approx(peak / 18.016, abs=0.06)
    page.locator(".bet-title", has_text="mmol/L").wait_for()


@pytest.fixture
def phone(browser):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    yield page
    context.close()


def swipe(page, places):
    """Move a finger over the glass."""
    hand = page.context.new_cdp_session(page)
    for index, (x, y) in enumerate(places):
        kind = "touchMove" if index else "touchStart"
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    hand.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def surface_of(page):
    surface = page.locator(".bet-surface").first
    surface.scroll_into_view_if_needed()
    page.evaluate("(top) => scrollBy(0, top)", surface.bounding_box()["y"] - 300)
    return surface.bounding_box()


def test_a_finger_that_goes_along_draws_and_the_page_stays(phone, site_url):
    open_bet(phone, site_url + CHAPTER)
    box, before = surface_of(phone), phone.evaluate("scrollY")
    shares = np.linspace(0.16, 0.95, 14)
    swipe(
        phone, [(box["x"] + s * box["width"], box["y"] + s * 0.8 * box["height"]) for s in shares]
    )
    assert phone.evaluate("scrollY") == before
    commit(phone)
    drawn = kept(phone)[0]["drawn"]["glucose"]
    told = [value for value in drawn if value is not None]
    assert len(told) > 10 and told == sorted(told, reverse=True)


@pytest.mark.parametrize("along", [0.16, 0.4, 0.9])
def test_a_finger_that_goes_up_scrolls_and_draws_nothing(phone, site_url, along):
    open_bet(phone, site_url + CHAPTER)
    phone.wait_for_selector("html[data-widgets=ready]")
    box, before = surface_of(phone), phone.evaluate("scrollY")
    x, y = box["x"] + along * box["width"], box["y"] + 0.4 * box["height"]
    swipe(phone, [(x + part, y - 20 * part) for part in range(12)])  # 220 px up
    phone.wait_for_function("(before) => scrollY > before + 100", arg=before)
    commit(phone)
    phone.get_by_text("This is no whole bet yet").wait_for()


def test_a_finger_that_goes_up_from_the_chosen_point_leaves_it(phone, site_url):
    open_bet(phone, site_url + CHAPTER)
    phone.wait_for_selector("html[data-widgets=ready]")
    box = surface_of(phone)
    middle = box["x"] + 0.5 * box["width"], box["y"] + 0.5 * box["height"]
    swipe(phone, [middle])  # a tap sets a point, which is chosen then
    chosen = phone.locator(".bet-handle.is-here").first
    before, told = phone.evaluate("scrollY"), chosen.get_attribute("aria-valuetext")
    assert told != "nothing yet"
    swipe(phone, [(middle[0] + part, middle[1] - 20 * part) for part in range(12)])
    phone.wait_for_function("(before) => scrollY > before + 100", arg=before)
    assert chosen.get_attribute("aria-valuetext") == told


@pytest.mark.parametrize(
    ("chapter", "width", "height"),
    [(CHAPTER, 1280, 800), (YEARS, 1280, 800), (YEARS, 390, 844)],
)
def test_the_curves_are_in_view_with_the_sentence_of_the_gap(
    page, site_url, chapter, width, height
):
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(reduced_motion="reduce")
    open_bet(page, site_url + chapter)
    page.locator(".bet-choice input").last.check()
    commit(page)
    for part in (".bet-pads", ".bet-gap"):
        expect(page.locator(part)).to_be_in_viewport(ratio=1)


# --- the opening ----------------------------------------------------------------------------------

#: What readers come with (tests/explorers/test_windows.py has the same six); the header of the page takes its part.
WINDOWS = [(1280, 800), (1440, 900), (768, 1024), (390, 844), (844, 390), (360, 640)]
#: How far down the page a reader first finds something to touch, and the explorer; in windows.
OPENING = """() => {
  const down = (part) => (document.querySelector(part).getBoundingClientRect().top + scrollY) / innerHeight;
  return [".bet-surface, .bet-choice", ".explorer"].map(down);
}"""


@pytest.mark.parametrize("name", [page.stem for page in prose.chapters()])
def test_a_chapter_opens_with_its_bet_and_the_explorer_comes_next(page, site_url, name):
    open_bet(page, f"{site_url}chapters/{name}.html")
    page.locator(".explorer").first.wait_for(state="attached")
    for width, height in WINDOWS:
        page.set_viewport_size({"width": width, "height": height})
        settle(page)
        bet, explorer = page.evaluate(OPENING)
        assert bet < 1, f"{width} x {height}: the bet begins {bet:.1f} windows down"
        if height >= 800:  # the scene of chapter 8 is as high as a window
            assert explorer < (2.5 if page.locator(".is-scene").count() else 2), (width, height)


# --- the scene of the years -----------------------------------------------------------------------

FITS = """() => {
  const header = document.querySelector(".bd-header-article").getBoundingClientRect().height;
  return innerHeight - header - document.querySelector(".bet-pads").getBoundingClientRect().height;
}"""
BANDS = """() => {
  const line = document.querySelector(".curve-grid line");
  const [left, right] = ["x1", "x2"].map((name) => Number(line.getAttribute(name)));
  const start = document.querySelector(".bet-surface").getBoundingClientRect().left + left;
  return [...document.querySelectorAll(".bet-stage")].map((band) =>
    [band.dataset.stage, ((band.getBoundingClientRect().left - start) / (right - left)) * 15]);
}"""


def scene_life():
    """The years of the scene, as the model of Python has them."""
    days = 2 * 365 / np.log(2)
    resistance = Drift().then(day=0, muscle=0.2, liver=0.9, days=days)
    return years(Person(reserve=0.33 * 1.4), resistance)


def onsets(life):
    """When fasting glucose passes its lines (ADA 2025), as a laboratory reports it: in whole mg/dL."""
    return [life.onset(life.fasting_glucose_mgdl, line - 0.5) for line in (100, 126)]


def test_the_years_are_a_scene_with_the_stages_as_its_ground(page, site_url):
    page.emulate_media(reduced_motion="reduce")
    open_bet(page, site_url + YEARS)
    pads = page.locator(".bet-pads")
    for covered in (".bet-stage", ".scene-onset", ".scene-label", ".scene-range"):
        assert pads.locator(covered).count() == 0, "the scene gives its answer away"
    page.get_by_role("button", name="Show me without a bet").click()

    life = scene_life()
    bands = dict(page.evaluate(BANDS))
    assert [bands["prediabetes"], bands["diabetes"]] == pytest.approx(
        onsets(life), abs=0.15
    )  # 0.1 years a step

    page.locator(".bet-numbers summary").click()
    rows = [row.inner_text().split("\t") for row in page.locator(".bet-numbers tbody tr").all()]
    for year, glucose, insulin, _ in rows:
        assert float(glucose) == pytest.approx(
            life.value(life.fasting_glucose_mgdl, float(year)), abs=1
        )
        assert float(insulin) == pytest.approx(
            life.value(life.fasting_insulin_uUml, float(year)), abs=0.1
        )
    assert [row[3] for row in rows] == ["normal", "normal", "prediabetes", *["type 2 diabetes"] * 3]

    for width, height in WINDOWS:
        page.set_viewport_size({"width": width, "height": height})
        open_bet(page, site_url + YEARS)
        page.get_by_role("button", name="Show me without a bet").click()
        page.locator(".bet-stage").first.wait_for()
        assert page.evaluate(FITS) >= 0, (width, height)
        names = page.locator(".bet-stage strong").all()
        assert all(name.evaluate("(at) => at.scrollWidth <= at.clientWidth") for name in names), (
            width
        )


# Where the lines and the stages begin, in years by the labels below them, and how large the smallest number is, in pt.
SHEET = """() => {
  const box = (part) => part.getBoundingClientRect();
  const middle = (part) => (box(part).left + box(part).right) / 2;
  const labels = [...document.querySelectorAll(".bet-years span")];
  const [first, last] = [labels[0], labels.at(-1)];
  const from = Number.parseFloat(first.textContent), to = Number.parseFloat(last.textContent);
  const year = (at) => from + ((at - middle(first)) / (middle(last) - middle(first))) * (to - from);
  const lines = [...document.querySelectorAll("[data-pad=years] .scene-onset")];
  const numbers = [...document.querySelectorAll(".bet-pads .curve-grid text")];
  const points = (text) => Number.parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a * 0.75;
  return {
    lines: lines.map((line) => year(middle(line))),
    stages: [...document.querySelectorAll(".bet-stage")].slice(1).map((stage) => year(box(stage).left)),
    points: Math.min(...numbers.map(points)),
  };
}"""
PRINTABLE = 718  # pixels of CSS between the margins of a browser on A4: 190 mm


@pytest.mark.parametrize("size", WINDOWS)
def test_on_paper_the_stages_begin_where_their_years_say(page, site_url, size):
    page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
    open_bet(page, site_url + YEARS)
    page.get_by_role("button", name="Show me without a bet").click()
    page.locator(".bet-stage").first.wait_for()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")  # without another layout of the window: a sheet has none
    page.set_viewport_size({"width": PRINTABLE, "height": size[1]})
    sheet = page.evaluate(SHEET)
    expected = onsets(scene_life())
    assert sheet["lines"] == pytest.approx(expected, abs=0.1)
    assert sheet["stages"] == pytest.approx(expected, abs=0.1)
    assert sheet["points"] >= 8


SPACED = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""  # WCAG 1.4.12
LARGE = "html { font-size: 32px !important; }"
CUT = """() => [...document.querySelectorAll(".bet-ground :is(strong, small)")].filter((name) => {
  if (!name.checkVisibility()) return false;
  const own = name.getBoundingClientRect(), around = name.parentElement.getBoundingClientRect();
  return own.left < around.left || own.right > around.right || own.right > innerWidth;
}).map((name) => name.textContent)"""


@pytest.mark.parametrize(
    ("width", "height", "style"),
    [(320, 800, SPACED), (1280, 800, SPACED), (320, 640, LARGE)],
)
def test_no_name_of_a_stage_is_cut(page, site_url, width, height, style):
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(reduced_motion="reduce")
    open_bet(page, site_url + YEARS)
    page.get_by_role("button", name="Show me without a bet").click()
    page.locator(".bet-stage").first.wait_for()
    page.add_style_tag(content=style)
    settle(page, 200)
    assert page.evaluate(CUT) == []
    names = page.locator(".bet-ground strong:visible").all_inner_texts()
    assert names == ["normal", "prediabetes", "type 2 diabetes"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# --- every reader ---------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [CHAPTER, YEARS, CHOICES])
def test_the_answer_is_still_for_who_wants_no_motion(page, site_url, path):
    page.emulate_media(reduced_motion="reduce")
    open_bet(page, site_url + path)
    page.locator(".bet-choice input").first.check()
    commit(page)
    page.locator(".bet-gap:not(:empty)").wait_for()
    moving = "document.getAnimations().filter(({effect}) => effect.target.closest('.bet')).length"
    assert page.evaluate(moving) == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", [CHAPTER, YEARS, CHOICES])
def test_axe_finds_nothing_before_and_after(page, site_url, path, theme):
    page.emulate_media(reduced_motion="reduce", color_scheme=theme)
    open_bet(page, site_url + path)
    assert grave(page, ".bet") == []
    page.locator(".bet-choice input").first.check()
    commit(page)
    page.locator(".bet-gap:not(:empty)").wait_for()
    assert grave(page, ".bet") == []


def test_without_javascript_the_folds_can_be_read(browser, site_url):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + CHAPTER)
    for choice in bets.load(NAME)["choices"]:
        fold = page.locator("details", has_text=choice["text"]).first
        fold.locator("summary").click()
        assert fold.get_by_text(choice["hint"]).is_visible()
    assert page.locator(".bet-blank svg").first.is_visible()
    context.close()


@pytest.mark.parametrize("names", [["setItem"], ["getItem", "setItem", "removeItem"]])
def test_a_storage_that_refuses_stops_no_bet(page, site_url, names):
    page.add_init_script(
        """for (const name of NAMES) {
          const own = Storage.prototype[name];
          Storage.prototype[name] = function (key, ...rest) {
            if (key.startsWith("cells-listening")) throw new DOMException("", "SecurityError");
            return own.call(this, key, ...rest);
          };
        }""".replace("NAMES", str(names))
    )
    open_bet(page, site_url + CHAPTER)
    page.get_by_label("As in health").check()
    commit(page)
    page.locator(".bet-gap", has_text="You drew a peak").wait_for()
    page.get_by_role("button", name="Forget it").click()
    assert page.locator(".bet-gap").is_hidden()


HOSTILE = ['{"choice": 99}', '{"drawn": {"glucose": ["<b>", 2]}}', "[", '{"drawn": 7}']


@pytest.mark.parametrize("content", HOSTILE)
def test_what_is_no_bet_is_not_shown(page, site_url, content):
    open_bet(page, site_url + CHAPTER)
    key = f"cells-listening:bet:/{CHAPTER}:{NAME}"
    page.evaluate("([key, content]) => localStorage.setItem(key, content)", [key, content])
    open_bet(page, site_url + CHAPTER)
    page.get_by_role("button", name="This is my bet").wait_for()
    assert page.locator(".curve-answer").count() == 0
