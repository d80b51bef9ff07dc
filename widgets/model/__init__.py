"""The physiology: equations stated once, parameters with units and sources, and tests that people know.

>>> from widgets.model import Person, ogtt
>>> print(ogtt(Person(muscle=0.3)).table())
"""

from .cohort import cohort
from .compensation import Compensation, compensation, resistant
from .drift import Drift
from .experiments import Clamp, Course, clamp, day, feed, meal, ogtt, portions, stages
from .latex import equation
from .loop import CUTS, Loop, loop
from .measures import (
    HYPOGLYCEMIA,
    THRESHOLDS,
    a1c,
    disposition_index,
    homa_b,
    homa_ir,
    matsuda,
    stage,
)
from .parameters import altered, parameter_table
from .person import RANGES, RESERVES, Person
from .reserve import Fate, fates, worsening
from .targets import check_targets
from .units import convert
from .uptake import Uptake, clamped, uptake
from .years import Years, years

__all__ = [
    "CUTS",
    "HYPOGLYCEMIA",
    "RANGES",
    "RESERVES",
    "THRESHOLDS",
    "Clamp",
    "Compensation",
    "Course",
    "Drift",
    "Fate",
    "Loop",
    "Person",
    "Uptake",
    "Years",
    "a1c",
    "altered",
    "check_targets",
    "clamp",
    "clamped",
    "cohort",
    "compensation",
    "convert",
    "day",
    "disposition_index",
    "equation",
    "fates",
    "feed",
    "homa_b",
    "homa_ir",
    "loop",
    "matsuda",
    "meal",
    "ogtt",
    "parameter_table",
    "portions",
    "resistant",
    "stage",
    "stages",
    "uptake",
    "worsening",
    "years",
]
