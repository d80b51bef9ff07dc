"""A wire of the feedback is cut: the explorer shows what each wire is for, and where the model ends."""

from __future__ import annotations

import json
import re
import subprocess

import numpy as np
import pytest
from conftest import ROOT, open_page, settle
from playwright.sync_api import expect
from scipy.integrate import solve_ivp

from widgets import explorers, quizzes
from widgets.model import HYPOGLYCEMIA, Person, loop, meal
from widgets.model.statement.equations import X_L, I, S_b, life, system, w_L, w_S
from widgets.model.statement.parameters import values
from widgets.model.thought.loop import LOOP_MINUTES

EXPLORER, CHAPTER = "loop", "chapters/04-the-off-switch.html"
WHOLE = {"answer": 100, "off_switch": 100, "liver": 100, "life": 1, "grams": 75}

#: What the site promises at every minute.
GLUCOSE_MGDL, INSULIN_SHARE = 0.1, 0.005


def cut_only(explorer, **values):
    """Set what is cut; all else is whole."""
    explorer.set(**{**WHOLE, **values})


# What the model says


def test_with_whole_wires_the_equations_are_those_of_the_book():
    book, wired = system("book"), system("wired")
    whole = {w_S: 1, w_L: 1, life: 1}
    release, heard = (wired.quantity(str(s)).expression.subs(whole) for s in (S_b, X_L))
    for state, rate in wired.rates.items():
        assert rate.subs(whole).subs(S_b, release) == book.rates[state]
    named = wired.quantity("HGP").expression.subs(X_L, heard)
    heard_by_book = book.quantity("X_L").expression
    assert named == book.quantity("HGP").expression.subs(X_L, heard_by_book)


def test_the_whole_loop_is_the_meal_of_every_other_chapter():
    course, whole = meal(Person(), 75, LOOP_MINUTES), loop()
    np.testing.assert_allclose(whole.glucose_mgdl, course.glucose_mgdl, atol=1e-3)
    np.testing.assert_allclose(whole.insulin_uUml, course.insulin_uUml, rtol=1e-4)


def test_a_cut_holds_its_signal_and_nothing_else():
    whole = loop()
    answer, off, liver = loop(answer=0), loop(off_switch=0), loop(liver=0)
    np.testing.assert_allclose(answer.release_uUmin, whole.release_uUmin[0], rtol=1e-9)
    peak = int(np.argmax(whole.release_uUmin))
    np.testing.assert_allclose(off.release_uUmin[: peak + 1], whole.release_uUmin[: peak + 1])
    np.testing.assert_allclose(off.release_uUmin[peak:], whole.release_uUmin.max(), rtol=1e-9)
    # The liver's defense against low glucose is no part of the wire.
    preset = values("book")
    defense = preset["V_G"] * preset["k_d"] * np.maximum(0, preset["G_c"] - liver.glucose_mgdl)
    held = liver.production_mgkgmin - defense
    np.testing.assert_allclose(held, whole.production_mgkgmin[0], rtol=1e-9)


