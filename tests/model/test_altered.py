"""``altered()`` reaches everything: no value of a parameter is kept from before, and none survives after."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys
from functools import cached_property

import numpy as np
import pytest

import widgets.lifestyle
import widgets.model
from widgets.lifestyle import Lifestyle, begin, body_after
from widgets.lifestyle.beginning import without
from widgets.lifestyle.population import population
from widgets.model import (
    Drift,
    Person,
    altered,
    clamp,
    clamped,
    cohort,
    compensation,
    fates,
    loop,
    ogtt,
    resistant,
    steepness,
    uptake,
    years,
)
from widgets.model.statement import parameters

PACKAGES = (widgets.model, widgets.lifestyle)
HEAVY = {"BW": 100}

# Imports every module of the book's widgets while each question for a value of the preset is written down.
WATCHED = """
import importlib, pkgutil, traceback
from widgets.model.statement import parameters
asked, values = [], parameters.values
def watched(preset):
    if preset == "book":  # what can be altered
        asked.append(next(f"{f.filename}:{f.lineno}" for f in reversed(traceback.extract_stack()[:-1])))
    return values(preset)
parameters.values = watched
import widgets
for module in pkgutil.walk_packages(widgets.__path__, "widgets."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
print("\\n".join(asked))
"""


def test_no_module_keeps_a_value_of_the_preset_from_its_import():
    result = subprocess.run(
        [sys.executable, "-c", WATCHED], capture_output=True, text=True, check=True
    )
    assert result.stdout.split() == []


def modules():
    for package in PACKAGES:
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield importlib.import_module(found.name)


def everything_once():
    """Each thing that solves the model, in short."""
    ogtt(Person())
    clamp(Person())
    clamped([10.0])
    loop(off_switch=0.5)
    uptake(0.5)
    steepness(Person())
    years(Person(), Drift(), 0.1)
    str(compensation(resistant(2)))
    fates(1.0, [1.4])
    then = body_after(Lifestyle(), 1)
    then.suppression, then.meal(), then.ogtt()
    beginning = begin(9, steps=10000)
    beginning.life, beginning.interval, beginning.stage_at_end, beginning.after(10)
    importlib.import_module("widgets.lifestyle.checks").early_diabetes()
    population(1)


def test_nothing_is_cached_that_asks_for_a_value_of_the_preset(monkeypatch):
    """Where a cached function or property asks, what it answered before an alteration would outlive it."""
    cached = {}
    for module in modules():
        for name, thing in vars(module).items():
            if hasattr(thing, "cache_clear"):
                thing.cache_clear()
                cached[thing.__wrapped__.__code__] = f"{module.__name__}.{name}"
            for inner, prop in vars(thing).items() if isinstance(thing, type) else ():
                if isinstance(prop, cached_property):
                    cached[prop.func.__code__] = f"{thing.__qualname__}.{inner}"
    # A property that is marked as `as_made` computes under the alterations of its object.
    safe = parameters.as_made(lambda self: None).__code__
    cached.pop(safe, None)
    faults = set()

    def watch(ask):
        def watched(*arguments):
            frame = sys._getframe(1)
            while frame and frame.f_code is not safe:
                if frame.f_code in cached:
                    faults.add(cached[frame.f_code])
                frame = frame.f_back
            return ask(*arguments)

        return watched

    for name in ("values", "alterations"):
        original, watched = getattr(parameters, name), watch(getattr(parameters, name))
        for module in modules():
            if getattr(module, name, None) is original:
                monkeypatch.setattr(module, name, watched)
    everything_once()
    assert faults == set()


# Fields that are not asked: they are made at once, and hold numbers only.
def answers():
    """What is asked inside a block, or after it, of things that were made inside."""
    drink = ogtt(Person(), 60)
    yield lambda: drink.flow_gh("Ra")
    resistance = compensation(resistant(2))
    yield lambda: np.array([resistance.release, resistance.removal, resistance.secretion])
    then = body_after(Lifestyle(), 1)
    yield lambda: np.array([then.glucose_mgdl, then.suppression, *then.ogtt(30).glucose_mgdl])
    beginning = begin(9.5, steps=10000)
    yield lambda: np.array([beginning.after(30).fasting_glucose_mgdl, beginning.left])


def test_what_was_made_inside_answers_the_same_outside():
    with altered(**HEAVY):
        inside, outside = [ask() for ask in answers()], list(answers())
    for expected, ask in zip(inside, outside, strict=True):
        np.testing.assert_array_equal(ask(), expected)


def test_of_a_drink_the_same_grams_arrive_in_a_heavier_body():
    """75 g, of which f_a (81 %) pass the liver, whatever the body weighs."""
    share = parameters.values("book")["f_a"]
    for changes in ({}, HEAVY):
        with altered(**changes):
            arriving = ogtt(Person(), 600).flow_gh("Ra")
        assert np.trapezoid(arriving) / 60 == pytest.approx(75 * share, rel=0.002)


def test_the_course_without_practices_is_lived_anew():
    before = without().fasting_glucose_mgdl[-1, 0]
    with altered(EG0=0.0095):
        assert without().fasting_glucose_mgdl[-1, 0] > before + 1
    assert without().fasting_glucose_mgdl[-1, 0] == before


def test_a_cohort_in_other_processes_is_altered_too():
    reserve = np.linspace(0.6, 1.4, 3)
    with altered(EG0=0.0095):
        together = cohort(reserve, Drift(), 0.1, progress=False)
        alone = years(reserve, Drift(), 0.1)
    np.testing.assert_array_equal(together.glucose_mgdl, alone.glucose_mgdl)
