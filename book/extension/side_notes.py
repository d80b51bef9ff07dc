"""What a word of the glossary means, and whom a cited study followed, beside the link that leads there.

Each page carries the notes of what it names, hidden, as plain paragraphs: so they open at once, from any folder and
with no request, and a screen reader reads them as the description of the link. ``book/runtime/notes.js`` shows them.
Without JavaScript the links lead to the glossary and the references, as links do.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import yaml
from docutils import nodes
from sphinx.application import Sphinx

GLOSSARY, REFERENCES = "book/glossary", "book/references"
STUDIES = Path(__file__).parents[1] / "findings.yaml"

#: A link to a word of the glossary or to a reference, by where it leads.
LINK = re.compile(
    r'<a class="reference internal" href="[^"#]*(?:glossary|references)\.html#([\w-]+)"'
)

#: What is told of a study, in this order; each field of ``findings.yaml`` by the word before it.
TOLD = {"people": "", "compared": "Compared: ", "lasted": "For: ", "found": "Found: "}


def add_notes(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: nodes.document
) -> None:
    """Put the notes of what a page names at its end."""
    if "body" not in context or page in (GLOSSARY, REFERENCES):
        return
    known = definitions(app) | studies(app)
    named = dict.fromkeys(place for place in LINK.findall(context["body"]) if place in known)
    if not named:
        return
    notes = "".join(
        f'<div id="note-{place}">{"".join(f"<p>{escape(line)}</p>" for line in known[place])}</div>'
        for place in named
    )
    context["body"] += f'<div class="side-notes" hidden>{notes}</div>'


def definitions(app: Sphinx) -> dict[str, list[str]]:
    """Return what each word of the glossary means, by its place there."""
    found = {}
    for item in app.env.get_doctree(GLOSSARY).findall(nodes.definition_list_item):
        meaning = item.next_node(nodes.definition)
        lines = [" ".join(paragraph.astext().split()) for paragraph in meaning.children]
        for term in item.findall(nodes.term):
            word, *_ = term.astext().split("\n")
            for place in term["ids"]:
                found[place] = [word, *lines]
    return found


def studies(app: Sphinx) -> dict[str, list[str]]:
    """Return whom each cited study followed and what it found, by its place in the references."""
    cited = app.env.get_domain("cite").citations
    return {
        one.citation_id: [
            sentence(f"{word}{findings()[one.key][field]}")
            for field, word in TOLD.items()
            if field in findings()[one.key]
        ]
        for one in cited
        if one.key in findings()
    }


def sentence(text: str) -> str:
    """Return the text with a capital letter first."""
    return text[:1].upper() + text[1:]


@cache
def findings() -> dict[str, dict[str, str]]:
    """Return what is known of each study, by its key."""
    return yaml.safe_load(STUDIES.read_text(encoding="utf-8"))


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.connect("html-page-context", add_notes)
