"""A class: the folder, outside any repository, that holds what belongs to people.

===================================  ===============================================================
``class.yaml``                       what the teacher decides: due dates, what being late costs
``students.csv``                     the roster
``submitted/<student>/<assignment>`` what was handed in, with nbgrader's ``timestamp.txt``
``earlier/<student>/<assignment>``   what was handed in before that
``judged/``, ``autograded/``         what grading makes of it
``feedback/``                        what goes home
``gradebook.db``                     nbgrader's gradebook
``nbgrader_config.py``               tells nbgrader all this; formgrader works on the folder
===================================  ===============================================================
"""

from __future__ import annotations

import json
import os
import re
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import parse_utc
from traitlets.config import Config

from widgets.patients import normalized

from . import release, roster
from .course import BOOK, Course
from .names import ClassError, unsafe
from .pages import filled
from .roster import Student
from .settings import FILE as SETTINGS_FILE
from .settings import Settings

#: How nbgrader writes the time of a submission; without a zone it is UTC.
TIMESTAMP, TIMESTAMP_FILE = "%Y-%m-%d %H:%M:%S.%f UTC", "timestamp.txt"
_LONGEST_MOMENT = 100  # characters of a time; the rest of the file is nobody's time

_CONFIG = '''\
"""Tells nbgrader about this class. All of it follows from class.yaml and students.csv beside this file."""

from pathlib import Path

from classroom.class_folder import ClassFolder
from classroom.grading.protection import protection

config = get_config()  # noqa: F821
config.merge(ClassFolder(Path(__file__).resolve().parent).config())
config.merge(protection())
'''


def moment(submission: Path) -> datetime | None:
    """When work was handed in, in UTC, as nbgrader reads it.

    Parameters
    ----------
    submission : Path
        Its folder.

    Returns
    -------
    datetime or None
        ``None`` where no file says so; a link is not followed.
    """
    path = submission / TIMESTAMP_FILE
    if not path.is_file() or path.is_symlink():
        return None
    try:
        with path.open(encoding="utf-8") as file:
            return parse_utc(file.read(_LONGEST_MOMENT).strip())
    except (OSError, ValueError, OverflowError):
        return None


@dataclass(frozen=True)
class ClassFolder:
    """A class's folder.

    Raises
    ------
    ClassError
        When something of it is first used that is missing or breaks a rule.
    """

    folder: Path

    @cached_property
    def settings(self) -> Settings:
        """What the teacher decided; every assignment with a due date is one of the course."""
        settings = Settings.read(self.folder)
        allowed = self._course(settings).assignments
        for assignment in settings.due:
            if assignment not in allowed:
                raise ClassError(
                    f"{SETTINGS_FILE}, due: assignment is {assignment!r}; allowed: {', '.join(allowed)}"
                )
        return settings

    @cached_property
    def course(self) -> Course:
        """The course that the class follows."""
        return self._course(self.settings)

    def _course(self, settings: Settings) -> Course:
        return Course(
            BOOK if settings.course is None else (self.folder / settings.course).resolve()
        )

    @cached_property
    def students(self) -> tuple[Student, ...]:
        """The roster."""
        return roster.read(self.folder)

    def student(self, student: str) -> Student:
        """A student of the roster, by the id in any spelling that counts as the same.

        Raises
        ------
        ClassError
            If the roster has no such student; names the ids that are nearest.
        GridError
            If `student` is no id.
        """
        for known in self.students:
            if known.id == student:
                return known
        ids = {normalized(known.id): known for known in self.students}
        wanted = normalized(student)
        if wanted in ids:
            return ids[wanted]
        near = ", ".join(repr(ids[other].id) for other in get_close_matches(wanted, ids))
        such = f", such as {near}" if near else ""
        raise ClassError(
            f"student is {student!r}, an id that nobody has; allowed: an id of {roster.FILE}{such}"
        )

    # --- where things lie -----------------------------------------------------------------------

    def submitted(self, student: str, assignment: str) -> Path:
        """Folder of what a student handed in."""
        return self.folder / "submitted" / student / assignment

    def earlier(self, student: str, assignment: str) -> Path:
        """Folder of what a student handed in before that."""
        return self.folder / "earlier" / student / assignment

    def judged(self, student: str, assignment: str) -> Path:
        """Folder of a submission as it was judged."""
        return self.folder / "judged" / student / assignment

    def feedback(self, student: str, assignment: str) -> Path:
        """Folder of what goes home to a student."""
        return self.folder / "feedback" / student / assignment

    # --- what nbgrader knows --------------------------------------------------------------------

    def config(self) -> Config:
        """Settings of nbgrader for this class.

        Its programs find ``alembic`` by name, so the folder of this Python's programs is put on the PATH.
        """
        _find_programs()
        config = release.settings()
        config.CourseDirectory.course_id = self.settings.id
        config.CourseDirectory.root = str(self.folder.resolve())
        config.CourseDirectory.source_directory = str(self.course.folder.resolve() / "source")
        config.NbGraderAPI.timezone = self.settings.time_zone
        config.AssignLatePenalties.plugin_class = "classroom.late.LatePenalty"
        config.LatePenalty.percent_a_day, config.LatePenalty.at_most = self.settings.late.terms
        config.LatePenalty.extra_days = {
            student.id: student.extra_days for student in self.students if student.extra_days
        }
        return config

    @contextmanager
    def gradebook(self) -> Iterator[Gradebook]:
        """The gradebook of this class, open."""
        coursedir = CourseDirectory(config=self.config())
        with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
            yield gradebook

    def update(self) -> None:
        """Make the gradebook agree with the roster, the due dates and the assignments.

        Students and due dates that stand in no file any more leave it, unless something of theirs was graded.

        Raises
        ------
        ClassError
            If nbgrader refuses an assignment.
        """
        for assignment in self.course.assignments:
            self._generate(assignment)
        self.update_people()

    def update_people(self) -> None:
        """Make the gradebook agree with the roster and the due dates; quick, and needed before grading."""
        with self.gradebook() as gradebook:
            self._update_students(gradebook)
            for assignment in gradebook.assignments:
                due = self.settings.due_utc(assignment.name)
                if assignment.duedate != due:
                    gradebook.update_or_create_assignment(assignment.name, duedate=due)

    def _update_students(self, gradebook: Gradebook) -> None:
        known = {student.id: student for student in gradebook.students}
        for student in self.students:
            told = {name: getattr(student, name) for name in roster.COLUMNS[1:]}
            old = known.pop(student.id, None)
            if old is None or any(getattr(old, name) != value for name, value in told.items()):
                gradebook.update_or_create_student(student.id, **told)
        for gone in known.values():
            if not gone.submissions:
                gradebook.remove_student(gone.id)

    def _generate(self, assignment: str) -> None:
        """Let nbgrader make the students' version and enter the assignment into the gradebook."""
        config = self.config()
        config.CourseDirectory.assignment_id = assignment
        coursedir = CourseDirectory(config=config)
        converter = GenerateAssignment(coursedir=coursedir, config=config)
        converter.force = True
        release.generate(converter, assignment)

    def is_known(self, assignment: str) -> bool:
        """Whether the gradebook has an assignment of the course.

        Raises
        ------
        CourseError
            If the course has no such assignment.
        """
        self.course.source(assignment)
        with self.gradebook() as gradebook:
            try:
                gradebook.find_assignment(assignment)
            except MissingEntry:
                return False
        return True


