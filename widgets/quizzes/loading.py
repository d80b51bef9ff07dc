"""Reading the questions of a chapter, and refusing what would not work.

A file has ``chapter`` (as the file is called) and ``questions``; those under ``twice`` are asked before the story and
again after it. Every question has ``id`` (it
stays when the words change: readers' right answers are kept under it), ``prompt``, ``kind`` and
what the class of that kind below says. Texts may hold ``**bold**`` and ``*italic*``.

Each rule that a file breaks gives one error, which names the file, the question, the field, the
value found and what is allowed.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import AfterValidator, Field, ValidationInfo, model_validator

from widgets import tables
from widgets.quizzes import markup
from widgets.tables import Number, Row, Text, refusal

HERE = Path(__file__).parent
QUESTIONS = HERE / "questions"

Fields = dict[str, Any]


class QuizError(ValueError):
    """A quiz that does not exist, or a file of questions that breaks a rule."""


def chapters() -> list[str]:
    """Return the names of the chapters that have a quiz, in order."""
    return sorted(path.stem for path in QUESTIONS.glob("*.yaml"))


def load(chapter: str) -> Fields:
    """Return the checked quiz of a chapter.

    Parameters
    ----------
    chapter : str
        Name of the chapter, such as ``"05-insulin-resistance"``.

    Returns
    -------
    dict
        ``chapter`` and ``questions``, as written in the file.

    Raises
    ------
    QuizError
        If there is no such quiz, or if its file breaks a rule.
    """
    if not isinstance(chapter, str) or chapter not in chapters():
        known = ", ".join(f'"{name}"' for name in chapters()) or "none yet"
        raise QuizError(f"There is no quiz for chapter {chapter!r}. Chapters with a quiz: {known}.")
    return read(QUESTIONS / f"{chapter}.yaml")


def read(path: Path) -> Fields:
    """Return the checked quiz of one file.

    Parameters
    ----------
    path : Path
        The YAML file; its name without ``.yaml`` is the chapter's.

    Returns
    -------
    dict
        ``chapter`` and ``questions``, as written in the file.

    Raises
    ------
    QuizError
        If the file breaks a rule.
    """
    _, written = tables.read(path, Quiz, QuizError, _place, context=path.stem)
    return written


def asked_twice(chapter: str, part: str) -> Fields:
    """Return the questions of a chapter that are asked before its story and again after it, as a quiz.

    Parameters
    ----------
    chapter : str
        Name of the chapter, such as ``"04-the-off-switch"``.
    part : {"before", "after"}
        Stands at the end of each question's ``id``, so that the answers of both times are kept.

    Returns
    -------
    dict
        ``chapter`` and ``questions``, as `load` returns them.

    Raises
    ------
    QuizError
        If there is no such quiz, if its file breaks a rule, or if it asks nothing twice.
    """
    questions = load(chapter).get("twice", [])
    if not questions:
        raise QuizError(
            f'{chapter}.yaml: "twice" is missing; allowed: one or more questions to ask twice.'
        )
    named = [{**question, "id": f"{question['id']}-{part}"} for question in questions]
    return {"chapter": chapter, "questions": named}


@cache
def strings(part: str = "") -> Fields:
    """Return the words around the questions; with a part, those of questions that are asked twice."""
    words = yaml.safe_load((HERE / "strings" / "en.yaml").read_text(encoding="utf-8"))
    twice = words.pop("twice")
    return words | twice[part] if part else words


# --- what a file of questions must be -------------------------------------------------------------

_NAME = re.compile(r"[a-z][a-z0-9-]*")


def _is_name(value: str) -> str:
    if not _NAME.fullmatch(value):
        raise refusal("", value, "a name of small letters, digits and hyphens")
    return value


def _has_sound_markup(value: str) -> str:
    try:
        markup.runs(value)
    except ValueError:
        allowed = "text whose asterisks come in pairs: **bold** or *italic*"
        raise refusal("", value, allowed) from None
    return value


Name = Annotated[str, AfterValidator(_is_name)]
Words = Annotated[Text, AfterValidator(_has_sound_markup)]
Width = Annotated[Number, Field(ge=0)]


class Feedback(Row):
    """What is said to a right value, and to one that is too low or too high."""

    correct: Words
    low: Words
    high: Words


class Asked(Row):
    """What every question has."""

    id: Name
    prompt: Words


class Choice(Row):
    """One of the answers to choose from."""

    text: Words
    feedback: Words
    correct: bool = False


class ChoiceQuestion(Asked):
    """Choose one: exactly one choice is ``correct: true``."""

    kind: Literal["choice"]
    choices: Annotated[list[Choice], Field(min_length=2)]

    @model_validator(mode="after")
    def _choices_fit(self) -> ChoiceQuestion:
        _differ(self.choices)
        right = sum(choice.correct for choice in self.choices)
        if right != 1:
            allowed = "a list with exactly one that is correct: true"
            raise refusal("choices", f"{right} correct", allowed)
        return self


class SeveralQuestion(Asked):
    """Choose all that are right: one or more choices are ``correct: true``."""

    kind: Literal["several"]
    choices: Annotated[list[Choice], Field(min_length=2)]

    @model_validator(mode="after")
    def _choices_fit(self) -> SeveralQuestion:
        _differ(self.choices)
        if not any(choice.correct for choice in self.choices):
            allowed = "a list with one or more that are correct: true"
            raise refusal("choices", "0 correct", allowed)
        return self


def _differ(choices: list[Choice]) -> None:
    texts = [choice.text for choice in choices]
    for index, text in enumerate(texts):
        if text in texts[:index]:
            raise refusal(f"choices[{index + 1}].text", text, "different from the other choices")


class Answer(Row):
    """A value, and how far from it still counts: plus or minus, in the question's unit."""

    value: Number
    tolerance: Width


