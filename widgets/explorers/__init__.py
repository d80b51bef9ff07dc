"""What a reader touches: sliders and one live view, the same on the site, in JupyterLab and Colab.

``from widgets import explorers; explorers.resistance()`` as a cell's last line shows an explorer.
The reader's browser solves the model, so it needs no kernel; in a live kernel the explorer also
hands Python what it shows (``explorer.person``, ``explorer.result()``, ``explorer.figure()``).

Each explorer is a folder: its sliders, its charts, its words and what runs in the browser. What all of them share
stands in ``kit``. A folder with an ``explorer.py`` is an explorer: of ``resistance/explorer.py`` come
``explorers.resistance`` and ``explorers.ResistanceExplorer``.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from widgets.extras import check_explorers

check_explorers()  # before anything asks for what is not there

#: Names of all explorers.
NAMES = tuple(sorted(path.parent.name for path in Path(__file__).parent.glob("*/explorer.py")))


def class_name(explorer: str) -> str:
    """Return the name of an explorer's class, such as ``"ResistanceExplorer"`` of ``"resistance"``."""
    return "".join(part.capitalize() for part in explorer.split("_")) + "Explorer"


def _found() -> dict[str, Any]:
    """Return what the explorers offer: the function of each, and its class."""
    found = {}
    for name in NAMES:
        module = import_module(f"{__name__}.{name}.explorer")
        for public in (name, class_name(name)):
            if not hasattr(module, public):
                raise ImportError(f"widgets/explorers/{name}/explorer.py must define {public}")
            found[public] = getattr(module, public)
    return found


globals().update(_found())

__all__ = [*NAMES, *map(class_name, NAMES)]


def __getattr__(name: str) -> Any:
    raise AttributeError(f"there is no explorer {name!r}; there are: {', '.join(NAMES)}")
