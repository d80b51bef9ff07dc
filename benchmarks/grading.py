"""What grading a class costs: right submissions of the book's own assignment, each on a patient of its own.

All cores are used. The target: 300 submissions in 25 minutes at most on two cores. Beside it the notebook run once,
alone and bare, so that a busy or another machine can be compared: how many submissions are read, run in the sandbox,
judged and entered in the time of one that is only run.

    python -m benchmarks.grading [submissions] [assignment]
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

from classroom import class_folder
from classroom.class_folder import ClassFolder
from classroom.course import Course
from classroom.grading import grade

SUBMISSIONS, TARGET_MINUTES = 300, 25
MODEL_STUDENT = "model answer"  # the id in the model answers of the course


def handed_in(source: NotebookNode, student: str) -> str:
    """The model answers as a student would hand them in."""
    text = nbformat.writes(source)
    assert MODEL_STUDENT in text, f"no cell names {MODEL_STUDENT!r}"
    return text.replace(MODEL_STUDENT, student)


def new_class(folder: Path, students: list[str]) -> ClassFolder:
    classroom = class_folder.new(folder, "Benchmark", "UTC")
    rows = [f"{student},,,\n" for student in students]
    (folder / "students.csv").write_text("id,last_name,first_name,email\n" + "".join(rows))
    return classroom


def seconds_alone(source: NotebookNode, folder: Path) -> float:
    begin = time.perf_counter()
    NotebookClient(source, resources={"metadata": {"path": str(folder)}}).execute()
    return time.perf_counter() - begin


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else SUBMISSIONS
    course = Course()
    assignment = sys.argv[2] if len(sys.argv) > 2 else course.assignments[0]
    path = course.source(assignment) / f"{assignment}.ipynb"
    source = nbformat.read(path, as_version=4)
    students = [f"student-{number}" for number in range(count)]
    with tempfile.TemporaryDirectory() as temporary:
        classroom = new_class(Path(temporary) / "class", students)
        classroom.update()
        for student in students:
            folder = classroom.submitted(student, assignment)
            folder.mkdir(parents=True)
            text = handed_in(source, student)
            (folder / path.name).write_text(text, encoding="utf-8")
        alone = seconds_alone(source, path.parent)
        begin = time.perf_counter()
        report = grade(classroom, assignment)
        seconds = time.perf_counter() - begin
    full = sum(
        not [n for n, p in row.points.items() if p not in (None, row.possible[n])]
        for row in report.rows
    )
    a_minute = 60 * count / seconds
    print(
        f"{assignment}: {count} submissions on {os.cpu_count()} cores in {seconds / 60:.1f} min, {full} of them with "
        f"full points: {a_minute:.0f} a minute, {SUBMISSIONS} in {SUBMISSIONS / a_minute:.0f} min "
        f"(target: at most {TARGET_MINUTES}); {count * alone / seconds:.2f} in the time of one alone ({alone:.1f} s)"
    )


if __name__ == "__main__":
    main()
