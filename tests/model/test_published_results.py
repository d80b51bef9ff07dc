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


#: Courses are solved once, whoever asks.
follow = cache(published.follow)


def followed(pathway):
    return follow(published.PATHWAYS[pathway], 5.0)


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


def test_figures_are_those_of_the_paper():
    """Ha & Sherman 2020: two ways to type 2 diabetes, one that stays before it, and one of severe resistance."""
    assert published.FIGURES == {
        1: "IGT first",
        2: "sustained IGT",
        3: "IFG first",
        4: "severe resistance",
    }
    assert followed("sustained IGT").diabetes is None
    assert all(followed(published.FIGURES[n]).diabetes < 5 for n in (1, 3, 4))


@pytest.mark.parametrize("hit", ["resistance alone", "defect alone"])
def test_one_hit_alone_is_no_diabetes(hit):
    assert followed(hit).diabetes is None


def test_strides_agree_with_every_day_solved():
    """A year of the pathway on which most happens, against the same year without strides."""
    pathway, start = published.PATHWAYS["IGT first"], followed("IGT first")
    year = int(np.searchsorted(start.years, 3.0))
    states = dict(zip(published.START, start.mornings[year], strict=True))
    at_three = states | {"si": start.si[year], "h": start.h[year]}
    daily = published.follow(pathway, 1.0, start=at_three, longest=1)
    strides = published.follow(pathway, 1.0, start=at_three)
    assert len(strides.years) < len(daily.years) / 8
    np.testing.assert_allclose(strides.mornings[-1], daily.mornings[-1], rtol=2e-3)
    # A life goes on from where it stood as if it had not been interrupted.
    whole = np.interp(start.years[year] + 1, start.years, start.state("G"))
    assert strides.end["G"] == pytest.approx(whole, rel=5e-3)


def test_a_second_target_begins_on_its_date():
    pathway = published.PATHWAYS["IGT first"].then(2.0, si=0.8, si_days=90)
    assert pathway.at(730) == published.PATHWAYS["IGT first"].at(730)
    si, h = pathway.at(730 + 90)
    before, _ = pathway.at(730)
    assert si == pytest.approx(0.8 + (before - 0.8) / np.e)
    assert h == pytest.approx(published.PATHWAYS["IGT first"].at(820)[1])


def test_maps_lay_courses_side_by_side(monkeypatch):
    """Muscle of a third of health brings glucose back early and not late; it takes two hits (Ha & Sherman 2020)."""
    monkeypatch.setattr(published, "follow", follow)
    early, late = published.reversal([2.5, 4.5], [0.25], years=6.0)[:, 0]
    assert early < 110 and late > 126
    onsets = published.two_hits([0.1, 0.8], [0.5259, 1.4])
    assert onsets[0, 0] == pytest.approx(followed("IGT first").diabetes)
    assert np.isinf(onsets).tolist() == [[False, True], [True, True]]


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: published.figure(5), r"figure is 5; allowed: 1, 2, 3, 4"),
        (
            lambda: published.Pathway(G_s=float("nan")),
            r"G_s is nan mg/dL; allowed: 50 to 200 mg/dL",
        ),
        (lambda: published.Target(0, si=-1, h=1), r"si is -1; allowed: 0.01 to 2"),
        (
            lambda: published.PATHWAYS["IGT first"].then(0, si=0.8),
            r"year of a target is 0; allowed: later than 0",
        ),
        (
            lambda: published.follow(published.Pathway(), start={"glucose": 90}),
            r"state of the start is 'glucose'; allowed: G, I, N5",
        ),
        (
            lambda: published.follow(published.Pathway(), start={"G": float("inf")}),
            r"G at the start is inf; allowed",
        ),
        (lambda: published.follow(published.Pathway(), 0), r"years is 0 years; allowed"),
        (
            lambda: published.follow(published.Pathway(), 1, longest=0),
            r"longest is 0 days; allowed: 1 to 30 days",
        ),
    ],
)
def test_the_published_model_refuses_what_cannot_be(call, says):
    with pytest.raises(ValueError, match=says):
        call()


def test_published_glucose_drink():
    body = Body.of("published", published.START_SI, published.START_H, 1.4)
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
