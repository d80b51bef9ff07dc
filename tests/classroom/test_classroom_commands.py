"""The commands of a class, as a teacher types them; each mistake is one line and status 2."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from html.parser import HTMLParser

import nbformat
import pytest
from small_course import NAME, write

from classroom.class_folder import ClassFolder
from classroom.commands import main
from classroom.course import Course
from classroom.judging import Number, verdict

ROSTER = "id,last_name,first_name,email\n7294,Müller,=Zoë,z@school.example\na1,<b>O'Neil</b>,Ann,\n"


@pytest.fixture(scope="module")
def klass(tmp_path_factory):
    course = write(tmp_path_factory.mktemp("course"))
    folder = tmp_path_factory.mktemp("classes") / "biology"
    made = main(
        ["new", str(folder), "--title", "Bio", "--time-zone", "UTC", "--course", str(course)]
    )
    assert made == 0
    (folder / "students.csv").write_text(ROSTER, "utf-8")
    assert main(["update", "--class", str(folder)]) == 0
    return folder


def run(capsys, *arguments):
    """Status, and what was said and complained of."""
    status = main([str(argument) for argument in arguments])
    told = capsys.readouterr()
    return status, told.out, told.err


def test_a_new_class_is_ready(klass, capsys):
    status, said, _ = run(capsys, "update", "--class", klass)
    assert (status, said) == (0, "The gradebook knows 2 students and 1 assignment.\n")


def test_help_lists_the_work_in_its_order(capsys):
    status, said, _ = run(capsys, "--help")
    listed = re.findall(r"^  ([a-z]+) ", said.split("Commands:")[1], re.MULTILINE)
    assert status == 0
    assert listed[:5] == ["new", "update", "zips", "collect", "grade"]


def test_without_a_command_the_help_is_shown(capsys):
    assert run(capsys) == run(capsys, "--help")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["grade"], "Missing argument 'ASSIGNMENT'"),
        (["grade", "ps-9", "--class", "KLASS"], "assignment is 'ps-9'; allowed: ps-1"),
        (["grade", NAME, "--workers", "0", "--class", "KLASS"], "0 is not in the range"),
        (
            ["grade", NAME, "--workers", "2", "--dask", "x", "--class", "KLASS"],
            "allowed: one of them",
        ),
        (
            ["grade", NAME, "--student", "x", "--class", "KLASS"],
            "nobody has; allowed: an id of stu",
        ),
        (
            ["patient", "<b>", NAME, "--class", "KLASS"],
            "student is '<b>', an id that nobody has; allowed: an id of students.csv\n",
        ),
        (["patient", "7249", NAME, "--class", "KLASS"], "of students.csv, such as '7294'\n"),
        (["report", NAME, "--class", "KLASS"], "has no report yet; allowed: grade it first"),
        (
            ["collect", NAME, "/nowhere", "--class", "KLASS"],
            "source is '/nowhere'; allowed: a folder",
        ),
        (["collect", NAME, "--class", "KLASS"], "Missing argument 'SOURCES...'"),
        (["collect", NAME, "/tmp", "--from", "sakai", "--class", "KLASS"], "'sakai' is not one of"),
        (["marks", NAME, "--class", "KLASS"], "nowhere to send marks; allowed: --canvas"),
        (["marks", NAME, "--canvas", "/no.csv", "--class", "KLASS"], "no.csv is not in '/'"),
        (["sheet", "ps-9", "--class", "KLASS"], "assignment is 'ps-9'; allowed"),
        (["patient", "...", NAME, "--class", "KLASS"], "id is '...'; allowed: your id"),
        (
            ["sheet", NAME, "--class", "/tmp"],
            "which holds no class.yaml; allowed: a folder made by",
        ),
        (["zips", "--course", "/tmp"], "course is '/tmp'; allowed: a folder that holds 'source'"),
        (
            ["new", "/tmp", "--title", "x", "--time-zone", "UTC"],
            "which is not empty; allowed: a new",
        ),
        (["fly"], "No such command 'fly'"),
    ],
)
def test_a_mistake_is_one_line_and_status_2(klass, capsys, arguments, told):
    status, said, complained = run(capsys, *(str(klass) if a == "KLASS" else a for a in arguments))
    assert (status, said) == (2, "")
    assert complained.startswith("Error: ") and complained.count("\n") == 1
    assert told in complained


def test_the_program_itself_ends_with_status_2(tmp_path):
    ended = subprocess.run(
        [sys.executable, "-m", "classroom", "sheet", NAME],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    assert ended.stderr == (
        "Error: class is '.', which holds no class.yaml; allowed: a folder made by 'python -m classroom new'\n"
    )


@pytest.mark.parametrize("arguments", [["collect", NAME, "/tmp"], ["patient", "7294", NAME]])
def test_where_names_of_files_are_not_utf_8_nothing_is_done(klass, arguments):
    """Python reads no name of a student with an umlaut there."""
    encoding = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    ended = subprocess.run(
        [sys.executable, "-m", "classroom", *arguments, "--class", klass],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | encoding,
    )
    assert ended.returncode == 2 and ended.stdout == ""
    assert ended.stderr == (
        "Error: names of files are in ascii here; allowed: utf-8, with PYTHONUTF8=1 before the command "
        "or in a locale such as C.UTF-8\n"
    )


# --- the teacher's sheet --------------------------------------------------------------------------


class Cells(HTMLParser):
    """The cells of a page's tables, as a browser would read them."""

    def __init__(self, page):
        super().__init__()
        self.cells, self.tags, self.inside = [], [], False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.inside = tag == "td"
        if self.inside:
            self.cells.append("")

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "td"

    def handle_data(self, data):
        if self.inside:
            self.cells[-1] += data


