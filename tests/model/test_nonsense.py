"""Nonsense gets one clear error: every public function names the value, its unit and what is allowed."""

from __future__ import annotations

import inspect
import math
import re
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

import numpy as np
import pytest

import widgets.lifestyle as lifestyle
import widgets.model as model
from widgets.lifestyle import Lifestyle, begin, body_after, factors
from widgets.model import Drift, Person

NAN, INF = math.nan, math.inf
NOT_FINITE = (NAN, INF, -INF)
HEALTHY = Person()


@cache
def course():
    return model.ogtt(HEALTHY, 60)


@cache
def life():
    return model.years(HEALTHY, Drift(), 0.1)


@cache
def samples(glucose=None):
    test = model.fsigt()
    worse = test.glucose_mgdl.copy()
    worse[5] = glucose
    return type(test)(test.minutes, worse, test.insulin_uUml)


def each(function, *values, before=(), **options):
    """Calls of a function with each of the values in one place."""
    return [lambda value=value: function(*before, value, **options) for value in values]


def starts(function, *before):
    """Calls with what is no state of the model."""
    wrong = (np.ones(3), np.full(10, NAN), np.full(10, INF), np.ones((10, 2, 2)))
    return [lambda start=start: function(*before, start=start) for start in wrong]


FIVE = [90, 150, 140, 120, 100]
INSULIN = [6, 60, 60, 40, 30]
MINUTES = (0, -1, NAN, INF, 0.5, 1e6)

