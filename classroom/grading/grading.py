"""Grading an assignment of a class: spread over processes or machines, entered as it comes, resumable."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, replace
from itertools import chain
from multiprocessing.connection import Connection
from pathlib import Path

from filelock import FileLock, Timeout
from tqdm.auto import tqdm

from ..class_folder import TIMESTAMP, TIMESTAMP_FILE, ClassFolder, moment
from ..course import BOOK
from ..late import LatePenalty
from ..names import ClassError
from ..standing import counted, renew_penalty
from . import sandbox
from .gradebook import enter
from .limits import Limits
from .marking import Job, Marked, mark
from .reading import UnreadableError, choose
from .release import Release, digest
from .report import Report, Row

RISK = (
    "warning: without the sandbox, students' code runs with all that you may do: it can read the solutions and the "
    "gradebook, change files and use the network"
)

#: Submissions under way at most, so that a class's notebooks are not all in memory at once.
_WINDOW = 64

_SPAWNING = multiprocessing.get_context("spawn")  # a fork would copy threads that are not there

#: What an answer's judgment can depend on here: folders, of which the code and the tables count, and single files.
JUDGING_FOLDERS = ("classroom/grading", "widgets/model", "widgets/lifestyle", "widgets/patients")
JUDGING_FILES = (
    "classroom/copies.py",
    "classroom/course.py",
    "classroom/judging.py",
    "classroom/questions.py",
    "widgets/results.py",
    "widgets/tables.py",
    "requirements.txt",  # the versions of what it is built on
    "requirements-classroom.txt",
)
_CODE = (".py", ".csv", ".yaml", ".j2")


def grade(
    classroom: ClassFolder,
    assignment: str,
    *,
    students: Iterable[str] | None = None,
    workers: int | None = None,
    executor: Executor | None = None,
    sandboxed: bool = True,
    again: bool = False,
    limits: Limits | None = None,
    progress: bool = True,
) -> Report:
    """Grade what a class handed in for an assignment.

    What was graded before and has not changed since is not run again: neither the submission, nor the assignment, its
    judge, the model, the grader or the versions of the packages that they use.

    Parameters
    ----------
    classroom : ClassFolder
    assignment : str
    students : iterable of str, optional
        Ids; all of the roster where left out.
    workers : int, optional
        Processes here; one a core where left out.
    executor : concurrent.futures.Executor, optional
        Where submissions run instead. For more machines, hand over Dask's:
        ``dask.distributed.Client(...).get_executor()``; each needs this repository, and the course at the same place.
    sandboxed : bool
        Without the sandbox, students' code may do all that you may do. A warning says so.
    again : bool
        Run also what has not changed.
    limits : Limits, optional
    progress : bool
        Show a bar.

    Returns
    -------
    Report

    Raises
    ------
    ClassError
        If another run grades this class, or the class cannot be used.
    CourseError
        If there is no such assignment or it has no judge.
    SandboxError
        If there is no sandbox here.
    """
    classroom.course.judge(assignment)
    _check_sandbox(sandboxed)
    work = _Work(classroom, assignment, limits or Limits(), sandboxed, again)
    with _alone(work.state):
        work.prepare()
        wanted = [student.id for student in classroom.students]
        if students is not None:
            wanted = [classroom.student(student).id for student in students]
        rows = work.do(wanted, executor or workers, progress)
        report = Report(assignment, rows, work.strangers())
        report.write(work.state / f"{assignment}.csv")
    return report


def dependencies(repository: Path) -> str:
    """Changes with whatever an answer's judgment can depend on, besides the course."""
    code = digest((repository / name for name in JUDGING_FOLDERS), _CODE)
    return f"{code}\n{digest(repository / name for name in JUDGING_FILES)}"


def _check_sandbox(sandboxed: bool) -> None:
    if sandboxed:
        sandbox.program()
    else:
        sandbox.check_system()
        print(RISK, file=sys.stderr)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / "lock", timeout=0):
            yield
    except Timeout:
        raise ClassError(
            "this class is being graded by another run; allowed: one at a time, so wait until it has ended"
        ) from None


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let Ctrl-C wait until what is being entered stands in the gradebook.

    In the middle of it, an interruption can fall into a callback of a library, where Python reports it and goes on.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL if before is None else before)
        if came:
            signal.raise_signal(signal.SIGINT)


