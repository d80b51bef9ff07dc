"""Four people go through the book: the same body in every chapter, and a button that sets the explorer to it."""

from __future__ import annotations

import re
from itertools import pairwise

import lives
import pytest
from conftest import ROOT, open_page
from explorer_page import ExplorerPage
from playwright.sync_api import expect

from book import prose
from widgets import cases
from widgets.cases import loading
from widgets.cases.bodies import controls
from widgets.lifestyle import Lifestyle, begin, factors
from widgets.model import (
    THRESHOLDS,
    Fate,
    Person,
    clamp,
    compensation,
    resistant,
    worsening,
    years,
)
from widgets.model.body.person import RESERVES
from widgets.palette import PALETTE

NAMES = cases.names()
MEETINGS = {
    chapter: [name for name in NAMES if chapter in cases.load(name).meetings]
    for chapter in sorted({chapter for name in NAMES for chapter in cases.load(name).meetings})
}
CALL = re.compile(r'cases\.meet\("(\w+)", "([\w-]+)"\)')


# --- who they are and where -----------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_each_is_met_in_four_chapters_or_more(name):
    assert len(cases.load(name).meetings) >= 4


@pytest.mark.parametrize("chapter", MEETINGS)
def test_a_meeting_is_a_short_story_above_a_button_for_the_explorer_of_its_chapter(chapter):
    cells = prose.cells(ROOT / f"chapters/{chapter}.ipynb")
    met = []
    for story, cell in pairwise(cells):
        found = CALL.search(cell.source) if cell.cell_type == "code" else None
        if not found:
            continue
        met.append(found[1])
        assert found[2] == chapter
        explorer, _ = cases.load(found[1]).meeting(chapter)
        assert any(f"explorers.{explorer}(" in one.source for one in cells)
        told = prose.unlinked(story.source.split("\n\n")[-1])
        assert cases.load(found[1]).name in told
        assert 60 <= len(re.sub(r"\{cite:p\}`[^`]*`", "", told).split()) <= 110
    assert sorted(met) == sorted(MEETINGS[chapter])


# --- where their bodies come from -----------------------------------------------------------------


def less_in_a_clamp(name, body):
    """Percent by which a body takes less glucose than a healthy one."""
    healthy, own = cases.load(name).course(body)[0], cases.load(name).person(body)
    return 100 * (1 - clamp(own).uptake / clamp(healthy).uptake)


def test_bodies_are_near_what_was_measured_in_people_like_them():
    # 27% less with polycystic ovary syndrome (cassar2016), to which puberty adds
    assert 27 <= less_in_a_clamp("ines", "resistant") <= 35
    # about 60% less late in pregnancy (catalano2014)
    assert 50 <= less_in_a_clamp("naomi", "pregnant") <= 60
    # about 60% less in people who were chosen because they resist (petersen2004): he has less of it
    assert 30 <= less_in_a_clamp("tomasz", "resistant") <= 60


def test_the_body_with_the_tablets_is_that_of_their_slider():
    dose = factors().factors["prednisolone"].highest
    life = Lifestyle().live("prednisolone", dose)
    treated = cases.load("arjun").bodies["treated"]
    effects = {
        e.target: 100 * e.multipliers[1]
        for e in factors().factors["prednisolone"].effects
        if e.dose == dose
    }
    assert treated.muscle == pytest.approx(100 * life.muscle(14), abs=0.5)
    assert treated.liver == pytest.approx(100 * life.liver(14), abs=0.5)
    assert treated.release == pytest.approx(effects["release"], abs=0.5)


def test_every_source_is_in_the_bibliography():
    bibliography = (ROOT / "book/references.bib").read_text("utf-8")
    sources = {
        key for name in NAMES for body in cases.load(name).bodies.values() for key in body.sources
    }
    assert sources
    assert [key for key in sources if f"{{{key}," not in bibliography] == []


# --- what is asked of them ------------------------------------------------------------------------


def test_what_the_questions_say_of_them_is_so_in_the_model():
    average, susceptible = (RESERVES[name] for name in ("average", "susceptible"))
    line = THRESHOLDS["fasting"]
    more = compensation(resistant(4, average), "years")
    assert line["prediabetes"] < more.glucose_mgdl < line["prediabetes"] + 10
    assert more.insulin_uUml > 2 * compensation(resistant(1, average)).insulin_uUml
    assert compensation(resistant(4, susceptible), "years").glucose_mgdl > line["diabetes"]

    third = Person(reserve=0.33 * RESERVES["robust"])
    stages = [Fate.of(lives.years(third, worsening(x))).stage for x in (3, 2.5, 2.4)]
    assert stages == ["diabetes", "diabetes", "prediabetes"]

    person = cases.load("arjun").person("well")
    life = years(person, Lifestyle().live("prednisolone", 30), 14 / 365)
    fasting, two_hour, _, insulin = (series[-1, 0] / series[0, 0] for series in life.laboratory)
    assert insulin > 1.5
    assert 1 < fasting < 1.1
    assert 1 < two_hour < 1.1

    part, never = begin(5, training=150, steps=10000).life, begin(5).life
    onsets = [one.onset(one.two_hour_glucose_mgdl, 200) for one in (part, never)]
    assert onsets[0] - onsets[1] == pytest.approx(4, abs=0.3)


# --- a table that would not work is refused -------------------------------------------------------

