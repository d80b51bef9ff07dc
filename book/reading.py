"""How long a page takes to read, and how far one reads without anything to do or see.

Counted is what stands outside of folds: the short path through a chapter. What a reader tries, and
the questions, take as long as they take.
"""

from __future__ import annotations

from pathlib import Path

from book import prose

#: Slow, as one reads a text from which one wants to learn.
WORDS_A_MINUTE = 200
#: Boxes in which a reader does something.
DOING = {"predict", "try", "exercise"}


def minutes(page: Path) -> int:
    """Return the minutes that a page takes to read, rounded."""
    return round(sum(map(length, prose.passages(page))) / WORDS_A_MINUTE)


def length(passage: prose.Passage) -> int:
    """Return the words of a passage that stand outside of folds."""
    return 0 if passage.folded else len(passage.words.split())


def longest_stretch(page: Path) -> tuple[int, str]:
    """Return the most words in a row with nothing to do or see, and how they begin.

    What a code cell shows, a table, and a box in which one does something end a stretch.
    """
    stretches: list[tuple[int, str]] = []
    for stretch in prose.stretches(page):
        stretches.append((0, ""))
        for passage in stretch:
            if passage.kind == "row" or passage.box in DOING:
                stretches.append((0, ""))
            elif length(passage):
                words, begin = stretches[-1]
                stretches[-1] = words + length(passage), begin or passage.words
    return max(stretches)
