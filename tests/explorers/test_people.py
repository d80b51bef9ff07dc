"""Show people: measurements lie over the model where the tables say, in both units, and the misses are computed."""

from __future__ import annotations

import re

import axe
import numpy as np
import pytest
from conftest import PAGES, Watch, open_page
from explorer_page import ExplorerPage
from playwright.sync_api import expect

from widgets import explorers
from widgets.model import Drift, Person, feed, meal, years
from widgets.model.evidence import people
from widgets.model.statement.units import convert

#: The page of each explorer that can show people.
SHOWN = {
    "body": "chapters/01-main-players.html",
    "meal": "chapters/02-from-food-to-blood.html",
    "resistance": "chapters/05-insulin-resistance.html",
    "compensation": "chapters/06-hyperinsulinemia.html",
    "reserve": "chapters/07-keeping-up.html",
    "years": "chapters/08-hyperglycemia.html",
}
HORSESHOE = "[data-details=horseshoe]"
#: Half of the last digit that a text shows, with a solver's own distance from SciPy.
MGDL = 0.7


@pytest.fixture(scope="module")
def explorer_of(first_tab, site_url):
    """Opens the page of an explorer once, and gives it back as it was opened."""
    watch, standing = Watch(own=site_url), {}

    def get(name):
        if name not in standing:
            page = first_tab.context.new_page()
            watch.follow(page)
            open_page(page, site_url + SHOWN[name])
            standing[name] = ExplorerPage(page, name)
        standing[name].set_back()
        return standing[name]

    yield get
    for explorer in standing.values():
        explorer.page.close()
    assert watch.problems == []


def measured(explorer, series, within="", axis="y"):
    return explorer.curve(series, "measured", within, axis)


def table_of_people(explorer):
    """Columns of the download that hold people, by name; empty places are left out."""
    head, rows = explorer.table()
    return {
        name: np.array([float(row[at]) for row in rows if row[at]])
        for at, name in enumerate(head)
        if name.startswith("measured_")
    }


def test_every_explorer_with_people_is_looked_at():
    assert set(SHOWN.values()) <= set(PAGES)
    able = {name for name in explorers.NAMES if getattr(explorers, name)().view.spec["measured"]}
    assert able == set(SHOWN)


# The switch


@pytest.mark.parametrize("name", SHOWN)
def test_people_are_there_when_asked_for(explorer_of, name):
    explorer = explorer_of(name)
    # As such its windows are looked at, with people and without (test_windows).
    expect(explorer.page.locator(".explorer").first).to_have_attribute("data-explorer", name)
    button = explorer.root.locator("[data-tool=people]")
    note = explorer.root.locator(".explorer-people")
    chart = explorer.root.locator(".explorer-stage .explorer-chart")
    plain = chart.get_attribute("aria-label")
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(note).to_be_hidden()
    button.focus()
    explorer.page.keyboard.press("Space")
    explorer.draw()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(note).to_be_visible()
    told = note.inner_text()
    links = note.locator("a:not(.explorer-term)").all()
    dois = {f"https://doi.org/{study.doi}" for study in people.studies().values()}
    assert links and {link.get_attribute("href") for link in links} <= dois
    # Who cannot see the marks is told of the people as well.
    assert re.search(r"\d+ (healthy|people|British|with)", chart.get_attribute("aria-label"))
    assert "{" not in told and "undefined" not in told and "NaN" not in told
    assert axe.grave(explorer.page, f"[data-explorer={name}]") == []
    explorer.page.keyboard.press("Space")
    explorer.draw()
    expect(note).to_be_hidden()
    assert chart.get_attribute("aria-label") == plain


def test_a_link_says_that_people_are_shown(page, site_url):
    open_page(page, f"{site_url}{SHOWN['resistance']}?resistance.people=shown&resistance.muscle=40")
    explorer = ExplorerPage(page, "resistance")
    assert "14 with prediabetes" in explorer.root.locator(".explorer-people").inner_text()
    button = explorer.root.locator("[data-tool=people]")
    # In place where it stood, else at the end; nothing else remembers it.
    for query in ("?resistance.muscle=40", "?resistance.muscle=40&resistance.people=shown"):
        button.click()
        page.wait_for_function("(query) => location.search === query", arg=query)
    page.goto(site_url + SHOWN["meal"])
    page.wait_for_function("document.querySelector('.explorer')?.explorer")
    expect(page.locator(".explorer-people")).to_be_hidden()


def test_people_are_printed(explorer_of):
    explorer = explorer_of("resistance")
    note = explorer.show_people()
    explorer.page.emulate_media(media="print")
    expect(note).to_be_visible()
    expect(explorer.root.locator("[data-tool=people]")).to_be_hidden()
    explorer.page.emulate_media(media="screen")


# Where they lie


