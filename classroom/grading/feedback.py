"""The pages that go home: text and pictures, no script, nothing that is fetched from anywhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import bleach
import mistune
from markupsafe import Markup
from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.converters import GenerateFeedback
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import GetGrades
from nbgrader.utils import is_grade, is_solution

from widgets.palette import PALETTE

from ..class_folder import ClassFolder
from ..converting import convert
from ..late import net
from ..names import ClassError
from ..pages import filled
from ..standing import counted, earned
from .outputs import png, text
from .pouring import is_question

_COLORS = ("paper", "ink", "link", "quiet", "line", "wash")
_LONGEST_TEXT = 100_000
_NONE = Markup()

# What Markdown makes, without pictures: they could be fetched from elsewhere.
_TAGS = frozenset(
    (
        *(
            "a",
            "blockquote",
            "br",
            "code",
            "del",
            "em",
            "hr",
            "li",
            "ol",
            "p",
            "pre",
            "strong",
            "ul",
        ),
        *("h1", "h2", "h3", "h4", "h5", "h6", "table", "tbody", "td", "th", "thead", "tr"),
    )
)
_ATTRIBUTES = {"a": ["href"], "ol": ["start"]}
_PROTOCOLS = frozenset({"http", "https", "mailto"})


@dataclass(frozen=True)
class _Output:
    text: str = ""
    said: str = ""
    picture: str = ""


@dataclass(frozen=True)
class _Cell:
    """A cell as the page shows it."""

    name: str
    anchor: str = ""
    points: str = ""
    html: Markup = _NONE
    code: str = ""
    outputs: tuple[_Output, ...] = ()
    comment: Markup = _NONE


@dataclass(frozen=True)
class _Standing:
    """What counts of a work: its points, the questions that wait for the hand, those that wait for it again."""

    earned: float
    waiting: frozenset[str]
    again: frozenset[str]


class FeedbackPage(Exporter):
    """Makes a feedback page of a graded notebook, for nbgrader's own feedback."""

    file_extension = ".html"
    output_mimetype = "text/html"

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **options: Any
    ) -> tuple[str, dict[str, Any]]:
        """The page of a notebook.

        Parameters
        ----------
        nb : NotebookNode
        resources : dict
            nbgrader's, which names student, assignment and gradebook.
        **options
            Of nbconvert.

        Returns
        -------
        str
            The page.
        dict
            The resources.
        """
        nb, resources = super().from_notebook_node(nb, resources, **options)
        told = resources["nbgrader"]
        standing = _standing(told)
        cells = [_cell(cell, standing) for cell in nb.cells]
        style = _style()
        html = filled(
            "feedback.html",
            policy=_policy(style),
            style=Markup(style),
            title=told["assignment"],
            student=told["student"],
            score=_number(net(standing.earned, told["late_penalty"])),
            possible=_number(told["max_score"]),
            penalty=_number(told["late_penalty"]) if told["late_penalty"] else "",
            waiting=bool(standing.waiting),
            questions=[cell for cell in cells if cell.points],
            cells=cells,
        )
        return html, resources


def write_feedback(
    classroom: ClassFolder, assignment: str, students: Iterable[str] | None = None
) -> list[Path]:
    """Write the feedback pages of an assignment, with what the teacher marked and said.

    Parameters
    ----------
    classroom : ClassFolder
    assignment : str
    students : iterable of str, optional
        Ids; all whose work was graded where left out.

    Returns
    -------
    list of Path
        The pages, ``feedback/<student>/<assignment>/<assignment>.html``.

    Raises
    ------
    ClassError
        If a student is not of the class, or nbgrader refuses. Names the student.
    """
    known = [student.id for student in classroom.students]
    if students is not None:
        known = [classroom.student(student).id for student in students]
    graded = classroom.folder / "autograded"
    return [
        _write(classroom, assignment, student)
        for student in known
        if (graded / student / assignment).is_dir()
    ]


