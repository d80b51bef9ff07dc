"""A study is told alike wherever it is told, and each source is a full reference.

What a study found stands once, in `book/findings.yaml`. Every number of a sentence that cites it
must stand there, with its unit. `studies.py` says what is looked at.
"""

from __future__ import annotations

import re
from collections import Counter

import pytest
import studies
import yaml
from conftest import ROOT
from studies import Telling

QUESTIONS = ROOT / "widgets/quizzes/questions"
FIELDS = {"people", "compared", "lasted", "found"}

#: What questions tell of studies; a question cannot cite.
QUESTIONS_TELL = [
    ("02", "After a pizza with 75 g of starch, only 60% was absorbed within five hours.", "capaldo1999"),
    ("03", "In people, half of each effect came at about 29 and 55 µU/mL", "rizza1981"),
    ("03", "So it was in 14 healthy volunteers, whose blood got glucose for three hours.", "fery2001"),
    ("03", "Fat tissue takes only some 4 to 5% of the glucose", "defronzo2004"),
    ("04", "Glucagon rises from about 68 mg/dL on.", "mitrakou1991"),
    ("08", "it was 1.3% a year from 100 to 109 mg/dL, and 5.6% a year from 110 to 125 mg/dL.", "nichols2007"),
    ("09", "for seven years prevented no diabetes in 4,252 women.", "song2009"),
    ("09", "So it was in 26 young men", "brons2009"),
    ("09", "By 17% in ten men, measured by clamp.", "kroghmadsen2010"),
    ("10", "In a week of 600 kcal a day, fasting glucose of 11 people fell from 166 to 106 mg/dL", "lim2011"),
    ("10", "in those 11 people the first burst of insulin came back step by step over eight weeks", "lim2011"),
    ("10", "as before after ten days, in 21 people with type 2 diabetes", "merovci2024"),
    ("10", "11.0 of 100 people got diabetes each year on placebo, 4.8 with the lifestyle", "knowler2002"),
    ("10", "The trial reports 58%", "knowler2002"),
    ("10", "B vitamins for seven years in 4,252 women", "song2009"),
]  # fmt: skip


def words_of(number):
    """The texts of a chapter's questions, one line."""
    (path,) = QUESTIONS.glob(f"{number}-*.yaml")
    return " ".join(_texts(yaml.safe_load(path.read_text("utf-8"))))


def _texts(content):
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict | list):
        for part in content.values() if isinstance(content, dict) else content:
            yield from _texts(part)


# --- numbers --------------------------------------------------------------------------------------


def test_a_study_told_twice_has_its_findings():
    told = Counter(key for telling in studies.tellings() for key in telling.keys)
    assert len(told) > 100
    missing = [key for key, times in told.items() if times > 1 and key not in studies.findings()]
    assert not missing, f"told twice or more, and not in book/findings.yaml: {sorted(missing)}"


def test_every_finding_is_told_and_says_who_and_what():
    told = {key for telling in studies.tellings() for key in telling.keys}
    for key, finding in studies.findings().items():
        assert key in told, f"book/findings.yaml: no sentence with a number tells of {key}"
        assert {"people", "found"} <= set(finding) <= FIELDS, key


def test_every_number_of_a_study_is_the_one_it_found():
    known = set(studies.findings())
    wrong = [
        f"{telling.place}: {', '.join(map(str, numbers))} ({', '.join(telling.keys)}) in: {telling.sentence}"
        for telling in studies.tellings()
        if known & set(telling.keys) and (numbers := studies.unknown(telling))
    ]
    assert not wrong, "not in book/findings.yaml:\n" + "\n".join(wrong)


@pytest.mark.parametrize(("chapter", "words", "key"), QUESTIONS_TELL)
def test_a_question_tells_what_the_study_found(chapter, words, key):
    assert words in words_of(chapter), f"the questions of chapter {chapter} no longer say: {words}"
    assert studies.unknown(Telling(chapter, (key,), words)) == []


@pytest.mark.parametrize("path", sorted(QUESTIONS.glob("*.yaml")), ids=lambda path: path.stem)
def test_no_question_tells_of_counted_people_unheld(path):
    text = words_of(path.name[:2])
    for chapter, words, _ in QUESTIONS_TELL:
        text = text.replace(words, "") if path.name.startswith(chapter) else text
    assert [found[0] for found in studies.GROUP.finditer(text)] == []


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("In 26 men five days of 50% too much", []),
        ("In 25 men five days of 50% too much", ["25"]),
        ("In 26 men six days of 50% too much", ["6 days"]),
        ("26 young men ate 40% too much for 5 days", ["40 %"]),
    ],
)
def test_a_number_told_wrongly_is_named(sentence, wrong):
    assert [str(q) for q in studies.unknown(Telling("", ("brons2009",), sentence))] == wrong


def test_units_of_glucose_are_one_number():
    same = Telling("", ("lim2011",), "from 166 to 106 mg/dL")
    assert studies.unknown(same) == []


# --- references -----------------------------------------------------------------------------------

BIBLIOGRAPHY = (ROOT / "book/references.bib").read_text("utf-8")
ENTRIES = {found[1]: found[0] for found in re.finditer(r"@\w+\{(\w+),.*?\n\}", BIBLIOGRAPHY, re.S)}


def field(entry, name):
    found = re.search(rf"\n\s*{name}\s*=\s*\{{(.*)\}},?\n", entry)
    return found[1] if found else ""


@pytest.mark.parametrize("key", ENTRIES)
def test_a_reference_is_complete(key):
    entry = ENTRIES[key]
    authors, title = field(entry, "author").split(" and "), field(entry, "title")
    assert authors[0], f"{key} has no author"
    assert "Authors of" not in authors[0], f"{key} names no author"
    assert "others" not in authors, f"{key}: who else?"
    assert title, f"{key} has no title"
    assert not re.search(r"^\[|\.\.\.|…", title), f"{key}: its title is described or cut"
    where = ("journal", "publisher", "howpublished")
    assert any(field(entry, name) for name in where), f"{key}: where did it appear?"
    assert re.fullmatch(r"\d{4}", field(entry, "year")), f"{key} has no year"
    if field(entry, "journal"):
        assert field(entry, "volume") or field(entry, "doi"), f"{key}: where in the journal?"
