"""The cover: the mountain and the cliff of chapter 8, as a shape without names and numbers.

It stands on the front of the PDF (`book.paper`) and, with the title, it is the picture that a link to any page
brings along (`book.pictures`). The curves are those of the model. Chapter 8 lets its readers bet on them, so the
cover does not say what they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np

from widgets import bets, explorers
from widgets.bets.answers import FINE, moments
from widgets.model.body.years import Years
from widgets.palette import PALETTE

CHAPTER = "08-hyperglycemia"
COLORS = PALETTE["light"]
#: The picture for links, by its place beside the explorers' pictures.
NAME = "cover.png"
#: Size of the picture for links, in pixels: what social media ask for.
LINK = (1200, 630)

# Where the curves begin and where they are highest, from the top, as shares of the height. The ranges have no zero.
_LINE = (0.62, 0.14)
_RANGES = (0.82, 0.42)
# How strong the colors of the ranges are: of those behind, and of the mountain.
_BEHIND, _BEFORE = 0.13, 0.45


def picture(size: tuple[int, int], title: Sequence[str] = (), line: str = "") -> str:
    """Return the cover as an SVG.

    Parameters
    ----------
    size : (int, int)
        Width and height.
    title : sequence of str
        What stands in the sky, line by line; made for `LINK`.
    line : str
        What stands below it, in smaller letters.

    Returns
    -------
    str
        Hidden from readers who listen: it says nothing.
    """
    words = [_text(126 + 78 * at, 74, "ink", row) for at, row in enumerate(title)]
    if line:
        words.append(_text(102 + 78 * len(title), 30, "quiet", line))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size[0]} {size[1]}" aria-hidden="true">'
        f"{_landscape(*size)}{''.join(words)}</svg>"
    )


def _landscape(width: float, height: float) -> str:
    """Return the insulin of the lives behind and of the one before them, and its line of glucose."""
    bet = bets.load(CHAPTER)
    now = _live(bet["values"])
    behind = [_live(run["values"]) for run in reversed(bet["scene"]["behind"])]
    insulin = [_along(life, life.fasting_insulin_uUml) for life in [*behind, now]]
    ends = (insulin[-1][0], max(map(np.max, insulin)))
    opacities = [*[_BEHIND] * len(behind), _BEFORE]
    ranges = "".join(
        f'<path fill="{COLORS["insulin"]}" fill-opacity="{opacity}" d="{path}V{height}H0Z"/>'
        for opacity, path in zip(
            opacities, (_path(one, ends, _RANGES, width, height) for one in insulin), strict=True
        )
    )
    glucose = _along(now, now.fasting_glucose_mgdl)
    line = _path(glucose, (glucose[0], glucose.max()), _LINE, width, height)
    look = f'fill="none" stroke="{COLORS["glucose"]}" stroke-width="{height / 90:.1f}"'
    return f'{ranges}<path {look} d="{line}"/>'


def _live(values: dict[str, float]) -> Years:
    return getattr(explorers, bets.load(CHAPTER)["explorer"])(**values).result()


def _along(life: Years, series: np.ndarray) -> np.ndarray:
    return np.array([life.value(series, year) for year in moments("years", FINE)])


def _path(
    values: np.ndarray,
    ends: tuple[float, float],
    heights: tuple[float, float],
    width: float,
    height: float,
) -> str:
    """Return the path of a curve: the values at `ends` come to stand at `heights`."""
    up = height * (
        heights[0] + (heights[1] - heights[0]) * (values - ends[0]) / (ends[1] - ends[0])
    )
    across = np.linspace(0, width, len(up))
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in zip(across, up, strict=True))


def _text(up: float, size: float, color: str, text: str) -> str:
    look = f'font-family="var(--book-serif)" font-size="{size}" fill="{COLORS[color]}"'
    weight = ' font-weight="600"' if color == "ink" else ""
    return f'<text x="72" y="{up}" {look}{weight}>{escape(text)}</text>'
