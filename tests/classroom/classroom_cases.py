"""A small course and a class of simulated students for the tests of grading: honest, clumsy, broken and hostile."""

import json
import os
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import v4

from classroom.course import Course
from classroom.questions import grade_id
from widgets.patients import normalized

ASSIGNMENT = "01-meal"

#: Stand in the judge and in the model answers, and must turn up nowhere else.
JUDGE_MARK, ANSWER_MARK = "THE-JUDGE-WAS-READ", "THE-ANSWER-WAS-READ"

PATIENTS = """\
course: tests
assignment: 01-meal
traits:
  baseline: {unit: mg/dL, meaning: glucose before the meal, values: [80, 84, 88, 92, 96]}
  rise: {unit: mg/dL, meaning: how far it rises, values: [41, 48, 55, 62, 69, 76]}
  peak: {unit: min, meaning: when it is highest, values: [30, 45, 60, 75]}
  insulin: {unit: µU/mL, meaning: insulin before the meal, values: [5, 7, 9, 11, 13]}
"""

JUDGE = f'''\
"""{JUDGE_MARK}"""

from classroom.judging import Choice, Number, Outcome, Requirement

OPTIONS = ("yes", "no")


def plan(answers):
    given = answers["doses"]
    return Outcome(1.0) if sum(given) == 6 else Outcome(0.0, "doses should add up to 6.")


def expected(patient):
    t = patient.traits
    top = t["baseline"] + t["rise"]
    return {{
        "peak": {{
            "minute": Number(t["peak"], 1, "min", step=15),
            "glucose_mgdl": Number(top, 1, "mg/dL", mistakes={{"this is the rise alone.": t["rise"]}}),
        }},
        "fasting": {{"insulin_uuml": Number(t["insulin"], 0.2, "µU/mL")}},
        "line": {{"above_140": Choice("yes" if top > 140 else "no", OPTIONS)}},
        "plan": {{"doses": Requirement(plan, [1, 2, 3])}},
    }}
'''

POINTS = {"peak": 4.0, "fasting": 2.0, "line": 1.0, "plan": 1.0, "why": 2.0}

#: The model answer, by cell. The release has none of it.
MODEL = {
    "find-peak": """\
        minute = me.traits["peak"]
        glucose = me.traits["baseline"] + me.traits["rise"]""",
    "find-fasting": 'insulin = me.traits["insulin"]',
    "find-line": 'above = "yes" if me.traits["baseline"] + me.traits["rise"] > 140 else "no"',
    "make-plan": "doses = [1, 2, 3]",
}
PROSE = "Because the cells listen, glucose comes down again."


def course(folder: Path) -> Course:
    """Write the course into a folder."""
    source = folder / "source" / ASSIGNMENT
    source.mkdir(parents=True)
    (source / "patients.yaml").write_text(PATIENTS, encoding="utf-8")
    (source / "meal.csv").write_text("minute,glucose\n0,90\n", encoding="utf-8")
    (folder / "judges").mkdir()
    (folder / "judges" / f"{ASSIGNMENT}.py").write_text(JUDGE, encoding="utf-8")
    nbformat.write(_source(), source / f"{ASSIGNMENT}.ipynb")
    return Course(folder)


