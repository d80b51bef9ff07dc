"""A meal: the explorer of chapter 2 shows what the model and the measurements say of its way into the blood."""

from __future__ import annotations

import re

import numpy as np
import pytest
from conftest import open_page
from explorer_page import ExplorerPage
from playwright.sync_api import expect

from widgets import explorers
from widgets.model import Person, feed, portions
from widgets.model.statement.parameters import values

EXPLORER, CHAPTER = "meal", "chapters/02-from-food-to-blood.html"
PEOPLE = ("susceptible", "average", "robust")
SUSCEPTIBLE, ROBUST = 0, 2
MINUTES = 360

#: Grams, hours of eating, and person: the corners of what the sliders allow, and some between.
SETTINGS = [
    (75, 0, ROBUST),
    (10, 0, ROBUST),
    (120, 0, SUSCEPTIBLE),
    (120, 4, SUSCEPTIBLE),
    (40, 1.5, 1),
]


def course(grams, hours=0, person=ROBUST):
    return feed(Person.named(PEOPLE[person]), portions(grams, 60 * hours), MINUTES)


def in_mg_kg_min(flow_gh):
    return flow_gh * 1000 / 60 / values("book")["BW"]


# What people measured


def test_a_drink_arrives_about_as_fast_as_measured():
    """Katz 1983: 22 people, 92 g; gut and liver together at most 6.65 mg/kg/min."""
    meal = course(92)
    together = meal.flow_gh("Ra") + meal.flow_gh("HGP")
    assert in_mg_kg_min(together.max()) == pytest.approx(6.65, rel=0.25)
    assert 60 <= together.argmax() <= 70  # late: after 30 to 40 min in people


def test_how_much_arrives_is_near_what_tracers_found():
    """Ferrannini 1985: 50 g, standard error 5, of 1 g/kg (55 to 93 g) within three and a half hours."""
    arrived = [np.trapezoid(course(grams).flow_gh("Ra")[:211]) / 60 for grams in (55, 93)]
    assert arrived[0] < 50 < arrived[1]


def test_the_stomach_passes_on_energy_as_measured():
    """Brener 1983: 2.13 kcal/min; others 1 to 4 (Marathe 2014)."""
    stomach = course(75).state("q1") / 1000
    steady = (stomach[20] - stomach[60]) / 40 * 3.75  # kcal/min of glucose
    assert 1.5 < steady < 3.2


def test_sipping_needs_less_insulin():
    """Jenkins 1990: 50 g over 3.5 h, insulin area -54 %, glucose area about the same."""
    once, sipped = course(50), course(50, 3.5)
    areas = {
        name: [np.sum(np.maximum(series[:241] - series[0], 0)) for series in both]
        for name, both in {
            "insulin": (once.insulin_uUml, sipped.insulin_uUml),
            "glucose": (once.glucose_mgdl, sipped.glucose_mgdl),
        }.items()
    }
    # In the model by a third, and a fifth more.
    assert areas["insulin"][1] / areas["insulin"][0] == pytest.approx(0.677, abs=0.01)
    assert areas["glucose"][1] / areas["glucose"][0] == pytest.approx(1.19, abs=0.01)


# What the model says


def test_portions_are_the_whole_meal_within_the_time():
    assert portions(75, 0) == [(0.0, 75.0)]
    mouthfuls = portions(75, 120)
    assert sum(grams for _, grams in mouthfuls) == pytest.approx(75)
    assert mouthfuls[0][0] == 0 and mouthfuls[-1][0] == 115
    with pytest.raises(ValueError, match=r"minutes of eating is -1 min; allowed: 0 to 1440 min"):
        portions(75, -1)


def test_unknown_settings_are_refused():
    with pytest.raises(ValueError, match=r"person is 'me'; allowed: susceptible, average, robust"):
        explorers.meal(person="me")
    with pytest.raises(ValueError, match=r"grams is 500; allowed: a number from 10 to 120"):
        explorers.meal(500)


