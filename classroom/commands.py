"""The commands of ``python -m classroom``. Each is thin: what it does stands in the module that it calls.

What a command needs is imported when it runs, so that ``--help`` answers at once. Whatever goes wrong is told in one
line, and the program ends with status 2.
"""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from .class_folder import ClassFolder
    from .course import Course
    from .marks import Mark

BUILT = Path("_build") / "assignments"

Command = Callable[..., None]
PATH = click.Path(path_type=Path)


class _Platform(click.ParamType):
    """Name of a platform; which there are is looked up when it is asked for."""

    name = "platform"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        from .platforms import PLATFORMS

        return f"[{'|'.join(PLATFORMS)}]"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from .platforms import PLATFORMS

        if value not in PLATFORMS:
            self.fail(f"{value!r} is not one of {', '.join(map(repr, PLATFORMS))}.", param, ctx)
        return value


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Parameters
    ----------
    arguments : sequence of str, optional
        Those of the program where left out.

    Returns
    -------
    int
        0 where it did what it should, 2 where something was not as it must be; one line then says what.
    """
    try:
        with _one_line():
            told = classroom.main(arguments, prog_name="python -m classroom", standalone_mode=False)
        return told if isinstance(told, int) else 0
    except click.ClickException as found:
        click.echo(f"Error: {' '.join(found.format_message().split())}", err=True)
        return 2
    except click.Abort:
        click.echo("Stopped.", err=True)
        return 130


@contextmanager
def _one_line() -> Iterator[None]:
    """Tell what is wrong with a class, a course or a file, and not where in the program."""
    try:
        yield
    except (ValueError, OSError, RuntimeError) as found:
        if not isinstance(found, _refusals()):
            raise
        raise click.ClickException(str(found)) from None


def _refusals() -> tuple[type[Exception], ...]:
    """Errors that say in one line what is not as it must be."""
    from widgets.patients import GridError
    from widgets.quizzes import QuizError

    from .course import CourseError
    from .grading import SandboxError
    from .names import ClassError
    from .quizzes import SiteError

    return ClassError, CourseError, GridError, QuizError, SandboxError, SiteError, OSError


class _InOrder(click.Group):
    """Lists its commands in the order of a teacher's work."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


def of_class(command: Command) -> Command:
    """Let a command take the folder of a class."""
    return click.option(
        "--class",
        "folder",
        type=PATH,
        default=Path(),
        show_default="this folder",
        help="Folder of the class.",
    )(command)


def of_course(command: Command) -> Command:
    """Let a command take the folder of a course."""
    return click.option(
        "--course", type=PATH, help="Folder of a course of your own; left out for the book's."
    )(command)


def _class(folder: Path) -> ClassFolder:
    from .class_folder import ClassFolder

    klass = ClassFolder(folder)
    _ = klass.settings, klass.students  # say at once what is wrong with them
    return klass


def _course(folder: Path | None) -> Course:
    from .course import BOOK, Course

    return Course(BOOK if folder is None else folder)


@click.group(
    cls=_InOrder,
    context_settings={"help_option_names": ["-h", "--help"]},
    invoke_without_command=True,
)
@click.pass_context
def classroom(ctx: click.Context) -> None:
    """Hand out assignments, collect, grade, and send marks home.

    Begin with 'new', fill in students.csv and class.yaml, and go on in the order below.
    """
    encoding = sys.getfilesystemencoding()
    if codecs.lookup(encoding).name != "utf-8":  # folders are called after ids of any script
        raise click.ClickException(
            f"names of files are in {encoding} here; allowed: utf-8, with PYTHONUTF8=1 before the command "
            "or in a locale such as C.UTF-8"
        )
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


# --- a class --------------------------------------------------------------------------------------


@classroom.command()
@click.argument("folder", type=PATH)
@click.option("--title", required=True, help="What the class is called.")
@click.option("--time-zone", required=True, help="Where it is at home, such as Europe/Berlin.")
@of_course
def new(folder: Path, title: str, time_zone: str, course: Path | None) -> None:
    """Make the folder of a class, outside any repository."""
    from .class_folder import new as made

    klass = made(folder, title, time_zone, course)
    klass.update()
    click.echo(f"{folder} is ready. Next: fill in students.csv, and the due dates in class.yaml.")


