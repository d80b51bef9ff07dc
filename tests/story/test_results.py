"""What the chapters compute is shown as tables and figures: no code and no print-out stands before them."""

from __future__ import annotations

import nbformat
import pytest
from markdown_it import MarkdownIt

from book import prose
from widgets.results import table

NOTEBOOKS = [page for page in prose.pages() if page.suffix == ".ipynb"]


@pytest.mark.parametrize("page", NOTEBOOKS, ids=lambda page: page.stem)
def test_a_page_shows_neither_code_nor_a_print_out(page):
    """A cell for a reader's own code is in the notebook alone."""
    for cell in nbformat.read(page, as_version=4).cells:
        if cell.cell_type == "code":
            assert {"remove-input", "remove-cell"} & set(cell.metadata.get("tags", [])), cell.source
            assert [out for out in cell.outputs if out.output_type == "stream"] == [], cell.source


def test_a_table_is_one_for_markdown_and_for_plain_text():
    shown = table({"year": "", "glucose, mg/dL": ".0f"}, [(0, 91.4), (15, 288.6)])
    parsed = MarkdownIt().enable("table").parse(shown._repr_markdown_())
    cells = [token.content for token in parsed if token.type == "inline"]
    assert cells == ["year", "glucose, mg/dL", "0", "91", "15", "289"]
    assert [line.split(" | ") for line in repr(shown).splitlines()][1:] == [
        ["0   ", "            91"],
        ["15  ", "           289"],
    ]


@pytest.mark.parametrize("row", [(1,), (1, 2, 3)])
def test_a_row_of_another_length_is_refused(row):
    with pytest.raises(ValueError, match=rf"row 2 has {len(row)} values; allowed: 2"):
        table({"a": "", "b": ""}, [(1, 2), row])
