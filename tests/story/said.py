"""What the explorers, small figures, bets and questions of a page can say: the finder of `test_words.py`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args, get_origin, get_type_hints

from widgets import bets, explorers, figures, quizzes
from widgets.explorers.kit.words import KitWords, Told, Words
from widgets.quizzes.loading import asked_twice

#: A code cell shows one widget.
SHOWN = re.compile(r"(explorers|figures|bets|quizzes)\.(\w+)\((?:\"([\w-]+)\")?")
#: Those that are there whatever its reader does.
SHOWN_ALWAYS = {"time", "cutoffs", "terms", "shared.units"}
#: Below a picture that a reader takes away, and so on no page.
UNSAID = re.compile(r"(shared\.)?caption$")
#: Fields of a bet, a figure and a quiz that no reader reads.
FIELDS = re.compile(r"(^|\.)(id|kind|unit|explorer|chart|pad|series|sliders|values|when|result)\b")


def _told(kind: Any, place: str = "") -> Iterator[str]:
    """Yield where a schema of words has what is `Told`, each place as a pattern."""
    if kind == Told:
        yield place
    elif hasattr(kind, "model_fields"):
        hints = get_type_hints(kind, include_extras=True)
        for name in kind.model_fields:
            yield from _told(hints[name], rf"{place}\.{name}" if place else name)
    else:
        for inner in get_args(kind):
            yield from _told(inner, rf"{place}\.\w+" if get_origin(kind) is dict else place)


#: Texts of an explorer that may hold words of the glossary: its own, and those that it has of the kit.
TOLD = re.compile("|".join([*_told(Words), *_told(KitWords)]))


@dataclass(frozen=True)
class Saying:
    """A text of a widget.

    Attributes
    ----------
    place : str
        Where it stands among the words of its widget.
    part : str
        What a reader sees together with it: a fold, the people, or "".
    text : str
    told : bool
        Whether its words may lead to the glossary.
    """

    place: str
    part: str
    text: str
    told: bool = False


def sayings(source: str) -> list[Saying]:
    """Return all that the widget of a code cell can say."""
    shown = SHOWN.search(source)
    if not shown:
        return []
    room, what, name = shown.groups()
    if room == "explorers":
        return [*of_explorer(getattr(explorers, what)().view.spec["words"])]
    if room == "quizzes":
        quiz = quizzes.load(name) if what == "show" else asked_twice(name, what)
        return [*_texts(quiz["questions"])]
    return [*_texts({"bets": bets, "figures": figures}[room].load(name))]


def of_explorer(words: dict[str, Any]) -> Iterator[Saying]:
    """Yield all that an explorer with these words can say."""
    for saying in _texts(words):
        if not UNSAID.match(saying.place):
            fold = re.match(r"details\.\w+|measured", saying.place)
            told = bool(TOLD.fullmatch(saying.place))
            yield Saying(saying.place, fold[0] if fold else "", saying.text, told)


def _texts(content: Any, place: str = "") -> Iterator[Saying]:
    if isinstance(content, str):
        if not FIELDS.search(place):
            yield Saying(place, "", content)
    elif isinstance(content, dict):
        for name, inner in content.items():
            yield from _texts(inner, f"{place}.{name}" if place else str(name))
    elif isinstance(content, list):
        for inner in content:
            yield from _texts(inner, place)
