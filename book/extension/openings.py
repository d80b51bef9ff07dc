"""How a chapter opens, known from its first byte.

A chapter with a bet asks its question in the first window, so its title stands back. A browser may show a page of which
only the beginning has come: a style that waited for what comes later, as ``:has()`` would, would move all of it then.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

#: The section that asks.
QUESTION = "predict"
#: The class of its box, where it begins with one.
BOX = "opening"


def mark_openings(_app: Sphinx, doctree: nodes.document, _page: str) -> None:
    """Mark the page that asks a question, and the section that does, before it is written."""
    for section in doctree.findall(nodes.section):
        if QUESTION in section["ids"]:
            section.parent["classes"].append("with-question")
            for box in section.findall(nodes.Admonition):
                if BOX in box["classes"]:
                    section["classes"].append("question")
                    box.children[-1]["classes"].append("asked")


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.connect("doctree-resolved", mark_openings)
