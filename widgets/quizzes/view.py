"""The widget that shows a quiz. Everything a reader does happens in the browser."""

from __future__ import annotations

from typing import Any

import anywidget
import traitlets

from widgets.bundled import bundled
from widgets.quizzes import readable, shown


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
        What `widgets.quizzes.shown.spec` returns.

    Raises
    ------
    RuntimeError
        If the JavaScript has not been bundled.
    """

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)

    spec = traitlets.Dict().tag(sync=True)

    def __init__(self, quiz: dict[str, Any], part: str = "") -> None:
        spec = shown.spec(quiz, part)
        super().__init__(_esm=bundled("quizzes.js"), _css=bundled("quizzes.css"), spec=spec)
        self._quiz, self._part = quiz, part

    def __repr__(self) -> str:
        """Return the questions as text: what shows where no script runs."""
        return readable.as_text(self._quiz, self._part)

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        bundle, metadata = super()._repr_mimebundle_(**kwargs)
        return {**bundle, "text/html": readable.as_html(self._quiz, self._part)}, metadata
