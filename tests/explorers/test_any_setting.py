"""Wherever its sliders stand, an explorer shows numbers that a body can have.

Ten thousand settings, drawn at random, go through the very functions that the browser runs, in Node. An explorer that
lives for years takes a hundred times as long as one of a meal, so it gets fewer of them.
"""

from __future__ import annotations

import json

import node
import pytest
from conftest import ROOT

from widgets import explorers

SETTINGS = 10_000
#: Of these, each of the explorers that live for years.
LIVES = {"practices": 60, "reasons": 80, "years": 150, "reserve": 60, "compensation": 400}
OTHERS = [name for name in explorers.__all__ if name.islower() and name not in LIVES]
EACH = -(-(SETTINGS - sum(LIVES.values())) // len(OTHERS))

#: Outside of this no body is, whatever is set. Above 600 mg/dL glucose is a crisis (Kitabchi 2009), and four times that
#: nobody has; insulin gets as high only where it is given; and neither is ever less than nothing.
PLAUSIBLE = {"glucose": [1, 2400], "insulin": [-1e-9, 5000]}

SCRIPT = """
import { readFileSync } from "node:fs";
import explorers from "%s";
const { name, controls, facts, count, plausible } = JSON.parse(readFileSync(0));
let seed = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) %% 2147483647, 7);
const random = () => (seed = (seed * 16807) %% 2147483647) / 2147483647;
const explorer = explorers[name];
const faults = [];
// Marks of what is not there, such as a stage that is never reached, are drawn nowhere: NaN parts a line.
const MARKS = /^(band|strip)_|_label$|_(touched|prediabetes|diabetes)(_row)?$/;
/** Ends of a track are as likely as all between them: there it breaks first. */
function drawn({ min, max, step }) {
  const share = random() < 0.2 ? Math.round(random()) : random();
  return Math.min(max, Number((min + Math.round((share * (max - min)) / step) * step).toPrecision(12)));
}
function numbers(found, path = []) {
  if (typeof found === "number") return [[path, found]];
  if (!found || typeof found !== "object") return [];
  return Object.entries(found).flatMap(([key, part]) => numbers(part, [...path, key]));
}
for (let turn = 0; turn < count && faults.length < 3; turn += 1) {
  const values = Object.fromEntries(controls.map((control) => [control.name, drawn(control)]));
  try {
    const now = explorer.solve(values, facts);
    const health = explorer.solve(explorer.healthy(values, facts), facts);
    const results = explorer.results({ now, health, pinned: null, measured: null }, facts);
    for (const [path, value] of [...numbers(now.series), ...numbers(results)]) {
      const [first] = path;
      if (Number.isNaN(value) && MARKS.test(first)) continue;
      const kind = Object.keys(plausible).find((kind) => new RegExp(`^${kind}(_|$)`).test(first));
      const unit = !kind || /_(ratio|minute|area|percent|year)|height/.test(first) ? null : plausible[kind];
      const fits = unit ? value >= unit[0] && value <= unit[1] : Number.isFinite(value);
      if (!fits) faults.push(`${path.join(".")} is ${value} at ${JSON.stringify(values)}`);
    }
  } catch (error) {
    faults.push(`${error.message} at ${JSON.stringify(values)}`);
  }
}
process.stdout.write(JSON.stringify(faults.slice(0, 3)));
"""


@pytest.mark.parametrize("name", [*LIVES, *OTHERS])
def test_wherever_the_sliders_stand_numbers_are_those_of_a_body(name):
    shown = getattr(explorers, name)()
    spec = next(child.spec for child in shown.children if hasattr(child, "spec"))
    asked = {
        "name": name,
        "controls": [
            {key: one[key] for key in ("name", "min", "max", "step")} for one in spec["controls"]
        ],
        "facts": spec.get("facts", {}),
        "count": LIVES.get(name, EACH),
        "plausible": PLAUSIBLE,
    }
    script = SCRIPT % (ROOT / "widgets/generated/explorers.js").as_uri()
    assert node.answer(script, json.loads(json.dumps(asked))) == []
