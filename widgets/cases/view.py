"""The widget that sets the explorer of a chapter to a person. Everything happens in the browser."""

from __future__ import annotations

import re
from html import escape
from typing import Any

import anywidget
import traitlets

from widgets.bundled import bundled
from widgets.cases.bodies import in_words
from widgets.cases.loading import drawing, load, words
from widgets.explorers.kit.style import LIGHT
from widgets.explorers.kit.words import kit_words

_COLOR = re.compile(r"var\(--book-([a-z-]+)\)")


class Portrait:
    """The drawn portrait of a person, beside their story.

    Parameters
    ----------
    name : str
        One of `widgets.cases.names`.

    Raises
    ------
    CaseError
        If there is no such person.
    """

    def __init__(self, name: str) -> None:
        self._looks = load(name).looks
        self._drawn = _COLOR.sub(_or_light, drawing(name))

    def __repr__(self) -> str:
        """Return what it draws, in words."""
        return self._looks

    def _repr_html_(self) -> str:
        looks = escape(self._looks)
        return f'<div class="case-portrait" role="img" aria-label="{looks}">{self._drawn}</div>'


def _or_light(found: re.Match[str]) -> str:
    """Add to a color of the book what it is where no style sheet says so: that on light paper."""
    return f"var(--book-{found[1]}, {LIGHT[found[1].replace('-', '_')]})"


class CaseView(anywidget.AnyWidget):
    """A person's portrait, a button that sets the explorer of a chapter to them, and in words what it sets.

    It needs no kernel.

    Parameters
    ----------
    name : str
        One of `widgets.cases.names`.
    chapter : str
        Where the person is met.

    Attributes
    ----------
    spec : dict
        ``explorer``, ``values`` of all its sliders, ``portrait`` as HTML, and ``words``: ``set``, ``settings``,
        ``waiting`` and ``back``.

    Raises
    ------
    CaseError
        If there is no such person, or if the person is not met there.
    RuntimeError
        If the JavaScript has not been bundled.
    """

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)

    spec = traitlets.Dict().tag(sync=True)

    def __init__(self, name: str, chapter: str) -> None:
        case = load(name)
        explorer, values = case.meeting(chapter)
        gaps = {"name": case.name, "settings": in_words(explorer, values)}
        own = {key: text.format(**gaps) for key, text in words().items()}
        texts = {**own, **kit_words()["visit"]}
        drawn = Portrait(name)._repr_html_()
        spec = {"explorer": explorer, "values": values, "portrait": drawn, "words": texts}
        super().__init__(_esm=bundled("cases.js"), _css=bundled("cases.css"), spec=spec)

    def __repr__(self) -> str:
        """Return what the button would set: what shows where no script runs."""
        return self.spec["words"]["settings"]

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        bundle, metadata = super()._repr_mimebundle_(**kwargs)
        still = f'{self.spec["portrait"]}<p class="case-settings">{escape(repr(self))}</p>'
        return {**bundle, "text/html": still}, metadata
