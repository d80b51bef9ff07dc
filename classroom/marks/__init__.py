"""Marks, out of nbgrader's gradebook and home to where a school keeps them.

``reading``
    Each student's mark, with what being late costs; what is missing has none.
``filling``
    What all platforms share: whose row it is, what goes in, and what is told of the rest.
``canvas``
    The teacher's own export of Canvas's gradebook, filled in.
``moodle``
    The grading worksheet of a Moodle assignment, filled in; a file for Moodle's gradebook.
``table``
    Everything in one table: each question, each student, means.
"""

from .canvas import fill_export
from .filling import Filled
from .moodle import fill_worksheet, participants, write_gradebook
from .reading import Mark, check, read, renew_penalties
from .table import write_all

__all__ = [
    "Filled",
    "Mark",
    "check",
    "fill_export",
    "fill_worksheet",
    "participants",
    "read",
    "renew_penalties",
    "write_all",
    "write_gradebook",
]
