"""Taking what was handed in: out of what Canvas, Moodle or a plain folder give, into the class's folder.

Each notebook goes to ``submitted/<student>/<assignment>/``, with the time in nbgrader's ``timestamp.txt``. Of two the
later counts; the earlier one is kept in ``earlier/``, where nbgrader does not look. Collecting again changes nothing.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from .class_folder import TIMESTAMP, TIMESTAMP_FILE, ClassFolder, moment
from .copies import copy_number, without_mark
from .handed_in import File, Reader, Refused, copy
from .names import ClassError, printable
from .platforms import PLATFORMS, Claim, Platform, Students, guessed, why_none
from .roster import Student


@dataclass
class Report:
    """What became of everything. Nothing that came is in none of the lists.

    Attributes
    ----------
    taken, replaced, unchanged : list of str
        Students whose notebook came new, took the place of an earlier one, or was here already.
    missing : list of str
        Students of the roster who have handed in nothing.
    unmatched : list of str
        Files of nobody in the roster, with the reason.
    refused : list of str
        What could not be read or holds no notebook of this assignment, with the reason.
    notes : list of str
        What the teacher should know besides.
    """

    taken: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    unmatched: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def tell(self, student: str, outcome: str) -> None:
        """Say what became of a student's work; of two sources, the one that changed more is told."""
        for name in ("replaced", "taken", "unchanged"):
            if student in getattr(self, name):
                return
            if name == outcome:
                break
        for told in (self.taken, self.unchanged):
            if student in told:
                told.remove(student)
        getattr(self, outcome).append(student)

    def __str__(self) -> str:
        lines = []
        for title in ("taken", "replaced", "unchanged", "missing"):
            ids = getattr(self, title)
            lines.append(f"{title:>9}: {len(ids)}{'  ' if ids else ''}{', '.join(ids)}")
        for title in ("unmatched", "refused", "notes"):
            told = getattr(self, title)
            lines += [
                f"{title:>9}: {len(told)}",
                *(f"           {printable(line)}" for line in told),
            ]
        return "\n".join(lines)


def collect(
    klass: ClassFolder,
    assignment: str,
    sources: Sequence[Path],
    platform: str | None = None,
    participants: Mapping[str, Student] | None = None,
) -> Report:
    """Take what was handed in.

    Parameters
    ----------
    klass : ClassFolder
    assignment : str
    sources : sequence of Path
        Folders, zips or notebooks. They are left as they are.
    platform : str, optional
        One of `platforms.PLATFORMS`; found out from the names where it is left out.
    participants : mapping of str to Student, optional
        Moodle's participants by number, from its grading worksheet.

    Raises
    ------
    ClassError, CourseError
        If class, assignment or a source is not there. What is wrong with a file is in the report instead.
    """
    klass.course.source(assignment)
    for source in sources:
        if not source.exists():
            raise ClassError(f"source is {str(source)!r}; allowed: a folder, a zip or a notebook")
    report = Report()
    with tempfile.TemporaryDirectory(dir=klass.folder, prefix=".collecting-") as spool:
        reader = Reader(Path(spool))
        for source in sources:
            files = _read(reader, source, report)
            named = PLATFORMS[platform] if platform else guessed(file.path for file in files)
            collector = _Collector(klass, assignment, named, Path(spool), report)
            collector.take(files, participants or {})
    report.missing = [
        student.id
        for student in klass.students
        if not klass.submitted(student.id, assignment).is_dir()
    ]
    return report


def _read(reader: Reader, source: Path, report: Report) -> list[File]:
    files = []
    for found in reader.read(source):
        if isinstance(found, Refused):
            report.refused.append(str(found))
        else:
            files.append(found)
    return files


@dataclass(frozen=True)
class _Version:
    """A notebook that a student handed in: what it holds, and when in UTC."""

    content: Path
    moment: datetime

    @property
    def digest(self) -> str:
        return _digest(self.content)


