"""The landing page's body: its numbers are the model's, its marks mean what they say, and the first window has all."""

from __future__ import annotations

import itertools
import re
from functools import cache

import numpy as np
import pytest
from axe import AXE
from conftest import ROOT, open_page
from drawing import arrow_width, drawing, smallest_type, text, touching
from explorer_page import ExplorerPage
from playwright.sync_api import expect

from widgets import explorers
from widgets.explorers.kit.words import words
from widgets.model import Person, meal

EXPLORER, CHAPTER = "sensitivity", "book/index.html"
WORDS = words("sensitivity")
#: What the browser's solver and SciPy's may differ by; and half of the last printed digit.
SHARE, MGMIN, UH = 0.01, 0.6, 0.06
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


@cache
def drunk(muscle):
    """The drink of the model in Python, by SciPy."""
    return meal(Person(muscle=muscle / 100), 75)


def flow(muscle, name, time):
    return sum(drunk(muscle).flow(part)[time] for part in ARROWS[name])


def released(muscle, time):
    return drunk(muscle).quantity("S")[time] * 60 / 1e6  # µU/min to U/h


def test_it_opens_in_health_and_asks(explorer):
    assert explorer.values == {"muscle": 100, "time": 60}
    assert "which curve leaves its dashed line?" in explorer.sentence


@pytest.mark.parametrize("muscle", [100, 40, 10])
def test_arrows_are_as_wide_as_the_flows_of_the_model(explorer, muscle):
    explorer.set(muscle=100, time=60)
    of_glucose = arrow_width(explorer, "gut") / flow(100, "gut", 60)
    of_insulin = arrow_width(explorer, "insulin") / released(100, 60)
    for time in (0, 20, 60, 150, 240):
        explorer.set(muscle=muscle, time=time)
        for name in ARROWS:
            for health, of in ((False, muscle), (True, 100)):
                told = arrow_width(explorer, name, health) / of_glucose
                assert told == pytest.approx(flow(of, name, time), rel=SHARE, abs=MGMIN), name
        for health, of in ((False, muscle), (True, 100)):
            told = arrow_width(explorer, "insulin", health) / of_insulin
            assert told == pytest.approx(released(of, time), rel=SHARE, abs=UH)


@pytest.mark.parametrize("muscle", [100, 40])
def test_blood_curves_and_sentence_tell_the_same(explorer, muscle):
    explorer.set(muscle=muscle, time=90)
    course = drunk(muscle)
    np.testing.assert_allclose(explorer.curve("glucose"), course.glucose_mgdl, atol=0.2)
    np.testing.assert_allclose(explorer.curve("insulin"), course.insulin_uUml, rtol=0.005)
    glucose, insulin = course.glucose_mgdl[90], course.insulin_uUml[90]
    shown = [text(explorer, f"level_{name}_named").split()[0] for name in ("glucose", "insulin")]
    assert [float(number) for number in shown] == pytest.approx([glucose, insulin], rel=0.005)
    assert f"{course.glucose_mgdl.max():.0f} mg/dL" in explorer.sentence


def test_what_the_pancreas_does_is_told_against_health(explorer):
    assert text(explorer, "pancreas_does") == "works as in health"
    for muscle, time in ((40, 60), (10, 60), (10, 120)):
        explorer.set(muscle=muscle, time=time)
        ratio = released(muscle, time) / released(100, time)
        assert text(explorer, "pancreas_does") == f"works {ratio:.1f} times as hard"


def test_the_pancreas_fills_and_muscle_pales(explorer):
    """What is seen goes the way of what is told: more granules, and a muscle that stands back."""
    seen = """(root) => ({
      granules: [...root.querySelectorAll("[data-organ=pancreas] circle")]
        .filter(({ style }) => style.fillOpacity === "1").length,
      muscle: Number(root.querySelector("[data-organ=muscle]").style.opacity),
      warmth: Number(getComputedStyle(root.querySelector("[data-blood]")).fillOpacity),
    })"""
    steps = []
    for muscle in (100, 40, 10):
        explorer.set(muscle=muscle)
        steps.append(explorer.root.evaluate(seen))
    for before, after in itertools.pairwise(steps):
        assert before["granules"] < after["granules"]
        assert before["muscle"] > after["muscle"]
        assert before["warmth"] < after["warmth"]


