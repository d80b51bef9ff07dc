"""The theme's style sheets, cut down to what the built pages and scripts can show.

They style all that a site may hold, and a page waits for them before it shows anything. A rule goes if it asks for a
class or a name that stands in no page and in no script; what it asks for besides is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

#: The largest; the others are small, or the book's own.
SHEETS = ("styles/pydata-sphinx-theme.css", "sphinx-design.min.css")

#: What Bootstrap puts together from parts: the sides of a tooltip.
JOINED = re.compile(r"bs-(tooltip|popover)-\w+")

WORD = re.compile(r"[A-Za-z_][\w-]*")
NAMED = re.compile(r"[.#]([A-Za-z_][\w-]*)")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)

#: One rule, with rules inside it where it is a group such as ``@media``.
RULE = re.compile(r"\s*([^{}]*)\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}\s*")
GROUPS = ("@media", "@supports")

#: What a selector asks for in brackets or quotes, of which not all has to be there.
ASIDE = re.compile(r'"[^"]*"|\[[^\]]*\]|\([^()]*\)')


def cut(static: Path, texts: Iterable[str]) -> None:
    """Cut the style sheets in a folder down to what some texts hold."""
    words = {word for text in texts for word in WORD.findall(text)}
    for name in SHEETS:
        path = static / name
        path.write_text(kept(path.read_text("utf-8"), words), "utf-8")


def kept(css: str, words: set[str]) -> str:
    """Return the rules of a style sheet whose classes and names are among some words."""
    css = COMMENT.sub("", css)
    if RULE.sub("", css).strip():
        raise ValueError(f"no list of rules: {RULE.sub('', css).strip()[:60]!r}")
    return "".join(rule(selector, inside, words) for selector, inside in RULE.findall(css))


def rule(selector: str, inside: str, words: set[str]) -> str:
    """Return one rule with what is left of it; nothing, if nothing is."""
    if selector.startswith(GROUPS):
        inside = kept(inside, words)
    elif not selector.startswith("@"):
        selector = ",".join(one for one in apart(selector) if shows(one, words))
    return f"{selector}{{{inside}}}" if selector and inside else ""


def apart(selector: str) -> list[str]:
    """Return the selectors of a list; one that holds a list itself stays whole."""
    return [selector] if "(" in selector else selector.split(",")


def shows(selector: str, words: set[str]) -> bool:
    """Whether all that a selector asks for by name is there, or may be."""
    while ASIDE.search(selector):
        selector = ASIDE.sub("", selector)
    if "," in selector:
        return True
    return all(name in words or JOINED.fullmatch(name) for name in NAMED.findall(selector))
