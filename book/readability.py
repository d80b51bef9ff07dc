"""How hard the text of each chapter is to read.

``python -m book.readability`` prints a row a page: words, sentences, words in a sentence, the
Flesch reading ease (higher is easier) and the Flesch–Kincaid grade (years of school). The words of
the field (*hyperinsulinemia*, six syllables) count as they stand, so the grade tells what a reader
meets, and cannot fall to that of a story without them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import textstat

from book import prose

#: A fifteen-year-old is in grade 9 or 10. The field's own words are long and count fully, so a text
#: below this grade asks no more of a reader than those words do.
GRADE = 9
#: Plain-language guides ask for 15 to 20 on average.
WORDS_IN_A_SENTENCE = 15

ENDS = re.compile(r"[.!?…:][)”\"’]*$")


@dataclass(frozen=True)
class Readability:
    """What was measured of a page."""

    words: int
    sentences: int
    ease: float
    grade: float

    @property
    def words_in_a_sentence(self) -> float:
        """Their mean."""
        return self.words / self.sentences

    def __str__(self) -> str:
        """Return the row of the table."""
        return (
            f"{self.words:6} {self.sentences:10} {self.words_in_a_sentence:15.1f}"
            f" {self.ease:12.0f} {self.grade:6.1f}"
        )


def text_of(page: Path) -> str:
    """Return the running text of a page: no heading, no table, each passage ended by a full stop."""
    running = (
        passage.words
        for passage in prose.passages(page)
        if passage.kind in ("paragraph", "item", "quote") and passage.words
    )
    text = "\n".join(words if ENDS.search(words) else f"{words}." for words in running)
    return re.sub(r"(?<=\d)\.(?=\d)", ",", text)  # the point in a number ends no sentence


def measure(page: Path) -> Readability:
    """Measure a page of the book."""
    text = text_of(page)
    return Readability(
        textstat.lexicon_count(text),
        textstat.sentence_count(text),
        textstat.flesch_reading_ease(text),
        textstat.flesch_kincaid_grade(text),
    )


def main() -> None:
    """Print the table."""
    print(
        f"{'page':30} {'words':>6} {'sentences':>10} {'words/sentence':>15} {'reading ease':>12} {'grade':>6}"
    )
    for page in prose.pages():
        if page.stem != "references":
            print(f"{page.stem:30} {measure(page)}")


if __name__ == "__main__":
    main()
