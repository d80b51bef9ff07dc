"""Sections that open at a click: equations, exercises, what the model leaves out.

A fold in the text (``{dropdown}``) cannot hold a code cell. So a section whose heading begins a cell
with the tag ``fold`` becomes a fold, with the heading as its title. It looks like the others, stays
in the page's table of contents, and in JupyterLab the section is an ordinary one.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx_design.shared import create_component

from book import prose


class FoldSections(SphinxPostTransform):
    """Put what a tagged section holds into a fold."""

    default_priority = 190  # sphinx-design makes its HTML at 199
    formats = ("html",)

    def run(self, **_: Any) -> None:
        """Go through the sections of the page."""
        wanted = set(map(words, prose.folds(Path(self.env.doc2path(self.env.docname)))))
        for section in list(self.document.findall(nodes.section)):
            if words(section[0].astext()) in wanted:
                title, *content = section.children
                section.clear()
                section += fold(title, content)


def words(heading: str) -> str:
    """Return the bare words of a heading, as they are alike before and after the build."""
    return " ".join(re.findall(r"\w+", heading.lower()))


def fold(title: nodes.Node, content: list[nodes.Node]) -> nodes.container:
    """Return a fold as the directive `dropdown` makes it."""
    settings = {"opened": False, "type": "dropdown", "has_title": True, "icon": None}
    looks = {"container_classes": ["sd-mb-3"], "title_classes": [], "body_classes": []}
    made = create_component("dropdown", chevron=None, **settings, **looks)
    made += nodes.rubric("", "", *title.children)
    made += content
    return made


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.add_post_transform(FoldSections)
