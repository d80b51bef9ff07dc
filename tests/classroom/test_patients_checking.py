"""A student can see which questions have an answer, and never whether it is right."""

from __future__ import annotations

import json
import subprocess
import sys

import nbformat
import pytest
from nbclient import NotebookClient
from nbgrader.utils import compute_checksum
from small_course import NAME, notebook, write

from classroom import release
from classroom.course import Course
from classroom.grading.reading import UnreadableError, cells
from widgets.patients import saved
from widgets.patients.checking import NotebookError, check
from widgets.patients.handing_in import bundle


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """The model answers of a small course, run by Jupyter's own client."""
    folder = write(tmp_path_factory.mktemp("course")) / "source" / NAME
    book = notebook()
    NotebookClient(book, resources={"metadata": {"path": str(folder)}}).execute()
    path = folder / f"{NAME}.ipynb"
    nbformat.write(book, path)
    return path


def changed(ran, tmp_path, change):
    book = nbformat.read(ran, 4)
    change({cell.id: cell for cell in book.cells})
    path = tmp_path / f"{NAME}.ipynb"
    nbformat.write(book, path)
    return path


def test_a_notebook_that_ran_is_complete(ran):
    checked = check(ran)
    assert checked.is_complete and checked.is_in_order
    assert [question.name for question in checked.questions] == ["double", "muscle", "why"]
    assert checked.students == ("giraffe-of-the-solution",)


def test_nothing_is_told_of_right_or_wrong(ran, tmp_path):
    def wrong(cells):
        for output in cells["double"].outputs:
            for data in output.data.values():
                if isinstance(data, dict):
                    data["answers"]["weight"] = -1

    assert str(check(changed(ran, tmp_path, wrong))) == str(check(ran))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda cells: cells["muscle"].update(outputs=[]), "muscle: not yet; run its cell"),
        (
            lambda cells: cells["muscle"].update(
                outputs=[
                    nbformat.v4.new_output("error", ename="NameError", evalue="", traceback=[])
                ]
            ),
            "muscle: not yet; its cell stopped with NameError",
        ),
        (
            lambda cells: cells["muscle"].update(
                outputs=[nbformat.v4.new_output("display_data", bundle("me", "muscle", {"x": ...}))]
            ),
            "muscle: not yet: ... stands for x",
        ),
    ],
)
def test_what_is_not_handed_in_is_named(ran, tmp_path, change, told):
    path = changed(ran, tmp_path, change)
    assert not check(path).is_complete
    ended = subprocess.run(
        [sys.executable, "-m", "widgets.patients", path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert told in ended.stdout and "2 of 3 questions have an answer" in ended.stdout


@pytest.fixture(scope="module")
def worked_on(tmp_path_factory):
    """The small course as students get it, worked on and run."""
    folder = tmp_path_factory.mktemp("student")
    given = release.release(Course(write(folder / "course")), NAME, folder)
    book = nbformat.read(given / f"{NAME}.ipynb", 4)
    by_name = {cell.id: cell for cell in book.cells}
    by_name["patient"].source = by_name["patient"].source.replace("me =", 'student = "me"\nme =')
    by_name["double-answer"].source = "weight = 1"
    by_name["muscle-answer"].source = 'answer, word = 1, "low"'
    by_name["why"].source = "Because."
    NotebookClient(book, resources={"metadata": {"path": str(given)}}).execute()
    path = folder / f"{NAME}.ipynb"
    nbformat.write(book, path)
    return path


def without(name):
    def change(book):
        book.cells = [cell for cell in book.cells if cell.id != name]

    return change


def with_source(name, source):
    def change(book):
        next(cell for cell in book.cells if cell.id == name).source = source

    return change


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda book: None, "why: a text of 1 word\n"),
        (with_source("why", " \n"), "why: not yet; its text is empty"),
        (with_source("why", ""), "why: not yet; its text is empty"),
        (without("why"), "why: not yet; its cell was deleted"),
        (without("double"), "double: not yet; its cell was deleted"),
        (
            with_source("double", 'me.hand_in("double", weight=2)'),
            "double: not yet; its cell was ch",
        ),
    ],
)
def test_what_grading_would_not_count_is_told(worked_on, tmp_path, change, says):
    book = nbformat.read(worked_on, 4)
    change(book)
    path = tmp_path / f"{NAME}.ipynb"
    nbformat.write(book, path)
    status, said, _ = told(path)
    is_told = "not yet" in says
    assert says in said and f"{3 - is_told} of 3 questions have an answer" in said
    assert status == is_told


def test_a_text_that_is_as_it_was_given_is_no_answer_in_any_assignment_of_the_book(tmp_path):
    for name in Course().assignments:
        path = release.release(Course(), name, tmp_path) / f"{name}.ipynb"
        book = nbformat.read(path, 4)
        assert "in_words: not yet; its text is as it was given" in str(check(path))
        assert saved.questions(book) == [question.name for question in check(path).questions]
        assert all(saved.is_as_given(cell) for cell in book.cells)
        for cell in book.cells:
            cell.source += " more"
            assert saved.is_as_given(cell) is False
            cell.metadata.nbgrader.checksum = compute_checksum(cell)
            assert saved.is_as_given(cell)


