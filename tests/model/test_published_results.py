"""The `published` preset lands on the authors' own numbers."""

import csv
from functools import cache

import numpy as np
import pytest

from widgets.model.evidence import published, targets
from widgets.model.solver.numeric import functions
from widgets.model.solver.solve import Body
from widgets.model.statement.parameters import values

DATA = targets.PATH.parent


def rows(name):
    with (DATA / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@cache
def followed(pathway):
    return published.follow(published.PATHWAYS[pathway])


def reported(pathway, quantity):
    course = followed(pathway)
    fasting, two_hour = course.state("G"), course.two_hour_glucose_mgdl
    if quantity.startswith("year of"):
        _, _, criterion, limit = quantity.split()
        return course.onset(two_hour if criterion == "2h" else fasting, float(limit))
    series = {
        "fasting glucose": fasting,
        "fasting insulin": course.state("I"),
        "beta-cell mass": course.state("b"),
    }
    return series[quantity.removesuffix(" at 5 y")][-1]


@pytest.mark.parametrize(
    "row", rows("published.csv"), ids=lambda row: f"{row['pathway']}: {row['quantity']}"
)
def test_published_preset_lands_on_the_authors_results(row):
    value, expected = reported(row["pathway"], row["quantity"]), float(row["value"])
    # The promise: 0.5 % on the stored end states, 0.05 years on the onsets.
    allowed = 0.05 if row["quantity"].startswith("year") else 0.005 * expected
    assert value == pytest.approx(expected, abs=allowed)


def test_published_preset_compensates_before_it_fails():
    insulin = followed("IGT first").state("I")
    # Ha & Sherman 2020, Fig 1: fasting insulin peaks at 20.3 µU/mL, 2.6 years in.
    assert insulin.max() == pytest.approx(20.3, abs=0.1)
    assert followed("IGT first").years[insulin.argmax()] == pytest.approx(2.6, abs=0.1)


def test_published_glucose_drink():
    body = Body.of(published.START_SI, published.START_H, 1.4, "published")
    start = np.array(list(published.START.values()))
    drunk = published.drink(body, start, np.array([0.0, 30, 60, 90, 120]))
    # The authors' OGTT at the start, to the digits that were reported.
    np.testing.assert_allclose(drunk[0], [79, 120, 124, 121, 117], atol=0.6)
    np.testing.assert_allclose(drunk[1], [5.6, 48, 45, 39, 33], atol=0.6)


def test_collapsed_granule_chain_equals_the_published_one():
    """The share of granules that fuse, against the chain of Chen, Wang & Sherman 2008 as printed."""
    preset = values("published")
    km1, u1, r1, rm1 = (preset[name] for name in ("k_m1", "u_1", "r_1", "r_m1"))
    compiled = functions("published")
    names, place = compiled.quantity_names, compiled.states.index
    constants = compiled.prepare((0.8, 1.0, 1.4), tuple(preset.values()))
    for glucose in (40, 80, 120, 250, 400):
        y = list(published.START.values())
        y[place("G")] = glucose
        quantities = dict(zip(names, compiled.quantities(y, constants, 0.0), strict=True))
        a = quantities["a"]
        c4 = a / (3 * km1 + u1)
        c3 = 2 * a / (2 * km1 + a) / (1 - 3 * km1 / (2 * km1 + a) * c4)
        c2 = 3 * a / (2 * a + km1) / (1 - 2 * km1 / (2 * a + km1) * c3)
        c1 = r1 / (3 * a + rm1) / (1 - km1 / (3 * a + rm1) * c2)
        n4 = c4 * c3 * c2 * c1 * y[place("N5")]
        assert quantities["ISR"] == pytest.approx(60 * 9 * u1 * n4, rel=1e-10)
