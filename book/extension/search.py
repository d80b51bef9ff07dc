"""Search that needs no request and costs a page nothing.

The theme loads Sphinx's whole search index with every page, and asks for each page that was found to cut an excerpt out
of it, which fails from a disk and in a frame, and starts in the middle of a word. Here the search page alone loads the
index, and beside it every sentence of the book; `book/runtime/search.js` shows those that fit.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.config import Config

from book.prose import SENTENCE_END

SENTENCES = Path("_static/book/sentences.js")
BEGIN = re.compile(r"[“(]?[A-Z0-9]")
ENDS = (".", "!", "?", ".”", "!”", "?”", ".)")
SHORTEST = 25  # letters; what is shorter says nothing by itself
#: What is left before a mark where a citation stood.
GAP = re.compile(r"\s+(?=[.,;:!?)])")
NO_WORDS = (nodes.math, nodes.raw, nodes.footnote_reference)


def configure(_app: Sphinx, config: Config) -> None:
    """Have Sphinx's own search ask for no pages."""
    config.html_show_search_summary = False


def words(paragraph: nodes.paragraph) -> str:
    """Return what a reader reads in a paragraph, without formulas and citations."""
    return GAP.sub("", " ".join("".join(texts(paragraph)).split()))


def texts(node: nodes.Node) -> Iterator[str]:
    """Yield the texts below a node."""
    if isinstance(node, nodes.Text):
        yield node.astext()
    elif not isinstance(node, NO_WORDS) and not cites(node):
        for child in node.children:
            yield from texts(child)


def cites(node: nodes.Node) -> bool:
    """Whether a node is a citation, which has no text before it is resolved."""
    return isinstance(node, addnodes.pending_xref) and node.get("refdomain") == "cite"


def sentences(doctree: nodes.document) -> dict[str, list[str]]:
    """Return the whole sentences of a page, by the anchor of the section they stand in."""
    found: dict[str, list[str]] = {}
    for item in doctree.findall(nodes.definition_list_item):
        found.setdefault(anchor(item), []).extend(entry(item))
    for paragraph in doctree.findall(nodes.paragraph):
        parts = sentences_of(words(paragraph))
        opens_entry = (
            isinstance(paragraph.parent, nodes.definition) and paragraph.parent[0] is paragraph
        )
        found.setdefault(anchor(paragraph), []).extend(parts[1:] if opens_entry else parts)
    return {name: parts for name, parts in found.items() if parts}


def entry(item: nodes.definition_list_item) -> list[str]:
    """Return an entry of the glossary as one sentence: the word, and the first of what is said of it."""
    term, said = item[0].astext(), sentences_of(words(next(item.findall(nodes.paragraph))))
    return [f"{term[:1].upper()}{term[1:]}: {said[0]}"] if said else []


def sentences_of(text: str) -> list[str]:
    """Return the whole sentences of a text that say something by themselves."""
    parts = SENTENCE_END.split(text)
    return [
        part
        for part in parts
        if len(part) >= SHORTEST and BEGIN.match(part) and part.endswith(ENDS)
    ]


def anchor(node: nodes.Node) -> str:
    """Return the anchor of the section that a node stands in."""
    while node.parent is not None:
        if isinstance(node, nodes.section):
            return f"#{node['ids'][0]}"
        node = node.parent
    return ""


def write(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """Write every sentence of the book beside the search's scripts; add no page."""
    book = {page: sentences(app.env.get_doctree(page)) for page in sorted(app.env.found_docs)}
    text = json.dumps(book, ensure_ascii=False, separators=(",", ":"))
    path = Path(app.outdir) / SENTENCES
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"globalThis.cellsListeningSentences = {text};\n", "utf-8")
    return []


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.connect("config-inited", configure)
    app.connect("html-collect-pages", write)