#: By the name of the function or method: calls that must be refused.
CASES = {
    "Person": [
        *each(Person, 0, -1, 99, *NOT_FINITE, True, "1"),
        *each(lambda liver: Person(liver=liver), 0, -1, NAN),
        *each(lambda reserve: Person(reserve=reserve), 0, 140, NAN),
    ],
    "Person.named": each(Person.named, "nobody", "Robust"),
    "Drift": [*each(Drift, 0, -1, NAN, np.array([1, NAN])), *each(Drift, 0, 30, INF, before=(1,))],
    "Drift.then": [
        *each(lambda day: Drift().then(day, 0.5, 0.5, 100), -1, *NOT_FINITE),
        *each(lambda muscle: Drift().then(0, muscle, 0.5, 100), 0, 99, NAN),
        *each(lambda liver: Drift().then(0, 0.5, liver, 100), 0, 99, NAN),
        *each(lambda days: Drift().then(0, 0.5, 0.5, days), 0, -1, *NOT_FINITE),
        *each(lambda days: Drift().then(0, 0.5, 0.5, 9, days), 0, -1, *NOT_FINITE),
    ],
    "Drift.at": each(Drift().at, -1, *NOT_FINITE),
    "Course.state": each(lambda name: course().state(name), "g", "HGP"),
    "Course.quantity": each(lambda name: course().quantity(name), "G", "nothing"),
    "Course.flow": each(lambda name: course().flow(name), "muscle", "HGP"),
    "Course.flow_gh": each(lambda name: course().flow_gh(name), "F_muscle"),
    "Course.at": each(lambda minute: course().at(minute), -1, 61, 999, *NOT_FINITE),
    "Course.table": each(lambda every: course().table(every), 0, -5, NAN),
    "Compensation.state": each(lambda name: model.compensation(HEALTHY).state(name), "S"),
    "Loop.first_below": each(lambda level: model.loop().first_below(level), -1, 3.9, *NOT_FINITE),
    "Fast.at": each(lambda hour: model.fast(14).at(hour), 11, 15, *NOT_FINITE),
    "Fast.drink": [
        *each(lambda grams: model.fast(12).drink(grams), -1, 75_000, *NOT_FINITE),
        *each(lambda minutes: model.fast(12).drink(75, minutes), *MINUTES),
    ],
    "Uptake.at": each(lambda minute: model.uptake(minutes=30).at(minute), -1, 31, *NOT_FINITE),
    "Years.state": each(lambda name: life().state(name), "secretion"),
    "Years.value": [
        *each(lambda year: life().value(life().a1c, year), -1, 0.2, 36.5, *NOT_FINITE),
        *each(lambda person: life().value(life().a1c, 0, person), 1, -1, 0.5, NAN),
    ],
    "Years.morning": [
        *each(lambda year: life().morning(year), -1, 0.2, 36.5, *NOT_FINITE),
        *each(lambda person: life().morning(0, person), 1, -1, 0.5, NAN),
    ],
    "Years.onset": [
        *each(lambda limit: life().onset(life().a1c, limit), *NOT_FINITE),
        *each(lambda person: life().onset(life().a1c, 6.5, person), 1, -1),
    ],
    "Years.touches": each(lambda limit: life().touches(life().a1c, limit), *NOT_FINITE),
    "a1c": each(model.a1c, 5.5, 0, -90, *NOT_FINITE),
    "altered": each(lambda value: model.altered(BW=value).__enter__(), 0, -1, *NOT_FINITE, "75"),
    "bolus": [
        *each(model.bolus, -0.1, 25, *NOT_FINITE, before=(HEALTHY,)),
        *each(model.bolus, *MINUTES, before=(HEALTHY, 0.3)),
        *starts(model.bolus, HEALTHY),
    ],
    "clamp": [
        *each(model.clamp, -1, 60, *NOT_FINITE, before=(HEALTHY,)),
        *each(model.clamp, 5, 0, *NOT_FINITE, before=(HEALTHY, 1)),
    ],
    "clamped": [
        *each(model.clamped, [-1], [NAN], [INF]),
        *each(model.clamped, 5, *NOT_FINITE, before=([10],)),
    ],
    "cohort": [
        *each(model.cohort, [], [NAN], [0.0], 1.4, before=(), drift=Drift(), progress=False),
    ],
    "compensation": each(model.compensation, "day", 28, before=(HEALTHY,)),
    "convert": [
        *each(model.convert, *NOT_FINITE, quantity="glucose", unit="mmol/L"),
        *each(model.convert, "sugar", before=(90,), unit="mmol/L"),
        *each(model.convert, "mmol", "pmol/L", before=(90, "glucose")),
    ],
    "day": [
        *each(model.day, [(0, 75_000)], [(-1, 60)], [(1440, 60)], [(NAN, 60)], before=(HEALTHY,)),
        *starts(model.day, HEALTHY),
    ],
    "disposition_index": [
        lambda: model.disposition_index([90, 90, 140, 120, 100], INSULIN),
        lambda: model.disposition_index([90], [6]),
    ],
    "fast": [*each(model.fast, 0, 11, 73, *NOT_FINITE), *starts(model.fast, 13)],
    "Fate.of": each(lambda person: model.Fate.of(life(), person), 1, -1),
    "fates": [
        *each(model.fates, 0, 0.5, -2, 11, *NOT_FINITE, reserves=[1.4]),
        *each(model.fates, [], [0], [140], [NAN], before=(2,)),
    ],
    "feed": [
        *each(model.feed, [(0, -1)], [(0, NAN)], [(90, 60)], before=(HEALTHY,), minutes=60),
        *each(model.feed, *MINUTES, before=(HEALTHY, [])),
        *[lambda start=s: model.feed(HEALTHY, [], 60, start) for s in (np.ones(3), [NAN] * 10)],
    ],
    "held": [
        *each(model.held, [], [90], [5, 5], [90, NAN], [90, INF], [[90, 90]], before=(HEALTHY,)),
        *starts(model.held, HEALTHY, [90, 90]),
    ],
    "homa_b": [
        *each(model.homa_b, 60, 63.06, 5.1, *NOT_FINITE, insulin_uUml=6),
        *each(model.homa_b, 0, -1, *NOT_FINITE, before=(90,)),
    ],
    "homa_ir": [
        *each(model.homa_ir, 5.1, 0, -90, *NOT_FINITE, insulin_uUml=6),
        *each(model.homa_ir, 0, -1, *NOT_FINITE, before=(90,)),
    ],
    "incretin_effect": starts(model.incretin_effect, HEALTHY),
    "loop": [
        *each(model.loop, -0.1, 1.1, 50, *NOT_FINITE),
        *each(lambda share: model.loop(off_switch=share), -1, 2, NAN),
        *each(lambda share: model.loop(liver=share), -1, 2, NAN),
        *each(lambda grams: model.loop(grams=grams), -1, 75_000, NAN),
        *each(lambda times: model.loop(life=times), 0, 11, NAN),
    ],
    "matsuda": [
        *each(model.matsuda, FIVE[:4], [5, 8, 7, 6, 5], [*FIVE[:4], NAN], insulin_uUml=INSULIN),
        *each(model.matsuda, INSULIN[:3], [0] * 5, [-6] * 5, before=(FIVE,)),
    ],
    "meal": [
        *each(model.meal, -1, 75_000, *NOT_FINITE, before=(HEALTHY,)),
        *each(model.meal, *MINUTES, before=(HEALTHY, 60)),
        *starts(model.meal, HEALTHY),
    ],
    "minimal_model": each(lambda glucose: model.minimal_model(samples(glucose)), -1, 5, NAN, INF),
    "ogtt": [*each(model.ogtt, *MINUTES, before=(HEALTHY,)), *starts(model.ogtt, HEALTHY)],
    "parameter_table": each(model.parameter_table, "Book", "wired"),
    "portions": [
        *each(model.portions, -1, 75_000, *NOT_FINITE, minutes=20),
        *each(model.portions, -1, *NOT_FINITE, before=(60,)),
    ],
    "resistant": [
        *each(model.resistant, 0, -2, 11, *NOT_FINITE),
        *each(model.resistant, 0, 140, NAN, before=(2,)),
    ],
    "sampled": [
        lambda: model.sampled(course(), (90, 6)),
        lambda: model.sampled(model.bolus(HEALTHY), (5, 6)),
        lambda: model.sampled(model.bolus(HEALTHY), (90, NAN)),
    ],
    "stage": [
        *each(model.stage, 7.8, 0, -1, *NOT_FINITE, "126", before=("fasting",)),
        *each(model.stage, 11.1, before=("two_hour",)),
        *each(model.stage, 48, 0, NAN, before=("a1c",)),
        *each(model.stage, "random", "", value=126),
    ],
    "stages": starts(model.stages, HEALTHY),
    "steepness": starts(model.steepness, HEALTHY),
    "two_phases": [lambda: model.two_phases(model.held(HEALTHY, np.full(31, 180.0)))],
    "uptake": [
        *each(model.uptake, -0.1, 50, *NOT_FINITE),
        *each(model.uptake, -1, 75_000, *NOT_FINITE, before=(1,)),
        *each(model.uptake, *MINUTES, before=(1, 75)),
    ],
    "worsening": each(model.worsening, 0, 0.9, 11, *NOT_FINITE, np.array([2, NAN])),
    "years": [
        *each(lambda length: model.years(HEALTHY, Drift(), length), 0, -1, 61, *NOT_FINITE),
        *each(
            lambda longest: model.years(HEALTHY, Drift(), 1, longest=longest), 0, 2, 76, *NOT_FINITE
        ),
        *each(lambda reserve: model.years(reserve, Drift(), 1), [], [NAN], [140], [[1.4]]),
        *starts(model.years, HEALTHY, Drift(), 1),
    ],
    "Lifestyle": [
        *each(lambda kg: Lifestyle(weight_kg=kg), 0, -1, 900, *NOT_FINITE),
        *each(lambda habit: Lifestyle(habits={"steps": habit}), -1, NAN),
        *each(lambda share: Lifestyle(kilogram=share), -1, 11, *NOT_FINITE),
    ],
    "Lifestyle.live": [
        *each(Lifestyle().live, "walking", value=5),
        *each(Lifestyle().live, -1, 99, *NOT_FINITE, before=("sleep",)),
        *each(Lifestyle().live, -1, *NOT_FINITE, before=("sleep", 5)),
        *each(Lifestyle().live, 0, -1, NAN, before=("sleep", 5, 0)),
    ],
    "Lifestyle.live_all": each(Lifestyle().live_all, {"walking": 1}, {"sleep": NAN}),
    "Lifestyle.value": [
        *each(Lifestyle().value, "walking", day=0),
        *each(Lifestyle().value, *NOT_FINITE, before=("sleep",)),
    ],
    **{
        f"Lifestyle.{name}": each(getattr(Lifestyle(), name), *NOT_FINITE)
        for name in (
            "at",
            "portion",
            "muscle",
            "liver",
            "carbohydrate",
            "weight",
            "balance",
            "release",
            "responses",
            "liver_fat",
            "pancreas_fat",
            "extra_energy",
        )
    },
    "Factor.check": each(factors().factors["sleep"].check, -1, 99, *NOT_FINITE, "5", True),
    "Factor.written": each(factors().factors["sleep"].written, -1, 99, *NOT_FINITE, "5"),
    "Factor.length": each(factors().factors["fast"].length, -1, 1000, NAN),
    "begin": [
        *each(begin, -1, 11, *NOT_FINITE, "5"),
        lambda: begin(5, walking=1),
        lambda: begin(5, steps=NAN),
    ],
    "Beginning.after": each(lambda days: begin(9).after(days), -1, 10_000, *NOT_FINITE),
    "Beginning.report": each(lambda years: begin(9.9).report(years), -1, 6, *NOT_FINITE),
    "body_after": [
        *each(body_after, -1, 121, 0.5, *NOT_FINITE, before=(Lifestyle(),)),
        *each(body_after, 0, 140, NAN, before=(Lifestyle(), 1)),
        *starts(body_after, Lifestyle(), 1),
        lambda: body_after(Lifestyle().band, 1),
    ],
    "BodyThen.state": each(lambda name: body_after(Lifestyle(), 0).state(name), "S"),
    "BodyThen.meal": [
        *each(lambda grams: body_after(Lifestyle(), 0).meal(grams), -1, 75_000, NAN),
        *each(lambda minutes: body_after(Lifestyle(), 0).meal(60, minutes), *MINUTES),
    ],
    "BodyThen.ogtt": each(lambda minutes: body_after(Lifestyle(), 0).ogtt(minutes), *MINUTES),
    "BodyThen.clamp": [
        *each(lambda rate: body_after(Lifestyle(), 0).clamp(rate), -1, 60, NAN),
        *each(lambda held: body_after(Lifestyle(), 0).clamp(1, held), 5, NAN),
    ],
}

