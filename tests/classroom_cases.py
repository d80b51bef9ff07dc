"""A small course and a class of simulated students for the tests of grading: honest, clumsy, broken and hostile."""

import textwrap
from collections.abc import Callable
from pathlib import Path

import nbformat
from nbformat import v4

from classroom.course import Course

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
    "find-line": 'above = "yes" if glucose > 140 else "no"',
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
    about = {"grade": False, "solution": False, "locked": False} | told
    about |= {"task": False, "grade_id": name, "schema_version": 3}
    return make(text, id=name, metadata={"nbgrader": about})
