"""A figure as a widget: the explorer that it is made of, seen small."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from widgets import explorers
from widgets.explorers.kit.base import Explorer
from widgets.explorers.kit.small import Small
from widgets.figures.loading import FigureError

_STILLS = Path(__file__).parent / "stills"


def figure(name: str, stated: dict[str, Any]) -> Explorer:
    """Return the widget of a figure.

    Parameters
    ----------
    name : str
    stated : dict
        Checked, from `widgets.figures.loading.load`.

    Raises
    ------
    FigureError
        If there is no such explorer, or it has no such slider, setting or chart.
    """
    explorer = stated["explorer"]
    if explorer not in explorers.NAMES:
        allowed = ", ".join(explorers.NAMES)
        raise FigureError(f'figures.yaml, "{name}": explorer is {explorer!r}; allowed: {allowed}')
    told = ("title", "shows", "chart", "sliders", "labels", "sentences", "up")
    small = Small(name, **{key: stated[key] for key in told}, still=_STILLS / f"{name}.png")
    try:
        return getattr(explorers, explorer)(**stated["values"]).seen_small(small)
    except (TypeError, ValueError) as error:
        raise FigureError(f'figures.yaml, "{name}": {error}') from error
