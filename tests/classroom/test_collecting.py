"""Collecting: what Canvas, Moodle and folders give arrives where nbgrader looks, whatever is among it."""

from __future__ import annotations

import io
import os
import re
import shutil
import stat
import subprocess
import sys
import time
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_markdown_cell, new_notebook
from nbgrader.coursedir import CourseDirectory
from small_course import NAME, write

from classroom import handed_in
from classroom.class_folder import ClassFolder, new
from classroom.collecting import collect
from classroom.copies import copy_number, without_mark
from classroom.grading.reading import choose
from classroom.platforms import canvas, guessed, letters, moodle

PROGRAMS = Path(sys.executable).parent
ROSTER = """\
id,last_name,first_name,email,canvas_id,moodle_id
7294,Müller-Groß,Zoë,zoe@school.example,3143,
a1,O'Neil,Ann,ann@school.example,,501
b2,Test,Student,b2@school.example,,
c3,Test,Student,c3@school.example,4001,
d4,Lee,Jo,jo@school.example,,
"""
BEFORE = (2026, 12, 4, 12, 0, 0)
AFTER = (2026, 12, 6, 12, 0, 0)
DUE = datetime(2026, 12, 5, 17)  # 18:00 in Berlin


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return write(tmp_path_factory.mktemp("course"))


@pytest.fixture
def klass(tmp_path, course):
    made = new(tmp_path / "biology", "Biology", "Europe/Berlin", course)
    (made.folder / "students.csv").write_text(ROSTER, "utf-8")
    settings = made.folder / "class.yaml"
    settings.write_text(
        settings.read_text("utf-8").replace("due:\n", f"due:\n  {NAME}: 2026-12-05 18:00\n"),
        "utf-8",
    )
    return ClassFolder(made.folder)


def notebook(text):
    return nbformat.writes(new_notebook(cells=[new_markdown_cell(text, id="a")])).encode()