def test_python_gets_what_the_explorer_shows():
    shown = explorers.meal(50, 2, "average")
    assert shown.person == Person.named("average")
    expected = course(50, 2, 1)
    np.testing.assert_allclose(shown.result().glucose_mgdl, expected.glucose_mgdl)
    figure = shown.figure()
    assert {trace.meta["run"] for trace in figure.data} == {"now", "health"}
    arrival = next(
        t for t in figure.data if (t.meta["run"], t.meta["series"]) == ("now", "arrival")
    )
    np.testing.assert_allclose(arrival.y, expected.flow_gh("Ra"))


# What the page shows


@pytest.mark.parametrize(("grams", "hours", "person"), SETTINGS)
def test_curves_are_those_of_scipy(explorer, grams, hours, person):
    explorer.set(grams=grams, hours=hours, person=person)
    reference = course(grams, hours, person)
    for name, expected, rtol, atol in (
        ("arrival", reference.flow_gh("Ra"), 0.005, 0.05),
        ("liver", reference.flow_gh("HGP"), 0.005, 0.05),
        ("glucose", reference.glucose_mgdl, 0, 0.15),
        ("insulin", reference.insulin_uUml, 0.01, 0.05),
    ):
        np.testing.assert_allclose(
            explorer.curve(name), expected, rtol=rtol, atol=atol, err_msg=name
        )


@pytest.mark.parametrize(("grams", "hours", "person"), SETTINGS)
def test_the_sentence_and_the_rest_tell_the_three_peaks(explorer, grams, hours, person):
    explorer.set(grams=grams, hours=hours, person=person)
    reference = course(grams, hours, person)
    flow = reference.flow_gh("Ra")
    arrived = np.trapezoid(flow[:241]) / 60
    expect(explorer.status).to_contain_text(f"{grams} g")
    text = explorer.rest
    assert f"{100 * arrived / grams:.0f}%" in text
    glucose = re.search(r"glucose peaks after (\d+) min", explorer.sentence)[1]
    insulin = re.search(r"Insulin peaks after (\d+) min", text)[1]
    # A slow meal has a flat top, on which the minute says little.
    assert reference.glucose_mgdl[int(glucose)] == pytest.approx(
        reference.glucose_mgdl.max(), abs=0.2
    )
    assert reference.insulin_uUml[int(insulin)] == pytest.approx(
        reference.insulin_uUml.max(), rel=0.01
    )
    told = float(re.search(r"(\d+) g/h", text).group(1))
    assert told == pytest.approx(flow.max(), abs=0.6)
    assert ("fastest after" in text) == (hours == 0)


def test_glucose_turns_while_most_of_the_meal_is_on_its_way(explorer):
    results = explorer.results
    chart = explorer.details("place")
    minute = results["glucose_peak_minute"]
    places = {
        name: explorer.curve(name, within=chart) for name in ("stomach", "gut", "arrived", "kept")
    }
    assert places["arrived"][minute] / 75 == pytest.approx(
        0.22, abs=0.01
    )  # "a little more than a fifth"
    assert places["stomach"][minute] > 75 / 2
    whole = sum(places.values())
    np.testing.assert_allclose(whole[1:], 75, atol=0.05)
    assert places["kept"][-1] / 75 == pytest.approx(1 - values("book")["f_a"], abs=0.002)


@pytest.mark.parametrize(("hours", "person"), [(0, ROBUST), (3, SUSCEPTIBLE)])
def test_release_opens_on_demand(explorer, hours, person):
    explorer.set(hours=hours, person=person)
    chart = explorer.details("release")
    reference = course(75, hours, person).quantity("S") * 60 / 1e6
    released = explorer.curve("release", within=chart)
    # The first burst is steep: a tenth of a minute beside it is a step.
    np.testing.assert_allclose(released, reference, rtol=0.02, atol=0.05)
    assert explorer.results["insulin_released_U"] == pytest.approx(
        np.trapezoid(reference) / 60, rel=0.005
    )


