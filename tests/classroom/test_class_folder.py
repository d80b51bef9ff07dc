"""A class's folder: made in one command, understood by nbgrader itself, and every mistake told in one line."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderApp
from nbgrader.preprocessors import AssignLatePenalties
from small_course import NAME, write

from classroom.class_folder import ClassFolder, moment, new
from classroom.late import LatePenalty
from classroom.names import ClassError, unsafe

PROGRAMS = Path(sys.executable).parent
ROW = "7294,Müller,Zoë,zoe@school.example\n"
HEADER = "id,last_name,first_name,email\n"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return write(tmp_path_factory.mktemp("course"))


@pytest.fixture
def made(tmp_path, course):
    return new(tmp_path / "biology", 'Biology "10b": spring', "Europe/Berlin", course)


def roster(made, text, encoding="utf-8"):
    (made.folder / "students.csv").write_bytes(text.encode(encoding))
    return ClassFolder(made.folder)


def settings(made, old, replacement):
    path = made.folder / "class.yaml"
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, replacement), "utf-8")
    return ClassFolder(made.folder)


# --- a new class ----------------------------------------------------------------------------------


def test_nbgrader_itself_knows_the_assignments_and_the_students(made):
    made = settings(roster(made, HEADER + ROW), "due:\n", f"due:\n  {NAME}: 2026-12-05 18:00\n")
    made.update()
    told = subprocess.run(
        [PROGRAMS / "nbgrader", "db", "student", "list"],
        cwd=made.folder,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "7294 (Müller, Zoë) -- zoe@school.example" in told.stdout
    with Gradebook(f"sqlite:///{made.folder}/gradebook.db", "biology-10b-spring") as gradebook:
        known = gradebook.find_assignment(NAME)
        assert known.max_score == 4 + 3 + 3  # the points in the course's notebook
        # 18:00 in Berlin in December is 17:00 UTC; nbgrader keeps UTC.
        assert known.duedate == datetime(2026, 12, 5, 17)
        assert [student.id for student in gradebook.students] == ["7294"]


def test_nbgraders_config_says_where_all_is(made, monkeypatch):
    monkeypatch.chdir(made.folder)
    app = NbGraderApp()
    app.load_config_file()
    config = app.config
    assert config.CourseDirectory.course_id == "biology-10b-spring"
    assert config.CourseDirectory.root == str(made.folder)
    assert config.CourseDirectory.source_directory == str(made.course.folder / "source")
    plugin = AssignLatePenalties(config=config).plugin_class
    assert plugin is LatePenalty


def test_git_sees_nothing_of_a_class_that_was_moved_into_a_repository(made, tmp_path):
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    told = subprocess.run(
        ["git", "status", "--porcelain"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert "biology" not in told.stdout


def test_a_class_in_a_repository_is_refused(tmp_path, course):
    (tmp_path / ".git").mkdir()
    with pytest.raises(ClassError, match=r"which lies in the repository .*; allowed: a folder out"):
        new(tmp_path / "inside", "A class", "UTC", course)
    assert not (tmp_path / "inside").exists()


def test_a_folder_in_use_is_refused_and_left_alone(made, course):
    with pytest.raises(ClassError, match="which is not empty; allowed: a new folder"):
        new(made.folder, "Another", "UTC", course)
    assert "Biology" in made.settings.title


def test_a_refused_setting_leaves_nothing_behind(tmp_path, course):
    with pytest.raises(ClassError, match='"time_zone" is "Berlin"; allowed: a time zone'):
        new(tmp_path / "biology", "Biology", "Berlin", course)
    assert not (tmp_path / "biology").exists()


def test_the_files_win_over_the_gradebook(made):
    made = roster(made, HEADER + ROW + "b2,Gone,Soon,\n")
    made.update()
    made = roster(made, HEADER + ROW.replace("Müller", "Meyer"))
    made.update_people()
    with made.gradebook() as gradebook:
        assert [(s.id, s.last_name) for s in gradebook.students] == [("7294", "Meyer")]


def test_a_student_with_a_submission_stays_in_the_gradebook(made):
    made = roster(made, HEADER + ROW)
    made.update()
    with made.gradebook() as gradebook:
        gradebook.update_or_create_submission(NAME, "7294")
    made = roster(made, HEADER)
    made.update_people()
    with made.gradebook() as gradebook:
        assert [student.id for student in gradebook.students] == ["7294"]


def test_a_question_that_was_taken_out_after_grading_is_told_with_what_to_do(made, tmp_path):
    course = write(tmp_path / "changing")
    made = roster(new(tmp_path / "other", "Other", "UTC", course), HEADER + ROW)
    made.update()
    with made.gradebook() as gradebook:
        gradebook.update_or_create_submission(NAME, "7294")
    path = course / "source" / NAME / f"{NAME}.ipynb"
    book = nbformat.read(path, 4)
    cells = book.cells
    book.cells = [cell for cell in cells if cell.id != "double"]
    nbformat.write(book, path)
    with pytest.raises(ClassError, match=r"has been graded, .* put back .* 0 points") as caught:
        made.update()
    assert "\n" not in str(caught.value)
    book.cells = cells
    next(cell for cell in cells if cell.id == "double").metadata.nbgrader.points = 0
    nbformat.write(book, path)
    made.update()


# --- class.yaml -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "replacement", "told"),
    [
        ("due:\n", "due:\n  ps-9: 2026-12-05\n", "assignment is 'ps-9'; allowed: ps-1"),
        ("due:\n", f"due:\n  {NAME}: tomorrow\n", '"ps-1" is "tomorrow"; allowed: a day and time'),
        ("due:\n", f"due:\n  {NAME}: 2026-02-30\n", '"ps-1" is "2026-02-30"; allowed: a day and'),
        ("due:\n", f"due:\n  {NAME}: 2026-13-05\n", '"ps-1" is "2026-13-05"; allowed: a day and'),
        ("due:\n", f"due:\n  {NAME}: 2026-12-05 25:00:00\n", "; allowed: a day and time"),
        ("due:\n", f"due:\n  {NAME}: 2026-12-05 18.30\n", 'is "2026-12-05 18.30"; allowed: a day'),
        ("due:\n", f"due:\n  {NAME}: 2026-12-05 18\n", 'is "2026-12-05 18"; allowed: a day'),
        ("due:\n", f"due:\n  {NAME}: 2026-12-05 6:30 pm\n", 'pm"; allowed: a day and time'),
        ("due:\n", f"due:\n  {NAME}: 05.12.2026\n", '"05.12.2026"; allowed: .*, or a day, such as'),
        ("due:\n", f"due:\n  {NAME}: 20261205\n", '"ps-1" is 20261205; allowed: a day and time'),
        ("due:\n", f"due:\n  {NAME}: 9999-12-31\n", "allowed: a day and time"),
        ("due:\n", "due:\n  [a]: 2026-12-05\n", r"line \d+: .* a field's name is no text"),
        (
            "policy: none",
            "policy: percent, percent_a_day: 0x_",
            '"percent_a_day" is "0x_"; allowed: a',
        ),
        ("policy: none", "policy: half", 'late: "policy" is "half"; allowed: none, percent, zero'),
        ("policy: none", "policy: percent", '"percent_a_day" is None; allowed: a number from 0'),
        ("policy: none", "policy: zero, at_most: 3", '"at_most" is 3.0; allowed: left out'),
        (
            "policy: none",
            "policy: percent, percent_a_day: 101",
            '"percent_a_day" is 101; allowed: a number, 100 or less',
        ),
        ("title:", "tittle:", '"tittle" is .*; allowed: left out'),
        ("course:", 'course: "../nowhere" #', "course is .*nowhere.*; allowed: a folder"),
        ('id: "biology-10b-spring"', 'id: "../a"', '"id" is "../a"; allowed: a short name'),
    ],
)
def test_a_mistake_in_the_settings_gets_one_line(made, old, replacement, told):
    broken = settings(made, old, replacement)
    with pytest.raises(ValueError, match=told) as caught:
        _ = broken.settings
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("2026-07-01 18:00", datetime(2026, 7, 1, 16)),  # Berlin is two hours ahead in summer
        ("2026-12-05 18:00:00", datetime(2026, 12, 5, 17)),
        ("2026-12-05T18:00:00-05:00", datetime(2026, 12, 5, 23)),
        ("'2026-12-05 18:00'", datetime(2026, 12, 5, 17)),
        ("2026-12-05 18:00 +02:00", datetime(2026, 12, 5, 16)),
        ("2026-12-05T18:00Z", datetime(2026, 12, 5, 18)),
        *(
            (day, datetime(2026, 12, 5, 22, 59, 59))  # the end of the day
            for day in ("2026-12-05", "'2026-12-05'", "' 2026-12-05 '", "'20261205'", "2026-W49-6")
        ),
    ],
)
def test_a_due_date_is_local_unless_it_says_otherwise(made, written, utc):
    made = settings(made, "due:\n", f"due:\n  {NAME}: {written}\n")
    assert made.settings.due_utc(NAME) == utc


HOURS = 3600.0


@pytest.mark.parametrize(
    ("policy", "hours", "lost"),
    [
        ("none", 100, None),
        ("zero", 0.1, 8.0),
        ("percent, percent_a_day: 10", 0.1, 0.8),
        ("percent, percent_a_day: 10", 24, 0.8),
        ("percent, percent_a_day: 10", 25, 1.6),
        ("percent, percent_a_day: 10, at_most: 50", 24 * 30, 4.0),
        ("percent, percent_a_day: 10", 24 * 30, 8.0),
    ],
)
def test_what_being_late_costs(made, policy, hours, lost):
    made = settings(made, "policy: none", f"policy: {policy}")
    plugin = AssignLatePenalties(config=made.config()).plugin_class(config=made.config())
    assert plugin.late_submission_penalty("7294", 8.0, hours * HOURS) == pytest.approx(lost)


def test_extra_days_are_not_late(made):
    made = roster(made, HEADER.strip() + ",extra_days\n" + ROW.strip() + ",2\nb2,B,B,,\n")
    made = settings(made, "policy: none", "policy: percent, percent_a_day: 10")
    plugin = LatePenalty(config=made.config())
    assert plugin.late_submission_penalty("7294", 10.0, 47 * HOURS) is None
    assert plugin.late_submission_penalty("7294", 10.0, 49 * HOURS) == pytest.approx(1)
    assert plugin.late_submission_penalty("b2", 10.0, 47 * HOURS) == pytest.approx(2)


# --- students.csv ---------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("mark", [",", ";"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_rosters_as_spreadsheets_write_them(made, encoding, mark, end):
    rows = ["id,last_name,first_name,email,canvas_id,room", "007,Müller,Zoë,z@x,31,12", ",,,,,"]
    made = roster(made, end.join(rows).replace(",", mark) + end, encoding)
    (student,) = made.students
    assert (student.id, student.last_name, student.first_name) == ("007", "Müller", "Zoë")
    assert student.known_as == {"canvas_id": "31"}


@pytest.mark.parametrize(
    "column", ["extra_days", "Extra Days", "EXTRA_DAYS", "extra-days", " Extra  days", "ExtraDays"]
)
def test_a_column_is_known_however_its_words_are_parted(made, column):
    made = roster(made, f'ID,Last Name,first-name,Email,{column},days\na1,Lee,Jo,j@x,"2,5",9\n')
    (student,) = made.students
    assert (student.last_name, student.first_name, student.extra_days) == ("Lee", "Jo", 2.5)


def test_columns_of_moodle_are_known_where_no_column_has_our_name(made):
    rows = "First name,Last name,ID number,Email address,SIS Login ID\nJo,Lee,a1,j@x,jo\n"
    (student,) = roster(made, rows).students
    assert (student.id, student.first_name, student.email) == ("a1", "Jo", "j@x")
    assert student.known_as == {"login": "jo"}
    rows = "id,ID number,last_name,surname,first_name,email\na1,77,Lee,x,Jo,j@x\n"
    (student,) = roster(ClassFolder(made.folder), rows).students
    assert (student.id, student.last_name) == ("a1", "Lee")


def test_names_keep_commas_quotes_and_signs(made):
    made = roster(made, HEADER + 'a1,"O\'Neil, ""Jr""",=cmd,\n')
    assert made.students[0].last_name == 'O\'Neil, "Jr"'
    assert made.students[0].first_name == "=cmd"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (HEADER + ROW + ROW, "ids '7294' and '7294' are the same id"),
        (HEADER + "Ab,,,\naB,,,\n", "ids 'Ab' and 'aB' are the same id"),
        (HEADER + "ß,,,\nss,,,\n", "ids 'ß' and 'ss' are the same id"),
        (HEADER + "../x,,,\n", r"line 2: id is '\.\./x'; allowed: letters"),
        (HEADER + ",A,B,\n", "line 2: id is empty; allowed: what the student"),
        ("Student,ID,SIS User ID\n", "in an export of Canvas, call ID canvas_id, make first_name"),
        (HEADER + "a*,,,\n", "allowed: letters"),
        (HEADER + "nul,,,\n", "Windows keeps"),
        (HEADER + "a1,Müller, Zoë,z@x,more\n", r"line 2: 5 cells; allowed: 4.*double quotes"),
        ("id,name\n", "the first row is 'id,name'; allowed: each of id,last_name"),
        ("", "the first row is ''; allowed"),
        ("id,id,last_name,first_name,email\n", "allowed: each of .* once"),
        (HEADER + 'a1,"open,,\n', "line 2: this is not sound CSV"),
        (HEADER.strip() + ",extra_days\na1,,,,-1\n", "extra_days is '-1'; allowed: a number"),
        (HEADER.strip() + ",extra_days\na1,,,,1_0\n", "extra_days is '1_0'; allowed: a number"),
        (HEADER.strip() + ",extra_days,Extra Days\na1,,,,1,2\n", "allowed: each of .* once"),
        (
            HEADER.strip() + ",moodle_id\na1,,,,\nb2,,,,77\nc3,,,,\nd4,,,,77\n",
            "moodle_id is '77' for 'b2' and for 'd4'; allowed: a number that nobody else has",
        ),
        (HEADER + f"{'ba; ' * 60}b,,,\n", "b'; allowed: your id as your school writes it"),
    ],
)
def test_a_mistake_in_the_roster_gets_one_line(made, text, told):
    made = roster(made, text)
    with pytest.raises(ClassError, match=told) as caught:
        _ = made.students
    assert "\n" not in str(caught.value)