def zipped(path, entries, moment=BEFORE, compression=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in entries.items():
            entry = zipfile.ZipInfo(name, moment)
            entry.compress_type = compression
            archive.writestr(entry, content)
    return path


def as_zip(entries):
    """A zip as bytes, as a student hands one in."""
    packed = io.BytesIO()
    return zipped(packed, entries).getvalue()


def text_of(klass, student):
    """What counts of a student, found as nbgrader finds it."""
    place = Path(CourseDirectory(config=klass.config()).format_path("submitted", student, NAME))
    return nbformat.read(place / f"{NAME}.ipynb", 4).cells[0].source


def time_of(klass, student):
    coursedir = CourseDirectory(config=klass.config())
    return coursedir.get_existing_timestamp(coursedir.format_path("submitted", student, NAME))


def everything(klass):
    """Each file of the class but the gradebook, with its content."""
    return {
        path.relative_to(klass.folder): path.read_bytes()
        for path in sorted(klass.folder.rglob("*"))
        if path.is_file() and path.suffix != ".db"
    }


# --- the three ways -------------------------------------------------------------------------------


def test_a_download_from_canvas(klass, tmp_path):
    # Names as Canvas's lib/content_zipper.rb makes them: sortable name in small letters without signs, LATE, the
    # person's number, the file's number, the file's name.
    source = zipped(
        tmp_path / "submissions.zip",
        {
            f"someothername_3143_207797_{NAME}.ipynb": notebook("Zoë's"),
            f"oneilann_LATE_3144_207798_{NAME}-1.ipynb": notebook("Ann's"),
            f"leejo_3145_207799_{NAME} (1).ipynb": notebook("Jo's"),
            f"testersam_3199_207800_{NAME}.ipynb": notebook("nobody's"),
        },
        AFTER,
    )
    report = collect(klass, NAME, [source])
    assert sorted(report.taken) == ["7294", "a1", "d4"]
    assert report.missing == ["b2", "c3"]
    assert [text_of(klass, s) for s in report.taken] == ["Zoë's", "Ann's", "Jo's"]
    assert report.unmatched == [
        f"testersam_3199_207800_{NAME}.ipynb: students.csv has nobody who is 'testersam'"
    ]
    # The zip's times are those of the download; whether it was late, Canvas says in the name.
    assert time_of(klass, "7294") == DUE
    assert time_of(klass, "a1") == datetime(2026, 12, 6, 11)
    assert any(
        note.startswith("a1: late. Canvas does not say by how much") for note in report.notes
    )


def test_late_in_canvas_is_late_even_where_the_clock_says_otherwise(klass, tmp_path):
    source = zipped(tmp_path / "s.zip", {f"leejo_LATE_1_2_{NAME}.ipynb": notebook("x")}, BEFORE)
    collect(klass, NAME, [source])
    assert (time_of(klass, "d4") - DUE).total_seconds() == 1


def test_of_two_in_canvas_the_later_upload_counts(klass, tmp_path):
    # The larger number of a file is the later upload, in whatever order the zip holds them.
    source = zipped(
        tmp_path / "s.zip",
        {
            f"leejo_1_12_{NAME}-1.ipynb": notebook("second"),
            f"leejo_1_9_{NAME}.ipynb": notebook("first"),
        },
    )
    report = collect(klass, NAME, [source])
    assert report.replaced == ["d4"]
    assert text_of(klass, "d4") == "second"
    (kept,) = klass.earlier("d4", NAME).glob("*/*.ipynb")
    assert nbformat.read(kept, 4).cells[0].source == "first"


def test_namesakes_are_told_apart_by_number_or_not_at_all(klass, tmp_path):
    source = zipped(
        tmp_path / "s.zip",
        {
            f"teststudent_4001_9_{NAME}.ipynb": notebook("c3's"),
            f"teststudent_5555_10_{NAME}.ipynb": notebook("b2's, since c3 has a number"),
        },
    )
    report = collect(klass, NAME, [source])
    assert text_of(klass, "c3") == "c3's"
    assert text_of(klass, "b2") == "b2's, since c3 has a number"
    (klass.folder / "students.csv").write_text(ROSTER.replace("4001", ""), "utf-8")
    report = collect(ClassFolder(klass.folder), NAME, [source])
    assert "b2, c3 have this name; give them their canvas_id" in report.unmatched[0]


def test_a_download_from_moodle(klass, tmp_path):
    # Moodle: one folder a participant, "Full name_number_assignsubmission_file_"; or flat, when so downloaded.
    source = zipped(
        tmp_path / "Biology-ps-1-77.zip",
        {
            f"Zoë Müller-Groß_500_assignsubmission_file_/{NAME}.ipynb": notebook("Zoë's"),
            f"A. O'N._501_assignsubmission_file_/work/{NAME} (2).ipynb": notebook("Ann's"),
            f"Jo Lee_502_assignsubmission_file_{NAME}.ipynb": notebook("Jo's"),
            "Jo Lee_502_assignsubmission_onlinetext_/onlinetext.html": b"<p>hello</p>",
        },
    )
    report = collect(klass, NAME, [source])
    assert sorted(report.taken) == ["7294", "a1", "d4"]
    assert text_of(klass, "a1") == "Ann's"
    assert time_of(klass, "7294") == datetime(2026, 12, 4, 11)  # noon in Berlin
    assert report.unmatched == [
        "Jo Lee_502_assignsubmission_onlinetext_/onlinetext.html: this is a text typed into moodle, and no file"
    ]


def test_plain_folders_and_files(klass, tmp_path):
    source = tmp_path / "handed in"
    for name, text in {
        "7294/work.ipynb": "a name of one's own",
        "A1.ipynb": "in another case",
        "b2 (1).ipynb": "as a browser names a second download",
        f"c3/deep/er/{NAME}.ipynb": "deep",
        "d4/notes.txt": "no notebook",
        "x9.ipynb": "a stranger",
    }.items():
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(notebook(text) if name.endswith("ipynb") else text.encode())
    report = collect(klass, NAME, [source])
    assert sorted(report.taken) == ["7294", "a1", "b2", "c3"]
    assert report.missing == ["d4"]
    assert report.unmatched == ["x9.ipynb: students.csv has nobody who is 'x9'"]
    assert report.refused == ["d4: no notebook: d4/notes.txt"]
    assert sorted(path.name for path in (klass.folder / "submitted").iterdir()) == sorted(
        report.taken
    )


def test_the_time_of_a_plain_file_does_not_depend_on_the_computers_zone(
    klass, tmp_path, monkeypatch
):
    path = tmp_path / "a1.ipynb"
    path.write_bytes(notebook("x"))
    os.utime(path, (1_796_400_000,) * 2)
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    try:
        collect(klass, NAME, [path])
    finally:
        monkeypatch.undo()
        time.tzset()
    assert time_of(klass, "a1") == datetime.fromtimestamp(1_796_400_000, UTC).replace(tzinfo=None)


def test_the_zip_of_a_folder_is_the_folder(klass, tmp_path):
    source = zipped(
        tmp_path / "all.zip",
        {f"week 1/inbox/{s}/{NAME}.ipynb": notebook(s) for s in ("7294", "a1")},
    )
    assert sorted(collect(klass, NAME, [source]).taken) == ["7294", "a1"]


def test_a_student_may_hand_in_a_zip(klass, tmp_path):
    inner = as_zip({f"{NAME}/{NAME}.ipynb": notebook("zipped"), f"{NAME}/table.csv": b"1"})
    source = zipped(tmp_path / "s.zip", {"leejo_1_2_my work.zip": inner})
    assert collect(klass, NAME, [source]).taken == ["d4"]
    assert text_of(klass, "d4") == "zipped"


def test_a_notebook_that_cannot_be_read_is_taken_for_grading_to_judge(klass, tmp_path):
    source = zipped(tmp_path / "s.zip", {f"7294/{NAME}.ipynb": b"", f"a1/{NAME}.ipynb": b"\xff{"})
    assert sorted(collect(klass, NAME, [source]).taken) == ["7294", "a1"]
    assert (klass.submitted("a1", NAME) / f"{NAME}.ipynb").read_bytes() == b"\xff{"


def test_which_notebook_is_meant_is_not_guessed(klass, tmp_path):
    source = zipped(
        tmp_path / "s.zip",
        {
            "7294/one.ipynb": notebook("1"),
            "7294/two.ipynb": notebook("2"),
            f"a1/{NAME}.ipynb": notebook("right"),
            "a1/other.ipynb": notebook("another"),
        },
    )
    report = collect(klass, NAME, [source])
    assert report.taken == ["a1"]
    assert text_of(klass, "a1") == "right"
    assert report.refused == [f"7294: none is called {NAME}.ipynb: 7294/one.ipynb, 7294/two.ipynb"]
    assert report.notes == [f"a1: a1/other.ipynb is not {NAME}, and was left"]


def test_a_notebook_called_after_another_assignment_is_left_and_the_good_one_stays(
    course, tmp_path
):
    two = tmp_path / "course"
    shutil.copytree(course, two)
    shutil.copytree(two / "source" / NAME, two / "source" / "ps-two")
    klass = new(tmp_path / "chemistry", "Chemistry", "UTC", two)
    (klass.folder / "students.csv").write_text(ROSTER, "utf-8")
    other = "leejo_1_99_ps-two-1.ipynb"
    good = {f"leejo_1_9_{NAME}.ipynb": notebook("good")}
    collect(klass, NAME, [zipped(tmp_path / "a.zip", good)])
    report = collect(klass, NAME, [zipped(tmp_path / "b.zip", {other: notebook("other")}, AFTER)])
    assert report.refused == [f"d4: this is ps-two and not {NAME}: {other}"]
    assert text_of(klass, "d4") == "good" and not report.missing.count("d4")
    both = zipped(tmp_path / "c.zip", good | {other: notebook("other")})
    assert collect(klass, NAME, [both]).notes == [f"d4: {other} is not {NAME}, and was left"]


# --- twice, and again -----------------------------------------------------------------------------


def test_collecting_again_changes_nothing(klass, tmp_path):
    source = zipped(
        tmp_path / "s.zip",
        {
            f"leejo_1_9_{NAME}.ipynb": notebook("first"),
            f"leejo_1_12_{NAME}-1.ipynb": notebook("second"),
            f"oneilann_LATE_2_13_{NAME}.ipynb": notebook("late"),
        },
    )
    collect(klass, NAME, [source])
    before = everything(klass)
    report = collect(klass, NAME, [source, source])
    assert everything(klass) == before
    assert (report.taken, report.replaced, sorted(report.unchanged)) == ([], [], ["a1", "d4"])


def test_a_later_download_replaces_and_an_older_one_does_not(klass, tmp_path):
    older = zipped(tmp_path / "1.zip", {f"7294/{NAME}.ipynb": notebook("old")}, BEFORE)
    newer = zipped(tmp_path / "2.zip", {f"7294/{NAME}.ipynb": notebook("new")}, AFTER)
    assert collect(klass, NAME, [older]).taken == ["7294"]
    assert collect(klass, NAME, [newer]).replaced == ["7294"]
    assert collect(klass, NAME, [older]).unchanged == ["7294"]
    assert text_of(klass, "7294") == "new"
    assert time_of(klass, "7294") == datetime(2026, 12, 6, 11)
    (kept,) = klass.earlier("7294", NAME).glob("*/*.ipynb")
    assert nbformat.read(kept, 4).cells[0].source == "old"


def test_the_order_of_collecting_does_not_matter(klass, tmp_path):
    for name, moment in (("new", AFTER), ("old", BEFORE)):
        source = zipped(tmp_path / f"{name}.zip", {f"7294/{NAME}.ipynb": notebook(name)}, moment)
        collect(klass, NAME, [source])
    assert text_of(klass, "7294") == "new"
    (kept,) = klass.earlier("7294", NAME).glob("*/*.ipynb")
    assert nbformat.read(kept, 4).cells[0].source == "old"


def test_nbgrader_looks_at_what_counts_alone(klass, tmp_path):
    for name, moment in (("old", BEFORE), ("new", AFTER)):
        source = zipped(tmp_path / f"{name}.zip", {f"7294/{NAME}.ipynb": notebook(name)}, moment)
        collect(klass, NAME, [source])
    found = list(Path(klass.folder).glob(f"submitted/*/{NAME}/**/*.ipynb"))
    assert found == [klass.submitted("7294", NAME) / f"{NAME}.ipynb"]


# --- broken and hostile ---------------------------------------------------------------------------


def corrupt():
    good = bytearray(as_zip({f"{NAME}.ipynb": notebook("x" * 5000)}))
    good[60:90] = bytes(30)
    return bytes(good)


def encrypted():
    packed = bytearray(as_zip({f"{NAME}.ipynb": notebook("secret")}))
    for mark in (
        b"PK\x03\x04",
        b"PK\x01\x02",
    ):  # the flag that says so, in both headers of the entry
        at = packed.index(mark) + (6 if mark == b"PK\x03\x04" else 8)
        packed[at] |= 1
    return bytes(packed)


def link():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        entry = zipfile.ZipInfo(f"{NAME}.ipynb")
        entry.create_system, entry.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")
    return packed.getvalue()


HOSTILE = {
    "no zip": (b"this is a text", "no sound zip"),
    "empty": (b"", "no sound zip"),
    "cut short": (as_zip({f"{NAME}.ipynb": notebook("x" * 900)})[:-200], "no sound zip"),
    "corrupt": (corrupt(), "cannot be unpacked|no sound zip"),
    "outside": (as_zip({f"../../../../{NAME}.ipynb": notebook("x")}), "outside its folder"),
    "absolute": (as_zip({f"/tmp/evil/{NAME}.ipynb": notebook("x")}), "outside its folder"),
    "drive": (as_zip({f"C:/evil/{NAME}.ipynb": notebook("x")}), "outside its folder"),
    "backslash": (as_zip({f"..\\evil\\{NAME}.ipynb": notebook("x")}), "outside its folder"),
    "link": (link(), "a link or a device"),
    "encrypted": (encrypted(), "encrypted"),
    "zip in zip": (as_zip({"inner.zip": as_zip({f"{NAME}.ipynb": notebook("x")})}), "not opened"),
    "thousands": (as_zip({f"{i}.txt": b"" for i in range(2_000)}), "a zip of 2000 files"),
}


def test_hostile_zips_do_no_harm_and_do_not_stop_the_rest(klass, tmp_path):
    (klass.folder / "students.csv").write_text(
        ROSTER + "".join(f"h{n},Hostile,H{n},,,\n" for n in range(len(HOSTILE))), "utf-8"
    )
    klass = ClassFolder(klass.folder)
    entries = {f"h{n}/work.zip": content for n, (content, _) in enumerate(HOSTILE.values())}
    entries[f"7294/{NAME}.ipynb"] = notebook("good")
    source = zipped(tmp_path / "s.zip", entries)
    outside = {path for path in tmp_path.rglob("*") if klass.folder not in path.parents}
    report = collect(klass, NAME, [source])
    assert report.taken == ["7294"]
    for number, (name, (_, reason)) in enumerate(HOSTILE.items()):
        told = "\n".join(line for line in report.refused if line.startswith(f"h{number}/"))
        assert re.search(reason, told), (name, report.refused)
    assert {p for p in tmp_path.rglob("*") if klass.folder not in p.parents} == outside
    assert not Path("/tmp/evil").exists()
    assert sorted(p.name for p in (klass.folder / "submitted").iterdir()) == ["7294"]
    assert not list(klass.folder.glob(".collecting-*"))


def test_a_name_that_would_steer_the_terminal_does_not(klass, tmp_path):
    source = zipped(tmp_path / "s.zip", {f"nobody\x1b[2J\u202e\n/{NAME}.ipynb": notebook("x")})
    told = str(collect(klass, NAME, [source]))
    assert "nobody?[2J" in told
    assert all(line.isprintable() for line in told.splitlines())


def test_a_bomb_is_put_out_before_it_fills_the_disk(klass, tmp_path, monkeypatch):
    monkeypatch.setattr(handed_in, "LARGEST", 3_000_000)
    bomb = as_zip({f"{NAME}.ipynb": bytes(20_000_000)})
    many = as_zip({f"{i}.ipynb": bytes(1_000_000) for i in range(20)})
    assert len(bomb) < 50_000
    source = zipped(
        tmp_path / "s.zip", {"7294/b.zip": bomb, "a1/m.zip": many, f"b2/{NAME}.ipynb": b"{}"}
    )
    most = 0
    unpack = handed_in.Reader._unpack

    def watched(reader, *arguments):
        nonlocal most
        found = unpack(reader, *arguments)
        most = max(most, sum(path.stat().st_size for path in reader.spool.iterdir()))
        return found

    monkeypatch.setattr(handed_in.Reader, "_unpack", watched)
    report = collect(klass, NAME, [source])
    assert report.taken == ["b2"]
    assert most < 2 * 3_000_000 + len(bomb) + len(many) + 10
    assert any("7294/b.zip" in line and "unpacks to too much" in line for line in report.refused)


def test_a_broken_source_does_not_stop_the_others(klass, tmp_path):
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 and then nothing")
    good = zipped(tmp_path / "good.zip", {f"7294/{NAME}.ipynb": notebook("good")})
    report = collect(klass, NAME, [tmp_path / "broken.zip", good])
    assert report.taken == ["7294"]
    assert report.refused[0].startswith("broken.zip: this is no sound zip")


def test_links_and_pipes_in_a_folder_are_not_followed(klass, tmp_path):
    source = tmp_path / "in"
    (source / "7294").mkdir(parents=True)
    (source / "a1").mkdir()
    secret = tmp_path / "secret.ipynb"
    secret.write_bytes(notebook("secret"))
    (source / "7294" / f"{NAME}.ipynb").symlink_to(secret)
    os.mkfifo(source / "a1" / f"{NAME}.ipynb")
    (source / "b2").symlink_to(tmp_path)
    report = collect(klass, NAME, [source])
    assert report.taken == []
    assert len([line for line in report.refused if "link or a device" in line]) == 3


def test_the_source_is_left_as_it_was(klass, tmp_path):
    source = tmp_path / "in" / "7294"
    source.mkdir(parents=True)
    (source / f"{NAME}.ipynb").write_bytes(notebook("x"))
    collect(klass, NAME, [tmp_path / "in"])
    assert (source / f"{NAME}.ipynb").read_bytes() == notebook("x")


# --- names ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "stem", "number"),
    [
        ("ps1 (1)", "ps1", 1),
        ("ps1(12)", "ps1", 12),
        ("ps1-2", "ps1", 2),
        ("ps1 - Copy", "ps1", 1),
        ("ps1 - Copy (3)", "ps1", 3),
        ("ps1 copy 2", "ps1", 2),
        ("ps1_1", "ps1", 1),
        ("ps1-Copy1", "ps1", 1),
        ("Copy of ps1", "ps1", 1),
        ("ps1", "ps1", 0),
        ("(1)", "(1)", 0),
    ],
)
def test_the_mark_of_a_copy(name, stem, number):
    assert without_mark(name) == (stem, number)
    assert copy_number(name.upper(), stem) == number
    assert copy_number(f"{name} (2)", stem) == 2  # a copy of a copy
    assert copy_number(name, "another") is None


