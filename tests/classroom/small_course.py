"""A course of one small assignment, as a teacher might write it, for tests of what is around grading."""

from __future__ import annotations

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

NAME = "ps-1"

PATIENTS = """\
course: a course
assignment: ps-1
traits:
  muscle: {unit: "1", meaning: response of muscle, values: [0.3, 0.4, 0.5]}
  weight: {unit: kg, meaning: body weight, values: [80, 90]}
"""

JUDGE = """\
from classroom.judging import Choice, Number

SECRET_OF_THE_JUDGE = "zebra-of-the-judge"


def expected(patient):
    return {
        "double": {"weight": Number(2 * patient.traits["weight"], 0.5, "kg")},
        "muscle": {
            "answer": Number(patient.traits["muscle"], 0.01, "1"),
            "word": Choice("low", ("low", "high")),
        },
    }
"""


def _marked(cell, **told):
    """A cell with nbgrader's marks; its id is its grade id, as in the course's notebooks."""
    name = told["grade_id"]
    marks = {"schema_version": 3, "grade": False, "solution": False, "locked": False, "task": False}
    cell["id"] = name
    cell.metadata["nbgrader"] = marks | told
    return cell


def notebook():
    """The model answers."""
    cells = [
        _marked(new_markdown_cell("# A small assignment"), grade_id="aim", locked=True),
        _marked(
            new_code_cell(
                "from widgets.patients import patient\n"
                "### BEGIN SOLUTION\n"
                'student = "giraffe-of-the-solution"\n'
                "### END SOLUTION\n"
                "me = patient(student)"
            ),
            grade_id="patient",
            solution=True,
        ),
        _marked(
            new_code_cell(
                "### BEGIN SOLUTION\n"
                'weight = 2 * me.traits["weight"]  # giraffe-of-the-solution\n'
                "### END SOLUTION"
            ),
            grade_id="double-answer",
            solution=True,
        ),
        _marked(
            new_code_cell('me.hand_in("double", weight=weight)'),
            grade_id="double",
            grade=True,
            locked=True,
            points=4,
        ),
        _marked(
            new_code_cell(
                '### BEGIN SOLUTION\nanswer, word = me.traits["muscle"], "low"\n### END SOLUTION'
            ),
            grade_id="muscle-answer",
            solution=True,
        ),
        _marked(
            new_code_cell('me.hand_in("muscle", answer=answer, word=word)'),
            grade_id="muscle",
            grade=True,
            locked=True,
            points=3,
        ),
        _marked(
            new_markdown_cell(
                "=== BEGIN MARK SCHEME ===\nokapi-of-the-mark-scheme\n=== END MARK SCHEME ===\n"
            ),
            grade_id="why",
            grade=True,
            solution=True,
            points=3,
        ),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def write(folder):
    """Write the course into a folder and return it."""
    source = folder / "source" / NAME
    source.mkdir(parents=True)
    (folder / "judges").mkdir()
    (source / "patients.yaml").write_text(PATIENTS, "utf-8")
    (source / "table.csv").write_text("minute,glucose\n0,90\n", "utf-8")
    nbformat.write(notebook(), source / f"{NAME}.ipynb")
    (folder / "judges" / f"{NAME}.py").write_text(JUDGE, "utf-8")
    return folder