def test_the_sheet_tells_each_students_right_answers(klass, capsys):
    status, said, _ = run(capsys, "sheet", NAME, "--class", klass)
    assert status == 0
    page, table = (klass / "sheets" / f"{NAME}.{kind}" for kind in ("html", "csv"))
    assert said == f"{page}\n{table}\n"
    course = ClassFolder(klass).course
    rows = list(csv.DictReader(io.StringIO(table.read_text("utf-8-sig"))))
    assert [row["id"] for row in rows] == ["7294"] * 3 + ["a1"] * 3
    cells = Cells(page.read_text("utf-8")).cells
    for student in ("7294", "a1"):
        weight = course.patient(NAME, student).traits["weight"]
        own = {(row["question"], row["answer"]): row for row in rows if row["id"] == student}
        assert (
            own["double", "weight"]["right"] == f"{2 * weight:g} kg"
        )  # what the course's judge says
        assert own["double", "weight"]["counts"] == "up to 0.5 off"
        assert own["muscle", "word"]["right"] == "low"
        assert f"{2 * weight:g} kg" in cells
        assert f"weight {weight:g} kg" in own["double", "weight"]["patient"]


def test_the_sheet_says_how_the_text_is_marked(klass, capsys):
    run(capsys, "sheet", NAME, "--class", klass)
    page = (klass / "sheets" / f"{NAME}.html").read_text("utf-8")
    # The rubric of the small course, and nothing else of what lies around it.
    assert "<pre>okapi-of-the-mark-scheme</pre>" in page and "MARK SCHEME" not in page


@pytest.mark.parametrize(
    ("judge", "line", "error"),
    [
        ("import no_such_module_at_all\n", 1, "ModuleNotFoundError: No module named"),
        ("\ndef expected(patient:\n", 2, "SyntaxError: "),
        ("\n\ndef expected(patient):\n    return {}['x']\n", 4, "KeyError: 'x'"),
    ],
)
def test_a_judge_that_fails_is_told_in_one_line_with_its_place(
    tmp_path, capsys, judge, line, error
):
    course, folder = write(tmp_path / "course"), tmp_path / "class"
    told = ["--title", "Bio", "--time-zone", "UTC", "--course", course]
    assert run(capsys, "new", folder, *told)[0] == 0
    (folder / "students.csv").write_text(ROSTER, "utf-8")
    path = (course / "judges" / f"{NAME}.py").resolve()
    path.write_text(judge, "utf-8")
    for command in (["sheet", NAME], ["patient", "7294", NAME]):
        status, _, complained = run(capsys, *command, "--class", folder)
        (last,) = [row for row in complained.splitlines() if "Error:" in row]
        assert status == 2 and "Traceback" not in complained
        assert last.startswith(f"Error: judge is {str(path)!r}, line {line}: {error}")


def test_the_sheet_is_one_file_that_asks_nobody_and_runs_nothing(klass, capsys):
    run(capsys, "sheet", NAME, "--class", klass)
    page = (klass / "sheets" / f"{NAME}.html").read_text("utf-8")
    parsed = Cells(page)
    assert not {"script", "img", "link", "iframe", "b"} & {tag for tag, _ in parsed.tags}
    assert not [a for _, attrs in parsed.tags for a in attrs if a.startswith("on") or a == "src"]
    assert all(attrs["href"].startswith("#") for tag, attrs in parsed.tags if tag == "a")
    assert "&lt;b&gt;O&#39;Neil" in page
    assert "'=Zoë Müller" in (klass / "sheets" / f"{NAME}.csv").read_text("utf-8-sig")


@pytest.mark.parametrize("spelling", ["A1", "a1\u200b", " a1"])
def test_an_id_in_another_spelling_is_the_students(klass, capsys, spelling):
    assert run(capsys, "patient", spelling, NAME, "--class", klass) == run(
        capsys, "patient", "a1", NAME, "--class", klass
    )


