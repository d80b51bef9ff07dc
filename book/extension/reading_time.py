"""How long a chapter takes to read, in the line below its title.

It is counted when the book is built, so that no author states it and none forgets to change it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from book.reading import minutes
from book.words import book_words

#: What the line begins with; the time comes behind it.
NUMBER = re.compile(r"Chapter \d+ of the story · ")


class TellReadingTime(SphinxPostTransform):
    """Write a chapter's minutes into the line below its title."""

    default_priority = 190

    def run(self, **_: Any) -> None:
        """Find the line, if the page has one."""
        for line in self.document.findall(nodes.emphasis):
            text = line.next_node(nodes.Text)
            number = NUMBER.match(text.astext()) if text else None
            if number:
                count = minutes(Path(self.env.doc2path(self.env.docname)))
                told = book_words()["reading_time"].format(minutes=count)
                text.parent.replace(text, nodes.Text(number[0] + told + text[number.end() :]))
                return


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.add_post_transform(TellReadingTime)
