"""A day in a picture: arrows as wide as the flows of the model, a day that plays, and stands still where asked to."""

from __future__ import annotations

import base64
import re
from functools import cache

import numpy as np
import pytest
from axe import AXE
from conftest import open_page
from drawing import arrow_width, drawing, smallest_type, touching
from explorer_page import ExplorerPage
from playwright.sync_api import expect

from widgets import explorers
from widgets.explorers.kit.words import words
from widgets.model import Person, day
from widgets.model.body.health import DAILY_MEALS
from widgets.quizzes import load

EXPLORER, CHAPTER = "body", "chapters/01-main-players.html"
WORDS = words("body")
PLAYER = WORDS["player"]
#: Arrows of the picture, with the flows of the model that each shows (mg/min).
ARROWS = {
    "gut": ("F_in",),
    "kept": ("F_kept",),
    "made": ("F_made",),
    "liver": ("F_liver",),
    "muscle": ("F_muscle",),
    "fat": ("F_fat",),
    "brain": ("F_brain", "F_other"),
}


# What the browser's solver and SciPy's may differ by.
SHARE, MGMIN, UH = 0.01, 0.5, 0.02


@cache
def eaten(grams):
    """The day of the model in Python, by SciPy."""
    return day(Person(), [(minute, grams) for minute, _ in DAILY_MEALS])


@cache
def flows(grams):
    course = eaten(grams)
    shown = {name: sum(course.flow(part) for part in parts) for name, parts in ARROWS.items()}
    return shown | {"insulin": course.quantity("S") * 60 / 1e6}


# The picture


def widths(explorer):
    return {name: arrow_width(explorer, name) for name in (*ARROWS, "insulin")}


def texts(explorer):
    """What stands in the picture."""
    return drawing(explorer).locator("text").all_text_contents()


def wait_for_time(explorer, condition):
    """Wait until the time of day (minutes since breakfast) meets a condition in JavaScript."""
    time = "document.querySelector('[data-explorer=body]').explorer.values.time"
    explorer.page.wait_for_function(f"() => ({condition})({time})")


@pytest.mark.parametrize("grams", [60, 110])
def test_arrows_are_as_wide_as_the_flows_of_the_model(explorer, grams):
    of_glucose = arrow_width(explorer, "key_glucose") / 200
    of_insulin = arrow_width(explorer, "key_insulin") / 5
    for time in (0, 25, 60, 150, 365, 1200, 1440):
        explorer.set(time=time, grams=grams)
        for name, width in widths(explorer).items():
            scale, least = (of_insulin, UH) if name == "insulin" else (of_glucose, MGMIN)
            reference = flows(grams)[name][time]
            assert width / scale == pytest.approx(reference, rel=SHARE, abs=least), (name, time)


def test_what_the_key_stands_for_is_written_beside_it(explorer):
    told = texts(explorer)
    assert {"200 mg/min", "5 U/h"} <= set(told)


def test_no_arrow_without_a_flow(explorer):
    explorer.set(time=1200)
    gut = drawing(explorer).locator("[data-flow=gut]")
    expect(gut).to_be_hidden()
    explorer.set(time=30)
    expect(gut).to_be_visible()


def test_the_blood_in_the_picture_is_that_of_the_charts(explorer):
    explorer.set(time=90)
    course = eaten(60)
    glucose, insulin = explorer.curve("glucose"), explorer.curve("insulin")
    np.testing.assert_allclose(glucose, course.glucose_mgdl, atol=0.1)
    np.testing.assert_allclose(insulin, course.insulin_uUml, rtol=0.005)
    told = " ".join(texts(explorer))
    assert f"{glucose[90]:.0f} mg/dL" in told
    assert f"{insulin[90]:.1f} µU/mL" in told


def test_the_table_holds_every_flow_in_numbers(explorer):
    explorer.set(time=60, grams=100)
    for name, label in WORDS["gauges"]["rows"].items():
        row = explorer.root.get_by_role("row", name=label)
        told = [int(text) for text in row.get_by_role("cell").all_inner_texts()]
        reference = [flows(grams)[name][60] for grams in (100, 60)]
        assert told == pytest.approx(reference, rel=SHARE, abs=0.6), name


