"""The physiology: equations stated once, parameters with units and sources, and tests that people know.

>>> from widgets.model import Person, ogtt
>>> print(ogtt(Person(muscle=0.3)).table())
"""

from .cohort import cohort
from .compensation import Compensation, compensation, resistant
from .drift import Drift
from .experiments import Clamp, Course, clamp, day, feed, meal, ogtt, stages
from .latex import equation
from .measures import THRESHOLDS, a1c, disposition_index, homa_b, homa_ir, matsuda, stage
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
    "Compensation",
    "Course",
    "Drift",
    "Person",
    "Years",
    "a1c",
    "check_targets",
    "clamp",
    "cohort",
    "compensation",
    "convert",
    "day",
    "disposition_index",
    "equation",
    "feed",
    "homa_b",
    "homa_ir",
    "matsuda",
    "meal",
    "ogtt",
    "parameter_table",
    "resistant",
    "stage",
    "stages",
    "years",
]
