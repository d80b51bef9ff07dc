"""What students get: each assignment without its answers, and all that it takes to run them on an own machine."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

import nbformat
import yaml
from nbformat import NotebookNode
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from traitlets.config import Config

from widgets.patients import saved

from .converting import convert
from .course import Course
from .names import ClassError
from .pages import filled
from .questions import points

ROOT = Path(__file__).parents[1]
PACKAGE, EXTRA = "when-cells-stop-listening", "explorers"
ALL, README, REQUIREMENTS = "all.zip", "README.txt", "requirements.txt"

#: What a student's environment holds besides the package itself.
_BESIDES = ("jupyterlab",)

#: How nbgrader says that what was handed in does not fit the cells any more.
_OTHER_CELLS = "Cannot add or remove cells"

_LITTER = {".ipynb_checkpoints", "__pycache__", ".DS_Store"}
_CREATED = (
    1980,
    1,
    1,
    0,
    0,
    0,
)  # the same in every zip, so that the same input gives the same bytes


class Contents(NbGraderPreprocessor):
    """Notes in the notebook which questions it has, so that a student's own check misses a deleted one."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Note the questions among what is told of the notebook as a whole."""
        nb.metadata[saved.NOTES] = {"questions": list(points(nb))}
        return nb, resources


def settings() -> Config:
    """How nbgrader makes the students' version: an answer leaves nothing behind, and no error to delete."""
    config = Config()
    config.ClearSolutions.code_stub = {"python": ""}
    config.ClearSolutions.text_stub = ""
    steps = GenerateAssignment.class_traits()["preprocessors"].default()
    config.GenerateAssignment.preprocessors = [*steps, Contents]
    return config


def release(course: Course, assignment: str, folder: Path) -> Path:
    """Let nbgrader make the students' version of an assignment, without any gradebook.

    Parameters
    ----------
    course : Course
    assignment : str
    folder : Path
        Where it goes, into ``<folder>/release/<assignment>``.

    Raises
    ------
    CourseError
        If there is no such assignment.
    ClassError
        If nbgrader refuses it.
    """
    source = course.source(assignment)
    config = settings()
    config.CourseDirectory.root = str(folder.resolve())
    config.CourseDirectory.source_directory = str(source.parent.resolve())
    config.CourseDirectory.assignment_id = assignment
    config.SaveCells.enabled = False
    config.GenerateAssignment.no_database = True
    converter = GenerateAssignment(coursedir=CourseDirectory(config=config), config=config)
    converter.force = True
    generate(converter, assignment)
    return folder / "release" / assignment


def generate(converter: GenerateAssignment, assignment: str) -> None:
    """Run nbgrader's own converter, and tell in one line where it refuses.

    Raises
    ------
    ClassError
        If it does.
    """
    refused = convert(converter)
    if _OTHER_CELLS in refused:
        raise ClassError(
            f"assignment {assignment!r} has been graded, and its questions or cells are others now; allowed: "
            "the same, so put back what was taken out (with 0 points it does not count) and take out what was added"
        )
    if refused:
        raise ClassError(f"assignment {assignment!r}: nbgrader refuses it: {refused}")


def write_zips(course: Course, folder: Path, wheel: Path | None = None) -> list[Path]:
    """Write the zips for students: one an assignment, and one of everything.

    Parameters
    ----------
    course : Course
    folder : Path
        Where they go.
    wheel : Path, optional
        The package; built where it is left out.

    Returns
    -------
    list of Path
        The zips. The same input gives the same bytes.

    Raises
    ------
    CourseError, ClassError
        If the course holds no assignment, nbgrader refuses one, or the package cannot be built.
    """
    if not course.assignments:
        raise ClassError(f"course is {str(course.folder)!r}; allowed: one with an assignment")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        files = {name: _released(course, name, Path(made)) for name in course.assignments}
        package = wheel or build_wheel(Path(made) / "wheel")
        paths = [_zip(folder / f"{name}.zip", {name: files[name]}) for name in files]
        everything = {"": _for_all(course, package)} | files
        within = {f"{PACKAGE}/{name}".rstrip("/"): held for name, held in everything.items()}
        return [*paths, _zip(folder / ALL, within)]


