"""Every command of the page *Running a class* is run as it stands there, in its order, on a class of three."""

from __future__ import annotations

import contextlib
import csv
import os
import re
import signal
import subprocess
import time
import zipfile

import nbformat
import pytest
from bs4 import BeautifulSoup
from conftest import ROOT
from nbclient import NotebookClient
from nbgrader.utils import is_solution

from classroom.class_folder import ClassFolder
from classroom.course import Course

PAGE = ROOT / "book/running-a-class.md"
BLOCKS = re.findall(r"^```console\n(.*?)^```$", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
ASSIGNMENT = "01-read-an-ogtt"
ROSTER = """\
id,last_name,first_name,email,canvas_id,moodle_id
7294,Müller,Zoë,zoe@school.example,11,21
anna,"O'Neil, Dr.",Anna,anna@school.example,12,22
bo,Bo,Bo,bo@school.example,13,23
"""
# What a hub's administrator or a teacher's own settings say; not the page's to tell.
SETTINGS = {
    "nbgrader_config.py": 'get_config().Exchange.root = "{home}/exchange"\n',
    "jupyter_server_config.py": (
        "c = get_config()\nc.ServerApp.allow_root = True\nc.ServerApp.open_browser = False\n"
        "c.ServerApp.port = 0\nc.IdentityProvider.token = ''\n"
    ),
}
CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,01-read-an-ogtt (501)
    Points Possible,,,,,20
"Müller, Zoë",11,,zoe,1,
"O'Neil, Dr., Anna",12,,anna,1,
"Bo, Bo",13,,bo,1,
"""
MOODLE = """\
Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,Last modified (grade)
Participant 21,Zoë Müller,zoe@school.example,Submitted,,20.00,Yes,-
Participant 22,"Anna O'Neil, Dr.",anna@school.example,Submitted,,20.00,Yes,-
Participant 23,Bo Bo,bo@school.example,No submission,,20.00,Yes,-
"""


class Terminal:
    """A shell whose folder and variables last from block to block."""

    def __init__(self, home):
        self.state, self.log = home.parent / "state", home.parent / "log"
        book = "https://github.com/when-cells-stop-listening/book"
        self.variables = {
            "HOME": str(home),
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "JUPYTER_CONFIG_DIR": str(home / ".jupyter"),
            # The address of the book is this repository.
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": f"url.file://{ROOT}.insteadOf",
            "GIT_CONFIG_VALUE_0": book,
        }
        self.state.write_text(f"cd {home}\n")

    def start(self, commands):
        keep = f'{{ declare -px; echo "cd $PWD"; }} > {self.state}'
        script = f". {self.state}\nset -euo pipefail\n{commands}\n{keep}\n"
        with self.log.open("w") as log:
            return subprocess.Popen(
                ["bash", "-c", script],
                env=self.variables,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def run(self, commands):
        """Output of a block that must succeed; what it leaves running is ended with it."""
        shell = self.start(commands)
        status = shell.wait()
        self.end(shell)
        assert status == 0, f"{commands}\n{self.log.read_text()}"
        return self.log.read_text()

    def open(self, commands):
        """The address that a program prints which serves until it is stopped."""
        shell = self.start(commands)
        address = None
        while shell.poll() is None and not address:
            time.sleep(0.2)
            address = re.search(r"http://(?:127\.0\.0\.1|localhost):\d+/\S*", self.log.read_text())
        self.end(shell)
        assert address, self.log.read_text()
        return address[0]

    @staticmethod
    def end(shell):
        for sign in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(shell.pid, sign)
                time.sleep(0.5)
        shell.wait()


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A teacher's home, with the downloads that a platform would have given."""
    home = tmp_path_factory.mktemp("teacher") / "home"
    for folder in (".jupyter", "Downloads", "exchange"):
        (home / folder).mkdir(parents=True)
    (home / "exchange").chmod(0o777)
    for name, text in SETTINGS.items():
        (home / ".jupyter" / name).write_text(text.format(home=home), "utf-8")
    (home / "Downloads/canvas-export.csv").write_text(CANVAS, "utf-8")
    (home / "Downloads/worksheet.csv").write_text(MOODLE, "utf-8")
    return home


def worked_on(student, folder):
    """The assignment as a student hands it in who does what the model answer does."""
    source = Course().source(ASSIGNMENT)
    notebook = nbformat.read(source / f"{ASSIGNMENT}.ipynb", 4)
    for cell in notebook.cells:
        if cell.id == "patient":
            cell.source = cell.source.replace("model answer", student)
        if cell.cell_type == "markdown" and is_solution(cell):
            cell.source = "Fasting glucose is 95 mg/dL, and that is not the whole story."
    NotebookClient(notebook, resources={"metadata": {"path": str(source)}}).execute()
    nbformat.write(notebook, folder / f"{student}.ipynb")


def hand_in(home, folder):
    """The zip of a platform: one who did well, and one who only opened the notebook."""
    worked_on("7294", folder)
    untouched = home / f"physiology/release/{ASSIGNMENT}/{ASSIGNMENT}.ipynb"
    with zipfile.ZipFile(home / "Downloads/submissions.zip", "w") as archive:
        archive.write(folder / "7294.ipynb", "7294.ipynb")
        archive.write(untouched, "anna.ipynb")


def mark_by_hand(home):
    """What a teacher does in formgrader: points for each text."""
    with ClassFolder(home / "physiology").gradebook() as gradebook:
        for submission in gradebook.assignment_submissions(ASSIGNMENT):
            for grade in submission.notebooks[0].grades:
                if grade.needs_manual_grade or grade.auto_score is None:
                    grade.manual_score, grade.needs_manual_grade = 4, False
        gradebook.db.commit()


@pytest.fixture(scope="module")
def said(home, tmp_path_factory):
    """What each block said, by its first line; between them happens what the page leaves to people."""
    terminal, said = Terminal(home), {}
    for block in BLOCKS:
        if "make setup" in block:
            clone, rest = block.split("\n", 1)
            said[clone] = terminal.run(clone)
            # The whole set-up is what the tests themselves began with; here it finds all in its place.
            # The bundle of the explorers is made, as a teacher's own clone has none.
            for name in (".venv", "node_modules"):
                (home / "book" / name).symlink_to(ROOT / name)
            for pins in (
                *(home / "book").glob("requirements*.txt"),
                home / "book/package-lock.json",
            ):
                os.utime(pins, (0, 0))
            said["make setup"] = terminal.run(rest)
            assert (home / "book/widgets/bundle/explorers.js").exists()
        elif "classroom formgrader" in block:
            said["formgrader"] = terminal.open(block)
            mark_by_hand(home)
        else:
            if "classroom update" in block:
                (home / "physiology/students.csv").write_text(ROSTER, "utf-8")
            if "classroom collect" in block:
                hand_in(home, tmp_path_factory.mktemp("student"))
            said[block.splitlines()[0]] = terminal.run(block)
    return said


def told(said, words):
    return next(text for command, text in said.items() if words in command)


def test_the_page_shows_its_commands_in_blocks_alone():
    """So that none stands there untested: in the text, only programs and options are named."""
    text = re.sub(
        r"^```console\n.*?^```$", "", PAGE.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE
    )
    inline = re.findall(r"`((?:python|make|nbgrader|git|dask|pip)\b[^`]*)`", text)
    assert set(inline) <= {"nbgrader collect", "python -m classroom grade"}
    assert len(BLOCKS) > 15


def test_the_set_up_is_ready_and_the_gradebook_knows_the_class(said):
    assert "3 students and 7 assignments" in told(said, "classroom update")
    assert "muscle" in told(said, "classroom patient")


def test_what_came_back_is_taken_and_graded(said, home):
    report = told(said, "classroom report")
    rows = {row["student"]: row for row in csv.DictReader(report.splitlines())}
    assert rows["7294"]["status"] == rows["anna"]["status"] == "graded"
    assert rows["bo"]["status"] == "missing"
    assert re.search("waits? for your hand", told(said, "classroom grade"))


def test_formgrader_opens(said):
    assert said["formgrader"].startswith("http://")


def test_marks_reach_both_platforms(home, said):
    # 14 points for the model answer (the assignment's README) and the 4 given by hand above.
    filled = next(
        path
        for path in (home / "Downloads").glob("*.csv")
        if path.name not in ("canvas-export.csv", "worksheet.csv")
        and "Points Possible" in path.read_text("utf-8-sig")
    )
    rows = {row["ID"]: row for row in csv.DictReader(filled.read_text("utf-8-sig").splitlines())}
    assert float(rows["11"]["01-read-an-ogtt (501)"]) == 18
    assert rows["13"]["01-read-an-ogtt (501)"] == ""
    assert "18" in (home / "physiology/for-moodle.csv").read_text("utf-8-sig")


def test_feedback_is_a_page_that_loads_nothing(home, said):
    pages = list((home / "physiology/feedback").rglob("*.html"))
    assert len(pages) == 2
    for page in pages:
        parsed = BeautifulSoup(page.read_text("utf-8"), "html.parser")
        assert parsed.find("script") is None
        assert not [
            tag
            for tag in parsed.select("[src], link[href]")
            if not tag.get("src", "").startswith("data:")
        ]


def test_a_student_can_see_what_is_handed_in(said):
    assert "peak" in told(said, "widgets.patients")


def test_the_quizzes_are_written_for_both_platforms(home, said):
    assert len(list((home / "physiology/quizzes").rglob("*.zip"))) == 10
    assert len(list((home / "physiology/quizzes").rglob("*.xml"))) == 10