def _source() -> nbformat.NotebookNode:
    def solution(name: str, text: str, stub: str = "...") -> nbformat.NotebookNode:
        answer = textwrap.dedent(text)
        inner = f"### BEGIN SOLUTION\n# {ANSWER_MARK}\n{answer}\n### END SOLUTION"
        return _cell(v4.new_code_cell, name, f"{stub}\n{inner}", solution=True)

    def question(name: str, handed: str) -> nbformat.NotebookNode:
        text = f'me.hand_in("{name}", {handed})'
        return _cell(v4.new_code_cell, name, text, grade=True, locked=True, points=POINTS[name])

    start = 'from widgets.patients import patient\n\nstudent = "..."  # your id'
    prose = (
        "Why does glucose come down?\n=== BEGIN MARK SCHEME ===\n"
        f"{ANSWER_MARK}\n=== END MARK SCHEME ==="
    )
    cells = [
        _cell(v4.new_markdown_cell, "title", "# A meal\n\nFor $x < 3$.", locked=True),
        solution("patient", "me = patient(student)", start),
        solution("find-peak", MODEL["find-peak"]),
        question("peak", "minute=minute, glucose_mgdl=glucose"),
        solution("find-fasting", MODEL["find-fasting"]),
        question("fasting", "insulin_uuml=insulin"),
        solution("find-line", MODEL["find-line"]),
        question("line", "above_140=above"),
        solution("make-plan", MODEL["make-plan"]),
        question("plan", "doses=doses"),
        _cell(v4.new_markdown_cell, "why", prose, grade=True, solution=True, points=POINTS["why"]),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})


def _cell(make: Callable, name: str, text: str, **told) -> nbformat.NotebookNode:
    """A cell as JupyterLab and nbgrader's panel make it: its own id is anything, its grade id is the teacher's."""
    about = {"grade": False, "solution": False, "locked": False} | told
    about |= {"task": False, "grade_id": name, "schema_version": 3}
    return make(text, metadata={"nbgrader": about})


# --- a class ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class World:
    """What a hostile student might know of the machine that grades."""

    release: nbformat.NotebookNode
    course: Course
    folder: Path
    port: int


@dataclass(frozen=True)
class Case:
    """A simulated student: what is handed in, and what it deserves.

    Attributes
    ----------
    make : callable
        Gets the `World` and the student's id; gives the files of the submission.
    points : dict
        Of the questions that the judge looks at; those not named deserve all of their points.
    reasons : tuple of str
        Parts of what the report must say.
    shown, hidden : tuple of str
        What the outputs of the judged notebook must hold, and must not; what is shown may also be a text.
    status : str
    """

    make: Callable[[World, str], dict[str, bytes | str]]
    points: dict[str, float | None] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    status: str = "graded"


NAME = f"{ASSIGNMENT}.ipynb"
NONE = {"peak": 0.0, "fasting": 0.0, "line": 0.0, "plan": 0.0}


def answered(
    world: World, student: str, before: dict[str, str] | None = None, **changed: str
) -> nbformat.NotebookNode:
    """The release with right answers in it, some of them changed, or with something run before them."""
    notebook = nbformat.from_dict(json.loads(nbformat.writes(world.release)))
    start = f'from widgets.patients import patient\nstudent = "{student}"\nme = patient(student)'
    texts = {"patient": start, "why": PROSE} | MODEL
    texts |= {name.replace("_", "-"): text for name, text in changed.items()}
    for cell in notebook.cells:
        name = grade_id(cell)
        if name in texts:
            first = textwrap.dedent((before or {}).get(name, ""))
            cell.source = f"{first}\n{textwrap.dedent(texts[name])}".strip()
    return notebook


def honest(before: dict[str, str] | None = None, **changed: str) -> Callable:
    """A submission of the right name."""
    return lambda world, student: {
        NAME: nbformat.writes(answered(world, student, before, **changed))
    }


def filled(text: Callable[[World], str], cell: str = "find-fasting") -> Callable:
    """A submission whose code needs to know something of the machine."""

    def make(world: World, student: str) -> dict[str, bytes | str]:
        return honest({cell: text(world)})(world, student)

    return make


def renamed(name: str) -> Callable:
    return lambda world, student: {name: nbformat.writes(answered(world, student))}


def altered(change: Callable[[nbformat.NotebookNode], None]) -> Callable:
    """A right submission whose notebook was changed as a whole."""

    def make(world: World, student: str) -> dict[str, bytes | str]:
        notebook = answered(world, student)
        change(notebook)
        return {NAME: json.dumps(notebook)}

    return make


def by_id(notebook: nbformat.NotebookNode) -> dict[str, nbformat.NotebookNode]:
    return {grade_id(cell): cell for cell in notebook.cells}