@dataclass(frozen=True)
class _Notebook:
    """A notebook as it came, and the name that the student gave it, without the mark of a copy."""

    file: File
    content: Path
    claim: Claim
    stem: str
    copies: int


@dataclass(frozen=True)
class _Collector:
    """Takes the files of one source."""

    klass: ClassFolder
    assignment: str
    platform: Platform
    spool: Path
    report: Report

    def take(self, files: Sequence[File], participants: Mapping[str, Student]) -> None:
        students = Students.known_to(self.platform, self.klass.students)
        students.numbers.update(participants)
        belongings: dict[str, list[tuple[File, Claim]]] = {}
        for file, path in zip(files, self._without_wrapper(files, students), strict=True):
            claim = self.platform.claim(path)
            if claim is None:
                reason = why_none(self.platform, path)
                self.report.unmatched.append(f"{file}: {reason}")
                continue
            found = students.find(claim)
            if isinstance(found, Student):
                belongings.setdefault(found.id, []).append((file, claim))
            else:
                self.report.unmatched.append(f"{file}: {found}")
        for student, belonging in belongings.items():
            if versions := self._versions(student, belonging):
                self._store(student, versions)

    def _without_wrapper(self, files: Sequence[File], students: Students) -> list[tuple[str, ...]]:
        """Paths without folders that all have in common and that are nobody's."""
        paths = [file.path for file in files]
        while paths and all(path[:1] == paths[0][:1] and len(path) > 1 for path in paths):
            claim = self.platform.claim(paths[0])
            is_a_name = claim and (
                self.platform.column or isinstance(students.find(claim), Student)
            )
            if is_a_name:
                break
            paths = [path[1:] for path in paths]
        return paths

    # --- which notebook counts ------------------------------------------------------------------

    def _versions(self, student: str, belonging: Sequence[tuple[File, Claim]]) -> list[_Version]:
        """The notebooks of the assignment that a student handed in, the latest last."""
        notebooks = [book for file, claim in belonging if (book := self._notebook(file, claim))]
        chosen = self._of_assignment([book for book in notebooks if not self._other(book)])
        if not chosen:
            files = [book.file for book in notebooks] or [file for file, _ in belonging]
            names = ", ".join(map(str, files))
            self.report.refused.append(f"{student}: {self._why_none(notebooks)}: {names}")
            return []
        for left in notebooks:
            if left not in chosen:
                self.report.notes.append(
                    f"{student}: {left.file} is not {self.assignment}, and was left"
                )
        if any(book.claim.late for book in chosen):
            self.report.notes.append(
                f"{student}: late. {self.platform.name.title()} does not say by how much; "
                "the time of the download counts"
            )
        return self._in_time(chosen)

    def _notebook(self, file: File, claim: Claim) -> _Notebook | None:
        name = claim.name if claim.name and not file.inside else file.name
        if file.content is None or not name.casefold().endswith(".ipynb"):
            return None
        stem, wanted = name[: -len(".ipynb")].casefold(), self.assignment.casefold()
        copies = copy_number(stem, wanted)
        stem, copies = without_mark(stem) if copies is None else (wanted, copies)
        return _Notebook(file, file.content, claim, stem, copies)

    def _other(self, book: _Notebook) -> str:
        """The other assignment of the course after which a notebook is called; empty where there is none."""
        if book.stem == self.assignment.casefold():
            return ""
        others = self.klass.course.assignments
        return next((name for name in others if copy_number(book.stem, name) is not None), "")

    def _why_none(self, notebooks: Sequence[_Notebook]) -> str:
        if not notebooks:
            return "no notebook"
        if others := sorted({name for book in notebooks if (name := self._other(book))}):
            return f"this is {', '.join(others)} and not {self.assignment}"
        return f"none is called {self.assignment}.ipynb"

    def _of_assignment(self, notebooks: Sequence[_Notebook]) -> list[_Notebook]:
        """Notebooks with the assignment's name; where there are none, those of one name."""
        stems = {book.stem for book in notebooks}
        wanted = stems & {self.assignment.casefold()} or (stems if len(stems) == 1 else set())
        return [book for book in notebooks if book.stem in wanted]

    def _in_time(self, notebooks: Sequence[_Notebook]) -> list[_Version]:
        """Versions in the order in which they were handed in; none is older than the one before."""
        if self.platform.tells_times:
            ordered = sorted(notebooks, key=lambda book: (self._moment(book), book.copies))
        else:
            ordered = sorted(notebooks, key=lambda book: (book.claim.order, book.copies))
        versions: list[_Version] = []
        for book in ordered:
            moment = max([self._moment(book), *(version.moment for version in versions[-1:])])
            versions.append(_Version(book.content, moment))
        return versions

    def _moment(self, book: _Notebook) -> datetime:
        """When a notebook was handed in; what the platform says of being late holds."""
        moment = self.klass.settings.utc(book.file.moment)
        due = self.klass.settings.due_utc(self.assignment)
        if due is None or book.claim.late is None:
            return moment
        return max(moment, due + timedelta(seconds=1)) if book.claim.late else min(moment, due)

    # --- into the class's folder ----------------------------------------------------------------

    def _store(self, student: str, versions: Sequence[_Version]) -> None:
        """Let the latest count, and keep the others."""
        place = self.klass.submitted(student, self.assignment)
        was_there = place.is_dir()
        for version in versions[:-1]:
            self._keep(student, version)
        if not self._counts(student, versions[-1]):
            self._keep(student, versions[-1])
            self.report.tell(student, "unchanged")
            return
        if was_there:
            _put(place, self.klass.earlier(student, self.assignment) / _slug(_present(place)))
        _put(self._made(versions[-1]), place)
        several = was_there or len(versions) > 1
        self.report.tell(student, "replaced" if several else "taken")

    def _counts(self, student: str, version: _Version) -> bool:
        """Whether a version takes the place of the one that counts so far."""
        place = self.klass.submitted(student, self.assignment)
        if not place.is_dir():
            return True
        present = _present(place)
        if present.content.is_file() and version.digest == present.digest:
            return False
        known = version.digest in self._kept(student)
        return version.moment > present.moment or (version.moment == present.moment and not known)

    def _keep(self, student: str, version: _Version) -> None:
        """Keep a version among the earlier ones, unless it is here already."""
        present = self.klass.submitted(student, self.assignment) / f"{self.assignment}.ipynb"
        here = self._kept(student) | ({_digest(present)} if present.is_file() else set())
        if version.digest not in here:
            earlier = self.klass.earlier(student, self.assignment)
            _put(self._made(version), earlier / _slug(version))

    def _kept(self, student: str) -> set[str]:
        return {
            _digest(path) for path in self.klass.earlier(student, self.assignment).glob("*/*.ipynb")
        }

    def _made(self, version: _Version) -> Path:
        """The version in a folder of its own, ready to be moved to its place."""
        made = Path(tempfile.mkdtemp(dir=self.spool))
        made.chmod(0o755)
        copy(version.content, made / f"{self.assignment}.ipynb")
        (made / TIMESTAMP_FILE).write_text(f"{version.moment:{TIMESTAMP}}\n", "utf-8")
        return made


def _present(place: Path) -> _Version:
    """The version that counts; one without a readable time is older than any."""
    return _Version(place / f"{place.name}.ipynb", moment(place) or datetime.min)


def _put(folder: Path, place: Path) -> None:
    """Move a folder to its place; where that is taken, beside it."""
    place.parent.mkdir(parents=True, exist_ok=True)
    number, free = 1, place
    while free.exists():
        number += 1
        free = place.with_name(f"{place.name}-{number}")
    folder.rename(free)


def _slug(version: _Version) -> str:
    if version.moment == datetime.min:
        return "at-some-time"
    return f"{version.moment:%Y-%m-%dT%H-%M-%S}"


def _digest(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