WRONG = {
    "a body that is not stated": ("body: well}", "body: better}", 'meetings.02-from-food-to-blood.body" is "better"'),
    "an unknown explorer": ("{explorer: loop,", "{explorer: loops,", 'meetings.04-the-off-switch.explorer" is "loops"'),
    "a value off its slider": ("set: {year: 7}", "set: {year: 16}", 'meetings.08-hyperglycemia.set.year" is 16'),
    "a slider of the body": ("set: {year: 7}", "set: {muscle: 50}", 'meetings.08-hyperglycemia.set" is "muscle"'),
    "a liver that the explorer cannot show": ("liver: 78", "liver: 40", "a liver at 78%"),
    "a body that is not healthy": ("reasons, body: after", "reasons, body: pregnant", "one in health"),
    "a percentage": ("muscle: 50", "muscle: 5", "a number, 10 or more"),
    "an unknown field": ("name: Ines", "name: Ines\n  age: 15", '"ines": "age" is 15'),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_table_that_would_not_work_is_refused_in_one_line(tmp_path, name):
    old, new, said = WRONG[name]
    text = loading.TABLE.read_text("utf-8")
    assert old in text
    path = tmp_path / "people.yaml"
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(cases.CaseError) as refused:
        loading.read(path)
    message = str(refused.value)
    assert said in message
    assert "allowed: " in message
    assert "\n" not in message


def test_nobody_else_is_met():
    with pytest.raises(cases.CaseError, match=r"no person 'nobody'\. People: .tomasz."):
        cases.meet("nobody", "05-insulin-resistance")
    with pytest.raises(cases.CaseError, match="Ines is not met in chapter '01-main-players'"):
        cases.meet("ines", "01-main-players")
    with pytest.raises(cases.CaseError, match=r"Ines is not met in chapter \['x'\]"):
        cases.meet("ines", ["x"])
    with pytest.raises(cases.CaseError, match=r"Tomasz has no body \['x'\]\. Bodies: "):
        cases.lived("tomasz", ["x"], 1)


@pytest.mark.parametrize("name", NAMES)
def test_each_has_a_small_portrait_in_the_colors_of_the_page(name):
    drawn = cases.portrait(name)
    assert repr(drawn).startswith(f"{cases.load(name).name}, drawn by hand: ")
    html = drawn._repr_html_()
    assert f'role="img" aria-label="{drawn!r}"' in html
    assert len(html) < 1600
    assert (
        'viewBox="0 0 80 80" width="80" height="80"' in html
    )  # small also where no style sheet says so
    colors = set(re.findall(r'(?:fill|stroke)="(?!none)([^"]+)"', html))
    assert colors
    assert colors <= {f"var(--book-{name}, {color})" for name, color in PALETTE["light"].items()}


def test_whoever_has_no_portrait_is_refused_with_the_name_of_the_file(tmp_path, monkeypatch):
    monkeypatch.setattr(loading, "PORTRAITS", tmp_path)
    for name in NAMES[:-1]:
        (tmp_path / f"{name}.svg").touch()
    said = f'people.yaml, "{NAMES[-1]}": portraits/{NAMES[-1]}.svg is missing; allowed: given.'
    with pytest.raises(cases.CaseError, match=re.escape(said)):
        loading.read(loading.TABLE)


# --- on the page ----------------------------------------------------------------------------------

#: What the explorer then says, by chapter and person, as the story tells it: the stage, where there is one.
SAID = {
    ("02-from-food-to-blood", "tomasz"): "glucose peaks",
    ("02-from-food-to-blood", "arjun"): "glucose peaks",
    ("04-the-off-switch", "arjun"): "more than one thing",
    ("05-insulin-resistance", "ines"): "normal range",
    ("05-insulin-resistance", "naomi"): "prediabetes",
    ("05-insulin-resistance", "arjun"): "prediabetes",
    ("06-hyperinsulinemia", "ines"): "normal range",
    ("06-hyperinsulinemia", "tomasz"): "normal range",
    ("07-keeping-up", "tomasz"): "type 2 diabetes comes",
    ("07-keeping-up", "ines"): "normal range",
    ("08-hyperglycemia", "tomasz"): "prediabetes",
    ("08-hyperglycemia", "naomi"): "prediabetes",
    ("08-hyperglycemia", "ines"): "normal",
    ("09-why-cells-stop-listening", "naomi"): "normal range",
    ("09-why-cells-stop-listening", "arjun"): "normal range",
    ("10-what-can-help", "naomi"): "prediabetes",
}


def elsewhere(explorer, values):
    """One slider of an explorer where the person's is not."""
    name, control = next(iter(controls(explorer).items()))
    ends = control.minimum, control.maximum
    return {name: next(end for end in ends if end != values[name])}


@pytest.mark.parametrize("chapter", MEETINGS)
def test_a_button_sets_the_explorer_to_the_person_of_the_story(page, site_url, chapter):
    open_page(page, f"{site_url}chapters/{chapter}.html")
    for fold in page.locator("details:has(.case-set)").all():
        fold.evaluate("(fold) => { fold.open = true; }")
    buttons = page.locator(".case-set")
    expect(buttons).to_have_count(len(MEETINGS[chapter]))
    for name in MEETINGS[chapter]:
        case = cases.load(name)
        own, values = case.meeting(chapter)
        explorer = ExplorerPage(page, own)
        button = page.get_by_role("button", name=f"Set the explorer to {case.name}", exact=True)
        expect(page.get_by_role("img", name=case.looks)).to_be_visible()
        explorer.set(**elsewhere(own, values))
        expect(button).to_have_attribute("aria-pressed", "false")
        button.press("Enter")
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(page.locator(".case-set[aria-pressed=true]")).to_have_count(1)
        assert explorer.values == values
        expect(explorer.status).to_be_in_viewport()
        expect(explorer.status).to_contain_text(SAID[chapter, name])
        page.get_by_role("button", name="Back to the text").click()
        expect(button).to_be_focused()
        expect(button).to_be_in_viewport()
    page.emulate_media(media="print")
    expect(buttons.first).to_be_hidden()
    expect(page.locator(".case-settings").first).to_be_visible()
