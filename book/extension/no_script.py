"""What stands for a widget where no script runs, or where the one that it needs is missing.

Each widget's output gets a ``<noscript>``: the output's own HTML if it has one (a quiz prints its
questions), and for an explorer its picture, which `book.pictures` makes after the build; so it does for a scene, whose
picture holds the answer and stands in a fold. Where scripts
run and the widget's does not, the page's first script (``book/runtime/first.js``) shows the
same, after one sentence.

Before it stands the place of the widget itself, kept free by a style sheet of the page that `book.pictures`
makes too, so that nothing on the page moves when the widget comes.
"""

from __future__ import annotations

import re
from typing import Any
from xml.sax.saxutils import escape

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from book.words import book_words
from widgets.bets.answers import told
from widgets.bets.loading import words

from .widget_state import page_state

VIEW_TYPE = "application/vnd.jupyter.widget-view+json"
FOLDER = "_static/pictures"
SCENE = """<details class="sd-dropdown bet-drawn"><summary class="sd-summary-title">{title}</summary>
<div class="sd-summary-content"><img class="bet-picture" src="{src}" alt="{alt}"></div></details>"""
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
            state = state_of(models, kinds[VIEW_TYPE])
            explorer = "explorer" in state.get("_dom_classes", [])
            place = place_tag(widgets, "explorer" if explorer else "part")
            kinds[VIEW_TYPE].insert(0, nodes.raw("", place, format="html"))
            widgets += 1
            if explorer:
                text = picture_tag(self.env.docname, explorers)
                explorers += 1
            else:
                text = kinds["text/html"].astext() if "text/html" in kinds else ""
            if shows_scene(state):
                text += scene_tag(self.env.docname, state["spec"]["bet"])
            if text:
                said = book_words()["widget"][f"{'explorer' if explorer else 'other'}_missing"]
                spare = f'<noscript data-missing="{said}">{text}</noscript>'
                kinds[VIEW_TYPE] += nodes.raw("", spare, format="html")


def is_output(node: nodes.Node) -> bool:
    """Whether a node holds one output of a cell, in all its kinds."""
    return isinstance(node, nodes.container) and node.get("nb_element") == "mime_bundle"


def state_of(models: dict[str, Any], view: nodes.container) -> dict[str, Any]:
    """Return the state of the widget that a view shows."""
    model_id = MODEL_ID.search(view.astext())
    return models.get(model_id[1], {}).get("state", {}) if model_id else {}


def shows_scene(state: dict[str, Any]) -> bool:
    """Whether a widget is the bet of a chapter that is drawn as a scene."""
    spec = state.get("spec") or {}
    return spec.get("part") == "bet" and bool(spec["bet"]["scene"])


def place_tag(number: int, kind: str) -> str:
    """Return the element that a page's widget comes to stand in, counted from 0; without scripts it is not there.

    It says that its `kind`, an "explorer" or another "part", is missing where scripts run and none of the page's came.
    """
    texts = book_words()["widget"]
    said = f'data-waiting="{texts["waiting"]}" data-missing="{texts[f"{kind}_missing"]}"'
    if kind == "explorer":
        said += f' data-still="{texts["still"]}"'
    return f'<div class="widget-host pst-js-only" data-place="{number}" {said}></div>'


def places_name(page: str) -> str:
    """Return the name of the style sheet that keeps the places of a page's widgets free."""
    return f"{page.replace('/', '-')}.css"


def picture_tag(page: str, number: int) -> str:
    """Return the image element of a page's explorer, counted from 0; the address is relative to the page."""
    name = f"{page.replace('/', '-')}-{number}"
    alt = book_words()["widget"]["picture"]
    return f'<img class="explorer-picture" src="{address(page, name)}" alt="{alt}">'


def scene_tag(page: str, bet: dict[str, Any]) -> str:
    """Return the fold that holds the picture of a page's scene with its answer."""
    title = escape(words()["readable"]["scene"])
    src = address(page, scene_name(page))
    return SCENE.format(title=title, src=src, alt=escape(told(bet), {'"': "&quot;"}))


def scene_name(page: str) -> str:
    """Return the name of the picture of a page's scene."""
    return f"{page.replace('/', '-')}-scene"


def address(page: str, picture: str) -> str:
    """Return the address of a picture, relative to a page."""
    return f"{'../' * page.count('/')}{FOLDER}/{picture}.png"


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.add_post_transform(AddNoScript)
