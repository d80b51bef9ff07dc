"""The widget that sets the explorer of a chapter to a person. Everything happens in the browser."""

from __future__ import annotations

from html import escape
from typing import Any

import anywidget
import traitlets

from widgets.bundled import bundled
from widgets.cases.bodies import in_words
from widgets.cases.loading import Case, words
from widgets.explorers.kit.words import kit_words


class Portrait:
    """The drawn portrait of a person, beside their story.

    Parameters
    ----------
    case : Case
        From `widgets.cases.load`.
    """

    def __init__(self, case: Case) -> None:
        self._case = case

    def __repr__(self) -> str:
        """Return what it draws, in words."""
        return self._case.looks

    def _repr_html_(self) -> str:
        looks = escape(self._case.looks)
        return f'<div class="case-portrait" role="img" aria-label="{looks}">{self._case.portrait}</div>'


class CaseView(anywidget.AnyWidget):
    """A person's portrait, a button that sets the explorer of a chapter to them, and in words what it sets.

    It needs no kernel.

    Parameters
    ----------
    case : Case
        From `widgets.cases.load`.
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
        If the person is not met there.
    RuntimeError
        If the JavaScript has not been bundled.
    """

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)

    spec = traitlets.Dict().tag(sync=True)

    def __init__(self, case: Case, chapter: str) -> None:
        explorer, values = case.meeting(chapter)
        gaps = {"name": case.name, "settings": in_words(explorer, values)}
        own = {key: text.format(**gaps) for key, text in words().items()}
        texts = {**own, **kit_words()["visit"]}
        drawn = Portrait(case)._repr_html_()
        spec = {"explorer": explorer, "values": values, "portrait": drawn, "words": texts}
        super().__init__(_esm=bundled("cases.js"), _css=bundled("cases.css"), spec=spec)

    def __repr__(self) -> str:
        """Return what the button would set: what shows where no script runs."""
        return self.spec["words"]["settings"]

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        bundle, metadata = super()._repr_mimebundle_(**kwargs)
        still = f'{self.spec["portrait"]}<p class="case-settings">{escape(repr(self))}</p>'
        return {**bundle, "text/html": still}, metadata
