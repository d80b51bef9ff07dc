"""A bet as words alone, and a blank chart to draw on paper: for where no script runs."""

from __future__ import annotations

import textwrap
from html import escape
from typing import Any

from widgets.bets.answers import told
from widgets.bets.loading import pads, words

_WIDTH = 76
#: The blank chart, in pixels: the whole, and the edges at the left and below.
_SIZE, _LEFT, _BELOW = (560, 240), 44, 28


def as_text(bet: dict[str, Any]) -> str:
    """Return a bet as plain text, without the answer.

    Parameters
    ----------
    bet : dict
        Checked, from `widgets.bets.load`.
    """
    lines = [line for choice in bet["choices"] for line in _wrapped(choice["text"])]
    return "\n".join([bet["question"], *lines])


def as_html(bet: dict[str, Any]) -> str:
    """Return a bet as HTML: a blank chart for each curve, and each choice as a fold with its hint.

    Parameters
    ----------
    bet : dict
        Checked, from `widgets.bets.load`.

    Returns
    -------
    str
        Needs no style and no script.
    """
    said = words()["readable"]
    blanks = "".join(_blank(curve["pad"]) for curve in bet["curves"])
    folds = "".join(
        f'<details class="sd-dropdown"><summary class="sd-summary-title">'
        f"{escape(said['bet'].format(bet=choice['text']))}</summary>"
        f'<div class="sd-summary-content"><p>{escape(choice["hint"])}</p></div></details>'
        for choice in bet["choices"]
    )
    asked = said["draw" if bet["curves"] else "choose"]
    return f'<div class="bet-readable"><p>{escape(asked)}</p>{blanks}{folds}</div>'


def answer_as_html(bet: dict[str, Any]) -> str:
    """Return the answer to a bet as HTML, from the model.

    Parameters
    ----------
    bet : dict
        Checked, from `widgets.bets.load`.
    """
    return f'<p class="bet-answer">{escape(bet["question"])} {escape(told(bet))}</p>'


def _blank(pad: str) -> str:
    """Return an empty chart of a pad, to draw on with a pencil."""
    x, y = pads()[pad]["x"], pads()[pad]["y"]
    (width, height), title = _SIZE, words()["pads"][pad]
    across = _scale(x, _LEFT, width - 12)
    up = _scale(y, height - _BELOW, 14)
    lines = "".join(
        f'<line x1="{_LEFT}" x2="{width - 12}" y1="{up(v):.0f}" y2="{up(v):.0f}" stroke="#bbb"/>'
        f'<text x="{_LEFT - 6}" y="{up(v) + 5:.0f}" text-anchor="end">{v:g}</text>'
        for v in _labels(y, (y["to"] - y["from"]) / 4)
    )
    marks = "".join(
        f'<text x="{across(v):.0f}" y="{height - 8}" text-anchor="middle">{v:g}</text>'
        for v in _labels(x, x["label"])
    )
    name = f"{title['title']}, {y['unit']} ({x['unit']})"
    return (
        f'<figure class="bet-blank"><figcaption>{escape(name)}</figcaption>'
        f'<svg viewBox="0 0 {width} {height}" width="{width}" role="img" aria-label="{escape(name)}"'
        f' font-size="14" fill="currentColor">{lines}{marks}</svg></figure>'
    )


def _scale(axis: dict[str, Any], start: float, end: float) -> Any:
    span = axis["to"] - axis["from"]
    return lambda value: start + (value - axis["from"]) / span * (end - start)


def _labels(axis: dict[str, Any], step: float) -> list[float]:
    count = round((axis["to"] - axis["from"]) / step)
    return [axis["from"] + step * index for index in range(count + 1)]


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent="   ( ) ", subsequent_indent="       ")