def test_one_patient_is_shown_as_the_sheet_has_it(klass, capsys):
    status, said, _ = run(capsys, "patient", "7294", NAME, "--class", klass)
    weight = ClassFolder(klass).course.patient(NAME, "7294").traits["weight"]
    assert status == 0
    assert f"weight {weight:g} kg" in said
    assert f"double, weight: {2 * weight:g} kg (up to 0.5 off)" in said


@pytest.mark.parametrize("assignment", Course().assignments)
def test_what_the_sheet_shows_of_the_books_assignments_would_earn_the_points(assignment, capsys):
    """A number typed from the sheet counts, for the judge of each assignment."""
    status, said, _ = run(capsys, "patient", "student-17", assignment)
    assert status == 0
    course = Course()
    expected = course.judge(assignment)(course.patient(assignment, "student-17"))
    numbers = 0
    for question, names in expected.items():
        for name, expectation in names.items():
            if isinstance(expectation, Number):
                line = re.search(rf"^{question}, {name}: (\S+)", said, re.MULTILINE)
                shown = verdict({name: expectation}, {name: float(line[1])})
                assert shown.share == 1, (question, name, line[0])
                numbers += 1
    assert numbers


# --- from handing in to marks ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def handed_in(klass, tmp_path_factory):
    """A student's own notebook: the release, with an id and answers, as it was never run."""
    folder = tmp_path_factory.mktemp("student")
    book = nbformat.read(klass / "release" / NAME / f"{NAME}.ipynb", 4)
    cells = {cell.id: cell for cell in book.cells}
    weight = ClassFolder(klass).course.patient(NAME, "7294").traits["weight"]
    cells[
        "patient"
    ].source = 'from widgets.patients import patient\nstudent = "7294"\nme = patient(student)'
    cells["double-answer"].source = f"weight = {2 * weight}"
    cells["muscle-answer"].source = 'answer, word = -1, "low"'
    cells["why"].source = "Because."
    path = folder / "7294" / f"{NAME} (1).ipynb"
    path.parent.mkdir()
    nbformat.write(book, path)
    return folder


def test_a_class_from_collecting_to_marks(klass, handed_in, capsys):
    of = ("--class", klass)
    status, said, _ = run(capsys, "collect", NAME, handed_in, *of)
    assert status == 0 and "taken: 1  7294" in said and "missing: 1  a1" in said
    status, said, _ = run(capsys, "marks", NAME, "--all", *of)
    assert status == 2  # not graded yet
    status, said, complained = run(capsys, "grade", NAME, "--workers", "1", *of)
    assert status == 0, complained
    assert "1 graded" in said and "1 missing" in said and "1 waits for your hand" in said
    status, said, _ = run(capsys, "report", NAME, *of)
    assert status == 0 and "7294,graded" in said
    status, _, complained = run(capsys, "marks", NAME, "--all", *of)
    assert status == 2 and "waiting for your hand: why of 7294" in complained
    status, said, _ = run(capsys, "marks", NAME, "--all", "--without-prose", *of)
    assert status == 0
    table = csv.DictReader(io.StringIO((klass / "marks" / f"{NAME}.csv").read_text("utf-8-sig")))
    rows = {row["id"]: row for row in table}
    # 4 of 4 for the weight; of the 3 for the muscle one name of two.
    assert (rows["7294"]["double"], rows["7294"]["muscle"], rows["7294"]["score"]) == (
        "4",
        "1.5",
        "5.5",
    )
    assert rows["a1"]["score"] == ""
    status, said, _ = run(capsys, "feedback", NAME, *of)
    assert status == 0 and said.startswith("1 page in")
    # A hub's nbgrader needs the time beside the page; what came with the assignment need not go home.
    pages = (klass / "feedback" / "7294" / NAME).iterdir()
    assert sorted(page.name for page in pages) == [f"{NAME}.html", "timestamp.txt"]


def test_formgrader_opens_on_the_class(klass):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = "a-token"
    options = (
        "--no-browser",
        "--allow-root",
        f"--port={port}",
        f"--IdentityProvider.token={token}",
    )
    told = [sys.executable, "-m", "classroom", "formgrader", "--class", str(klass), "--", *options]
    server = subprocess.Popen(told, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        url = f"http://127.0.0.1:{port}/formgrader/api/assignments?token={token}"
        assignments = asked(url, server)
    finally:
        server.terminate()
        server.wait(30)
    assert [(known["name"], known["max_score"]) for known in assignments] == [(NAME, 10)]


def asked(url, server):
    """What a server answers, once it does."""
    for _ in range(480):
        assert server.poll() is None, "JupyterLab ended"
        try:
            with urllib.request.urlopen(url, timeout=30) as answer:
                return json.load(answer)
        except urllib.error.HTTPError:
            raise  # it answers, and formgrader does not
        except OSError:
            time.sleep(0.5)
    raise AssertionError("JupyterLab did not answer")
