"""Text and model agree: what the story says of the model is in its text, and the model gives it.

Each claim quotes the words of a page. A sentence that changes must take its check along.
"""

from __future__ import annotations

import math
from functools import cache

import nbformat
import numpy as np
import pytest
from conftest import ROOT

from widgets import explorers
from widgets.explorers.resistance import HYPERINSULINEMIA_RATIO
from widgets.lifestyle import Lifestyle, begin
from widgets.lifestyle.trials import beside
from widgets.model import (
    HYPOGLYCEMIA,
    RANGES,
    THRESHOLDS,
    Drift,
    Person,
    clamp,
    clamped,
    compensation,
    day,
    equations,
    fates,
    feed,
    loop,
    ogtt,
    portions,
    resistant,
    uptake,
    years,
)
from widgets.model.equations import system
from widgets.model.health import DAILY_MEALS
from widgets.model.parameters import values
from widgets.model.person import RESERVES
from widgets.model.reserve import worsening
from widgets.model.units import convert
from widgets.model.uptake import CLAMPED_GLUCOSE, FROM_BLOOD

CHAPTER_01 = "chapters/01-main-players.ipynb"
CHAPTER_02 = "chapters/02-from-food-to-blood.ipynb"
CHAPTER_03 = "chapters/03-insulin-opens-the-door.ipynb"
CHAPTER_04 = "chapters/04-the-off-switch.ipynb"
CHAPTER_05 = "chapters/05-insulin-resistance.ipynb"
CHAPTER_06 = "chapters/06-hyperinsulinemia.ipynb"
CHAPTER_07 = "chapters/07-keeping-up.ipynb"
CHAPTER_08 = "chapters/08-hyperglycemia.ipynb"
CHAPTER_09 = "chapters/09-why-cells-stop-listening.ipynb"
CHAPTER_10 = "chapters/10-what-can-help.ipynb"
CLAIMS = []


def claim(page, words):
    """Register a check of what a page says of the model."""

    def register(check):
        CLAIMS.append(pytest.param(page, words, check, id=check.__name__))
        return check

    return register


