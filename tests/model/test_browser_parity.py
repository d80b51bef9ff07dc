"""Hand-written JavaScript that says what Python says: the same answers, in Node."""

import node
import numpy as np
import pytest

from widgets.model import THRESHOLDS, stage
from widgets.model.body.drift import COURSE
from widgets.model.statement.measures import STAGES
from widgets.model.thought.compensation import resistant
from widgets.model.thought.reserve import worsening

BROWSER = (node.ROOT / "widgets/model/browser/index.js").as_uri()
ASKED = f"""
import {{ readFileSync }} from "node:fs";
import * as model from "{BROWSER}";
const data = JSON.parse(readFileSync(0));
const answer = (data) => (%s);
process.stdout.write(JSON.stringify(answer(data)));
"""


def test_a_stage_has_one_name_in_both():
    steps = (-1, -0.51, -0.49, -0.051, -0.049, 0, 0.049, 1)
    values = [
        [criterion, limit + step]
        for criterion, limits in THRESHOLDS.items()
        for limit in limits.values()
        for step in steps
    ]
    there = node.answer(ASKED % "data.map(([by, value]) => model.stageOf(by, value))", values)
    assert there == [stage(criterion, value) for criterion, value in values]
    assert set(there) == set(STAGES)


def test_resistance_grows_alike_in_both():
    days = [0, 1, 100, 1350, 5475]
    resistances = [1, 2.5, 6]
    script = """data.resistances.map((resistance) => [
      model.resistant(resistance),
      ...data.days.map((day) => model.courseOf(model.worsening(resistance)).at(day)),
    ])"""
    data = {"days": days, "resistances": resistances}
    for resistance, there in zip(resistances, node.answer(ASKED % script, data), strict=True):
        person, course = resistant(resistance), worsening(resistance)
        here = [(person.muscle, person.liver), *(course.at(day) for day in days)]
        np.testing.assert_allclose([[one["muscle"], one["liver"]] for one in there], here)


def test_the_story_takes_the_same_course_in_both():
    days = [0, 365, 5475]
    script = "data.map((day) => model.courseOf(model.COURSE).at(day))"
    for day, there in zip(days, node.answer(ASKED % script, days), strict=True):
        assert (there["muscle"], there["liver"]) == pytest.approx(COURSE.at(day))
