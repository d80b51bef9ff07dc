"""Better is never worse: cells that listen better, and practices that help, raise no glucose over fifteen years.

And the healthy body is a typical one. What is promised here was stated before the fit.
"""

from functools import cache
from itertools import product

import numpy as np
import pytest
import resolved

from widgets.lifestyle import Lifestyle
from widgets.model import Person, day, ogtt, years
from widgets.model.body.drift import COURSE
from widgets.model.body.intravenous import held
from widgets.model.body.person import RESERVES
from widgets.model.statement.measures import NORMAL_DAY, ONE_HOUR

PEOPLE = ("robust", "average")
GLUCOSE_MGDL, A1C_PERCENT = 1.0, 0.03  # the most by which better may be worse

SERIES = {
    "fasting_glucose_mgdl": GLUCOSE_MGDL,
    "two_hour_glucose_mgdl": GLUCOSE_MGDL,
    "a1c_percent": A1C_PERCENT,
}
#: Responses of muscle and liver above health. Practices of people without diabetes bring no more.
BETTER = [(m, h) for m in (1.0, 1.25, 1.5, 2.0) for h in (1.0, 1.25, 1.5, 2.0) if m * h > 1]


def lived(name, *courses):
    """Courses, each a list of changes (day, muscle, liver, days of each), lived by the browser's program."""
    names = ("day", "muscle", "liver", "muscle_days", "liver_days")
    return resolved.live(
        [
            {
                "reserve": RESERVES[name],
                "course": {
                    "muscle": 1,
                    "liver": 1,
                    "changes": [dict(zip(names, change, strict=True)) for change in course],
                },
            }
            for course in courses
        ]
    )


def at_years(life, name):
    """A series at the end of each year."""
    return np.interp(np.arange(16), life["years"], life[name])


@pytest.mark.parametrize("name", PEOPLE)
def test_cells_that_listen_better_than_in_health_raise_nothing(name):
    health, *others = lived(name, *([(0, *both, 90, 90)] for both in ((1.0, 1.0), *BETTER)))
    for (muscle, liver), better in zip(BETTER, others, strict=True):
        for series, most in SERIES.items():
            rise = at_years(better, series) - at_years(health, series)
            assert rise.max() < most, f"{series} at muscle {muscle}, liver {liver}"


@pytest.mark.parametrize("name", PEOPLE)
def test_resistance_that_turns_back_raises_nothing(name):
    """From the fifth year of the book's course on, muscle or both listen better."""
    (end,) = COURSE.changes
    slow, quick = end.muscle_days, 90
    worsening = (0, end.muscle, end.liver, slow, slow)
    turns = (
        (0.6, end.liver, quick, slow),
        (end.muscle, 1.0, slow, quick),
        (0.6, 1.0, quick, quick),
        (1.0, 1.3, quick, quick),
    )
    as_before, *others = lived(
        name, [worsening], *([worsening, (5 * 365, *turn)] for turn in turns)
    )
    for (muscle, liver, *_), better in zip(turns, others, strict=True):
        for series, most in SERIES.items():
            rise = at_years(better, series) - at_years(as_before, series)
            assert rise.max() < most, f"{series} at muscle {muscle}, liver {liver}"


#: Responses of muscle and liver that stand for five years, each beside each.
LEVELS = (0.4, 0.6, 0.8, 1.0)
#: From what stood to what comes then: muscle, liver or both are as in health.
RECOVERIES = [
    (before, after)
    for before in product(LEVELS, LEVELS)
    for after in dict.fromkeys(((1.0, 1.0), (before[0], 1.0), (1.0, before[1])))
    if after != before
]


@cache
def recovered(name):
    """Lives of one person, by what stood for five years and what came then, which may be the same."""
    turns = [*dict.fromkeys((before, before) for before, _ in RECOVERIES), *RECOVERIES]
    courses = ([(0, *before, 90, 90), (5 * 365, *after, 90, 90)] for before, after in turns)
    return dict(zip(turns, lived(name, *courses), strict=True))


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize(("before", "after"), RECOVERIES, ids=str)
def test_a_recovery_after_years_raises_nothing(name, before, after):
    as_before, better = (recovered(name)[before, end] for end in (before, after))
    assert better["years"] == as_before["years"]
    for series, most in SERIES.items():
        assert np.subtract(better[series], as_before[series]).max() < most, series


@pytest.mark.parametrize("name", PEOPLE)
def test_practices_that_help_raise_nothing(name):
    person = Person.named(name)
    health = years(person, Lifestyle())
    for practice in (
        {"weight": -10},
        {"weight": -20},
        {"training": 300},
        {"session": 60},
        {"steps": 12000},
        {"sleep": 9},
        {"probiotics": 1},
        {"transplant": 1},
        {"vitamin_d": 2},
        {"fiber": 35},
        {"carbohydrate": 100},
        {"eating_window": 8},
    ):
        better = years(person, Lifestyle().live_all(practice))
        for series, most in (
            ("fasting_glucose_mgdl", GLUCOSE_MGDL),
            ("two_hour_glucose_mgdl", GLUCOSE_MGDL),
            ("a1c", A1C_PERCENT),
        ):
            rise = [
                better.value(getattr(better, series), year)
                - health.value(getattr(health, series), year)
                for year in range(16)
            ]
            assert max(rise) < most, f"{series} with {practice}"


def test_normal_tolerance_has_one_glucose_for_many_sensitivities():
    # Hollenbeck & Reaven 1987: across the quartiles of insulin action the responses of glucose are the same.
    ends = lived("robust", *([(0, muscle, 1.0, 90, 90)] for muscle in (1.5, 1.0, 0.5)))
    for series, most in (("fasting_glucose_mgdl", 3), ("two_hour_glucose_mgdl", 6)):
        assert np.ptp([end[series][-1] for end in ends]) < most


def test_the_healthy_drink_is_that_of_volunteers():
    # Metwally 2024: mean and SD of 21 people with normal tolerance; half an SD at every time that has one.
    drink = ogtt(Person(), start=Person().healthy_start())
    measured = {
        0: (88, 8),
        30: (136, 30),
        60: (136, 40),
        90: (122, 28),
        120: (105, 20),
        180: (74, 19),
    }
    for minute, (mean, sd) in measured.items():
        assert drink.at(minute)[0][0] == pytest.approx(mean, abs=sd / 2), minute
    assert drink.at(60)[0][0] < ONE_HOUR


def test_the_healthy_day_is_that_of_people_with_a_sensor():
    # Shah 2019: mean 98 to 99 mg/dL, 96 % of the day in range, 2 % above.
    glucose = day(Person(), start=Person().healthy_start()).glucose_mgdl
    assert 96 < glucose.mean() < 101
    assert glucose.std() < 20
    low, high = NORMAL_DAY
    assert np.mean((glucose >= low) & (glucose <= high)) > 0.94
    assert np.mean(glucose > high) < 0.04


def test_half_of_the_days_insulin_is_basal():
    course = day(Person(), start=Person().healthy_start())
    release = course.quantity("S")
    assert 0.42 < release[0] * 1440 / np.trapezoid(release) < 0.58


def test_two_hours_of_held_glucose_call_the_insulin_of_people():
    # Fritsche 2000: 566 +- 202 pmol/L after two hours at 10 mmol/L.
    insulin = held(Person(), np.full(121, 180.0)).insulin_uUml[-1]
    assert 6 * insulin == pytest.approx(566, abs=202)
