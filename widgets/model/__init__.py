"""The physiology: equations stated once, parameters with units and sources, and tests that people know.

>>> from widgets.model import Person, ogtt
>>> print(ogtt(Person(muscle=0.3)).table())
"""

from .cohort import cohort
from .compensation import Compensation, compensation, resistant
from .drift import Drift
from .experiments import Clamp, Course, clamp, day, feed, meal, ogtt, portions, stages
from .intravenous import (
    bolus,
    fsigt,
    held,
    incretin_effect,
    minimal_model,
    sampled,
    steepness,
    two_phases,
)
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
from .validation import check_validation
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
    "bolus",
    "check_targets",
    "check_validation",
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
    "fsigt",
    "held",
    "homa_b",
    "homa_ir",
    "incretin_effect",
    "loop",
    "matsuda",
    "meal",
    "minimal_model",
    "ogtt",
    "parameter_table",
    "portions",
    "resistant",
    "sampled",
    "stage",
    "stages",
    "steepness",
    "two_phases",
    "uptake",
    "worsening",
    "years",
]