@cache
def text(page):
    notebook = nbformat.read(ROOT / page, as_version=4)
    cells = (cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    return " ".join(" ".join(cells).split())


@pytest.mark.parametrize(("page", "words", "check"), CLAIMS)
def test_the_model_gives_what_the_story_says(page, words, check):
    assert words in text(page), f"{page} no longer says: {words}"
    check()


@cache
def drink(muscle=1.0, liver=1.0, reserve=RESERVES["robust"]):
    return ogtt(Person(muscle, liver, reserve))


def half_maximal(muscle):
    """Insulin at half of what insulin can add to uptake, by the clamp (µU/mL)."""
    preset, person = values("book"), Person(muscle)
    without = preset["EG0"] * 90 * preset["V_G"]
    most = preset["VM"] * 90 * preset["V_G"]
    low, high = 0.0, 10.0
    while high - low > 1e-9:
        middle = (low + high) / 2
        below = clamp(person, middle).uptake - without < most / 2
        low, high = (middle, high) if below else (low, middle)
    return clamp(person, low).insulin_uUml


@claim(CHAPTER_05, "In step 1, glucose rose a little and insulin rose a lot.")
def resistance_shows_in_insulin_first():
    healthy, resistant = drink(), drink(muscle=0.3)
    assert resistant.glucose_mgdl.max() < 1.2 * healthy.glucose_mgdl.max()
    assert resistant.insulin_uUml.max() > 3 * healthy.insulin_uUml.max()


@claim(CHAPTER_05, "At a response of 50%, muscle needs twice the insulin for the same uptake.")
def half_the_response_needs_twice_the_insulin():
    assert half_maximal(0.5) == pytest.approx(2 * half_maximal(1.0), rel=1e-3)


@claim(CHAPTER_05, "At 30% it needs a little more than three times as much.")
def a_third_of_the_response_needs_three_times_the_insulin():
    assert 3 < half_maximal(0.3) / half_maximal(1.0) < 3.5


@claim(
    CHAPTER_05,
    "at the same insulin the resistant body takes less. At very high insulin the two come close again.",
)
def the_curve_slides_and_keeps_its_maximum():
    healthy, resistant = (clamp(Person(muscle), 1.0).uptake for muscle in (1.0, 0.3))
    assert resistant < 0.7 * healthy
    healthy, resistant = (clamp(Person(muscle), 10.0).uptake for muscle in (1.0, 0.3))
    assert 0.85 * healthy < resistant < healthy


@claim(CHAPTER_05, "Glucose settles just above where it was, at a higher level of insulin.")
def fasting_finds_a_new_balance():
    healthy, resistant = drink(), drink(muscle=0.3)
    assert 0 < resistant.glucose_mgdl[0] - healthy.glucose_mgdl[0] < 10
    assert resistant.insulin_uUml[0] > 2 * healthy.insulin_uUml[0]


@claim(CHAPTER_05, "In the model the two reasons count about equally in step 1.")
def release_and_removal_count_about_equally():
    healthy, resistant = drink(), drink(muscle=0.3)
    release = resistant.quantity("S")[0] / healthy.quantity("S")[0]
    removal = resistant.insulin_uUml[0] / healthy.insulin_uUml[0] / release
    assert 0.75 < release / removal < 1.35


@claim(
    CHAPTER_05,
    "Step 2 lifts the start of the glucose curve more than step 1 does, and step 1 lifts the peak more.",
)
def liver_lifts_the_start_and_muscle_the_peak():
    muscle, liver = drink(muscle=0.3), drink(liver=0.3)
    assert liver.glucose_mgdl[0] > muscle.glucose_mgdl[0]
    assert muscle.glucose_mgdl.max() > liver.glucose_mgdl.max()


@claim(CHAPTER_05, "Insulin rose less, and glucose climbed higher.")
def low_reserve_changes_the_fate():
    robust, susceptible = drink(muscle=0.3), drink(muscle=0.3, reserve=RESERVES["susceptible"])
    assert susceptible.insulin_uUml.max() < robust.insulin_uUml.max()
    assert susceptible.glucose_mgdl.max() > robust.glucose_mgdl.max()


@claim(CHAPTER_05, "The liver must fall further, for two reasons.")
def fasting_insulin_doubles_later_with_the_liver():
    doubled = 2 * drink().insulin_uUml[0]
    assert drink(muscle=0.46).insulin_uUml[0] == pytest.approx(doubled, rel=0.03)
    assert drink(liver=0.46).insulin_uUml[0] < doubled


@cache
def followed(heard=1.0, minutes=240):
    return uptake(heard, minutes=minutes)


@claim(CHAPTER_03, "With insulin's help, about half of the drink went to muscle.")
def muscle_gets_half_of_the_drink():
    assert followed().at(240)["muscle"] / 75 == pytest.approx(0.49, abs=0.005)
    assert followed(0.0).at(240)["muscle"] == 0


@claim(CHAPTER_03, "the liver of the model gave out about as much glucose as the drink held.")
def without_insulin_the_liver_gives_out_a_drink():
    assert followed(0.0).made_grams() == pytest.approx(75, rel=0.05)


@claim(CHAPTER_03, "With half of insulin's help, muscle still got four fifths of its glucose.")
def half_the_help_is_more_than_half_the_glucose():
    half, full = (followed(share).at(240)["muscle"] for share in (0.5, 1.0))
    assert half / full == pytest.approx(0.8, abs=0.02)


@claim(CHAPTER_03, "The model: 16%, like the second.")
def liver_and_gut_take_a_sixth_before_breakfast():
    flows = followed().flows
    assert flows["liver"][0] / flows["made"][0] == pytest.approx(0.16, abs=0.005)


@claim(CHAPTER_03, "The model: 25%.")
def liver_and_gut_keep_a_quarter_of_the_drink():
    assert followed().at(240)["liver"] / 75 == pytest.approx(0.25, abs=0.005)


@claim(CHAPTER_03, "The model, in the same time: 16 instead of 32.")
def the_liver_gives_out_half_as_much():
    drunk = followed(minutes=210)
    assert drunk.made_grams() == pytest.approx(16, abs=0.5)
    assert drunk.flows["made"][0] * 210 / 1000 == pytest.approx(32, abs=0.5)


@claim(CHAPTER_03, "The liver of the model answers even sooner.")
def the_liver_of_the_model_hears_less_than_29():
    none, some = clamped([0.0, 29.0])["made"]
    assert some < none / 2


@claim(CHAPTER_03, "The larger the drink, the larger muscle's share.")
def a_larger_drink_goes_more_to_muscle():
    held = [uptake(1.0, grams).at(240) for grams in (25, 50, 100)]
    shares = {p: [h[p] / g for h, g in zip(held, (25, 50, 100), strict=True)] for p in held[0]}
    assert shares["muscle"] == sorted(shares["muscle"])
    assert shares["brain"] == sorted(shares["brain"], reverse=True)
    assert max(shares["liver"]) - min(shares["liver"]) < 0.03


@claim("book/index.ipynb", "glucose stays near its dashed ghost, and insulin leaves it far below.")
def the_landing_page_promises_what_the_slider_shows():
    for muscle in (0.8, 0.5, 0.3):
        healthy, resistant = (feed(Person(m), [(0, 75)], 240) for m in (1.0, muscle))
        glucose = resistant.glucose_mgdl.max() / healthy.glucose_mgdl.max() - 1
        insulin = resistant.insulin_uUml.max() / healthy.insulin_uUml.max() - 1
        assert insulin > 5 * glucose


# Chapter 4


def lowest(**cuts):
    return loop(**cuts).glucose_mgdl.min()


def climb(**cuts):
    glucose = loop(**cuts).glucose_mgdl
    return glucose.max() - glucose[0]


@claim(CHAPTER_04, "Without the answer glucose climbs three times as far above its start")
def without_an_answer_glucose_climbs_three_times_as_far():
    assert climb(answer=0) / climb() == pytest.approx(3, abs=0.25)


@claim(CHAPTER_04, "With a tenth of the answer the climb is smaller by more than a third.")
def a_loop_makes_good_use_of_little():
    assert 0.6 < climb(answer=0.1) / climb(answer=0) < 2 / 3


@claim(CHAPTER_04, "Is a dimmer that is a tenth too weak good enough?")
def a_dimmer_that_is_a_tenth_too_weak_lets_glucose_become_low():
    assert HYPOGLYCEMIA["level_2"] < lowest(off_switch=0.9) < HYPOGLYCEMIA["level_1"]


@claim(CHAPTER_04, "send about half as much insulin again")
def the_pancreas_pays_for_a_liver_without_a_brake():
    whole, cut = loop(), loop(liver=0)
    assert cut.insulin_uUml.max() / whole.insulin_uUml.max() == pytest.approx(1.5, abs=0.1)
    assert cut.glucose_mgdl.max() / whole.glucose_mgdl.max() < 1.1


@claim(CHAPTER_04, "In step 5 the second cut changed nothing.")
def a_second_cut_behind_the_first_changes_nothing():
    assert loop(answer=0, liver=0).glucose_mgdl == pytest.approx(
        loop(answer=0).glucose_mgdl, abs=0.01
    )


@claim(CHAPTER_04, "In the model insulin's {term}`half-life` is 2.8 minutes.")
def insulin_lives_three_minutes():
    assert math.log(2) / values("book")["k_I"] == pytest.approx(2.8, abs=0.05)


@claim(CHAPTER_04, "Make it about four times as long, and a healthy person becomes low")
def four_times_as_long_is_too_long():
    low = HYPOGLYCEMIA["level_1"]
    assert lowest(life=3.8) > low > lowest(life=4.1)


@claim(CHAPTER_04, "so little insulin was left that glucose swung above its start again.")
def a_lingering_message_swings():
    glucose = loop(life=8).glucose_mgdl
    after = glucose[glucose.argmin() :]
    assert after.max() > glucose[0] + 5
    assert loop(life=8).insulin_uUml.min() < loop(life=8).insulin_uUml[0]


@claim(CHAPTER_04, "in the model with a delay of about 22 minutes.")
def cells_hear_insulin_after_a_delay():
    assert 1 / values("book")["p2"] == pytest.approx(22, abs=0.5)
    assert lowest() < loop().glucose_mgdl[0]  # "dips a little below its start"


@claim(CHAPTER_04, "The model answers the drink with about 12 times its fasting release.")
def the_pancreas_of_the_model_is_an_eager_one():
    release = loop().release_uUmin
    assert release.max() / release[0] == pytest.approx(12, abs=0.5)


# Chapter 2


def eaten(grams, hours=0, person="robust", minutes=360):
    return feed(Person.named(person), portions(grams, 60 * hours), minutes)


@claim(
    CHAPTER_02, "blood glucose was highest when only about **a quarter** of the drink had arrived"
)
def glucose_turns_when_a_quarter_has_arrived():
    course = eaten(75)
    peak = int(course.glucose_mgdl.argmax())
    arrived = np.trapezoid(course.flow_gh("Ra")[: peak + 1]) / 60
    assert arrived / 75 == pytest.approx(0.25, abs=0.02)
    assert course.state("q1")[peak] / 1000 > 75 / 2


@claim(CHAPTER_02, "glucose dips a little below its start near three hours")
def glucose_dips_after_the_drink():
    glucose = eaten(75).glucose_mgdl
    assert 5 < glucose[0] - glucose.min() < 15
    assert glucose.argmin() == pytest.approx(180, abs=10)


@claim(
    CHAPTER_02, "the meal more than doubles, and the peak of glucose rises by less than 10 mg/dL"
)
def large_meals_last_longer():
    small, large = eaten(50), eaten(120)
    assert large.glucose_mgdl.max() - small.glucose_mgdl.max() < 10
    released = large.quantity("S").sum() / small.quantity("S").sum()
    assert released == pytest.approx(2, abs=0.1)  # "releases about twice the insulin"


@claim(CHAPTER_02, "In the model it falls by about a quarter.")
def sipping_lowers_insulin_by_a_quarter():
    once, sipped = (eaten(50, hours, minutes=240).insulin_uUml for hours in (0, 3.5))
    assert np.sum(sipped - sipped[0]) / np.sum(once - once[0]) == pytest.approx(0.75, abs=0.04)


@claim(CHAPTER_02, "insulin comes later, and glucose climbs 39 mg/dL higher")
def little_reserve_answers_late():
    robust, susceptible = eaten(75), eaten(75, person="susceptible")
    assert susceptible.glucose_mgdl.max() - robust.glucose_mgdl.max() == pytest.approx(39, abs=0.5)
    assert susceptible.insulin_uUml[20] < robust.insulin_uUml[20] / 2
    assert susceptible.insulin_uUml.argmax() > robust.insulin_uUml.argmax()


@claim(CHAPTER_02, "About 9 g of glucose an hour enter the blood though the gut is empty.")
def the_liver_supplies_the_fasting_body():
    liver = eaten(75).flow_gh("HGP")
    assert liver[0] == pytest.approx(9, abs=0.5) == liver[-1]
    assert liver.min() == pytest.approx(2, abs=0.5)  # "falls to about 2 g an hour"


@claim(CHAPTER_02, "When $q_1$ is much larger than $K_q$ (8 g)")
def the_gate_has_the_stated_size():
    assert values("book")["K_q"] == 8000


@claim(CHAPTER_02, "$f_a$ is the share that the liver lets pass, 0.81 in the model.")
def the_liver_lets_pass_the_stated_share():
    assert values("book")["f_a"] == 0.81


@claim(CHAPTER_02, "delivers about a fifth more at its fastest and a third more in all")
def the_meal_of_katz_is_met_as_said():
    course = eaten(92, minutes=240)
    entering = course.flow_gh("Ra") + course.flow_gh("HGP")
    measured = 6.65 * values("book")["BW"] * 60 / 1000
    assert entering.max() / measured == pytest.approx(1.2, abs=0.05)
    assert np.trapezoid(entering) / 60 / 69 == pytest.approx(4 / 3, abs=0.05)


@claim(CHAPTER_02, "86 mg/dL after 50 g, 132 after 100 g")
def two_hours_depend_on_the_amount():
    two_hours = [round(eaten(grams).glucose_mgdl[120]) for grams in (50, 100)]
    assert two_hours == [86, 132]


@claim(CHAPTER_02, "in one visible burst near 15 minutes")
def the_first_burst_is_early():
    released = eaten(75).quantity("S")
    assert 10 <= released[:25].argmax() <= 18
    assert released[20] < released[:25].max()


@claim(CHAPTER_02, "the susceptible person gets by with a third of the insulin")
def slow_arrival_stands_in_for_beta_cells():
    goal = eaten(75).glucose_mgdl.max()
    slow = eaten(75, 195 / 60, "susceptible", 480)
    assert slow.glucose_mgdl.max() < goal
    assert eaten(75, 190 / 60, "susceptible", 480).glucose_mgdl.max() > goal
    share = slow.insulin_uUml.max() / eaten(75).insulin_uUml.max()
    assert share == pytest.approx(1 / 3, abs=0.03)


@claim(CHAPTER_05, "So half the response $r$ at twice the insulin $X$ gives the same uptake.")
def only_the_product_of_response_and_insulin_counts():
    uptake = system("book").quantity("U").expression
    halved = uptake.subs({equations.r: equations.r / 2, equations.X: 2 * equations.X})
    assert halved.equals(uptake)


@cache
def keeping_up(resistance, time="week"):
    return compensation(resistant(resistance), time)


@claim(CHAPTER_06, "Fasting glucose goes up by about 10 mg/dL.")
def this_week_glucose_rises_by_about_ten():
    rise = keeping_up(4).glucose_mgdl - keeping_up(1).glucose_mgdl
    assert rise == pytest.approx(10, abs=1)


@claim(
    CHAPTER_06,
    "at 4× muscle needs four times the insulin, which is a response of 25% in the words of chapter 5.",
)
def four_times_the_insulin_is_a_quarter_of_the_response():
    assert resistant(4).muscle == 0.25
    assert half_maximal(0.25) == pytest.approx(4 * half_maximal(1.0), rel=1e-3)


@claim(CHAPTER_06, "follows glucose with a delay of about two days")
def beta_cells_learn_in_about_two_days():
    assert values("book")["tau_g"] / (24 * 60) == pytest.approx(2, abs=0.25)


@claim(
    CHAPTER_06,
    "at twice the insulin, release is up by less than a third, and removal by more than a half.",
)
def at_first_most_of_the_rise_is_slower_removal():
    assert keeping_up(2).insulin_uUml / keeping_up(1).insulin_uUml == pytest.approx(2, rel=0.05)
    assert keeping_up(2).release < 4 / 3
    assert keeping_up(2).removal > 1.5


@claim(
    CHAPTER_06,
    "At four times the resistance it is about 71 after ten years, twice as much, "
    "with a fasting glucose that differs from health by less than 2 mg/dL.",
)
def a_normal_glucose_costs_twice_the_insulin():
    health, later = keeping_up(1), keeping_up(4, "years")
    assert later.secretion == pytest.approx(71, abs=0.5)
    assert later.secretion / health.secretion == pytest.approx(2, rel=0.05)
    assert 0 < later.glucose_mgdl - health.glucose_mgdl < 2


@claim(CHAPTER_06, "A normal glucose can hide a pancreas that makes twice the insulin")
def a_normal_glucose_can_hide_it():
    a_normal_glucose_costs_twice_the_insulin()
    assert keeping_up(4, "years").glucose_mgdl < THRESHOLDS["fasting"]["prediabetes"]


@claim(
    CHAPTER_06,
    "In this book we say hyperinsulinemia from one and a half times a person's own healthy value on.",
)
def hyperinsulinemia_begins_where_the_sentence_says_so():
    assert HYPERINSULINEMIA_RATIO == 1.5


@claim(
    CHAPTER_06,
    "The share that passes the liver is $1 - E_0 r$. In health, $r = 1$, it is about one half.",
)
def about_half_passes_the_liver():
    assert 1 - values("book")["E0"] == pytest.approx(0.5, abs=0.05)


@claim(
    CHAPTER_06, "At twice the resistance it makes about 1.3 times the insulin of health in a day."
)
def at_twice_the_resistance_a_third_more_is_made():
    for time in ("weeks", "years"):
        assert keeping_up(2, time).secretion / keeping_up(1).secretion == pytest.approx(
            1.3, abs=0.05
        )


@cache
def fate(resistance, percent):
    (only,) = fates(resistance, [percent / 100 * RESERVES["robust"]])
    return only


@claim(CHAPTER_07, "With a large reserve, insulin rose fourfold and glucose stayed.")
def a_large_reserve_answers_fourfold():
    start, most, _ = fate(4.9, 100).insulin_uUml
    assert most / start == pytest.approx(4, abs=0.15)
    assert fate(4.9, 100).stage == "normal"


@claim(
    CHAPTER_07,
    "If muscle answers half as well, the same effect takes twice the insulin. At a third, three times.",
)
def sensitivity_times_insulin_stays():
    for times in (2, 3):
        assert half_maximal(1 / times) == pytest.approx(times * half_maximal(1.0), rel=1e-3)


@claim(
    CHAPTER_07,
    "In our susceptible person the average insulin of the test climbs from 25 to 58 µU/mL and ends at 12.",
)
def the_pancreas_goes_up_then_down():
    assert fate(4.9, 33).insulin_uUml == pytest.approx((25, 58, 12), abs=0.5)


@claim(
    CHAPTER_07, "The same 25 µU/mL can belong to a healthy start, or to a pancreas on its way down."
)
def one_insulin_value_belongs_to_two_stages():
    start, most, end = fate(4.9, 33).insulin_uUml
    assert end < 25 <= start + 0.5 < most


@claim(
    CHAPTER_07,
    "diabetes moves away, first by years, and from 3.5 times down it does not come within the fifteen years.",
)
def a_lower_resistance_keeps_diabetes_away():
    assert fate(4.9, 33).year < fate(4.2, 33).year - 1
    assert fate(3.6, 33).stage == "diabetes"
    for resistance in (3.5, 3.0, 2.0):
        assert fate(resistance, 33).stage != "diabetes"


@cache
def susceptible_life():
    return years(Person(reserve=0.33 * RESERVES["robust"]), worsening(4.9))


@claim(
    CHAPTER_07,
    "For years, little seems to happen, and then fasting glucose climbs by 50 mg/dL within two or three years.",
)
def the_harm_is_slow_and_then_quick():
    life = susceptible_life()
    fasting = [life.value(life.fasting_glucose_mgdl, year) for year in (0, 6, 9)]
    assert fasting[1] - fasting[0] < 15
    assert fasting[2] - fasting[1] == pytest.approx(50, abs=5)


@claim(CHAPTER_07, "Their two-hour glucose is 138 mg/dL on the first day, just below prediabetes.")
def the_susceptible_person_starts_close_to_a_line():
    life = susceptible_life()
    assert life.value(life.two_hour_glucose_mgdl, 0) == pytest.approx(138, abs=0.5)
    assert THRESHOLDS["two_hour"]["prediabetes"] - 138 < 5


@claim(
    CHAPTER_08, "The second is **susceptible**: about a third of that {term}`beta-cell reserve`."
)
def susceptible_is_a_third_of_robust():
    assert RESERVES["susceptible"] / RESERVES["robust"] == pytest.approx(1 / 3, abs=0.01)


@claim(
    CHAPTER_08,
    "In step 3 the robust person's fasting glucose stayed near 92 mg/dL. The price: four times the insulin.",
)
def the_robust_person_pays_four_times_the_insulin():
    life = years(Person(), Drift().then(day=0, muscle=0.20, liver=0.90, days=1053))
    insulin = [life.value(life.fasting_insulin_uUml, year) for year in (0, 15)]
    assert insulin[1] / insulin[0] == pytest.approx(4, abs=0.15)
    assert life.value(life.fasting_glucose_mgdl, 15) == pytest.approx(92, abs=0.5)


@claim("book/index.ipynb", "**live fifteen years in a slider**")
def fifteen_years_fit_into_the_slider():
    year = explorers.years().view.spec["controls"][0]
    assert (year["name"], year["min"], year["max"]) == ("year", 0, 15)


@cache
def lived(days, **reasons):
    """Years of the average person with these reasons."""
    person = Person(reserve=0.43 * RESERVES["robust"])
    return years(person, Lifestyle().live_all(reasons), days / 365)


@claim(
    CHAPTER_09,
    "In step 2 muscle fell to a little more than half of its response within a week, and the liver did not change. "
    "Fasting insulin went up by about four fifths. Fasting glucose rose by about 1 mg/dL.",
)
def a_week_in_bed_shows_in_insulin():
    life = lived(7, bed_rest=1)
    assert 0.5 < life.muscle[-1, 0] < 0.6
    assert life.liver[-1, 0] == 1
    assert life.fasting_insulin_uUml[-1, 0] / life.fasting_insulin_uUml[0, 0] == pytest.approx(
        1.8, abs=0.05
    )
    rise = life.fasting_glucose_mgdl[-1, 0] - life.fasting_glucose_mgdl[0, 0]
    assert rise == pytest.approx(1, abs=0.4)


@claim(
    CHAPTER_09,
    "In step 1 the liver answered within days. Muscle followed over months, because its loss came with the weight. "
    "In step 4 a bad night was over after a few days.",
)
def reasons_have_their_own_clocks():
    days, year = lived(5, energy=1250), lived(365, energy=300)
    assert days.liver[-1, 0] < 0.85 < 0.93 < days.muscle[-1, 0]
    assert year.muscle[-1, 0] < year.liver[-1, 0]
    night = Lifestyle().live("short_night", 1)
    assert night.muscle(1) < 0.88
    assert night.muscle(5) > 0.99


@claim(
    CHAPTER_09,
    "In step 5 you changed only the reserve, and the middle of the band went over the cliff as well.",
)
def the_reserve_decides_where_many_reasons_end():
    way = Lifestyle().live_all({"energy": 300, "steps": 4000, "sleep": 6, "stress": 5})
    reserves = RESERVES["robust"] * np.array([0.43, 0.33])
    average, susceptible = years(reserves, way).two_hour_glucose_mgdl[-1]
    assert average < 140 < 200 < susceptible


@claim(CHAPTER_09, "half of that loss had come within a day and a half.")
def few_steps_act_faster_than_they_pass():
    idle = Lifestyle().live("steps", 1300)
    assert 1 - idle.muscle(1.5) >= (1 - idle.muscle(14)) / 2
    assert 1 - idle.muscle(1.0) < (1 - idle.muscle(14)) / 2


@cache
def begun(year, **practices):
    return begin(year, **practices)


@claim(CHAPTER_10, "Between year 7 and year 8 something is passed.")
def between_year_7_and_8_the_rim_is_passed():
    ends = [begun(year, weight=-7, training=150).stage_at_end for year in (7, 8)]
    assert ends == ["prediabetes", "diabetes"]


@claim(CHAPTER_10, "with the program glucose and A1c end lower than without.")
def late_still_helps():
    with_, without = begun(9, weight=-7, training=150).life, begun(9).life
    for series in ("fasting_glucose_mgdl", "two_hour_glucose_mgdl", "a1c"):
        assert getattr(with_, series)[-1, 0] < 0.95 * getattr(without, series)[-1, 0]


@claim(
    CHAPTER_10,
    "losing 15% in year 8 brought glucose back, though losing 7% with training did not.",
)
def a_larger_push_does_what_a_small_one_cannot():
    assert begun(8, weight=-15).stage_at_end == "prediabetes"
    assert begun(8, weight=-7, training=150).stage_at_end == "diabetes"


@claim(CHAPTER_10, "When the new weight is reached the extra goes")
def the_liver_loses_its_extra_when_weight_is_reached():
    losing, lost = (begun(8, weight=-15).after(days).liver for days in (84, 365))
    assert losing > 2 * lost > 1.2 * 100


@claim(CHAPTER_10, "300% is as far as this model's liver goes.")
def the_liver_has_a_limit():
    assert RANGES["liver"].highest == 3
    assert begun(8, weight=-15).after(84).liver == pytest.approx(300)


@claim(CHAPTER_10, "a week later liver and muscle are where they were.")
def a_long_fast_passes():
    then, without = (begun(6, **values).after(7) for values in ({"fast": 36}, {}))
    assert (then.liver, then.muscle) == pytest.approx((without.liver, without.muscle), rel=0.02)


@claim(CHAPTER_10, "With smaller meals the model's fasting glucose ends a few mg/dL *higher*")
def low_carb_ends_a_little_higher():
    low, usual = begun(6, carbohydrate=50).life, begun(6).life
    assert 1 < low.fasting_glucose_mgdl[-1, 0] - usual.fasting_glucose_mgdl[-1, 0] < 6
    assert low.state("b")[-1, 0] < usual.state("b")[-1, 0]


@claim(CHAPTER_10, "at the low edge even 15% is not enough.")
def at_the_low_edge_fifteen_percent_are_not_enough():
    low, central, high = begun(8, weight=-15).interval.fasting_glucose_mgdl[-1]
    assert low > 126 > central > high
    assert begun(8, weight=-10).stage_at_end == "diabetes"


# Chapter 1


@cache
def whole_day(grams=60):
    return day(Person(), [(minute, grams) for minute, _ in DAILY_MEALS])


def taken(minute):
    """Glucose that each of the receivers takes, and all of it (mg/min)."""
    flows = {name: whole_day().flow(f"F_{name}")[minute] for name in FROM_BLOOD}
    return flows, sum(flows.values())


@claim(
    CHAPTER_01,
    "In step 2 the liver went from 150 mg a minute to about 40, and after the meal back to 160.",
)
def the_liver_turns():
    made = whole_day().flow("F_made")
    assert made[[0, 60, 180]] == pytest.approx([150, 40, 161], abs=1)


@claim(CHAPTER_01, "In step 1 glucose came first. Only when it had risen did the pancreas answer")
def each_waits_for_the_one_before():
    body = whole_day()
    halves = []
    for curve in (body.flow("F_in"), body.quantity("S"), body.flow("F_muscle")):
        rise = curve[:90] - curve[0]
        halves.append(int((rise > rise.max() / 2).argmax()))
    assert halves == sorted(set(halves))


@claim(
    CHAPTER_01,
    "The liver gave 150 mg a minute, and the organs took just as much. Half of it went to the brain",
)
def the_night_is_in_balance():
    flows, everything = taken(1200)
    assert whole_day().flow("F_made")[1200] == pytest.approx(150, abs=1)
    assert everything == pytest.approx(150, abs=1)
    assert flows["brain"] / everything == pytest.approx(1 / 2, abs=0.01)


@claim(
    CHAPTER_01,
    "half is the brain's; but muscle and fat take a third, and liver and gut a sixth.",
)
def the_fasting_shares():
    flows, everything = taken(0)
    assert everything / values("book")["BW"] == pytest.approx(2.0, abs=0.05)
    assert (flows["muscle"] + flows["fat"]) / everything == pytest.approx(1 / 3, abs=0.02)
    assert flows["liver"] / everything == pytest.approx(1 / 6, abs=0.02)


@claim(CHAPTER_01, "The peak of glucose grew by 4%, that of insulin by 27%.")
def the_body_moves_insulin():
    once, twice = whole_day(), whole_day(120)
    glucose = twice.glucose_mgdl.max() / once.glucose_mgdl.max()
    insulin = twice.insulin_uUml.max() / once.insulin_uUml.max()
    assert (glucose, insulin) == pytest.approx((1.04, 1.27), abs=0.005)


@claim(CHAPTER_01, "in this healthy body, never")
def the_kidney_lets_nothing_go():
    assert whole_day(120).glucose_mgdl.max() < values("book")["G_r"]


@claim(CHAPTER_01, "A teaspoon would last the brain an hour at most.")
def a_teaspoon_lasts_an_hour():
    assert 4500 / taken(0)[0]["brain"] <= 60


@claim(CHAPTER_01, "The liver gives more than the meals do")
def the_liver_gives_more():
    made, arrived = (whole_day().flow(name).sum() for name in ("F_made", "F_in"))
    assert made > 1.2 * arrived


def a_teaspoon_of_sugar():
    """Five liters at 90 mg/dL, which is what this body holds before breakfast."""
    assert drink().glucose_mgdl[0] == pytest.approx(90, abs=1)
    assert 90 * 50 / 1000 == 4.5


claim(
    CHAPTER_01,
    "with about five liters of blood and 90 {term}`mg/dL`, it is four and a half grams, about a teaspoon of sugar.",
)(a_teaspoon_of_sugar)
claim(CHAPTER_02, "Five liters of blood then hold 4.5 g: about a teaspoon.")(a_teaspoon_of_sugar)


@claim(CHAPTER_01, "Your last meal was dinner, eight hours ago, and your gut is empty.")
def eight_hours_after_dinner_the_gut_is_empty():
    breakfast, dinner = 7, 7 + DAILY_MEALS[-1][0] / 60
    assert dinner + 8 - 24 == 3  # it is three o'clock in the morning
    assert whole_day().flow("F_in")[round(60 * (dinner - breakfast + 8))] < 0.5


@claim(
    CHAPTER_01,
    "In step 3 the gut was empty, and glucose was 90 mg/dL all the same. "
    "The liver gave 150 mg a minute, and the organs took just as much. Half of it went to the brain",
)
def the_liver_feeds_the_night():
    night = 20 * 60
    made, brain = (whole_day().flow(name)[night] for name in ("F_made", "F_brain"))
    assert whole_day().glucose_mgdl[night] == pytest.approx(90, abs=1)
    assert made == pytest.approx(150, abs=1)
    assert brain / made == pytest.approx(0.5, abs=0.02)


def the_kidney_opens_above_180():
    assert values("book")["G_r"] == 180
    assert whole_day().glucose_mgdl.max() < 180


claim(
    CHAPTER_01,
    "The last term is the kidney, which lets glucose go only above 180 mg/dL: in this healthy body, never.",
)(the_kidney_opens_above_180)
claim(CHAPTER_04, "the kidney lets glucose pass above about 180 mg/dL.")(the_kidney_opens_above_180)


claim(CHAPTER_01, "Twice the food, not twice the sugar In step 4 each meal was doubled.")(
    the_body_moves_insulin
)


@claim(CHAPTER_01, "The picture shows one calm, healthy adult of 75 kg who sits or sleeps.")
def the_body_weighs_75():
    assert values("book")["BW"] == 75


@claim(CHAPTER_01, "The three meals hold 180 g.")
def three_meals_a_day():
    assert sum(grams for _, grams in DAILY_MEALS) == 180


@claim(CHAPTER_02, "More than half was still in the stomach.")
def the_stomach_is_half_full_at_the_peak():
    glucose_turns_when_a_quarter_has_arrived()


@claim(CHAPTER_02, "the pancreas works longer, and releases about twice the insulin.")
def a_large_meal_asks_for_twice_the_insulin():
    large_meals_last_longer()


@claim(CHAPTER_02, "Give `feed` enough time, 480 minutes, say.")
def the_slow_meal_is_over_in_that_time():
    slow = feed(Person.named("susceptible"), portions(75, minutes=240), 480)
    assert slow.glucose_mgdl.argmax() < 300


@claim(CHAPTER_03, "Half the help, more than half the glucose")
def half_the_help_brings_more_than_half():
    half_the_help_is_more_than_half_the_glucose()


@claim(CHAPTER_03, "with glucose at 90 mg/dL:")
def the_organs_are_clamped_at_90():
    assert CLAMPED_GLUCOSE == 90


@claim(
    CHAPTER_03,
    "So take the shares of this chapter as they are meant: about a half, about a quarter. Not 49.2%.",
)
def the_shares_are_a_half_and_a_quarter():
    held = followed().at(240)
    assert held["muscle"] / 75 == pytest.approx(0.492, abs=0.001)
    assert held["liver"] / 75 == pytest.approx(0.25, abs=0.01)


@claim(
    CHAPTER_03,
    "Of a 75 g drink, about half goes to muscle, about a quarter to liver and gut, "
    "most of the rest to the brain, and little to fat.",
)
def the_drink_is_shared_in_that_order():
    held = followed().at(240)
    the_shares_are_a_half_and_a_quarter()
    assert held["brain"] > (75 - held["muscle"] - held["liver"]) / 2 > held["fat"]


@claim(
    CHAPTER_04,
    "A message that lasted a quarter of an hour would already make the healthy loop swing too low in the model.",
)
def a_slow_message_swings_too_low():
    half_life = math.log(2) / values("book")["k_I"]
    assert loop(life=15 / half_life).glucose_mgdl.min() < HYPOGLYCEMIA["level_1"]


@claim(CHAPTER_10, "(166 to 106 mg/dL.)")
def a_week_of_little_food_in_the_other_unit():
    told = [round(value / convert(1, "glucose", "mmol/L")) for value in (9.2, 5.9)]
    assert told == [166, 106]


@claim(CHAPTER_10, "Sleep beyond enough adds nothing: try 9 hours.")
def more_than_enough_sleep_adds_nothing():
    assert Lifestyle().live("sleep", 9).muscle(30) == 1


@claim(
    CHAPTER_10,
    "In it the program prevents nearly all new cases; in the trial, a little more than half.",
)
def the_program_prevents_more_in_the_model():
    fewer = next(row for row in beside("dpp") if "fewer new cases" in row.text)
    assert 50 < fewer.measured < 60 < 90 < fewer.model


@claim(CHAPTER_10, "There is a threshold, and two percent decide.")
def two_percent_decide():
    ends = [begun(8, weight=-percent).stage_at_end for percent in (10, 12)]
    assert ends == ["diabetes", "prediabetes"]


@claim(CHAPTER_10, "as you see between day 84 and day 365.")
def the_extra_goes_between_those_days():
    the_liver_loses_its_extra_when_weight_is_reached()