@classroom.command()
@of_class
def update(folder: Path) -> None:
    """Tell the gradebook of changes in your files.

    That is, in students.csv, class.yaml or the assignments.
    """
    from .names import counted

    klass = _class(folder)
    klass.update()
    students = counted(len(klass.students), "student", "students")
    assignments = counted(len(klass.course.assignments), "assignment", "assignments")
    click.echo(f"The gradebook knows {students} and {assignments}.")


# --- out ------------------------------------------------------------------------------------------


@classroom.command()
@click.option("--to", type=PATH, default=BUILT, show_default=True, help="Where the zips go.")
@click.option("--wheel", type=PATH, help="The package, where it is built already.")
@of_course
def zips(to: Path, wheel: Path | None, course: Path | None) -> None:
    """Write the zips for students.

    One an assignment, and one of everything, with what it takes to run it.
    """
    from .release import write_zips

    for path in write_zips(_course(course), to, wheel):
        click.echo(path)


# --- in -------------------------------------------------------------------------------------------


@classroom.command()
@click.argument("assignment")
@click.argument("sources", nargs=-1, required=True, type=PATH)
@click.option(
    "--from",
    "platform",
    type=_Platform(),
    help="Who named the files; found out where left out.",
)
@click.option("--worksheet", type=PATH, help="Moodle's grading worksheet: who has which number.")
@of_class
def collect(
    folder: Path,
    assignment: str,
    sources: tuple[Path, ...],
    platform: str | None,
    worksheet: Path | None,
) -> None:
    """Take what was handed in, out of folders and zips."""
    from .collecting import collect as collected
    from .marks import participants

    klass = _class(folder)
    numbers = participants(worksheet, klass.students) if worksheet else {}
    click.echo(collected(klass, assignment, sources, platform, numbers))


# --- grading --------------------------------------------------------------------------------------


@classroom.command()
@click.argument("assignment")
@click.option("--student", "students", multiple=True, help="Only this one; may be given again.")
@click.option("--workers", type=click.IntRange(1), help="Processes; one a core where left out.")
@click.option("--dask", metavar="ADDRESS", help="Spread the work over a Dask cluster.")
@click.option(
    "--without-sandbox", is_flag=True, help="Run students' code with all that you may do."
)
@click.option("--again", is_flag=True, help="Also what has not changed.")
@of_class
def grade(
    folder: Path,
    assignment: str,
    students: tuple[str, ...],
    workers: int | None,
    dask: str | None,
    without_sandbox: bool,
    again: bool,
) -> None:
    """Grade what was handed in.

    What has not changed since is not run again.
    """
    from .grading import grade as graded

    if workers and dask:
        raise click.UsageError("--workers and --dask are both given; allowed: one of them")
    klass = _class(folder)
    with _cluster(dask) as executor:
        report = graded(
            klass,
            assignment,
            students=students or None,
            workers=workers,
            executor=executor,
            sandboxed=not without_sandbox,
            again=again,
        )
    _tell(report)


@contextmanager
def _cluster(address: str | None) -> Iterator[Executor | None]:
    """Where submissions run, if not here."""
    if address is None:
        yield None
        return
    from dask.distributed import Client

    with Client(address) as client:
        yield client.get_executor()


def _tell(report: Any) -> None:
    from .grading import STATUSES
    from .names import printable

    for status, meaning in STATUSES.items():
        if number := report.count(status):
            click.echo(f"{number:>5} {status}: {meaning}")
    for row in report.rows:
        if row.trouble or row.status in ("unreadable", "not graded"):
            click.echo(f"      {row.student}: {' '.join((*row.reasons, *row.trouble))}")
    waiting = [row.student for row in report.rows if row.by_hand]
    if waiting:
        wait = "waits" if len(waiting) == 1 else "wait"
        click.echo(f"{len(waiting):>5} {wait} for your hand: python -m classroom formgrader")
    if report.strangers:
        others = printable(", ".join(report.strangers))
        click.echo(f"      left alone, since students.csv has them not: {others}")


@classroom.command()
@click.argument("assignment")
@of_class
def report(folder: Path, assignment: str) -> None:
    """Show what grading came to, as it was last told."""
    klass = _class(folder)
    klass.course.source(assignment)
    path = klass.folder / ".grading" / f"{assignment}.csv"
    if not path.is_file():
        raise click.ClickException(f"{assignment!r} has no report yet; allowed: grade it first")
    click.echo(path.read_text("utf-8-sig"), nl=False)