def test_the_drawing_says_in_words_what_it_shows(explorer):
    explorer.set(muscle=40)
    label = drawing(explorer).get_attribute("aria-label")
    assert f", muscle takes {flow(40, 'muscle', 60):.0f}," in label
    assert f"In health, muscle takes {flow(100, 'muscle', 60):.0f}" in label
    assert "Muscle hears insulin at 40% of health" in label
    assert "1 h after the drink" in label


def test_the_cursor_moves_along_the_curves(explorer):
    explorer.slider("time").focus()
    explorer.page.keyboard.press("PageUp")
    expect(drawing(explorer)).to_contain_text("1 h 10 min after the drink")
    assert explorer.curve("cursor_height", axis="x").tolist() == [70, 70]
    handle = explorer.slider("time").bounding_box()
    line = explorer.root.evaluate(
        """(root) => {
          const chart = root.querySelector(".js-plotly-plot");
          const { xaxis } = chart._fullLayout;
          return chart.getBoundingClientRect().left + xaxis._offset + xaxis.l2p(70);
        }"""
    )
    assert handle["x"] + handle["width"] / 2 == pytest.approx(line, abs=2)


def test_a_mouse_along_the_curves_moves_the_cursor(explorer):
    plots = explorer.root.locator(".explorer-stage > .explorer-chart .nsewdrag")
    plot = plots.first.bounding_box()

    def at(minute):
        return plot["x"] + plot["width"] * minute / 240, plot["y"] + plot["height"] / 2

    mouse = explorer.page.mouse
    mouse.move(*at(120))
    mouse.down()
    mouse.move(*at(150), steps=4)
    mouse.up()
    assert explorer.values["time"] == pytest.approx(150, abs=1)
    mouse.click(*at(30))
    assert explorer.values["time"] == pytest.approx(30, abs=1)
    mouse.move(*at(200))
    assert explorer.values["time"] == pytest.approx(30, abs=1)


def test_units_reach_the_blood(explorer):
    explorer.unit("mmol/L")
    shown = text(explorer, "level_glucose_named")
    assert shown.endswith("mmol/L glucose")
    assert float(shown.split()[0]) == pytest.approx(drunk(100).glucose_mgdl[60] / 18.016, abs=0.06)


def test_the_address_carries_the_state(page, site_url):
    open_page(page, f"{site_url}{CHAPTER}?sensitivity.muscle=40&sensitivity.time=30")
    explorer = ExplorerPage(page, EXPLORER)
    assert explorer.values == {"muscle": 40, "time": 30}
    expect(drawing(explorer)).to_contain_text("30 min after the drink")


def test_the_table_of_numbers_has_a_line_a_minute(explorer):
    columns, rows = explorer.table()
    assert len(rows) == 241
    glucose = float(rows[90][columns.index("now_glucose_mgdl")])
    assert glucose == pytest.approx(drunk(100).glucose_mgdl[90], abs=0.1)


def test_python_gets_what_the_explorer_shows():
    explorer = explorers.sensitivity(muscle=40)
    np.testing.assert_array_equal(explorer.result().glucose_mgdl, drunk(40).glucose_mgdl)
    drawn = {(trace.meta["run"], trace.meta["series"]): trace for trace in explorer.figure().data}
    np.testing.assert_array_equal(drawn["health", "insulin"].y, drunk(100).insulin_uUml)
    with pytest.raises(ValueError, match=re.escape("time is 300; allowed: a number from 0 to 240")):
        explorers.sensitivity(time=300)


# The window

