"""Marking one submission: read, poured, run, judged. Needs nothing of the class, so it can be done anywhere."""

from __future__ import annotations

import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Mapping
from ctypes import c_ulong, py_object, pythonapi
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode, v4
from nbgrader.utils import is_solution

from widgets.patients import GridError, normalized

from ..course import Course
from ..judging import Expectation, Verdict, verdict
from .limits import Limits
from .outputs import handed_in, one_line, plain, text
from .pouring import Poured, is_question, pour, without_outputs
from .reading import UnreadableError, cells
from .release import Release
from .running import Ran, run

_ALL_RIGHT = "All of this is right."
_NOTHING = "Nothing was handed in here."
_NOT_JUDGED = "This answer could not be judged by the program. Your teacher will look at it."


@dataclass(frozen=True)
class Job:
    """All that marking one submission takes.

    Attributes
    ----------
    course : Path
        Folder of the course; must be there wherever the work is done.
    student : str
        Id of the student, from the name of the folder.
    content : bytes
        The notebook that was handed in.
    unreadable : str
        Why there is none; empty where there is.
    release : Release
    limits : Limits
    sandboxed : bool
    hidden : tuple of Path
        Folders that the sandbox must hide.
    """

    course: Path
    student: str
    content: bytes
    unreadable: str
    release: Release
    limits: Limits
    sandboxed: bool
    hidden: tuple[Path, ...] = ()


@dataclass
class Marked:
    """A submission that was marked.

    Attributes
    ----------
    student : str
    notebook : str
        The judged notebook as JSON; empty where nothing could be run.
    points : dict of str to float or None
        Of each question that a judge looks at; ``None`` where it could not.
    possible : dict of str to float
        Points that each question is worth, those that a hand marks included.
    reasons : list of str
        Why points are missing, for the teacher's report.
    trouble : list of str
        What went wrong that is not the student's doing.
    unreadable : bool
    seconds : float
    """

    student: str
    notebook: str = ""
    points: dict[str, float | None] = field(default_factory=dict)
    possible: dict[str, float] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)
    unreadable: bool = False
    seconds: float = 0.0


def mark(job: Job) -> Marked:
    """Mark one submission.

    Raises
    ------
    SandboxError
        If there is no sandbox here.
    """
    begun = time.monotonic()
    marked = Marked(job.student, possible=job.release.points)
    try:
        if job.unreadable:
            raise UnreadableError(job.unreadable)
        poured = pour(job.release, cells(job.content))
    except UnreadableError as found:
        _leave_blank(marked, without_outputs(job.release.notebook), str(found))
    else:
        ran = _run(job, poured)
        if ran.failure:
            marked.trouble.append(f"it could not be run: {ran.failure.strip().splitlines()[-1]}")
        else:
            _Judgment(job, poured, ran, marked).write()
    marked.seconds = round(time.monotonic() - begun, 2)
    return marked


def _leave_blank(marked: Marked, notebook: NotebookNode, reason: str) -> None:
    marked.unreadable = True
    marked.reasons.append(reason)
    for cell in filter(is_question, notebook.cells):
        marked.points[cell.id] = 0.0
        _write(cell, [reason], 0.0)
    marked.notebook = nbformat.writes(notebook)


def _run(job: Job, poured: Poured) -> Ran:
    sources = [
        (cell.id, cell.source)
        for cell in poured.notebook.cells
        if cell.cell_type == "code" and cell.source.strip()
    ]
    with tempfile.TemporaryDirectory() as folder:
        job.release.write_files(Path(folder))
        return run(sources, Path(folder), job.limits, sandboxed=job.sandboxed, hidden=job.hidden)


def _write(cell: NotebookNode, sentences: list[str], points: float) -> None:
    """Put a judgment into a cell, in the form in which nbgrader finds partial credit."""
    cell.outputs = [
        v4.new_output("stream", name="stdout", text="\n".join(sentences) + "\n"),
        v4.new_output("execute_result", data={"text/plain": str(points)}, execution_count=1),
    ]
    cell.execution_count = 1


