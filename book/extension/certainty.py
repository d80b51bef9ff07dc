"""How sure we are has one glyph, wherever a grade of certainty stands.

The words of the grades are those of ``widgets.lifestyle``; ``widgets/certainty.css`` draws the glyph. It stands before
the word and tells nothing more, so that JupyterLab, a screen reader and a search go without it.
"""

from __future__ import annotations

import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from widgets.lifestyle.loading import GRADES

_GRADE = "|".join(sorted(GRADES, key=len, reverse=True))

#: A grade in running text: after the word, and whatever it is the certainty of.
NAMED = re.compile(rf"(?<=ertainty)((?: (?:in|of) [\w ]+)?:? )({_GRADE})\b")
#: A grade that stands by itself in bold.
ALONE = re.compile(rf"()({_GRADE})$")
#: Words in a paragraph, or over a table, that say what the bold ones grade.
ABOUT = re.compile("certain|surest|least sure|grade", re.IGNORECASE)


class CertaintyGlyphs(SphinxPostTransform):
    """Put the glyph before each grade."""

    default_priority = 195
    formats = ("html",)

    def run(self, **_: object) -> None:
        """Go through the texts of the page."""
        for text in list(self.document.findall(nodes.Text)):
            alone = isinstance(text.parent, nodes.strong) and graded(text)
            pattern = ALONE if alone and ALONE.match(text) else NAMED
            if pattern.search(text):
                text.parent.replace(text, with_glyphs(text, pattern))


def graded(text: nodes.Text) -> bool:
    """Whether what stands around a bold word speaks of certainty: its paragraph, or the head of its table."""
    around: nodes.Node = text.parent.parent
    while around and not isinstance(around, nodes.table | nodes.section):
        if isinstance(around, nodes.paragraph) and ABOUT.search(around.astext()):
            return True
        around = around.parent
    return isinstance(around, nodes.table) and any(
        ABOUT.search(head.astext()) for head in around.findall(nodes.thead)
    )


def with_glyphs(text: nodes.Text, pattern: re.Pattern[str]) -> list[nodes.Node]:
    """Return a text with a glyph before each grade that the pattern finds; no line ends between the two."""
    parts: list[nodes.Node] = []
    end = 0
    for found in pattern.finditer(text):
        grade = nodes.inline("", "", glyph(found[2]), nodes.Text(found[2]), classes=["graded"])
        parts += [nodes.Text(text[end : found.start(2)]), grade]
        end = found.end(2)
    return [*parts, nodes.Text(text[end:])]


def glyph(grade: str) -> nodes.raw:
    """Return the glyph of a grade."""
    span = f'<span class="certainty" data-grade="{grade}" aria-hidden="true"></span>'
    return nodes.raw("", span, format="html")


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.add_post_transform(CertaintyGlyphs)
