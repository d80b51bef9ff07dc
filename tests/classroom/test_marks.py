"""Marks go home: out of nbgrader's gradebook into the teacher's own files, where nothing else changes.

Headers are those that the platforms' own programs write and read: Canvas's ``lib/gradebook_importer.rb``
(https://github.com/instructure/canvas-lms) and Moodle's ``mod/assign/feedback/offline/importgradeslib.php``
(https://github.com/moodle/moodle); Moodle's gradebook import: https://docs.moodle.org/en/Grade_import.
"""

from __future__ import annotations

import csv
import io
import shutil
from datetime import datetime
from pathlib import Path
from statistics import fmean

import pytest
from small_course import NAME, write

from classroom.class_folder import TIMESTAMP, ClassFolder, new
from classroom.marks import (
    check,
    fill_export,
    fill_worksheet,
    participants,
    read,
    write_all,
    write_gradebook,
)
from classroom.names import ClassError

ROSTER = """\
id,last_name,first_name,email,canvas_id,sis_id
7294,"Müller, Jr.",Zoë,zoe@school.example,3143,
a1,O'Neil,"=Ann ""A"" B",ann@school.example,,S-1
b2,Test,Student,b2@school.example,,
c3,Test,Student,c3@school.example,4001,
d4,Lee,Jo,jo@school.example,,
"""
#: Points of each question as the tests enter them; a1 waits for the teacher, c3 and d4 handed in nothing.
POINTS = {"7294": (4, 1.5, 2), "a1": (2, 3, None), "b2": (0, 0, 0)}
QUESTIONS = ("double", "muscle", "why")
DUE = datetime(2026, 12, 5, 17)

EXPORT = (
    "\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,Essay (77),PS 1 (78),Current Score\r\n"
    ",,,,,Manual Posting,,\r\n"
    "    Points Possible,,,,,20,10,(read only)\r\n"
    '"Müller, Zoë, Jr.",3143,,zmueller,"Bio, 10b",18,,88\r\n'
    '"O\'Neil, =Ann ""A"" B",3999,S-1,ann,Bio,,7,\r\n'
    '"Test, Student",4001,,c3,Bio,,5,\r\n'
    '"Test, Student",4002,,b2@school.example,Bio,,,\r\n'
    '"Body, No",5000,,,Bio,,,\r\n'
)
WORKSHEET = (
    "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,"
    "Last modified (submission),Last modified (grade),Feedback comments\n"
    'Participant 501,"Zoë Müller, Jr.",zoe@school.example,Submitted for grading,,10.00,Yes,'
    '"Friday, 4 December 2026, 12:00 PM",-,\n'
    'Participant 502,"=Ann ""A"" B O\'Neil",Ann@School.example,Submitted for grading,,10.00,Yes,-,-,good\n'
    "Participant 503,Student Test,b2@school.example,Submitted for grading,,10.00,No,-,-,\n"
    "Participant 504,Jo Lee,jo@school.example,No submission,,10.00,Yes,-,-,\n"
    "Participant 505,Some One,one@school.example,No submission,,10.00,Yes,-,-,\n"
)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return write(tmp_path_factory.mktemp("course"))


def enter(klass, points=POINTS, moment=DUE):
    """Points and times, as nbgrader's own gradebook keeps them."""
    with klass.gradebook() as gradebook:
        for student, each in points.items():
            gradebook.update_or_create_submission(NAME, student, timestamp=moment)
            for name, value in zip(QUESTIONS, each, strict=True):
                grade = gradebook.find_grade(name, NAME, NAME, student)
                grade.auto_score, grade.needs_manual_grade = value, value is None
            gradebook.db.commit()


@pytest.fixture(scope="module")
def graded(tmp_path_factory, course):
    made = new(tmp_path_factory.mktemp("class") / "biology", "Biology", "Europe/Berlin", course)
    (made.folder / "students.csv").write_text(ROSTER, "utf-8")
    settings = made.folder / "class.yaml"
    settings.write_text(
        settings.read_text("utf-8").replace("due:\n", f"due:\n  {NAME}: 2026-12-05 18:00\n"),
        "utf-8",
    )
    made = ClassFolder(made.folder)
    made.update()
    enter(made)
    return made.folder


