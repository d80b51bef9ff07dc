"""The one widget behind every explorer: it solves, draws and speaks in the reader's browser."""

from __future__ import annotations

from typing import Any

import anywidget
import traitlets

from widgets.bundled import bundled


class ExplorerView(anywidget.AnyWidget):
    """The live part of an explorer: sentence, charts, presets and tools.

    Each parameter is a trait of its own, so that `jslink` can tie a slider to it.

    Parameters
    ----------
    values : dict of str to float
        First value of each parameter, in the unit of its slider.
    spec : dict
        What the browser must know and cannot: words, controls, presets, units, cut-offs.
    figure : dict
        The charts as Plotly JSON, without data.
    details : dict of str to dict
        Further charts by name, drawn when a reader opens them.
    panels : dict of str to dict
        Further charts by name, always in view below the first.

    Raises
    ------
    RuntimeError
        If the JavaScript has not been bundled.
    """

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)

    spec = traitlets.Dict().tag(sync=True)
    figure = traitlets.Dict().tag(sync=True)
    details = traitlets.Dict().tag(sync=True)
    panels = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        values: dict[str, float],
        spec: dict[str, Any],
        figure: dict[str, Any],
        details: dict[str, dict[str, Any]],
        panels: dict[str, dict[str, Any]],
    ) -> None:
        super().__init__(
            _esm=bundled("explorers.js"),
            _css=bundled("explorers.css"),
            spec=spec,
            figure=figure,
            details=details,
            panels=panels,
        )
        parameters = {name: traitlets.Float(value).tag(sync=True) for name, value in values.items()}
        self.add_traits(**parameters)
