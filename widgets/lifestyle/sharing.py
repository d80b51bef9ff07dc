"""The table as plain data."""

from __future__ import annotations

from functools import cache
from typing import Any

from widgets.model import RANGES

from .loading import TARGETS, Factor, claims, factors


@cache
def table() -> dict[str, Any]:
    """Factors, weight rule, claims and trials as JSON-able data.

    Returns
    -------
    dict
        ``reasons``, ``practices`` (name to the document's words), ``weight_rule``, ``organ_fat``, ``limits`` (of the
        two responses, of release and of output), ``parts`` (which factor plays which part), ``factors`` (a list, in the
        table's order), ``claims`` and ``trials``.
    """
    rows, said = factors(), claims()
    return _plain(
        {
            "reasons": rows.reasons,
            "practices": rows.practices,
            "weight_rule": rows.weight_rule.model_dump(),
            "organ_fat": rows.organ_fat.model_dump(),
            "limits": {name: [RANGES[name].lowest, RANGES[name].highest] for name in TARGETS},
            "parts": {
                part: getattr(rows, part).name
                for part in ("weight", "imbalance", "eaten", "fasted")
            },
            "factors": [_shared(row) for row in rows.factors.values()],
            "claims": [claim.model_dump() for claim in said.claims.values()],
            "trials": [trial.model_dump() for trial in said.trials.values()],
        }
    )


def _shared(row: Factor) -> dict[str, Any]:
    effects = [
        effect.model_dump(exclude={"multiplier", "low", "high"})
        | {"multipliers": effect.multipliers}
        for effect in row.effects
    ]
    shared = ("rise_days", "fade_days", "grade", "certain_of", "sources", "moves_nothing")
    return (
        row.model_dump(exclude={"lag", "certainty", "effects"})
        | {name: getattr(row, name) for name in shared}
        | {"effects": effects}
    )


def _plain(value: Any) -> Any:
    """Tuples as lists, keys as text: what JSON would make of it."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
