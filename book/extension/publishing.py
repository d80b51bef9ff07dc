"""What a static host, a search engine and a learning platform want to know of the site.

All of it follows from the page itself and from one setting: ``html: baseurl`` in ``_config.yml``, the address where the
site is published. It says where pages are; nothing on a page needs it, so that the folder works under any address.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.sax.saxutils import escape

from docutils import nodes
from sphinx.application import Sphinx

from book import cover
from book.words import book_words

from .no_script import FOLDER
from .search import sentences_of, words

#: The strictest Content-Security-Policy that the site works under (README.md, "How to publish").
POLICY = "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'"
#: Netlify, Cloudflare Pages and others read the headers that they send from a file of this name. The second lends
#: fonts, and with them the header's icons, to a frame without an origin; GitHub Pages sends it of its own.
HEADERS = "/*\n  Content-Security-Policy: {policy}\n  Access-Control-Allow-Origin: *\n"
VIEWPORT = re.compile(r'<meta name="viewport"[^>]*>\s*')
LICENSE = "https://creativecommons.org/licenses/by/4.0/"
LONGEST = 200  # letters of a description; search engines cut longer ones
META = '<meta {key}="{name}" content="{text}">'
SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{rows}
</urlset>
"""


def describe(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Add a page's description, its card for social media, and what it is as a learning resource."""
    if doctree is None:
        return
    facts = {
        "title": app.env.titles[page].astext(),
        "description": description(doctree),
        "url": urljoin(app.config.html_baseurl, app.builder.get_target_uri(page)),
        "image": urljoin(app.config.html_baseurl, f"{FOLDER}/{cover.NAME}"),
    }
    resource = learning_resource(app, facts, doctree)
    body = json.dumps(resource, ensure_ascii=False).replace("</", r"<\/")
    lines = [
        *cards(app.config.html_title, facts),
        f'<script type="application/ld+json">{body}</script>',
    ]
    # The page's template has a viewport of its own.
    context["metatags"] = "\n    ".join([VIEWPORT.sub("", context.get("metatags", "")), *lines])


def description(doctree: nodes.document) -> str:
    """Return the first sentences of a page's text."""
    for paragraph in doctree.findall(nodes.paragraph):
        if isinstance(paragraph[0], nodes.emphasis) and len(paragraph) == 1:
            continue  # the line below a chapter's title
        beginning = ""
        for sentence in sentences_of(words(paragraph)):
            longer = f"{beginning} {sentence}".strip()
            if len(longer) > LONGEST:
                break
            beginning = longer
        if beginning:
            return beginning
    raise ValueError(
        f"{doctree['source']} has no sentence of at most {LONGEST} letters to describe it"
    )


def cards(site: str, facts: dict[str, str]) -> Iterator[str]:
    """Yield the tags for search engines and social media."""
    stated = [
        ("name", "description", facts["description"]),
        ("property", "og:type", "article"),
        ("property", "og:site_name", site),
        ("property", "og:title", facts["title"]),
        ("property", "og:description", facts["description"]),
        ("property", "og:url", facts["url"]),
        ("property", "og:image", facts["image"]),
        ("property", "og:image:width", str(cover.LINK[0])),
        ("property", "og:image:height", str(cover.LINK[1])),
        ("property", "og:image:alt", book_words()["cover"]["picture"]),
        ("name", "twitter:card", "summary_large_image"),
    ]
    for key, name, text in stated:
        yield META.format(key=key, name=name, text=escape(text, {'"': "&quot;"}))


def learning_resource(
    app: Sphinx, facts: dict[str, str], doctree: nodes.document
) -> dict[str, Any]:
    """Return a page as schema.org tells of what can be learned from."""
    book = {"@type": "Book", "name": app.config.html_title, "url": app.config.html_baseurl}
    resource = {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "name": facts["title"],
        "description": facts["description"],
        "url": facts["url"],
        "image": facts["image"],
        "inLanguage": app.config.language,
        "isAccessibleForFree": True,
        "license": LICENSE,
        "author": {"@type": "Organization", "name": app.config.author},
        "learningResourceType": "interactive textbook",
        "isPartOf": book,
        "teaches": [" ".join(item.astext().split()).rstrip(".;") for item in goals(doctree)],
    }
    return {name: value for name, value in resource.items() if value not in ("", [])}


def goals(doctree: nodes.document) -> Iterator[nodes.list_item]:
    """Yield the goals of a chapter."""
    for box in doctree.findall(nodes.Admonition):
        if "goals" in box.get("classes", []):
            yield from box.findall(nodes.list_item)


def write(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """Write what stands beside the pages: the front door, the page for what is not there, the map; add no page."""
    out, config = Path(app.outdir), app.config
    uri = app.builder.get_target_uri
    start = uri(config.root_doc)
    facts = {
        "title": config.html_title,
        "language": config.language,
        "start": start,
        "address": urljoin(config.html_baseurl, start),
        "search": urljoin(config.html_baseurl, "search.html"),
        "style": urljoin(config.html_baseurl, "_static/book/book.css"),
        "description": description(app.env.get_doctree(config.root_doc)),
    }
    for name, template in {"index": "front-door.html", "404": "not-here.html"}.items():
        text = app.builder.templates.render(template, facts)
        (out / f"{name}.html").write_text(text, "utf-8")
    (out / "_headers").write_text(HEADERS.format(policy=POLICY), "utf-8")
    (out / ".nojekyll").touch()  # GitHub would leave out every folder whose name starts with _
    rows = [
        f"  <url><loc>{escape(urljoin(config.html_baseurl, uri(page)))}</loc></url>"
        for page in sorted(app.env.found_docs)
    ]
    (out / "sitemap.xml").write_text(SITEMAP.format(rows="\n".join(rows)), "utf-8")
    return []


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.connect("html-page-context", describe)
    app.connect("html-collect-pages", write)
