"""Measurements of people: the tables say what the studies published, and a broken one is refused."""

from __future__ import annotations

import csv
import re

import numpy as np
import pytest
from conftest import ROOT

from widgets.model.evidence import people
from widgets.model.evidence.people import PeopleError, read_table

BIBLIOGRAPHY = (ROOT / "book/references.bib").read_text("utf-8")


@pytest.mark.parametrize("study", people.studies().values(), ids=lambda study: study.study)
def test_a_study_is_in_the_bibliography_with_its_doi(study):
    entry = re.search(rf"@article{{{study.source},.*?\n}}", BIBLIOGRAPHY, re.S)[0]
    assert f"{{{study.doi}}}" in entry


# What the studies published


def test_145_people_in_the_groups_of_1979():
    """76 normal, 36 chemical and 33 overt diabetes: the documentation of R's `mclust` and `heplots`."""
    everybody = people.reaven_miller()
    counts = {group: everybody.group.count(group) for group in set(everybody.group)}
    assert counts == {"normal": 76, "chemical diabetes": 36, "overt diabetes": 33}
    assert people.studies()["reaven_miller"].n == len(everybody.group) == 145


def test_insulin_rises_with_glucose_and_falls_past_the_top():
    """Medians of insulin area by class of glucose, computed from R's copy with another program (pandas)."""
    classes = people.reaven_miller().classes()
    medians = [insulin * people.TEST_HOURS for _, _, insulin in classes]
    assert medians == pytest.approx([126, 154.5, 172, 212.5, 316.5, 187, 76.5])
    assert sum(count for count, _, _ in classes) == 145


def test_the_steady_glucose_of_the_most_resistant_is_four_times_that_of_the_least():
    """Medians of SSPG in the lowest and the highest class (pandas, as above)."""
    resistance = people.reaven_miller().resistance_by_class()
    assert (resistance[0], resistance[-1]) == (85, 342.5)


def test_the_copy_without_its_known_fault():
    """`mclust` documents that its copy has 45 for observation 104, where others have 455."""
    assert people.reaven_miller().glucose_mgdl[103] * people.TEST_HOURS == pytest.approx(455)


def test_whitehall_is_what_the_abstract_says():
    """5.79 to 7.40 and 7.60 to 11.90 mmol/L in three years; HOMA-B 85.0, 92.6 and 62.4% (Tabák 2009)."""
    courses = people.whitehall()
    mmol = {name: [value / 18.016 for value in courses[name].values()] for name in courses}
    assert mmol["fasting_glucose"] == pytest.approx([5.79, 7.40])
    assert mmol["two_hour_glucose"] == pytest.approx([7.60, 11.90])
    assert list(courses["fasting_glucose"]) == list(courses["two_hour_glucose"]) == [-3, 0]
    assert courses["homa_b"] == {-4: 85.0, -3: 92.6, 0: 62.4}


def test_a_day_by_sensor_is_what_the_abstract_says():
    """153 people, 98 to 99 mg/dL, 96% (93 to 98) from 70 to 140, 2.1% above, 1.1% below (Shah 2019)."""
    day = people.sensor_day()
    assert people.studies()["sensor"].n == 153
    assert 98 <= day["mean"] <= 99
    assert (day["in_range_lowest"], day["in_range"], day["in_range_highest"]) == (93, 96, 98)
    assert (day["above"], day["below"]) == (2.1, 1.1)


def test_volunteers_are_those_that_the_fit_was_held_against():
    groups = people.stanford()
    assert sum(group.n for group in groups.values()) == people.studies()["stanford"].n
    with (people.ROOM / "targets.csv").open(encoding="utf-8") as file:
        rows = {row["key"]: row for row in csv.DictReader(file)}
    for key, name in (("normal", "normal"), ("igt", "IGT"), ("t2d", "T2D")):
        group = groups[name]
        for minute in (0, 30, 60, 120):
            (at,) = np.flatnonzero(group.minutes == minute)
            assert group.glucose_mgdl[at] == float(rows[f"{key}_{minute}"]["target"])


# What is refused

SAMPLE = "group,n,minute,glucose_mgdl,sd\nnormal,21,0,88,8\nnormal,21,15,111,\n"
BROKEN = {
    "head": (SAMPLE.replace("sd", "SD"), "the head is group,n,minute,glucose_mgdl,SD; allowed: group,n"),
    "group": (SAMPLE.replace("normal,21,15", "tall,21,15"), 'row 2: "group" is "tall"; allowed: normal, IGT'),
    "text": (SAMPLE.replace("88", "high"), 'row 1: "glucose_mgdl" is "high"; allowed: a number from 20 to 1000'),
    "range": (SAMPLE.replace("111", "5"), 'row 2: "glucose_mgdl" is "5"; allowed'),
    "not finite": (SAMPLE.replace("88", "nan"), 'row 1: "glucose_mgdl" is "nan"; allowed'),
    "part of a person": (SAMPLE.replace("21,0", "2.5,0"), 'row 1: "n" is "2.5"; allowed: a whole number'),
    "empty": (SAMPLE.replace("88", ""), 'row 1: "glucose_mgdl" is ""; allowed'),
    "short": (SAMPLE + "normal,21\n", "row 3: 2 values; allowed: 5"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "message"), BROKEN.values(), ids=BROKEN)
def test_a_broken_table_is_refused_in_one_line(tmp_path, content, message):
    path = tmp_path / "stanford_ogtt.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(PeopleError) as refused:
        read_table(path, people.TABLES[path.name])
    assert f"stanford_ogtt.csv{',' if 'row' in message else ':'} {message}" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_sound_table_may_leave_out_a_spread(tmp_path):
    path = tmp_path / "stanford_ogtt.csv"
    path.write_text(SAMPLE, encoding="utf-8")
    first, second = read_table(path, people.TABLES[path.name])
    assert first["sd"] == 8 and np.isnan(second["sd"])
