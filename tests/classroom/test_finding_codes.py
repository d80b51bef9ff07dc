"""Codes are found in what people send, whatever stands around them; asked of Node, without a page."""

from __future__ import annotations

import pytest
from node import ROOT, answer

MODULE = (ROOT / "book" / "runtime" / "classroom" / "finding.js").as_uri()
ONE, TWO = "CELLS1.H4sIA-b_9", "CELLS1.Zz0"
RECORD = '{"form": 1, "chapters": {}}'
LOST = "H4sIA" * 10


def found(text):
    return answer(
        f"""import {{ readFileSync }} from "node:fs";
        import {{ findings }} from "{MODULE}";
        console.log(JSON.stringify(findings(JSON.parse(readFileSync(0)))));""",
        text,
    )


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (f"  {ONE} ", [[ONE]]),
        (f"Anna: {ONE}\nBen: {TWO}", [[ONE], [TWO]]),
        (f"1. {ONE}.\n> {TWO}", [[ONE], [TWO]]),
        (f"“{ONE}” and '{TWO}', thanks", [[ONE, TWO]]),
        (f"{ONE}{TWO}", [[ONE, TWO]]),
        (f"Dear teacher,\n{ONE}\r\n\r\nRegards", [[ONE]]),
        (RECORD, [[RECORD]]),
        (RECORD.replace(" ", "\n"), [[RECORD.replace(" ", "\n")]]),
        (f"{RECORD}\n{ONE}", [[RECORD], [ONE]]),
        (f"{ONE}\nBen: {LOST}", [[ONE], [f"Ben: {LOST}"]]),  # without its beginning: told
        ("Dear teacher,\nI forgot", [["Dear teacher,\nI forgot"]]),
        ("", [[""]]),
    ],
)
def test_each_code_of_a_text_is_found(text, parts):
    assert [finding["parts"] for finding in found(text)] == parts


@pytest.mark.parametrize(
    ("unread", "left"), [([ONE, TWO], f"Anna: {ONE} {TWO}"), ([TWO], TWO), ([], "")]
)
def test_what_could_not_be_read_is_left_with_the_name_before_it(unread, left):
    said = answer(
        f"""import {{ readFileSync }} from "node:fs";
        import {{ remainder }} from "{MODULE}";
        console.log(JSON.stringify(remainder(...JSON.parse(readFileSync(0)))));""",
        [{"line": f"Anna: {ONE} {TWO}", "parts": [ONE, TWO]}, unread],
    )
    assert said == left