def somebody_else(course_: Course, student: str) -> str:
    """An id whose patient differs from a student's in every trait, and in what is right."""
    mine = course_.patient(ASSIGNMENT, student).traits

    def above(traits: dict[str, float]) -> bool:
        return traits["baseline"] + traits["rise"] > 140

    for number in range(10_000):
        other = f"other-{number}"
        traits = course_.patient(ASSIGNMENT, other).traits
        sums = {round(t["baseline"] + t["rise"]) for t in (mine, traits)}
        if (
            all(traits[name] != mine[name] for name in mine)
            and above(traits) != above(mine)
            and len(sums) == 2
        ):
            return other
    raise AssertionError("no such id")


def _without(*ids: str) -> Callable:
    def change(notebook: nbformat.NotebookNode) -> None:
        notebook.cells = [cell for cell in notebook.cells if grade_id(cell) not in ids]

    return change


def _duplicated(notebook: nbformat.NotebookNode) -> None:
    place = [grade_id(cell) for cell in notebook.cells].index("find-peak")
    stub = v4.new_code_cell("", id="stub", metadata=notebook.cells[place].metadata)
    again = v4.new_code_cell("twice = 1", id="again", metadata=notebook.cells[place].metadata)
    notebook.cells[place].id = "pasted"
    notebook.cells[place:place] = [stub]
    notebook.cells.append(again)


def _retyped(notebook: nbformat.NotebookNode) -> None:
    cells = by_id(notebook)
    cells["find-peak"].cell_type = "markdown"
    cells["peak"].cell_type = "raw"
    cells["why"].cell_type = "code"


def _edited(notebook: nbformat.NotebookNode) -> None:
    cells = by_id(notebook)
    cells["peak"].source = "me.hand_in('peak', minute=0)"
    cells["fasting"].source = "4.0"
    cells["title"].source = "# Full marks"


def _stripped(notebook: nbformat.NotebookNode) -> None:
    notebook.metadata = {}
    for cell in notebook.cells:
        cell.metadata = {}


def _forged(notebook: nbformat.NotebookNode) -> None:
    for cell in notebook.cells:
        told = cell.metadata.nbgrader
        told.points, told.locked, told.checksum = 1000, False, "0" * 32
        told.grade, told.solution = not told.grade, not told.solution
    notebook.metadata.kernelspec = {"name": "sh", "display_name": "Shell", "language": "sh"}
    by_id(notebook)["line"].outputs = [
        v4.new_output("execute_result", data={"text/plain": "1000.0"}, execution_count=1)
    ]


def _own_cells(notebook: nbformat.NotebookNode) -> None:
    cells = by_id(notebook)
    place = notebook.cells.index(cells["find-fasting"])
    notebook.cells[place:place] = [
        v4.new_code_cell("def mine():\n    return me.traits['insulin']", id="mine"),
        v4.new_markdown_cell("My own words.", id="words"),
    ]
    cells["find-fasting"].source = "insulin = mine()"


def _full_of_outputs(notebook: nbformat.NotebookNode) -> None:
    html = v4.new_output("display_data", data={"text/html": "<b>x</b>" * 8_600_000})
    by_id(notebook)["find-peak"].outputs = [html]


def _many_cells(notebook: nbformat.NotebookNode) -> None:
    notebook.cells[:0] = [v4.new_code_cell("pass", id=f"c{n}") for n in range(100_000)]


def _other_kernel(notebook: nbformat.NotebookNode) -> None:
    notebook.metadata.kernelspec = {"name": "ir", "display_name": "R", "language": "R"}


def _version_3(world: World, student: str) -> dict[str, bytes | str]:
    return {NAME: nbformat.writes(answered(world, student), version=3)}


def _another_notebook(world: World, student: str) -> dict[str, bytes | str]:
    cells = [v4.new_markdown_cell("# My holidays"), v4.new_code_cell("1 + 1")]
    return {"holidays.ipynb": nbformat.writes(v4.new_notebook(cells=cells))}


