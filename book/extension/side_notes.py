"""What a word of the glossary means, and whom a cited study followed, for the notes beside the links that lead there.

It is read from the built glossary, references and chapters and from ``book/findings.yaml``, and written once, as a
script that works from a disk too. ``book/runtime/notes`` shows it when a reader asks. Without it the links lead where
links lead.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml
from bs4 import BeautifulSoup, SoupStrainer, Tag
from docutils import nodes
from sphinx.application import Sphinx

from book import prose

GLOSSARY, REFERENCES = "book/glossary.html", "book/references.html"
STUDIES = Path(__file__).parents[1] / "findings.yaml"
SCRIPT = "_static/book/told.js"

#: The whole reference in each link to it: the note tells it, once for the site.
REPEATED = re.compile(
    r'(<a class="reference internal" href="[^"#]*references\.html#[\w-]+") title="[^"]*"'
)

#: What is told of a study, in this order; each field of ``findings.yaml`` with the word before it.
FIELDS = {"people": "", "compared": "Compared: ", "lasted": "For: ", "found": "Found: "}


def shorten(
    _app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: nodes.document
) -> None:
    """Take out of a page what the notes tell."""
    if "body" in context:
        context["body"] = REPEATED.sub(r"\1", context["body"])


def write_notes(app: Sphinx, error: Exception | None) -> None:
    """Write what the notes tell, once the pages that they are read from are there."""
    if error or app.builder.format != "html":
        return
    tables = (
        table
        for chapter in prose.chapters()
        for table in soup(app, f"chapters/{chapter.stem}.html", "table").find_all("table")
    )
    told = words(soup(app, GLOSSARY))
    first = dict(reversed(list(certainties(tables))))  # where several chapters cite it
    told |= studies(app, soup(app, REFERENCES), first)
    script = f"cellsListening = {{ ...globalThis.cellsListening, told: {json.dumps(told, ensure_ascii=False)} }};\n"
    (Path(app.outdir) / SCRIPT).write_text(script, encoding="utf-8")


def soup(app: Sphinx, page: str, parts: str | None = None) -> BeautifulSoup:
    """Return a built page, or its parts of one kind, parsed."""
    html = (Path(app.outdir) / page).read_text(encoding="utf-8")
    return BeautifulSoup(html, "html.parser", parse_only=SoupStrainer(parts) if parts else None)


def words(glossary: BeautifulSoup) -> dict[str, dict[str, Any]]:
    """Return each word of the glossary with its meaning, by its place there."""
    return {
        str(term["id"]): {"lines": [text(term), text(term.find_next("dd"))]}
        for term in glossary.select("dl.glossary dt[id]")
    }


def certainties(tables: Iterable[Tag]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the place of each study that a table cites for what a chapter says: that, its grade, and its certainty."""
    for row in (row for table in tables for row in table.select("tr:has(.certainty)")):
        said, *_ = cells = row.find_all("td")
        sure = next(cell for cell in cells if cell.find(class_="certainty"))
        grade = sure.find(class_="certainty")["data-grade"]
        about = {"said": text(said), "grade": str(grade), "certainty": text(sure)}
        for link in row.select("a[href*='references.html#']"):
            yield str(link["href"]).partition("#")[2], about


def studies(
    app: Sphinx, references: BeautifulSoup, sure: dict[str, dict[str, str]]
) -> dict[str, dict[str, Any]]:
    """Return each reference by its place: whom it followed and what it found, and how sure what it stands for is."""
    known = yaml.safe_load(STUDIES.read_text(encoding="utf-8"))
    keys = {one.citation_id: one.key for one in app.env.get_domain("cite").citations}
    return {
        place: {
            "source": text(references.find(id=place).p),
            "lines": findings(known.get(key, {})),
            **({"sure": sure[place]} if place in sure else {}),
        }
        for place, key in keys.items()
    }


def findings(study: dict[str, str]) -> list[str]:
    """Return what is known of a study, a sentence a field."""
    lines = [f"{word}{study[field]}" for field, word in FIELDS.items() if field in study]
    return [line[:1].upper() + line[1:] for line in lines]


def text(tag: Tag) -> str:
    """Return the text of a part of a page in one line, without the sign of a link to it."""
    return " ".join(tag.get_text().removesuffix("#").split())


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.connect("html-page-context", shorten)
    app.connect("build-finished", write_notes)
