"""What the book asks its readers: the questions, the bets, and what the model says of the curves.

``python -m book.asked`` writes it as JSON, for the bundles that keep a reader's record, bring questions back and show a
class (`bundle.mjs` runs it). The questions come from `widgets.quizzes`, the bets and the curves that answer them from
`widgets.bets`, the words of the pages from ``book/runtime/words.yaml``.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import nbformat
import yaml

from widgets import bets, quizzes
from widgets.bets import answers
from widgets.explorers.kit.words import kit_words
from widgets.quizzes import loading, markup, shown

ROOT = Path(__file__).parents[1]
WORDS = ROOT / "book/runtime/words.yaml"
OUT = ROOT / "widgets/generated"

PARTS = ("before", "after")  # when a question is asked that is asked twice

TITLE = re.compile(r"^# (.+)$", re.MULTILINE)


def chapter(name: str) -> dict[str, Any]:
    """Return what one chapter asks.

    Parameters
    ----------
    name : str
        Name of the chapter, such as ``"05-insulin-resistance"``.

    Returns
    -------
    dict
        ``name``, ``title``, ``bet`` (``question``, ``bets`` and ``drawn``, the names of its
        drawing pads) and ``questions``, as in the chapter's file but without markup; those that are asked twice
        come once for each time, with that time as ``part``.
    """
    bet = bets.load(name)
    return {
        "name": name,
        "title": _title(name),
        "bet": {
            "question": bet["question"],
            "bets": [choice["text"] for choice in bet["choices"]],
            "drawn": [curve["pad"] for curve in bet["curves"]],
        },
        "questions": [_asked(question) for question in quizzes.load(name)["questions"]]
        + [question for part in PARTS for question in _asked_twice(name, part)],
    }


def curves() -> dict[str, answers.Curves]:
    """Return what the model does where a chapter lets its readers draw: pad to values, as fine as a line."""
    drawn = {name: answers.curves(bets.load(name)) for name in bets.chapters()}
    return {name: _lines(found) for name, found in drawn.items() if found}


def _lines(found: answers.Curves) -> answers.Curves:
    return {pad: [round(value, 1) for value in values] for pad, values in found.items()}


def again() -> dict[str, Any]:
    """Return the questions that come back after days, and the words and units around them.

    Returns
    -------
    dict
        ``strings`` and ``units`` of `widgets.quizzes.shown.spec`, and ``chapters``: of each its ``name``, ``title`` and
        those of its ``questions`` that carry a stamp.
    """
    chapters = [
        {"name": name, "title": _title(name), "questions": _coming_back(name)}
        for name in quizzes.chapters()
    ]
    stated = shown.spec(quizzes.load(quizzes.chapters()[0]))
    return {"chapters": chapters, **{key: stated[key] for key in ("strings", "units")}}


def words() -> dict[str, Any]:
    """Return the words of the site's own scripts, with the explorers' for the way back to the text."""
    own = yaml.safe_load(WORDS.read_text("utf-8"))
    return {**own, "mention": {**own["mention"], **kit_words()["visit"]}}


def _coming_back(name: str) -> list[dict[str, Any]]:
    quiz = quizzes.load(name)
    specs = [shown.spec(quiz)]
    if "twice" in quiz:
        specs.append(shown.spec(loading.asked_twice(name, "after"), "after"))
    return [question for one in specs for question in one["questions"] if "stamp" in question]


def _title(name: str) -> str:
    cells = nbformat.read(ROOT / f"chapters/{name}.ipynb", as_version=4).cells
    return TITLE.findall(cells[0].source)[0]


def _asked(question: dict[str, Any]) -> dict[str, Any]:
    """Return a question without markup; one of an explorer also says how its value reads."""
    asked = _plain(question)
    if question["kind"] == "explorer":
        asked["reads"] = loading.strings()["results"][question["target"]["result"]]["text"]
    return asked


def _asked_twice(name: str, part: str) -> list[dict[str, Any]]:
    """Return what a chapter asks twice, as it is asked before or after the story."""
    if "twice" not in quizzes.load(name):
        return []
    named = loading.strings(part)["name"]
    asked = map(_plain, loading.asked_twice(name, part)["questions"])
    return [{**one, "part": part, "prompt": named.format(prompt=one["prompt"])} for one in asked]


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return markup.plain(value) if isinstance(value, str) else value


def main() -> None:
    """Write the files."""
    chapters = [chapter(name) for name in quizzes.chapters()]
    back = again()
    asked = {"chapters": chapters, "curves": curves(), "units": back["units"]}
    OUT.mkdir(exist_ok=True)
    for name, content in {"asked": asked, "again": back, "words": words()}.items():
        (OUT / f"{name}.json").write_text(json.dumps(content, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main()