def build_wheel(folder: Path) -> Path:
    """Build the package; it carries the browser's part, so that nobody who installs it needs Node.

    Raises
    ------
    ClassError
        If it cannot be built. Says the builder's last words.
    """
    # What builds it is installed with the classroom: an environment of its own would fetch all of it again.
    options = ["--no-deps", "--no-build-isolation", "--wheel-dir", str(folder)]
    told = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", *options, str(ROOT)],
        capture_output=True,
        text=True,
        check=False,
    )
    wheels = sorted(folder.glob("*.whl"))
    if told.returncode or not wheels:
        last = (told.stderr.strip() or told.stdout.strip()).splitlines()[-1:]
        raise ClassError(f"the package cannot be built: {''.join(last)[:300]}")
    return wheels[-1]


def requirements(wheel: str) -> str:
    """What a student installs: the wheel with its explorers, and pinned versions of all it needs; no registry is named.

    Parameters
    ----------
    wheel : str
        File name of the wheel, which lies beside the list.
    """
    pins = {}
    for line in (ROOT / REQUIREMENTS).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("-", "#")):
            pins.setdefault(canonicalize_name(Requirement(line).name), []).append(line)
    needed = _needed((*map(Requirement, _BESIDES), Requirement(f"{PACKAGE}[{EXTRA}]")))
    lines = [line for name in sorted(needed & pins.keys()) for line in pins[name]]
    return "\n".join((f"./{wheel}[{EXTRA}]", *lines)) + "\n"


def _needed(wanted: Iterable[Requirement]) -> set[str]:
    """Packages and all that they need, on whatever system."""
    found: set[tuple[str, str]] = set()
    todo = [
        (canonicalize_name(want.name), extra) for want in wanted for extra in ("", *want.extras)
    ]
    while todo:
        name, extra = todo.pop()
        if (name, extra) in found:
            continue
        found.add((name, extra))
        try:
            further = map(Requirement, metadata.requires(name) or ())
        except metadata.PackageNotFoundError:  # needed on another system
            continue
        todo += [
            (canonicalize_name(need.name), asked)
            for need in further
            if _holds(need, extra)
            for asked in ("", *need.extras)
        ]
    return {name for name, _ in found}


def _holds(requirement: Requirement, extra: str) -> bool:
    """Whether a requirement holds on some system, for an extra or without any."""
    told = str(requirement.marker or "")
    return f'extra == "{extra}"' in told if "extra ==" in told else True


def _released(course: Course, assignment: str, made: Path) -> dict[str, bytes]:
    folder = release(course, assignment, made)
    title = re.search(r"^# (.+)$", _first_cell(folder / f"{assignment}.ipynb"), re.MULTILINE)
    named = {"title": title[1] if title else assignment, "name": assignment}
    told = filled("assignment.txt", all=ALL, **named)
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not _LITTER.intersection(path.parts)
    }
    return files | {README: told.encode("utf-8")}


def _first_cell(path: Path) -> str:
    return nbformat.read(path, as_version=4).cells[0].source


def _for_all(course: Course, wheel: Path) -> dict[str, bytes]:
    site = _settings()["html"]["baseurl"]
    told = filled("assignments.txt", binder=binder(), assignments=course.assignments, site=site)
    return {
        README: told.encode("utf-8"),
        REQUIREMENTS: requirements(wheel.name).encode("utf-8"),
        wheel.name: wheel.read_bytes(),
    }


def binder() -> str:
    """Where Binder starts the book; the book's own settings say."""
    told = _settings()
    owner = told["repository"]["url"].removeprefix("https://github.com/")
    host = told["launch_buttons"]["binderhub_url"]
    return f"{host}/v2/gh/{owner}/{told['repository']['branch']}?urlpath=lab"


def _settings() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))


def _zip(path: Path, folders: Mapping[str, Mapping[str, bytes]]) -> Path:
    """Write folders of files into a zip, whose bytes depend on nothing else."""
    beside = path.with_name(f".{path.name}.part")
    with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for folder, files in sorted(folders.items()):
            for name, content in sorted(files.items()):
                entry = zipfile.ZipInfo(f"{folder}/{name}", _CREATED)
                entry.create_system, entry.external_attr = 3, 0o100644 << 16
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, content)
    return beside.replace(path)
