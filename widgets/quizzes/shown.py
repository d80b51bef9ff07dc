"""A quiz as the browser is given it: texts cut into runs of one style, choices in the order in which they stand.

A question that comes back after days (``book/runtime/review/``) carries a stamp of what it asks: one that has changed
since a reader answered it is a new question.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from widgets.explorers.kit.quantities import quantities
from widgets.quizzes import markup
from widgets.quizzes.loading import strings
from widgets.quizzes.order import order

# Fields that hold words for a reader, wherever they stand in a question.
_WORDS = {"prompt", "text", "feedback", "correct", "low", "high"}
_STAMP = 8  # letters: of some hundred questions no two editions share one


def spec(quiz: dict[str, Any], part: str = "") -> dict[str, Any]:
    """Return a quiz as the browser is given it.

    Parameters
    ----------
    quiz : dict
        A checked quiz, from `widgets.quizzes.load` or `widgets.quizzes.loading.asked_twice`.
    part : str
        ``"before"`` or ``"after"`` for questions that are asked twice; "" for the quiz of a chapter.

    Returns
    -------
    dict
        ``chapter``, ``part``, ``questions`` (choices with their ``order``; with a ``stamp`` what comes back after
        days), ``strings`` (of ``results`` those that its questions read from an explorer), and ``units``: what else a
        number may be given in, by the unit that the questions have it in.
    """
    words = strings(part)
    read = {question["target"]["result"] for question in quiz["questions"] if "target" in question}
    results = {name: said for name, said in words["results"].items() if name in read}
    return {
        "chapter": quiz["chapter"],
        "part": part,
        "questions": [_shown(quiz["chapter"], question, part) for question in quiz["questions"]],
        "strings": {key: value for key, value in words.items() if key != "readable"}
        | {"results": results},
        "units": _other_units(),
    }


def _shown(chapter: str, question: dict[str, Any], part: str) -> dict[str, Any]:
    placed = {"order": order(chapter, question)} if "choices" in question else {}
    # An explorer's question needs its explorer, and one from before the story tells nothing.
    stamped = part != "before" and question["kind"] != "explorer"
    return {**_with_runs(question), **placed, **({"stamp": _stamp(question)} if stamped else {})}


def _stamp(question: dict[str, Any]) -> str:
    """Return the stamp of what a question asks; what is said of an answer may be put better at any time."""
    asked = json.dumps(_asked(question), sort_keys=True, ensure_ascii=False)
    return sha256(asked.encode()).hexdigest()[:_STAMP]


def _asked(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _asked(inner) for name, inner in value.items() if name != "feedback"}
    return [_asked(inner) for inner in value] if isinstance(value, list) else value


def _other_units() -> dict[str, dict[str, dict[str, Any]]]:
    """Return, by the model's own unit, the others of the same quantity: ``factor`` and ``digits``."""
    return {
        first["unit"]: {
            other["unit"]: {key: other[key] for key in ("factor", "digits")} for other in others
        }
        for first, *others in quantities().values()
        if others
    }


def _with_runs(value: Any, key: str = "") -> Any:
    """Cut every text for a reader into runs, so that the browser parses nothing."""
    if isinstance(value, dict):
        return {name: _with_runs(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_with_runs(inner, key) for inner in value]
    return markup.runs(value) if isinstance(value, str) and key in _WORDS else value
