"""What a reader touches: sliders and one live view, the same on the site, in JupyterLab and Colab.

``from widgets import explorers; explorers.resistance()`` as a cell's last line shows an explorer.
The reader's browser solves the model, so it needs no kernel; in a live kernel the explorer also
hands Python what it shows (``explorer.person``, ``explorer.result()``, ``explorer.figure()``).

``base`` puts sliders and view together, ``view`` is the anywidget, ``figures`` states the charts
and the colors, ``quantities`` the units; each explorer is a module of its own. The words stand in
``strings/en.yaml``, what runs in the browser in ``javascript/``.
"""

from __future__ import annotations

from widgets.explorers.body import BodyExplorer, body
from widgets.explorers.compensation import CompensationExplorer, compensation
from widgets.explorers.loop import LoopExplorer, loop
from widgets.explorers.meal import MealExplorer, meal
from widgets.explorers.practices import PracticesExplorer, practices
from widgets.explorers.reasons import ReasonsExplorer, reasons
from widgets.explorers.reserve import ReserveExplorer, reserve
from widgets.explorers.resistance import ResistanceExplorer, resistance
from widgets.explorers.uptake import UptakeExplorer, uptake
from widgets.explorers.years import YearsExplorer, years

__all__ = [
    "BodyExplorer",
    "CompensationExplorer",
    "LoopExplorer",
    "MealExplorer",
    "PracticesExplorer",
    "ReasonsExplorer",
    "ReserveExplorer",
    "ResistanceExplorer",
    "UptakeExplorer",
    "YearsExplorer",
    "body",
    "compensation",
    "loop",
    "meal",
    "practices",
    "reasons",
    "reserve",
    "resistance",
    "uptake",
    "years",
]
