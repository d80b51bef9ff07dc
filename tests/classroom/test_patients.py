"""Who a student's patient is: the same on every machine, whatever the id's spelling."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import re

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell

from widgets.patients import MIME, AnswerError, GridError, normalized, patient
from widgets.patients.handing_in import bundle, plain

GRID = """\
course: a course
assignment: an assignment
traits:
  muscle: {unit: "1", meaning: response of muscle, values: [0.3, 0.4, 0.5]}
  weight: {unit: kg, meaning: body weight, values: [80, 90]}
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "patients.yaml").write_text(GRID, "utf-8")
    return tmp_path


def test_the_patient_follows_from_a_hash_that_anybody_can_compute(folder):
    # RFC 7693's BLAKE2b, from Python's own library, over course, assignment and id.
    digest = hashlib.blake2b(b"a course\nan assignment\nstudent-17", digest_size=8).digest()
    place, rest = int.from_bytes(digest, "big") % 6 % 3, int.from_bytes(digest, "big") % 6 // 3
    me = patient("student-17", folder)
    assert me.traits == {"muscle": [0.3, 0.4, 0.5][place], "weight": [80, 90][rest]}
    assert me.person.muscle == me.traits["muscle"]


@pytest.mark.parametrize(
    "spelling",
    [
        " Student-17",
        "STUDENT-17\n",
        "ｓｔｕｄｅｎｔ-17",
        *(f"student{hyphen}17" for hyphen in "\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"),
        *(f"stu{unseen}dent-17{unseen}" for unseen in "\u200b\u200d\u2060\ufeff\u00ad\u202c\0"),
        "student-17 \u200b",
    ],
)
def test_spelling_does_not_change_the_patient(folder, spelling):
    assert patient(spelling, folder).traits == patient("student-17", folder).traits


def test_an_id_of_plain_letters_counts_as_it_always_did():
    for known in ("7294", "s-17", "a.b_c+d@school.example", "o'neil"):
        assert normalized(known) == known


def test_composed_and_decomposed_letters_are_one_id():
    assert normalized("Zoe\u0308") == normalized("Zoë") == "zoë"


@pytest.mark.parametrize("wrong", ["", "   ", "...", "…", "\u200b", None, 7294, "x" * 81])
def test_what_is_no_id_gets_one_clear_line(folder, wrong):
    with pytest.raises(GridError, match=r"^id is .*; allowed: your id") as caught:
        patient(wrong, folder)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("folder", [None, 5, ["."]])
def test_what_is_no_folder_gets_one_clear_line(folder):
    with pytest.raises(GridError, match=r"^folder is .*; allowed: the path of a folder$"):
        patient("a", folder)


@pytest.mark.parametrize("wrong", [1.5, True, "1", None, -1, 10**9])
def test_what_is_no_number_of_a_patient_gets_one_clear_line(folder, wrong):
    with pytest.raises(
        GridError, match=r"^number of a patient is .*; allowed: a whole number from"
    ):
        patient("a", folder).grid.point(wrong)


def test_all_points_are_reached_and_differ(folder):
    grid = patient("a", folder).grid
    assert len({tuple(point.values()) for point in grid.points()}) == grid.size == 6
    assert {grid.index(f"student {i}") for i in range(200)} == set(range(6))


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("values: [80, 90]", "values: [80, 80]"),
        ("unit: kg,", ""),
        ("course: a course", "course: ''"),
        ("values: [80, 90]", "values: [.nan]"),
    ],
)
def test_a_broken_table_of_patients_is_refused_in_one_line(folder, damage, said):
    path = folder / "patients.yaml"
    path.write_text(path.read_text("utf-8").replace(damage, said), "utf-8")
    with pytest.raises(GridError, match=r"^patients\.yaml.*; allowed: .*") as caught:
        patient("a", folder)
    assert "\n" not in str(caught.value)


def test_a_missing_table_says_where_it_belongs(tmp_path):
    with pytest.raises(GridError, match="must lie beside its notebook"):
        patient("a", tmp_path)


def test_numbers_of_numpy_become_plain_ones():
    answers = {"a": np.float64(1.5), "b": np.arange(2), "c": np.int8(3), "d": [True, "x"]}
    given = bundle("me", "q", answers)[MIME]["answers"]
    assert json.loads(json.dumps(given)) == {"a": 1.5, "b": [0, 1], "c": 3, "d": [True, "x"]}


class EqualsEverything:
    def __eq__(self, other):
        return True

    def __hash__(self):
        return 0


@pytest.mark.parametrize(
    "wrong",
    [float("nan"), float("inf"), None, EqualsEverything(), {1, 2}, "x" * 501, [1, [np.nan]]],
)
def test_what_cannot_be_handed_in_is_named(wrong):
    with pytest.raises(AnswerError, match=r"^peak.* is .*; allowed: a finite number"):
        plain("peak", wrong)


def test_an_answer_still_to_come_is_no_error_and_hands_nothing_in():
    assert bundle("me", "q", {"a": 1, "b": ..., "c": ...}) == {
        "text/plain": "Not handed in yet: ... stands for b, c"
    }


@pytest.mark.parametrize("code", ['me = patient("...")', 'me.hand_in("q", a=None)'])
def test_a_mistake_shows_one_line_in_a_notebook(folder, code):
    shell = InteractiveShell()
    shell.user_ns |= {"patient": patient, "me": patient("a", folder)}
    with contextlib.chdir(folder), contextlib.redirect_stdout(io.StringIO()) as shown:
        shell.run_cell(code)
    assert re.fullmatch(r"\w+Error: .*; allowed: .*\n", shown.getvalue())


def test_too_much_is_refused():
    with pytest.raises(AnswerError, match="characters; allowed: up to 20000"):
        bundle("me", "q", {"a": list(range(10_000))})
    with pytest.raises(AnswerError, match="allowed: one or more"):
        bundle("me", "q", {})
