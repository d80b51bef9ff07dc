"""The widget that shows a bet. Everything a reader does happens in the browser."""

from __future__ import annotations

from typing import Any

import anywidget
import traitlets

from widgets.bets import readable
from widgets.bets.loading import ground, pads, words
from widgets.bundled import bundled
from widgets.explorers.kit.quantities import quantities


def told(bet: dict[str, Any]) -> dict[str, Any]:
    """Return the words that a bet is drawn with: those of its pads, and of a scene where it is one."""
    unneeded = {"readable"} | (set() if bet["scene"] else {"scene"})
    needed = {name: text for name, text in words().items() if name not in unneeded}
    pads = {curve["pad"]: needed["pads"][curve["pad"]] for curve in bet["curves"]}
    return needed | {"pads": pads}


class BetView(anywidget.AnyWidget):
    """The bet of one chapter, or the line that takes it up again.

    It needs no kernel: the page gets the bet and the words once, in `spec`, and the explorer that
    answers it runs in the browser.

    Parameters
    ----------
    bet : dict
        Checked, from `widgets.bets.load`.
    chapter : str
        Its name.
    part : {"bet", "recall"}
        Which of the two.

    Attributes
    ----------
    spec : dict
        ``chapter``, ``part``, ``bet``, ``pads`` (those that it draws on), ``ground`` (of a scene: what names its
        stages), ``words``, and ``quantities``: the units that a reader can choose.

    Raises
    ------
    RuntimeError
        If the JavaScript has not been bundled.
    """

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)

    spec = traitlets.Dict().tag(sync=True)

    def __init__(self, bet: dict[str, Any], chapter: str, part: str) -> None:
        drawn = {curve["pad"]: pads()[curve["pad"]] for curve in bet["curves"]}
        shown = {pad["y"]["unit"] for pad in drawn.values()}
        spec = {
            "chapter": chapter,
            "part": part,
            "bet": bet,
            "pads": drawn,
            "ground": ground(list(drawn)) if bet["scene"] else None,
            "words": told(bet),
            "quantities": {
                name: units for name, units in quantities().items() if units[0]["unit"] in shown
            },
        }
        super().__init__(_esm=bundled("bets.js"), _css=bundled("bets.css"), spec=spec)

    def __repr__(self) -> str:
        """Return the bet as text: what shows where no script runs."""
        return readable.as_text(self.spec["bet"]) if self.spec["part"] == "bet" else ""

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        bundle, metadata = super()._repr_mimebundle_(**kwargs)
        if self.spec["part"] == "bet":
            bundle = {**bundle, "text/html": readable.as_html(self.spec["bet"])}
        return bundle, metadata
