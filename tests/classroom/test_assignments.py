"""Each assignment of the book's course, over all of its people: solvable, fair to judge, and without a leak."""

from __future__ import annotations

import ast
import contextlib
import functools
import inspect
import io
import itertools
import os
import pickle
import re
import sys
from dataclasses import dataclass
from pathlib import Path

import lives
import nbformat
import pytest
from nbgrader.api import Gradebook
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import capture_log, is_grade, is_locked, is_solution
from spelling import DATA, unknown

import widgets.lifestyle
import widgets.model
import widgets.patients
from book import prose, readability
from book.readability import GRADE, WORDS_IN_A_SENTENCE
from classroom.course import Course
from classroom.judging import SLIPS, Choice, Estimate, Number, Series, verdict
from classroom.questions import grade_id
from classroom.release import settings
from widgets.patients import MIME, Patient
from widgets.patients.handing_in import bundle

COURSE = Course()

#: People of an assignment, at least: a class of thirty then holds few pairs with the same patient.
PEOPLE = 60

#: Share of pairs of people of whom one's right answers lose points with the other: what the README promises.
DIFFERENT = 0.95

#: Share of the points that a teacher gives by hand: about a third.
BY_HAND = (0.25, 0.4)

#: Thought experiments that answers and judges both ask for, and where they live; done once for the same body.
SHARED = {
    "begin": widgets.lifestyle,
    "compensation": widgets.model,
    "ogtt": widgets.model,
    "uptake": widgets.model,
    "years": widgets.model,
}

#: The browser's program lives the lives of most, which makes minutes of work seconds; of so many people one lives in
#: Python's, as a student's and a judge's do.
ONE_IN = 10

REGION = re.compile(r"^[^\n]*BEGIN SOLUTION.*?END SOLUTION[^\n]*$\n?", re.DOTALL | re.MULTILINE)

every_assignment = pytest.mark.parametrize("assignment", COURSE.assignments)


# --- notebooks ----------------------------------------------------------------------------------


@functools.cache
def notebook(assignment):
    return nbformat.read(COURSE.source(assignment) / f"{assignment}.ipynb", as_version=4)


def graded(assignment):
    """Cells that hand in, in order."""
    return [c for c in notebook(assignment).cells if is_grade(c) and not is_solution(c)]


def by_hand(assignment):
    """Cells that a teacher marks."""
    return [c for c in notebook(assignment).cells if is_grade(c) and is_solution(c)]


def is_explorer(cell):
    return "explorer" in cell.metadata.get("tags", [])


def points(cells):
    return sum(cell.metadata.nbgrader.points for cell in cells)


