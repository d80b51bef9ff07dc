"""Moodle's question file (Moodle XML): all feedback stands where its answer is.

Texts are CDATA: Moodle's reader may lose a space that stands alone between two escaped characters.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.dom.minidom import Element

from .elements import document, element, literal
from .items import Band, Choice, Item, Quiz, number, strings

#: Moodle knows no half-open range: this far reaches one whose end is open.
_FAR = 1e6


def questions(quiz: Quiz) -> bytes:
    """The question file of a quiz, its questions in a category of the chapter."""
    path = f"top/{strings()['category']}/{quiz.chapter[:2]} {quiz.title}"
    category = element("question", {"type": "category"}, element("category", None, _text(path)))
    return document(element("quiz", None, category, *map(_question, quiz.items)))


def _question(item: Item) -> Element:
    kind = "multichoice" if item.choices else "numerical"
    return element(
        "question",
        {"type": kind},
        element("name", None, _text(item.title)),
        _html("questiontext", item.prompt),
        element("defaultgrade", None, "1"),
        element("idnumber", None, item.name),
        *(_chosen(item) if item.choices else map(_band, _ordered(item.bands))),
    )


def _chosen(item: Item) -> Iterator[Element]:
    yield element("single", None, "false" if item.several else "true")
    yield element("shuffleanswers", None, "true")
    yield element("answernumbering", None, "none")
    right = sum(choice.right for choice in item.choices)
    for choice in item.choices:
        yield _answer(choice.text, _share(choice, right, item.several), choice.feedback, "html")


def _share(choice: Choice, right: int, several: bool) -> str:
    """Percent of the points: where several are right, a wrong one costs what a right one earns."""
    if choice.right:
        return number(round(100 / right, 5))
    return number(round(-100 / right, 5)) if several else "0"


def _ordered(bands: tuple[Band, ...]) -> list[Band]:
    """The right ones first: the first right answer is the one that Moodle shows."""
    return sorted(bands, key=lambda band: not band.right)


def _band(band: Band) -> Element:
    low = band.high - 2 * _FAR if band.low is None and band.high is not None else band.low
    high = band.low + 2 * _FAR if band.high is None and band.low is not None else band.high
    share = "100" if band.right else "0"
    if low is None or high is None:
        return _answer("*", share, band.feedback, "moodle_auto_format")
    answer = _answer(number((low + high) / 2), share, band.feedback, "moodle_auto_format")
    answer.appendChild(element("tolerance", None, number((high - low) / 2)))
    return answer


def _answer(text: str, share: str, feedback: str, style: str) -> Element:
    attributes = {"fraction": share, "format": style}
    return element("answer", attributes, _text(text), _html("feedback", feedback))


def _html(name: str, text: str) -> Element:
    return element(name, {"format": "html"}, _text(text))


def _text(text: str) -> Element:
    return element("text", None, literal(text))
