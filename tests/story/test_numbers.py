"""Every number in the story has somebody who vouches for it: the model, a study, a table or a slider.

A number that nobody vouches for is named with its sentence. Then there are these ways: quote the
sentence in a claim of `test_story.py` that recomputes it, print it by a code cell, cite who found
it, or take it out. `vouched.py` says who vouches for what.
"""

from __future__ import annotations

import pytest
import vouched
from conftest import ROOT

from book import prose

STORY = [page for page in prose.pages() if page.parent.name == "chapters"]
STORY += [
    ROOT / "book/index.ipynb",
    ROOT / "book/four-people.ipynb",
    *ROOT.glob("book/teachers-guide.*"),
]


@pytest.mark.parametrize("page", STORY, ids=lambda page: page.stem)
def test_somebody_vouches_for_every_number(page):
    numbers = list(vouched.numbers_of(page))
    assert numbers, f"no number found in {page.name}"
    alone = [str(number) for number in numbers if not vouched.voucher(number)]
    assert not alone, f"{page.name}: nobody vouches for\n" + "\n".join(alone)


def test_every_exception_is_needed_and_has_a_reason():
    needed = [number for page in STORY for number in vouched.numbers_of(page)]
    for entry in vouched.allow_list():
        assert entry["reason"].strip()
        assert any(vouched.allows(entry, number) for number in needed), f"not needed: {entry}"


SENTENCES = {
    "In the model fasting glucose is then 187 mg/dL.": ["187 mg/dL"],
    "It rises from 91 to **187** mg/dL, or 10.4 mmol/L.": ["91 to 187 mg/dL"] * 2 + ["10.4 mmol/L"],
    "Insulin is 7.7 times, then threefold, then twice as high.": [
        "7.7 times",
        "threefold",
        "twice",
    ],
    "After seventeen and 19 years, in year 8.8, it falls by a third.": [
        "19 years",
        "year 8.8",
        "a third",
    ],
    "Type 2 diabetes, chapter 7, step 3, A1c, $x = 5$ and `Person(0.3)` have no unit.": [],
    "A person found 45 µU/mL {cite:p}`stuart1988`.": [],
    "Muscle takes 61% of it.": ["61%"],
}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_number_that_nobody_vouches_for_is_named(sentence):
    passage = prose.Passage("paragraph", "", sentence, sentence)
    page = ROOT / "book/safety.md"  # a page without explorers, outputs and claims
    alone = [n.text for n in vouched.numbers_in(sentence, page, passage) if not vouched.voucher(n)]
    assert alone == SENTENCES[sentence]
