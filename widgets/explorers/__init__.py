"""What a reader touches: sliders and one live view, the same on the site, in JupyterLab and Colab.

``from widgets import explorers; explorers.resistance()`` as a cell's last line shows an explorer.
The reader's browser solves the model, so it needs no kernel; in a live kernel the explorer also
hands Python what it shows (``explorer.person``, ``explorer.result()``, ``explorer.figure()``).

``base`` puts sliders and view together, ``view`` is the anywidget, ``figures`` states the charts
and the colors, ``quantities`` the units; each explorer is a module of its own. The words stand in
``strings/en.yaml``, what runs in the browser in ``javascript/``.
"""

from __future__ import annotations

from widgets.explorers.compensation import CompensationExplorer, compensation
from widgets.explorers.resistance import ResistanceExplorer, resistance
from widgets.explorers.years import YearsExplorer, years

__all__ = [
    "CompensationExplorer",
    "ResistanceExplorer",
    "YearsExplorer",
    "compensation",
    "resistance",
    "years",
]
