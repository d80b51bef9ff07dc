"""Nonsense gets one clear error: every public function names the value, its unit and what is allowed."""

from __future__ import annotations

import inspect
import math
import re
import warnings
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

import numpy as np
import pytest

import widgets.lifestyle as lifestyle
import widgets.model as model
from widgets.lifestyle import Lifestyle, begin, body_after, factors
from widgets.model import Drift, Person
from widgets.model.body.person import STATES

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


def changed(name, value):
    """The fasting state, but for one of its states."""
    return np.where(np.array(list(STATES)) == name, value, HEALTHY.fasting())


def starts(function, *before):
    """Calls with what is no state of the model, or of an impossible sign or size."""
    wrong = (
        *(np.ones(3), np.full(10, NAN), np.full(10, INF), np.ones((10, 2, 2))),
        *(-HEALTHY.fasting(), np.zeros(10), np.full(10, 1e300)),
    )
    return [lambda start=start: function(*before, start=start) for start in wrong]


#: What is no series of the life: none of an array, of one person's row, of a longer life, of texts.
NO_SERIES = (None, 5, [[5.5]], np.full(9, 5.5), np.full((99, 1), 5.5), np.array([["5.5"]]))
SLIMMING = Lifestyle().live("weight", -10)
FIVE = [90, 150, 140, 120, 100]
INSULIN = [6, 60, 60, 40, 30]
MINUTES = (0, -1, NAN, INF, 0.5, 1e6)

