"""The fit of the model can be repeated: what it moves, how it counts a miss, and that it ended where it says."""

import numpy as np
import pytest

from widgets.model import Person, altered, ogtt
from widgets.model.body.health import settle
from widgets.model.evidence.fit import FITTED, SAFE_SHARE, misfit
from widgets.model.evidence.targets import Target, rows, targets
from widgets.model.statement.parameters import TABLE, values


def target(measured, lowest, highest):
    return Target(0, "key", "a quantity", measured, lowest, highest, "mg/dL", "nobody")


def test_what_is_called_fitted_is_what_the_fit_moves():
    assert {row.name for row in TABLE if row.kind == "fitted"} == set(FITTED)
    for name, (lowest, highest) in FITTED.items():
        assert lowest < values("book")[name] < highest


def test_a_miss_near_the_limit_counts_threefold():
    one = target("100", 90, 120)
    assert misfit(one, 100) == 0
    assert misfit(one, 110) == pytest.approx(0.5)
    assert misfit(one, 95) == pytest.approx(-0.5)
    assert misfit(one, 120) == pytest.approx(1 + 2 * (1 - SAFE_SHARE))
    assert misfit(target("", None, 126), 120) == 0
    assert misfit(target("", 126, None), 113.4) == pytest.approx(1)
    assert misfit(target("0", 0, 0), 0) == 0 < misfit(target("0", 0, 0), 1)


def test_an_edge_is_named_on_one_side_too():
    below, above, both = target("", None, 126), target("", 110, None), target("100", 90, 120)
    assert [below.verdict(value) for value in (110, 125, 127)] == ["yes", "at the edge", "no"]
    assert [above.verdict(value) for value in (130, 111, 109)] == ["yes", "at the edge", "no"]
    assert [both.verdict(value) for value in (100, 118, 121)] == ["yes", "at the edge", "no"]
    assert target("0", 0, 0).verdict(0) == "yes"


def test_rows_of_validation_are_not_in_the_sum():
    fitted, validated = ({row.key for row in rows(role)} for role in ("fitted", "validation"))
    assert not fitted & validated
    assert len(validated) >= 12
    assert {row.key for row in targets()} == fitted


def test_other_values_hold_inside_the_block_only():
    usual = ogtt(Person()).glucose_mgdl
    with altered(EG0=0.012):
        assert values("book")["EG0"] == 0.012
        with altered(VM=0.06):
            assert (values("book")["EG0"], values("book")["VM"]) == (0.012, 0.06)
        lower = ogtt(Person()).glucose_mgdl
        settled = settle(1.4, Person().healthy_start())
        np.testing.assert_allclose(Person().healthy_start(), settled, rtol=1e-3, atol=1e-3)
    assert lower[0] < usual[0]  # more use without insulin: fasting glucose settles lower
    np.testing.assert_array_equal(ogtt(Person()).glucose_mgdl, usual)
    assert values("published")["EG0"] == 0.0118  # Ha & Sherman 2020


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"EGO": 0.01}, r"parameter is 'EGO'; allowed: k_q, "),
        (
            {"c_si": 0.01},
            r"parameter is 'c_si' \(of the published preset, which .*\); allowed: k_q, ",
        ),
        ({"EG0": True}, r"EG0 is True; allowed: a positive number"),
        ({"EG0": float("nan")}, r"EG0 is nan; allowed: a positive number"),
        ({"EG0": -1}, r"EG0 is -1; allowed: a positive number"),
        ({"EG0": "0.01"}, r"EG0 is '0.01'; allowed: a positive number"),
    ],
)
def test_other_values_that_cannot_be_are_refused(changes, says):
    with pytest.raises(ValueError, match=says), altered(**changes):
        pass