#: What is no number, and what no computer can hold as one.
STRANGE = (
    True,
    np.True_,
    "75",
    "",
    b"75",
    None,
    [],
    {},
    [75, "x"],
    [[1], [1, 2]],
    1j,
    10**400,
    object(),
)
STRANGE += (date(2026, 1, 1), timedelta(1), np.timedelta64(1), Decimal("75"), Decimal("NaN"))
#: Calls with something in the place of a number, of a name and of a person.
NUMBERS = (
    Person,
    Drift,
    lambda value: Drift().then(value, 0.5, 0.5, 100),
    lambda value: Drift().then(0, 0.5, 0.5, value),
    Drift().at,
    lambda value: course().at(value),
    lambda value: life().value(life().a1c, value),
    lambda value: life().touches(life().a1c, value),
    model.a1c,
    lambda value: model.bolus(HEALTHY, value),
    lambda value: model.convert(value, "glucose", "mmol/L"),
    lambda value: model.feed(HEALTHY, [(value, 75)], 60),
    lambda value: model.feed(HEALTHY, value or None, 60),
    lambda value: model.held(HEALTHY, value),
    lambda value: model.ogtt(HEALTHY, start=() if value is None else value),
    lambda value: model.portions(75, value),
    lambda value: model.years(HEALTHY, Drift(), value),
    lambda value: model.years(HEALTHY, Drift(), 1, longest=value),
    lambda value: Lifestyle().live("sleep", 5, value),
    lambda value: Lifestyle().live("sleep", 5, 0, value),
    begin,
    lambda value: begin(5).after(value),
)
NAMES = (
    Person.named,
    lambda name: course().state(name),
    lambda name: course().quantity(name),
    lambda name: course().flow(name),
    lambda name: life().state(name),
    lambda name: model.compensation(HEALTHY, name),
    lambda name: model.convert(5, name, "mmol/L"),
    lambda name: model.convert(5, "glucose", name),
    lambda name: model.stage(name, 90),
    model.parameter_table,
    lambda name: Lifestyle().value(name, 0),
)
PEOPLE = (
    model.ogtt,
    model.bolus,
    model.clamp,
    model.compensation,
    model.steepness,
    lambda person: model.held(person, [90, 90]),
    lambda person: model.loop(person=person or 0),
    lambda person: model.fast(12, person or 0),
)


