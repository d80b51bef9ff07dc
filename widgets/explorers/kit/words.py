"""The words of the explorers, by language."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

_EXPLORERS = Path(__file__).parents[1]


@cache
def words(explorer: str) -> dict[str, Any]:
    """Return the words of one explorer, with those that all explorers share.

    Parameters
    ----------
    explorer : str
        Name of the explorer, such as ``"resistance"``.

    Returns
    -------
    dict
        Those of ``<explorer>/words.yaml``, and ``shared``.
    """
    own, shared = _read(explorer), kit_words()["shared"]
    # What the ghost is differs: a body in health, or another person.
    runs = {**shared["runs"], **own.get("runs", {})}
    return {**own, "shared": {**shared, "runs": runs}}


@cache
def kit_words() -> dict[str, Any]:
    """Return what belongs to no single explorer: ``shared``, and ``people`` by their reserve."""
    return _read("kit")


def _read(room: str) -> dict[str, Any]:
    return yaml.safe_load((_EXPLORERS / room / "words.yaml").read_text(encoding="utf-8"))
