"""Mend what the theme, MyST-NB and Sphinx write that a screen reader trips over.

Each row of `MENDED` is one fault that axe reports in their HTML: a name that hides the visible
text, and roles that do not fit what is inside.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

MENDED = {
    '<summary aria-label="Toggle hidden content">': "<summary>",
    '<div role="list" class="citation-list">': '<div class="citation-list">',
    ' role="doc-biblioentry"': "",
}


def mend(
    _app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: nodes.document
) -> None:
    """Mend the body of a page before it is written."""
    for fault, cure in MENDED.items():
        if "body" in context:
            context["body"] = context["body"].replace(fault, cure)


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.connect("html-page-context", mend)