@functools.cache
def listed():
    """Rows of the table in the README: minutes, points by the judge and by hand, of each assignment."""
    text = (COURSE.folder / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| `([\w-]+)` \|.*\| (\d+) \| (\d+) \+ (\d+) \|$", text, re.MULTILINE)
    return {name: tuple(map(int, numbers)) for name, *numbers in rows}


@dataclass
class Release:
    """The students' version of an assignment, and what nbgrader's gradebook says it is worth."""

    folder: Path
    points: float
    written_points: float

    @property
    def notebook(self):
        return nbformat.read(self.page, as_version=4)

    @property
    def page(self):
        return self.folder / f"{self.folder.name}.ipynb"


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    """The students' version of each assignment, made by nbgrader."""
    root = tmp_path_factory.mktemp("course")
    config = settings()
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.source_directory = str(COURSE.folder / "source")

    @functools.cache
    def release(assignment):
        config.CourseDirectory.assignment_id = assignment
        coursedir = CourseDirectory(config=config)
        result = capture_log(GenerateAssignment(coursedir=coursedir, config=config))
        assert result["success"], result["log"]
        with Gradebook(coursedir.db_url) as gradebook:
            found = gradebook.find_notebook(assignment, assignment)
            return Release(root / "release" / assignment, found.max_score, found.max_written_score)

    with pytest.MonkeyPatch.context() as patch:
        programs = str(Path(sys.executable).parent)  # nbgrader calls alembic by name
        patch.setenv("PATH", programs, prepend=os.pathsep)
        yield release


@every_assignment
def test_nbgrader_releases_it_with_the_points_that_are_told(assignment, released):
    minutes, judged, written = listed()[assignment]
    release = released(assignment)
    assert (release.points, release.written_points) == (judged + written, written)
    assert points(graded(assignment)) == judged
    assert BY_HAND[0] <= written / (judged + written) <= BY_HAND[1]
    told = " ".join(notebook(assignment).cells[0].source.split())
    assert f"about {minutes} minutes" in told
    assert f"{judged + written} points: {judged} from what you hand in, {written} from" in told


@every_assignment
def test_the_first_cell_says_what_a_student_must_know(assignment):
    told = notebook(assignment).cells[0].source
    titles = {page.stem: nbformat.read(page, 4).cells[0].source for page in prose.chapters()}
    followed = [
        stem
        for stem, title in titles.items()
        if title.splitlines()[0].removeprefix("# ") in told and f"chapter {int(stem[:2])}" in told
    ]
    assert followed, "no chapter is named with its title and its number"
    assert "No personal data is asked for; your id stays in this notebook." in told
    assert "nobody real" in told and "hands it in" in told and "What you train" in told
    assert "Not medical advice" in notebook(assignment).cells[-1].source


@every_assignment
def test_its_cells_keep_the_rules_of_the_house(assignment):
    cells = notebook(assignment).cells
    nbformat.validate(notebook(assignment))
    assert not any(c.get("outputs") for c in cells)
    assert all(is_locked(c) or is_solution(c) for c in cells)
    answers = [c for c in cells if c.cell_type == "code" and is_solution(c)]
    assert grade_id(answers[0]) == "patient"
    for cell in answers:
        (region,) = REGION.findall(cell.source)
        asked = set(re.findall(r"^(\w+) = (?:\.\.\.|\"\.\.\.\")", cell.source, re.MULTILINE))
        assert asked, f"{grade_id(cell)} has no line that begins with three dots"
        assert asked <= set(re.findall(r"\w+", region)), f"{grade_id(cell)} leaves one open"


@every_assignment
def test_a_graded_cell_only_hands_in(assignment):
    for cell in graded(assignment):
        (line,) = ast.parse(cell.source).body
        call = line.value
        assert ast.unparse(call.func) == "me.hand_in"
        assert [ast.literal_eval(argument) for argument in call.args] == [grade_id(cell)]
        assert call.keywords and all(isinstance(word.value, ast.Name) for word in call.keywords)


@every_assignment
def test_explorers_stand_beside_what_is_graded(assignment):
    for cell in notebook(assignment).cells:
        if cell.cell_type == "code" and "explorers" in cell.source:
            assert is_explorer(cell)
        if is_explorer(cell):
            assert is_locked(cell) and not is_grade(cell) and not is_solution(cell)


@every_assignment
def test_a_bet_comes_before_the_model(assignment):
    cells = notebook(assignment).cells
    first = graded(assignment)[0]
    before = "\n".join(c.source for c in cells[: cells.index(first)] if c.cell_type == "code")
    assert "widgets.model" not in before
    bets = COURSE.judge(assignment)(COURSE.patient(assignment, "anybody"))[grade_id(first)].values()
    for bet in bets:
        assert isinstance(bet, Estimate) or (isinstance(bet, Choice) and bet.value is None)


# --- what is released ---------------------------------------------------------------------------


@every_assignment
def test_the_release_is_the_source_without_its_solutions(assignment, released):
    release = released(assignment)
    given = release.notebook
    for source, cell in zip(notebook(assignment).cells, given.cells, strict=True):
        assert grade_id(cell) == grade_id(source)
        assert cell.source.split() == REGION.sub("", source.source).split()
    names = {path.name for path in COURSE.source(assignment).iterdir()}
    assert {path.name for path in release.folder.iterdir()} == names


def secrets(assignment):
    """Lines that stand in solutions, rubrics and the judge, and nowhere in what a student is given."""
    cells = notebook(assignment).cells
    open_lines = {line.strip() for c in cells for line in REGION.sub("", c.source).splitlines()}
    hidden = [
        line for c in cells for region in REGION.findall(c.source) for line in region.splitlines()
    ]
    judge = Path(inspect.getfile(COURSE.judge(assignment))).read_text("utf-8").splitlines()
    lines = {line.strip() for line in [*hidden, *judge]} - open_lines
    return {line for line in lines if len(line) >= 16 and not line.startswith(("import ", "from "))}


def told_values(text, values):
    """Numbers of a text that tell a value to four digits or more."""
    told = {}
    for number in re.findall(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.]*\w)", text):
        if len(number.replace(".", "").lstrip("0")) >= 4:
            told[number] = len(number.partition(".")[2])
    right = {decimals: {round(v, decimals) for v in values} for decimals in set(told.values())}
    return [number for number, decimals in told.items() if float(number) in right[decimals]]