@pytest.mark.parametrize("width", [390, 1280])
def test_no_text_of_the_picture_touches_another_or_the_edge(page, site_url, width):
    page.set_viewport_size({"width": width, "height": 900})
    open_page(page, site_url + CHAPTER)
    explorer = ExplorerPage(page, EXPLORER)
    explorer.set(time=60)
    for unit in ("mmol/L", "pmol/L", "mg/dL", "µU/mL"):
        explorer.button(unit).click()
        expect(drawing(explorer)).to_contain_text(unit)
        assert touching(explorer) == []
    assert smallest_type(explorer) > 11.9


def test_dark_pages_get_a_dark_picture(opened):
    fill = "(svg) => getComputedStyle(svg.querySelector('text')).fill"
    light = drawing(opened).evaluate(fill)
    opened.page.evaluate("document.documentElement.dataset.theme = 'dark'")
    expect(opened.root).to_have_attribute("data-palette", "dark")
    assert drawing(opened).evaluate(fill) != light


# The sentence


def test_at_night_the_liver_feeds_the_body(explorer):
    explorer.preset("night")
    expect(explorer.status).to_contain_text("at 3:00 AM")
    expect(explorer.status).to_contain_text("The gut is empty, and the liver feeds the blood.")
    assert "154 from the liver" in explorer.rest
    expect(explorer.status).to_contain_text("glucose is steady")


def test_the_sentence_says_which_way_glucose_goes(explorer):
    glucose = eaten(60).glucose_mgdl
    for time in (20, 90, 200, 400, 980):
        explorer.set(time=time)
        change = glucose[time + 1] - glucose[time]
        # 5 mg/min, from which the sentence speaks of a change, are 0.04 mg/dL a minute.
        verb = "is steady" if abs(change) < 0.04 else "rises" if change > 0 else "falls"
        expect(explorer.status).to_contain_text(f"glucose {verb}")


# Time


def test_keys_step_through_the_day(explorer):
    explorer.set(time=60)
    explorer.slider("time").focus()
    for key, time, spoken in (
        ("ArrowRight", 65, "8:05"),
        ("ArrowLeft", 60, "8:00"),
        ("Shift+ArrowRight", 120, "9:00"),
        ("PageUp", 180, "10:00"),
        ("End", 1440, "7:00"),
        ("Home", 0, "7:00"),
    ):
        explorer.page.keyboard.press(key)
        expect(explorer.slider("time")).to_have_attribute(
            "aria-valuetext", re.compile(f"^{spoken}.AM")
        )
        assert explorer.values["time"] == time
        expect(explorer.status).to_contain_text(re.compile(f"at {spoken}.AM"))


def test_meals_are_named_beside_the_time(explorer):
    explorer.set(time=360)
    value = explorer.root.locator("[data-control=time] .explorer-control-value")
    expect(value).to_have_text(re.compile(r"^1:00.PM · lunch$"))
    assert re.fullmatch(r"1:00.PM, lunch", explorer.slider("time").get_attribute("aria-valuetext"))


def test_steps_of_an_hour_stop_at_the_ends(explorer):
    explorer.set(time=1400)
    explorer.button(PLAYER["forward"]).click()
    wait_for_time(explorer, "(time) => time === 1440")
    explorer.set(time=30)
    explorer.button(PLAYER["back"]).click()
    wait_for_time(explorer, "(time) => time === 0")


def test_the_day_plays_and_pauses(explorer):
    explorer.set(time=0)
    explorer.button(PLAYER["play"]).press("Enter")
    expect(explorer.button(PLAYER["pause"])).to_be_focused()
    wait_for_time(explorer, "(time) => time >= 60")
    explorer.button(PLAYER["pause"]).press("Enter")
    expect(explorer.button(PLAYER["play"])).to_be_visible()
    rested = explorer.values["time"]
    explorer.page.wait_for_timeout(300)
    assert explorer.values["time"] == rested
    assert arrow_width(explorer, "muscle") / arrow_width(
        explorer, "key_glucose"
    ) * 200 == pytest.approx(flows(60)["muscle"][int(rested)], rel=SHARE, abs=MGMIN)


