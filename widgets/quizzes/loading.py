"""Reading the questions of a chapter, and refusing what would not work.

A file has ``chapter`` (as the file is called) and ``questions``. Every question has ``id`` (it
stays when the words change: readers' right answers are kept under it), ``prompt``, ``kind`` and:

choice
    ``choices``: each with ``text`` and ``feedback``; exactly one is ``correct: true``.
several
    The same; one or more are ``correct: true``.
number
    ``unit``; ``answer`` with ``value`` and ``tolerance`` (plus or minus, in that unit);
    ``feedback`` for ``correct``, ``low`` and ``high``; if wanted ``mistakes``, each with
    ``value``, ``tolerance`` and its own ``feedback``.
explorer
    ``explorer``, its name; ``target`` with ``result`` (one of ``results`` in ``strings/en.yaml``),
    ``min`` and ``max``; ``feedback`` for ``correct``, ``low`` and ``high``.

Texts may hold ``**bold**`` and ``*italic*``. Each rule that a file breaks gives one error, which
names the file, the question, the field, the value found and what is allowed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

import yaml

from widgets.quizzes import markup

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
    if chapter not in chapters():
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
    place = Place(path.name)
    quiz = place.fields("", _parse(path), needed=("chapter", "questions"))
    if quiz["chapter"] != path.stem:
        place.refuse("chapter", quiz["chapter"], f'"{path.stem}", as the file is called')
    taken: set[str] = set()
    for index, question in enumerate(place.entries("questions", quiz["questions"], least=1)):
        _check_question(path.name, index, question, taken)
    return quiz


@cache
def strings() -> Fields:
    """Return the words around the questions."""
    return yaml.safe_load((HERE / "strings" / "en.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Place:
    """Where in the files a value stands; every refusal starts from it."""

    file: str
    question: str = ""

    def refuse(self, field: str, value: object, allowed: str) -> NoReturn:
        """Raise the one error for a value that is not allowed."""
        where = f'{self.file}, question "{self.question}"' if self.question else self.file
        what = f'"{field}"' if field else "the content"
        raise QuizError(f"{where}: {what} is {_shown(value)}; it must be {allowed}.")

    def fields(
        self, field: str, value: object, needed: tuple[str, ...], optional: tuple[str, ...] = ()
    ) -> Fields:
        """Check that a value has the fields it needs and no other."""
        allowed = "a set of fields: " + ", ".join(
            [*needed, *(f"{name} (optional)" for name in optional)]
        )
        if not isinstance(value, dict):
            self.refuse(field, value, allowed)
        inside = f"{field}." if field else ""
        for name in value:
            if name not in (*needed, *optional):
                self.refuse(f"{inside}{name}", value[name], f"left out; there is {allowed}")
        for name in needed:
            if name not in value:
                self.refuse(f"{inside}{name}", _MISSING, "given")
        return value

    def entries(self, field: str, value: object, least: int) -> list[Any]:
        """Check that a value is a list that is long enough."""
        if not isinstance(value, list) or len(value) < least:
            self.refuse(field, value, f"a list of {least} or more")
        return value

    def text(self, field: str, value: object) -> str:
        """Check that a value is words, with sound markup."""
        if not isinstance(value, str) or not value.strip():
            self.refuse(field, value, "text that is not empty (in quotes)")
        try:
            markup.runs(value)
        except ValueError:
            self.refuse(field, value, "text whose asterisks come in pairs: **bold** or *italic*")
        return value

    def number(self, field: str, value: object, least: float = -math.inf) -> float:
        """Check that a value is a finite number, not below the least."""
        allowed = "a number" if least == -math.inf else f"a number, {least:g} or more"
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.refuse(field, value, allowed)
        if not math.isfinite(value) or value < least:
            self.refuse(field, value, allowed)
        return value

    def name(self, field: str, value: object) -> str:
        """Check that a value is a stable name."""
        if not isinstance(value, str) or not re.fullmatch(r"[a-z][a-z0-9-]*", value):
            self.refuse(field, value, "a name of small letters, digits and hyphens")
        return value


class _Missing:
    def __repr__(self) -> str:
        return "missing"


_MISSING = _Missing()


def _shown(value: object) -> str:
    """Write a value into a message, short enough to read."""
    written = f'"{value}"' if isinstance(value, str) else repr(value)
    return written if len(written) <= 60 else f"{written[:57]}…"


class _StrictLoader(yaml.SafeLoader):
    """YAML that refuses a field given twice, where plain YAML keeps the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[object] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    problem=f'the field "{key.value}" is given twice', problem_mark=key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def _parse(path: Path) -> object:
    try:
        # _StrictLoader is a SafeLoader: it builds plain values only.
        return yaml.load(path.read_text(encoding="utf-8"), _StrictLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = f", line {mark.line + 1}" if mark else ""
        raise QuizError(f"{path.name}{line}: this is not sound YAML: {error.problem}.") from error


def _check_question(file: str, index: int, question: object, taken: set[str]) -> None:
    start = Place(file)
    field = f"questions[{index + 1}]"
    if not isinstance(question, dict):
        start.refuse(field, question, "a question with id, kind, prompt and its answers")
    for name in ("id", "kind"):
        if name not in question:
            start.refuse(f"{field}.{name}", _MISSING, "given")
    name = start.name(f"{field}.id", question["id"])
    place = Place(file, name)
    if name in taken:
        place.refuse("id", name, "used once in the file")
    taken.add(name)
    kind = question["kind"]
    if not isinstance(kind, str) or kind not in _KINDS:
        place.refuse("kind", kind, "one of " + ", ".join(_KINDS))
    needed, optional, check = _KINDS[kind]
    place.fields("", question, ("id", "kind", "prompt", *needed), optional)
    place.text("prompt", question["prompt"])
    check(place, question)


def _check_choices(place: Place, question: Fields) -> list[bool]:
    texts: set[str] = set()
    for index, choice in enumerate(place.entries("choices", question["choices"], least=2)):
        field = f"choices[{index + 1}]"
        place.fields(field, choice, ("text", "feedback"), ("correct",))
        text = place.text(f"{field}.text", choice["text"])
        if text in texts:
            place.refuse(f"{field}.text", text, "different from the other choices")
        texts.add(text)
        place.text(f"{field}.feedback", choice["feedback"])
        correct = choice.get("correct", False)
        if not isinstance(correct, bool):
            place.refuse(f"{field}.correct", correct, "true or false")
    return [choice.get("correct", False) for choice in question["choices"]]


def _check_choice(place: Place, question: Fields) -> None:
    right = sum(_check_choices(place, question))
    if right != 1:
        place.refuse("choices", f"{right} correct", "a list with exactly one that is correct: true")


def _check_several(place: Place, question: Fields) -> None:
    right = sum(_check_choices(place, question))
    if right == 0:
        place.refuse("choices", "0 correct", "a list with one or more that are correct: true")


def _check_feedback(place: Place, question: Fields) -> None:
    directions = ("correct", "low", "high")
    feedback = place.fields("feedback", question["feedback"], directions)
    for direction in directions:
        place.text(f"feedback.{direction}", feedback[direction])


def _check_near(place: Place, field: str, near: Fields) -> tuple[float, float]:
    value = place.number(f"{field}.value", near["value"])
    return value, place.number(f"{field}.tolerance", near["tolerance"], least=0)


def _check_number(place: Place, question: Fields) -> None:
    place.text("unit", question["unit"])
    answer = place.fields("answer", question["answer"], ("value", "tolerance"))
    value, tolerance = _check_near(place, "answer", answer)
    _check_feedback(place, question)
    for index, mistake in enumerate(place.entries("mistakes", question.get("mistakes", []), 0)):
        field = f"mistakes[{index + 1}]"
        place.fields(field, mistake, ("value", "tolerance", "feedback"))
        wrong, width = _check_near(place, field, mistake)
        if abs(wrong - value) <= tolerance + width:
            place.refuse(f"{field}.value", wrong, "farther from the answer than both tolerances")
        place.text(f"{field}.feedback", mistake["feedback"])


def _check_explorer(place: Place, question: Fields) -> None:
    place.name("explorer", question["explorer"])
    target = place.fields("target", question["target"], ("result", "min", "max"))
    results = strings()["results"]
    if not isinstance(target["result"], str) or target["result"] not in results:
        place.refuse("target.result", target["result"], "one of " + ", ".join(results))
    least = place.number("target.min", target["min"])
    if place.number("target.max", target["max"]) <= least:
        place.refuse("target.max", target["max"], f"more than target.min, {least:g}")
    _check_feedback(place, question)


# What each kind needs, what it may have, and its own rules.
_KINDS: dict[str, tuple[tuple[str, ...], tuple[str, ...], Callable[[Place, Fields], Any]]] = {
    "choice": (("choices",), (), _check_choice),
    "several": (("choices",), (), _check_several),
    "number": (("unit", "answer", "feedback"), ("mistakes",), _check_number),
    "explorer": (("explorer", "target", "feedback"), (), _check_explorer),
}