#: By the name of the function or method: calls that must be refused.
CASES = {
    "Person": [
        *each(Person, 0, -1, 99, *NOT_FINITE, True, "1"),
        *each(lambda liver: Person(liver=liver), 0, -1, NAN),
        *each(lambda reserve: Person(reserve=reserve), 0, 140, NAN),
        *each(lambda release: Person(release=release), 0, 9, NAN),
        *each(lambda output: Person(output=output), 0, 2, NAN),
    ],
    "Person.named": each(Person.named, "nobody", "Robust"),
    "Drift": [
        *each(Drift, 0, -1, NAN, np.array([1, NAN])),
        *each(Drift, 0, 30, INF, before=(1,)),
        *each(lambda changes: Drift(changes=changes), 5, None, "x", (5,)),
        *each(lambda liver: Drift([1, 1], liver), [1, 1, 1], np.ones((2, 1))),
    ],
    "Drift.then": [
        *each(lambda day: Drift().then(day, 0.5, 0.5, 100), -1, *NOT_FINITE),
        *each(lambda muscle: Drift().then(0, muscle, 0.5, 100), 0, 99, NAN),
        *each(lambda liver: Drift().then(0, 0.5, liver, 100), 0, 99, NAN),
        *each(lambda days: Drift().then(0, 0.5, 0.5, days), 0, -1, *NOT_FINITE),
        *each(lambda days: Drift().then(0, 0.5, 0.5, 9, days), 0, -1, *NOT_FINITE),
        lambda: Drift([1, 1]).then(0, [0.5] * 3, 1, 9),
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
    "Years.joined": each(model.Years.joined, [], None, [5], 5),
    "Years.state": each(lambda name: life().state(name), "secretion"),
    "Years.value": [
        *each(lambda year: life().value(life().a1c, year), -1, 0.2, 36.5, *NOT_FINITE),
        *each(lambda person: life().value(life().a1c, 0, person), 1, -1, 0.5, NAN),
        *each(lambda series: life().value(series, 0), *NO_SERIES),
    ],
    "Years.morning": [
        *each(lambda year: life().morning(year), -1, 0.2, 36.5, *NOT_FINITE),
        *each(lambda person: life().morning(0, person), 1, -1, 0.5, NAN),
    ],
    "Years.onset": [
        *each(lambda limit: life().onset(life().a1c, limit), *NOT_FINITE),
        *each(lambda person: life().onset(life().a1c, 6.5, person), 1, -1),
        *each(lambda series: life().onset(series, 6.5), *NO_SERIES),
    ],
    "Years.touches": [
        *each(lambda limit: life().touches(life().a1c, limit), *NOT_FINITE),
        *each(lambda series: life().touches(series, 6.5), *NO_SERIES),
    ],
    "a1c": each(model.a1c, 5.5, 0, -90, *NOT_FINITE, [90, 5], []),
    "altered": each(lambda value: model.altered(BW=value).__enter__(), 0, -1, *NOT_FINITE, "75"),
    "bolus": [
        *each(model.bolus, -0.1, 25, *NOT_FINITE, before=(HEALTHY,)),
        *each(model.bolus, *MINUTES, before=(HEALTHY, 0.3)),
        *starts(model.bolus, HEALTHY),
    ],
    "clamp": [
        *each(model.clamp, -1, 60, *NOT_FINITE, before=(HEALTHY,)),
        *each(model.clamp, 5, 0, *NOT_FINITE, before=(HEALTHY, 1)),
        *starts(model.clamp, HEALTHY),
    ],
    "clamped": [
        *each(model.clamped, [-1], [NAN], [INF], 10, [[10]]),
        *each(model.clamped, 5, *NOT_FINITE, before=([10],)),
    ],
    "cohort": [
        *each(model.cohort, [], [NAN], [0.0], 1.4, before=(), drift=Drift(), progress=False),
        *each(lambda drift: model.cohort([1, 1], drift, progress=False), None, Drift([1, 1, 1])),
        *each(lambda length: model.cohort([1], Drift(), length, progress=False), 0, NAN, "1"),
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
    "Fate.of": [
        *each(lambda person: model.Fate.of(life(), person), 1, -1),
        *each(model.Fate.of, 5, None),
    ],
    "fates": [
        *each(model.fates, 0, 0.5, -2, 11, *NOT_FINITE, reserves=[1.4]),
        *each(model.fates, [], [0], [140], [NAN], before=(2,)),
    ],
    "feed": [
        *each(model.feed, [(0, -1)], [(0, NAN)], [(90, 60)], before=(HEALTHY,), minutes=60),
        *each(model.feed, *MINUTES, before=(HEALTHY, [])),
        *[lambda start=s: model.feed(HEALTHY, [], 60, start) for s in (np.ones(3), [NAN] * 10)],
        *each(lambda rtol: model.feed(HEALTHY, [], 60, rtol=rtol), 0, -1, 1, *NOT_FINITE, "1e-8"),
        *each(lambda method: model.feed(HEALTHY, [], 60, method=method), "nope", "RK45", None),
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
        lambda: model.homa_ir([90, 90], [5, 5, 5]),
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
    "minimal_model": [
        *each(lambda glucose: model.minimal_model(samples(glucose)), -1, 5, NAN, INF),
        *each(model.minimal_model, None, 5, [90, 6]),
    ],
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
        *each(model.sampled, None, 5, life, fasting=(90, 6)),
        *each(lambda fasting: model.sampled(model.bolus(HEALTHY), fasting), None, 90, (90,), "90"),
    ],
    "stage": [
        *each(model.stage, 7.8, 0, -1, *NOT_FINITE, "126", before=("fasting",)),
        *each(model.stage, 11.1, before=("two_hour",)),
        *each(model.stage, 48, 0, NAN, before=("a1c",)),
        *each(model.stage, "random", "", value=126),
    ],
    "stages": starts(model.stages, HEALTHY),
    "steepness": starts(model.steepness, HEALTHY),
    "two_phases": [
        lambda: model.two_phases(model.held(HEALTHY, np.full(31, 180.0))),
        *each(model.two_phases, None, 5, [180.0] * 61),
    ],
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
        *each(lambda drift: model.years(HEALTHY, drift, 1), None, 0.5, Drift, Lifestyle().band),
        lambda: model.years([1, 1], Drift(np.ones(3)), 1),
        lambda: model.years([1, 1], Drift(), 1, start=-np.ones((10, 2))),
    ],
    "Lifestyle": [
        *each(lambda kg: Lifestyle(weight_kg=kg), 0, -1, 900, *NOT_FINITE),
        *each(lambda habit: Lifestyle(habits={"steps": habit}), -1, NAN),
        *each(lambda share: Lifestyle(kilogram=share), -1, 11, *NOT_FINITE),
        *each(lambda truth: Lifestyle(diabetes=truth), "no", 1, None, NAN),
        *each(lambda edge: Lifestyle(edge=edge), "middle", None, 0, ["low"]),
        *each(lambda base: Lifestyle(base), None, 1.0, Drift),
        *each(lambda habits: Lifestyle(habits=habits), None, 5, ["steps"]),
        *each(lambda settings: Lifestyle(settings=settings), None, 5, [("sleep", 5, 0, 1)]),
    ],
    "Lifestyle.live": [
        *each(Lifestyle().live, "walking", value=5),
        *each(Lifestyle().live, -1, 99, *NOT_FINITE, before=("sleep",)),
        *each(Lifestyle().live, -1, *NOT_FINITE, before=("sleep", 5)),
        *each(Lifestyle().live, 0, -1, NAN, before=("sleep", 5, 0)),
    ],
    "Lifestyle.live_all": each(
        Lifestyle().live_all, {"walking": 1}, {"sleep": NAN}, None, 5, ["sleep"]
    ),
    "Lifestyle.value": [
        *each(Lifestyle().value, "walking", day=0),
        *each(Lifestyle().value, -1, *NOT_FINITE, before=("sleep",)),
    ],
    **{
        f"Lifestyle.{name}": each(getattr(SLIMMING, name), -1, -100, *NOT_FINITE)
        for name in (
            "at",
            "portion",
            "muscle",
            "liver",
            "carbohydrate",
            "weight",
            "balance",
            "release",
            "output",
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
        *each(body_after, None, Drift(), 5, days=1),
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
    "Drift.output": "is 1 on any day",
    "Factor.effects_on": "a target that it does not act on has no effects",
    "Lifestyle.of": "takes a slice",
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


@pytest.mark.parametrize("name", STATES)
def test_a_start_of_an_impossible_sign_or_size_is_refused_by_the_name_of_its_state(name):
    for value in (-5.0, 1e300) if name != "gamma" else (1e300,):
        with pytest.raises(ValueError, match=f"^{name} of start is [^\n]+; allowed: [^\n]+$"):
            model.ogtt(HEALTHY, 1, changed(name, value))


def test_each_minute_of_a_course_is_a_start():
    """Where the stomach has run empty, and where the solver leaves a trace below nothing, too."""
    for state in model.ogtt(HEALTHY, 600).states.T[::50]:
        model.clamp(HEALTHY, start=state)
    assert HEALTHY.fasting()[list(STATES).index("gamma")] < 0
    for name in ("q1", "N5", "N6"):
        model.clamp(HEALTHY, start=changed(name, 0.0))
    model.clamp(HEALTHY, start=changed("q1", -1e-5))


SAMPLES = {"glucose_mgdl": [90, 150, 140, 120, 100], "insulin_uUml": [6, 60, 60, 40, 30]}

#: What each makes of numbers in a type of NumPy, as an array.
SMALL = {
    "meal": lambda kind: model.meal(HEALTHY, kind(60), kind(60)).states,
    "feed": lambda kind: model.feed(HEALTHY, np.array([[0, 60], [30, 60]], kind), 90).states,
    "loop": lambda kind: model.loop(kind(1), kind(0), grams=kind(75), life=kind(2)).insulin_uUml,
    "fast": lambda kind: model.fast(kind(14)).drink(kind(75), kind(120)).states,
    "bolus": lambda kind: model.bolus(HEALTHY, kind(0), kind(30)).states,
    "held": lambda kind: model.held(HEALTHY, np.array([90, 100, 110], kind)).states,
    "clamp": lambda kind: model.clamp(HEALTHY, kind(1), kind(90)).insulin_uUml,
    "clamped": lambda kind: model.clamped(np.array([5, 100], kind), kind(90))["muscle"],
    "uptake": lambda kind: model.uptake(kind(1), kind(75), kind(60)).at(kind(30))["blood"],
    "portions": lambda kind: model.portions(kind(60), kind(20)),
    "Person": lambda kind: model.ogtt(Person(kind(2), kind(2), kind(1), kind(2)), 60).states,
    "Course": lambda kind: model.ogtt(HEALTHY, 120).at(kind(30), kind(100)),
    "matsuda": lambda kind: model.matsuda(*(np.array(row, kind) for row in SAMPLES.values())),
    "disposition_index": lambda kind: model.disposition_index(
        *(np.array(row, kind) for row in SAMPLES.values())
    ),
    "homa": lambda kind: [model.homa_ir(kind(90), kind(6)), model.homa_b(kind(90), kind(6))],
    "a1c": lambda kind: model.a1c(np.array([90, 120], kind)),
    "convert": lambda kind: model.convert(kind(90), "insulin", "pmol/L"),
    "stage": lambda kind: model.stage("fasting", kind(126)) == "diabetes",
    "resistant": lambda kind: model.resistant(kind(3)).drivers,
    "worsening": lambda kind: model.worsening(np.array([2, 3], kind)).at(kind(100)),
    "Drift": lambda kind: (
        Drift(np.array([1, 2], kind)).then(kind(9), kind(1), kind(2), kind(100)).at(kind(109))[0]
    ),
    "years": lambda kind: model.years(np.ones(1, kind), Drift(), kind(1)).mornings,
    "Years": lambda kind: life().value(life().a1c, kind(0), kind(0)),
    "Lifestyle": lambda kind: (
        Lifestyle(weight_kg=kind(90), habits={"sleep": kind(6)})
        .live("weight", -kind(10), kind(1), kind(100))
        .live("sleep", kind(5))
        .weight(np.array([50, 120], kind))
    ),
    "begin": lambda kind: begin(kind(5), training=kind(120)).after(kind(100)).muscle,
    "body_after": lambda kind: body_after(Lifestyle(), 1, kind(1)).ogtt(kind(30)).states,
}


@pytest.mark.parametrize("name", SMALL)
def test_a_small_type_of_numpy_counts_as_the_number_that_it_is(name):
    expected = SMALL[name](float)
    kinds = (np.int8, np.int16, np.float16, np.float32)
    for kind in kinds:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            try:
                found = SMALL[name](kind)
            except OverflowError:  # a number that this type cannot hold is no test of ours
                assert kind is np.int8
                continue
        np.testing.assert_array_equal(found, expected)


def test_what_is_no_array_of_numpy_is_read_as_one():
    class Labelled(list):
        """A row that is read by labels, as one of pandas is."""

        def __getitem__(self, label):
            raise KeyError(label)

    glucose, insulin = SAMPLES.values()
    for index in (model.matsuda, model.disposition_index):
        assert index(Labelled(glucose), Labelled(insulin)) == index(glucose, insulin)
    for read in (model.a1c, lambda row: model.homa_ir(row, row), lambda row: model.homa_b(row, 6)):
        np.testing.assert_array_equal(read([90, 120]), read(np.array([90.0, 120.0])))
    assert Drift([1, 1]).then(0, [0.5, 0.5], 0.5, 100).at(50)[0].shape == (2,)


def test_a_masked_value_is_none():
    with pytest.raises(ValueError, match="allowed: at least one number"):
        model.a1c(np.ma.masked_less([90, 5], 30))


def test_nothing_that_is_kept_changes_from_outside():
    for row in (model.fsigt().glucose_mgdl, body_after(Lifestyle(), 0).morning):
        with pytest.raises(ValueError, match="read-only"):
            row[0] = -5
    muscle, habits = np.ones(2), {"sleep": 6.0}
    drift, lived = Drift(muscle).then(0, muscle, 1, 100), Lifestyle(habits=habits)
    muscle[0], habits["sleep"] = 0.5, 9.0
    np.testing.assert_array_equal(drift.at(50)[0], [1, 1])
    assert lived.value("sleep", 0) == 6
    with pytest.raises(ValueError, match="read-only"):
        drift.at(0)[0][0] = -5


def test_a_chart_of_many_days_has_their_shape():
    days = np.array([[0, 1, 2], [3, 4, 5]])
    assert SLIMMING.weight(days).shape == (2, 3)
    assert SLIMMING.band.muscle(days).shape == (2, 3, 3)