def _anothers_answers(world: World, student: str) -> dict[str, bytes | str]:
    return {NAME: nbformat.writes(answered(world, somebody_else(world.course, student)))}


#: Publishes something of one's own making as the answers of a question.
PUBLISH = """\
    from IPython.display import display
    from widgets.patients import MIME
    def hand_in(question, **answers):
        display({MIME: PAYLOAD}, raw=True)
    object.__setattr__(me, "hand_in", hand_in)
"""


def publishing(payload: str) -> Callable:
    return honest({"make-plan": textwrap.dedent(PUBLISH).replace("PAYLOAD", payload)})


IGNORES_INTERRUPTS = """\
    import signal, time
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        time.sleep(1)
"""

EQUALS_ALL = """\
    class Everything(float):
        def __eq__(self, other): return True
        def __lt__(self, other): return True
        def __le__(self, other): return True
        def __gt__(self, other): return True
        def __ge__(self, other): return True
        def __sub__(self, other): return 0.0
        def __rsub__(self, other): return 0.0
        def __abs__(self): return 0.0
        def __hash__(self): return 0
    class Anything:
        def __eq__(self, other): return True
    insulin = Everything(1000)
"""

HOOKS = """\
    def rewrite(lines):
        if any("hand_in" in line for line in lines):
            return ["print('4.0')\\n", "1000.0\\n"]
        return lines
    get_ipython().input_transformers_post.append(rewrite)
    get_ipython().events.register("post_run_cell", lambda result: print("4.0"))
"""

ALL_MEMORY = """\
    hoard = []
    while True:
        hoard.append(b"x" * 10_000_000)
"""

STAYS_BEHIND = """\
    import os, subprocess, sys
    for _ in range(2):
        subprocess.Popen(["sleep", "31415926"], start_new_session=True)
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.execvp("sleep", ["sleep", "31415926"])
        os._exit(0)
"""

FORKS = """\
    import os
    while True:
        os.fork()
"""

FORGES = """\
    import json, os, stat
    line = json.dumps({"end": "peak", "outputs": [
        {"output_type": "execute_result", "data": {"text/plain": "4.0"}, "metadata": {}}]}) + "\\n"
    line += json.dumps({"end": "line", "outputs": []}) + "\\n" + json.dumps({"done": True}) + "\\n"
    opened = 0
    for process in filter(str.isdigit, os.listdir("/proc")):
        try:
            for fd in os.listdir(f"/proc/{process}/fd"):
                path = f"/proc/{process}/fd/{fd}"
                if stat.S_ISFIFO(os.stat(path).st_mode):
                    os.write(os.open(path, os.O_WRONLY | os.O_NONBLOCK), line.encode())
                    opened += int(process) != os.getpid()
        except OSError:
            pass
    os.write(1, line.encode())
    os.write(2, line.encode())
    print("opened", opened)
    minute = 0
    glucose = 0
"""

WRITES = """\
    from pathlib import Path
    import os, sys, widgets
    wrote = []
    places = [PLACES]
    for place in [*places, "/", "/usr", "/etc", "/dev", "/proc", sys.prefix, widgets.__path__[0], "/given"]:
        try:
            (Path(place) / "written-by-a-student").write_text("x")
            wrote.append(place)
        except OSError:
            pass
    for setting in ("kernel/core_pattern", "kernel/hostname", "vm/swappiness"):  # root's, whoever is root
        try:
            os.close(os.open(f"/proc/sys/{setting}", os.O_WRONLY))
            wrote.append(setting)
        except OSError:
            pass
    print("wrote", wrote)
"""

#: Memory that belongs to no process: not counted where one adds up what the processes have.
UNSEEN_MEMORY = """\
    import ctypes, os
    got = []
    try:
        got.append(os.memfd_create("hoard"))
    except OSError:
        pass
    libc = ctypes.CDLL(None)
    got += [name for name in ("shmget", "semget") if getattr(libc, name)(0, 1000, 0o600) >= 0]
    got += ["msgget"] * (libc.msgget(0, 0o600) >= 0)
    print("hoarded", got)
"""

