"""The widgets' JavaScript and styles, bundled by `bundle.mjs`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

BUNDLE = Path(__file__).parent / "bundle"


@cache
def bundled(name: str) -> str:
    """Return a file of the bundle.

    It is read when a widget is made, not when its class is: without the bundle, importing works.

    Parameters
    ----------
    name : str
        Such as ``"explorers.js"``.

    Raises
    ------
    RuntimeError
        If the JavaScript has not been bundled; says how to do it.
    """
    path = BUNDLE / name
    if not path.exists():
        raise RuntimeError(
            f"widgets/bundle/{name} is missing, so the widgets cannot run. Run `make` in the root "
            "of the repository, or install the package, which bundles it: `pip install -e .[explorers]`"
        )
    return path.read_text(encoding="utf-8")