def found(assignment, text, values):
    """All that a text gives away."""
    words = ("BEGIN SOLUTION", "MARK SCHEME", "Requirement(", "Number(")
    lines = [secret for secret in secrets(assignment) if secret in text]
    return lines + [word for word in words if word in text] + told_values(text, values)


@every_assignment
def test_nothing_leaks(assignment, released, solved):
    values = {
        abs(value)
        for case in solved(assignment)
        for answers in case.expected.values()
        for expectation in answers.values()
        for value in numbers(expectation)
    }
    for path in released(assignment).folder.rglob("*"):
        text = path.read_text("utf-8")
        if path.suffix == ".ipynb":  # as it is read, and not as JSON writes it
            text += "\n".join(cell.source for cell in nbformat.reads(text, 4).cells)
        assert found(assignment, text, values) == [], path.name
    source = "\n".join(cell.source for cell in notebook(assignment).cells)
    assert len(found(assignment, source, values)) > 10
    assert found(assignment, f"about {max(values):.3f} mg/dL", values)


def numbers(expectation):
    if isinstance(expectation, Number):
        return [expectation.value, *expectation.mistakes.values()]
    return list(expectation.values) if isinstance(expectation, Series) else []


@every_assignment
def test_the_text_is_as_easy_as_the_chapters(assignment, released):
    measured = readability.measure(released(assignment).page)
    assert measured.sentences > 10
    assert measured.grade <= GRADE
    assert measured.words_in_a_sentence <= WORDS_IN_A_SENTENCE


def test_every_word_is_known(tmp_path):
    for name in ("cspell.json", "words.txt"):
        (tmp_path / name).write_bytes((DATA / name).read_bytes())
    pages = [COURSE.source(name) / f"{name}.ipynb" for name in COURSE.assignments]
    for page in [*pages, COURSE.folder / "README.md"]:
        words = "\n\n".join(passage.words for passage in prose.passages(page))
        (tmp_path / f"{page.stem}.md").write_text(words, "utf-8")
        table = page.parent / "patients.yaml"
        if table.exists():
            (tmp_path / f"{page.stem}.yaml").write_bytes(table.read_bytes())
    assert unknown(tmp_path, "--no-color") == []


# --- every person -------------------------------------------------------------------------------


@dataclass
class Case:
    """One person: what the judge expects, and what the model answer hands in."""

    patient: Patient
    expected: dict
    answers: dict

    def judged(self, answers):
        """Each question with its verdict, one after the other."""
        for name, expected in self.expected.items():
            yield name, verdict(expected, answers.get(name, {}))

    def verdicts(self, answers):
        return dict(self.judged(answers))


def remembered(function):
    """A function that does the same work once."""
    known = {}

    @functools.wraps(function)
    def ask(*arguments, **named):
        key = pickle.dumps((arguments, sorted(named.items())))
        if key not in known:
            known[key] = function(*arguments, **named)
        return known[key]

    return ask


class Desk:
    """Where answers are handed in: keeps them as a grader would read them."""

    def __init__(self, patient):
        self.answers = {}

        taken = self.answers

        class Sitting(Patient):
            def hand_in(self, question, **answers):
                taken[question] = bundle("me", question, answers)[MIME]["answers"]

        self.patient = Sitting("me", patient.traits, patient.grid)

    def run(self, sources, patch, *, tolerant=False):
        """Run code cells in order, as this patient's student would; `tolerant` of cells that fail."""
        patch.setattr(widgets.patients, "patient", lambda student, folder=".": self.patient)
        names = {}
        for source in sources:
            failing = contextlib.suppress(Exception) if tolerant else contextlib.nullcontext()
            with contextlib.redirect_stdout(io.StringIO()), failing:
                exec(source, names)
        return self.answers


