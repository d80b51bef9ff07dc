"""A page's widget state without JavaScript in it.

A live notebook's state carries the whole module of every anywidget (`_esm`, over half a megabyte with
the charts) and its styles. The site serves both once for all pages and finds the module by the name of
the widget's Python class (`_anywidget_id`). What else says nothing here is left out: layouts and styles
that nobody set, and what ipywidgets needs to find its own JavaScript.
"""

from __future__ import annotations

import json
import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError

KEY = "ipywidgets_state"  # what MyST-NB calls a page's state among the page's scripts
#: What `book/runtime/views.js` shows, and what ties models to each other.
SHOWN = {"AnyModel", "FloatSliderModel", "VBoxModel", "LinkModel"}
#: Models of looks: the book's style sheets alone say how a widget looks.
LOOKS = {"LayoutModel", "SliderStyleModel"}
#: What only ipywidgets' own views read (`book/runtime/views.js` reads the rest), and what the site has elsewhere.
UNSAID = {
    *("layout", "style", "_esm", "_css", "box_style", "behavior", "continuous_update", "disabled"),
    *("description_allow_html", "orientation", "readout", "readout_format"),
}
#: How the state of a box or a link names a model that it refers to.
REFERENCE = re.compile(r"IPY_MODEL_(\w+)")


def slim(state: dict[str, Any]) -> dict[str, Any]:
    """Keep of a widget state what the site's own JavaScript reads.

    Parameters
    ----------
    state
        A widget state as of ``application/vnd.jupyter.widget-state+json``.

    Returns
    -------
    dict
        The models that are shown or tie others together, each with its class and the values that it was given.

    Raises
    ------
    ExtensionError
        If a model is of a class that the site does not show.
    """
    kept = {}
    for name, model in state["state"].items():
        kind = model["model_name"]
        if kind in SHOWN:
            kept[name] = {"model_name": kind, "state": told(model["state"])}
        elif kind not in LOOKS:
            raise ExtensionError(
                f"a page holds a widget of class {kind}; the site shows {', '.join(sorted(SHOWN))}"
            )
    return {"state": dict(sorted(in_use(kept).items(), key=alike))}


def alike(model: tuple[str, dict[str, Any]]) -> str:
    """Say which models stand together: gzip finds what two of one kind share only where they are near."""
    _, stated = model
    return stated["state"].get("_anywidget_id", stated["model_name"])


def in_use(models: dict[str, Any]) -> dict[str, Any]:
    """Drop the sliders that a small explorer holds still, the groups that they stood in, and the links to them."""
    named = {
        name: set(REFERENCE.findall(json.dumps(model["state"]))) for name, model in models.items()
    }
    spares = {"FloatSliderModel", "LinkModel"}
    kept = {
        name
        for name, model in models.items()
        if model["model_name"] not in spares
        and "explorer-group" not in model["state"].get("_dom_classes", [])
    }
    while found := set().union(*(named[name] for name in kept)) - kept:
        kept |= found
    links = {name for name, model in models.items() if model["model_name"] == "LinkModel"}
    kept |= {name for name in links if named[name] <= kept}
    return {name: model for name, model in models.items() if name in kept}


def told(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values of a model that say something on the site.

    Sorted by their names, as the cache of executed notebooks stores them: a page is the same whether it was run or
    taken from there, and nothing can rely on an order that the next build would not have.
    """
    spared = ("_model_", "_view_")
    said = {
        name: value
        for name, value in values.items()
        if value is not None and name not in UNSAID and not name.startswith(spared)
    }
    return json.loads(json.dumps(said, sort_keys=True), parse_float=shortest)


def shortest(text: str) -> float:
    """Return a number as it is written shortest: a page states some hundreds, and its reader fetches each digit."""
    value = float(text)
    return int(value) if value.is_integer() else value


def slim_page(app: Sphinx, doctree: nodes.document) -> None:
    """Slim the state that MyST-NB has just stored for the page being read."""
    state = page_state(app.env, app.env.docname)
    if not state:
        return
    body = json.dumps(slim(state), separators=(",", ":")).replace("</", r"<\/")
    options = {"type": "application/vnd.jupyter.widget-state+json", "body": body}
    app.env.nb_metadata[app.env.docname]["js_files"][KEY] = (None, options)


def name_briefly(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: nodes.document
) -> None:
    """Name the models of a page by numbers: the names that the kernel drew by lot are a good part of its weight."""
    brief = {
        name: f"w{number}" for number, name in enumerate(page_state(app.env, page).get("state", {}))
    }
    if not brief:
        return
    names = re.compile("|".join(brief))

    def told_briefly(text: str) -> str:
        return names.sub(lambda name: brief[name[0]], text)

    context["body"] = told_briefly(context["body"])
    for script in context["script_files"]:
        if "body" in script.attributes:
            script.attributes["body"] = told_briefly(script.attributes["body"])


def page_state(env: BuildEnvironment, page: str) -> dict[str, Any]:
    """Return the widget state of a page that has been read; empty where it shows no widget."""
    scripts = getattr(env, "nb_metadata", {}).get(page, {}).get("js_files", {})
    return json.loads(scripts[KEY][1]["body"]) if KEY in scripts else {}


def has_explorers(state: dict[str, Any]) -> bool:
    """Whether a page of this widget state shows an explorer, large or small."""
    models = state.get("state", {}).values()
    return any("explorer" in model["state"].get("_dom_classes", []) for model in models)


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.connect("doctree-read", slim_page)
    # After MyST-NB (500) has put the state among the page's scripts.
    app.connect("html-page-context", name_briefly, priority=550)
