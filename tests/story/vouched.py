"""Who vouches for a number in the text: the finder of `test_numbers.py`.

A number of the story that carries one of `UNITS` is vouched for by the first of `VOUCHERS` that
knows it. What none of them knows, the test names. Not looked for are numbers without a unit (a
point in a list, a chapter), formulas and code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import nbformat
import test_story
import yaml
from conftest import ROOT

from book import prose, solutions
from widgets import explorers, lifestyle
from widgets.model import HYPOGLYCEMIA, THRESHOLDS
from widgets.model.statement.parameters import PRESETS, TABLE
from widgets.model.statement.units import convert

WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20,
}  # fmt: skip
PARTS = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "tenth": 1 / 10}
FOLD = {"twice": 2, "doubles": 2, "doubled": 2, "threefold": 3, "fourfold": 4, "fivefold": 5}

#: Each unit of the model, and how it is written.
UNITS = {
    "mg/kg/min": r"mg/kg/min",
    "mg/dL": r"mg/dL",
    "mmol/L": r"mmol/L",
    "µU/mL": r"µU/mL",
    "pmol/L": r"pmol/L",
    "%": r"%|percent\b",
    "×": r"times\b|×",
    "U": r"units\b|U\b",
    "years": r"years?\b",
    "months": r"months?\b",
    "weeks": r"weeks?\b",
    "days": r"days?\b",
    "hours": r"hours?\b|h\b",
    "min": r"minutes?\b|min\b",
    "kcal": r"kcal\b",
    "kg": r"kg\b",
    "g": r"grams?\b|g\b",
}
DIGITS = r"[-−]?\d+(?:,\d{3})*(?:\.\d+)?"
NUMBER = rf"(?:{DIGITS}|\b(?:{'|'.join(WORDS)})\b)"
UNIT = "|".join(f"(?:{written})" for written in UNITS.values())
QUOTED = re.compile(
    # "5.6 to 6.9 mmol/L" and "25% or 30%" are two numbers of one unit
    rf"(?:(?P<first>{NUMBER})[*]*\s(?:to|and|or)\s[*]*)?(?P<number>{NUMBER})[*]*[\s-]?(?P<unit>{UNIT})"
    rf"|\b(?:year|day)\s(?P<at>{DIGITS})"
    rf"|\b(?P<fold>{'|'.join(FOLD)})\b"
    rf"|\b(?:a|one|by|about|than)\s(?P<part>{'|'.join(PARTS)})s?\b(?!\s(?:and|hour|year|an))",
    re.IGNORECASE,
)
OF_THE_MODEL = re.compile(r"\b(?:model|explorer|slider|curve|step|our|you|your)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Number:
    """A number with its unit, and where it stands."""

    page: Path
    passage: prose.Passage
    sentence: str
    text: str  # as written, with its unit
    value: float
    digits: int  # decimals that are written
    unit: str

    def is_near(self, value: float) -> bool:
        """Whether `value`, written with as many digits, is this number."""
        return round(value, self.digits) == round(self.value, self.digits)

    def __str__(self) -> str:
        """Name the number and its sentence."""
        return f"{self.text!r} in: {self.sentence}"


def numbers_of(page: Path) -> Iterator[Number]:
    """Yield the numbers of a page, but for those of the document."""
    for passage in prose.passages(page):
        if passage.kind != "quote":
            for sentence in passage.sentences():
                yield from numbers_in(sentence, page, passage)


def numbers_in(sentence: str, page: Path, passage: prose.Passage) -> Iterator[Number]:
    """Yield the numbers of one sentence."""
    for found in QUOTED.finditer(re.sub(r"\$[^$]*\$|`[^`]*`", " ", sentence)):
        text = found[0].replace("*", "")
        if found["at"]:
            unit, said = f"{text.split()[0].lower()}s", [found["at"]]
        elif found["number"]:
            unit = next(u for u, written in UNITS.items() if re.fullmatch(written, found["unit"]))
            said = [number for number in (found["first"], found["number"]) if number]
        else:
            unit = "×" if found["fold"] else "part"
            said = [found["fold"] or found["part"]]
        for number in said:
            value, digits = _value(number)
            yield Number(page, passage, sentence, text, value, digits, unit)


def _value(number: str) -> tuple[float, int]:
    written = number.lower().replace(",", "").replace("−", "-")
    words = {**WORDS, **FOLD, **PARTS}
    return (
        (words[written], 0)
        if written in words
        else (float(written), len(written.partition(".")[2]))
    )


# --- who vouches ----------------------------------------------------------------------------------


def cited(number: Number) -> bool:
    """A study: the sentence or the table's row names its source, or the sentence that follows does.

    Where two sentences share a source, the first must speak of people and not of the model.
    """
    if "{cite" in number.sentence:
        return True
    sentences = number.passage.sentences()
    if number.sentence not in sentences[:-1] or OF_THE_MODEL.search(number.sentence):
        return False
    return "{cite" in sentences[sentences.index(number.sentence) + 1]


def claimed(number: Number) -> bool:
    """The model: a claim of `test_story.py` quotes these words and recomputes them."""
    page = number.page.relative_to(ROOT).as_posix()
    quoted = [
        " ".join(claim.values[1].split()) for claim in test_story.CLAIMS if claim.values[0] == page
    ]
    pieces = [piece for words in quoted for piece in prose.SENTENCE_END.split(words)]
    return any(
        number.text in piece.replace("*", "")
        and (piece in number.sentence or number.sentence in piece)
        for piece in pieces
    )


def printed(number: Number) -> bool:
    """The model: a code cell of this page prints it, and the unit."""
    return any(
        re.search(UNITS[number.unit], output)
        and any(number.is_near(float(value)) and number.digits == len(value.partition(".")[2])
                for value in re.findall(r"(?<![\d.])-?\d+(?:\.\d+)?(?![\d.])", output))
        for output in outputs(number.page)
        if number.unit in UNITS
    )  # fmt: skip


def cut_off(number: Number) -> bool:
    """The table of cut-offs: one of its values, or the last value below it."""
    values = [*THRESHOLDS["a1c"].values()] if number.unit == "%" else []
    if number.unit in ("mg/dL", "mmol/L"):
        tables = THRESHOLDS["fasting"], THRESHOLDS["two_hour"], HYPOGLYCEMIA
        lines = [line for table in tables for line in table.values()]
        values = [convert(line, "glucose", number.unit) for line in lines]
    below = 10**-number.digits
    return any(number.is_near(value) or number.is_near(value - below) for value in values)


def parameter(number: Number) -> bool:
    """The table of parameters: the sentence names the symbol, and this is its value."""
    symbols = re.findall(r"\$([^$]*)\$", number.sentence)
    return any(
        row.latex in symbols and value is not None and number.is_near(value)
        for row in TABLE
        for value in map(row.value, PRESETS)
    )


def way_of_living(number: Number) -> bool:
    """The tables of reasons and practices, on a page that shows them."""
    return (
        bool(controls(number.page) & set(lifestyle.factors().factors)) and number.text in tables()
    )


def setting(number: Number) -> bool:
    """A slider of this page can be put there, and the text says so. An exercise sets its own."""
    if number.passage.box == "exercise" or any(number.text in m for m in marks(number.page)):
        return True
    if abs(number.value) in linked(number.sentence):
        return True
    for control in sliders(number.page):
        steps = (number.value - control["min"]) / control["step"]
        on_grid = (
            control["min"] <= number.value <= control["max"] and abs(steps - round(steps)) < 1e-6
        )
        if on_grid and number.unit == control["unit"]:
            nouns = "|".join(re.findall(r"\w{4,}", f"{control['name']} {control['label']}".lower()))
            after = rf"(?:{nouns})\W(?:\w+\s){{0,2}}(?:at|of|to|between)\W+{re.escape(number.text)}"
            before = rf"at\W+{re.escape(number.text)}\W(?:the\W)?(?:{nouns})"
            bare = number.sentence.lower().replace("*", "")
            if number.passage.box in ("predict", "try") or re.search(f"{after}|{before}", bare):
                return True
    return False


def linked(sentence: str) -> set[float]:
    """Return what the links of a sentence set sliders of other pages to."""
    queries = re.findall(r'href="[^"?]*\?([^"]*)"', sentence)
    return {float(value) for query in queries for value in re.findall(r"[=,]-?([\d.]+)", query)}


def allowed(number: Number) -> bool:
    """The short list of other numbers, each with its reason."""
    return any(allows(entry, number) for entry in allow_list())


def allows(entry: dict[str, str], number: Number) -> bool:
    """Whether an entry of the short list is about this number."""
    return any(number.text in found[0] for found in re.finditer(entry["words"], number.sentence))


VOUCHERS: tuple[Callable[[Number], bool], ...] = (
    cited, claimed, printed, cut_off, parameter, way_of_living, setting, allowed,
)  # fmt: skip


def voucher(number: Number) -> str | None:
    """Return the name of the first that vouches for a number."""
    return next((vouch.__name__ for vouch in VOUCHERS if vouch(number)), None)


# --- what they know -------------------------------------------------------------------------------


@cache
def outputs(page: Path) -> list[str]:
    """Return what the code cells of a page print, and the solution of its exercise."""
    if page.suffix != ".ipynb":
        return []
    solved = [solutions.solution(page).printed] if page in prose.chapters() else []
    cells = nbformat.read(page, as_version=4).cells
    told = (c for c in cells if c.cell_type == "code" and "nbval-ignore-output" not in tags(c))
    stored = [out for cell in told for out in cell.outputs]
    shown = [(out.get("data", {}), out.get("text", "")) for out in stored]
    return solved + [
        text or data.get("text/markdown") or data.get("text/plain", "") for data, text in shown
    ]


def tags(cell: nbformat.NotebookNode) -> list[str]:
    """Return the tags of a cell; what a widget shows is a picture, and prints nothing."""
    return cell.metadata.get("tags", [])


@cache
def specs(page: Path) -> list[dict]:
    """Return what the explorers of a page hand to the browser."""
    if page.suffix != ".ipynb":
        return []
    code = "\n".join(
        c.source for c in nbformat.read(page, as_version=4).cells if c.cell_type == "code"
    )
    return [
        getattr(explorers, name)().view.spec for name in re.findall(r"explorers\.(\w+)\(", code)
    ]


def sliders(page: Path) -> list[dict]:
    """Return the sliders of a page, with their labels."""
    return [
        {**control, "label": spec["words"]["controls"][control["name"]]["label"]}
        for spec in specs(page)
        for control in spec["controls"]
    ]


def controls(page: Path) -> set[str]:
    """Return the names of a page's sliders."""
    return {control["name"] for control in sliders(page)}


@cache
def marks(page: Path) -> set[str]:
    """Return the words at the marks of a page's sliders, and on the buttons that set them."""
    labels = {label for spec in specs(page) for label in spec["words"]["presets"].values()}
    return labels | {
        mark
        for spec in specs(page)
        for control in spec["words"]["controls"].values()
        for mark in control.get("marks", {}).values()
    }


@cache
def tables() -> str:
    """Return the words of the tables of factors and of claims."""
    folder = ROOT / "widgets/lifestyle"
    return " ".join((folder / name).read_text("utf-8") for name in ("factors.yaml", "claims.yaml"))


@cache
def allow_list() -> list[dict[str, str]]:
    """Return the numbers that nobody has to compute or cite, with the reason."""
    return yaml.safe_load((ROOT / "tests/data/allowed_numbers.yaml").read_text("utf-8"))
