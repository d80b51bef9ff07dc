"""The document that the book retells: each sentence, the chapter that quotes it, and what this book says of it.

``document.yaml`` holds it once. The page *The document* and the test of the chapters' quotations are made from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationInfo, model_validator

from widgets import tables
from widgets.tables import Row, Text, refusal

from .evidence import EvidenceTable, Part
from .loading import Claim, TableError, Texts, Verdict, claims

DOCUMENT = Path(__file__).with_name("document.yaml")
CHAPTER = re.compile(r"\d\d-[a-z-]+")


class Sentence(Row):
    """One sentence of the document.

    Attributes
    ----------
    text : str
        Word for word.
    chapter : str
        The chapter that quotes it, by the name of its file.
    claims : tuple of str
        Names in ``claims.yaml``, where its verdict stands.
    verdict, say : str
        What this book says of a sentence that ``claims.yaml`` does not judge. A question has no verdict.
    """

    text: Text
    chapter: Text
    claims: Texts = ()
    verdict: Verdict | None = None
    say: Text | None = None

    @model_validator(mode="after")
    def _is_told_and_judged_in_one_place(self, info: ValidationInfo) -> Sentence:
        if not CHAPTER.fullmatch(self.chapter):
            allowed = "the name of a chapter's file, such as 05-insulin-resistance"
            raise refusal("chapter", self.chapter, allowed)
        for name in self.claims:
            if name not in info.context:
                raise refusal("claims", name, ", ".join(info.context))
        if bool(self.claims) == bool(self.say) or (self.claims and self.verdict):
            allowed = "what this book says, or the names of claims, and not both"
            raise refusal("say", self.say, allowed)
        return self


class Passage(Row):
    """A part of the document, under its heading."""

    heading: Text
    sentences: Annotated[tuple[Sentence, ...], Field(strict=False, min_length=1)]


class Document(Row):
    """All of ``document.yaml``; the context is the names of the claims."""

    parts: Annotated[tuple[Passage, ...], Field(strict=False, min_length=1)]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences, in the document's order."""
        return tuple(sentence for part in self.parts for sentence in part.sentences)


@cache
def document() -> Document:
    """The checked document."""
    return read_document(DOCUMENT)


def read_document(path: Path) -> Document:
    """Read and check one document.

    Raises
    ------
    TableError
        If it breaks a rule.
    """
    return tables.read(path, Document, TableError, _place, context=tuple(claims().claims))[0]


def document_table() -> EvidenceTable:
    """The whole document: each sentence with its chapter and its verdict.

    Returns
    -------
    EvidenceTable
        One table a part of the document, one row a sentence.
    """
    columns = ("The document says", "Told in", "What we say")
    return EvidenceTable(
        Part(
            part.heading.rstrip(":"), columns, tuple(_row(sentence) for sentence in part.sentences)
        )
        for part in document().parts
    )


def _row(sentence: Sentence) -> tuple[str, str, str]:
    chapter = f"../chapters/{sentence.chapter}.ipynb"
    link = f"[chapter\u00a0{int(sentence.chapter[:2])}]({chapter})"
    return sentence.text, link, " ".join(_said(sentence, chapter))


def _said(sentence: Sentence, chapter: str) -> Iterator[str]:
    judged = [claims().claims[name] for name in sentence.claims]
    yield from (_judged(claim, named=len(judged) > 1) for claim in judged)
    if sentence.say:
        yield f"**{sentence.verdict}**: {sentence.say}" if sentence.verdict else sentence.say
    evidence = "how-sure-are-we.ipynb" if judged else chapter
    anchor = "what-the-document-says-claim-by-claim" if judged else "how-sure-are-we"
    yield f"([evidence]({evidence}#{anchor}))"


def _judged(claim: Claim, *, named: bool) -> str:
    subject = f"*{claim.claim}* " if named else ""
    return f"{subject}**{claim.verdict}**, certainty {claim.grade}: {claim.say}"


def _place(steps: tables.Steps, _content: Any) -> tables.Place:
    """Name the sentence that a value stands in."""
    if len(steps) < 4:
        return tables.Place("", steps)
    part, sentence = int(steps[1]) + 1, int(steps[3]) + 1
    return tables.Place(f"part {part}, sentence {sentence}", steps[4:])