def test_grading_takes_the_same_for_copies_as_collecting(tmp_path):
    (tmp_path / "notes.ipynb").write_text("{}")
    (tmp_path / "ps-1-Copy1.ipynb").write_text("worked on")
    assert choose(tmp_path, "ps-1", 100) == b"worked on"


def test_names_as_canvas_documents_them():
    # The two examples of Canvas's own specs and guides: a name, perhaps LATE, two numbers, the file.
    told = canvas(["studenttest_3143_207797_name.ipynb"])
    assert (told.who, told.number, told.order, told.name) == (
        "studenttest",
        "3143",
        207797,
        "name.ipynb",
    )
    told = canvas(["lastfirst_LATE_3143_207797_a_1_2_name-1.ipynb"])
    assert (told.who, told.late, told.name) == ("lastfirst", True, "a_1_2_name-1.ipynb")
    assert canvas(["name.ipynb"]) is None


def test_names_as_moodle_documents_them():
    told = moodle(["First Last_123_assignsubmission_file_", "x.ipynb"])
    assert (told.who, told.number) == ("First Last", "123")
    assert moodle(["First_123.ipynb"]) is None
    assert guessed([("all", "First Last_123_assignsubmission_file_", "x")]).name == "moodle"


def test_letters_of_a_name():
    assert letters("Müller-Groß, Zoe\u0308") == letters("MÜLLER GROSS zoë")


# --- a JupyterHub's exchange ----------------------------------------------------------------------


def test_nbgraders_own_exchange_lands_in_the_same_place(klass, tmp_path, course):
    exchange = tmp_path / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)
    klass.update()
    environment = os.environ | {
        "HOME": str(tmp_path),
        "PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}",
    }

    def nbgrader(*arguments, folder=klass.folder):
        return subprocess.run(
            [PROGRAMS / "nbgrader", *arguments, f"--Exchange.root={exchange}"],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )

    nbgrader("release_assignment", NAME)
    student = tmp_path / "home"
    student.mkdir()
    as_student = ("--course=biology", '--CourseDirectory.student_id="7294"')
    nbgrader("fetch_assignment", NAME, "--course=biology", folder=student)
    assert (student / NAME / "patients.yaml").exists()
    nbgrader("submit", NAME, *as_student, folder=student)
    nbgrader("collect", NAME)
    assert (klass.submitted("7294", NAME) / f"{NAME}.ipynb").is_file()
    assert time_of(klass, "7294") is not None
    report = collect(klass, NAME, [])
    assert "7294" not in report.missing
    shutil.rmtree(exchange, ignore_errors=True)