class _Judgment:
    """Writes what came of a submission, and what is said of it, into its notebook."""

    def __init__(self, job: Job, poured: Poured, ran: Ran, marked: Marked) -> None:
        self.job, self.poured, self.ran, self.marked = job, poured, ran, marked
        self.course = Course(job.course)
        self.told_of_id = False

    def write(self) -> None:
        """Judge all questions and store the notebook."""
        self.marked.reasons += [
            f"{name}: this cell was deleted and came back empty" for name in self.poured.restored
        ]
        expected = self._expected()
        for cell in self.poured.notebook.cells:
            if is_question(cell):
                self._judge(cell, expected)
            elif cell.cell_type == "code":
                self._show(cell)
        self.marked.notebook = nbformat.writes(self.poured.notebook)

    def _expected(self) -> Mapping[str, Mapping[str, Expectation]]:
        assignment = self.job.release.assignment

        def compute() -> Any:
            patient = self.course.patient(assignment, self.job.student)
            return self.course.expected(assignment, patient)

        return self._trying("the judge", compute) or {}

    def _judge(self, cell: NotebookNode, expected: Mapping[str, Any]) -> None:
        outputs = self.ran.outputs.get(cell.id, [])
        payload = handed_in(outputs)
        possible = self.marked.possible[cell.id]
        sentences = [] if payload is None else self._other_id(payload["id"])
        if payload is None:
            found = Verdict(0.0, (self._why_nothing(cell.id, outputs),))
        elif not expected:
            found = None
        else:
            found = self._trying(cell.id, lambda: verdict(expected[cell.id], payload["answers"]))
        points = None if found is None else _points(found.share, possible)
        if found is None:
            sentences.append(_NOT_JUDGED)
        else:
            sentences += [text(sentence, 1000) for sentence in found.sentences]
            if points == possible:
                sentences.append(_ALL_RIGHT)
        self.marked.points[cell.id] = points
        if points != possible:
            self.marked.reasons.append(f"{cell.id}: {' '.join(sentences)}")
        _write(cell, sentences, points or 0.0)

    def _trying(self, what: str, judge: Callable[[], Any]) -> Any:
        """What a judge finds; nothing where it fails, which is the teacher's to mend."""
        try:
            found = within(self.job.limits.judge_seconds, judge)
            if isinstance(found, Verdict) and not 0 <= found.share <= 1 + 1e-9:
                raise ValueError(f"share is {found.share!r}; allowed: 0 to 1")
        except Exception as failure:  # a judge is anybody's code
            last = traceback.format_exception_only(failure)[-1].strip()
            self.marked.trouble.append(f"{what} was not judged: {one_line(last)}")
            return None
        return found

    def _other_id(self, told: str) -> list[str]:
        """One kind sentence, once, where the notebook names another id than the folder; the teacher reads of it too."""
        try:
            same = normalized(told) == normalized(self.job.student)
        except GridError:
            same = False
        if same or self.told_of_id:
            return []
        self.told_of_id = True
        named = repr(text(told, 80))
        self.marked.reasons.append(
            f"the notebook names the id {named}, and was handed in by {self.job.student!r}"
        )
        return [
            f"Your notebook names the id {named}, and this work was handed in by {self.job.student!r}. "
            "Another id is another patient: the answers are held against the patient of "
            f"{self.job.student!r}."
        ]

    def _why_nothing(self, name: str, outputs: list[Any]) -> str:
        if name in self.ran.lost:
            return f"{_NOTHING} The cell was left out, because {self.ran.lost[name]}."
        errors = [o for o in outputs if isinstance(o, dict) and o.get("output_type") == "error"]
        if not errors:
            return _NOTHING
        told = f"{text(errors[-1].get('ename'), 80)}: {text(errors[-1].get('evalue'), 300)}"
        return f"{_NOTHING} The cell ended in an error: {told}"

    def _show(self, cell: NotebookNode) -> None:
        cell.outputs = plain(self.ran.outputs.get(cell.id, []), self.job.limits.cell_output)
        why = self.ran.lost.get(cell.id) or self.ran.stopped.get(cell.id)
        if why:
            did = "was left out" if cell.id in self.ran.lost else "did not end by itself"
            told = f"This cell {did}, because {why}."
            cell.outputs.append(v4.new_output("stream", name="stdout", text=f"{told}\n"))
            self.marked.reasons.append(f"{cell.id}: {told}")
        elif cell.id in self.poured.untouched:
            self.marked.reasons.append(f"{cell.id}: this cell was not worked on")
        elif any(o.output_type == "error" for o in cell.outputs) and is_solution(cell):
            error = next(o for o in cell.outputs if o.output_type == "error")
            self.marked.reasons.append(
                f"{cell.id}: this cell ended in an error: {error.ename}: {one_line(error.evalue)}"
            )


def _points(share: float, possible: float) -> float:
    return min(round(share * possible, 2), possible)


class JudgeTimeError(Exception):
    """A judge that took too long."""


def within(seconds: float, function: Callable[[], Any]) -> Any:
    """What a function gives, if it does so in time.

    Parameters
    ----------
    seconds : float
    function : callable

    Raises
    ------
    JudgeTimeError
        If it takes longer. Then it is asked to stop.
    Exception
        What the function raises.
    """
    box: dict[str, Any] = {}

    def work() -> None:
        try:
            box["found"] = function()
        except BaseException as failure:  # handed to the caller, whatever it is
            box["failure"] = failure

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        pythonapi.PyThreadState_SetAsyncExc(c_ulong(thread.ident), py_object(JudgeTimeError))
        raise JudgeTimeError(f"it took longer than {seconds:g} seconds")
    if "failure" in box:
        failure = box["failure"]
        raise failure if isinstance(failure, Exception) else RuntimeError(repr(failure))
    return box["found"]
