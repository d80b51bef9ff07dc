"""Ways of living: what each does to muscle, liver, meals and weight, how sure we are, and from whom.

The trials beside the model are in :mod:`widgets.lifestyle.trials`, the people who live them in
:mod:`widgets.lifestyle.population`.

>>> from widgets.lifestyle import Lifestyle, body_after
>>> week = Lifestyle().live("bed_rest", 1, end=7)
>>> body_after(week, days=7).clamp().glucose_infusion
"""

from .beginning import Beginning, begin
from .checks import check_lifestyle
from .document import document, document_table
from .evidence import (
    EvidenceTable,
    assumptions_table,
    claims_table,
    factors_table,
    population_table,
    trials_table,
)
from .lifestyle import Lifestyle
from .loading import Claims, Factor, TableError, claims, factors
from .sharing import table
from .short_term import BodyThen, body_after

__all__ = [
    "Beginning",
    "BodyThen",
    "Claims",
    "EvidenceTable",
    "Factor",
    "Lifestyle",
    "TableError",
    "assumptions_table",
    "begin",
    "body_after",
    "check_lifestyle",
    "claims",
    "claims_table",
    "document",
    "document_table",
    "factors",
    "factors_table",
    "population_table",
    "table",
    "trials_table",
]