def test_the_day_stops_at_its_end_and_starts_anew(opened):
    opened.set(time=1425)
    opened.button(PLAYER["play"]).click()
    expect(opened.button(PLAYER["play"])).to_be_visible()
    assert opened.values["time"] == 1440
    opened.button(PLAYER["play"]).click()
    wait_for_time(opened, "(time) => time > 0 && time < 600")


def test_a_reader_who_moves_the_slider_takes_over(explorer):
    explorer.set(time=0)
    explorer.button(PLAYER["play"]).click()
    wait_for_time(explorer, "(time) => time > 0")
    explorer.slider("time").press("End")
    expect(explorer.button(PLAYER["play"])).to_be_visible()
    assert explorer.values["time"] == 1440


def test_a_day_that_plays_is_told_now_and_then(opened):
    opened.set(time=0)
    opened.root.evaluate(
        """(root) => {
          const status = root.querySelector("[role=status]");
          globalThis.told = new Set();
          globalThis.seen = new Set();
          new MutationObserver(() => told.add(status.textContent)).observe(status, { childList: true });
          root.addEventListener("explorer:change", ({ detail }) => seen.add(detail.values.time));
        }"""
    )
    opened.button(PLAYER["play"]).click()
    wait_for_time(opened, "(time) => time >= 240")
    told, seen = opened.page.evaluate("[told.size, seen.size]")
    assert 1 <= told <= seen / 3
    opened.button(PLAYER["pause"]).click()
    time = int(opened.values["time"])
    clock = f"{7 + time // 60}:{time % 60:02}"
    expect(opened.status).to_contain_text(f"at {clock}")
    expect(opened.status).to_have_attribute("aria-busy", "false")


def test_who_wants_less_motion_steps_instead(page, site_url):
    page.emulate_media(reduced_motion="reduce")
    open_page(page, site_url + CHAPTER)
    explorer = ExplorerPage(page, EXPLORER)
    expect(explorer.button(PLAYER["play"])).to_be_hidden()
    explorer.set(time=0)
    explorer.button(PLAYER["forward"]).click()
    wait_for_time(explorer, "(time) => time === 60")


def test_the_wish_for_less_motion_stops_a_day_that_plays(opened):
    opened.set(time=0)
    opened.button(PLAYER["play"]).click()
    wait_for_time(opened, "(time) => time > 0")
    opened.page.emulate_media(reduced_motion="reduce")
    expect(opened.root.locator("[data-tool=play]")).to_be_hidden()
    rested = opened.values["time"]
    opened.page.wait_for_timeout(300)
    assert opened.values["time"] == rested


# What every explorer has


def test_units_reach_charts_picture_and_sentence(explorer):
    before = explorer.curve("glucose")
    explorer.unit("mmol/L")
    expect(explorer.status).to_contain_text("mmol/L")
    np.testing.assert_allclose(explorer.curve("glucose"), before / 18.016, rtol=1e-6)
    told = explorer.told_in_units
    assert "mmol/L" in told
    assert "mg/dL" not in told


def test_more_in_each_meal_leaves_the_ordinary_day_behind(explorer):
    explorer.set(grams=100)
    np.testing.assert_allclose(
        explorer.curve("glucose", "health"), eaten(60).glucose_mgdl, atol=0.1
    )
    explorer.button(WORDS["shared"]["pin"]).click()
    explorer.set(grams=30)
    row = explorer.root.get_by_role("row", name=WORDS["table"]["insulin_peak_uUml"])
    told = [float(text) for text in row.get_by_role("cell").all_inner_texts()]
    peaks = [eaten(grams).insulin_uUml.max() for grams in (60, 100, 30)]
    assert told == pytest.approx(peaks, rel=SHARE)


def test_the_table_of_numbers_has_a_line_a_minute(explorer):
    columns, rows = explorer.table()
    assert len(rows) == 1441
    glucose = float(rows[90][columns.index("now_glucose_mgdl")])
    assert glucose == pytest.approx(eaten(60).glucose_mgdl[90], abs=0.1)


