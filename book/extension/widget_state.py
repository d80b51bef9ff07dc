"""A page's widget state without JavaScript in it.

A live notebook's state carries the whole module of every anywidget (`_esm`, over a megabyte with
the charts) and its styles. The site serves both once for all pages, so the page's state only names
the module: ``export default globalThis.cellsListening.modules.explorers``. That works over http,
from ``file://`` and from any sub-folder, since no address is in it.
"""

from __future__ import annotations

import json
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

KEY = "ipywidgets_state"  # what MyST-NB calls a page's state among the page's scripts
MODULE = "export default globalThis.cellsListening.modules.{package};"


def slim(state: dict[str, Any]) -> dict[str, Any]:
    """Replace the JavaScript of this repository's widgets in a widget state by its name.

    Parameters
    ----------
    state
        A widget state as of ``application/vnd.jupyter.widget-state+json``.

    Returns
    -------
    dict
        The same state. Of each anywidget whose Python class lives in ``widgets.<package>``,
        ``_esm`` names the site's copy of that package's module and ``_css`` is empty.
    """
    for model in state["state"].values():
        values = model["state"]
        root, _, rest = values.get("_anywidget_id", "").partition(".")
        if root == "widgets":
            package = rest.partition(".")[0]
            values["_esm"] = MODULE.format(package=package)
            values.pop("_css", None)
    return state


def slim_page(app: Sphinx, doctree: nodes.document) -> None:
    """Slim the state that MyST-NB has just stored for the page being read."""
    state = page_state(app.env, app.env.docname)
    if not state:
        return
    body = json.dumps(slim(state), separators=(",", ":")).replace("</", r"<\/")
    options = {"type": "application/vnd.jupyter.widget-state+json", "body": body}
    app.env.nb_metadata[app.env.docname]["js_files"][KEY] = (None, options)


def page_state(env: BuildEnvironment, page: str) -> dict[str, Any]:
    """Return the widget state of a page that has been read; empty where it shows no widget."""
    scripts = getattr(env, "nb_metadata", {}).get(page, {}).get("js_files", {})
    return json.loads(scripts[KEY][1]["body"]) if KEY in scripts else {}


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.connect("doctree-read", slim_page)
