"""A question as a learning platform knows it: its text, its answers, and what is said of each. Texts are HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import yaml

from widgets.quizzes import markup
from widgets.quizzes.loading import strings as words_of_quizzes

Fields = dict[str, Any]


@cache
def strings() -> Fields:
    """Words around the questions on a platform."""
    return yaml.safe_load((Path(__file__).parent / "strings/en.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Choice:
    """One of the answers to choose from."""

    text: str
    right: bool
    feedback: str


@dataclass(frozen=True)
class Band:
    """Numbers that are judged alike.

    Attributes
    ----------
    low, high : float or None
        Its ends, which belong to it; None where it has none.
    right : bool
    feedback : str
    when : str
        Which wrong numbers these are, for a platform that has one text for all of them.
    value : float or None
        The right number itself, where the band is a tolerance around it.
    """

    low: float | None
    high: float | None
    right: bool
    feedback: str
    when: str = ""
    value: float | None = None


@dataclass(frozen=True)
class Item:
    """One question.

    Attributes
    ----------
    name : str
        ``<chapter>.<question>``; stays when the words change.
    title : str
    prompt : str
    choices : tuple of Choice
        Empty where a number is typed.
    several : bool
        Whether more than one choice may be right.
    bands : tuple of Band
        How a typed number is judged: by the first that holds it. Empty where an answer is chosen.
    """

    name: str
    title: str
    prompt: str
    choices: tuple[Choice, ...] = ()
    several: bool = False
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True)
class Quiz:
    """The questions of a chapter; the title is the chapter's."""

    chapter: str
    title: str
    items: tuple[Item, ...] = ()


def paragraph(text: str) -> str:
    """A text of the questions, with their markup, as an HTML paragraph."""
    return f"<p>{markup.html(text)}</p>"


def chosen(question: Fields) -> tuple[Choice, ...]:
    """The choices of a question."""
    return tuple(
        Choice(
            markup.html(choice["text"]), choice.get("correct", False), paragraph(choice["feedback"])
        )
        for choice in question["choices"]
    )


def typed(question: Fields) -> tuple[Band, ...]:
    """How the number that is typed for a question is judged: right, a known mistake, too low, too high."""
    return tuple(_typed(question))


def _typed(question: Fields) -> Iterator[Band]:
    told, when = question["feedback"], strings()["wrong"]
    value, tolerance = question["answer"]["value"], question["answer"]["tolerance"]
    yield Band(*around(value, tolerance), True, paragraph(told["correct"]), value=value)
    for mistake in question.get("mistakes", []):
        near = when["mistake"].format(value=number(mistake["value"]), unit=question["unit"])
        ends = around(mistake["value"], mistake["tolerance"])
        yield Band(*ends, False, paragraph(mistake["feedback"]), escape(near))
    yield Band(None, value, False, paragraph(told["low"]), when["low"])
    yield Band(value, None, False, paragraph(told["high"]), when["high"])


def prompted(question: Fields) -> str:
    """The prompt of a question, with its unit, or that several answers may be right."""
    words = words_of_quizzes()
    prompt = paragraph(question["prompt"])
    if question["kind"] == "number":
        unit = words["answer_unit"].format(unit=question["unit"])
        return f"{prompt}<p>{escape(words['answer'])} {escape(unit)}</p>"
    return prompt + (
        f"<p>{escape(words['several_hint'])}</p>" if question["kind"] == "several" else ""
    )


def link(address: str, words: str) -> str:
    """A link in a paragraph of its own, which leaves the platform's page open."""
    return f'<p><a href="{escape(address)}" target="_blank">{escape(words)}</a></p>'


def around(value: float, tolerance: float) -> tuple[float, float]:
    """Ends of a tolerance, without the rounding of binary fractions."""
    return round(value - tolerance, 9), round(value + tolerance, 9)


def number(value: float) -> str:
    """A number as a platform reads it: no exponent, no needless digits."""
    return f"{value:.9f}".rstrip("0").rstrip(".")