def test_a_folder_is_told_as_such(tmp_path):
    status, _, complained = told(tmp_path)
    assert status == 2 and "which is a folder; allowed: a notebook" in complained


def test_cells_that_ran_out_of_order_are_told(ran, tmp_path):
    path = changed(ran, tmp_path, lambda cells: cells["double"].update(execution_count=9))
    assert "did not run from top to bottom" in str(check(path))


def test_two_ids_are_told(ran, tmp_path):
    def other(cells):
        for output in cells["double"].outputs:
            for data in output.data.values():
                if isinstance(data, dict):
                    data["id"] = "somebody else"

    checked = check(changed(ran, tmp_path, other))
    assert not checked.is_complete and "There are two ids" in str(checked)


def told(path):
    """What the program says, and its status; never where in the program."""
    ended = subprocess.run(
        [sys.executable, "-m", "widgets.patients", path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in ended.stderr
    return ended.returncode, ended.stdout, ended.stderr


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("metadata", None),
        ("metadata", {"nbgrader": None}),
        ("metadata", []),
        ("execution_count", "1"),
        ("source", None),
        ("source", [1, "x"]),
    ],
)
def test_a_cell_that_another_program_has_bent_is_read_as_grading_reads_it(
    ran, tmp_path, field, value
):
    book = json.loads(ran.read_text("utf-8"))
    for cell in book["cells"]:
        if cell["id"] == "double":
            cell[field] = value
    path = tmp_path / "x.ipynb"
    path.write_text(json.dumps(book), "utf-8")
    status, said, _ = told(path)
    assert status == 0 and "double: handed in" in said
    assert ("double",) in {cell.names[-1:] for cell in cells(path.read_bytes())}


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (None, "double: not yet; run its cell"),
        ([None, 3], "double: not yet; run its cell"),
        ([{"data": None}], "double: not yet; run its cell"),
        ([{"data": {"text/plain": [1]}}], "double: not yet; run its cell"),
    ],
)
def test_outputs_that_are_none_hand_nothing_in(ran, tmp_path, value, says):
    book = json.loads(ran.read_text("utf-8"))
    next(cell for cell in book["cells"] if cell["id"] == "double")["outputs"] = value
    path = tmp_path / "x.ipynb"
    path.write_text(json.dumps(book), "utf-8")
    status, said, _ = told(path)
    assert status == 1 and says in said


def test_an_id_that_no_terminal_can_write_is_told_all_the_same(ran, tmp_path):
    path = tmp_path / "x.ipynb"
    half = ran.read_text("utf-8").replace("giraffe-of-the-solution", "ha\\ud800lf")
    path.write_text(half, "utf-8")
    status, said, _ = told(path)
    assert status == 0 and "Your id: ha\\ud800lf" in said


def test_a_byte_order_mark_and_an_older_format_are_read_as_grading_reads_them(ran, tmp_path):
    path = tmp_path / "x.ipynb"
    path.write_bytes(b"\xef\xbb\xbf" + ran.read_bytes())
    assert str(check(path)) == str(check(ran))
    older = nbformat.convert(nbformat.read(ran, 4), 3)
    path.write_text(json.dumps(older), "utf-8")
    assert [question.name for question in check(path).questions] == ["double", "muscle", "why"]
    assert cells(path.read_bytes())


@pytest.mark.parametrize(
    "content",
    [
        "[" * 100_000,
        '{"cells": ' + "[" * 100_000 + "]" * 100_000 + "}",
        '{"cells": "text"}',
        '{"nbformat": "3"}',
        '{"nbformat": 3}',
        "null",
    ],
)
def test_what_grading_cannot_read_the_check_cannot_either(tmp_path, content):
    path = tmp_path / "x.ipynb"
    path.write_text(content)
    status, _, complained = told(path)
    assert status == 2 and complained.startswith("Error: x.ipynb is ")
    with pytest.raises(UnreadableError) as caught:
        cells(path.read_bytes())
    assert str(caught.value).removeprefix("The file ").removesuffix(".") in complained


@pytest.mark.parametrize(
    "content", ["", "no notebook", "[]", '{"cells": 3}', '{"cells": []}', None]
)
def test_what_is_no_notebook_gets_one_line(tmp_path, content):
    path = tmp_path / "x.ipynb"
    if content is not None:
        path.write_text(content)
    with pytest.raises(NotebookError, match="; allowed: a notebook of an assignment"):
        check(path)
    ended = subprocess.run(
        [sys.executable, "-m", "widgets.patients", path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    assert ended.stderr.startswith("Error: ") and ended.stderr.count("\n") == 1
