"""What opens at a click: a hint, a solution, and sections that only some readers want.

A hint and a solution are written in HTML's own words, ``<details>``: that is what every host of notebooks folds. Here
they become what the directive ``dropdown`` makes. Asides are that directive: their formulas and sources stand in
JupyterLab as on the site, and elsewhere they may stand open.

A fold in the text cannot hold a code cell. So a section whose heading begins a cell with the tag ``fold`` becomes a
fold too, with the heading as its title. It looks like the others, stays in the page's table of contents, and in
JupyterLab the section is an ordinary one.
"""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx_design.shared import create_component

from book import prose


class FoldDetails(SphinxTransform):
    """Put what stands between the tags of ``<details>`` into a fold."""

    default_priority = 5  # before any other: as if the directive had made it

    def apply(self, **_: Any) -> None:
        """Go through the tags of the page."""
        for tag in list(self.document.findall(nodes.raw)):
            if opened := prose.DETAILS.fullmatch(tag.astext().strip()):
                self._fold(tag, html.unescape(opened[1]))

    def _fold(self, tag: nodes.raw, title: str) -> None:
        around, start = tag.parent, tag.parent.index(tag)
        for end in range(start + 1, len(around)):
            if around[end].astext().strip() == prose.DETAILS_END:
                content = around[start + 1 : end]
                around[start : end + 1] = [fold(nodes.paragraph("", title), content)]
                return
        raise ValueError(
            f"{self.env.docname}: the fold {title!r} has no {prose.DETAILS_END} after an empty line, in its own cell"
        )


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
    app.add_transform(FoldDetails)
    app.add_post_transform(FoldSections)
