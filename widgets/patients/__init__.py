"""A patient of one's own: who a student's assignment is about, and how answers are handed in.

The patient follows from the student's id alone, the same on every machine:

>>> from widgets.patients import patient
>>> me = patient("student-17", folder="assignments/source/01-read-an-ogtt")
>>> me.hand_in("peak", minute=45, glucose_mgdl=171)

``grid.py`` reads the folder's ``patients.yaml`` and says which of its people a student gets, ``patient.py``
is that person, ``handing_in.py`` makes of answers what a grader reads. Nothing here knows what is right.
"""

from .grid import Grid, GridError, Trait, normalized
from .handing_in import MIME, AnswerError
from .patient import Patient, patient

__all__ = [
    "MIME",
    "AnswerError",
    "Grid",
    "GridError",
    "Patient",
    "Trait",
    "normalized",
    "patient",
]
