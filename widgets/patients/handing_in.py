"""Answers as a grader reads them: plain numbers, words and lists under a MIME type of their own.

A graded cell only hands in. What is right is found out elsewhere, where no student's code runs.
"""

from __future__ import annotations

import json
import numbers
from typing import Any

from .one_line import OneLineError

#: MIME type of what is handed in: JSON with ``id``, ``question`` and ``answers``.
MIME = "application/vnd.when-cells-stop-listening.answers+json"

#: Largest answer of one question, in characters of its JSON, and longest text in it.
LARGEST, LONGEST_TEXT = 20_000, 500

#: Most lists and dicts inside one another, and largest size of a number.
DEEPEST, LARGEST_NUMBER = 20, 1e300

#: How the line of a question begins that still has an answer to come.
NOT_YET = "Not handed in yet"

_ALLOWED = "a finite number, true or false, a short text, or a list or dict of these"


class AnswerError(OneLineError):
    """An answer that cannot be handed in."""


def plain(name: str, value: Any, depth: int = 0) -> Any:
    """An answer as plain JSON: NumPy's numbers and arrays become Python's.

    Parameters
    ----------
    name : str
        Name of the answer, for the error.
    value : object
    depth : int
        In how many lists and dicts it stands.

    Raises
    ------
    AnswerError
        If it holds what is no number, text, list or dict, a number that is not finite or too large, or too many lists
        inside one another. Names answer and value.
    """
    if depth > DEEPEST:
        answer = name.partition("[")[0]
        raise AnswerError(
            f"{answer} has lists more than {DEEPEST} deep in one another; allowed: up to {DEEPEST}"
        )
    if hasattr(value, "tolist"):  # an array or a number of NumPy's
        value = value.tolist()
    if isinstance(value, bool) or (isinstance(value, str) and len(value) <= LONGEST_TEXT):
        return value
    if isinstance(value, numbers.Real) and -LARGEST_NUMBER <= value <= LARGEST_NUMBER:
        return int(value) if isinstance(value, numbers.Integral) else float(value)
    if isinstance(value, list | tuple):
        return [plain(f"{name}[{place}]", v, depth + 1) for place, v in enumerate(value)]
    if isinstance(value, dict):
        return {str(key): plain(f"{name}[{key!r}]", v, depth + 1) for key, v in value.items()}
    raise AnswerError(f"{name} is {_shown(value)}; allowed: {_ALLOWED}")


def bundle(student: str, question: str, answers: dict[str, Any]) -> dict[str, Any]:
    """What a graded cell shows: the answers for a grader, and a line for the student.

    A question with an answer that is still ``...`` has the line alone, and is no error: *Run All* goes on behind it.

    Raises
    ------
    AnswerError
        If there is no answer, one cannot be handed in, or all are too large together.
    """
    if not answers:
        raise AnswerError(f"answers of {question!r} are missing; allowed: one or more, by name")
    if open_ := [name for name, value in answers.items() if value is ...]:
        return {"text/plain": f"{NOT_YET}: ... stands for {', '.join(open_)}"}
    plain_answers = {name: plain(name, value) for name, value in answers.items()}
    size = len(json.dumps(plain_answers))
    if size > LARGEST:
        raise AnswerError(
            f"answers of {question!r} have {size} characters; allowed: up to {LARGEST}"
        )
    shown = ", ".join(f"{name} = {_shown(value)}" for name, value in plain_answers.items())
    return {
        MIME: {"id": student, "question": question, "answers": plain_answers},
        "text/plain": f"Handed in: {shown}",
    }


def _shown(value: Any) -> str:
    try:
        text = f"{value:g}" if isinstance(value, float) else repr(value)
    except ValueError:  # Python writes no whole number of thousands of digits
        text = "a number too large to write"
    return text if len(text) <= 60 else f"{text[:57]}…"
