"""What a reader touches: sliders and one live view, the same on the site, in JupyterLab and Colab.

``from widgets import explorers; explorers.resistance()`` as a cell's last line shows an explorer.
The reader's browser solves the model, so it needs no kernel; in a live kernel the explorer also
hands Python what it shows (``explorer.person``, ``explorer.result()``, ``explorer.figure()``).

Each explorer is a folder: its sliders, its charts, its words and what runs in the browser. What all of them share
stands in ``kit``.
"""

from __future__ import annotations

from widgets.explorers.body.explorer import BodyExplorer, body
from widgets.explorers.compensation.explorer import CompensationExplorer, compensation
from widgets.explorers.loop.explorer import LoopExplorer, loop
from widgets.explorers.meal.explorer import MealExplorer, meal
from widgets.explorers.practices.explorer import PracticesExplorer, practices
from widgets.explorers.reasons.explorer import ReasonsExplorer, reasons
from widgets.explorers.reserve.explorer import ReserveExplorer, reserve
from widgets.explorers.resistance.explorer import ResistanceExplorer, resistance
from widgets.explorers.uptake.explorer import UptakeExplorer, uptake
from widgets.explorers.years.explorer import YearsExplorer, years

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
