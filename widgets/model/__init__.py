"""The physiology: equations stated once, parameters with units and sources, and tests that people know.

>>> from widgets.model import Person, ogtt
>>> print(ogtt(Person(muscle=0.3)).table())
"""

from .cohort import cohort
from .drift import Drift
from .experiments import Clamp, Course, clamp, day, feed, meal, ogtt, stages
from .latex import equation
from .measures import THRESHOLDS, a1c, homa_b, homa_ir, matsuda, stage
from .parameters import parameter_table
from .person import RANGES, RESERVES, Person
from .targets import check_targets
from .units import convert
from .years import Years, years

__all__ = [
    "RANGES",
    "RESERVES",
    "THRESHOLDS",
    "Clamp",
    "Course",
    "Drift",
    "Person",
    "Years",
    "a1c",
    "check_targets",
    "clamp",
    "cohort",
    "convert",
    "day",
    "equation",
    "feed",
    "homa_b",
    "homa_ir",
    "matsuda",
    "meal",
    "ogtt",
    "parameter_table",
    "stage",
    "stages",
    "years",
]
