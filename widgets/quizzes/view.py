"""The widget that shows a quiz. Everything a reader does happens in the browser."""

from __future__ import annotations

from typing import Any

import anywidget
import traitlets

from widgets.bundled import bundled
from widgets.explorers.kit.quantities import quantities
from widgets.quizzes import markup, readable
from widgets.quizzes.loading import strings
from widgets.quizzes.order import order

# Fields that hold words for a reader, wherever they stand in a question.
_WORDS = {"prompt", "text", "feedback", "correct", "low", "high"}


class QuizView(anywidget.AnyWidget):
    """The quiz of one chapter.

    It needs no kernel: the page gets the questions, the answers and the words once,
    in `spec`, and the browser does the rest.

    Parameters
    ----------
    quiz : dict
        A checked quiz, from `widgets.quizzes.load` or `widgets.quizzes.loading.asked_twice`.
    part : str
        ``"before"`` or ``"after"`` for questions that are asked twice; "" for the quiz of a chapter.

    Attributes
    ----------
    spec : dict
        ``chapter``, ``questions`` (texts cut into runs of one style; choices with the ``order`` in which they stand),
        ``part``, ``strings``, and ``units``: what else a number may be given in, by the unit that the questions have
        it in.

    Raises
    ------
    RuntimeError
        If the JavaScript has not been bundled.
    """

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)

    spec = traitlets.Dict().tag(sync=True)

    def __init__(self, quiz: dict[str, Any], part: str = "") -> None:
        words = strings(part)
        spec = {
            "chapter": quiz["chapter"],
            "part": part,
            "questions": [_shown(quiz["chapter"], question) for question in quiz["questions"]],
            "strings": {key: value for key, value in words.items() if key != "readable"},
            "units": _other_units(),
        }
        super().__init__(_esm=bundled("quizzes.js"), _css=bundled("quizzes.css"), spec=spec)
        self._quiz, self._part = quiz, part

    def __repr__(self) -> str:
        """Return the questions as text: what shows where no script runs."""
        return readable.as_text(self._quiz, self._part)

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        bundle, metadata = super()._repr_mimebundle_(**kwargs)
        return {**bundle, "text/html": readable.as_html(self._quiz, self._part)}, metadata


def _other_units() -> dict[str, dict[str, dict[str, Any]]]:
    """Return, by the model's own unit, the others of the same quantity: ``factor`` and ``digits``."""
    return {
        first["unit"]: {
            other["unit"]: {key: other[key] for key in ("factor", "digits")} for other in others
        }
        for first, *others in quantities().values()
        if others
    }


def _shown(chapter: str, question: dict[str, Any]) -> dict[str, Any]:
    """Return a question as the page needs it."""
    placed = {"order": order(chapter, question)} if "choices" in question else {}
    return {**_with_runs(question), **placed}


def _with_runs(value: Any, key: str = "") -> Any:
    """Cut every text for a reader into runs, so that the browser parses nothing."""
    if isinstance(value, dict):
        return {name: _with_runs(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_with_runs(inner, key) for inner in value]
    return markup.runs(value) if isinstance(value, str) and key in _WORDS else value