def code(cells):
    return [cell.source for cell in cells if cell.cell_type == "code" and not is_explorer(cell)]


@pytest.fixture(scope="module")
def solved():
    """Every person of an assignment with the judge's expectations and the model answer's."""
    with pytest.MonkeyPatch.context() as patch:
        for name, room in SHARED.items():
            patch.setattr(room, name, remembered(getattr(room, name)))
        programs = (widgets.model.years, remembered(lives.years))

        @functools.cache
        def solve(assignment):
            judge, grid = COURSE.judge(assignment), COURSE.grid(assignment)
            patch.chdir(COURSE.source(assignment))
            cells = [compile(text, assignment, "exec") for text in code(notebook(assignment).cells)]
            cases = []
            for place, traits in enumerate(grid.points()):
                patch.setattr(widgets.model, "years", programs[place % ONE_IN > 0])
                for name, room in SHARED.items():
                    if name in judge.__globals__:
                        patch.setitem(judge.__globals__, name, getattr(room, name))
                patient = Patient("me", traits, grid)
                cases.append(Case(patient, judge(patient), Desk(patient).run(cells, patch)))
            return cases

        yield solve


@every_assignment
def test_every_patient_is_solved_by_the_model_answer(assignment, solved):
    cases = solved(assignment)
    assert len(cases) == COURSE.grid(assignment).size >= PEOPLE
    for case in cases:
        assert list(case.expected) == list(map(grade_id, graded(assignment)))
        for question, result in case.verdicts(case.answers).items():
            assert result.share == 1, (case.patient.traits, question, result.sentences)


@every_assignment
def test_right_answers_of_the_judge_are_full_marks(assignment, solved):
    for case in solved(assignment):
        right = {
            question: {name: expectation.right() for name, expectation in expected.items()}
            for question, expected in case.expected.items()
        }
        assert all(result.share == 1 for result in case.verdicts(right).values())


@every_assignment
def test_an_untouched_notebook_earns_nothing(assignment, released, solved, monkeypatch):
    given = released(assignment).notebook
    case = solved(assignment)[0]
    monkeypatch.chdir(COURSE.source(assignment))
    answers = Desk(case.patient).run(code(given.cells), monkeypatch, tolerant=True)
    assert answers == {}
    assert all(result.share == 0 for result in case.verdicts(answers).values())


@every_assignment
def test_a_slip_of_unit_is_named(assignment, solved):
    named = 0
    for case in solved(assignment)[::7]:
        for question, expected in case.expected.items():
            for name, number in expected.items():
                for factor, other in SLIPS.get(getattr(number, "unit", ""), ()):
                    if not isinstance(number, Number) or number.accepts(number.value * factor):
                        continue
                    (said,) = verdict(
                        {name: number}, case.answers[question] | {name: number.value * factor}
                    ).sentences
                    known = [sentence for sentence in number.mistakes if sentence in said]
                    assert other in said or known, (question, name, said)
                    named += other in said
    assert named


@every_assignment
def test_a_known_mistake_is_not_the_right_answer(assignment, solved):
    for case in solved(assignment):
        for question, expected in case.expected.items():
            for name, number in expected.items():
                for sentence, wrong in getattr(number, "mistakes", {}).items():
                    place = case.patient.traits, question, name, sentence
                    assert not re.search(r"\d", sentence), f"a sentence tells a number: {place}"
                    if isinstance(number, Number):
                        assert not number.accepts(wrong), place


@every_assignment
def test_a_neighbors_answers_lose_points(assignment, solved):
    cases = solved(assignment)
    pairs = [
        (cases[place], cases[(place + away) % len(cases)])
        for place, away in itertools.product(range(len(cases)), range(1, 11))
    ]
    # One question after the other, up to the first that loses: a life that must be lived to judge an answer is long.
    lost = [
        any(result.share < 1 for _, result in mine.judged(other.answers)) for mine, other in pairs
    ]
    assert sum(lost) >= DIFFERENT * len(lost)