class _Work:
    """One assignment of one class, being graded."""

    def __init__(
        self, classroom: ClassFolder, assignment: str, limits: Limits, sandboxed: bool, again: bool
    ) -> None:
        self.classroom, self.assignment = classroom, assignment
        self.limits, self.sandboxed, self.again = limits, sandboxed, again
        self.folder = classroom.folder.resolve()
        self.state = self.folder / ".grading"
        self.records = self.state / assignment
        self.digests: dict[str, str] = {}  # of each submission as it was when it was read

    def prepare(self) -> None:
        """Bring the gradebook and the release up to date; note what all judgments depend on."""
        course = self.classroom.course
        source = digest([course.source(self.assignment)])
        noted = self.state / f"{self.assignment}.source"
        folder = self.folder / "release" / self.assignment
        known = noted.is_file() and noted.read_text() == source and folder.is_dir()
        if known and self.classroom.is_known(self.assignment):
            self.classroom.update_people()
        else:
            self.classroom.update()
            _replace(noted, source)
        self.records.mkdir(exist_ok=True)
        self.release = Release.read(folder)
        told = [
            self.release.digest,
            digest([course.folder / "judges"]),
            dependencies(Path(__file__).parents[2]),
            repr(self.limits),
            str(self.sandboxed),
        ]
        self.base = hashlib.sha256("\n".join(told).encode()).hexdigest()
        self.possible = self.release.points

    def strangers(self) -> tuple[str, ...]:
        """Folders of submissions that belong to nobody of the roster."""
        known = {student.id for student in self.classroom.students}
        found = (self.folder / "submitted").glob(f"*/{self.assignment}")
        return tuple(sorted({path.parent.name for path in found} - known))

    def do(
        self, students: list[str], place: Executor | int | None, progress: bool
    ) -> tuple[Row, ...]:
        """Mark and enter what has changed; each as soon as it is there."""
        rows: dict[str, Row] = {}
        todo: list[str] = []
        for student in students:
            row = self._standing(student)
            todo.append(student) if row is None else rows.setdefault(student, row)
        bar = tqdm(
            total=len(students), initial=len(rows), desc=self.assignment, disable=not progress
        )
        with bar, closing(_everywhere(map(self._job, todo), place)) as results:
            for marked in results:
                rows[marked.student] = self._keep(marked)
                bar.update()
        return tuple(rows[student] for student in students)

    def _standing(self, student: str) -> Row | None:
        """The row of a student whose work need not be run; nothing where it must."""
        if not self._handed_in(student).is_dir():
            return Row(student, "missing", {}, self.possible)
        record = self._record(student)
        judged = self.classroom.judged(student, self.assignment) / f"{self.assignment}.ipynb"
        self.digests[student] = self._digest(student)
        if self.again or record.get("digest") != self.digests[student] or not judged.is_file():
            return None
        marked = Marked(**record["marked"])
        entered = (
            self.folder / "autograded" / student / self.assignment / f"{self.assignment}.ipynb"
        )
        if record.get("entered") == self._terms(student) and entered.is_file():
            return self._row(marked, fresh=False)
        return self._enter(marked, fresh=False)

    def _handed_in(self, student: str) -> Path:
        return self.classroom.submitted(student, self.assignment)

    def _digest(self, student: str) -> str:
        """Changes with whatever could change how a submission is judged."""
        told = hashlib.sha256(f"{self.base}\n{student}\n".encode())
        folder = self._handed_in(student)
        with suppress(OSError):  # what cannot be read is told when it is marked
            for path in sorted(folder.iterdir()):
                if path.name == TIMESTAMP_FILE:
                    continue
                about = path.lstat()
                told.update(os.fsencode(path.name))
                told.update(f"\0{about.st_size}\0{about.st_mode}\n".encode())
                if path.suffix.lower() == ".ipynb" and path.is_file() and not path.is_symlink():
                    with path.open("rb") as file:
                        told.update(file.read(self.limits.submission + 1))
        return told.hexdigest()

    def _terms(self, student: str) -> str:
        """Changes with what decides whether work is late, and what that costs."""
        settings = self.classroom.settings
        told = (
            self._moment(student),
            str(settings.due_utc(self.assignment)),
            repr(settings.late),
            str(self.classroom.student(student).extra_days),
        )
        return hashlib.sha256("\n".join(told).encode()).hexdigest()

    def _moment(self, student: str) -> str:
        """When work was handed in, as nbgrader writes it; empty where no file says so."""
        told = moment(self._handed_in(student))
        return "" if told is None else f"{told:{TIMESTAMP}}"

    def _trouble(self, marked: Marked) -> tuple[str, ...]:
        """What went wrong that is not the student's doing, a time that is none included."""
        path = self._handed_in(marked.student) / TIMESTAMP_FILE
        if self._moment(marked.student) or not os.path.lexists(path):
            return tuple(marked.trouble)
        return (*marked.trouble, f"{TIMESTAMP_FILE} says no time; this counts as handed in on time")

    def _job(self, student: str) -> Job:
        content, unreadable = b"", ""
        try:
            content = choose(self._handed_in(student), self.assignment, self.limits.submission)
        except UnreadableError as found:
            unreadable = str(found)
        except OSError as found:
            unreadable = f"The file cannot be opened: {found.strerror}."
        return Job(
            self.classroom.course.folder.resolve(),
            student,
            content,
            unreadable,
            self.release,
            self.limits,
            self.sandboxed,
            (self.classroom.course.folder, self.folder, BOOK, Path(__file__).parents[1]),
        )

    def _keep(self, marked: Marked) -> Row:
        """Store what was judged, then enter it: whoever stops in between loses nothing."""
        if not marked.notebook:
            return Row(
                marked.student, "not graded", {}, self.possible, trouble=tuple(marked.trouble)
            )
        folder = self.classroom.judged(marked.student, self.assignment)
        folder.mkdir(parents=True, exist_ok=True)
        _replace(folder / f"{self.assignment}.ipynb", marked.notebook)
        self._note(marked, "")
        return self._enter(marked, fresh=True)

    @_undisturbed()
    def _enter(self, marked: Marked, *, fresh: bool) -> Row:
        student = marked.student
        terms = self._terms(student)
        kept = self.classroom.judged(student, self.assignment) / TIMESTAMP_FILE
        if told := self._moment(student):
            _replace(kept, told)
        else:
            kept.unlink(missing_ok=True)
        questions = [name for name, points in marked.points.items() if points is None]
        try:
            enter(self.classroom, self.assignment, student, questions)
        except ClassError as refused:
            return Row(student, "not graded", {}, self.possible, trouble=(str(refused),))
        self._note(marked, terms)
        return self._row(marked, fresh=fresh)

    @_undisturbed()
    def _row(self, marked: Marked, *, fresh: bool) -> Row:
        with self.classroom.gradebook() as gradebook:
            found = gradebook.find_submission_notebook(
                self.assignment, self.assignment, marked.student
            )
            renew_penalty(found, LatePenalty(config=self.classroom.config()))
            gradebook.db.commit()
            points = {grade.name: counted(grade) for grade in found.grades}
            penalty = found.late_submission_penalty or 0.0
        return Row(
            marked.student,
            "unreadable" if marked.unreadable else "graded",
            {name: points.get(name) for name in self.possible},
            self.possible,
            penalty,
            tuple(marked.reasons),
            self._trouble(marked),
            marked.seconds,
            fresh,
        )

    def _record(self, student: str) -> dict:
        try:
            return json.loads((self.records / f"{student}.json").read_text())
        except (OSError, ValueError):
            return {}

    def _note(self, marked: Marked, entered: str) -> None:
        told = asdict(replace(marked, notebook=""))
        digest = self.digests[marked.student]
        record = {"digest": digest, "entered": entered, "marked": told}
        _replace(self.records / f"{marked.student}.json", json.dumps(record, indent=1))