def new(folder: Path, title: str, time_zone: str, course: Path | None = None) -> ClassFolder:
    """Make the folder of a class, with an empty roster.

    Parameters
    ----------
    folder : Path
        Must not exist or be empty, and lie in no git repository.
    title : str
    time_zone : str
        Name of a time zone, such as ``Europe/Berlin``.
    course : Path, optional
        Folder of a course; left out for the book's own.

    Raises
    ------
    ClassError
        If the folder or a setting cannot be used. Then nothing is left behind.
    """
    _check_is_free(folder)
    followed = Course(BOOK if course is None else course)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in {
        SETTINGS_FILE: _settings(folder, title, time_zone, course, followed),
        roster.FILE: ",".join(roster.COLUMNS) + "\n",
        "nbgrader_config.py": _CONFIG,
        ".gitignore": "# What belongs to people stays out of every repository.\n*\n",
    }.items():
        written.append(folder / name)
        written[-1].write_text(text, encoding="utf-8")
    made = ClassFolder(folder)
    try:
        _ = made.settings
    except ClassError:
        for path in written:
            path.unlink()
        folder.rmdir()
        raise
    return made


def _check_is_free(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ClassError(f"folder is {str(folder)!r}, which is not empty; allowed: a new folder")
    for parent in folder.resolve().parents:
        if (parent / ".git").exists():
            raise ClassError(
                f"folder is {str(folder)!r}, which lies in the repository {str(parent)!r}; "
                "allowed: a folder outside, for it will hold what belongs to people"
            )


def _settings(folder: Path, title: str, zone: str, course: Path | None, followed: Course) -> str:
    # A text in JSON is a text in YAML.
    place = ""
    if course is not None:
        way = os.path.relpath(course.resolve(), folder.resolve())
        place = f"course: {json.dumps(way, ensure_ascii=False)}\n"
    told = json.dumps(title, ensure_ascii=False)
    gaps = {"title": told, "id": _slug(title), "course": place, "time_zone": zone}
    return filled("class.yaml", assignments=followed.assignments, **gaps)


def _slug(title: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_only.casefold()).strip("-")
    return "class" if not slug or slug.isdigit() or unsafe(slug) else slug[:40].strip("-")


def _find_programs() -> None:
    programs = str(Path(sys.executable).parent)
    path = os.environ.get("PATH", "")
    if programs not in path.split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join((programs, path))