@classroom.command()
@of_class
@click.argument("options", nargs=-1)
def formgrader(folder: Path, options: tuple[str, ...]) -> None:
    """Open formgrader, where you mark the texts.

    OPTIONS after -- go to JupyterLab.
    """
    klass = _class(folder)
    klass.config()  # nbgrader finds its programs, also for JupyterLab
    root = klass.folder.resolve()
    told = (f"--ServerApp.root_dir={root}", "--LabApp.default_url=/formgrader", *options)
    os.chdir(root)  # nbgrader looks for its settings here
    os.execv(sys.executable, [sys.executable, "-m", "jupyterlab", *told])


@classroom.command()
@click.argument("assignment")
@click.option("--student", "students", multiple=True, help="Only this one; may be given again.")
@of_class
def feedback(folder: Path, assignment: str, students: tuple[str, ...]) -> None:
    """Write the pages that go home to students."""
    from .grading import write_feedback
    from .marks import renew_penalties
    from .names import counted

    klass = _class(folder)
    renew_penalties(klass, assignment)
    paths = write_feedback(klass, assignment, students or None)
    click.echo(f"{counted(len(paths), 'page', 'pages')} in {klass.folder / 'feedback'}")


# --- marks ----------------------------------------------------------------------------------------


@classroom.command()
@click.argument("assignment")
@click.option("--canvas", type=PATH, metavar="EXPORT", help="Your export of Canvas's gradebook.")
@click.option("--column", help="Which column of the export, as its first row says.")
@click.option("--moodle-worksheet", type=PATH, metavar="SHEET", help="Moodle's grading worksheet.")
@click.option(
    "--moodle-gradebook", type=PATH, metavar="OUT", help="A new file for Moodle's gradebook."
)
@click.option(
    "--all", "everything", is_flag=True, help="Each question of each student, with means."
)
@click.option("--scale", is_flag=True, help="Stretch points to what the platform has as possible.")
@click.option(
    "--without-prose", is_flag=True, help="Texts that wait for your hand count nothing yet."
)
@of_class
def marks(
    folder: Path,
    assignment: str,
    canvas: Path | None,
    column: str | None,
    moodle_worksheet: Path | None,
    moodle_gradebook: Path | None,
    everything: bool,
    scale: bool,
    without_prose: bool,
) -> None:
    """Send marks home: to Canvas, to Moodle, into a table.

    Your own file stays as it is; a new one is written beside it.
    """
    from . import marks as home

    klass = _class(folder)
    table = klass.folder / "marks" / f"{assignment}.csv" if everything else None
    wanted: list[tuple[Path | None, Callable[[Path, list[Mark]], Any]]] = [
        (canvas, lambda path, m: home.fill_export(path, assignment, m, column=column, scale=scale)),
        (moodle_worksheet, lambda path, m: home.fill_worksheet(path, assignment, m, scale=scale)),
        (moodle_gradebook, lambda path, m: home.write_gradebook(path, assignment, m)),
        (table, home.write_all),
    ]
    if not any(path for path, _ in wanted):
        raise click.UsageError(
            "nowhere to send marks; allowed: --canvas, --moodle-worksheet, --moodle-gradebook or --all"
        )
    read = home.read(klass, assignment)
    home.check(read, without_prose=without_prose)
    for path, write in wanted:
        if path is not None:
            click.echo(write(path, read))


# --- what is right --------------------------------------------------------------------------------


@classroom.command()
@click.argument("assignment")
@of_class
def sheet(folder: Path, assignment: str) -> None:
    """Write each student's patient and right answers.

    For you alone: into the class's folder.
    """
    from .sheet import write_sheets

    for path in write_sheets(_class(folder), assignment):
        click.echo(path)


@classroom.command()
@click.argument("student")
@click.argument("assignment")
@of_class
def patient(folder: Path, student: str, assignment: str) -> None:
    """Show one student's patient and right answers.

    Outside a class, those that any id has in the book's course.
    """
    from .settings import FILE
    from .sheet import sheet as of_one

    if (folder / FILE).is_file():
        klass = _class(folder)
        course, student = klass.course, klass.student(student).id
    else:
        course = _course(None)
    click.echo(of_one(course, assignment, student))


# --- the quizzes -----------------------------------------------------------------------------------


@classroom.command()
@click.argument("folder", type=PATH, default=Path("_build") / "quizzes")
@click.option("--site", default="", help="Where your class reads the book: an address.")
def quizzes(folder: Path, site: str) -> None:
    """Write the quizzes for Canvas and Moodle."""
    from .quizzes import write

    for path in write(folder, site):
        click.echo(path)
