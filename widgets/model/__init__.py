"""The physiology: equations stated once, parameters with units and sources, and tests that people know.

>>> from widgets.model import Person, ogtt
>>> print(ogtt(Person(muscle=0.3)).table())

The way from the symbols to that table, room by room::

    statement/parameters.csv   every value, with unit and source
    statement/equations.py     a System: states with their rates, quantities and flows, all SymPy
        |    latex.py prints it as formulas
        v
    statement/codegen.py       Programs: the same as straight lines of code, with the Jacobian and its elimination
        |    browser/module.py prints them as JavaScript: browser/*.js is the model in a reader's browser
        v
    solver/source.py           Source: the programs as Python, which the build keeps: SymPy takes a second for them
        |
        v
    solver/numeric.py          Functions: the programs compiled as Python, for one person or for many
        |
        v
    solver/solve.py            a Body: the functions bound to one person; SciPy solves it (a day, a drink)
    solver/rodas.py            a Stepper: the generated step, as the browser takes it (the years, a cohort)
        |
        v
    body/experiments.py        ogtt(person) gives a Course: states, minute by minute; `table()` prints it
    body/years.py, cohort.py   years(person, drift) gives Years: days solved in every few months
        |
        v
    thought/                   what if: systems with something added, and bodies that have lived on
    evidence/                  what all of it is held against

A room uses those above it in this picture and none below; the README says so line by line, and a test holds it.
"""

from widgets.model.body.cohort import cohort
from widgets.model.body.drift import Drift
from widgets.model.body.experiments import (
    Clamp,
    Course,
    clamp,
    day,
    feed,
    meal,
    ogtt,
    portions,
    stages,
)
from widgets.model.body.intravenous import (
    bolus,
    fsigt,
    held,
    incretin_effect,
    minimal_model,
    sampled,
    steepness,
    two_phases,
)
from widgets.model.body.person import RANGES, RESERVES, Person
from widgets.model.body.years import Years, years
from widgets.model.evidence.targets import check_targets
from widgets.model.evidence.validation import check_validation
from widgets.model.statement.latex import equation
from widgets.model.statement.measures import (
    HYPOGLYCEMIA,
    THRESHOLDS,
    a1c,
    disposition_index,
    homa_b,
    homa_ir,
    matsuda,
    stage,
)
from widgets.model.statement.parameters import altered, parameter_table
from widgets.model.statement.units import convert
from widgets.model.thought.compensation import Compensation, compensation, resistant
from widgets.model.thought.fast import Fast, fast
from widgets.model.thought.loop import CUTS, Loop, loop
from widgets.model.thought.reserve import Fate, fates, worsening
from widgets.model.thought.uptake import Uptake, clamped, uptake

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
    "Fast",
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
    "fast",
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
