"""What the book asks its readers: the questions, the bets, and what the model says of the curves.

``python -m book.asked`` writes it as JSON, for the bundles that keep a reader's record and show a
class (`bundle.mjs` runs it). The questions come from `widgets.quizzes`, the bets from the cell
*Predict* of each chapter, the curves from the model, the words from ``strings/en-class.yaml``.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import yaml

from widgets import quizzes
from widgets.model import Drift, Person, ogtt, years
from widgets.quizzes import loading, markup

ROOT = Path(__file__).parents[1]
PADS = ROOT / "book/runtime/pads.json"
WORDS = ROOT / "widgets/quizzes/strings/en-class.yaml"
OUT = ROOT / "widgets/generated"

TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
QUESTION = re.compile(r"\*\*([^*]+\?)\*\* Choose")
BET = re.compile(r"^:+\{dropdown\} My bet: (.+)$", re.MULTILINE)
FINE = 15  # values of the model to each point of a pad, so that its peak is not cut off
DRAWN = re.compile(r"\bdraw-(\w+)")

Curves = dict[str, list[float]]


class BetError(ValueError):
    """A chapter whose *Predict* does not ask as the others do."""


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
        drawing pads) and ``questions``, as in the chapter's file but without markup.

    Raises
    ------
    BetError
        If the chapter's *Predict* has no question, no bets, or a drawing pad that is not known.
    """
    cells = nbformat.read(ROOT / f"chapters/{name}.ipynb", as_version=4).cells
    predict = next((cell.source for cell in cells if cell.id == "predict"), "")
    question, bets, drawn = QUESTION.search(predict), BET.findall(predict), DRAWN.findall(predict)
    unknown = set(drawn) - set(pads())
    if question is None or not bets or unknown:
        raise BetError(
            f'chapters/{name}.ipynb, cell "predict": question {question and question[1]!r}, '
            f"{len(bets)} bets, drawing pads {drawn}; allowed are one bold question before "
            f'"Choose", one or more folds "My bet: …", and the pads {", ".join(pads())}'
        )
    return {
        "name": name,
        "title": TITLE.findall(cells[0].source)[0],
        "bet": {
            "question": question[1],
            "bets": [markup.plain(bet) for bet in bets],
            "drawn": drawn,
        },
        "questions": [_asked(question) for question in quizzes.load(name)["questions"]],
    }


def pads() -> dict[str, Any]:
    """Return the drawing pads by name, each with its axes."""
    return json.loads(PADS.read_text("utf-8"))


def moments(pad: str, parts: int = 1) -> list[float]:
    """Return the moments at which a pad has a point, in minutes or years, and `parts` to each."""
    x = pads()[pad]["x"]
    steps = (x["to"] - x["from"]) // x["step"]
    return [x["from"] + x["step"] * index / parts for index in range(steps * parts + 1)]


def drink(person: Person) -> Curves:
    """Return glucose (mg/dL) and insulin (µU/mL) of a person after 75 g of glucose."""
    course = ogtt(person)
    series = {"glucose": course.glucose_mgdl, "insulin": course.insulin_uUml}
    return {
        pad: [round(float(np.interp(at, course.minutes, values)), 1) for at in moments(pad, FINE)]
        for pad, values in series.items()
    }


def fifteen_years(person: Person) -> Curves:
    """Return a person's fasting glucose (mg/dL) on the course of resistance of chapter 8."""
    life = years(person, Drift().then(day=0, muscle=0.20, liver=0.90, days=1053))
    fasting = life.fasting_glucose_mgdl
    return {"years": [round(float(life.value(fasting, at)), 1) for at in moments("years", FINE)]}


def curves() -> dict[str, Curves]:
    """Return what the model does where a chapter lets its readers draw: pad to values."""
    return {
        "02-from-food-to-blood": drink(Person()),
        "05-insulin-resistance": drink(Person(muscle=0.4)),
        "08-hyperglycemia": fifteen_years(Person(reserve=0.33 * 1.4)),
    }


def ghosts() -> dict[str, Curves]:
    """Return what a reader may see while drawing: the healthy person, where the chapter has said it."""
    return {"05-insulin-resistance": drink(Person())}


def _asked(question: dict[str, Any]) -> dict[str, Any]:
    """Return a question without markup; one of an explorer also says how its value reads."""
    asked = _plain(question)
    if question["kind"] == "explorer":
        asked["reads"] = loading.strings()["results"][question["target"]["result"]]["text"]
    return asked


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return markup.plain(value) if isinstance(value, str) else value


def main() -> None:
    """Write the two files."""
    chapters = [chapter(name) for name in quizzes.chapters()]
    asked = {"chapters": chapters, "curves": curves(), "ghosts": ghosts()}
    OUT.mkdir(exist_ok=True)
    for name, content in {
        "asked": asked,
        "words": yaml.safe_load(WORDS.read_text("utf-8")),
    }.items():
        (OUT / f"{name}.json").write_text(json.dumps(content, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main()