@pytest.mark.parametrize("unit", ["mg/dL", "mmol/L"])
@pytest.mark.parametrize(
    ("name", "groups"), [("meal", ("normal",)), ("resistance", ("normal", "IGT", "T2D"))]
)
def test_volunteers_lie_where_the_table_has_them(explorer_of, name, groups, unit):
    explorer = explorer_of(name)
    explorer.show_people()
    if unit != "mg/dL":
        explorer.unit(unit)
    for group in groups:
        wanted = people.stanford()[group]
        levels = convert(wanted.glucose_mgdl, "glucose", unit)
        np.testing.assert_allclose(measured(explorer, f"{group}_glucose"), levels)
        np.testing.assert_allclose(measured(explorer, f"{group}_glucose", axis="x"), wanted.minutes)
        ends = measured(explorer, f"{group}_spread").reshape(-1, 3)
        known = ~np.isnan(wanted.sd_mgdl)
        low, high = (
            convert((wanted.glucose_mgdl + sign * wanted.sd_mgdl)[known], "glucose", unit)
            for sign in (-1, 1)
        )
        np.testing.assert_allclose(ends[:, 0], low)
        np.testing.assert_allclose(ends[:, 1], high)
        assert np.isnan(ends[:, 2]).all()  # what parts two lines
    top = explorer.root.evaluate(
        "(root, axis) => root.querySelector('.js-plotly-plot').layout[axis].range[1]",
        "yaxis2" if name == "meal" else "yaxis",
    )
    assert all(np.nanmax(measured(explorer, f"{group}_spread")) < top for group in groups)


@pytest.mark.parametrize(("unit", "factor"), [("µU/mL", 1), ("pmol/L", 6)])
@pytest.mark.parametrize("name", ["compensation", "reserve", "years"])
def test_145_people_lie_where_the_table_has_them(explorer_of, name, unit, factor):
    explorer = explorer_of(name)
    explorer.show_people()
    if factor != 1:
        explorer.unit(unit)
    everybody = people.reaven_miller()
    groups = ("normal", "chemical", "overt")
    insulin = [measured(explorer, f"{group}_insulin", HORSESHOE) for group in groups]
    glucose = [measured(explorer, f"{group}_insulin", HORSESHOE, "x") for group in groups]
    assert sum(map(len, insulin)) == 145
    drawn = sorted(zip(np.concatenate(glucose), np.concatenate(insulin), strict=True))
    wanted = sorted(zip(everybody.glucose_mgdl, everybody.insulin_uUml * factor, strict=True))
    np.testing.assert_allclose(drawn, wanted, atol=0.006 * factor)


def test_the_diagnosis_of_people_lies_on_that_of_the_life(explorer_of):
    explorer = explorer_of("years")
    explorer.show_people()
    for pace in (2, 4):
        explorer.set(muscle=20, liver=90, pace=pace)
        onset = explorer.results["diabetes_year"]
        for sample in ("fasting", "two_hour"):
            course = people.whitehall()[f"{sample}_glucose"]
            at = measured(explorer, f"{sample}_glucose", axis="x")
            np.testing.assert_allclose(at, onset + np.array(list(course)), atol=1e-6)
            np.testing.assert_allclose(
                measured(explorer, f"{sample}_glucose"), list(course.values())
            )
    explorer.set(muscle=100, liver=100)
    assert "no diabetes" in explorer.root.locator(".explorer-people").inner_text()
    for sample in ("fasting", "two_hour"):
        assert measured(explorer, f"{sample}_glucose").size == 0
    # They have no year here. The 145 people have none anywhere, and stay.
    assert not [name for name in table_of_people(explorer) if re.search("fasting|two_hour", name)]
    assert "measured_normal_insulin_uUml" in table_of_people(explorer)
    seen = explorer.root.locator(".explorer-stage .js-plotly-plot .scatterlayer path.point:visible")
    without = seen.count()
    explorer.set(muscle=20, liver=90)
    assert seen.count() > without  # and they come back


# What the model misses


def test_the_nearest_people_are_named_with_the_distance(explorer_of):
    explorer = explorer_of("resistance")
    note = explorer.show_people()
    names = {"normal": "normal glucose", "IGT": "prediabetes", "T2D": "type 2 diabetes"}
    for muscle, liver, reserve in ((100, 100, 100), (40, 100, 100), (25, 50, 33), (10, 50, 33)):
        explorer.set(muscle=muscle, liver=liver, reserve=reserve)
        curve = meal(Person(muscle / 100, liver / 100, reserve / 100 * 1.4), 75).glucose_mgdl
        misses = {
            name: curve[group.minutes.astype(int)] - group.glucose_mgdl
            for name, group in people.stanford().items()
        }
        nearest = min(misses, key=lambda name: np.abs(misses[name]).mean())
        told = note.inner_text()
        assert f"nearest to the people with {names[nearest]}" in told
        mean, minute, worst, side = re.search(
            r"It is (\d+) mg/dL from .* after (\d+) min, (\d+) mg/dL (above|below)", told
        ).groups()
        assert float(mean) == pytest.approx(np.abs(misses[nearest]).mean(), abs=MGDL)
        at = int(np.abs(misses[nearest]).argmax())
        assert float(worst) == pytest.approx(abs(misses[nearest][at]), abs=MGDL)
        assert float(minute) == people.stanford()[nearest].minutes[at]
        assert side == ("above" if misses[nearest][at] > 0 else "below")
    explorer.set(grams=50)
    assert "They drank 75 g" in note.inner_text()