BEHIND = "getComputedStyle(document.querySelector('.tag_hero .widget-host')).backgroundImage"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_how_it_opens_is_there_before_it_lives(page, site_url, width, height, theme):
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": width, "height": height})
    held = []
    page.route("**/charts.js*", lambda route: held.append(route))  # late, as on a slow line
    page.goto(site_url + CHAPTER, wait_until="commit")
    host = page.locator(".tag_hero .widget-host")
    host.wait_for(state="attached")
    page.wait_for_function(f"{BEHIND} !== 'none'")
    picture = page.evaluate(BEHIND)[len('url("') : -len('")')]
    assert picture.endswith(f"-opens-{width}-{theme}.webp")
    size = """async (address) => {
      const image = Object.assign(new Image(), { src: address });
      await image.decode();
      return [image.naturalWidth, image.naturalHeight];
    }"""
    box = host.bounding_box()
    wide, high = page.evaluate(size, picture)
    assert wide == pytest.approx(box["width"], abs=1)
    assert box["y"] + high >= height - 1
    held[0].continue_()
    page.wait_for_selector("html[data-widgets=ready]")
    assert page.evaluate(BEHIND) == "none"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_all_of_it_is_in_the_first_window(page, site_url, width, height, theme):
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": width, "height": height})
    open_page(page, site_url + CHAPTER)
    parts = (
        ".explorer-drawing",
        ".explorer-stage > .explorer-chart",
        "[role=status]",
        "[data-control=muscle] [role=slider]",
        "[data-control=time] [role=slider]",
    )
    root = page.locator(".explorer").first
    boxes = [root.locator(part).bounding_box() for part in parts]
    boxes.append(page.locator("#when-cells-stop-listening > p").first.bounding_box())
    header = page.locator(".bd-header-article").bounding_box()
    for box in boxes:
        assert header["y"] + header["height"] <= box["y"] + 1
        assert box["y"] + box["height"] <= height
        assert 0 <= box["x"] <= width - box["width"]


@pytest.mark.parametrize("width", [360, 390, 768, 1280, 1920])
def test_no_text_of_the_drawing_touches_another_or_the_edge(page, site_url, width):
    page.set_viewport_size({"width": width, "height": 1000})
    open_page(page, site_url + CHAPTER)
    explorer = ExplorerPage(page, EXPLORER)
    explorer.set(muscle=10, time=75)
    for unit in ("mmol/L", "pmol/L", "mg/dL", "µU/mL"):
        explorer.unit(unit)
        assert touching(explorer) == []
    assert smallest_type(explorer) > 11.9


# Motion

MOVING = "() => document.getAnimations().filter(({ effect }) => effect.target.closest?.('.explorer-drawing')).length"


def test_what_flows_moves_while_it_is_in_sight(page, site_url):
    open_page(page, site_url + CHAPTER)
    page.wait_for_function(f"({MOVING})() > 0")
    page.evaluate("scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })")
    page.wait_for_function(f"({MOVING})() === 0")


def test_it_is_still_on_paper_and_for_who_wants_less_motion(page, site_url):
    page.emulate_media(reduced_motion="reduce")
    open_page(page, site_url + CHAPTER)
    assert page.evaluate(MOVING) == 0
    page.emulate_media(reduced_motion="no-preference")
    page.wait_for_function(f"({MOVING})() > 0")
    page.emulate_media(media="print")
    page.wait_for_function(f"({MOVING})() === 0")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_everyone_can_read_it(opened, theme):
    opened.page.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", theme)
    expect(opened.root).to_have_attribute("data-palette", theme)
    opened.page.add_script_tag(path=AXE)
    found = opened.page.evaluate("axe.run('.explorer', { resultTypes: ['violations'] })")
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []


# The house


def rooms(pattern, text):
    """Folders of the explorers with a file in which something is written."""
    house = ROOT / "widgets/explorers"
    found = (path for path in house.rglob(pattern) if re.search(text, path.read_text("utf-8")))
    return {path.parent.relative_to(house).as_posix() for path in found}


def test_one_code_draws_every_body():
    """Organs stand in one place, and an explorer that shows a body says only what flows in it."""
    assert rooms("*.js", r"""["'`]M ?-?\d""") == {"kit/body"}
    asked = rooms("explorer.py", r"\bbody=Body\(")
    assert rooms("*.js", r"(?m)^  body,$") == asked >= {"body", "sensitivity"}
