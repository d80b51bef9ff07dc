"""Make of each explorer one file that needs nothing else: ``explorers/<name>.html`` of the built site.

``python -m book.alone _build/html`` puts the explorer as it opens, its style and its scripts into one page. It runs
from a disk, from a learning platform that takes an HTML file, and in a frame that allows scripts and nothing else. The
scripts are those of the site (`bundle.mjs`), so the file does what the chapter does.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import yaml
from ipywidgets.embed import dependency_state
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from book import built
from book.extension.widget_state import slim
from book.words import book_words
from widgets import explorers

HERE = Path(__file__).parent
PARTS = Path("_build/alone")
FOLDER = "explorers"
#: What would end a script's element, or begin a comment in it, before its end.
SCRIPT_ENDS = re.compile(r"<(?=/script|!--|script)", re.IGNORECASE)


def within(script: str) -> str:
    """Return JavaScript or JSON that may stand within a page; both read the escaped sign in their texts."""
    return SCRIPT_ENDS.sub(r"\\u003C", script)


def page_of(name: str, base: str, site: Path) -> str:
    """Return the page of an explorer.

    Parameters
    ----------
    name
        One of `widgets.explorers.NAMES`.
    base
        The address where the site is published.
    site
        The built site.
    """
    explorer = getattr(explorers, name)()
    state = slim({"state": dependency_state([explorer], drop_defaults=False)})
    templates = Environment(
        loader=FileSystemLoader(HERE / "theme/templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return templates.get_template("alone.html").render(
        title=explorer.view.spec["words"]["title"],
        home=base,
        words=book_words()["widget"],
        view=json.dumps({"model_id": explorer.model_id}),
        state=within(json.dumps(state, separators=(",", ":"))),
        script=within((PARTS / "alone.js").read_text("utf-8")),
        style=(PARTS / "alone.css").read_text("utf-8"),
        licenses=within((site / "_static/book/licenses.txt").read_text("utf-8")),
    )


def write(site: Path) -> None:
    """Write the page of every explorer into the site."""
    base = yaml.safe_load((HERE.parent / "_config.yml").read_text("utf-8"))["html"]["baseurl"]
    folder = site / FOLDER
    folder.mkdir(exist_ok=True)
    for name in explorers.NAMES:
        (folder / f"{name}.html").write_text(page_of(name, base, site), "utf-8")


if __name__ == "__main__":
    write(built.site(sys.argv[1:]))
