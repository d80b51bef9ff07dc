"""Mend what the theme, MyST-NB and Sphinx write that a screen reader trips over.

Each row of `MENDED` is one fault in their HTML: a name that hides the visible text, roles that do
not fit what is inside, a paragraph within a line, and a heading of a column that says nothing.
"""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

MENDED = {
    r'<summary aria-label="Toggle hidden content">': "<summary>",
    r'<div role="list" class="citation-list">': '<div class="citation-list">',
    r' role="doc-biblioentry"': "",
    r'<p class="(collapsed|expanded) admonition-title">(.*?)</p>': r'<span class="\1 admonition-title">\2</span>',
    r"<th([^>]*)>(?:<p>)?\s*(?:</p>)?</th>": r"<td\1></td>",
}


def mend(
    _app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: nodes.document
) -> None:
    """Mend the body of a page before it is written."""
    for fault, cure in MENDED.items():
        if "body" in context:
            context["body"] = re.sub(fault, cure, context["body"])


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.connect("html-page-context", mend)