def _write(classroom: ClassFolder, assignment: str, student: str) -> Path:
    config = classroom.config()
    config.CourseDirectory.assignment_id = assignment
    config.CourseDirectory.student_id = student
    config.CourseDirectory.ignore = [*_ignored(), *_given(classroom, assignment)]
    config.GenerateFeedback.exporter_class = FeedbackPage
    config.GenerateFeedback.preprocessors = [GetGrades]
    converter = GenerateFeedback(coursedir=CourseDirectory(config=config), config=config)
    converter.force = True
    if problem := convert(converter):
        raise ClassError(f"nbgrader made no feedback for {student!r}: {problem}")
    return classroom.feedback(student, assignment) / f"{assignment}.html"


def _ignored() -> list[str]:
    return CourseDirectory.class_traits()["ignore"].default()


def _given(classroom: ClassFolder, assignment: str) -> set[str]:
    """Names of the files that each student got with the notebook: nobody needs them a second time."""
    return {path.name for path in classroom.course.source(assignment).rglob("*") if path.is_file()}


def _standing(told: dict[str, Any]) -> _Standing:
    with Gradebook(told["db_url"]) as gradebook:
        found = gradebook.find_submission_notebook(
            told["notebook"], told["assignment"], told["student"]
        )
        waiting = [grade for grade in found.grades if counted(grade) is None]
        return _Standing(
            earned(found),
            frozenset(grade.name for grade in waiting),
            frozenset(grade.name for grade in waiting if grade.manual_score is not None),
        )


def _cell(cell: NotebookNode, standing: _Standing) -> _Cell:
    told = cell.metadata.get("nbgrader", {})
    name = told.get("grade_id", "")
    # What the teacher said of a text that was handed in anew was said of another text.
    comment = told.get("comment") if is_solution(cell) and name not in standing.again else None
    shown: dict[str, Any] = {"comment": _html(comment)} if comment else {}
    if is_grade(cell):
        shown |= {"anchor": f"question-{name}", "points": _worth(told, name in standing.waiting)}
    if cell.cell_type == "markdown":
        return _Cell(name, html=_html(cell.source), **shown)
    if cell.cell_type != "code":
        return _Cell(name, code=text(cell.source, _LONGEST_TEXT), **shown)
    if is_question(cell):
        return _Cell(name, outputs=tuple(_said(cell.outputs)), **shown)
    outputs = tuple(_outputs(cell.outputs))
    return _Cell(name, code=text(cell.source, _LONGEST_TEXT), outputs=outputs, **shown)


def _worth(told: dict[str, Any], waits: bool) -> str:
    if waits:
        return f"not marked yet, {_number(told['points'])} possible"
    return f"{_number(told['score'])} of {_number(told['points'])}"


def _said(outputs: list[NotebookNode]) -> Iterator[_Output]:
    """What a judge says; the number beside it is nbgrader's."""
    for output in outputs:
        if output.output_type == "stream":
            yield _Output(said=text(output.text, _LONGEST_TEXT).strip())


def _outputs(outputs: list[NotebookNode]) -> Iterator[_Output]:
    for output in outputs:
        if output.output_type == "stream":
            yield _Output(text(output.text, _LONGEST_TEXT))
        elif output.output_type == "error":
            yield _Output(text("\n".join(output.traceback), _LONGEST_TEXT))
        elif picture := png(output.data.get("image/png")):
            yield _Output(picture=picture)
        else:
            yield _Output(text(output.data.get("text/plain"), _LONGEST_TEXT))


def _html(source: str) -> Markup:
    """Markdown as HTML that holds text alone; raw HTML in it is shown as it was typed."""
    made = _markdown()(text(source, _LONGEST_TEXT))
    clean = bleach.clean(made, _TAGS, _ATTRIBUTES, _PROTOCOLS, strip=True)
    return Markup(clean.replace("<a href", '<a rel="noopener noreferrer nofollow" href'))


@cache
def _markdown() -> mistune.Markdown:
    return mistune.create_markdown(escape=True, plugins=["table", "strikethrough"])


@cache
def _style() -> str:
    return filled("feedback.css", names=_COLORS, light=PALETTE["light"], dark=PALETTE["dark"])


def _policy(style: str) -> str:
    """What the page may do: show itself, and pictures that are in it."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _number(value: float) -> str:
    return f"{round(float(value), 2):g}"
