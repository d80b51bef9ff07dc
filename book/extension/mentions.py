"""Numbers and words of the text that an explorer of the page answers to.

``[40%](#resistance?muscle=40)`` sets the explorer *resistance*: that slider to that value, all others as the page
opens them. ``[insulin](#resistance?light=insulin)`` lights up a curve, by its series or its quantity. Both are plain
links in Markdown, in the words that an address of the site has, so that JupyterLab, Colab and other readers of
notebooks show the text as it is, as a link that leads nowhere else.

On the site they are text. ``book/runtime/mentions.js`` makes buttons of them once the explorer lives; on paper,
without scripts and where an explorer cannot start they stay text. What the explorer has not, or cannot be set to,
stops the build.
"""

from __future__ import annotations

from html import escape
from typing import Any
from urllib.parse import parse_qsl

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.transforms import SphinxTransform

from book.words import book_words
from widgets.results import amount, out_of_step, written

from .widget_state import page_state

#: What a mention asks for instead of a slider.
LIGHT = "light"


class MarkMentions(SphinxTransform):
    """Make text of the links that an explorer answers to, marked with what they ask of it."""

    default_priority = 870  # before MyST (879) looks for the places that such links lead to

    def apply(self, **_: Any) -> None:
        """Go through the links of the page."""
        links = [link for link in self.document.findall(nodes.reference) if is_mention(link)]
        views = explorers(page_state(self.env, self.env.docname)) if links else {}
        for link in links:
            asked = link["refuri"].removeprefix("#")
            try:
                said = told(asked, views)
            except ValueError as error:
                text = f"{self.env.docname}: [{link.astext()}](#{asked}): {error}"
                raise ExtensionError(text) from None
            before = (
                f'<span class="mention" data-mention="{escape(asked)}" data-told="{escape(said)}">'
            )
            marks = (nodes.raw("", mark, format="html") for mark in (before, "</span>"))
            link.replace_self([next(marks), *link.children, next(marks)])


def is_mention(link: nodes.reference) -> bool:
    """Whether a link asks something of an explorer."""
    return bool(link.get("id_link")) and "?" in link["refuri"]


def explorers(state: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the views of a page's explorers by name, from its widget state."""
    values = [model["state"] for model in state.get("state", {}).values()]
    return {view["spec"]["name"]: view for view in values if "figure" in view}


def told(asked: str, views: dict[str, dict[str, Any]]) -> str:
    """Return in words what a mention asks of an explorer.

    Parameters
    ----------
    asked : str
        Such as ``"resistance?muscle=40&liver=100"``.
    views : dict
        The views of the page's explorers, from `explorers`.

    Raises
    ------
    ValueError
        If the explorer is not on the page, or has no such slider, value or curve; says what there is.
    """
    name, _, query = asked.partition("?")
    if name not in views:
        raise ValueError(
            f"explorer is {name!r}; allowed on this page: {', '.join(views) or 'none'}"
        )
    pairs = parse_qsl(query, keep_blank_values=True)
    if not pairs:
        raise ValueError(f"settings are {query!r}; allowed: slider=value, or {LIGHT}=curve")
    if pairs[0][0] == LIGHT:
        if len(pairs) > 1:
            raise ValueError(f"settings are {query!r}; allowed: {LIGHT}=curve by itself")
        check_curve(pairs[0][1], views[name])
        return book_words()["mention"]["lights"]
    controls = {control["name"]: control for control in views[name]["spec"]["controls"]}
    words = views[name]["spec"]["words"]["controls"]
    for slider, _ in pairs:
        if slider not in controls:
            raise ValueError(f"slider is {slider!r}; allowed: {', '.join(controls)}")
    settings = (setting(controls[slider], words[slider], text) for slider, text in pairs)
    small = "explorer" in views[name]["spec"]  # it says of which one it is a part
    said = book_words()["mention"]
    kind = said["kinds"]["figure" if small else "explorer"]
    return said["sets"].format(kind=kind, settings=", ".join(settings))


def setting(control: dict[str, Any], words: dict[str, Any], text: str) -> str:
    """Return a slider at a value in words; refuse a value that it cannot have."""
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    allowed = out_of_step(value, *(control[key] for key in ("min", "max", "step", "unit")))
    if allowed:
        raise ValueError(f"{control['name']} is {text}; allowed: {allowed}")
    named = (words.get("marks") or {}).get(f"{value:g}") if control["named"] else None
    shown = named or amount(written(value), control["unit"] or "1")
    return f"{words['label']} {shown}"


def check_curve(name: str, view: dict[str, Any]) -> None:
    """Refuse a curve that the explorer's chart does not draw."""
    metas = [one["meta"] for one in view["figure"]["data"] if one["meta"].get("run") == "now"]
    known = {meta.get(key) for meta in metas for key in ("series", "quantity")} - {None}
    if name not in known:
        raise ValueError(f"{LIGHT} is {name!r}; allowed: {', '.join(sorted(known))}")


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.add_transform(MarkMentions)