class Mistake(Answer):
    """A wrong value that many give, with its own feedback."""

    feedback: Words


class NumberQuestion(Asked):
    """Type a number."""

    kind: Literal["number"]
    unit: Words
    answer: Answer
    feedback: Feedback
    mistakes: list[Mistake] = Field(default=[])

    @model_validator(mode="after")
    def _mistakes_are_wrong(self) -> NumberQuestion:
        for index, mistake in enumerate(self.mistakes):
            width = self.answer.tolerance + mistake.tolerance
            if abs(mistake.value - self.answer.value) <= width:
                allowed = "farther from the answer than both tolerances"
                raise refusal(f"mistakes[{index + 1}].value", mistake.value, allowed)
        return self


class Target(Row):
    """A result that an explorer shows (one of ``results`` in ``strings/en.yaml``), and its range."""

    result: str
    min: Number
    max: Number

    @model_validator(mode="after")
    def _can_be_met(self) -> Target:
        if self.result not in strings()["results"]:
            raise refusal("result", self.result, "one of " + ", ".join(strings()["results"]))
        if self.max <= self.min:
            raise refusal("max", self.max, f"more than target.min, {self.min:g}")
        return self


class Link(Row):
    """How the question begins and is answered where the explorer is a link away: on a learning platform.

    `ask` is the slider whose value answers; `preset` (of the explorer; unless told, its sliders stand as after reset)
    and `set` (slider to value) say where the sliders stand at first.
    """

    ask: str
    preset: str | None = None
    set: dict[str, Number] = Field(default={})


class ExplorerQuestion(Asked):
    """Move an explorer's sliders until a result is in its range."""

    kind: Literal["explorer"]
    explorer: Name
    target: Target
    link: Link
    feedback: Feedback


Question = Annotated[
    ChoiceQuestion | SeveralQuestion | NumberQuestion | ExplorerQuestion,
    Field(discriminator="kind"),
]


class Quiz(Row):
    """The questions of a chapter; the context is the chapter's name."""

    chapter: str
    questions: Annotated[list[Question], Field(min_length=1)]
    twice: list[ChoiceQuestion] = Field(default=[])

    @model_validator(mode="after")
    def _fits_its_file(self, info: ValidationInfo) -> Quiz:
        if self.chapter != info.context:
            raise refusal("chapter", self.chapter, f'"{info.context}", as the file is called')
        taken: set[str] = set()
        for field, questions in (("questions", self.questions), ("twice", self.twice)):
            for index, question in enumerate(questions):
                if question.id in taken:
                    raise refusal(f"{field}[{index + 1}].id", question.id, "used once in the file")
                taken.add(question.id)
        return self


def _place(steps: tables.Steps, content: Any) -> tables.Place:
    """Name the question that a value stands in, where that has a name."""
    if len(steps) > 2 and steps[0] in ("questions", "twice") and steps[2] not in ("id", "kind"):
        name = content[steps[0]][steps[1]].get("id")
        if isinstance(name, str) and _NAME.fullmatch(name):
            return tables.Place(f'question "{name}"', steps[2:])
    return tables.Place("", steps)
