"""What the book tells of studies: the finder of `test_studies.py`.

A *telling* is a sentence that names a study by its key, with the numbers in it. Such sentences
stand on pages, where they cite the study, and in the tables of factors, claims and people, where a row
names its source. ``book/findings.yaml`` holds what each study found, once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import yaml
from conftest import ROOT

from book import prose
from widgets import cases
from widgets.model import convert

FINDINGS = ROOT / "book/findings.yaml"
LIFESTYLE = ROOT / "widgets/lifestyle"

WORDS = {
    "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "forty": 40,
}  # fmt: skip
#: The units of studies, and how they are written; any other number is a count or a ratio.
UNITS = {
    "µU/mL": r"µU/mL",
    "µmol/kg/min": r"µmol/kg/min",
    "µg/dL": r"µg/dL",
    "pmol": r"pmol",
    "mg/kg/min": r"mg/kg/min|mg/kg a minute",
    "mg/dL": r"mg/dL",
    "mmol/mol": r"mmol/mol",
    "mmol/L": r"mmol/L",
    "mg": r"mg\b(?!/)",
    "%": r"%|percent\b",
    "points": r"points?\b",
    "kcal": r"kcal\b",
    "kg": r"kg\b",
    "g": r"grams?\b|g\b",
    "steps": r"steps\b",
    "years": r"years?\b|y\b",
    "months": r"months?\b",
    "weeks": r"weeks?\b",
    "days": r"days?\b",
    "nights": r"nights?\b",
    "hours": r"hours?\b|h\b",
    "min": r"minutes?\b|min\b",
}
UNIT = "|".join(f"(?:{written})" for written in UNITS.values())
DIGITS = r"(?<![\w.,-])[-−]?\d+(?:,\d{3})*(?:\.\d+)?(?![\w]*\d)"
COUNTED = (
    r"(?:\w+\s){0,2}(?:people|men|women|adults|volunteers|trials|cohorts|studies|cases|others)\b"
)
NUMBER = re.compile(
    rf"(?:(?P<first>{DIGITS}|\b(?:{'|'.join(WORDS)})\b)[*]*\s(?:to|and|or|instead of)\s(?:about\s)?[*]*)?"
    rf"(?:(?P<number>{DIGITS})[*]*(?:[\s-]?(?P<unit>{UNIT}))?"
    rf"|\b(?P<word>{'|'.join(WORDS)})(?:[\s-](?P<timed>{UNIT})|\s(?={COUNTED})))",
    re.IGNORECASE,
)
#: Numbers that are names: of a chapter, a kind of diabetes, a vitamin, a step.
NAMED = re.compile(
    r"\$[^$]*\$|`[^`]*`|\]\([^)]*\)"
    r"|\b(?:chapters?|types?|steps?|level|year|numbers?|part)\s\d[\d.]*(?:\s(?:to|and)\s\d[\d.]*)?",
    re.IGNORECASE,
)
CITED = re.compile(r"\{cite:\w+\}`([^`]+)`")
OF_THE_MODEL = re.compile(r"\b(?:model|explorer|slider)(?:'s)?\b", re.IGNORECASE)
#: Some people who were counted, but for "nine in ten people": the mark of a sentence about a study.
GROUP = re.compile(
    rf"(?<!in )(?:{DIGITS}|\b(?:{'|'.join(WORDS)})) (?!in )(?:\w+ ){{0,2}}(?:people|men|women|volunteers|Danes)\b",
    re.IGNORECASE,
)
#: Its citations stand beside the numbers of targets, which are no numbers of a study.
WITHOUT_STUDIES = "model-card"


@dataclass(frozen=True)
class Quantity:
    """A number with its unit, as it is written."""

    value: float
    digits: int  # decimals that are written
    unit: str

    def is_told_by(self, other: Quantity) -> bool:
        """Whether `other`, in this unit and with as many digits, is this number."""
        value = abs(other.value)
        if (self.unit, other.unit) in (("mg/dL", "mmol/L"), ("mmol/L", "mg/dL")):
            factor = convert(1, "glucose", "mmol/L")
            value *= factor if self.unit == "mmol/L" else 1 / factor
        elif self.unit not in ("", other.unit):  # "at 29 and at 55 µU/mL": the first has no unit
            return False
        return round(value, self.digits) == abs(self.value)

    def __str__(self) -> str:
        """As a reader would write it."""
        return f"{self.value:.{self.digits}f} {self.unit}".strip()


@dataclass(frozen=True)
class Telling:
    """A sentence that tells of studies."""

    place: str
    keys: tuple[str, ...]
    sentence: str

    @property
    def numbers(self) -> tuple[Quantity, ...]:
        """The numbers in it."""
        return quantities(CITED.sub("", self.sentence))


def quantities(text: str) -> tuple[Quantity, ...]:
    """Return the numbers of a text, each with its unit."""
    return tuple(_quantities(NAMED.sub(" ", text)))


def _quantities(text: str) -> Iterator[Quantity]:
    for found in NUMBER.finditer(text):
        written = found["unit"] or found["timed"] or ""
        unit = next((u for u, how in UNITS.items() if re.fullmatch(how, written, re.I)), "")
        for number in (found["first"], found["number"] or found["word"]):
            if number:
                yield _quantity(number, unit)


def _quantity(number: str, unit: str) -> Quantity:
    plain = number.lower().replace(",", "").replace("−", "-")
    if plain in WORDS:
        return Quantity(WORDS[plain], 0, unit)
    return Quantity(float(plain), len(plain.partition(".")[2]), unit)


# --- where studies are told ---------------------------------------------------------------------


@cache
def tellings() -> tuple[Telling, ...]:
    """Return every sentence of the book that tells of studies with numbers."""
    everywhere = (*_pages(), *_factors(), *_claims(), *_cases())
    return tuple(telling for telling in everywhere if telling.numbers)


@cache
def findings() -> dict[str, dict[str, str]]:
    """Return what each study found, by its key."""
    return yaml.safe_load(FINDINGS.read_text("utf-8"))


def unknown(telling: Telling) -> list[Quantity]:
    """Return the numbers of a sentence that none of its studies found."""
    lines = [line for key in telling.keys for line in findings().get(key, {}).values()]
    found = [quantity for line in lines for quantity in quantities(line)]
    return [q for q in telling.numbers if not any(q.is_told_by(other) for other in found)]


def _pages() -> Iterator[Telling]:
    for page in prose.pages():
        if page.stem != WITHOUT_STUDIES:
            for passage in prose.passages(page):
                yield from _passage(page.stem, passage)


def _passage(place: str, passage: prose.Passage) -> Iterator[Telling]:
    sentences = prose.SENTENCE_END.split(prose.unlinked(passage.source))
    cited = [tuple(k for found in CITED.findall(s) for k in found.split(",")) for s in sentences]
    for sentence, keys in zip(sentences, cited, strict=True):
        if keys and not OF_THE_MODEL.search(sentence):
            yield Telling(place, keys, sentence)
    for (before, none), (_, keys) in pairwise(zip(sentences, cited, strict=True)):
        # a study's people are often introduced one sentence before it is cited
        if keys and not none and GROUP.search(before) and not OF_THE_MODEL.search(before):
            yield Telling(place, keys, before)


def _factors() -> Iterator[Telling]:
    for name, row in _read("factors.yaml")["factors"].items():
        for found in row["found"]:
            yield Telling(f"factors.yaml, {name}", (found["source"],), found["text"])


def _claims() -> Iterator[Telling]:
    table = _read("claims.yaml")
    for name, row in table["claims"].items():
        for text in (row["numbers"], row["say"]):
            yield Telling(f"claims.yaml, {name}", tuple(row["sources"]), text)
    for name, row in table["trials"].items():
        results = [f"{r['value']} {r['unit']}" for r in row["results"]]
        for text in (row["people"], row["design"], *results):
            yield Telling(f"claims.yaml, {name}", tuple(row["sources"]), text)


def _cases() -> Iterator[Telling]:
    for name in cases.names():
        for body in cases.load(name).bodies.values():
            if body.sources:
                yield Telling(f"people.yaml, {name}", tuple(body.sources), body.why)


@cache
def _read(name: str) -> dict:
    return yaml.safe_load((LIFESTYLE / name).read_text("utf-8"))
