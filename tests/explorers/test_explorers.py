"""A reader moves a slider: the curves and the sentence answer, and so does every other control."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re

import numpy as np
import pytest
from conftest import CHAPTER, open_page, settle
from explorer_page import ExplorerPage
from playwright.sync_api import expect

from widgets import bundled, explorers, quizzes
from widgets.explorers.kit.words import kit_words, words
from widgets.explorers.resistance.explorer import CONTROLS as CONTROLS_STATED
from widgets.model import Person, meal

EXPLORER = "resistance"
ROBUST = 1.4
CONTROLS = tuple(control.name for control in CONTROLS_STATED)
WORDS = words("resistance")
LABELS = {name: own["label"] for name, own in WORDS["controls"].items()}
LABELS["reserve"] = kit_words()["people"]["reserve"]
# What a curve and the sentence may differ by: half of the last printed digit, and the solvers'.
MGDL, UUML = 0.6, 0.3


def shown(explorer):
    """What a screen reader is told of each slider."""
    return {name: explorer.value(name) for name in CONTROLS}


def path(explorer):
    """The line of glucose, as it is painted."""
    return (
        explorer.root.locator(".js-plotly-plot").first.locator(".js-line").nth(1).get_attribute("d")
    )


def top(explorer, axis="yaxis2"):
    script = "(root, axis) => root.querySelector('.js-plotly-plot').layout[axis].range[1]"
    return explorer.root.evaluate(script, axis)


def solved(muscle=100, liver=100, reserve=100, grams=75):
    person = Person(muscle=muscle / 100, liver=liver / 100, reserve=reserve / 100 * ROBUST)
    return meal(person, grams)


# Moving


@pytest.mark.parametrize("name", CONTROLS)
def test_a_key_moves_curve_and_sentence(explorer, name):
    before = explorer.sentence, path(explorer), explorer.value(name)
    explorer.slider(name).focus()
    for _ in range(2):
        explorer.page.keyboard.press("PageDown")
    settle(explorer.page)
    assert explorer.value(name) == before[2] - 20
    assert explorer.sentence != before[0]
    assert path(explorer) != before[1]


def test_the_mouse_moves_curve_and_sentence(explorer):
    before = explorer.sentence, path(explorer)
    explorer.slider("muscle").scroll_into_view_if_needed()
    box = explorer.slider("muscle").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    explorer.page.mouse.move(x, y)
    explorer.page.mouse.down()
    explorer.page.mouse.move(x - 120, y, steps=8)
    explorer.page.mouse.up()
    settle(explorer.page)
    assert explorer.value("muscle") < 80
    assert explorer.sentence != before[0]
    assert path(explorer) != before[1]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("ArrowRight", 51),
        ("ArrowUp", 51),
        ("ArrowLeft", 49),
        ("ArrowDown", 49),
        ("Shift+ArrowRight", 60),
        ("Shift+ArrowDown", 40),
        ("PageUp", 60),
        ("PageDown", 40),
        ("Home", 10),
        ("End", 100),
    ],
)
def test_keys_of_a_slider(explorer, key, value):
    explorer.set(liver=50)
    explorer.slider("liver").focus()
    explorer.page.keyboard.press(key)
    assert explorer.value("liver") == value


@pytest.mark.parametrize("slower", [1, 20])
def test_keys_faster_than_frames_are_all_counted(explorer, slower):
    """On a slow device some come between solving and drawing."""
    clock = explorer.page.context.new_cdp_session(explorer.page)
    clock.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    explorer.slider("muscle").focus()
    for _ in range(25):
        explorer.page.keyboard.press("ArrowLeft", delay=0)
    settle(explorer.page)
    clock.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    assert explorer.value("muscle") == 75


def test_what_is_drawn_is_what_was_solved_last(explorer):
    """Moves in one frame and in the next, with an axis that grows between, end in the same picture."""
    script = """async (root) => {
      const chart = root.querySelector(".js-plotly-plot");
      const rest = () => new Promise((done) => setTimeout(done, 250));
      const frame = () => new Promise((done) => requestAnimationFrame(done));
      const paths = () => [...chart.querySelectorAll(".scatterlayer path")].map(
        (path) => path.getAttribute("d") + path.getAttribute("transform"));
      const differences = [];
      for (const muscle of [90, 30, 12, 60, 10, 100, 25]) {
        root.explorer.set({ muscle, reserve: 30 + muscle / 2 });
        if (muscle > 20) await frame();
        root.explorer.set({ liver: 110 - muscle });
        await rest();
        const moved = paths();
        await Plotly.redraw(chart);
        differences.push(paths().filter((path, index) => path !== moved[index]).length);
      }
      return differences;
    }"""
    assert explorer.root.evaluate(script) == [0] * 7


def test_what_is_asked_to_be_drawn_now_is_there_at_once(explorer):
    """Whoever embeds an explorer may draw more than once before the browser shows the next frame."""
    script = """async (root) => {
      const chart = root.querySelector(".js-plotly-plot");
      const drawn = () => JSON.stringify(chart.data.map(({ meta, y }) => [meta, [...y]]));
      const own = [];
      for (const values of [{ reserve: 40 }, { muscle: 30 }, { grams: 40 }, { liver: 50 }]) {
        root.explorer.set(values);
        root.explorer.draw();
        own.push(drawn());
      }
      const last = own.at(-1);
      await new Promise((done) => setTimeout(done, 250));
      return [new Set(own).size, drawn() === last];
    }"""
    assert explorer.root.evaluate(script) == [4, True]


def test_axes_grow_in_steps_and_never_clip(explorer):
    tops = []
    for muscle in (100, 80, 60, 40, 20, 10):
        explorer.set(muscle=muscle)
        for axis, series in (("yaxis", "glucose"), ("yaxis2", "insulin")):
            assert explorer.curve(series).max() < top(explorer, axis)
        tops.append(top(explorer))
    assert tops == sorted(tops)
    assert 2 <= len(set(tops)) <= 5


# What the sentence and the curves say


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"muscle": 30},
        {"muscle": 40, "liver": 60, "grams": 50},
        {"muscle": 20, "liver": 50, "reserve": 33},
        {"reserve": 60, "grams": 120},
    ],
)
def test_numbers_are_those_of_scipy(explorer, values):
    explorer.set(**values)
    now = solved(**values)
    health = solved(**{**values, "muscle": 100, "liver": 100})
    np.testing.assert_allclose(explorer.curve("glucose"), now.glucose_mgdl, atol=0.1)
    np.testing.assert_allclose(explorer.curve("insulin"), now.insulin_uUml, atol=UUML)
    np.testing.assert_allclose(explorer.curve("glucose", "health"), health.glucose_mgdl, atol=0.1)

    sentence, rest = explorer.sentence, explorer.rest
    peak = float(re.search(r"peaks at (\d+) mg/dL", sentence)[1])
    minute = float(re.search(r"peaks after (\d+) min", rest)[1])
    assert peak == pytest.approx(now.glucose_mgdl.max(), abs=MGDL)
    assert minute == pytest.approx(int(now.glucose_mgdl.argmax()), abs=1)
    two_hour = float(re.search(r"At two hours it is (\d+)", rest)[1])
    assert two_hour == pytest.approx(now.glucose_mgdl[120], abs=MGDL)
    if ratio := re.search(r"is ([\d.]+) times normal", sentence):
        wanted = now.insulin_uUml[0] / health.insulin_uUml[0]
        assert float(ratio[1]) == pytest.approx(wanted, abs=0.06)


def test_the_sentence_names_what_it_sees_and_nothing_more(explorer):
    assert "every cell listens" in explorer.sentence
    explorer.set(muscle=40)
    assert "hyperinsulinemia" in explorer.sentence
    assert "stays in the normal range" in explorer.sentence
    explorer.set(muscle=10, liver=30, reserve=33)
    assert "diabetes range" in explorer.sentence
    explorer.set(muscle=15, liver=100, reserve=33, grams=120)
    # 120 g is no tolerance test: its two-hour glucose names no stage.
    assert "diabetes" not in explorer.sentence
    assert "wo-hour glucose" not in explorer.sentence
    assert "75 g only" in explorer.sentence


def test_every_corner_of_the_sliders_is_drawn_and_told(explorer):
    ends = [(control.minimum, control.maximum) for control in CONTROLS_STATED]
    for corner in itertools.product(*ends):
        explorer.set(**dict(zip(CONTROLS, corner, strict=True)))
        assert not re.search(r"NaN|undefined|null|Infinity|[{}]", explorer.sentence), corner
        for series, axis in (("glucose", "yaxis"), ("insulin", "yaxis2")):
            curve = explorer.curve(series)
            assert 0 < curve.min() <= curve.max() < top(explorer, axis), corner


def test_this_week_is_always_said(explorer):
    assert "This week" in explorer.root.inner_text()


def test_a_screen_reader_hears_the_sentence_once_after_the_last_move(explorer):
    status = explorer.root.locator("[role=status]")
    assert status.count() == 1
    expect(status).not_to_have_attribute("aria-busy", "true")  # what was shown before has been said
    status.evaluate(
        """(at) => {
          at.told = [];
          new MutationObserver(() => at.told.push(at.ariaBusy)).observe(at, { attributeFilter: ["aria-busy"] });
        }"""
    )
    explorer.slider("muscle").focus()
    explorer.page.keyboard.press("PageDown")
    told = status.element_handle()
    explorer.page.wait_for_function("(at) => at.told.at(-1) === 'false'", arg=told)
    assert status.evaluate("(at) => at.told")[0] == "true"


# Buttons


def test_reset(explorer):
    explorer.set(muscle=30, liver=40, reserve=50, grams=20)
    explorer.button(WORDS["shared"]["reset"]).click()
    settle(explorer.page)
    assert shown(explorer) == {"muscle": 100, "liver": 100, "reserve": 100, "grams": 75}


def test_presets_set_the_sliders_and_show_which_is_in_use(explorer):
    preset = explorer.button(WORDS["presets"]["low_reserve"])
    preset.click()
    settle(explorer.page)
    assert shown(explorer) == {"muscle": 25, "liver": 50, "reserve": 33, "grams": 75}
    assert preset.get_attribute("aria-pressed") == "true"
    explorer.set(muscle=26)
    assert preset.get_attribute("aria-pressed") == "false"


def test_a_pinned_run_stays_and_is_compared(explorer):
    explorer.set(muscle=40)
    held = explorer.curve("glucose")
    explorer.button(WORDS["shared"]["pin"]).click()
    explorer.set(muscle=80)
    np.testing.assert_array_equal(explorer.curve("glucose", "pinned"), held)
    table = explorer.root.get_by_role("table")
    row = table.get_by_role("row").filter(has_text=WORDS["table"]["glucose_peak_mgdl"])
    numbers = [float(text) for text in row.get_by_role("cell").all_inner_texts()]
    wanted = [solved(muscle=muscle).glucose_mgdl.max() for muscle in (100, 40, 80)]
    assert numbers == pytest.approx(wanted, abs=MGDL)
    explorer.button(WORDS["shared"]["unpin"]).click()
    settle(explorer.page)
    assert table.count() == 0
    assert explorer.curve("glucose", "pinned").size == 0


def test_units_change_everywhere(explorer):
    explorer.set(muscle=20, liver=50, reserve=33)
    mgdl, uUml = explorer.curve("glucose"), explorer.curve("insulin")
    explorer.button("mmol/L").click()
    explorer.button("pmol/L").click()
    settle(explorer.page)
    np.testing.assert_allclose(explorer.curve("glucose"), mgdl / 18.016)
    np.testing.assert_allclose(explorer.curve("insulin"), uUml * 6)
    shown = explorer.root.locator(".explorer-stage").inner_text()
    assert "Glucose, mmol/L" in shown
    assert "7.8 prediabetes" in shown
    assert "11.1 diabetes" in shown
    assert "mmol/L (in health" in explorer.sentence
    assert "mg/dL" not in explorer.sentence
    explorer.button("mg/dL").click()
    settle(explorer.page)
    np.testing.assert_allclose(explorer.curve("glucose"), mgdl)


# Files


def test_csv_holds_what_is_drawn(explorer):
    explorer.set(muscle=35, grams=60)
    explorer.button("mmol/L").click()
    settle(explorer.page)
    with explorer.page.expect_download() as download:
        explorer.button(WORDS["shared"]["csv"]).click()
    assert download.value.suggested_filename == "resistance.csv"
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text())))
    assert [float(row["minutes"]) for row in rows] == list(range(241))
    for run in ("now", "health"):
        for series, column in (("glucose", "glucose_mmolL"), ("insulin", "insulin_uUml")):
            written = [float(row[f"{run}_{column}"]) for row in rows]
            np.testing.assert_allclose(written, explorer.curve(series, run), rtol=1e-5)


#: Keeps what is written onto a canvas, until it is asked for; and which pictures are painted there.
WRITTEN = """() => {
  const pen = CanvasRenderingContext2D.prototype;
  const { fillText } = pen;
  const written = [];
  pen.fillText = function (text, ...place) { written.push(text); fillText.call(this, text, ...place); };
  globalThis.written = () => { pen.fillText = fillText; return written.join(""); };
  const { decode } = Image.prototype;
  globalThis.painted = [];
  Image.prototype.decode = function () { painted.push(decodeURIComponent(this.src)); return decode.call(this); };
}"""


def test_png_is_a_picture_with_its_title_its_sentence_and_its_link(explorer):
    explorer.page.evaluate(WRITTEN)
    with explorer.page.expect_download() as download:
        explorer.button(WORDS["shared"]["png"]).click()
    written = explorer.page.evaluate("written()").replace(" ", "")
    for part in (WORDS["title"], explorer.sentence, explorer.page.url):
        assert part.replace(" ", "") in written
    painted = explorer.page.evaluate("painted")
    assert len(painted) == 2  # the body and the charts, each with the type of the page
    for picture in painted:
        assert "@font-face" in picture and 'src: url("data:font/woff2;base64,' in picture
        drawing = re.sub(r"<style>.*?</style>", "", picture, flags=re.DOTALL)
        assert re.search(r"font-family: ?(&quot;|')?Source Sans 3 Variable", drawing)
    assert download.value.suggested_filename == "resistance.png"
    content = download.value.path().read_bytes()
    assert content.startswith(b"\x89PNG")
    assert len(content) > 20_000


# Address


def test_state_goes_to_the_address_and_comes_back(opened, site_url, browser):
    opened.set(muscle=40)
    opened.button(WORDS["shared"]["pin"]).click()
    opened.set(muscle=25, reserve=60, grams=60)
    opened.button("mmol/L").click()
    opened.page.wait_for_url("**resistance.muscle=25**")
    opened.page.wait_for_url("**mmol**")
    assert (
        "liver" not in opened.page.url.split("&resistance.pin")[0]
    )  # what is as at first is left out

    other = browser.new_page()
    open_page(other, opened.page.url)
    again = ExplorerPage(other, EXPLORER)
    settle(again.page)
    assert shown(again) == shown(opened)
    assert again.sentence == opened.sentence
    np.testing.assert_array_equal(
        again.curve("glucose", "pinned"), opened.curve("glucose", "pinned")
    )
    other.close()


def test_the_address_keeps_what_is_not_the_explorers(page, site_url):
    open_page(page, site_url + CHAPTER + "?teacher=ada&resistance.muscle=50#how")
    explorer = ExplorerPage(page, EXPLORER)
    explorer.set(liver=70)
    page.wait_for_url("**resistance.liver=70**")
    assert page.url.endswith("?teacher=ada&resistance.muscle=50&resistance.liver=70#how")


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("resistance.muscle=-3&resistance.grams=9999", {"muscle": 10, "grams": 120}),
        ("resistance.muscle=half&resistance.liver=&resistance.reserve=NaN", {}),
        ("resistance.muscle=33.4", {"muscle": 33}),
        ("resistance.pin=1,2&resistance.glucose=stone&resistance.nothing=1", {}),
        ("resistance.pin=a,b,c,d&muscle=20&compensation.muscle=20", {}),
        ("resistance-2.muscle=20", {}),
        ("resistance.muscle=Infinity&resistance.grams=1e400", {}),
    ],
)
def test_an_odd_address_is_held_in_range_or_ignored(page, site_url, query, values):
    open_page(page, f"{site_url}{CHAPTER}?{query}")
    explorer = ExplorerPage(page, EXPLORER)
    usual = {"muscle": 100, "liver": 100, "reserve": 100, "grams": 75}
    assert shown(explorer) == {**usual, **values}
    assert "mg/dL" in explorer.sentence


# Reading and reaching


def test_every_control_has_a_name_a_value_with_its_unit_and_help(explorer):
    for name in CONTROLS:
        slider = explorer.slider(name)
        assert slider.get_attribute("aria-label") == LABELS[name]
        assert slider.get_attribute("tabindex") == "0"
        unit = "grams" if name == "grams" else "percent"
        assert unit in slider.get_attribute("aria-valuetext")
        page = next(control.page for control in CONTROLS_STATED if control.name == name)
        keys = WORDS["shared"]["keys"].format(page=page)
        assert slider.get_attribute("aria-description") == keys
    explorer.set(reserve=33)
    assert explorer.slider("reserve").get_attribute("aria-valuetext") == "33 percent, susceptible"
    assert explorer.root.get_by_role("img", name=WORDS["chart"]).count() == 1
    for button in explorer.root.get_by_role("button").all():
        assert button.inner_text().strip()


def test_tab_meets_presets_sliders_and_tools_in_that_order(explorer):
    explorer.unfold()
    explorer.root.locator("[data-preset]").first.focus()
    met = []
    for _ in range(18):
        met.append(
            explorer.page.evaluate(
                """() => {
                  const { activeElement: at } = document;
                  const { preset, tool } = at.dataset;
                  return preset ? "preset" : at.role === "slider" || at.getAttribute("role") === "slider"
                    ? at.closest("[data-control]").dataset.control : tool ?? at.textContent;
                }"""
            )
        )
        explorer.page.keyboard.press("Tab")
    assert met == [
        *["preset"] * 5,
        "fasting insulin",  # of the sentence: it leads to the glossary
        *CONTROLS,
        *["people", "more", "reset", "pin", "mg/dL", "mmol/L", "µU/mL", "pmol/L"],
    ]


def test_on_a_phone_charts_stay_in_view_and_targets_are_large(page, site_url):
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, site_url + CHAPTER)
    explorer = ExplorerPage(page, EXPLORER)
    settle(explorer.page)
    explorer.slider("grams").focus()
    settle(explorer.page)
    chart = explorer.root.locator(".js-plotly-plot").first.bounding_box()
    header = page.locator(".bd-header-article").bounding_box()
    assert header["y"] + header["height"] - 1 <= chart["y"] < 200
    slider = explorer.slider("grams").bounding_box()
    sentence = explorer.root.locator("[role=status]").bounding_box()
    assert slider["y"] > sentence["y"] + sentence["height"]  # not hidden below what stays
    assert min(slider["width"], slider["height"]) >= 44
    for button in explorer.root.get_by_role("button").all():
        assert button.bounding_box()["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_swipe_over_the_charts_scrolls_the_page(browser, site_url):
    viewport = {"width": 390, "height": 844}
    context = browser.new_context(viewport=viewport, has_touch=True, is_mobile=True)
    page = context.new_page()
    open_page(page, site_url + CHAPTER)
    chart = page.locator(".js-plotly-plot").first
    chart.scroll_into_view_if_needed()
    before, box = page.evaluate("scrollY"), chart.bounding_box()
    finger = context.new_cdp_session(page)

    def touch(kind, *points):
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

    x, y = box["x"] + 120, box["y"] + 200
    touch("touchStart", {"x": x, "y": y})
    for step in range(1, 12):
        touch("touchMove", {"x": x, "y": y - 15 * step})
        page.wait_for_timeout(20)
    touch("touchEnd")
    page.wait_for_function("(before) => scrollY > before + 100", arg=before)
    context.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_jumps_below_the_sentence(page, site_url, width):
    page.set_viewport_size({"width": width, "height": 900})
    open_page(page, site_url + CHAPTER)
    explorer = ExplorerPage(page, EXPLORER)
    settle(explorer.page)
    tops = set()
    for values in (
        {},
        {"muscle": 30},
        {"muscle": 20, "liver": 40, "reserve": 33},
        {"grams": 120, "reserve": 33},
    ):
        usual = {"muscle": 100, "liver": 100, "reserve": 100, "grams": 75}
        explorer.set(**{**usual, **values})
        offset = "(at) => at.getBoundingClientRect().top + scrollY"
        tops.add(round(explorer.slider("muscle").evaluate(offset)))
    assert len(tops) == 1


def test_dark_pages_have_dark_charts(page, site_url):
    page.emulate_media(color_scheme="dark")
    open_page(page, site_url + CHAPTER)
    explorer = ExplorerPage(page, EXPLORER)
    settle(explorer.page)
    paper = explorer.root.evaluate(
        "(root) => root.querySelector('.js-plotly-plot').layout.paper_bgcolor"
    )
    assert paper == "#14191E"


def test_details_draw_once_they_are_opened(opened):
    details = opened.root.locator("[data-details=dose]")
    assert details.locator(".js-line").count() == 0
    details.locator("summary").click()
    details.locator(".js-line").first.wait_for()
    before = details.locator(".js-line").nth(1).get_attribute("d")
    opened.set(muscle=30)
    assert details.locator(".js-line").nth(1).get_attribute("d") != before


# For other tools


def test_a_change_is_told_to_the_page(explorer):
    told = explorer.root.evaluate(
        """(root) => new Promise((done) => {
          document.addEventListener("explorer:change", ({ detail }) => done(detail), { once: true });
          root.explorer.set({ muscle: 50 });
        })"""
    )
    now, health = solved(muscle=50), solved()
    assert told["explorer"] == "resistance"
    assert told["values"] == {"muscle": 50, "liver": 100, "reserve": 100, "grams": 75}
    results = told["results"]
    assert results["stage"] == "normal"
    assert results["glucose_2h_mgdl"] == pytest.approx(now.glucose_mgdl[120], abs=0.1)
    assert results["insulin_peak_uUml"] == pytest.approx(now.insulin_uUml.max(), rel=0.005)
    ratio = now.insulin_uUml[0] / health.insulin_uUml[0]
    assert results["fasting_insulin_ratio"] == pytest.approx(ratio, rel=0.005)
    area = now.insulin_uUml.sum() / health.insulin_uUml.sum()
    assert results["insulin_area_ratio"] == pytest.approx(area, rel=0.005)


def test_it_works_from_a_file(browser, site_dir):
    page = browser.new_page()
    open_page(page, (site_dir / CHAPTER).as_uri() + "?resistance.muscle=60")
    explorer = ExplorerPage(page, EXPLORER)
    assert explorer.value("muscle") == 60
    before = explorer.sentence
    explorer.slider("muscle").focus()
    page.keyboard.press("PageDown")
    page.wait_for_url("**resistance.muscle=50**")
    assert explorer.sentence != before
    page.close()


# In a live kernel


def test_python_gets_what_the_explorer_shows():
    explorer = explorers.resistance(muscle=40, grams=60)
    assert explorer.person == Person(muscle=0.4)
    explorer.view.reserve = 50
    assert explorer.person.reserve == pytest.approx(0.7)
    result = explorer.result()
    np.testing.assert_array_equal(result.glucose_mgdl, solved(40, 100, 50, 60).glucose_mgdl)
    figure = explorer.figure()
    drawn = {(trace.meta["run"], trace.meta["series"], trace.mode): trace for trace in figure.data}
    np.testing.assert_array_equal(drawn["now", "glucose", "lines"].y, result.glucose_mgdl)
    np.testing.assert_array_equal(drawn["now", "insulin", "lines"].y, result.insulin_uUml)
    assert figure.layout.yaxis2.range[1] > result.insulin_uUml.max()
    texts = [annotation.text for annotation in figure.layout.annotations]
    assert "140 prediabetes" in texts
    assert "<b>Glucose, mg/dL</b>" in texts


def test_sliders_are_tied_in_the_browser_not_in_python():
    explorer = explorers.resistance()
    assert all(
        not slider._trait_notifiers.get("value", {}).get("change")
        for slider in explorer.sliders.values()
    )
    assert {link.target[1] for link in explorer._links} == set(CONTROLS)


def test_the_view_carries_its_words_and_no_data():
    explorer = explorers.resistance()
    assert all("y" not in trace for trace in explorer.view.figure["data"])
    json.dumps([explorer.view.spec, explorer.view.figure, explorer.view.details])


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"muscle": 0}, "muscle is 0; allowed: a number from 10 to 100 (%)"),
        ({"grams": 200}, "grams is 200; allowed: a number from 10 to 120 (g)"),
        ({"liver": "all"}, "liver is 'all'; allowed: a number from 10 to 100 (%)"),
        ({"reserve": float("nan")}, "reserve is nan; allowed: a number from 30 to 100 (%)"),
        ({"muscle": None}, "muscle is None; allowed: a number from 10 to 100 (%)"),
    ],
)
def test_a_bad_value_gets_one_clear_error(values, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        explorers.resistance(**values)


@pytest.mark.parametrize(
    ("name", "show"),
    [
        ("explorers", explorers.resistance),
        ("quizzes", lambda: quizzes.show("05-insulin-resistance")),
    ],
)
def test_without_the_bundle_the_error_says_what_to_do(monkeypatch, tmp_path, name, show):
    monkeypatch.setattr(bundled, "BUNDLE", tmp_path)
    bundled.bundled.cache_clear()
    with pytest.raises(RuntimeError, match=rf"{name}\.js is missing.*Run `make`"):
        show()