@pytest.fixture
def klass(tmp_path, graded):
    """A graded class of the test's own; it lies as deep as the first, so it finds the course."""
    return ClassFolder(Path(shutil.copytree(graded, tmp_path / "biology")))


@pytest.fixture
def marks(klass):
    return read(klass, NAME)


def rows(path):
    """A file as Python's own reader reads it."""
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def saved(folder, text, name="export.csv"):
    path = folder / name
    path.write_bytes(text.encode("utf-8"))
    return path


# --- the gradebook --------------------------------------------------------------------------------


def test_marks_are_the_sums_of_the_gradebook_and_missing_is_not_zero(marks):
    told = {mark.student.id: mark.score for mark in marks}
    assert told == {"7294": 7.5, "a1": 5.0, "b2": 0.0, "c3": None, "d4": None}
    assert {mark.most for mark in marks} == {10}


def test_ungraded_prose_is_refused_unless_asked(marks):
    with pytest.raises(
        ClassError, match=r"waiting for your hand: why of a1; allowed: .*--without-"
    ):
        check(marks)
    check(marks, without_prose=True)


def test_a_mark_by_hand_counts_until_the_work_is_handed_in_anew(klass):
    """nbgrader keeps the mark and asks for another look; until then it counts no more than a text not yet read."""
    for again, score in ((False, 8), (True, 5)):
        with klass.gradebook() as gradebook:
            grade = gradebook.find_grade("why", NAME, NAME, "a1")
            grade.manual_score, grade.needs_manual_grade = 3, again
            gradebook.db.commit()
        mark = read(klass, NAME)[1]
        assert mark.score == score
        assert mark.looked_at_before == mark.waiting == (("why",) if again else ())
    with pytest.raises(ClassError, match="waiting for your hand: why of a1"):
        check([mark])
    check([mark], without_prose=True)


def test_marks_sent_without_prose_name_whose_text_was_handed_in_anew(klass, tmp_path):
    with klass.gradebook() as gradebook:
        grade = gradebook.find_grade("why", NAME, NAME, "a1")
        grade.manual_score, grade.needs_manual_grade = 3, True
        gradebook.db.commit()
    notes = write_all(tmp_path / "all.csv", read(klass, NAME)).notes
    assert "marked by hand before the work was handed in anew; look again: a1" in notes


def test_being_late_costs_also_what_a_hand_gave_later(klass):
    settings = klass.folder / "class.yaml"
    text = settings.read_text("utf-8").replace("none}", "percent, percent_a_day: 10}")
    settings.write_text(text, "utf-8")
    late = ClassFolder(klass.folder)
    enter(late, {"7294": (4, 1.5, None)}, datetime(2026, 12, 6, 18))  # a day and an hour late
    assert read(late, NAME)[0].score == 5.5 * 0.8
    with late.gradebook() as gradebook:
        grade = gradebook.find_grade("why", NAME, NAME, "7294")
        grade.manual_score, grade.needs_manual_grade = 2, False
        gradebook.db.commit()
    mark = read(late, NAME)[0]
    assert (mark.score, mark.penalty, mark.seconds_late) == (7.5 * 0.8, 1.5, 25 * 3600)
    with late.gradebook() as gradebook:  # formgrader and feedback show the same
        assert gradebook.find_submission(NAME, "7294").late_submission_penalty == 1.5


def test_what_was_handed_in_and_not_graded_is_refused(klass):
    for student, moment in (("d4", DUE), ("b2", datetime(2026, 12, 7))):
        place = klass.submitted(student, NAME)
        place.mkdir(parents=True)
        (place / "timestamp.txt").write_text(f"{moment:{TIMESTAMP}}\n")
    with pytest.raises(ClassError, match="not graded yet: b2, d4; allowed: grade first"):
        check(read(klass, NAME))


