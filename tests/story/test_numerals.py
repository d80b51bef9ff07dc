"""One style for numbers and units, wherever the book shows any: `widgets/results.py` says which.

Read here are all pages with what their notebooks print, and all words of explorers, bets and quizzes. What a browser
shows of each page, explorers and their pictures with it, `tests/site/test_site.py` reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import nbformat
import node
import pytest
import yaml
from conftest import ROOT
from numerals import faults

from book import prose
from widgets.results import amount, table, written


def strings(content: Any) -> Iterator[str]:
    """Yield the texts of a file of words."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict | list):
        for part in content.values() if isinstance(content, dict) else content:
            yield from strings(part)


def of_page(path) -> Iterator[str]:
    """Yield what a page says, and what its notebook printed."""
    if path.suffix != ".ipynb":
        yield path.read_text("utf-8")
        return
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "markdown":
            yield cell.source
        for output in cell.get("outputs", []):
            yield from (text for kind, text in output.get("data", {}).items() if kind in READ)


READ = ("text/markdown", "text/plain")
PAGES = [path for path in prose.pages() if path.stem != "references"]
WORDS = sorted(
    path
    for path in (*ROOT.glob("widgets/**/*.yaml"), *ROOT.glob("book/**/*.yaml"))
    if "generated" not in path.parts
)


@pytest.mark.parametrize(
    "path", [*PAGES, *WORDS], ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_all_texts_have_one_style(path):
    markdown = path in PAGES
    texts = of_page(path) if markdown else strings(yaml.safe_load(path.read_text("utf-8")))
    assert [fault for text in texts for fault in faults(text, markdown=markdown)] == []


@pytest.mark.parametrize(
    "text",
    [
        "100 %",
        "fell by -0.5 points",
        "4252 people",
        "73 000 mg",
        "4–5 kg",
        "10-15%",
        "75g of it",
        "it's",
    ],
)
def test_each_fault_is_found(text):
    assert faults(text)


@pytest.mark.parametrize(
    "text",
    [
        "100%",
        "by −0.5 points",
        "4,252 people",
        "in 1991",
        "4 to 5 kg",
        "a 2-hour test",
        "75 g",
        "a `-1`",
    ],
)
def test_the_style_is_none(text):
    assert faults(text) == []


WRITTEN = [(100, 0), (-7, 0), (1250, 0), (359856.4, 1), (-1234567.891, 2), (0.286, 3), (999.96, 1)]
WRITTEN += [(-0.04, 1), (-0.4, 0), (-0.06, 1), (-0.0, 2)]  # a zero has no minus


def test_the_browser_and_python_write_alike():
    module = (ROOT / "widgets/javascript/numbers.js").as_uri()
    script = f'import {{ written }} from "{module}"; import {{ readFileSync }} from "node:fs";' + (
        "console.log(JSON.stringify(JSON.parse(readFileSync(0)).map((one) => written(...one))));"
    )
    expected = [written(value, f".{digits}f") for value, digits in WRITTEN]
    assert node.answer(script, WRITTEN) == expected
    assert expected[-4:] == ["0.0", "0", "−0.1", "0.00"]
    assert written(-0.04, "+.1f") == "+0.0"
    assert expected[1:4] == ["−7", "1,250", "359,856.4"]
    assert [amount("5", unit) for unit in ("%", "g", "1")] == ["5%", "5 g", "5"]
    assert table({"a": "", "b": "+.1f"}, [[1825, -0.25]]).rows == (("1,825", "−0.2"),)


@pytest.mark.parametrize("columns", [{}, None, ["a"]])
def test_a_table_without_columns_is_refused(columns):
    with pytest.raises(ValueError, match=r"^columns is .*; allowed: at least one heading"):
        table(columns, [])


TYPED = {
    "73,000": 73000,
    "73 000": 73000,
    "73\u202f000 mg": 73000,
    "1,234.5": 1234.5,
    "1234,5": 1234.5,
    "0,123": 0.123,
    "\u22127": -7,
    "1,2,3": None,
    "٤٥٫٥": 45.5,  # digits and marks of an Arabic keyboard, and digits of a Hindi and a Japanese one
    "१०": 10,
    "98.7": 98.7,
    "1 234 567 890": 1234567890,
    "٩": 9,
    "\U000116e3": 9,  # the last of twenty digits in a row: two scripts of Myanmar
    "１０": 10,
    "½": None,
    "10²": None,
    "0x28": None,
    "1e2": None,
}


def test_readers_may_type_thousands_and_decimals_as_they_are_used_to():
    module = (ROOT / "widgets/quizzes/javascript/units.js").as_uri()
    script = f'import {{ read }} from "{module}"; import {{ readFileSync }} from "node:fs";' + (
        "const typed = JSON.parse(readFileSync(0));"
        "console.log(JSON.stringify(typed.map((text) => read(text, 'mg').value)));"
    )
    assert node.answer(script, [*TYPED]) == [*TYPED.values()]
