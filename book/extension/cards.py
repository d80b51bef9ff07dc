"""Tables of prose, which a phone shows as cards.

Three columns of sentences side by side leave a phone a word a line. So the cells of such a table carry the heading of
their column, and in a narrow window each row stands as a card whose title is its first cell (``theme/blocks.css``).
Tables of numbers stay tables.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

#: A cell of more letters than this is prose.
PROSE = 60
#: Two columns have room for prose.
COLUMNS = 3

TABLE = re.compile(r'<table class="table">(\s*<thead>.*?)</table>', re.S)
BODY = re.compile(r"<tbody>.*</tbody>", re.S)
ROW = re.compile(r"<tr.*?</tr>", re.S)
CELL = re.compile(r"<t[hd]\b([^>]*)>(.*?)</t[hd]>", re.S)
TAG = re.compile(r"<[^>]+>")


def mark_cards(
    _app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: nodes.document
) -> None:
    """Mark the tables of prose in the body of a page before it is written."""
    if "body" in context:
        context["body"] = TABLE.sub(lambda found: marked(found[0], found[1]), context["body"])


def marked(table: str, inside: str) -> str:
    """Return a table of prose as cards, and any other as it is."""
    heads, *rows = ([text(cell) for _, cell in CELL.findall(row)] for row in ROW.findall(inside))
    longest = max((len(cell) for row in rows for cell in row), default=0)
    if len(heads) < COLUMNS or longest <= PROSE:
        return table
    body = BODY.sub(lambda found: ROW.sub(lambda row: named(row[0], heads), found[0]), inside)
    return f'<table class="table cards">{body}</table>'


def named(row: str, heads: list[str]) -> str:
    """Return a row whose cells, but for the first, carry the headings of their columns."""
    names = iter(heads)

    def name(cell: re.Match[str]) -> str:
        head = next(names)
        own = f' data-label="{escape(head)}"' if head and head != heads[0] else ""
        return f"<td{cell[1]}{own}>{cell[2]}</td>"

    return CELL.sub(name, row)


def text(html: str) -> str:
    """Return what is read of a piece of HTML."""
    return " ".join(TAG.sub("", html).split())


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.connect("html-page-context", mark_cards)