# --- Canvas ---------------------------------------------------------------------------------------


def test_canvas_own_export_is_filled_and_nothing_else_changes(marks, tmp_path):
    path = saved(tmp_path, EXPORT)
    filled = fill_export(path, NAME, marks)
    before, after = rows(path), rows(filled.path)
    place = before[0].index("PS 1 (78)")
    assert [row[place] for row in after[3:]] == ["7.5", "5", "5", "0", ""]
    for old, fresh in zip(before, after, strict=True):
        old[place] = fresh[place]
    assert after == before
    content = filled.path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf") and content.count(b"\r\n") == EXPORT.count("\r\n")
    assert path.read_bytes() == EXPORT.encode("utf-8")


def test_canvas_each_that_could_not_be_matched_is_named(marks, tmp_path):
    text = "".join(line for line in EXPORT.splitlines(True) if "4002" not in line)
    filled = fill_export(saved(tmp_path, text), NAME, marks)
    assert filled.unmatched == ["Body, No: students.csv has nobody who is 'Body, No'"]
    assert filled.absent == ["b2 (Student Test)"]
    assert filled.empty == [
        "c3 (Student Test): nothing handed in",
        "d4 (Jo Lee): nothing handed in",
    ]
    assert any("wait for your hand: a1" in note for note in filled.notes)


def test_canvas_excused_stays_excused(marks, tmp_path):
    text = EXPORT.replace(",S-1,ann,Bio,,7,", ",S-1,ann,Bio,,EX,")
    filled = fill_export(saved(tmp_path, text), NAME, marks)
    assert rows(filled.path)[4][6] == "EX"
    assert "a1" not in filled.filled
    assert "excused" in filled.notes[0]


def test_canvas_with_semicolons(marks, tmp_path):
    lines = list(csv.reader(io.StringIO(EXPORT[1:], newline="")))
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(lines)
    filled = fill_export(saved(tmp_path, text.getvalue()), NAME, marks)
    assert filled.path.read_text("utf-8").splitlines()[3].split(";")[6] == "7.5"


@pytest.mark.parametrize(
    ("old", "replacement", "told"),
    [
        ("PS 1 (78)", "Problems (78)", r"column is 'ps-1'; allowed: --column with one of 'Essay"),
        ("20,10,", "20,5,", "is 5; allowed: 10, as the assignment has, or --scale"),
        ("20,10,", "20,(read only),", r"is '\(read only\)'; allowed: 10"),
        ("Student,ID", "Name,Number", "the first row is .*; allowed: Student,ID,SIS User ID"),
    ],
)
def test_canvas_a_file_that_does_not_fit_gets_one_line(marks, tmp_path, old, replacement, told):
    path = saved(tmp_path, EXPORT.replace(old, replacement, 1))
    with pytest.raises(ClassError, match=told) as caught:
        fill_export(path, NAME, marks)
    assert "\n" not in str(caught.value)
    assert list(tmp_path.glob("export*")) == [path]


def test_canvas_another_column_and_other_points_on_request(marks, tmp_path):
    filled = fill_export(saved(tmp_path, EXPORT), NAME, marks, column="Essay (77)", scale=True)
    assert [row[5] for row in rows(filled.path)[3:]] == ["15", "10", "", "0", ""]


# --- Moodle ---------------------------------------------------------------------------------------


def test_moodles_worksheet_is_filled_and_its_times_stay(marks, tmp_path):
    path = saved(tmp_path, WORKSHEET, "worksheet.csv")
    filled = fill_worksheet(path, NAME, marks)
    before, after = rows(path), rows(filled.path)
    assert [row[4] for row in after[1:]] == ["7.5", "5", "", "", ""]
    assert [row[8] for row in after] == [row[8] for row in before]
    assert after[1][9] == "double: 4 of 4; muscle: 1.5 of 3; why: 2 of 3"
    assert after[2][9] == "good"
    for old, fresh in zip(before, after, strict=True):
        old[4], old[9] = fresh[4], fresh[9]
    assert after == before
    assert filled.unmatched == [
        "Participant 505 Some One: students.csv has nobody who is 'Some One'"
    ]
    assert any(note.startswith("b2") and "not be changed" in note for note in filled.notes)


