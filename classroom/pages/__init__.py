"""What students and teachers read outside of a notebook: templates of pages and settings, and how one is filled."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=select_autoescape(("html.j2",), default=False),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


def filled(name: str, /, **values: Any) -> str:
    """Return a page with its gaps filled.

    Parameters
    ----------
    name : str
        Of the page, such as ``"sheet.html"``; its template has ``.j2`` behind that.
    **values
        What its gaps take.
    """
    return _TEMPLATES.get_template(f"{name}.j2").render(values)