def test_a_body_without_an_answer_is_solved_alike_by_hand():
    """Insulin stays at its fasting level, so that glucose follows from three equations alone."""
    preset, fasting = values("book"), Person().fasting()
    insulin = fasting[3]
    production = loop().production_mgkgmin[0] / preset["V_G"]
    uptake = preset["EG0"] + preset["VM"] / (1 + (preset["KU"] / insulin) ** preset["n_U"])

    def rates(_, y):
        stomach, gut, glucose = y
        slowed = 1 / (1 + (glucose / preset["K_E"]) ** 4)
        emptying = preset["k_q"] * slowed * stomach / (preset["K_q"] + stomach)
        arriving = preset["f_a"] * preset["k_a"] * gut / (preset["BW"] * preset["V_G"])
        kidney = preset["k_r"] * max(0.0, glucose - preset["G_r"])
        defense = preset["k_d"] * max(0.0, preset["G_c"] - glucose)
        change = production + defense + arriving - uptake * glucose - kidney
        return -emptying, emptying - preset["k_a"] * gut, change

    minutes = np.arange(LOOP_MINUTES + 1.0)
    start = (75_000.0, 0.0, fasting[2])
    by_hand = solve_ivp(rates, (0, LOOP_MINUTES), start, "LSODA", minutes, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(loop(answer=0).glucose_mgdl, by_hand.y[2], atol=0.01)


def test_where_glucose_stops_without_an_off_switch_is_found_alike_by_hand(monkeypatch):
    """Insulin stays at its peak and the gut is empty: what the liver gives out, its defense included, is used up.

    After six hours glucose still falls, by hundredths; twelve show where it stops.
    """
    monkeypatch.setattr("widgets.model.thought.loop.LOOP_MINUTES", 720)
    preset, cut = values("book"), loop(off_switch=0)
    insulin = cut.insulin_uUml[-1]
    portal = preset["k_I"] * preset["V_I"] * insulin / ((1 - preset["E0"]) * preset["Q_p"])
    production = preset["P_L"] / (1 + ((insulin + portal) / preset["K_L"]) ** preset["n_L"])
    uptake = preset["EG0"] + preset["VM"] / (1 + (preset["KU"] / insulin) ** preset["n_U"])
    stop = (production + preset["k_d"] * preset["G_c"]) / (uptake + preset["k_d"])
    assert stop < HYPOGLYCEMIA["level_2"]
    assert cut.glucose_mgdl[-1] == pytest.approx(stop, abs=0.01)


def test_lingering_insulin_keeps_its_fasting_level_and_halves_more_slowly():
    rate = system("wired").rates[I]
    assert rate.subs(life, 2) * 2 == rate.subs(life, 1)
    assert loop(life=8).insulin_uUml[0] == pytest.approx(loop().insulin_uUml[0])


def test_settings_outside_their_range_are_refused():
    with pytest.raises(ValueError, match=r"answer .* is 1.2; allowed: 0 to 1"):
        loop(answer=1.2)
    with pytest.raises(ValueError, match=r"life .* is 0 times; allowed: 1 to 10 times"):
        loop(life=0)
    with pytest.raises(ValueError, match=r"grams .* is 900 g; allowed: 0 to 150 g"):
        loop(grams=900)
    with pytest.raises(ValueError, match=r"off_switch is 101"):
        explorers.loop(off_switch=101)


def test_low_glucose_begins_where_the_consensus_draws_its_lines():
    """International Hypoglycaemia Study Group 2017: level 1 at 70, level 2 below 54 mg/dL (3.0 mmol/L)."""
    assert HYPOGLYCEMIA == {"level_1": 70.0, "level_2": 54.0}


# One statement, two programs


def random_settings(number):
    rng = np.random.default_rng(4)
    shares = rng.choice([0.0, 1.0, 0.5], (number, 3)) * rng.uniform(0.2, 1, (number, 3))
    shares = np.where(rng.uniform(size=(number, 3)) < 0.4, 1.0, shares)
    return [
        {
            "answer": float(a),
            "off_switch": float(o),
            "liver": float(l),
            "life": float(rng.choice([1.0, rng.uniform(1, 10)])),
            "grams": float(rng.uniform(10, 120)),
        }
        for a, o, l in shares
    ]


def test_browser_and_scipy_agree_at_every_minute_of_every_cut():
    """The browser's own program, run by node."""
    cases = random_settings(60)
    program = f"""
      import {{ loop }} from {json.dumps((ROOT / "widgets/model/browser/index.js").as_uri())};
      const person = {{ muscle: 1, liver: 1, reserve: {Person().reserve} }};
      const told = {json.dumps(cases)}.map(({{ grams, ...wires }}) => loop(person, grams, wires));
      console.log(JSON.stringify(told, (_, v) => (ArrayBuffer.isView(v) ? Array.from(v) : v)));
    """
    run = subprocess.run(
        ["node", "--input-type=module", "-e", program], capture_output=True, text=True, check=True
    )
    for case, told in zip(cases, json.loads(run.stdout), strict=True):
        reference = loop(**case)
        np.testing.assert_allclose(
            told["glucose_mgdl"],
            reference.glucose_mgdl,
            rtol=0,
            # Whose off switch is cut, the minute of the cut counts: a little more than in a whole body.
            atol=1.5 * GLUCOSE_MGDL,
            err_msg=case,
        )
        np.testing.assert_allclose(
            told["insulin_uUml"], reference.insulin_uUml, rtol=INSULIN_SHARE, err_msg=case
        )
        np.testing.assert_allclose(
            told["production_mgkgmin"], reference.production_mgkgmin, atol=0.01, err_msg=case
        )


# What the page shows


@pytest.mark.parametrize(
    "cut",
    [{}, {"answer": 0}, {"off_switch": 0}, {"liver": 0}, {"life": 8}, {"off_switch": 90}],
    ids=str,
)
def test_the_curves_are_those_of_scipy(explorer, cut):
    cut_only(explorer, **cut)
    wires = {name: value if name == "life" else value / 100 for name, value in cut.items()}
    reference = loop(**wires)
    for name, expected, allowed in (
        ("glucose", reference.glucose_mgdl, GLUCOSE_MGDL),
        ("insulin", reference.insulin_uUml, 0.3),
        ("production", reference.production_mgkgmin, 0.005),
    ):
        np.testing.assert_allclose(explorer.curve(name), expected, rtol=0, atol=allowed)
    np.testing.assert_allclose(
        explorer.curve("glucose", "health"), loop().glucose_mgdl, rtol=0, atol=GLUCOSE_MGDL
    )


def test_the_sentence_says_what_each_cut_does(explorer):
    expect(explorer.status).to_contain_text("the loop is whole")
    expect(explorer.status).to_contain_text("never to nothing")
    explorer.preset("answer")
    expect(explorer.status).to_contain_text("no insulin answer")
    expect(explorer.status).to_contain_text("After six hours")
    explorer.preset("liver")
    expect(explorer.status).to_contain_text("the pancreas must make up for it")
    explorer.preset("life")
    expect(explorer.status).to_contain_text("8.0 times")
    cut_only(explorer, answer=50, liver=50)
    expect(explorer.status).to_contain_text("more than one thing")
    cut_only(explorer, off_switch=80)
    expect(explorer.status).to_contain_text("only 80% of the off switch")
    expect(explorer.status).to_contain_text("The lowest is 66 mg/dL")


def test_low_glucose_is_named_at_its_minute_and_the_model_says_where_it_ends(explorer):
    explorer.preset("off_switch")
    expect(explorer.status).to_contain_text("seriously low")
    expect(explorer.status).to_contain_text("The model’s liver pushes back")
    reference = loop(off_switch=0)
    told = re.search(r"below 70 mg/dL after (\d+) min and below 54 after (\d+)", explorer.sentence)
    expected = [reference.first_below(level) for level in HYPOGLYCEMIA.values()]
    assert [float(minute) for minute in told.groups()] == pytest.approx(expected, abs=1)
    notes = explorer.root.locator(".explorer-notes").first
    expect(notes).to_contain_text("mathematics, not a body")
    for defense in (
        "insulin that falls while its off switch is whole",
        "a liver that answers glucagon and adrenaline",
    ):
        expect(notes).to_contain_text(defense)
    for missing in ("no warning signs", "no hunger"):
        expect(notes).to_contain_text(missing)


def test_units_change_with_the_lines_of_low_glucose(explorer):
    explorer.preset("off_switch")
    explorer.unit("mmol/L")
    expect(explorer.status).to_contain_text("below 3.9 mmol/L")
    expect(explorer.status).to_contain_text("below 3.0 after")
    expect(explorer.root.locator(".explorer-stage")).to_contain_text("3.9 low")


def test_a_cut_wire_says_so_and_keys_mend_it(explorer):
    explorer.preset("off_switch")
    slider = explorer.slider("off_switch")
    expect(slider).to_have_attribute("aria-valuetext", "0 percent, cut")
    slider.focus()
    explorer.page.keyboard.press("End")
    expect(slider).to_have_attribute("aria-valuetext", "100 percent, whole")
    expect(explorer.status).to_contain_text("the loop is whole")
    explorer.page.keyboard.press("Shift+ArrowLeft")
    expect(slider).to_have_attribute("aria-valuetext", "90 percent")


def test_a_second_cut_behind_the_first_changes_nothing(explorer):
    """Step 5 of the chapter: without an answer there is nothing that the brake could pass on."""
    explorer.preset("answer")
    explorer.tool("pin").click()
    cut_only(explorer, answer=0, liver=0)
    np.testing.assert_allclose(
        explorer.curve("glucose"), explorer.curve("glucose", "pinned"), atol=0.05
    )
    expect(explorer.root.get_by_role("table")).to_contain_text("never")


def test_the_state_is_in_the_address(opened):
    cut_only(opened, off_switch=85, life=2.5)
    expect(opened.page).to_have_url(re.compile(r"loop\.off_switch=85.*loop\.life=2\.5"))
    open_page(opened.page, opened.page.url)
    expect(opened.slider("off_switch")).to_have_attribute("aria-valuetext", "85 percent")
    expect(opened.slider("life")).to_have_attribute("aria-valuetext", "2.5 ×")


def test_the_table_of_the_curves_downloads(explorer):
    explorer.preset("liver")
    columns, rows = explorer.table()
    assert columns[0] == "minutes"
    assert {"now_glucose_mgdl", "now_insulin_uUml", "now_production_mgkgmin"} <= set(columns)
    assert len(rows) == LOOP_MINUTES + 1


@pytest.mark.parametrize(
    ("question", "cut"), [("weak-dimmer", {"off_switch": 80}), ("hidden", {"liver": 20})]
)
def test_a_question_for_the_explorer_has_an_answer(explorer, question, cut):
    asked = next(q for q in quizzes.load("04-the-off-switch")["questions"] if q["id"] == question)
    target = asked["target"]
    assert not target["min"] <= explorer.results[target["result"]] <= target["max"]
    cut_only(explorer, **cut)
    assert target["min"] <= explorer.results[target["result"]] <= target["max"]


def test_python_gets_what_the_explorer_shows():
    shown = explorers.loop(off_switch=90)
    assert shown.result().glucose_mgdl.min() == pytest.approx(
        loop(off_switch=0.9).glucose_mgdl.min()
    )
    assert {trace.meta["run"] for trace in shown.figure().data} == {"now", "health"}


def test_the_drawn_loop_cuts_its_wires_and_joins_them_again(explorer):
    for wire in ("answer", "off_switch", "liver"):
        cutter = explorer.root.locator(f"[data-wire={wire}]")
        box = cutter.bounding_box()
        assert min(box["width"], box["height"]) >= 44  # WCAG 2.5.5
        cutter.click()
        explorer.draw()
        assert explorer.values == {**WHOLE, wire: 0}
        assert cutter.get_attribute("aria-pressed") == "true"
        cutter.click()
        explorer.draw()
        assert explorer.values == WHOLE
        assert cutter.get_attribute("aria-pressed") == "false"


def test_presses_faster_than_frames_are_all_counted(explorer):
    """On a slow device a wire is cut and joined again before the loop is drawn."""
    clock = explorer.page.context.new_cdp_session(explorer.page)
    clock.send("Emulation.setCPUThrottlingRate", {"rate": 20})
    cutter = explorer.root.locator("[data-wire=liver]")
    cutter.focus()
    for times in range(1, 8):
        explorer.page.keyboard.press("Enter", delay=0)
        assert explorer.values["liver"] == (0 if times % 2 else 100)
    settle(explorer.page)
    clock.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    assert cutter.get_attribute("aria-pressed") == "true"


@pytest.mark.parametrize(("width", "height"), [(390, 844), (360, 740), (640, 512), (844, 390)])
def test_a_cutter_that_takes_the_focus_is_in_view(explorer, width, height):
    """Below what stays in view (WCAG 2.4.11), also at twice the size: 640 pixels are half of 1280."""
    explorer.page.set_viewport_size({"width": width, "height": height})
    settle(explorer.page, 300)
    for wire in ("answer", "off_switch", "liver"):
        seen = explorer.root.locator(f"[data-wire={wire}]").evaluate(
            """async (cutter) => {
              scrollTo({ top: document.body.scrollHeight, behavior: "instant" });
              cutter.focus();
              await new Promise((done) => setTimeout(done, 100));
              const { x, y, width, height } = cutter.getBoundingClientRect();
              const at = (part) => document.elementFromPoint(x + width / 2, y + part * height);
              return [0.2, 0.5, 0.8].map((part) => cutter.contains(at(part)));
            }"""
        )
        assert seen == [True, True, True], wire