def test_moodles_second_row_of_a_student_is_told_and_the_first_counts(marks, tmp_path):
    again = WORKSHEET.splitlines()[1].replace("501", "601")
    filled = fill_worksheet(saved(tmp_path, f"{WORKSHEET}{again}\n"), NAME, marks)
    told = rows(filled.path)
    assert (told[1][4], told[-1][4]) == ("7.5", "")
    assert "Participant 601: 7294 has a row already" in filled.unmatched


@pytest.mark.parametrize("most", ["nan", "inf", "0"])
def test_points_possible_that_are_no_number_are_refused(marks, tmp_path, most):
    path = saved(tmp_path, WORKSHEET.replace("10.00", most))
    with pytest.raises(ClassError, match=f"Participant 501 is '{most}'; allowed: 10"):
        fill_worksheet(path, NAME, marks, scale=True)


def test_moodles_other_maximum_is_refused_or_scaled(marks, tmp_path):
    path = saved(tmp_path, WORKSHEET.replace("10.00", "100.00"), "worksheet.csv")
    with pytest.raises(ClassError, match="Maximum Grade of Participant 501 is 100; allowed: 10"):
        fill_worksheet(path, NAME, marks)
    assert rows(fill_worksheet(path, NAME, marks, scale=True).path)[1][4] == "75"


def test_moodles_participants_by_number(klass, tmp_path):
    known = participants(saved(tmp_path, WORKSHEET, "worksheet.csv"), klass.students)
    assert {number: student.id for number, student in known.items()} == {
        "501": "7294",
        "502": "a1",
        "503": "b2",
        "504": "d4",
    }


def test_what_is_no_worksheet_gets_one_line(marks, tmp_path):
    path = saved(tmp_path, WORKSHEET.replace("Identifier", "Kennung"), "worksheet.csv")
    with pytest.raises(ClassError, match=r"the first row is .*; allowed: a grading worksheet"):
        fill_worksheet(path, NAME, marks)


def test_moodles_gradebook_gets_those_who_have_a_mark(marks, tmp_path):
    filled = write_gradebook(tmp_path / "moodle.csv", NAME, marks)
    told = rows(filled.path)
    assert told[0] == ["ID number", "Email address", "First name", "Last name", NAME]
    assert [(row[0], row[1], row[4]) for row in told[1:]] == [
        ("7294", "zoe@school.example", "7.5"),
        ("a1", "ann@school.example", "5"),
        ("b2", "b2@school.example", "0"),
    ]
    assert told[2][2] == '\'=Ann "A" B'  # no formula for a spreadsheet
    with pytest.raises(ClassError, match="which is there already; allowed: a new file"):
        write_gradebook(tmp_path / "moodle.csv", NAME, marks)


# --- everything -----------------------------------------------------------------------------------


def test_everything_in_one_table(marks, tmp_path):
    filled = write_all(tmp_path / "all.csv", marks)
    table = list(csv.DictReader(io.StringIO(filled.path.read_text("utf-8-sig"), newline="")))
    by_id = {row["id"]: row for row in table}
    assert by_id["7294"]["last_name"] == "Müller, Jr."
    assert (by_id["7294"]["muscle"], by_id["7294"]["score"]) == ("1.5", "7.5")
    assert (by_id["a1"]["why"], by_id["d4"]["score"], by_id["b2"]["score"]) == ("", "", "0")
    assert (by_id["possible"]["double"], by_id["possible"]["score"]) == ("4", "10")
    assert float(by_id["mean"]["double"]) == fmean([4, 2, 0])
    assert float(by_id["mean"]["score"]) == pytest.approx(fmean([7.5, 5, 0]), abs=0.005)
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in table for cell in row.values())


def test_a_class_without_students_has_an_empty_table(tmp_path):
    assert rows(write_all(tmp_path / "all.csv", []).path)[0][0] == "id"