def test_a_roster_in_another_encoding_says_how_to_save_it(made):
    made = roster(made, HEADER + ROW, "latin-1")
    with pytest.raises(ClassError, match="not in UTF-8; allowed: saved as 'CSV UTF-8'"):
        _ = made.students


@pytest.mark.parametrize("name", ["7294", "ab12@school.example", "o'neil", "a_b-c", "李明", "a b"])
def test_ids_that_schools_use_are_safe(name, tmp_path):
    assert not unsafe(name)
    (tmp_path / name).mkdir()


@pytest.mark.parametrize(
    "name",
    (
        *(
            "..",
            ".hidden",
            "a/b",
            "a\\b",
            "C:",
            "a*",
            "a?",
            "[a]",
            "a\x00",
            "a\n",
            "a.",
            "a ",
            "con",
        ),
        *("nul.txt", "-rf", "x" * 81, "𠀀" * 80, "", "..."),
    ),
)
def test_what_would_leave_its_folder_is_unsafe(name):
    assert "allowed" in unsafe(name)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2026-03-01 11:00:00.5 UTC\n", datetime(2026, 3, 1, 11, 0, 0, 500_000)),
        ("99999999999999999999", None),
        ("yesterday, honestly", None),
        ("", None),
    ],
)
def test_when_work_was_handed_in(tmp_path, text, told):
    """For collecting, grading and marks alike; what is no time stops none of them."""
    assert moment(tmp_path) is None
    (tmp_path / "timestamp.txt").write_text(text)
    assert moment(tmp_path) == told
    linked = tmp_path / "linked"
    linked.mkdir()
    (linked / "timestamp.txt").symlink_to(tmp_path / "timestamp.txt")
    assert moment(linked) is None
