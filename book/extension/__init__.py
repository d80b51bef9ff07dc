"""The book's own small Sphinx extension: it hosts the widgets and keeps the site self-contained.

What Jupyter Book 1 does by default needs third-party hosts and weighs several megabytes a page.
Each module here replaces one such default:

``accessibility``
    Small faults of the generated HTML that a screen reader trips over.
``cards``
    Tables of prose that a phone shows as cards.
``certainty``
    One glyph for how sure we are, wherever a grade stands.
``widget_state``
    A page's widget state without a copy of the JavaScript; scripts only where widgets are.
``execution``
    Cached notebook outputs that are dropped when the code behind them changes.
``folds``
    Sections that open at a click, code cells and all.
``reading_time``
    How long a chapter takes to read, counted.
``formulas``
    Formulas rendered at build by KaTeX: no MathJax, visible without JavaScript.
``mentions``
    Numbers and words of the text that an explorer of the page answers to.
``openings``
    How a chapter opens, known before all of it has come.
``side_notes``
    What a word means and whom a study followed, beside the link.
``site_assets``
    The site's own style sheets, fonts and icons in place of the theme's heavy ones.
``no_script``
    What a reader without JavaScript gets in a widget's place.
``publishing``
    What a static host, a search engine and a learning platform want to know of the site.
``search``
    Search that loads nothing until it is asked, and finds sentences.

`bundle.mjs` makes the scripts and style sheets beforehand.
"""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

from . import (
    accessibility,
    cards,
    certainty,
    execution,
    folds,
    formulas,
    mentions,
    no_script,
    openings,
    publishing,
    reading_time,
    search,
    side_notes,
    site_assets,
    widget_state,
)

PARTS = (
    accessibility,
    cards,
    certainty,
    execution,
    folds,
    formulas,
    mentions,
    no_script,
    openings,
    publishing,
    reading_time,
    search,
    side_notes,
    site_assets,
    widget_state,
)


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect every part to Sphinx."""
    for part in PARTS:
        part.setup(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
