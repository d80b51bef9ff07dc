"""A curious fifteen-year-old can follow the story. `make readability` prints the measures."""

from __future__ import annotations

import pytest
from conftest import ROOT

from book import prose, readability
from book.readability import GRADE, WORDS_IN_A_SENTENCE

# What a reader without a trade needs, beside the story.
FOR_ALL = (
    "index.ipynb",
    "four-people.ipynb",
    "safety.md",
    "what-high-glucose-does.md",
    "who-is-tested.md",
    "treatments.md",
    "misconceptions.md",
    "inside-the-cell.md",
)
READ = [*prose.chapters(), *(ROOT / f"book/{name}" for name in FOR_ALL)]


@pytest.mark.parametrize("page", READ, ids=lambda page: page.stem)
def test_the_page_is_readable(page):
    found = readability.measure(page)
    assert found.sentences > 10
    assert found.grade <= GRADE, f"{page.name}: grade {found.grade:.1f}"
    assert found.words_in_a_sentence <= WORDS_IN_A_SENTENCE


def test_a_hard_text_measures_higher(tmp_path):
    easy, hard = tmp_path / "easy.md", tmp_path / "hard.md"
    easy.write_text("You eat a meal. Glucose rises to 5.3 units. The body answers at once.\n" * 20)
    hard.write_text(
        "Hepatic gluconeogenesis, notwithstanding compensatory hyperinsulinemia, characteristically "
        "remains insufficiently suppressed throughout postabsorptive physiological conditions.\n\n" * 20
    )  # fmt: skip
    assert readability.measure(easy).words_in_a_sentence == pytest.approx(14 / 3, abs=0.1)
    assert readability.measure(easy).grade < GRADE < readability.measure(hard).grade