def test_no_axis_clips(explorer):
    script = """(root) => {
      const { data, _fullLayout: layout } = root.querySelector(".js-plotly-plot");
      return data.filter(({ visible, y }) => visible !== false && y?.length).map((trace) => {
        const axis = layout[(trace.yaxis ?? "y").replace("y", "yaxis")];
        return [Math.max(...trace.y), axis.range[1]];
      });
    }"""
    for grams in (10, 75, 120):
        for person in (SUSCEPTIBLE, ROBUST):
            explorer.set(grams=grams, hours=0, person=person)
            assert all(highest <= top for highest, top in explorer.root.evaluate(script))


def test_the_ghost_is_the_test_drink_whatever_the_sliders_say(explorer):
    explorer.set(grams=30, hours=2, person=SUSCEPTIBLE)
    ghost, drink = explorer.curve("glucose", "health"), course(75)
    np.testing.assert_allclose(ghost, drink.glucose_mgdl, atol=0.15)


def test_sliders_speak_their_units_and_names(explorer):
    assert explorer.slider("grams").get_attribute("aria-valuetext") == "75 grams, the test drink"
    assert explorer.slider("person").get_attribute("aria-valuetext") == "robust"
    explorer.slider("hours").focus()
    explorer.page.keyboard.press("ArrowRight")
    expect(explorer.slider("hours")).to_have_attribute("aria-valuetext", "0.5 hours")
    explorer.page.keyboard.press("End")
    expect(explorer.slider("hours")).to_have_attribute("aria-valuetext", "4.0 hours")
    expect(explorer.status).to_contain_text("eaten over 4 h")


def test_units_switch_in_the_sentence_and_the_charts(explorer):
    explorer.set(grams=50)
    explorer.unit("mmol/L")
    expect(explorer.status).to_contain_text("7.8 mmol/L")
    assert explorer.curve("glucose").max() == pytest.approx(140.6 / 18.016, abs=0.01)
    assert explorer.curve("arrival").max() == pytest.approx(23.7, abs=0.5)


def test_a_pinned_run_is_compared(explorer):
    explorer.tool("pin").click()
    explorer.preset("slow")
    table = explorer.root.get_by_role("table")
    expect(table).to_be_visible()
    expect(table.locator("tr", has_text="Arrived after 4 hours")).to_contain_text("64%")
    expect(table.locator("tr", has_text="Highest glucose, mg/dL")).to_contain_text("120")


def test_the_numbers_download(explorer):
    columns, rows = explorer.table()
    assert columns[0] == "minutes"
    assert {"now_arrival_gh", "now_liver_gh", "now_glucose_mgdl", "now_insulin_uUml"} <= set(
        columns
    )
    assert "health_arrival_gh" in columns
    assert len(rows) == MINUTES + 1
    assert all(len(row) == len(columns) for row in rows)


def test_the_state_is_in_the_address(opened):
    opened.set(grams=42, hours=1.5)
    opened.page.wait_for_url("**meal.hours=1.5*")
    assert "meal.grams=42" in opened.page.url
    open_page(opened.page, opened.page.url)
    expect(opened.status).to_contain_text("42 g, eaten over 1.5 h")


@pytest.mark.parametrize("width", [390, 1280])
def test_the_chart_fits_the_page(page, site_url, width):
    page.set_viewport_size({"width": width, "height": 844})
    open_page(page, site_url + CHAPTER)
    root = ExplorerPage(page, EXPLORER).root
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    overlaps = root.evaluate(
        """(root) => {
          const box = (node) => node.getBoundingClientRect();
          const chart = root.querySelector(".js-plotly-plot");
          const texts = [...chart.querySelectorAll(".annotation-text, .legendtext")].map(box);
          const apart = (a, b) => a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
          const inside = texts.every((one) => one.left >= box(chart).left - 1 && one.right <= box(chart).right + 1);
          return [inside, texts.flatMap((a, i) => texts.slice(i + 1).filter((b) => !apart(a, b))).length];
        }"""
    )
    assert overlaps == [True, 0]
