"""A quiz as words alone, for where no script runs: print, GitHub, a text reader."""

from __future__ import annotations

import textwrap
from html import escape
from typing import Any

from widgets.quizzes import markup
from widgets.quizzes.loading import strings
from widgets.quizzes.order import order
from widgets.results import amount, written

_WIDTH = 76
_MARK = {"choice": "   ( ) ", "several": "   [ ] "}


def as_text(quiz: dict[str, Any], part: str = "") -> str:
    """Return the questions of a quiz as plain text, without the answers.

    Parameters
    ----------
    quiz : dict
        A checked quiz, from `widgets.quizzes.load` or `widgets.quizzes.loading.asked_twice`.
    part : str
        ``"before"`` or ``"after"`` for questions that are asked twice.

    Returns
    -------
    str
        Numbered questions, wrapped for a page.
    """
    blocks = [strings(part)["title"]]
    if part == "after":  # on paper nobody needs to read them twice
        return "\n\n".join([*blocks, strings(part)["again"]])
    for number, question in enumerate(quiz["questions"], 1):
        lines = _wrapped(f"{number}. ", markup.plain(question["prompt"]))
        for answer in _answers(quiz["chapter"], question):
            lines += _wrapped(_MARK.get(question["kind"], "   "), markup.plain(answer))
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def as_html(quiz: dict[str, Any], part: str = "") -> str:
    """Return the questions of a quiz as HTML, without the answers.

    Parameters
    ----------
    quiz : dict
        A checked quiz, from `widgets.quizzes.load` or `widgets.quizzes.loading.asked_twice`.
    part : str
        ``"before"`` or ``"after"`` for questions that are asked twice.

    Returns
    -------
    str
        An ordered list; needs no style and no script.
    """
    title = escape(strings(part)["title"])
    if part == "after":
        return f'<div class="quiz-readable"><p>{title}</p><p>{escape(strings(part)["again"])}</p></div>'
    questions = "".join(
        f"<li><p>{markup.html(question['prompt'])}</p><ul>"
        + "".join(
            f"<li>{markup.html(answer)}</li>" for answer in _answers(quiz["chapter"], question)
        )
        + "</ul></li>"
        for question in quiz["questions"]
    )
    return f'<div class="quiz-readable"><p>{title}</p><ol>{questions}</ol></div>'


def answers_as_html(quiz: dict[str, Any]) -> str:
    """Return the right answers of a quiz as HTML, each with its explanation.

    Parameters
    ----------
    quiz : dict
        A checked quiz, from `widgets.quizzes.load`.

    Returns
    -------
    str
        An ordered list, numbered as the questions of `as_html`.
    """
    answers = "".join(f"<li>{_right(question)}</li>" for question in quiz["questions"])
    return f'<ol class="quiz-answers">{answers}</ol>'


def _right(question: dict[str, Any]) -> str:
    if question["kind"] in ("choice", "several"):
        right = [choice for choice in question["choices"] if choice.get("correct")]
        explained = [(markup.html(choice["text"]), choice["feedback"]) for choice in right]
    else:
        answer = question.get("answer")
        value = amount(written(answer["value"]), question["unit"]) if answer else ""
        explained = [(escape(value), question["feedback"]["correct"])]
    return "".join(f"<p><strong>{text}</strong> {markup.html(why)}</p>" for text, why in explained)


def _answers(chapter: str, question: dict[str, Any]) -> list[str]:
    """Return what a reader chooses from, or where the answer is written."""
    words = strings()["readable"]
    if question["kind"] == "number":
        return [words["number"].format(unit=question["unit"])]
    if question["kind"] == "explorer":
        return [words["explorer"]]
    return [question["choices"][place]["text"] for place in order(chapter, question)]


def _wrapped(start: str, text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=start, subsequent_indent=" " * len(start))