def _replace(path: Path, text: str) -> None:
    """Write a file as a whole or not at all."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)


# --- over processes or machines -------------------------------------------------------------------


def _everywhere(jobs: Iterator[Job], place: Executor | int | None) -> Iterator[Marked]:
    """Mark all jobs in an executor or in so many processes, in the order in which they end."""
    if isinstance(place, Executor):
        lost = yield from _spread(jobs, place)
        for job in chain(lost, jobs):  # where it broke, those that never began too
            yield _ended(job)
        return
    lost = [None]
    while lost:
        with _processes(place) as pool:
            lost = yield from _spread(jobs, pool)
        for job in lost:  # one of them ended its process; alone, it takes nobody along
            with _processes(1) as pool:
                for _ in (yield from _spread(iter((job,)), pool)):
                    yield _ended(job)


def _ended(job: Job) -> Marked:
    return Marked(job.student, trouble=["the process that graded it was ended; grade again"])


def _spread(jobs: Iterator[Job], executor: Executor) -> Generator[Marked, None, list[Job]]:
    """Mark jobs in an executor, a window of them at a time; gives back those that were lost where it broke."""
    waiting: dict[Future, Job] = {}
    lost: list[Job] = []
    while True:
        while len(waiting) < _WINDOW and not lost and (job := next(jobs, None)):
            try:
                waiting[executor.submit(mark, job)] = job
            except BrokenExecutor:
                lost.append(job)
        if not waiting:
            return lost
        done, _ = wait(waiting, return_when=FIRST_COMPLETED)
        for future in done:
            job = waiting.pop(future)
            try:
                yield future.result()
            except BrokenExecutor:
                lost.append(job)
            except sandbox.SandboxError:
                raise
            except Exception as failure:  # whatever it was, it must not stop the others
                yield Marked(job.student, trouble=[f"{type(failure).__name__}: {failure}"])


@contextmanager
def _processes(workers: int | None = None) -> Iterator[ProcessPoolExecutor]:
    """Processes that end at once where this one ends or goes on without them."""
    theirs, ours = _SPAWNING.Pipe(duplex=False)
    with theirs, ours:
        pool = ProcessPoolExecutor(
            workers, mp_context=_SPAWNING, initializer=_follow, initargs=(theirs,)
        )
        try:
            yield pool
        except BaseException:
            ours.close()
            pool.shutdown(wait=False, cancel_futures=True)
            raise
        pool.shutdown()


def _follow(ours: Connection) -> None:
    """In a process of the pool: Ctrl-C is the first process's business; end when it closes its side."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def listen() -> None:
        try:
            ours.recv()
        except EOFError:
            os._exit(1)

    threading.Thread(target=listen, daemon=True).start()
