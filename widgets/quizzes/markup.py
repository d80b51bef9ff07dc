"""The small markup of question texts: ``**bold**`` and ``*italic*``, nothing else."""

from __future__ import annotations

import re
from html import escape

Runs = list[tuple[str, str]]
"""A text cut into (style, words); the style is an HTML tag, or "" for plain words."""

_STYLED = re.compile(r"\*\*(?P<strong>\S(?:[^*]*\S)?)\*\*|\*(?P<em>\S(?:[^*]*\S)?)\*")
# An asterisk between spaces is a sign of its own ("2 * 3").
_STRAY = re.compile(r"\S\*|\*\S")


def runs(text: str) -> Runs:
    """Cut a text into plain, strong and emphasised runs.

    Parameters
    ----------
    text : str
        Text with ``**bold**`` and ``*italic*``.

    Returns
    -------
    list of (str, str)
        Style ("", "strong" or "em") and words of each run, in order.

    Raises
    ------
    ValueError
        If an asterisk has no partner.
    """
    cut: Runs = []
    end = 0
    for found in _STYLED.finditer(text):
        cut.append(("", text[end : found.start()]))
        cut.append((str(found.lastgroup), found[str(found.lastgroup)]))
        end = found.end()
    cut.append(("", text[end:]))
    if any(not style and _STRAY.search(words) for style, words in cut):
        raise ValueError("an asterisk without its partner")
    return [(style, words) for style, words in cut if words]


def plain(text: str) -> str:
    """Return the words of a text without its markup."""
    return "".join(words for _, words in runs(text))


def html(text: str) -> str:
    """Return a text as HTML."""
    return "".join(
        f"<{style}>{escape(words)}</{style}>" if style else escape(words)
        for style, words in runs(text)
    )