READS = """\
    import os
    marks = ["THE-JUDGE-" + "WAS-READ", "THE-ANSWER-" + "WAS-READ", "Because the cells " + "listen"]
    found, seen = [], 0
    import sys
    from pathlib import Path
    for folder, inner, names in os.walk("/"):
        inner[:] = [n for n in inner if os.path.join(folder, n) not in
                    ("/dev", "/proc", "/usr", sys.prefix, sys.base_prefix)]
        for name in filter(lambda n: Path(folder, n).is_file(), names):
            try:
                with open(os.path.join(folder, name), "rb") as file:
                    content = file.read(5_000_000).decode("utf-8", "replace")
            except OSError:
                continue
            seen += 1
            found += [os.path.join(folder, name) for mark in marks if mark in content]
    there = [place for place in [PLACES] if os.path.exists(place)]
    print("found", found, "there", there, "read", seen > 50)
"""

OPENS_GRADEBOOK = """\
    import sqlite3
    try:
        book = sqlite3.connect("file:GRADEBOOK?mode=rw", uri=True)
        book.execute("update grade set auto_score = 1000")
        book.commit()
        print("changed it")
    except sqlite3.Error as error:
        print("refused:", error)
"""

CALLS_OUT = """\
    import socket
    reached = []
    for address in (("127.0.0.1", PORT), ("1.1.1.1", 53), ("8.8.8.8", 53)):
        try:
            socket.create_connection(address, timeout=1)
            reached.append(address)
        except OSError:
            pass
    print("reached", reached)
"""

ENVIRONMENT = """\
    import os
    told = dict(os.environ)
    for process in os.listdir("/proc"):
        try:
            told[process] = open(f"/proc/{process}/environ").read()
        except OSError:
            pass
    print(told)
"""

SHOWS_EVERYTHING = """\
    from IPython.display import HTML, SVG, Javascript, display
    display(HTML("<script>document.title = 'hacked'</script><img src=x onerror=\\"document.title='hacked'\\">"))
    display(Javascript("document.title = 'hacked'"))
    display(SVG("<svg xmlns='http://www.w3.org/2000/svg' onload='document.title=1'></svg>"))
    print("\\x1b[31mred\\x1b[0m <script>document.title = 'hacked'</script>")
    print("in \\x00control\\x07")
    import base64
    pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    display({"image/png": pixel, "text/html": "<b>x</b>"}, raw=True)
    display({"image/png": "<script>"}, raw=True)
"""

HOSTILE_PROSE = """\
<script>document.title = "hacked"</script>
<img src="https://example.org/spy.png" onerror="document.title='hacked'">
![spy](https://example.org/spy.png)
[press me](javascript:document.title='hacked') [data](data:text/html,<script>1</script>)
<style>body { background: url(https://example.org/spy.css) }</style>
<iframe src="https://example.org"></iframe> <a href="https://example.org" onclick="x()">a</a>

    <script>indented</script>
"""


def _places(world: World) -> str:
    """What a student would like to find, named as precisely as a friend of the teacher could."""
    root = Path(__file__).parents[2]
    paths = [
        world.folder,
        world.folder / "gradebook.db",
        world.course.folder,
        world.course.folder / "judges" / f"{ASSIGNMENT}.py",
        *(root / name for name in ("assignments", "classroom", "tests", "chapters", ".git")),
    ]
    return ", ".join(repr(str(path)) for path in paths)


