"""The site's own style sheets, scripts, fonts and icons.

Three things here make the theme light and self-contained:

* `bundle.mjs` has put the book's styles, fonts and scripts into ``_build/site-assets``; each page
  loads only those it needs.
* the theme's icon script (1.5 MB) gives way to the theme's icon fonts, cut down to the icons that
  the built pages use, and so are the fonts of text and formulas, to the book's letters and weights.
* no script is written into a page: a strict Content-Security-Policy refuses it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docutils import nodes
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ExtensionError

from .execution import digest
from .formulas import SIZES
from .no_script import FOLDER, places_name
from .widget_state import has_explorers, page_state

ASSETS = Path("_build/site-assets")
TEMPLATES = Path("book/theme/templates")
ICON_FONTS = Path("_static/vendor/fontawesome/webfonts")
FONTS = Path("_static/book/fonts")
UNUSED = ("_static/scripts/fontawesome.js",)

#: Of the text fonts: what places letters and marks, and digits of one width.
FEATURES = ("ccmp", "kern", "locl", "mark", "mkmk", "tnum")
WEIGHTS = (400, 700)  # from the text's to that of what is bold
TYPED = set(range(0x20, 0x100))  # what a reader may type
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")

ICON_RULE = re.compile(r'([^{}]*\.fa-[^{}]*):before\{content:"([^"]+)"\}')
ICON_CLASS = re.compile(r"\bfa-[a-z0-9-]+")
ICON_TEXT = re.compile(r"\\(f[0-9a-f]{3})\b|([\uf000-\uf8ff])")


def configure(app: Sphinx, config: Config) -> None:
    """Add the folder of bundled assets, the changed templates and the widgets' scripts."""
    root = Path(app.srcdir)
    if not (root / ASSETS / "book/site.js").exists():
        raise ExtensionError(f"{ASSETS} holds no bundle yet: run `make book`")
    config.book_assets_digest = digest(path for path in (root / ASSETS).rglob("*.*s"))
    config.html_static_path.append(str(root / ASSETS))
    config.templates_path.insert(0, str(root / TEMPLATES))
    config.html_math_renderer = "book"
    scripts = ("book/site.js", "book/charts.js")
    config.nb_ipywidgets_js = {name: {"defer": "defer"} for name in scripts}


def choose_page_assets(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give a page the styles it needs and take away the scripts that it does not."""
    app.add_css_file("book/book.css", priority=900)
    app.add_js_file("book/page.js", defer="defer")
    state = page_state(app.env, page)
    context["has_explorers"] = has_explorers(state)
    if state:
        app.add_css_file("book/widgets.css", priority=901)
        app.add_css_file(f"{Path(FOLDER).name}/{places_name(page)}", priority=903)
    if doctree and any(
        doctree.findall(lambda node: isinstance(node, nodes.math | nodes.math_block))
    ):
        app.add_css_file("book/formulas.css", priority=902)
        app.add_css_file(SIZES, priority=902)
    context["book_assets_digest"] = app.config.book_assets_digest
    context["script_files"][:] = [
        script for script in context["script_files"] if is_needed(script, page)
    ]


def is_needed(script: Any, page: str) -> bool:
    """Whether a page needs a script: no inline program; only the search page marks what was searched for."""
    if not script.filename:
        return "type" in script.attributes  # data, such as a page's widgets
    return page == "search" or "sphinx_highlight" not in str(script.filename)


def icons_in_use(out: Path) -> set[int]:
    """Return the code points of the icons that the built pages, scripts and styles show."""
    css = "".join(path.read_text("utf-8") for path in (out / "_static/styles").glob("*.css"))
    points = {
        name: ICON_TEXT.search(text)
        for selector, text in ICON_RULE.findall(css)
        for name in ICON_CLASS.findall(selector)
    }
    users = [*out.rglob("*.html"), *(out / "_static/scripts").glob("*.js")]
    names = {name for path in users for name in ICON_CLASS.findall(path.read_text("utf-8"))}
    found = [points[name] for name in names if points.get(name)]
    found += ICON_TEXT.finditer(ICON_RULE.sub("", css))
    return {int(match[1], 16) if match[1] else ord(match[2]) for match in found}


def trim(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """Cut fonts down to what the built pages show and drop what no page loads; add no page."""
    out = Path(app.outdir)
    for name in UNUSED:
        (out / name).unlink(missing_ok=True)
    for spare in (*(out / "_static").rglob("*.map"), *(out / ICON_FONTS).glob("*.ttf")):
        spare.unlink()
    icons = icons_in_use(out)
    for path in (out / ICON_FONTS).glob("*.woff2"):
        cut_font(path, icons)
    pages = [page.read_text("utf-8") for page in out.rglob("*.html")]
    scripts = [script.read_text("utf-8") for script in (out / "_static/book").glob("*.js")]
    for path in (out / FONTS).glob("KaTeX_*.woff2"):
        cut_font(path, letters(pages))
    for path in (out / FONTS).glob("source-*.woff2"):
        cut_font(path, letters(pages) | letters(scripts) | TYPED, FEATURES, WEIGHTS)
    return []


def letters(texts: Iterable[str]) -> set[int]:
    """Return the code points in texts, those that JSON or JavaScript escapes among them."""
    points = set()
    for text in texts:
        points |= {ord(letter) for letter in text}
        points |= {int(written, 16) for written in ESCAPED.findall(text)}
    return points


def cut_font(
    path: Path,
    points: set[int],
    features: Iterable[str] = (),
    weights: tuple[int, int] | None = None,
) -> None:
    """Keep of the font at `path` the given code points, layout features and range of weights."""
    font = TTFont(path)
    cutter = subset.Subsetter(
        subset.Options(layout_features=[*features], notdef_outline=True, hinting=False)
    )
    cutter.populate(unicodes=points)
    cutter.subset(font)
    if weights:
        font = instancer.instantiateVariableFont(font, {"wght": weights})
    font.flavor = "woff2"
    font.save(path)


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    # A new bundle changes this value, and with it Sphinx writes all pages and copies the assets.
    app.add_config_value("book_assets_digest", "", "html", str)
    app.connect("config-inited", configure, priority=900)
    # After MyST-NB (500) has added the widgets' scripts and before the theme hashes its assets.
    app.connect("html-page-context", choose_page_assets, priority=600)
    # The one event that comes after the pages and assets are written, and only if any were.
    app.connect("html-collect-pages", trim)
