"""What stands for a widget where no script runs, or where the one that it needs is missing.

Each widget's output gets a ``<noscript>``: the output's own HTML if it has one (a quiz prints its
questions), and for an explorer its picture, which `book.pictures` makes after the build. Where scripts
run and the widget's does not, the page's first script (``book/runtime/first.js``) shows the
same, after one sentence.

Before it stands the place of the widget itself, kept free by a style sheet of the page that `book.pictures`
makes too, so that nothing on the page moves when the widget comes.
"""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from .widget_state import page_state

VIEW_TYPE = "application/vnd.jupyter.widget-view+json"
FOLDER = "_static/pictures"
ALT = "The explorer as it opens. Its sliders need JavaScript."
MISSING = {
    "explorer": "This explorer could not start in this browser. Here is how it opens.",
    "other": "This interactive part could not start in this browser. Here it is to read.",
}
MODEL_ID = re.compile(r'"model_id":\s*"([^"]+)"')


class AddNoScript(SphinxPostTransform):
    """Add what shows without JavaScript to each widget of a page."""

    default_priority = 3  # before MyST-NB (4) picks one kind of each output and drops the others
    formats = ("html",)

    def run(self, **_: Any) -> None:
        """Go through the outputs of the page."""
        models = page_state(self.env, self.env.docname).get("state", {})
        explorers = widgets = 0
        for bundle in self.document.findall(is_output):
            kinds = {child["mime_type"]: child for child in bundle.children}
            if VIEW_TYPE not in kinds:
                continue
            kinds[VIEW_TYPE].insert(0, nodes.raw("", place_tag(widgets), format="html"))
            widgets += 1
            text = kinds["text/html"].astext() if "text/html" in kinds else ""
            explorer = is_explorer(models, kinds[VIEW_TYPE])
            if explorer:
                text += picture_tag(self.env.docname, explorers)
                explorers += 1
            if text:
                said = MISSING["explorer" if explorer else "other"]
                spare = f'<noscript data-missing="{said}">{text}</noscript>'
                kinds[VIEW_TYPE] += nodes.raw("", spare, format="html")


def is_output(node: nodes.Node) -> bool:
    """Whether a node holds one output of a cell, in all its kinds."""
    return isinstance(node, nodes.container) and node.get("nb_element") == "mime_bundle"


def is_explorer(models: dict[str, Any], view: nodes.container) -> bool:
    """Whether the widget that a view shows carries the class of an explorer."""
    model_id = MODEL_ID.search(view.astext())
    model = models.get(model_id[1], {}) if model_id else {}
    return "explorer" in model.get("state", {}).get("_dom_classes", [])


def place_tag(number: int) -> str:
    """Return the element that a page's widget comes to stand in, counted from 0; without scripts it is not there."""
    return f'<div class="widget-host pst-js-only" data-place="{number}"></div>'


def places_name(page: str) -> str:
    """Return the name of the style sheet that keeps the places of a page's widgets free."""
    return f"{page.replace('/', '-')}.css"


def picture_tag(page: str, number: int) -> str:
    """Return the image element of a page's explorer; the address is relative to the page."""
    up = "../" * page.count("/")
    name = picture_name(page, number)
    return f'<img class="explorer-picture" src="{up}{FOLDER}/{name}.png" alt="{ALT}">'


def picture_name(page: str, number: int) -> str:
    """Return the name of the picture of a page's explorer, counted from 0."""
    return f"{page.replace('/', '-')}-{number}"


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.add_post_transform(AddNoScript)