#: What takes no value that could be nonsense, or refuses it in another way.
OTHER = {
    "Drift.of": "takes a slice",
    "Drift.portion": "is 1 on any day",
    "Drift.release": "is 1 on any day",
    "Factor.effects_on": "a target that it does not act on has no effects",
    "Lifestyle.of": "takes a slice",
    "Years.joined": "takes lives",
    "equation": "a name that is unknown is a KeyError, as its page says",
    "claims_table": "what no claim is about gives no rows",
}


def public():
    """Names of all public functions and methods that take something, and of classes that check what they are given."""
    for package in (model, lifestyle):
        for name in package.__all__:
            thing = getattr(package, name)
            if inspect.isclass(thing):
                if "__post_init__" in vars(thing):
                    yield name
                yield from (
                    f"{name}.{inner}"
                    for inner in vars(thing)
                    if not inner.startswith("_") and takes(getattr(thing, inner))
                )
            elif callable(thing) and takes(thing):
                yield name


def takes(thing):
    """Whether it is a function that takes anything besides its own object."""
    if not (inspect.isfunction(thing) or inspect.ismethod(thing)):
        return False
    return bool(set(inspect.signature(thing).parameters) - {"self"})


def test_every_public_function_is_asked():
    assert all(CASES.values())
    assert set(public()) == CASES.keys() | OTHER.keys()


@pytest.mark.parametrize(
    ("name", "number"),
    [(name, number) for name, calls in CASES.items() for number in range(len(calls))],
)
def test_nonsense_is_refused_in_one_line(name, number):
    with pytest.raises(ValueError, match="allowed: ") as refused:
        CASES[name][number]()
    message = str(refused.value)
    assert "\n" not in message
    assert re.search(r"\b(is|has|holds|are)\b", message)


@pytest.mark.parametrize("call", [*NUMBERS, *NAMES, *PEOPLE])
def test_what_is_no_number_no_name_and_nobody_is_refused_in_one_line(call):
    for value in STRANGE:
        with pytest.raises(ValueError, match=r"^[^\n]+ (is|has|holds) [^\n]+; allowed: [^\n]+$"):
            call(value)