def test_the_png_holds_picture_and_charts(explorer):
    with explorer.page.expect_download() as download:
        explorer.button("PNG").click()
    content = base64.b64encode(download.value.path().read_bytes()).decode()
    colors = explorer.page.evaluate(
        """async (content) => {
          const image = new Image();
          image.src = `data:image/png;base64,${content}`;
          await image.decode();
          const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
          const pen = canvas.getContext("2d");
          pen.drawImage(image, 0, 0);
          const { data } = pen.getImageData(0, 0, image.width, image.height);
          const found = new Set();
          for (let at = 0; at < data.length; at += 4) found.add(data[at] * 65536 + data[at + 1] * 256 + data[at + 2]);
          return [...found];
        }""",
        content,
    )
    purple, orange, blue = 0x7A5BA6, 0xC45D00, 0x0067A5
    assert {purple, orange, blue} <= set(colors)


def test_the_address_carries_the_state(page, site_url):
    open_page(page, site_url + CHAPTER + "?body.time=395&body.grams=90")
    explorer = ExplorerPage(page, EXPLORER)
    expect(explorer.status).to_contain_text(re.compile(r"at 1:35.PM"))
    assert explorer.values == {"time": 395, "grams": 90}


def test_reset_brings_the_opening_back(explorer):
    opened = explorer.values
    explorer.set(time=700, grams=110)
    explorer.button(WORDS["shared"]["reset"]).click()
    wait_for_time(explorer, f"(time) => time === {opened['time']}")
    assert explorer.values == opened


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_jumps_below_the_sentence(page, site_url, width):
    page.set_viewport_size({"width": width, "height": 900})
    open_page(page, site_url + CHAPTER)
    explorer = ExplorerPage(page, EXPLORER)
    tops = set()
    for time in (0, 10, 60, 170, 360, 1200):
        explorer.set(time=time)
        offset = "(at) => Math.round(at.getBoundingClientRect().top + scrollY)"
        tops.add(explorer.slider("time").evaluate(offset))
    assert len(tops) == 1


def test_the_handle_of_the_cursor_stands_below_its_time(explorer):
    explorer.set(time=720)
    handle = explorer.slider("time").bounding_box()
    line = explorer.root.evaluate(
        """(root) => {
          const chart = root.querySelector(".js-plotly-plot");
          const { xaxis } = chart._fullLayout;
          return chart.getBoundingClientRect().left + xaxis._offset + xaxis.l2p(720);
        }"""
    )
    assert handle["x"] + handle["width"] / 2 == pytest.approx(line, abs=2)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_everyone_can_read_it(opened, theme):
    opened.page.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", theme)
    expect(opened.root).to_have_attribute("data-palette", theme)
    opened.page.add_script_tag(path=AXE)
    found = opened.page.evaluate("axe.run('.explorer', { resultTypes: ['violations'] })")
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []


def test_python_gets_what_the_explorer_shows():
    explorer = explorers.body(time=300, grams=90)
    course = explorer.result()
    np.testing.assert_array_equal(course.glucose_mgdl, eaten(90).glucose_mgdl)
    drawn = {(trace.meta["run"], trace.meta["series"]): trace for trace in explorer.figure().data}
    np.testing.assert_array_equal(drawn["now", "insulin"].y, course.insulin_uUml)
    with pytest.raises(
        ValueError, match=re.escape("grams is 500; allowed: a number from 10 to 120")
    ):
        explorers.body(grams=500)


# Numbers of the quiz


def test_the_questions_ask_for_what_the_model_gives(explorer):
    questions = {question["id"]: question for question in load("01-main-players")["questions"]}
    target, made = questions["quiet-liver"]["target"], flows(60)["made"]
    asked = [
        time for time in range(0, 1441, 5) if target["min"] <= round(made[time]) <= target["max"]
    ]
    assert asked
    assert explorer.values["time"] not in asked  # the answer must be looked for
    explorer.set(time=asked[0])
    assert target["min"] <= round(explorer.results[target["result"]]) <= target["max"]
    night = questions["night-shift"]["answer"]
    assert 8 * 60 * made[1200] / 1000 == pytest.approx(night["value"], abs=night["tolerance"])
