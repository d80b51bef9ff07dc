"""Tables of prose, which a phone shows as cards.

Three columns of sentences side by side leave a phone a word a line. So the cells of such a table carry the heading of
their column, and in a narrow window each row stands as a card whose title is its first cell (``theme/blocks.css``).
Tables of numbers stay tables; so do those without a row of headings, and those in which a cell spans others.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

#: A cell of more letters than this is prose.
PROSE = 60
#: Two columns have room for prose.
COLUMNS = 3
#: What a cell carries: the heading of its column.
LABEL = "label"


def mark_cards(_app: Sphinx, doctree: nodes.document, _page: str) -> None:
    """Mark the tables of prose of a page, and their cells, before it is written."""
    for table in doctree.findall(nodes.table):
        if headed := under_heads(table):
            heads, rows = headed
            longest = max((len(text(cell)) for row in rows for cell in row), default=0)
            if len(heads) >= COLUMNS and longest > PROSE:
                table["classes"].append("cards")
                for head, cell in labelled(heads, rows):
                    cell[LABEL] = head


def under_heads(table: nodes.table) -> tuple[list[nodes.entry], list[list[nodes.entry]]] | None:
    """Return the headings of a table and the rows below them; None where not every cell has a heading of its own."""
    heads, rows = (
        [list(row.findall(nodes.entry)) for part in table.findall(kind) for row in part.children]
        for kind in (nodes.thead, nodes.tbody)
    )
    if len(heads) != 1 or any(len(row) != len(heads[0]) for row in rows):
        return None
    return heads[0], rows


def labelled(
    heads: list[nodes.entry], rows: list[list[nodes.entry]]
) -> Iterator[tuple[str, nodes.entry]]:
    """Yield each cell that carries the heading of its column, with it: all but the first of a row."""
    _, *names = map(text, heads)
    for _, *cells in rows:
        yield from ((name, cell) for name, cell in zip(names, cells, strict=True) if name)


def text(cell: nodes.entry) -> str:
    """Return what is read of a cell."""
    read = (part for part in cell.findall(nodes.Text) if not isinstance(part.parent, nodes.raw))
    return " ".join("".join(map(str, read)).split())


def visit_entry(translator: Any, cell: nodes.entry) -> None:
    """Write the beginning of a cell, with the heading that it carries."""
    type(translator).visit_entry(translator, cell)
    if LABEL in cell:
        tag = translator.body.pop().removesuffix(">")
        translator.body.append(f'{tag} data-label="{escape(cell[LABEL])}">')


def depart_entry(translator: Any, cell: nodes.entry) -> None:
    """Write the end of a cell."""
    type(translator).depart_entry(translator, cell)


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.connect("doctree-resolved", mark_cards)
    app.add_node(nodes.entry, override=True, html=(visit_entry, depart_entry))