def test_how_often_a_drink_stays_within_the_spread(explorer_of):
    explorer = explorer_of("meal")
    note = explorer.show_people()
    group = people.stanford()["normal"]
    for grams, person in ((75, "robust"), (75, "susceptible"), (40, "robust")):
        explorer.set(grams=grams, person=("susceptible", "average", "robust").index(person))
        # Another meal leaves the test drink of the ghost to compare.
        curve = meal(Person.named(person if grams == 75 else "robust"), 75).glucose_mgdl
        misses = (curve[group.minutes.astype(int)] - group.glucose_mgdl) / group.sd_mgdl
        known = misses[~np.isnan(misses)]
        inside, count = re.search(r"at (\d+) of (\d+) times", note.inner_text()).groups()
        assert (int(inside), int(count)) == ((np.abs(known) <= 1).sum(), len(known))


def test_the_shares_of_a_day_are_those_of_scipy(explorer_of):
    explorer = explorer_of("body")
    note = explorer.show_people()
    for grams in (60, 110):
        explorer.set(grams=grams)
        day = explorers.body(grams=grams).result().glucose_mgdl[:-1]
        mean, inside, above = re.search(
            r"day is (\d+) mg/dL .*? is ([\d.]+)% of .*? and ([\d.]+)% above", note.inner_text()
        ).groups()
        assert float(mean) == pytest.approx(day.mean(), abs=MGDL)
        assert float(inside) == pytest.approx(100 * ((day >= 70) & (day <= 140)).mean(), abs=0.2)
        assert float(above) == pytest.approx(100 * (day > 140).mean(), abs=0.2)
    for told in ("153 healthy people", "people: 96%, half of them from 93 to 98%", "people: 2.1%"):
        assert told in note.inner_text()


def test_the_model_takes_the_test_of_the_145(explorer_of):
    """Means over three hours after 100 g, in health, by SciPy."""
    explorer = explorer_of("compensation")
    note = explorer.show_people()
    course = feed(Person(), [(0, people.TEST_GRAMS)], 60 * people.TEST_HOURS)
    glucose, insulin = (
        np.trapezoid(curve) / course.minutes[-1]
        for curve in (course.glucose_mgdl, course.insulin_uUml)
    )
    assert explorer.curve("own_insulin", within=HORSESHOE)[0] == pytest.approx(insulin, abs=0.2)
    assert explorer.curve("own_insulin", within=HORSESHOE, axis="x")[0] == pytest.approx(
        glucose, abs=0.2
    )
    classes = people.reaven_miller().classes()
    count, _, middle = min(classes, key=lambda one: abs(one[1] - glucose))
    found = re.search(
        r"The (\d+) people whose glucose was nearest .* The model has (\d+)% of that",
        note.inner_text(),
    )
    assert int(found[1]) == count
    assert float(found[2]) == pytest.approx(100 * insulin / middle, abs=1)


def test_the_last_years_are_those_of_the_life(explorer_of):
    explorer = explorer_of("years")
    note = explorer.show_people()
    explorer.set(muscle=20, liver=90, pace=2, reserve=33)
    days = 2 * 365 / np.log(2)
    life = years(Person(reserve=0.33 * 1.4), Drift().then(0, 0.2, 0.9, days), 15)
    onset = explorer.results["diabetes_year"]
    for sample, series in (
        ("fasting glucose", life.fasting_glucose_mgdl),
        ("two-hour glucose", life.two_hour_glucose_mgdl),
    ):
        told = re.search(rf"{sample} (?:rises )?from (\d+) mg/dL to (\d+) mg/dL", note.inner_text())
        for text, year in zip(told.groups(), (onset - 3, onset), strict=True):
            assert float(text) == pytest.approx(life.value(series, year), abs=1.5)


# The download


def test_the_download_holds_the_people_that_are_shown(explorer_of):
    explorer = explorer_of("resistance")
    assert table_of_people(explorer) == {}
    explorer.show_people()
    explorer.unit("mmol/L")
    table = table_of_people(explorer)
    for name, group in people.stanford().items():
        levels = convert(group.glucose_mgdl, "glucose", "mmol/L")
        np.testing.assert_allclose(table[f"measured_{name}_glucose_mmolL"], levels, rtol=1e-5)
    head, rows = explorer.table()
    lines = [row for row in rows if row[head.index("measured_T2D_glucose_mmolL")]]
    assert [float(row[0]) for row in lines] == people.stanford()["T2D"].minutes.tolist()
    assert all(len(row) == len(head) for row in rows)


def test_the_download_holds_the_145(explorer_of):
    explorer = explorer_of("reserve")
    explorer.show_people()
    table = table_of_people(explorer)
    for quantity, values in (
        ("glucose_mgdl", people.reaven_miller().glucose_mgdl),
        ("insulin_uUml", people.reaven_miller().insulin_uUml),
    ):
        found = np.concatenate(
            [table[f"measured_{group}_{quantity}"] for group in ("normal", "chemical", "overt")]
        )
        np.testing.assert_allclose(sorted(found), sorted(values), atol=0.01)
