"""XML that is built from the inside out: ``element("a", {"href": "b"}, element("c"), "words")``."""

from __future__ import annotations

from collections.abc import Mapping
from xml.dom import minidom

_DOCUMENT = minidom.Document()

Attributes = Mapping[str, str]
Part = minidom.Node | str


def element(name: str, attributes: Attributes | None = None, *parts: Part) -> minidom.Element:
    """An element with its attributes and what stands in it; text is escaped."""
    made = _DOCUMENT.createElement(name)
    for key, value in (attributes or {}).items():
        made.setAttribute(key, value)
    for part in parts:
        made.appendChild(_DOCUMENT.createTextNode(part) if isinstance(part, str) else part)
    return made


def literal(text: str) -> minidom.CDATASection:
    """Text that is not escaped."""
    return _DOCUMENT.createCDATASection(text)


def document(root: minidom.Element) -> bytes:
    """A file with one element; no space is added between elements, where it could be taken for content."""
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + root.toxml().encode()