CASES: dict[str, Case] = {
    # honest
    "perfect": Case(honest()),
    "Ünal.Perfect": Case(lambda w, s: honest()(w, f"  {normalized(s).upper()} ")),
    "empty": Case(lambda w, s: {NAME: nbformat.writes(w.release)}, NONE, ("not worked on",)),
    "partly": Case(
        honest(
            find_peak='minute = me.traits["peak"]\nglucose = me.traits["rise"]', find_fasting=""
        ),
        {"peak": 2.0, "fasting": 0.0},
        ("this is the rise alone", "NameError"),
    ),
    "own-cells": Case(altered(_own_cells), shown=("My own words.",)),
    "late": Case(honest()),
    "second-download": Case(renamed(f"{ASSIGNMENT} (1).ipynb")),
    "other-name": Case(renamed("homework of mine.ipynb")),
    # known mistakes
    "mmol": Case(
        honest(find_peak=MODEL["find-peak"] + "\n        glucose /= 18.0"),
        {"peak": 2.0},
        ("mmol/L",),
    ),
    "pmol": Case(
        honest(find_fasting='insulin = 6 * me.traits["insulin"]'), {"fasting": 0.0}, ("pmol/L",)
    ),
    "hours": Case(
        honest(find_peak=MODEL["find-peak"] + "\n        minute /= 60"), {"peak": 2.0}, ("hours",)
    ),
    "one-step-off": Case(
        honest(find_peak=MODEL["find-peak"] + "\n        minute += 15"),
        {"peak": 2.0},
        ("one step off",),
    ),
    "another-patient": Case(_anothers_answers, NONE | {"plan": 1.0}, ("names the id 'other-",)),
    "plan-of-another": Case(
        honest(
            patient='from widgets.patients import patient\nme = patient("another-id")',
            find_peak="",
            find_fasting="",
            find_line="",
        ),
        NONE | {"plan": 1.0},
        ("the notebook names the id 'another-id', and was handed in by 'plan-of-another'",),
    ),
    # broken
    "zip-remains": Case(
        lambda w, s: {NAME: b"PK\x03\x04" + bytes(range(256)) * 4},
        NONE,
        ("no notebook",),
        status="unreadable",
    ),
    "text-file": Case(
        lambda w, s: {"essay.txt": "I did it."}, NONE, ("essay.txt",), status="unreadable"
    ),
    "odd-names": Case(
        lambda w, s: {os.fsdecode(b"\xff.txt"): "x", "a\n\x1b[2Jb.txt": "y"},
        NONE,
        ("(a b.txt, .txt)",),
        status="unreadable",
    ),
    "empty-file": Case(lambda w, s: {NAME: ""}, NONE, ("is empty",), status="unreadable"),
    "nested": Case(lambda w, s: {NAME: "[" * 200_000}, NONE, ("notebook",), status="unreadable"),
    "another-notebook": Case(_another_notebook, NONE, ("another notebook",), status="unreadable"),
    "version-3": Case(_version_3),
    "other-kernel": Case(altered(_other_kernel)),
    "deleted": Case(
        altered(_without("title", "fasting", "find-line")), {"line": 0.0}, ("was deleted",)
    ),
    "duplicated": Case(altered(_duplicated)),
    "retyped": Case(altered(_retyped)),
    "edited": Case(altered(_edited)),
    "stripped": Case(altered(_stripped)),
    "forged-metadata": Case(altered(_forged), hidden=("1000",)),
    "stored-output": Case(altered(_full_of_outputs), hidden=("<b>x</b>",)),
    "exception": Case(honest({"find-line": "1 / 0"}), {"line": 0.0}, ("ZeroDivisionError",)),
    # that take too much
    "endless": Case(honest({"find-line": "while True: pass"}), {"line": 0.0}, ("was stopped",)),
    "endless-deaf": Case(
        honest({"find-line": IGNORES_INTERRUPTS}), {"line": 0.0}, ("could not be stopped",)
    ),
    "memory": Case(honest({"find-fasting": ALL_MEMORY}), {"fasting": 0.0}, ("emory",)),
    "million-lines": Case(
        honest({"find-line": 'print("\\n".join(map(str, range(1_000_000))))'}), shown=("cut here",)
    ),
    "sixty-megabytes": Case(
        honest(
            {
                "find-line": 'print("y" * 60_000_000)',
                "find-fasting": "from IPython.display import HTML, display\ndisplay(HTML('<i>' * 20_000_000))",
            }
        ),
        shown=("cut here",),
    ),
    "unseen-memory": Case(honest({"find-line": UNSEEN_MEMORY}), shown=("hoarded []",)),
    "many-cells": Case(
        altered(_many_cells), NONE, ("has 100011 cells; up to 1000",), status="unreadable"
    ),
    "fork-bomb": Case(honest({"find-fasting": FORKS}), {"fasting": 0.0}, ("find-fasting",)),
    # that end things
    "killed-kernel": Case(
        honest({"find-fasting": "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"}),
        {"fasting": 0.0},
        ("ended Python",),
    ),
    "exits-twice": Case(
        honest({"find-fasting": "import os\nos._exit(0)", "find-line": "import os\nos._exit(1)"}),
        {"fasting": 0.0, "line": 0.0},
        ("ended Python",),
    ),
    # Nobody inside can end or stop the first process of the sandbox.
    "kills-parent": Case(
        honest(
            {
                "find-line": "import os, signal\nos.kill(os.getppid(), signal.SIGSTOP)\n"
                "os.kill(os.getppid(), signal.SIGKILL)"
            }
        )
    ),
    "stays-behind": Case(honest({"find-line": STAYS_BEHIND})),
    # that cheat
    "equals-everything": Case(honest(find_fasting=EQUALS_ALL), {"fasting": 0.0}, ("higher",)),
    "equals-anything": Case(
        honest(find_fasting=EQUALS_ALL + "\n    insulin = Anything()"),
        {"fasting": 0.0},
        ("AnswerError",),
    ),
    "hooks": Case(
        honest({"find-line": HOOKS}), {"line": 0.0, "plan": 0.0}, ("Nothing was handed in",)
    ),
    "forges-stream": Case(
        honest({"find-peak": "pass"}, find_peak=FORGES), {"peak": 0.0}, shown=("opened 0",)
    ),
    "huge-number": Case(
        publishing('{"id": student, "answers": {"doses": [10 ** 400]}}'),
        {"plan": 0.0},
        ("Nothing was",),
    ),
    "huge-number-of-ones-own": Case(
        honest(make_plan="doses = [10 ** 5000]"), {"plan": 0.0}, ("a number too large to write",)
    ),
    "list-in-itself": Case(
        honest(make_plan="doses = []\ndoses.append(doses)"), {"plan": 0.0}, ("AnswerError: doses",)
    ),
    "deep-beside-the-answers": Case(
        publishing(
            '{"id": student, "answers": {"doses": doses}, "more": eval("[" * 90 + "]" * 90)}'
        )
    ),
    "not-a-number": Case(
        publishing('{"id": student, "answers": {"doses": [float("nan")]}}'), {"plan": None}
    ),
    "breaks-judge": Case(honest(make_plan='doses = ["six"]'), {"plan": None}),
    "reads-course": Case(
        filled(lambda w: READS.replace("PLACES", _places(w))),
        shown=("found [] there [] read True",),
    ),
    "writes-outside": Case(
        filled(lambda w: WRITES.replace("PLACES", _places(w))), shown=("wrote []",)
    ),
    "gradebook": Case(
        filled(lambda w: OPENS_GRADEBOOK.replace("GRADEBOOK", str(w.folder / "gradebook.db"))),
        shown=("refused:",),
    ),
    "network": Case(
        filled(lambda w: CALLS_OUT.replace("PORT", str(w.port))), shown=("reached []",)
    ),
    "environment": Case(
        honest({"find-line": ENVIRONMENT}), shown=("HOME",), hidden=("a-token-of-the-teacher",)
    ),
    "shows-everything": Case(
        honest({"find-line": SHOWS_EVERYTHING}, why=HOSTILE_PROSE),
        shown=("red <script>", "not shown here", "image/png"),
        hidden=("onload", "\\u001b", "image/svg"),
    ),
}
